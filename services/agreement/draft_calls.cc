#include "agreement/draft_calls.h"

#include <utility>

#include "agreement/agreement_proto.h"
#include "agreement/document_of.h"
#include "agreement/draft_checks.h"
#include "agreement/templates.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/wire.h"

namespace driehoek::agreement {
namespace {

constexpr std::size_t kLongestReason = 1000;

absl::StatusOr<Language> LanguageFor(const v1::Agreement& wanted, const PlacementFacts& facts) {
  if (wanted.language_code().empty()) return facts.institution.language;
  if (const auto language = ParseLanguage(wanted.language_code())) return *language;
  FieldViolations wrong;
  wrong.Add("agreement.language_code", "LANGUAGE_UNKNOWN", "must be nl or en");
  return wrong.ToStatus();
}

absl::StatusOr<Template> TemplateFor(const CallContext& context, Variant variant,
                                     Language language) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::optional<Template> own,
                            context.ports().papers.NewestTemplate(
                                context.tenant(), variant, language, context.call().deadline()));
  return own.has_value() ? *own : ShippedTemplate(variant, language);
}

// Notes the framework agreement in the command. FAILED_PRECONDITION / FRAMEWORK_NOT_APPLICABLE for
// one with another organisation or of another period; it never replaces anything else (R19).
absl::Status TakeFramework(const CallContext& context, const v1::Agreement& wanted,
                           const PlacementFacts& facts, DraftCommand& command) {
  if (wanted.framework_agreement().empty()) return absl::OkStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ResourceName name,
      ResourceName::Parse(wanted.framework_agreement(),
                          "institutions/{institution}/frameworkAgreements/{framework_agreement}",
                          "agreement.framework_agreement"));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const FrameworkAgreement framework,
      context.ports().papers.GetFramework(context.tenant(), FrameworkId(name.id()),
                                          context.call().deadline()));
  if (framework.organisation != facts.organisation || facts.start_day < framework.start_day ||
      facts.start_day > framework.end_day) {
    return Error(absl::StatusCode::kFailedPrecondition, "FRAMEWORK_NOT_APPLICABLE",
                 "the framework agreement is with another organisation or of another period");
  }
  command.framework = framework.id;
  command.framework_title =
      framework.organisation_name + ", " + std::to_string(framework.start_day.year());
  return absl::OkStatus();
}

