// How a refusal is made: an absl::Status that carries one google.rpc.ErrorInfo with a stable reason, and for bad
// requests one google.rpc.BadRequest that names every wrong field. rpc/to_grpc turns it into the wire form.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace driehoek {

// `domain` of every ErrorInfo.
inline constexpr absl::string_view kErrorDomain = "driehoek";

using ErrorMetadata = std::vector<std::pair<std::string, std::string>>;

// A status with `reason` (UPPER_SNAKE_CASE, stable: clients branch on it). `text` is for developers and holds no
// personal data; neither do the values in `metadata`.
absl::Status Error(absl::StatusCode code, absl::string_view reason, absl::string_view text,
                   const ErrorMetadata& metadata = {});

// The same for RESOURCE_EXHAUSTED and UNAVAILABLE, with google.rpc.RetryInfo.
absl::Status RetryableError(absl::StatusCode code, absl::string_view reason, absl::string_view text,
                            absl::Duration retry_after);

// The `reason` that Error() put into `status`; empty when there is none.
std::string ReasonOf(const absl::Status& status);

// Collects every wrong field of a request, so that the caller hears of all of them at once.
class FieldViolations {
 public:
  FieldViolations() = default;
  // Every field added lies under `prefix`: with "agreement" the field "start_date" becomes "agreement.start_date".
  explicit FieldViolations(absl::string_view prefix) : prefix_(prefix) {}
  // `field` is the path in the request message ("agreement.start_date"); `reason` UPPER_SNAKE_CASE.
  void Add(absl::string_view field, absl::string_view reason, absl::string_view text);
  bool empty() const { return violations_.empty(); }
  // OK when empty; else INVALID_ARGUMENT / INVALID_FIELD with a BadRequest. A single violation lends its own reason.
  absl::Status ToStatus() const;

 private:
  struct Violation {
    std::string field;
    std::string reason;
    std::string text;
  };
  std::string prefix_;
  std::vector<Violation> violations_;
};

}  // namespace driehoek

// Returns the status of `expression` from the enclosing function unless it is OK.
#define DRIEHOEK_RETURN_IF_ERROR(expression)                  \
  do {                                                        \
    if (absl::Status status_ = (expression); !status_.ok()) { \
      return status_;                                         \
    }                                                         \
  } while (false)

#define DRIEHOEK_CONCAT_INNER(a, b) a##b
#define DRIEHOEK_CONCAT(a, b) DRIEHOEK_CONCAT_INNER(a, b)
// DRIEHOEK_ASSIGN_OR_RETURN(auto x, MakeX()): declares x, or returns the status of MakeX().
#define DRIEHOEK_ASSIGN_OR_RETURN(declaration, expression) \
  DRIEHOEK_ASSIGN_OR_RETURN_INNER(DRIEHOEK_CONCAT(statusor_, __LINE__), declaration, expression)
#define DRIEHOEK_ASSIGN_OR_RETURN_INNER(statusor, declaration, expression) \
  auto statusor = (expression);                                           \
  if (!statusor.ok()) return std::move(statusor).status();                \
  declaration = *std::move(statusor)
