#include "server/call_watch.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "shared/base/errors.h"
#include "shared/log/log.h"

namespace driehoek::server {
namespace {

bool IsRead(absl::string_view method) {
  const absl::string_view verb = method.substr(method.find('/') + 1);
  return absl::StartsWith(verb, "Get") || absl::StartsWith(verb, "List") || absl::StartsWith(verb, "Compare");
}

}  // namespace

void CallWatch::Finished(absl::string_view method, const auth::Caller* caller, const absl::Status& status,
                         absl::Duration took) {
  metrics_.CountCall(method, absl::StatusCodeToString(status.code()), took);
  if (status.ok() && IsRead(method)) return;
  const log::Level level = status.code() == absl::StatusCode::kInternal || status.code() == absl::StatusCode::kUnknown ||
                                   status.code() == absl::StatusCode::kDataLoss
                               ? log::Level::kError
                               : log::Level::kInfo;
  log::Write(level, "call",
             {{"method", std::string(absl::StripPrefix(method, "driehoek.v1."))},
              {"code", absl::StatusCodeToString(status.code())},
              {"reason", ReasonOf(status)},
              {"institution", caller == nullptr ? std::string() : caller->tenant.value()},
              {"role", caller == nullptr ? std::string() : std::string(auth::RoleName(caller->role))},
              {"microseconds", absl::ToInt64Microseconds(took)}});
}

}  // namespace driehoek::server
