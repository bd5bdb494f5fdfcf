#include "http/request.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"

namespace driehoek::lti {

absl::string_view Request::HeaderValue(absl::string_view name) const {
  for (const Header& header : headers) {
    if (absl::EqualsIgnoreCase(header.name, name)) return header.value;
  }
  return "";
}

std::vector<std::string> Request::Cookies(absl::string_view name) const {
  std::vector<std::string> values;
  for (const Header& header : headers) {
    if (!absl::EqualsIgnoreCase(header.name, "cookie")) continue;
    for (absl::string_view part : absl::StrSplit(header.value, ';')) {
      part = absl::StripAsciiWhitespace(part);
      const std::size_t equals = part.find('=');
      if (equals != absl::string_view::npos && part.substr(0, equals) == name) {
        values.emplace_back(part.substr(equals + 1));
      }
    }
  }
  return values;
}

bool Request::HasContentType(absl::string_view type) const {
  const absl::string_view value = HeaderValue("content-type");
  return absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(value.substr(0, value.find(';'))), type);
}

}  // namespace driehoek::lti
