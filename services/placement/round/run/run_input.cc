#include "placement/round/run/run_input.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "placement/round/eligibility.h"
#include "placement/round/run/byte_form.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::placement::round::run {
namespace {

// Room for more reserved seats of `group` at the place: what other groups have reserved and the
// group's own ceiling stay as they are.
int RoomForReserve(const RoundPlace& place, const std::string& group) {
  int room = place.capacity;
  for (const Quota& quota : place.quotas) room -= quota.reserved;
  const Quota own = QuotaOf(place, group);
  if (own.ceiling.has_value()) room = std::min(room, *own.ceiling - own.reserved);
  return std::max(room, 0);
}

void Reserve(RoundPlace& place, const std::string& group, int more) {
  Quota quota = QuotaOf(place, group);
  quota.group = group;
  quota.reserved += more;
  place =
      Changed(std::move(place), {.place = place.id, .capacity = std::nullopt, .quotas = {quota}});
}

// What is reserved already counts; the rest is spread in the order of the places.
void Apply(const GroupFloor& floor, std::vector<RoundPlace>& places) {
  int missing = floor.reserved;
  for (const RoundPlace& place : places) {
    if (place.intended_group == floor.group) missing -= QuotaOf(place, floor.group).reserved;
  }
  for (RoundPlace& place : places) {
    if (place.intended_group != floor.group || missing <= 0) continue;
    const int more = std::min(missing, RoomForReserve(place, floor.group));
    if (more > 0) Reserve(place, floor.group, more);
    missing -= more;
  }
}

std::vector<RoundPlace> PlacesOfRun(std::vector<RoundPlace> places, const MatchRun& run) {
  std::sort(places.begin(), places.end(),
            [](const RoundPlace& a, const RoundPlace& b) { return a.id < b.id; });
  for (const PlaceChange& change : run.changes) {
    for (RoundPlace& place : places) {
      if (place.id == change.place) place = Changed(std::move(place), change);
    }
  }
  // By code, so that the order in which floors are asked for does not matter.
  std::vector<GroupFloor> floors = run.floors;
  std::sort(floors.begin(), floors.end(),
            [](const GroupFloor& a, const GroupFloor& b) { return a.group < b.group; });
  for (const GroupFloor& floor : floors) Apply(floor, places);
  return places;
}

std::vector<InputQuota> QuotasOf(const RoundPlace& place, const MatchingRound& round) {
  std::vector<InputQuota> quotas;
  for (const Quota& quota : place.quotas) {
    const auto group = GroupIndex(round, quota.group);
    if (!group.has_value() || (quota.reserved == 0 && !quota.ceiling.has_value())) continue;
    quotas.push_back({*group, quota.reserved, quota.ceiling.value_or(kNone)});
  }
  std::sort(quotas.begin(), quotas.end(),
            [](const InputQuota& a, const InputQuota& b) { return a.group < b.group; });
  return quotas;
}

std::vector<InputSupervisor> SupervisorsOf(const Snapshot& snapshot,
                                           const std::vector<RoundPlace>& places) {
  std::map<SupervisorId, int> limits;
  for (const RoundPlace& place : places) {
    const auto limit = snapshot.limits.find(place.supervisor);
    if (!place.supervisor.empty() && limit != snapshot.limits.end()) limits.insert(*limit);
  }
  std::vector<InputSupervisor> supervisors;
  supervisors.reserve(limits.size());
  for (const auto& [id, limit] : limits) supervisors.push_back({id, std::max(limit, 0)});
  return supervisors;
}

// `supervisors` are sorted by id.
int SupervisorIndex(const std::vector<InputSupervisor>& supervisors, const SupervisorId& id) {
  const auto found = std::lower_bound(
      supervisors.begin(), supervisors.end(), id,
      [](const InputSupervisor& one, const SupervisorId& other) { return one.id < other; });
  if (found == supervisors.end() || found->id != id) return kNone;
  return static_cast<int>(found - supervisors.begin());
}

InputStudent StudentOf(const Participant& participant, const MatchingRound& round,
                       const std::vector<RoundPlace>& places) {
  const std::string group = GroupOf(round, participant.programme);
  InputStudent student{.participant = participant.id,
                       .student = participant.student,
                       .group = GroupIndex(round, group).value_or(kNone)};
  for (const RoundPlaceId& wish : participant.wishes) {
    const auto place =
        std::lower_bound(places.begin(), places.end(), wish,
                         [](const RoundPlace& p, const RoundPlaceId& id) { return p.id < id; });
    if (place == places.end() || place->id != wish) continue;
    student.wishes.push_back({.place = static_cast<int>(place - places.begin()),
                              .priority_class = PriorityClass(*place, participant.id, group),
                              .is_eligible = Mismatches(round, *place, participant).empty()});
  }
  return student;
}

void Write(const InputPlace& place, ByteWriter& writer) {
  writer.Text(place.id.value());
  writer.Number(place.capacity);
  writer.Number(place.supervisor);
  writer.Number(place.intended_group);
  writer.Number(static_cast<std::int64_t>(place.quotas.size()));
  for (const InputQuota& quota : place.quotas) {
    writer.Numbers({quota.group, quota.reserved, quota.ceiling});
  }
}

void Read(ByteReader& reader, InputPlace& place) {
  place.id = RoundPlaceId(reader.Text());
  place.capacity = reader.Int();
  place.supervisor = reader.Int();
  place.intended_group = reader.Int();
  place.quotas.resize(reader.Count());
  for (InputQuota& quota : place.quotas) {
    quota.group = reader.Int();
    quota.reserved = reader.Int();
    quota.ceiling = reader.Int();
  }
}

void Write(const InputStudent& student, ByteWriter& writer) {
  writer.Text(student.participant.value());
  writer.Text(student.student.value());
  writer.Number(student.group);
  writer.Number(static_cast<std::int64_t>(student.wishes.size()));
  for (const InputWish& wish : student.wishes) {
    writer.Numbers({wish.place, wish.priority_class, wish.is_eligible ? 1 : 0});
  }
}

void Read(ByteReader& reader, InputStudent& student) {
  student.participant = ParticipantId(reader.Text());
  student.student = PersonId(reader.Text());
  student.group = reader.Int();
  student.wishes.resize(reader.Count());
  for (InputWish& wish : student.wishes) {
    wish.place = reader.Int();
    wish.priority_class = reader.Int();
    wish.is_eligible = reader.Number() != 0;
  }
}

bool IsIndex(int index, std::size_t size, bool may_be_none) {
  return (may_be_none && index == kNone) || (index >= 0 && static_cast<std::size_t>(index) < size);
}

// Every index points at something, so that nobody who reads an input need look again.
bool IsWhole(const RunInput& input) {
  for (const InputPlace& place : input.places) {
    if (place.capacity < 0 || !IsIndex(place.supervisor, input.supervisors.size(), true) ||
        !IsIndex(place.intended_group, input.groups.size(), true)) {
      return false;
    }
    for (const InputQuota& quota : place.quotas) {
      if (!IsIndex(quota.group, input.groups.size(), false)) return false;
    }
  }
  for (const InputStudent& student : input.students) {
    if (!IsIndex(student.group, input.groups.size(), true)) return false;
    for (const InputWish& wish : student.wishes) {
      if (!IsIndex(wish.place, input.places.size(), false)) return false;
    }
  }
  return true;
}

}  // namespace

