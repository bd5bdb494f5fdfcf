#include "progress/evidence/lifecycle.h"

#include <algorithm>
#include <utility>

#include "shared/base/errors.h"
#include "shared/base/field_checks.h"

namespace driehoek::progress::evidence {
namespace {

constexpr std::size_t kLongestReason = 1000;

absl::Status Refused(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, text);
}

ItemChange Done(EvidenceItem item, ItemState state, std::vector<Told> told, absl::Time now) {
  item.state = state;
  item.update_time = now;
  return {.after = std::move(item), .told = std::move(told)};
}

ItemState Unasked(const EvidenceItem& item) {
  return item.outcome_codes.empty() ? ItemState::kAdded : ItemState::kLinked;
}

absl::Status CheckChangeable(const EvidenceItem& item) {
  if (item.state == ItemState::kUsed) {
    return Refused("EVIDENCE_USED", "it counts in a published assessment");
  }
  if (item.state == ItemState::kArchived) {
    return Refused("EVIDENCE_ARCHIVED", "the item was put away");
  }
  return absl::OkStatus();
}

absl::Status CheckNewest(const EvidenceItem& item, int version) {
  if (version == static_cast<int>(item.versions.size())) return absl::OkStatus();
  return Error(absl::StatusCode::kAborted, "STALE_VERSION",
               "the item has another newest version: read it first");
}

absl::Status WindowClosed() {
  return Refused("CONFIRMATION_WINDOW_CLOSED",
                 "only during the placement and some days after it can be confirmed");
}

std::int64_t BytesOf(const Content& content) {
  return content.file.has_value() ? content.file->size_bytes : 0;
}

}  // namespace

absl::CivilDay LastAnswerDay(const PlacementFact& placement, const ProofPolicy& policy) {
  return placement.end_date + std::min(policy.guest_after_end_days, kMostAnswerDays);
}

absl::Status CheckRoom(const Totals& totals, std::int64_t bytes) {
  if (totals.bytes + bytes > kMostBytes) {
    return Refused("EVIDENCE_TOO_MUCH", "the files of a placement have at most 2 GiB");
  }
  return absl::OkStatus();
}

absl::StatusOr<ItemChange> Add(EvidenceItem draft, Content content, const PlacementFact& placement,
                               const Totals& totals, const PersonId& creator, absl::Time now) {
  if (totals.items >= kMostItems) {
    return Refused("EVIDENCE_TOO_MUCH", "a placement has at most 200 items");
  }
  DRIEHOEK_RETURN_IF_ERROR(CheckRoom(totals, BytesOf(content)));
  draft.placement = placement.id;
  draft.student = placement.student;
  draft.programme = placement.programme;
  draft.create_time = now;
  draft.versions = {{.content = std::move(content), .creator = creator, .time = now}};
  const ItemState state = Unasked(draft);
  std::vector<Told> told = {Told::kAdded};
  if (state == ItemState::kLinked) told.push_back(Told::kLinked);
  return Done(std::move(draft), state, std::move(told), now);
}

absl::StatusOr<ItemChange> Revise(EvidenceItem item, Content content, const Totals& totals,
                                  const PersonId& creator, absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckChangeable(item));
  if (item.versions.size() >= kMostVersions) {
    return Refused("VERSIONS_TOO_MANY", "an item has at most 50 versions");
  }
  DRIEHOEK_RETURN_IF_ERROR(CheckRoom(totals, BytesOf(content)));
  item.versions.push_back({.content = std::move(content), .creator = creator, .time = now});
  const ItemState state = Unasked(item);
  return Done(std::move(item), state, {Told::kRevised}, now);
}

absl::StatusOr<ItemChange> Link(EvidenceItem item, std::vector<std::string> codes,
                                const TaskId& task, absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckChangeable(item));
  if (codes.empty()) {
    FieldViolations violations;
    violations.Add("outcome_codes", "FIELD_MISSING", "must name an outcome");
    return violations.ToStatus();
  }
  item.outcome_codes = std::move(codes);
  item.task = task;
  const ItemState state = item.state == ItemState::kAdded ? ItemState::kLinked : item.state;
  return Done(std::move(item), state, {Told::kLinked}, now);
}

