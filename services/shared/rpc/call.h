// What a handler gets besides its request: who calls, what time it is, until when, under which request id.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "shared/auth/caller.h"
#include "shared/auth/rights.h"
#include "shared/base/resource_name.h"
#include "shared/base/strong_id.h"
#include "shared/events/change_log.h"

namespace driehoek::rpc {

// Takes note of who saw another person's data (R87); implemented by events/read_recorder.
class ReadLog {
 public:
  virtual ~ReadLog() = default;
  // `reader` is Caller::Name(), `subject` the resource name of the person whose data it is. Returns at once; the note is
  // stored within a second. An error when it cannot be: then the read is refused.
  virtual absl::Status Saw(const TenantId& tenant, const std::string& reader, absl::string_view resource,
                           const std::string& subject) = 0;
};

// One call. Lives as long as the call; handlers only read it.
class Call {
 public:
  Call(auth::Caller caller, std::string method, absl::Time now, absl::Time deadline,
       std::optional<events::RequestKey> request, const auth::RightsTable& rights, ReadLog& read_log,
       std::function<bool()> cancelled)
      : caller_(std::move(caller)),
        method_(std::move(method)),
        now_(now),
        deadline_(deadline),
        request_(std::move(request)),
        rights_(rights),
        read_log_(read_log),
        cancelled_(std::move(cancelled)) {}

  const auth::Caller& caller() const { return caller_; }
  const TenantId& tenant() const { return caller_.tenant; }
  const std::string& method() const { return method_; }
  // One instant for the whole call.
  absl::Time now() const { return now_; }
  absl::Time deadline() const { return deadline_; }

  // Whether the caller, standing in `held` to the resource, may do this; RightsTable::MayDo with this method.
  absl::Status MayDo(absl::string_view read_method, auth::Relations held) const {
    return rights_.MayDo(method_, read_method, caller_.role, held);
  }
  // The relations of which the caller needs one for this method: what a list is cut down to.
  auth::Relations NeededRelations() const { return rights_.Needed(method_, caller_.role); }

  // Notes that the caller saw data of `subject`; nothing when that is the caller. When the note cannot be kept, the border
  // gives read_error() instead of the answer.
  void RecordRead(absl::string_view resource, const PersonId& subject) const {
    if (subject == caller_.person || !read_error_.ok()) return;
    read_error_ = read_log_.Saw(caller_.tenant, caller_.Name(), resource, PersonName(caller_.tenant, subject));
  }
  const absl::Status& read_error() const { return read_error_; }

  // A plan with the audit row of this call and its request key; the handler adds versions, events and the answer.
  events::CommitPlan NewPlan(absl::string_view resource, absl::string_view reason = "") const {
    events::CommitPlan plan;
    plan.audit.push_back({caller_.Name(), method_, std::string(resource), std::string(reason)});
    plan.request = request_;
    return plan;
  }
  // CANCELLED / CLIENT_GONE when the client has gone: asked before a commit.
  absl::Status StillWanted() const;

 private:
  auth::Caller caller_;
  std::string method_;
  absl::Time now_;
  absl::Time deadline_;
  std::optional<events::RequestKey> request_;
  const auth::RightsTable& rights_;
  ReadLog& read_log_;
  std::function<bool()> cancelled_;
  mutable absl::Status read_error_;  // one thread has the call
};

}  // namespace driehoek::rpc
