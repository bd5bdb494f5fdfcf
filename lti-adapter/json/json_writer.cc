#include "json/json_writer.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

namespace driehoek::lti {

std::string EscapeForHtml(absl::string_view json) {
  return absl::StrReplaceAll(json, {{"<", "\\u003c"},
                                    {">", "\\u003e"},
                                    {"&", "\\u0026"},
                                    {"\xe2\x80\xa8", "\\u2028"},
                                    {"\xe2\x80\xa9", "\\u2029"}});
}

std::string JsonQuote(absl::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          absl::StrAppendFormat(&out, "\\u%04x",
                                static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else {
          out.push_back(c);
        }
    }
  }
  out.push_back('"');
  return EscapeForHtml(out);
}

JsonObjectWriter& JsonObjectWriter::Raw(absl::string_view name, absl::string_view json) {
  absl::StrAppend(&members_, members_.empty() ? "" : ",", JsonQuote(name), ":", json);
  return *this;
}

JsonObjectWriter& JsonObjectWriter::String(absl::string_view name, absl::string_view value) {
  return Raw(name, JsonQuote(value));
}

JsonObjectWriter& JsonObjectWriter::Strings(absl::string_view name,
                                            const std::vector<std::string>& values) {
  std::string list;
  for (const std::string& value : values) {
    absl::StrAppend(&list, list.empty() ? "" : ",", JsonQuote(value));
  }
  return Raw(name, absl::StrCat("[", list, "]"));
}

JsonObjectWriter& JsonObjectWriter::Number(absl::string_view name, long long value) {
  return Raw(name, absl::StrCat(value));
}

JsonObjectWriter& JsonObjectWriter::Bool(absl::string_view name, bool value) {
  return Raw(name, value ? "true" : "false");
}

}  // namespace driehoek::lti
