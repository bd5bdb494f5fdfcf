// The border between gRPC and a handler. Every unary method passes here, so that no handler can forget one of these:
// who calls, whether the role may at all, whether every name is of the caller's institution, whether the request is
// well formed, and whether it was answered before.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "shared/auth/call_token.h"
#include "shared/auth/caller.h"
#include "shared/auth/credentials.h"
#include "shared/auth/rights.h"
#include "shared/base/clock.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::rpc {

// Told of every finished call; the server counts it and writes one log line of ids and reasons.
class CallObserver {
 public:
  virtual ~CallObserver() = default;
  // An authenticated call came over the connection of `peer` (ServerContext::peer()).
  virtual void Began(const std::string& peer) = 0;
  virtual void Finished(absl::string_view method, const auth::Caller* caller, const absl::Status& status,
                        absl::Duration took) = 0;
};

// Thread-safe. What it refers to must outlive it.
class Border {
 public:
  struct Parts {
    const auth::CallTokenKeys& keys;
    auth::Credentials& credentials;
    const auth::RightsTable& rights;
    events::ChangeLog& change_log;
    ReadLog& read_log;
    CallObserver& observer;
    const Clock& clock;
  };
  explicit Border(const Parts& parts) : parts_(parts) {}

  // Answers one unary call: authenticates, checks, gives the stored answer to a repeated `request_id`, or calls
  // `handler(const Call&, const Request&) -> absl::StatusOr<Response>`. `method` is the full name
  // ("driehoek.v1.AgreementService/SignAgreement").
  template <typename Request, typename Response, typename Handler>
  grpc::Status Handle(grpc::ServerContextBase* context, absl::string_view method, const Request* request,
                      Response* response, Handler&& handler) const {
    return Answer(context, method, *request, [&](const Call& call, const std::string* stored) -> absl::Status {
      if (stored != nullptr) return ParseStored(*stored, *response);
      absl::StatusOr<Response> answer = std::forward<Handler>(handler)(call, *request);
      if (!answer.ok()) return answer.status();
      if (!call.read_error().ok()) return call.read_error();
      *response = *std::move(answer);
      return absl::OkStatus();
    });
  }

  // The same for a read whose answer is at hand as bytes: `handler(const Call&, const Request&) ->
  // absl::StatusOr<std::shared_ptr<const std::string>>`, which are sent without a copy.
  template <typename Request, typename Handler>
  grpc::Status HandleBytes(grpc::ServerContextBase* context, absl::string_view method, grpc::ByteBuffer* request,
                           grpc::ByteBuffer* response, Handler&& handler) const {
    Request asked;
    if (grpc::Status parsed = ParseRequest(request, asked); !parsed.ok()) return parsed;
    return Answer(context, method, asked, [&](const Call& call, const std::string*) -> absl::Status {
      absl::StatusOr<std::shared_ptr<const std::string>> answer = std::forward<Handler>(handler)(call, asked);
      if (!answer.ok()) return answer.status();
      if (!call.read_error().ok()) return call.read_error();
      *response = BufferOver(*std::move(answer));
      return absl::OkStatus();
    });
  }

  // The first half alone, for streams: who calls and whether the role may at all.
  absl::StatusOr<auth::Caller> Authenticate(const grpc::ServerContextBase& context, absl::string_view method,
                                            const google::protobuf::Message& request, absl::Time now,
                                            absl::Time deadline) const;

 private:
  using Inner = absl::FunctionRef<absl::Status(const Call&, const std::string* stored)>;
  grpc::Status Answer(grpc::ServerContextBase* context, absl::string_view method, const google::protobuf::Message& request,
                      Inner inner) const;
  absl::Status AnswerCaller(grpc::ServerContextBase* context, absl::string_view method,
                            const google::protobuf::Message& request, absl::Time now, std::optional<auth::Caller>& caller,
                            Inner inner) const;
  static grpc::Status ParseRequest(grpc::ByteBuffer* bytes, google::protobuf::Message& request);
  static grpc::ByteBuffer BufferOver(std::shared_ptr<const std::string> bytes);
  static absl::Status ParseStored(const std::string& stored, google::protobuf::Message& response);

  Parts parts_;
};

}  // namespace driehoek::rpc