// Parses the fields that the mask names over those of the present draft, so that the rest reads as
// unchanged.
absl::StatusOr<DraftUpdate> ParseUpdate(const CallContext& context,
                                        const v1::UpdateAgreementDraftRequest& request,
                                        const Agreement& agreement) {
  v1::AgreementVersion draft = ToProto(context.tenant(), agreement.id, Newest(agreement));
  DRIEHOEK_RETURN_IF_ERROR(rpc::ApplyMask(request.update_mask(), request.draft(), draft));
  for (v1::Commitment& commitment : *draft.mutable_commitments()) {
    if (commitment.id().empty()) commitment.set_id(context.ports().ids.NewId());
  }
  FieldViolations wrong;
  DraftUpdate update{
      .clauses = ClausesFrom(draft.clauses()),
      .commitments = CommitmentsFrom("draft.commitments", draft.commitments(), wrong),
      .responsibilities =
          ResponsibilitiesFrom("draft.responsibilities", draft.responsibilities(), wrong),
      .parties = PartiesFrom("draft.parties", draft.parties(), wrong),
      .weekly_hours = draft.weekly_hours()};
  DRIEHOEK_RETURN_IF_ERROR(wrong.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(update.start_day,
                            rpc::FromProto(draft.start_date(), "draft.start_date"));
  DRIEHOEK_ASSIGN_OR_RETURN(update.end_day, rpc::FromProto(draft.end_date(), "draft.end_date"));
  CheckDraftUpdate(update, wrong);
  DRIEHOEK_RETURN_IF_ERROR(wrong.ToStatus());
  return update;
}

absl::Status BadParty(absl::string_view reason, absl::string_view text) {
  FieldViolations wrong;
  wrong.Add("draft.parties", reason, text);
  return wrong.ToStatus();
}

// Fills in what follows from the person: name and organisation.
absl::Status CompleteParty(const CallContext& context, const Agreement& agreement, Party& party) {
  const Party* old = FindParty(Newest(agreement), party.role);
  if (old != nullptr && old->person == party.person) {
    const std::string capacity = std::move(party.capacity);
    party = *old;
    party.capacity = capacity;
    return absl::OkStatus();
  }
  if (party.role == PartyRole::kStudent) {
    return BadParty("STUDENT_FIXED", "the student of an agreement cannot change");
  }
  if (party.person.empty()) return BadParty("FIELD_MISSING", "must name a person");
  DRIEHOEK_ASSIGN_OR_RETURN(
      const SignerFacts signer,
      context.ports().facts.Signer(context.tenant(), party.person, context.call().deadline()));
  party.display_name = signer.person.display_name;
  if (party.role == PartyRole::kProgramme) {
    if (old != nullptr) party.organisation_name = old->organisation_name;
    return absl::OkStatus();
  }
  if (signer.organisation.empty()) {
    return BadParty("NOT_A_FLOOR_SUPERVISOR",
                    "only a supervisor on the floor can sign for the workplace");
  }
  if (party.capacity.empty()) party.capacity = signer.job_title;
  party.organisation = signer.organisation;
  party.organisation_name = signer.organisation_name;
  return absl::OkStatus();
}

absl::StatusOr<ValidationStep> StepFor(const CallContext& context) {
  if (const auto step = StepOf(context.call().caller().role)) return *step;
  return Error(absl::StatusCode::kPermissionDenied, "RELATION_NOT_ALLOWED",
               "the role has no check to make");
}

}  // namespace

absl::StatusOr<v1::Agreement> CreateAgreement(const CallContext& context,
                                              const v1::CreateAgreementRequest& request) {
  const v1::Agreement& wanted = request.agreement();
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), "institutions/{institution}", "parent").status());
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ResourceName placement,
      ResourceName::Parse(wanted.placement(), "institutions/{institution}/placements/{placement}",
                          "agreement.placement"));
  const rpc::Call& call = context.call();
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PlacementFacts facts,
      context.ports().facts.Placement(context.tenant(), PlacementId(placement.id()), call.now(),
                                      call.deadline()));
  DRIEHOEK_RETURN_IF_ERROR(call.MayDo(kGetAgreement, RelationsTo(facts, call.caller())));
  DraftCommand command{.id = AgreementId(context.ports().ids.NewId())};
  DRIEHOEK_ASSIGN_OR_RETURN(command.language, LanguageFor(wanted, facts));
  DRIEHOEK_RETURN_IF_ERROR(TakeFramework(context, wanted, facts, command));
  DRIEHOEK_ASSIGN_OR_RETURN(const Template source,
                            TemplateFor(context, facts.variant, command.language));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Actor actor,
      context.ActorNamed({facts.student, facts.contact_person, facts.supervisor}));
  DRIEHOEK_ASSIGN_OR_RETURN(const AgreementChange change,
                            Draft(command, facts, source, actor, call.now()));
  return context.Commit(change, facts.contact_person, "", {},
                        {{placement.full(), facts.placement_version}});
}

