#include "shared/rpc/border.h"

#include <grpcpp/support/proto_buffer_reader.h>

#include <algorithm>

#include "absl/time/clock.h"
#include "shared/base/errors.h"
#include "shared/rpc/caller_from.h"
#include "shared/rpc/request_check.h"
#include "shared/rpc/to_grpc.h"

namespace driehoek::rpc {
namespace {

// Longest time for a call whose client set no deadline, or a later one.
constexpr absl::Duration kLongestCall = absl::Seconds(10);

// Deadlines are waits of this machine, so they are real also where a test sets the clock of the domain.
absl::Time DeadlineOf(const grpc::ServerContextBase& context) {
  return std::min(absl::FromChrono(context.deadline()), absl::Now() + kLongestCall);
}

}  // namespace

absl::Status Call::StillWanted() const {
  if (!cancelled_()) return absl::OkStatus();
  return Error(absl::StatusCode::kCancelled, "CLIENT_GONE", "the client no longer waits for the answer");
}

absl::StatusOr<auth::Caller> Border::Authenticate(const grpc::ServerContextBase& context, absl::string_view method,
                                                  const google::protobuf::Message& request, absl::Time now,
                                                  absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auth::Caller caller,
                            CallerFrom(context, parts_.keys, parts_.credentials, now, deadline));
  parts_.observer.Began(context.peer());
  DRIEHOEK_RETURN_IF_ERROR(parts_.rights.MayCall(method, caller.role));
  DRIEHOEK_RETURN_IF_ERROR(CheckRequest(request, caller.tenant));
  return caller;
}

grpc::Status Border::Answer(grpc::ServerContextBase* context, absl::string_view method,
                            const google::protobuf::Message& request, Inner inner) const {
  const absl::Time now = parts_.clock.Now();
  std::optional<auth::Caller> caller;
  const absl::Status status = AnswerCaller(context, method, request, now, caller, inner);
  parts_.observer.Finished(method, caller ? &*caller : nullptr, status, parts_.clock.Now() - now);
  return ToGrpc(status);
}

absl::Status Border::AnswerCaller(grpc::ServerContextBase* context, absl::string_view method,
                                  const google::protobuf::Message& request, absl::Time now,
                                  std::optional<auth::Caller>& caller, Inner inner) const {
  const absl::Time deadline = DeadlineOf(*context);
  DRIEHOEK_ASSIGN_OR_RETURN(caller, Authenticate(*context, method, request, now, deadline));

  std::optional<events::RequestKey> key;
  if (std::string id = RequestIdOf(request); !id.empty()) {
    key = events::RequestKey{caller->Name(), std::move(id), BodyHash(method, request)};
  }
  const Call call(*caller, std::string(method), now, deadline, key, parts_.rights, parts_.read_log,
                  [context] { return context->IsCancelled(); });
  if (key.has_value()) {
    // Before the decision: else a repeated signature would be refused as "already signed".
    DRIEHOEK_ASSIGN_OR_RETURN(const std::optional<std::string> stored,
                              parts_.change_log.FindAnswer(caller->tenant, *key, deadline));
    if (stored.has_value()) return inner(call, &*stored);
  }
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  return inner(call, nullptr);
}

grpc::Status Border::ParseRequest(grpc::ByteBuffer* bytes, google::protobuf::Message& request) {
  grpc::ProtoBufferReader reader(bytes);
  if (reader.status().ok() && request.ParseFromZeroCopyStream(&reader)) return grpc::Status::OK;
  return ToGrpc(Error(absl::StatusCode::kInvalidArgument, "REQUEST_UNREADABLE", "the request is no message of its method"));
}

grpc::ByteBuffer Border::BufferOver(std::shared_ptr<const std::string> bytes) {
  // The slice holds the bytes for as long as gRPC sends them.
  auto* const held = new std::shared_ptr<const std::string>(std::move(bytes));
  const grpc::Slice slice(
      const_cast<char*>((*held)->data()), (*held)->size(),
      [](void* holder) { delete static_cast<std::shared_ptr<const std::string>*>(holder); }, held);
  return grpc::ByteBuffer(&slice, 1);
}

absl::Status Border::ParseStored(const std::string& stored, google::protobuf::Message& response) {
  if (response.ParseFromString(stored)) return absl::OkStatus();
  return Error(absl::StatusCode::kInternal, "STORED_ANSWER_UNREADABLE", "the stored answer cannot be read");
}

}  // namespace driehoek::rpc
