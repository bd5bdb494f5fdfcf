#include "agreement/lifecycle.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "agreement/compare.h"
#include "agreement/lifecycle_steps.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {
namespace {

constexpr int kLongestYears = 5;

Kind KindOf(Variant variant) {
  switch (variant) {
    case Variant::kFullTime:
      return Kind::kInternship;
    case Variant::kPartTime:
      return Kind::kPractice;
    case Variant::kDual:
      return Kind::kTripartite;
  }
  return Kind::kInternship;
}

std::vector<Party> FirstParties(const PlacementFacts& facts, Language language) {
  const bool dutch = language == Language::kDutch;
  const std::string supervisor_as = dutch ? "praktijkbegeleider" : "workplace supervisor";
  return {
      {.role = PartyRole::kStudent,
       .person = facts.student.person,
       .display_name = facts.student.display_name,
       .capacity = "student"},
      {.role = PartyRole::kProgramme,
       .person = facts.contact_person.person,
       .display_name = facts.contact_person.display_name,
       .capacity = facts.contact_person.person.empty()
                       ? ""
                       : (dutch ? "vast aanspreekpunt" : "contact person"),
       .organisation_name =
           absl::StrCat(facts.programme_name, ", ", facts.institution.display_name)},
      {.role = PartyRole::kWorkplace,
       .person = facts.supervisor.person,
       .display_name = facts.supervisor.display_name,
       .capacity = facts.supervisor_job_title.empty() ? supervisor_as : facts.supervisor_job_title,
       .organisation_name = facts.organisation_name,
       .organisation = facts.organisation}};
}

absl::Status CheckPeriod(const Version& version) {
  FieldViolations violations;
  if (version.end_day < version.start_day) {
    violations.Add("draft.end_date", "END_BEFORE_START", "may not be before the first day");
  } else if (version.end_day >= absl::CivilDay(version.start_day.year() + kLongestYears,
                                               version.start_day.month(),
                                               version.start_day.day())) {
    violations.Add("draft.end_date", "PERIOD_TOO_LONG", "at most five years after the first day");
  }
  return violations.ToStatus();
}

// Views stay with the promise they are about, whatever a client sends.
void KeepViews(const Version& before, std::vector<Commitment>& commitments) {
  for (Commitment& commitment : commitments) {
    commitment.views.clear();
    for (const Commitment& old : before.commitments) {
      if (old.id == commitment.id) commitment.views = old.views;
    }
  }
}

// A yes was given by a person: another signer has to give it anew.
void DropAcceptancesOfReplaced(const Version& before, Version& after) {
  std::erase_if(after.acceptances, [&](const Acceptance& acceptance) {
    const Party* old_party = FindParty(before, acceptance.role);
    const Party* new_party = FindParty(after, acceptance.role);
    return old_party == nullptr || new_party == nullptr || old_party->person != new_party->person;
  });
}

void Apply(const DraftUpdate& update, const PlacementFacts& facts, Language language,
           Version& version) {
  const Version before = version;
  if (update.clauses.has_value()) version.clauses = *update.clauses;
  version.clauses = ArrangeClauses(std::move(version.clauses),
                                   RequiredClauses(facts.variant, facts.clause_policy, language));
  if (update.commitments.has_value()) {
    version.commitments = *update.commitments;
    KeepViews(before, version.commitments);
  }
  if (update.parties.has_value()) {
    version.parties = *update.parties;
    DropAcceptancesOfReplaced(before, version);
  }
  if (update.responsibilities.has_value() && *update.responsibilities != version.responsibilities) {
    version.responsibilities = *update.responsibilities;
    version.acceptances.clear();
  }
  if (update.start_day.has_value()) version.start_day = *update.start_day;
  if (update.end_day.has_value()) version.end_day = *update.end_day;
  if (update.weekly_hours.has_value()) version.weekly_hours = *update.weekly_hours;
}

absl::Status CheckClauses(const Version& version, const PlacementFacts& facts, Language language) {
  const auto missing = MissingClauses(
      version.clauses, RequiredClauses(facts.variant, facts.clause_policy, language));
  if (missing.empty()) return absl::OkStatus();
  std::vector<std::string> codes;
  for (const MissingClause& clause : missing) codes.push_back(clause.code);
  return Error(absl::StatusCode::kFailedPrecondition, "CLAUSES_MISSING",
               "clauses that law or policy asks for are not filled in",
               {{"clauses", absl::StrJoin(codes, ",")}});
}

// Three signers, all named and all different: nobody agrees with himself.
absl::Status CheckSigners(const Version& version) {
  std::vector<std::string> persons;
  for (const PartyRole role : kAllParties) {
    const Party* party = FindParty(version, role);
    if (party != nullptr && !party->person.empty()) persons.push_back(party->person.value());
  }
  std::sort(persons.begin(), persons.end());
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  if (persons.size() == std::size(kAllParties)) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "SIGNERS_INCOMPLETE",
               "three different persons must be named to sign");
}