absl::StatusOr<ItemChange> Request(EvidenceItem item, int version, const PlacementFact& placement,
                                   const ProofPolicy& policy, const PersonId& requester,
                                   absl::CivilDay today, absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckNewest(item, version));
  const bool can_be_asked = item.state == ItemState::kLinked ||
                            item.state == ItemState::kDisputed ||
                            item.state == ItemState::kUnverified;
  if (!can_be_asked || item.outcome_codes.empty()) {
    return Refused("EVIDENCE_NOT_LINKED", "the item is of no outcome, or was asked about already");
  }
  if (placement.supervisor_person.empty()) {
    return Refused("SUPERVISOR_MISSING", "the placement has no supervisor on the floor");
  }
  const absl::CivilDay last = LastAnswerDay(placement, policy);
  if (today < placement.start_date || today > last) return WindowClosed();
  Version& newest = item.versions.back();
  newest.question = Question{requester, now, last, today >= last - kReminderDays};
  newest.is_unverified = false;
  ItemChange change =
      Done(std::move(item), ItemState::kConfirmationRequested, {Told::kConfirmationRequested}, now);
  change.relies_on = {placement.placement, policy.programme_variant};
  return change;
}

absl::StatusOr<ItemChange> Say(EvidenceItem item, const Answer& answer,
                               const PlacementFact& placement,
                               const std::optional<OrganisationFact>& organisation,
                               const ProofPolicy& policy, absl::CivilDay today, absl::Time now) {
  const bool is_dispute = answer.kind == ConfirmationKind::kDisputed;
  FieldViolations violations;
  if (is_dispute) {
    CheckText(violations, "reason", answer.reason, 1, kLongestReason, TextKind::kBlock);
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  if (item.placement != placement.id || placement.supervisor_person.empty() ||
      placement.supervisor_person != answer.supervisor) {
    return Error(absl::StatusCode::kPermissionDenied, "NOT_THE_SUPERVISOR",
                 "only the supervisor of the placement can say whether it is so");
  }
  DRIEHOEK_RETURN_IF_ERROR(CheckNewest(item, answer.version));
  const bool was_asked = item.state == ItemState::kConfirmationRequested ||
                         (is_dispute && item.state == ItemState::kConfirmed);
  if (!was_asked) {
    return Refused("CONFIRMATION_NOT_REQUESTED", "the item does not wait for an answer");
  }
  if (today < placement.start_date || today > LastAnswerDay(placement, policy)) {
    return WindowClosed();
  }
  if (!organisation.has_value() || !organisation->is_verified) {
    return Refused("ORGANISATION_NOT_VERIFIED",
                   "the organisation was not compared with the trade register");
  }
  item.versions.back().confirmation =
      Confirmation{answer.kind, is_dispute ? answer.reason : "", answer.supervisor, now};
  ItemChange change =
      Done(std::move(item), is_dispute ? ItemState::kDisputed : ItemState::kConfirmed,
           {is_dispute ? Told::kDisputed : Told::kConfirmed}, now);
  change.relies_on = {placement.placement, organisation->organisation, policy.programme_variant};
  return change;
}

absl::StatusOr<ItemChange> Archive(EvidenceItem item, Archivist archivist, absl::Time now) {
  if (archivist == Archivist::kOffice && item.state != ItemState::kUsed) {
    return Refused("EVIDENCE_NOT_USED",
                   "what counts in no assessment is the student's to put away");
  }
  if (archivist == Archivist::kStudent) DRIEHOEK_RETURN_IF_ERROR(CheckChangeable(item));
  return Done(std::move(item), ItemState::kArchived, {Told::kArchived}, now);
}

absl::StatusOr<ItemChange> Use(EvidenceItem item, absl::Time now) {
  if (item.state != ItemState::kConfirmed) {
    return Refused("EVIDENCE_NOT_CONFIRMED", "only what is confirmed counts");
  }
  return Done(std::move(item), ItemState::kUsed, {Told::kUsed}, now);
}

std::optional<ItemChange> PassTime(const EvidenceItem& item, const PlacementFact& placement,
                                   const ProofPolicy& policy, absl::CivilDay today,
                                   absl::Time now) {
  if (item.state != ItemState::kConfirmationRequested) return std::nullopt;
  ItemChange change{.after = item};
  Version& newest = change.after.versions.back();
  const absl::CivilDay last = LastAnswerDay(placement, policy);
  change.relies_on = {placement.placement};
  if (today <= last) {
    const bool is_near = today >= last - kReminderDays;
    const bool is_due = is_near && !newest.question->is_reminded;
    if (!is_due && newest.question->due_date == last) return std::nullopt;
    newest.question->due_date = last;
    newest.question->is_reminded = is_near;
    if (is_due) change.told = {Told::kConfirmationDue};
    change.after.update_time = now;
    return change;
  }
  newest.is_unverified = true;
  change.after.state = ItemState::kUnverified;
  change.after.update_time = now;
  change.told = {Told::kUnverified};
  return change;
}

std::optional<absl::CivilDay> NextLook(const EvidenceItem& item) {
  if (item.state != ItemState::kConfirmationRequested) return std::nullopt;
  const Question& question = *item.versions.back().question;
  return question.is_reminded ? question.due_date + 1 : question.due_date - kReminderDays;
}

}  // namespace driehoek::progress::evidence
