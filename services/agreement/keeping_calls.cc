#include "agreement/keeping_calls.h"

#include "agreement/agreement_proto.h"
#include "agreement/draft_checks.h"
#include "shared/base/errors.h"
#include "shared/rpc/wire.h"

namespace driehoek::agreement {
namespace {

constexpr std::size_t kLongestReason = 1000;
constexpr std::size_t kLongestGround = 200;
constexpr std::size_t kLongestNote = 500;

}  // namespace

absl::StatusOr<v1::Agreement> WithdrawAgreement(const CallContext& context,
                                                const v1::WithdrawAgreementRequest& request) {
  FieldViolations wrong;
  std::string reason = request.reason();
  CheckText("reason", kLongestReason, reason, wrong);
  DRIEHOEK_RETURN_IF_ERROR(wrong.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const Loaded loaded, context.Load(request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), loaded.agreement.version));
  DRIEHOEK_ASSIGN_OR_RETURN(const Actor actor, context.ActorIn(loaded.agreement));
  DRIEHOEK_ASSIGN_OR_RETURN(const AgreementChange change,
                            Withdraw(loaded.agreement, reason, actor, context.call().now()));
  return context.Commit(change, loaded.contact);
}

absl::StatusOr<v1::Agreement> RequestAgreementEnd(const CallContext& context,
                                                  const v1::RequestAgreementEndRequest& request) {
  FieldViolations wrong;
  std::string reason = request.reason();
  CheckText("reason", kLongestReason, reason, wrong);
  DRIEHOEK_RETURN_IF_ERROR(wrong.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const Loaded loaded, context.Load(request.name()));
  DRIEHOEK_ASSIGN_OR_RETURN(const Actor actor, context.ActorIn(loaded.agreement));
  DRIEHOEK_ASSIGN_OR_RETURN(const AgreementChange change,
                            RequestEnd(loaded.agreement, reason, actor, context.call().now()));
  return context.Commit(change, loaded.contact);
}

absl::StatusOr<v1::Agreement> TerminateAgreement(const CallContext& context,
                                                 const v1::TerminateAgreementRequest& request) {
  TerminateCommand command{.ground = request.ground(), .reason = request.reason()};
  FieldViolations wrong;
  CheckText("reason", kLongestReason, command.reason, wrong);
  CheckOptionalText("ground", kLongestGround, command.ground, wrong);
  if (command.ground.empty()) wrong.Add("ground", "GROUND_MISSING", "is required");
  DRIEHOEK_RETURN_IF_ERROR(wrong.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(command.last_day, rpc::FromProto(request.last_date(), "last_date"));
  DRIEHOEK_ASSIGN_OR_RETURN(const Loaded loaded, context.Load(request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), loaded.agreement.version));
  DRIEHOEK_ASSIGN_OR_RETURN(const Actor actor, context.ActorIn(loaded.agreement));
  DRIEHOEK_ASSIGN_OR_RETURN(const AgreementChange change,
                            Terminate(loaded.agreement, command, actor, context.call().now()));
  return context.Commit(change, loaded.contact);
}

absl::StatusOr<v1::Agreement> MarkCommitment(const CallContext& context,
                                             const v1::MarkCommitmentRequest& request) {
  MarkCommand command{.commitment = request.commitment(),
                      .status = static_cast<CommitmentStatus>(request.status()),
                      .note = request.note()};
  FieldViolations wrong;
  CheckOptionalText("note", kLongestNote, command.note, wrong);
  DRIEHOEK_RETURN_IF_ERROR(wrong.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const Loaded loaded, context.Load(request.name()));
  const auto side = SideOf(context.call().caller().role);
  if (!side.has_value()) {
    return Error(absl::StatusCode::kPermissionDenied, "RELATION_NOT_ALLOWED",
                 "only the three parties mark commitments");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const Actor actor, context.ActorIn(loaded.agreement));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const AgreementChange change,
      agreement::MarkCommitment(loaded.agreement, command, *side, actor, context.call().now()));
  return context.Commit(change, loaded.contact);
}

}  // namespace driehoek::agreement
