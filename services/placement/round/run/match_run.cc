#include "placement/round/run/match_run.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "placement/round/run/byte_form.h"
#include "shared/base/field_checks.h"

namespace driehoek::placement::round::run {
namespace {

constexpr int kMostSeats = 500;
constexpr int kMostFloor = 10'000;
constexpr int kLowestClass = 1000;
constexpr std::int64_t kNoNumber = -1;

void CheckGroup(const std::string& group, const MatchingRound& round, std::set<std::string>& seen,
                const std::string& field, FieldViolations& violations) {
  if (!GroupIndex(round, group).has_value()) {
    violations.Add(field, "GROUP_UNKNOWN", "must be the code of a group of the round");
  } else if (!seen.insert(group).second) {
    violations.Add(field, "GROUP_TWICE", "may be named once only");
  }
}

void CheckQuota(const Quota& quota, const std::string& field, FieldViolations& violations) {
  CheckNumber(violations, absl::StrCat(field, ".reserved_seat_count"), quota.reserved, 0,
              kMostSeats);
  CheckNumber(violations, absl::StrCat(field, ".priority_class"), quota.priority_class, 0,
              kLowestClass);
  if (!quota.ceiling.has_value()) return;
  CheckNumber(violations, absl::StrCat(field, ".max_seat_count"), *quota.ceiling, 0, kMostSeats);
  if (*quota.ceiling < quota.reserved) {
    violations.Add(absl::StrCat(field, ".max_seat_count"), "CEILING_BELOW_RESERVE",
                   "may not be below the reserved seats");
  }
}

const RoundPlace* FindPlace(const std::vector<RoundPlace>& places, const RoundPlaceId& id) {
  const auto found =
      std::find_if(places.begin(), places.end(), [&](const RoundPlace& p) { return p.id == id; });
  return found == places.end() ? nullptr : &*found;
}

void CheckChange(const PlaceChange& change, const MatchingRound& round, const RoundPlace& place,
                 const std::string& field, FieldViolations& violations) {
  if (change.capacity.has_value()) {
    CheckNumber(violations, absl::StrCat(field, ".capacity"), *change.capacity, 0, kMostSeats);
  }
  std::set<std::string> groups;
  for (std::size_t i = 0; i < change.quotas.size(); ++i) {
    const std::string quota = absl::StrCat(field, ".quotas[", i, "]");
    CheckGroup(change.quotas[i].group, round, groups, absl::StrCat(quota, ".group"), violations);
    CheckQuota(change.quotas[i], quota, violations);
  }
  const RoundPlace changed = Changed(place, change);
  int reserved = 0;
  for (const Quota& quota : changed.quotas) reserved += quota.reserved;
  if (reserved > changed.capacity) {
    violations.Add(field, "RESERVES_ABOVE_CAPACITY",
                   "the groups together may not have more reserved seats than there are");
  }
}

void WriteQuota(const Quota& quota, ByteWriter& writer) {
  writer.Text(quota.group);
  writer.Number(quota.reserved);
  writer.Number(quota.ceiling.value_or(kNoNumber));
  writer.Number(quota.priority_class);
}

std::optional<int> OptionalInt(ByteReader& reader) {
  const int number = reader.Int();
  return number == kNoNumber ? std::nullopt : std::optional(number);
}

Quota ReadQuota(ByteReader& reader) {
  Quota quota;
  quota.group = reader.Text();
  quota.reserved = reader.Int();
  quota.ceiling = OptionalInt(reader);
  quota.priority_class = reader.Int();
  return quota;
}

void WriteOutcome(const Outcome& outcome, ByteWriter& writer) {
  for (const int number : {outcome.placed, outcome.unplaced, outcome.first_wish,
                           outcome.second_or_third_wish, outcome.lower_wish, outcome.free_seats}) {
    writer.Number(number);
  }
  writer.Number(outcome.total_rank);
  writer.Number(static_cast<std::int64_t>(outcome.groups.size()));
  for (const GroupOutcome& group : outcome.groups) {
    writer.Text(group.group);
    for (const int number : {group.students, group.placed, group.displaced_seats}) {
      writer.Number(number);
    }
  }
}

Outcome ReadOutcome(ByteReader& reader) {
  Outcome outcome;
  for (int* number : {&outcome.placed, &outcome.unplaced, &outcome.first_wish,
                      &outcome.second_or_third_wish, &outcome.lower_wish, &outcome.free_seats}) {
    *number = reader.Int();
  }
  outcome.total_rank = reader.Number();
  outcome.groups.resize(reader.Count());
  for (GroupOutcome& group : outcome.groups) {
    group.group = reader.Text();
    for (int* number : {&group.students, &group.placed, &group.displaced_seats}) {
      *number = reader.Int();
    }
  }
  return outcome;
}

}  // namespace

RoundPlace Changed(RoundPlace place, const PlaceChange& change) {
  place.capacity = change.capacity.value_or(place.capacity);
  for (const Quota& quota : change.quotas) {
    const auto same = std::find_if(place.quotas.begin(), place.quotas.end(),
                                   [&](const Quota& old) { return old.group == quota.group; });
    if (same == place.quotas.end()) {
      place.quotas.push_back(quota);
    } else {
      *same = quota;
    }
  }
  return place;
}

void Check(const MatchRun& run, const MatchingRound& round, const std::vector<RoundPlace>& places,
           FieldViolations& violations) {
  CheckText(violations, "display_name", run.display_name, 1, 100);
  if (run.changes.size() > kMostChanges) {
    violations.Add("changes", "TOO_MANY", absl::StrCat("may be at most ", kMostChanges));
    return;
  }
  std::set<RoundPlaceId> changed;
  for (std::size_t i = 0; i < run.changes.size(); ++i) {
    const std::string field = absl::StrCat("changes[", i, "]");
    const RoundPlace* const place = FindPlace(places, run.changes[i].place);
    if (place == nullptr) {
      violations.Add(absl::StrCat(field, ".place"), "REFERENCE_NOT_FOUND",
                     "must be a place of the round");
    } else if (!changed.insert(place->id).second) {
      violations.Add(absl::StrCat(field, ".place"), "PLACE_TWICE", "may be changed once only");
    } else {
      CheckChange(run.changes[i], round, *place, field, violations);
    }
  }
  std::set<std::string> groups;
  for (std::size_t i = 0; i < run.floors.size(); ++i) {
    const std::string field = absl::StrCat("floors[", i, "]");
    CheckGroup(run.floors[i].group, round, groups, absl::StrCat(field, ".group"), violations);
    CheckNumber(violations, absl::StrCat(field, ".reserved_seat_count"), run.floors[i].reserved, 0,
                kMostFloor);
  }
}

std::string TrialBytes(const MatchRun& run) {
  ByteWriter writer;
  writer.Number(static_cast<std::int64_t>(run.changes.size()));
  for (const PlaceChange& change : run.changes) {
    writer.Text(change.place.value());
    writer.Number(change.capacity.value_or(kNoNumber));
    writer.Number(static_cast<std::int64_t>(change.quotas.size()));
    for (const Quota& quota : change.quotas) WriteQuota(quota, writer);
  }
  writer.Number(static_cast<std::int64_t>(run.floors.size()));
  for (const GroupFloor& floor : run.floors) {
    writer.Text(floor.group);
    writer.Number(floor.reserved);
  }
  return std::move(writer).Take();
}

absl::Status ParseTrial(absl::string_view bytes, MatchRun& run) {
  ByteReader reader(bytes);
  run.changes.resize(reader.Count());
  for (PlaceChange& change : run.changes) {
    change.place = RoundPlaceId(reader.Text());
    change.capacity = OptionalInt(reader);
    change.quotas.resize(reader.Count());
    for (Quota& quota : change.quotas) quota = ReadQuota(reader);
  }
  run.floors.resize(reader.Count());
  for (GroupFloor& floor : run.floors) {
    floor.group = reader.Text();
    floor.reserved = reader.Int();
  }
  return reader.Finish();
}

std::string SummaryBytes(const MatchRun& run) {
  ByteWriter writer;
  writer.Number(run.outcome.has_value() ? 1 : 0);
  if (run.outcome.has_value()) WriteOutcome(*run.outcome, writer);
  writer.Number(run.verification.has_value() ? 1 : 0);
  if (run.verification.has_value()) {
    writer.Number(run.verification->claims);
    writer.Number(run.verification->faults);
    writer.Number(static_cast<std::int64_t>(run.verification->findings.size()));
    for (const std::string& finding : run.verification->findings) writer.Text(finding);
  }
  return std::move(writer).Take();
}

absl::Status ParseSummary(absl::string_view bytes, MatchRun& run) {
  ByteReader reader(bytes);
  if (reader.Number() != 0) run.outcome = ReadOutcome(reader);
  if (reader.Number() != 0) {
    Verification verification;
    verification.claims = reader.Number();
    verification.faults = reader.Number();
    verification.findings.resize(reader.Count());
    for (std::string& finding : verification.findings) finding = reader.Text();
    run.verification = std::move(verification);
  }
  return reader.Finish();
}

}  // namespace driehoek::placement::round::run