absl::StatusOr<v1::Agreement> UpdateAgreementDraft(const CallContext& context,
                                                   const v1::UpdateAgreementDraftRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Loaded loaded, context.Load(request.name()));
  const Agreement& agreement = loaded.agreement;
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), agreement.version));
  DRIEHOEK_ASSIGN_OR_RETURN(DraftUpdate update, ParseUpdate(context, request, agreement));
  for (Party& party : *update.parties) {
    DRIEHOEK_RETURN_IF_ERROR(CompleteParty(context, agreement, party));
  }
  DRIEHOEK_RETURN_IF_ERROR(MayWrite(PenOf(context.call().caller()), Newest(agreement), update));
  DRIEHOEK_ASSIGN_OR_RETURN(const PlacementFacts facts, context.PlacementOf(agreement));
  DRIEHOEK_ASSIGN_OR_RETURN(const Actor actor, context.ActorIn(agreement));
  DRIEHOEK_ASSIGN_OR_RETURN(const AgreementChange change,
                            UpdateDraft(agreement, update, facts, actor, context.call().now()));
  return context.Commit(change, loaded.contact);
}

absl::StatusOr<v1::Agreement> SubmitAgreement(const CallContext& context,
                                              const v1::SubmitAgreementRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Loaded loaded, context.Load(request.name()));
  const Agreement& agreement = loaded.agreement;
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), agreement.version));
  DRIEHOEK_ASSIGN_OR_RETURN(const PlacementFacts facts, context.PlacementOf(agreement));
  DRIEHOEK_ASSIGN_OR_RETURN(const Actor actor, context.ActorIn(agreement));
  DRIEHOEK_ASSIGN_OR_RETURN(const AgreementChange change,
                            Submit(agreement, facts, actor, context.call().now()));
  return context.Commit(change, loaded.contact);
}

absl::StatusOr<v1::Agreement> ValidateAgreement(const CallContext& context,
                                                const v1::ValidateAgreementRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Loaded loaded, context.Load(request.name()));
  const Agreement& agreement = loaded.agreement;
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), agreement.version));
  DRIEHOEK_ASSIGN_OR_RETURN(const ValidationStep step, StepFor(context));
  DRIEHOEK_ASSIGN_OR_RETURN(const PlacementFacts facts, context.PlacementOf(agreement));
  DRIEHOEK_ASSIGN_OR_RETURN(const Actor actor, context.ActorIn(agreement));
  DRIEHOEK_ASSIGN_OR_RETURN(const SigningText text, TextOf(agreement, Newest(agreement)));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const AgreementChange change,
      Validate(agreement, step, facts, text.hash, actor, context.call().now()));
  return context.Commit(change, loaded.contact);
}

absl::StatusOr<v1::Agreement> ReturnAgreement(const CallContext& context,
                                              const v1::ReturnAgreementRequest& request) {
  FieldViolations wrong;
  std::string reason = request.reason();
  CheckText("reason", kLongestReason, reason, wrong);
  DRIEHOEK_RETURN_IF_ERROR(wrong.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const Loaded loaded, context.Load(request.name()));
  const Agreement& agreement = loaded.agreement;
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), agreement.version));
  DRIEHOEK_ASSIGN_OR_RETURN(const ValidationStep step, StepFor(context));
  DRIEHOEK_ASSIGN_OR_RETURN(const Actor actor, context.ActorIn(agreement));
  DRIEHOEK_ASSIGN_OR_RETURN(const AgreementChange change,
                            Return(agreement, step, reason, actor, context.call().now()));
  return context.Commit(change, loaded.contact);
}

absl::StatusOr<v1::Agreement> AmendAgreement(const CallContext& context,
                                             const v1::AmendAgreementRequest& request) {
  FieldViolations wrong;
  std::string reason = request.reason();
  CheckText("reason", kLongestReason, reason, wrong);
  DRIEHOEK_RETURN_IF_ERROR(wrong.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const Loaded loaded, context.Load(request.name()));
  const Agreement& agreement = loaded.agreement;
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), agreement.version));
  DRIEHOEK_ASSIGN_OR_RETURN(const Actor actor, context.ActorIn(agreement));
  DRIEHOEK_ASSIGN_OR_RETURN(const AgreementChange change,
                            Amend(agreement, static_cast<AmendmentKind>(request.kind()), reason,
                                  actor, context.call().now()));
  return context.Commit(change, loaded.contact);
}

}  // namespace driehoek::agreement