RunInput MakeInput(const Snapshot& snapshot, const MatchRun& run) {
  const MatchingRound& round = snapshot.round;
  const std::vector<RoundPlace> places = PlacesOfRun(snapshot.places, run);
  RunInput input{.rule = round.rule,
                 .rule_version = run.rule_version,
                 .seed_commitment = round.seed_commitment,
                 .supervisors = SupervisorsOf(snapshot, places)};
  for (const Group& group : round.groups) input.groups.push_back(group.code);
  for (const RoundPlace& place : places) {
    input.places.push_back(
        {.id = place.id,
         .capacity = place.capacity,
         .supervisor = SupervisorIndex(input.supervisors, place.supervisor),
         .intended_group = GroupIndex(round, place.intended_group).value_or(kNone),
         .quotas = QuotasOf(place, round)});
  }
  for (const Participant& participant : snapshot.participants) {
    input.students.push_back(StudentOf(participant, round, places));
  }
  std::sort(input.students.begin(), input.students.end(),
            [](const InputStudent& a, const InputStudent& b) { return a.student < b.student; });
  return input;
}

std::string ToBytes(const RunInput& input) {
  ByteWriter writer;
  writer.Text(NameOf(input.rule));
  writer.Number(input.rule_version);
  writer.Text(input.seed_commitment);
  writer.Number(static_cast<std::int64_t>(input.groups.size()));
  for (const std::string& group : input.groups) writer.Text(group);
  writer.Number(static_cast<std::int64_t>(input.supervisors.size()));
  for (const InputSupervisor& supervisor : input.supervisors) {
    writer.Text(supervisor.id.value());
    writer.Number(supervisor.limit);
  }
  writer.Number(static_cast<std::int64_t>(input.places.size()));
  for (const InputPlace& place : input.places) Write(place, writer);
  writer.Number(static_cast<std::int64_t>(input.students.size()));
  for (const InputStudent& student : input.students) Write(student, writer);
  return std::move(writer).Take();
}

absl::StatusOr<RunInput> ParseInput(absl::string_view bytes) {
  ByteReader reader(bytes);
  RunInput input;
  const auto rule = EnumFromName<Rule>(reader.Text());
  input.rule = rule.value_or(Rule::kStable);
  input.rule_version = reader.Int();
  input.seed_commitment = reader.Text();
  input.groups.resize(reader.Count());
  for (std::string& group : input.groups) group = reader.Text();
  input.supervisors.resize(reader.Count());
  for (InputSupervisor& supervisor : input.supervisors) {
    supervisor.id = SupervisorId(reader.Text());
    supervisor.limit = reader.Int();
  }
  input.places.resize(reader.Count());
  for (InputPlace& place : input.places) Read(reader, place);
  input.students.resize(reader.Count());
  for (InputStudent& student : input.students) Read(reader, student);
  DRIEHOEK_RETURN_IF_ERROR(reader.Finish());
  if (rule.has_value() && IsWhole(input)) return input;
  return Error(absl::StatusCode::kDataLoss, "RUN_UNREADABLE", "the input of a run cannot be read");
}

std::string HashOf(absl::string_view bytes) { return crypto::HexEncode(crypto::Sha256(bytes)); }

}  // namespace driehoek::placement::round::run
