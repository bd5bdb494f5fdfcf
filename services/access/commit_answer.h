// The fifth and sixth step of a call in one: commit the change with its answer, and give the answer
// that counts.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "shared/base/errors.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::access {

// The answer is `response`, or the stored one when a call with the same request id was first; the
// latter is told by `was_first`, for answers with a secret that is not stored.
template <typename Response>
struct Committed {
  Response response;
  bool was_first = true;
};

template <typename Response>
absl::StatusOr<Committed<Response>> CommitAnswer(events::ChangeLog& change_log,
                                                 const rpc::Call& call, const TenantId& tenant,
                                                 events::CommitPlan plan, const Response& response,
                                                 events::RowWriter rows) {
  plan.response = response.SerializeAsString();
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string stored,
                            change_log.Commit(tenant, plan, call.deadline(), rows));
  if (stored == plan.response) return Committed<Response>{response, true};
  Committed<Response> first{.was_first = false};
  if (!first.response.ParseFromString(stored)) {
    return Error(absl::StatusCode::kInternal, "STORED_ANSWER_UNREADABLE",
                 "the stored answer cannot be read");
  }
  return first;
}

}  // namespace driehoek::access