bool Changes(const Amendment& amendment, absl::string_view part) {
  return std::find(amendment.changed.begin(), amendment.changed.end(), part) !=
         amendment.changed.end();
}

// An amendment must do what its kind says.
absl::Status CheckAmendment(const Agreement& agreement, const Version& version) {
  if (!version.amendment.has_value()) return absl::OkStatus();
  const Amendment& amendment = *version.amendment;
  bool does_it = !amendment.changed.empty();
  if (amendment.kind == AmendmentKind::kPeriod) does_it = Changes(amendment, kPartPeriod);
  if (amendment.kind == AmendmentKind::kSupervisor) does_it = Changes(amendment, kPartParties);
  if (amendment.kind == AmendmentKind::kTermination) {
    does_it = agreement.in_force.has_value() && version.end_day < agreement.in_force->end_day;
  }
  if (does_it) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "NOTHING_CHANGED",
               "the amendment does not change what its kind says",
               {{"kind", absl::StrCat(static_cast<int>(amendment.kind))}});
}

absl::Status CheckReady(const Agreement& agreement, const Version& version,
                        const PlacementFacts& facts) {
  DRIEHOEK_RETURN_IF_ERROR(CheckClauses(version, facts, agreement.language));
  DRIEHOEK_RETURN_IF_ERROR(CheckSigners(version));
  return CheckAmendment(agreement, version);
}

absl::Status NotDraft() {
  return Error(absl::StatusCode::kFailedPrecondition, "VERSION_NOT_DRAFT",
               "the newest version is not a draft");
}

absl::Status CheckTurn(const Agreement& agreement, ValidationStep step) {
  const Version* version = OpenProposal(agreement);
  if (version == nullptr || version->state != VersionState::kInReview) {
    return Error(absl::StatusCode::kFailedPrecondition, "VERSION_NOT_IN_REVIEW",
                 "no version is being checked");
  }
  if (NextValidation(agreement) != step) {
    return Error(absl::StatusCode::kFailedPrecondition, "VALIDATION_OUT_OF_ORDER",
                 "another check comes first");
  }
  return absl::OkStatus();
}

void Offer(absl::string_view document_hash, absl::Time now, Version& version) {
  version.state = VersionState::kOffered;
  version.document_hash = std::string(document_hash);
  version.offer_time = now;
  version.signatures.clear();
  for (const PartyRole role : kAllParties) {
    version.signatures.push_back({.role = role, .state = SignatureState::kRequested, .time = now});
  }
}

}  // namespace

absl::StatusOr<AgreementChange> Draft(const DraftCommand& command, const PlacementFacts& facts,
                                      const Template& source, const Actor& actor, absl::Time now) {
  if (!facts.is_confirmed || facts.supervisor.person.empty() || facts.organisation.empty()) {
    return Error(absl::StatusCode::kFailedPrecondition, "PLACEMENT_NOT_CONFIRMED",
                 "the placement has no fixed workplace and supervisor");
  }
  AgreementChange change{.after = {.id = command.id,
                                   .placement = facts.placement,
                                   .student = facts.student.person,
                                   .programme_variant = facts.programme_variant,
                                   .variant = facts.variant,
                                   .funding = facts.funding,
                                   .kind = KindOf(facts.variant),
                                   .language = command.language,
                                   .student_name = facts.student.display_name,
                                   .programme_name = facts.programme_name,
                                   .organisation_name = facts.organisation_name,
                                   .institution_name = facts.institution.display_name,
                                   .newest_number = 1,
                                   .due_day = facts.start_day - facts.due_days,
                                   .framework = command.framework,
                                   .framework_title = command.framework_title,
                                   .create_time = now,
                                   .update_time = now}};
  Version version{
      .number = 1,
      .parties = FirstParties(facts, command.language),
      .start_day = facts.start_day,
      .end_day = facts.end_day,
      .weekly_hours = facts.weekly_hours,
      .clauses = ArrangeClauses(
          source.clauses, RequiredClauses(facts.variant, facts.clause_policy, command.language)),
      .commitments = source.commitments,
      .responsibilities = source.responsibilities,
      .create_time = now};
  change.timeline.push_back(Entry(EventType::kDrafted, version, actor, now));
  change.after.proposal = std::move(version);
  return change;
}

