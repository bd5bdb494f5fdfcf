#include "agreement/signing_calls.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "agreement/agreement_proto.h"
#include "agreement/document_of.h"
#include "agreement/draft_checks.h"
#include "shared/base/errors.h"
#include "shared/rpc/wire.h"

namespace driehoek::agreement {
namespace {

constexpr std::size_t kLongestReason = 1000;

absl::Status WrongSigner() {
  return Error(absl::StatusCode::kPermissionDenied, "WRONG_SIGNER",
               "only the named signer can do this, in person");
}

absl::Status NotOffered() {
  return Error(absl::StatusCode::kFailedPrecondition, "VERSION_NOT_OFFERED",
               "the version is not being offered for signature");
}

// The side for which the caller signs the newest version. For anyone else PERMISSION_DENIED /
// WRONG_SIGNER, and the attempt stands in the timeline and in the audit chain, although the call
// fails (R19).
absl::StatusOr<PartyRole> NamedSideOrRecord(const CallContext& context, const Loaded& loaded) {
  const Agreement& agreement = loaded.agreement;
  if (const auto side = NamedSide(Newest(agreement), context.call().caller())) return *side;
  DRIEHOEK_ASSIGN_OR_RETURN(const Actor actor, context.ActorIn(agreement));
  AgreementChange note{.after = agreement, .is_note = true};
  note.timeline.push_back(SigningRefused(agreement, actor, context.call().now()));
  DRIEHOEK_RETURN_IF_ERROR(context.CommitNote(note, "WRONG_SIGNER"));
  return WrongSigner();
}

// What binds a code to what is signed.
std::string PurposeOf(const CallContext& context, const AgreementId& id, int number) {
  return absl::StrCat("sign:", VersionName(context.tenant(), id, number));
}

// The version as it is offered. A text that is no longer written the way it was hashed is not shown
// as if it were.
absl::StatusOr<SigningText> OfferedText(const Agreement& agreement, int number) {
  const Version* open = OpenProposal(agreement);
  if (open == nullptr || open->number != number || !IsOffered(open->state)) return NotOffered();
  DRIEHOEK_ASSIGN_OR_RETURN(SigningText text, TextOf(agreement, *open));
  if (text.hash == open->document_hash) return text;
  return Error(absl::StatusCode::kFailedPrecondition, "TEXT_FORMAT_CHANGED",
               "the version was offered in an older format: withdraw it and offer it again");
}

Evidence EvidenceOf(const auth::Caller& caller, const CodeProof& proof) {
  return {.masked_address = proof.masked_address,
          .client_address = caller.client_address,
          .user_agent = caller.user_agent};
}

// Seals the version that came in force by this change, if one did. When this fails nothing is
// stored.
absl::Status SealIfInForce(const CallContext& context, absl::TimeZone zone,
                           AgreementChange& change) {
  Version* version = CameInForce(change);
  if (version == nullptr) return absl::OkStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(
      version->sealed, context.ports().files.Seal(context.tenant(), change.after, *version, zone,
                                                  context.call().now()));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Agreement> AcceptResponsibilities(
    const CallContext& context, const v1::AcceptResponsibilitiesRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Loaded loaded, context.Load(request.name()));
  const Agreement& agreement = loaded.agreement;
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), agreement.version));
  const auto side = NamedSide(Newest(agreement), context.call().caller());
  if (!side.has_value()) return WrongSigner();
  DRIEHOEK_ASSIGN_OR_RETURN(const Actor actor, context.ActorIn(agreement));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const AgreementChange change,
      agreement::AcceptResponsibilities(agreement, *side, actor, context.call().now()));
  if (change.timeline.empty()) return context.Answer(loaded);
  return context.Commit(change, loaded.contact);
}

absl::StatusOr<v1::SigningDocument> GetSigningDocument(
    const CallContext& context, const v1::GetSigningDocumentRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(const CallContext::LoadedVersion found,
                            context.LoadVersion(request.name()));
  const Agreement& agreement = found.loaded.agreement;
  DRIEHOEK_ASSIGN_OR_RETURN(SigningText text, OfferedText(agreement, found.number));
  v1::SigningDocument document;
  document.set_version(request.name());
  document.set_text(std::move(text.text));
  document.set_document_hash(text.hash);
  const auto side = NamedSide(*agreement.proposal, context.call().caller());
  if (side.has_value()) {
    document.set_consent(ConsentSentence(agreement, *agreement.proposal, *side));
    DRIEHOEK_ASSIGN_OR_RETURN(const Actor actor, context.ActorIn(agreement));
    const AgreementChange note = NoteOpened(agreement, *side, actor, context.call().now());
    if (!note.timeline.empty()) DRIEHOEK_RETURN_IF_ERROR(context.CommitNote(note, ""));
  }
  context.RecordRead(agreement);
  return document;
}

