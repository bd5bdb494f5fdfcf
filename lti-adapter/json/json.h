// Typed reading of strict JSON from strangers, with the path in every error. No duplicate member
// names at any depth, no trailing bytes, UTF-8 only, no NUL, nesting at most 64.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

struct json_t;

namespace driehoek::lti {

inline constexpr int kMaxJsonDepth = 64;

// Nothing but a check: OK when `text` is one strict JSON value. INVALID_ARGUMENT / JSON_TOO_DEEP or
// JSON_MALFORMED.
absl::Status CheckStrictJson(absl::string_view text);

// A JSON object. A cheap copy: the tree is shared and never changed.
//
// "Absent" below also means JSON null, which platforms send for what they keep to themselves.
// Errors: INVALID_ARGUMENT / JSON_MEMBER_MISSING or JSON_MEMBER_TYPE, with metadata `path`.
class JsonObject {
 public:
  // INVALID_ARGUMENT / JSON_TOO_DEEP, JSON_MALFORMED, JSON_NOT_AN_OBJECT.
  static absl::StatusOr<JsonObject> Parse(absl::string_view text);

  // Whether the member is there and not null.
  bool Has(absl::string_view name) const;
  absl::StatusOr<std::string> String(absl::string_view name) const;
  absl::StatusOr<std::optional<std::string>> OptionalString(absl::string_view name) const;
  // The string, or "" when the member is absent or of another type: for what only decorates.
  std::string StringOrEmpty(absl::string_view name) const;
  absl::StatusOr<double> Number(absl::string_view name) const;
  absl::StatusOr<std::optional<double>> OptionalNumber(absl::string_view name) const;
  absl::StatusOr<JsonObject> Object(absl::string_view name) const;
  absl::StatusOr<std::optional<JsonObject>> OptionalObject(absl::string_view name) const;
  // An array of strings; empty when absent.
  absl::StatusOr<std::vector<std::string>> Strings(absl::string_view name) const;
  // A string, or an array of strings.
  absl::StatusOr<std::vector<std::string>> StringOrStrings(absl::string_view name) const;
  bool IsArray(absl::string_view name) const;
  // The objects of an array; other elements are skipped. Empty when absent.
  absl::StatusOr<std::vector<JsonObject>> Objects(absl::string_view name) const;
  // The members that are strings, by name: for objects of strings such as `custom`.
  std::vector<std::pair<std::string, std::string>> StringMembers() const;

 private:
  JsonObject(std::shared_ptr<json_t> root, json_t* object, std::string path)
      : root_(std::move(root)), object_(object), path_(std::move(path)) {}
  json_t* Find(absl::string_view name) const;
  std::string PathTo(absl::string_view name) const;
  absl::Status Missing(absl::string_view name) const;
  absl::Status WrongType(absl::string_view name, absl::string_view wanted) const;

  std::shared_ptr<json_t> root_;  // shared by all objects read out of one text
  json_t* object_;
  std::string path_;
};

}  // namespace driehoek::lti
