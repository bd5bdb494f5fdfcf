#include "placement/round/round_lifecycle.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "placement/lottery.h"
#include "shared/base/errors.h"

namespace driehoek::placement::round {
namespace {

absl::Status Refused(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, text);
}

absl::Status NotInSetup(absl::string_view text) { return Refused("ROUND_NOT_IN_SETUP", text); }

// The fields that stay as they are once preferences opened are the same in both.
bool SameAgreedFields(const MatchingRound& a, const MatchingRound& b) {
  return a.rule == b.rule && a.groups == b.groups && a.start_date == b.start_date &&
         a.end_date == b.end_date && a.form == b.form && a.weekly_hours == b.weekly_hours &&
         a.max_wish_count == b.max_wish_count &&
         a.max_students_per_supervisor == b.max_students_per_supervisor;
}

}  // namespace

RoundChange Create(MatchingRound draft, absl::Time now) {
  draft.state = State::kSetup;
  draft.create_time = now;
  draft.update_time = now;
  return {.after = std::move(draft)};
}

absl::StatusOr<RoundChange> Revise(const MatchingRound& before, MatchingRound draft,
                                   absl::Time now) {
  if (before.state != State::kSetup) {
    if (!SameAgreedFields(before, draft)) {
      return NotInSetup("only name, days to answer and a later due time can be changed now");
    }
    const bool is_later = draft.preferences_due_time > before.preferences_due_time;
    const bool is_same = draft.preferences_due_time == before.preferences_due_time;
    if (!is_same && !(is_later && before.state == State::kPreferencesOpen)) {
      return NotInSetup("the due time can only be put later, while preferences are open");
    }
  }
  draft.update_time = now;
  return RoundChange{.after = std::move(draft)};
}

absl::Status CheckGroupsOf(const std::vector<RoundPlace>& places, const MatchingRound& round) {
  FieldViolations violations("matching_round");
  const auto is_gone = [&](const std::string& code) {
    return !code.empty() && !GroupIndex(round, code).has_value();
  };
  for (const RoundPlace& place : places) {
    bool uses_gone = is_gone(place.intended_group);
    for (const Quota& quota : place.quotas) uses_gone = uses_gone || is_gone(quota.group);
    for (const std::string& code : place.requirements.groups) {
      uses_gone = uses_gone || is_gone(code);
    }
    if (!uses_gone) continue;
    violations.Add("groups", "GROUP_IN_USE",
                   absl::StrCat("lack a group that place ", place.id.value(), " names"));
  }
  return violations.ToStatus();
}

absl::Status CheckFilled(const Counts& counts) {
  if (counts.places == 0) return Refused("ROUND_WITHOUT_PLACES", "the round has no places");
  if (counts.participants == 0) {
    return Refused("ROUND_WITHOUT_PARTICIPANTS", "the round has no participants");
  }
  return absl::OkStatus();
}

absl::StatusOr<RoundChange> Open(MatchingRound round, absl::string_view seed,
                                 std::string sealed_seed, absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckInSetup(round));
  if (round.preferences_due_time <= now) {
    return Refused("DUE_TIME_PAST", "the time at which wishes must be in has passed");
  }
  round.state = State::kPreferencesOpen;
  round.seed_commitment = SeedCommitment(seed);
  round.sealed_seed = std::move(sealed_seed);
  round.commit_time = now;
  round.update_time = now;
  return RoundChange{.after = std::move(round), .event = "round.preferences_open"};
}

absl::StatusOr<RoundChange> Freeze(MatchingRound round, absl::Time now) {
  if (round.state != State::kPreferencesOpen) {
    return Refused("PREFERENCES_NOT_OPEN", "preferences are not open");
  }
  round.state = State::kFrozen;
  round.update_time = now;
  return RoundChange{.after = std::move(round), .event = "round.frozen"};
}

std::optional<RoundChange> DueFreeze(const MatchingRound& round, absl::Time now) {
  if (now < round.preferences_due_time) return std::nullopt;
  absl::StatusOr<RoundChange> change = Freeze(round, now);
  if (!change.ok()) return std::nullopt;
  return *std::move(change);
}

absl::StatusOr<RoundChange> Close(MatchingRound round, absl::Time now) {
  if (round.state != State::kPublished) {
    return Refused("ROUND_NOT_PUBLISHED", "only a published round can be closed");
  }
  round.state = State::kClosed;
  round.update_time = now;
  return RoundChange{.after = std::move(round), .event = "round.closed"};
}

std::optional<Participant> AfterClose(const Participant& participant) {
  if (!participant.given.has_value() || participant.given->state != GivenState::kOffered) {
    return std::nullopt;
  }
  Participant after = participant;
  after.given->state = GivenState::kExpired;
  after.given->answer_due_time.reset();
  return after;
}

absl::Status CheckInSetup(const MatchingRound& round) {
  if (round.state == State::kSetup) return absl::OkStatus();
  return NotInSetup("preferences opened already");
}

absl::Status CheckRevision(const MatchingRound& round, const RoundPlace& before,
                           const RoundPlace& draft) {
  if (IsPublished(round)) return Refused("ROUND_PUBLISHED", "the round is published");
  if (round.state == State::kSetup) return absl::OkStatus();
  const bool is_same =
      before.supervisor == draft.supervisor && before.capacity_offer == draft.capacity_offer &&
      before.description == draft.description && before.intended_group == draft.intended_group &&
      before.requirements == draft.requirements && before.location == draft.location;
  if (is_same) return absl::OkStatus();
  return NotInSetup("only capacity, quotas, priorities and exclusions can be changed now");
}

absl::Status CheckBeforeFreeze(const MatchingRound& round) {
  if (round.state == State::kSetup || round.state == State::kPreferencesOpen) {
    return absl::OkStatus();
  }
  return Refused("PREFERENCES_CLOSED", "wishes are closed");
}

}  // namespace driehoek::placement::round
