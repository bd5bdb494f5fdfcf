// application/x-www-form-urlencoded, for queries and form posts.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace driehoek::lti {

// Fields by name, each at most once.
class Form {
 public:
  // INVALID_ARGUMENT / FORM_MALFORMED for a broken escape or text that is not UTF-8,
  // FORM_FIELD_REPEATED when a name comes twice (two readers might take different ones),
  // FORM_CONTROL_CHARACTER, FORM_TOO_MANY_FIELDS above 200.
  static absl::StatusOr<Form> Parse(absl::string_view encoded);

  // The value, or nothing when the field is absent.
  std::optional<std::string> Get(absl::string_view name) const;
  // The value, or "" when the field is absent.
  std::string Value(absl::string_view name) const { return Get(name).value_or(""); }
  const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }

  void Add(std::string name, std::string value) {
    fields_.emplace_back(std::move(name), std::move(value));
  }
  std::string Encode() const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

// Whether `text` is UTF-8 without overlong forms and surrogates (RFC 3629).
bool IsUtf8(absl::string_view text);

}  // namespace driehoek::lti