absl::StatusOr<AgreementChange> UpdateDraft(const Agreement& before, const DraftUpdate& update,
                                            const PlacementFacts& facts, const Actor& actor,
                                            absl::Time now) {
  const Version* open = OpenProposal(before);
  if (open == nullptr || IsOffered(open->state)) return NotDraft();
  AgreementChange change = ChangeOf(before, now);
  Version& version = *change.after.proposal;
  Apply(update, facts, before.language, version);
  DRIEHOEK_RETURN_IF_ERROR(CheckPeriod(version));
  version.state = VersionState::kDraft;
  version.validations.clear();
  if (version.amendment.has_value()) {
    version.amendment->changed = ChangedParts(*before.in_force, version);
  } else {
    change.after.due_day = version.start_day - facts.due_days;
    // A later start gives new time: the office is told anew when that has passed as well.
    if (change.after.due_day > before.due_day) change.after.overdue_time.reset();
  }
  change.timeline.push_back(Entry(EventType::kChanged, version, actor, now));
  return change;
}

absl::StatusOr<AgreementChange> Submit(const Agreement& before, const PlacementFacts& facts,
                                       const Actor& actor, absl::Time now) {
  const Version* open = OpenProposal(before);
  if (open == nullptr || open->state != VersionState::kDraft) return NotDraft();
  DRIEHOEK_RETURN_IF_ERROR(CheckReady(before, *open, facts));
  AgreementChange change = ChangeOf(before, now);
  Version& version = *change.after.proposal;
  version.state = VersionState::kInReview;
  version.validations.clear();
  for (const ValidationStep step : facts.validation_order) {
    version.validations.push_back({.step = step});
  }
  if (version.validations.empty()) {
    version.validations.push_back({.step = ValidationStep::kPracticeOffice});
  }
  change.timeline.push_back(Entry(EventType::kSubmitted, version, actor, now));
  return change;
}

std::optional<ValidationStep> NextValidation(const Agreement& agreement) {
  const Version* open = OpenProposal(agreement);
  if (open == nullptr || open->state != VersionState::kInReview) return std::nullopt;
  for (const Validation& validation : open->validations) {
    if (!validation.time.has_value()) return validation.step;
  }
  return std::nullopt;
}

absl::StatusOr<AgreementChange> Validate(const Agreement& before, ValidationStep step,
                                         const PlacementFacts& facts,
                                         absl::string_view document_hash, const Actor& actor,
                                         absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckTurn(before, step));
  // Asked again: the policy may have changed since the draft was submitted.
  DRIEHOEK_RETURN_IF_ERROR(CheckReady(before, *before.proposal, facts));
  AgreementChange change = ChangeOf(before, now);
  Version& version = *change.after.proposal;
  const auto turn = std::find_if(version.validations.begin(), version.validations.end(),
                                 [](const Validation& v) { return !v.time.has_value(); });
  *turn = {.step = step, .person = actor.person, .display_name = actor.name, .time = now};
  change.timeline.push_back(Entry(EventType::kValidated, version, actor, now));
  if (!NextValidation(change.after).has_value()) {
    Offer(document_hash, now, version);
    change.timeline.push_back(Entry(EventType::kOffered, version, actor, now));
  }
  return change;
}

absl::StatusOr<AgreementChange> Return(const Agreement& before, ValidationStep step,
                                       absl::string_view reason, const Actor& actor,
                                       absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckTurn(before, step));
  AgreementChange change = ChangeOf(before, now);
  Version& version = *change.after.proposal;
  version.state = VersionState::kDraft;
  version.validations.clear();
  change.timeline.push_back(Entry(EventType::kReturned, version, actor, now, reason));
  return change;
}

absl::StatusOr<AgreementChange> Amend(const Agreement& before, AmendmentKind kind,
                                      absl::string_view reason, const Actor& actor,
                                      absl::Time now) {
  if (!before.in_force.has_value()) {
    return Error(absl::StatusCode::kFailedPrecondition, "VERSION_NOT_IN_FORCE",
                 "only an agreement in force can be amended");
  }
  if (OpenProposal(before) != nullptr) {
    return Error(absl::StatusCode::kFailedPrecondition, "AMENDMENT_OPEN",
                 "an amendment is already on its way");
  }
  AgreementChange change = ChangeOf(before, now);
  const Version& old = *before.in_force;
  Version version{.number = before.newest_number + 1,
                  .amendment = Amendment{kind, std::string(reason), actor.side, {}},
                  .parties = old.parties,
                  .start_day = old.start_day,
                  .end_day = old.end_day,
                  .weekly_hours = old.weekly_hours,
                  .clauses = old.clauses,
                  .commitments = old.commitments,
                  .responsibilities = old.responsibilities,
                  .acceptances = old.acceptances,
                  .create_time = now};
  change.after.newest_number = version.number;
  change.timeline.push_back(Entry(EventType::kDrafted, version, actor, now, reason));
  change.after.proposal = std::move(version);
  return change;
}

}  // namespace driehoek::agreement