absl::StatusOr<v1::SigningCode> RequestSigningCode(const CallContext& context,
                                                   const v1::RequestSigningCodeRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(const CallContext::LoadedVersion found,
                            context.LoadVersion(request.name()));
  const Agreement& agreement = found.loaded.agreement;
  DRIEHOEK_RETURN_IF_ERROR(NamedSideOrRecord(context, found.loaded).status());
  const Version* open = OpenProposal(agreement);
  if (open == nullptr || open->number != found.number || !IsOffered(open->state)) {
    return NotOffered();
  }
  const auto to_proto = [](const CodeSent& sent) {
    v1::SigningCode code;
    code.set_masked_address(sent.masked_address);
    *code.mutable_expire_time() = rpc::ToProto(sent.expire_time);
    *code.mutable_resend_time() = rpc::ToProto(sent.resend_time);
    return code;
  };
  const rpc::Call& call = context.call();
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  DRIEHOEK_ASSIGN_OR_RETURN(
      const CodeSent sent,
      context.ports().codes.Send(
          context.tenant(), call.caller().person, PurposeOf(context, agreement.id, found.number),
          call.NewPlan(request.name()),
          [&](const CodeSent& code) { return to_proto(code).SerializeAsString(); }, call.now(),
          call.deadline()));
  return to_proto(sent);
}

absl::StatusOr<v1::Agreement> SignAgreement(const CallContext& context,
                                            const v1::SignAgreementRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(const CallContext::LoadedVersion found,
                            context.LoadVersion(request.name()));
  const Agreement& agreement = found.loaded.agreement;
  const rpc::Call& call = context.call();
  DRIEHOEK_ASSIGN_OR_RETURN(const PartyRole side, NamedSideOrRecord(context, found.loaded));
  DRIEHOEK_ASSIGN_OR_RETURN(const InstitutionFacts institution,
                            context.ports().facts.Institution(context.tenant(), call.deadline()));
  const SignCommand command{.number = found.number,
                            .role = side,
                            .document_hash = request.document_hash(),
                            .consent = request.consent(),
                            .expected_consent = ConsentSentence(agreement, Newest(agreement), side),
                            .accepts_responsibilities = request.accept_responsibilities()};
  DRIEHOEK_RETURN_IF_ERROR(CheckSignable(agreement, command, institution.zone, call.now()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), agreement.version));
  DRIEHOEK_ASSIGN_OR_RETURN(const Actor actor, context.ActorIn(agreement));
  // Only now is a try of the code spent: a stale page costs nobody a new mail.
  DRIEHOEK_ASSIGN_OR_RETURN(
      const CodeProof proof,
      context.ports().codes.Check(context.tenant(), call.caller().person,
                                  PurposeOf(context, agreement.id, found.number), request.code(),
                                  call.now(), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(AgreementChange change,
                            Sign(agreement, command, EvidenceOf(call.caller(), proof),
                                 institution.zone, actor, call.now()));
  DRIEHOEK_RETURN_IF_ERROR(SealIfInForce(context, institution.zone, change));
  return context.Commit(change, found.loaded.contact, "", {proof.consume});
}

absl::StatusOr<v1::Agreement> DeclineAgreement(const CallContext& context,
                                               const v1::DeclineAgreementRequest& request) {
  FieldViolations wrong;
  std::string reason = request.reason();
  CheckText("reason", kLongestReason, reason, wrong);
  DRIEHOEK_RETURN_IF_ERROR(wrong.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const Loaded loaded, context.Load(request.name()));
  const Agreement& agreement = loaded.agreement;
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), agreement.version));
  const auto side = NamedSide(Newest(agreement), context.call().caller());
  if (!side.has_value()) return WrongSigner();
  DRIEHOEK_ASSIGN_OR_RETURN(const Actor actor, context.ActorIn(agreement));
  DRIEHOEK_ASSIGN_OR_RETURN(const AgreementChange change,
                            Decline(agreement, *side, reason, actor, context.call().now()));
  return context.Commit(change, loaded.contact);
}

}  // namespace driehoek::agreement
