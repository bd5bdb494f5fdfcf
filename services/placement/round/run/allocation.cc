#include "placement/round/run/allocation.h"

#include <cstdint>
#include <optional>

#include "shared/base/errors.h"

namespace driehoek::placement::round::run {
namespace {

// Stands where version 1 has the number of students.
constexpr int kByIndex = -2;

// Enough for ids of the usual length; more costs a copy.
std::size_t ExpectedBytes(const RunInput& input, bool by_index) {
  constexpr std::size_t kId = 40;
  constexpr std::size_t kNumbers = 16;
  std::size_t wishes = 0;
  for (const InputStudent& student : input.students) wishes += student.wishes.size();
  const std::size_t names = input.places.size() + input.groups.size();
  return (names + input.students.size() + 1) * (kId + kNumbers) +
         (by_index ? 0 : 2 * kId * input.students.size()) +
         wishes * (by_index ? kNumbers : kNumbers + kId);
}

// By index: what the indexes mean.
using Names = std::optional<std::vector<std::string>>;

Names ReadNames(ByteReader& reader) {
  std::vector<std::string> names(reader.Count());
  for (std::string& name : names) name = reader.Text();
  return names;
}

std::string ReadName(ByteReader& reader, const Names& names) {
  if (!names.has_value()) return reader.Text();
  const std::int64_t index = reader.Number();
  if (index == kNone) return "";
  if (index >= 0 && static_cast<std::uint64_t>(index) < names->size()) {
    return (*names)[static_cast<std::size_t>(index)];
  }
  reader.Break();
  return "";
}

void Read(ByteReader& reader, const Names& places, Reason& reason) {
  reason.place = RoundPlaceId(ReadName(reader, places));
  reason.rank = reader.Int();
  reason.cause = static_cast<Cause>(reader.Int());
  for (int* number : {&reason.applicants, &reason.position, &reason.seats, &reason.bound,
                      &reason.priority_class, &reason.waiting}) {
    *number = reader.Int();
  }
  reason.tie = static_cast<Tie>(reader.Int());
}

}  // namespace

AllocationWriter::AllocationWriter(const RunInput& input)
    : input_(input), by_index_(input.rule_version > 1), writer_(ExpectedBytes(input, by_index_)) {
  if (by_index_) {
    writer_.Number(kByIndex);
    writer_.Number(static_cast<std::int64_t>(input.groups.size()));
    for (const std::string& group : input.groups) writer_.Text(group);
    writer_.Number(static_cast<std::int64_t>(input.places.size()));
    for (const InputPlace& place : input.places) writer_.Text(place.id.value());
  }
  writer_.Number(static_cast<std::int64_t>(input.students.size()));
}

void AllocationWriter::Begin(const InputStudent& student, int place, int rank,
                             absl::string_view lottery_draw) {
  writer_.Text(student.participant.value());
  Group(student.group);
  Place(place);
  writer_.Number(rank);
  writer_.Text(lottery_draw);
  writer_.Number(static_cast<std::int64_t>(student.wishes.size()));
}

void AllocationWriter::Add(int place, const Reason& reason) {
  Place(place);
  writer_.Numbers({reason.rank, static_cast<int>(reason.cause), reason.applicants, reason.position,
                   reason.seats, reason.bound, reason.priority_class, reason.waiting,
                   static_cast<int>(reason.tie)});
}

void AllocationWriter::Group(int group) {
  if (by_index_) return writer_.Number(group);
  writer_.Text(group == kNone ? "" : input_.groups[static_cast<std::size_t>(group)]);
}

void AllocationWriter::Place(int place) {
  if (by_index_) return writer_.Number(place);
  writer_.Text(place == kNone ? "" : input_.places[static_cast<std::size_t>(place)].id.value());
}

absl::StatusOr<std::vector<Allocation>> ParseAllocations(absl::string_view bytes) {
  ByteReader reader(bytes);
  Names groups;
  Names places;
  if (ByteReader(bytes).Number() == kByIndex) {
    reader.Number();
    groups = ReadNames(reader);
    places = ReadNames(reader);
  }
  std::vector<Allocation> allocations(reader.Count());
  for (Allocation& allocation : allocations) {
    allocation.participant = ParticipantId(reader.Text());
    allocation.group = ReadName(reader, groups);
    allocation.place = RoundPlaceId(ReadName(reader, places));
    allocation.rank = reader.Int();
    allocation.lottery_draw = reader.Text();
    allocation.reasons.resize(reader.Count());
    for (Reason& reason : allocation.reasons) Read(reader, places, reason);
  }
  DRIEHOEK_RETURN_IF_ERROR(reader.Finish());
  return allocations;
}

}  // namespace driehoek::placement::round::run
