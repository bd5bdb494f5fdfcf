// Writing JSON, safe to stand inside an HTML page too.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace driehoek::lti {

// `text`, which must be UTF-8, as a JSON string. `<`, `>`, `&` and the line separators of
// JavaScript are escaped, so that no value can end a script element.
std::string JsonQuote(absl::string_view text);

// The same escapes in JSON that is written already: they can only stand inside strings, so the
// value does not change.
std::string EscapeForHtml(absl::string_view json);

// Builds one object, members in the order of the calls.
class JsonObjectWriter {
 public:
  JsonObjectWriter& String(absl::string_view name, absl::string_view value);
  JsonObjectWriter& Strings(absl::string_view name, const std::vector<std::string>& values);
  JsonObjectWriter& Number(absl::string_view name, long long value);
  JsonObjectWriter& Bool(absl::string_view name, bool value);
  // `json` is JSON already.
  JsonObjectWriter& Raw(absl::string_view name, absl::string_view json);
  std::string Done() const { return "{" + members_ + "}"; }

 private:
  std::string members_;
};

}  // namespace driehoek::lti
