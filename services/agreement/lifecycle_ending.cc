#include <utility>

#include "absl/strings/ascii.h"
#include "agreement/lifecycle.h"
#include "agreement/lifecycle_steps.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {
namespace {

absl::Status NotInForce() {
  return Error(absl::StatusCode::kFailedPrecondition, "VERSION_NOT_IN_FORCE",
               "no version is in force");
}

absl::Status Final() {
  return Error(absl::StatusCode::kFailedPrecondition, "VERSION_FINAL", "the agreement has ended");
}

Ending EndingBy(const Actor& actor, absl::string_view reason, absl::Time now) {
  return {.person = actor.person,
          .display_name = actor.name,
          .role = actor.side,
          .time = now,
          .reason = std::string(reason)};
}

bool HasTerminationClause(const Version& version) {
  for (const Clause& clause : version.clauses) {
    if (clause.code == "early_termination") {
      return !absl::StripAsciiWhitespace(clause.text).empty();
    }
  }
  return false;
}

absl::Status CheckTermination(const Version& version, const TerminateCommand& command) {
  FieldViolations violations;
  if (absl::StripAsciiWhitespace(command.ground).empty() || !HasTerminationClause(version)) {
    violations.Add("ground", "GROUND_MISSING",
                   "must rest on the clause about ending early, which must be there");
  }
  if (command.last_day < version.start_day || command.last_day > version.end_day) {
    violations.Add("last_date", "DATE_OUTSIDE_PERIOD", "must lie within the period");
  }
  return violations.ToStatus();
}

}  // namespace

void RetireOpenProposal(const Actor& actor, absl::string_view reason, absl::Time now,
                        AgreementChange& change) {
  if (OpenProposal(change.after) != nullptr) {
    Version open = *std::exchange(change.after.proposal, std::nullopt);
    open.state = VersionState::kWithdrawn;
    open.ending = EndingBy(actor, reason, now);
    change.timeline.push_back(Entry(EventType::kWithdrawn, open, actor, now, reason));
    change.retired.push_back(std::move(open));
  }
  change.after.proposal.reset();
}

absl::StatusOr<AgreementChange> Withdraw(const Agreement& before, absl::string_view reason,
                                         const Actor& actor, absl::Time now) {
  if (OpenProposal(before) == nullptr) {
    if (!before.in_force.has_value()) return Final();
    return Error(absl::StatusCode::kFailedPrecondition, "VERSION_IN_FORCE",
                 "a version in force is terminated, not withdrawn");
  }
  AgreementChange change = ChangeOf(before, now);
  Version& version = *change.after.proposal;
  version.state = VersionState::kWithdrawn;
  version.ending = EndingBy(actor, reason, now);
  change.timeline.push_back(Entry(EventType::kWithdrawn, version, actor, now, reason));
  return change;
}

absl::StatusOr<AgreementChange> RequestEnd(const Agreement& before, absl::string_view reason,
                                           const Actor& actor, absl::Time now) {
  if (!IsOpen(before)) return Final();
  AgreementChange change{.after = before, .is_note = true};
  const Version& version = before.in_force.has_value() ? *before.in_force : *OpenProposal(before);
  change.timeline.push_back(Entry(EventType::kEndRequested, version, actor, now, reason));
  return change;
}

absl::StatusOr<AgreementChange> Terminate(const Agreement& before, const TerminateCommand& command,
                                          const Actor& actor, absl::Time now) {
  if (!before.in_force.has_value()) return NotInForce();
  DRIEHOEK_RETURN_IF_ERROR(CheckTermination(*before.in_force, command));
  AgreementChange change = ChangeOf(before, now);
  RetireOpenProposal(actor, command.reason, now, change);
  Version version = *std::exchange(change.after.in_force, std::nullopt);
  version.state = VersionState::kTerminated;
  version.ending = EndingBy(actor, command.reason, now);
  version.ending->ground = command.ground;
  version.ending->last_day = command.last_day;
  change.timeline.push_back(Entry(EventType::kTerminated, version, actor, now, command.reason));
  change.after.proposal = std::move(version);
  return change;
}

absl::StatusOr<AgreementChange> MarkCommitment(const Agreement& before, const MarkCommand& command,
                                               PartyRole role, const Actor& actor, absl::Time now) {
  if (!before.in_force.has_value()) return NotInForce();
  AgreementChange change = ChangeOf(before, now);
  Version& version = *change.after.in_force;
  for (Commitment& commitment : version.commitments) {
    if (commitment.id != command.commitment) continue;
    std::erase_if(commitment.views, [role](const CommitmentView& v) { return v.role == role; });
    commitment.views.push_back({role, command.status, command.note, now});
    TimelineEntry entry = Entry(EventType::kCommitmentMarked, version, actor, now, command.note);
    entry.role = role;
    entry.commitment = commitment.id;
    entry.commitment_status = command.status;
    change.timeline.push_back(std::move(entry));
    return change;
  }
  return Error(absl::StatusCode::kNotFound, "COMMITMENT_NOT_FOUND",
               "the version in force has no such commitment");
}

std::optional<AgreementChange> Expire(const Agreement& before, absl::CivilDay today,
                                      absl::Time now) {
  if (!before.in_force.has_value() || today <= before.in_force->end_day) return std::nullopt;
  AgreementChange change = ChangeOf(before, now);
  RetireOpenProposal({}, "", now, change);
  Version version = *std::exchange(change.after.in_force, std::nullopt);
  version.state = VersionState::kExpired;
  change.timeline.push_back(Entry(EventType::kExpired, version, {}, now));
  change.after.proposal = std::move(version);
  return change;
}

std::optional<AgreementChange> BecomeOverdue(const Agreement& before, absl::CivilDay today,
                                             absl::Time now) {
  if (before.in_force.has_value() || OpenProposal(before) == nullptr) return std::nullopt;
  if (before.overdue_time.has_value() || today <= before.due_day) return std::nullopt;
  AgreementChange change = ChangeOf(before, now);
  change.after.overdue_time = now;
  change.timeline.push_back(Entry(EventType::kOverdue, *before.proposal, {}, now));
  return change;
}

}  // namespace driehoek::agreement
