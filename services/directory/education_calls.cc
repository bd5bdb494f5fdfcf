// Calls on institution, programmes, variants, policies and outcome sets.
#include "directory/directory_handler.h"
#include "directory/methods.h"

namespace driehoek::directory {
namespace {

// How often a number that counts up is tried when others count at the same moment.
constexpr int kTries = 5;

}  // namespace

absl::StatusOr<v1::Institution> DirectoryHandler::UpdateInstitution(
    const rpc::Call& call, const v1::UpdateInstitutionRequest& request) const {
  return calls_.Update<Institution>(call, request.institution(), request.update_mask(),
                                    kGetInstitution, NothingMore<Institution>);
}

absl::StatusOr<v1::Programme> DirectoryHandler::CreateProgramme(
    const rpc::Call& call, const v1::CreateProgrammeRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Institution parent,
                            calls_.Load<Institution>(call, request.parent()));
  DRIEHOEK_RETURN_IF_ERROR(calls_.Authorise(call, parent, kGetInstitution));
  return calls_.Create<Programme>(call, request.programme(), {.create_time = call.now()},
                                  NothingMore<Programme>);
}

absl::StatusOr<v1::Programme> DirectoryHandler::UpdateProgramme(
    const rpc::Call& call, const v1::UpdateProgrammeRequest& request) const {
  return calls_.Update<Programme>(call, request.programme(), request.update_mask(), kGetProgramme,
                                  NothingMore<Programme>);
}

absl::StatusOr<v1::ListProgrammeVariantsResponse> DirectoryHandler::ListProgrammeVariants(
    const rpc::Call& call, const v1::ListProgrammeVariantsRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Programme programme,
                            calls_.Load<Programme>(call, request.parent()));
  return calls_.List<ProgrammeVariant>(
      call, request, {.parent = programme.id.value()},
      &v1::ListProgrammeVariantsResponse::mutable_programme_variants);
}

absl::Status DirectoryHandler::ChoosePolicy(const rpc::Call& call, ProgrammeVariant& variant,
                                            FieldViolations& violations) const {
  std::optional<PolicySet> policy;
  if (variant.policy_set.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        policy, parts_.store.NewestPolicySet(call.tenant(), variant.variant, call.deadline()));
    if (!policy.has_value()) {
      return Error(absl::StatusCode::kFailedPrecondition, "POLICY_SET_MISSING",
                   "the institution has no policy set for this variant");
    }
    variant.policy_set = policy->id;
  } else {
    DRIEHOEK_ASSIGN_OR_RETURN(
        policy,
        parts_.store.Find<PolicySet>(call.tenant(), variant.policy_set.value(), call.deadline()));
    if (!policy.has_value()) return absl::OkStatus();  // told as a reference to nothing
  }
  if (policy->variant != variant.variant) {
    violations.Add("policy_set", "OTHER_VARIANT", "must be a policy set for this variant");
  }
  if (variant.funding == Funding::kNonFunded && !MayServeNonFunded(*policy)) {
    return Error(absl::StatusCode::kFailedPrecondition, "LOOSENED_WITHOUT_REASON",
                 "a programme without funding may use loosened rules only with a recorded reason");
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::ProgrammeVariant> DirectoryHandler::CreateProgrammeVariant(
    const rpc::Call& call, const v1::CreateProgrammeVariantRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Programme parent, calls_.Load<Programme>(call, request.parent()));
  DRIEHOEK_RETURN_IF_ERROR(calls_.Authorise(call, parent, kGetProgramme));
  return calls_.Create<ProgrammeVariant>(
      call, request.programme_variant(), {.programme = parent.id},
      [&](ProgrammeVariant& variant, FieldViolations& violations) {
        return ChoosePolicy(call, variant, violations);
      });
}

absl::StatusOr<v1::ProgrammeVariant> DirectoryHandler::UpdateProgrammeVariant(
    const rpc::Call& call, const v1::UpdateProgrammeVariantRequest& request) const {
  return calls_.Update<ProgrammeVariant>(
      call, request.programme_variant(), request.update_mask(), kGetProgrammeVariant,
      [&](ProgrammeVariant& variant, FieldViolations& violations) {
        return ChoosePolicy(call, variant, violations);
      });
}

absl::StatusOr<v1::PolicySet> DirectoryHandler::CreatePolicySet(
    const rpc::Call& call, const v1::CreatePolicySetRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Institution parent,
                            calls_.Load<Institution>(call, request.parent()));
  DRIEHOEK_RETURN_IF_ERROR(calls_.Authorise(call, parent, kGetInstitution));
  const auto decide = [&](PolicySet& set, FieldViolations& violations) -> absl::Status {
    set = FillIn(std::move(set));
    DRIEHOEK_ASSIGN_OR_RETURN(
        const bool for_non_funded,
        parts_.store.HasNonFunded(call.tenant(), set.variant, call.deadline()));
    Check(set, for_non_funded, violations);
    DRIEHOEK_ASSIGN_OR_RETURN(const auto newest, parts_.store.NewestPolicySet(
                                                     call.tenant(), set.variant, call.deadline()));
    set.number = newest.has_value() ? newest->number + 1 : 1;
    return absl::OkStatus();
  };
  absl::StatusOr<v1::PolicySet> answer;
  for (int i = 0; i < kTries; ++i) {
    answer =
        calls_.Create<PolicySet>(call, request.policy_set(), {.create_time = call.now()}, decide);
    if (ReasonOf(answer.status()) != "RESOURCE_EXISTS") break;
  }
  return answer;
}

absl::StatusOr<v1::ListOutcomeSetsResponse> DirectoryHandler::ListOutcomeSets(
    const rpc::Call& call, const v1::ListOutcomeSetsRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Programme programme,
                            calls_.Load<Programme>(call, request.parent()));
  return calls_.List<OutcomeSet>(call, request, {.parent = programme.id.value()},
                                 &v1::ListOutcomeSetsResponse::mutable_outcome_sets);
}

absl::StatusOr<v1::OutcomeSet> DirectoryHandler::CreateOutcomeSet(
    const rpc::Call& call, const v1::CreateOutcomeSetRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Programme parent, calls_.Load<Programme>(call, request.parent()));
  DRIEHOEK_RETURN_IF_ERROR(calls_.Authorise(call, parent, kGetProgramme));
  const auto decide = [&](OutcomeSet& set, FieldViolations& /*violations*/) -> absl::Status {
    DRIEHOEK_ASSIGN_OR_RETURN(const int newest, parts_.store.NewestOutcomeNumber(
                                                    call.tenant(), parent.id, call.deadline()));
    set.number = newest + 1;
    return absl::OkStatus();
  };
  absl::StatusOr<v1::OutcomeSet> answer;
  for (int i = 0; i < kTries; ++i) {
    answer = calls_.Create<OutcomeSet>(call, request.outcome_set(),
                                       {.programme = parent.id, .create_time = call.now()}, decide);
    if (ReasonOf(answer.status()) != "RESOURCE_EXISTS") break;
  }
  return answer;
}

}  // namespace driehoek::directory
