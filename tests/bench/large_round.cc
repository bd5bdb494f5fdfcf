#include "bench/large_round.h"

#include <algorithm>
#include <random>

#include "absl/strings/str_format.h"
#include "placement/lottery.h"

namespace driehoek::bench {
namespace {

using placement::Variant;
using placement::round::GeoPoint;
using placement::round::MatchingRound;
using placement::round::Participant;
using placement::round::ParticipantId;
using placement::round::RoundPlace;
using placement::round::RoundPlaceId;

constexpr int kCities = 12;
constexpr int kGroups = 4;
constexpr int kPlacesOfASupervisor = 2;
constexpr int kMostSeats = 5;

// As long as a UUID, which is what ids are.
std::string Id(int kind, int number) {
  return absl::StrFormat("01900000-0000-7000-8%03x-%012x", kind, number);
}

std::string ProgrammeOf(int group) { return Id(1, group); }

class Maker {
 public:
  explicit Maker(const RoundSize& size) : size_(size) {}

  placement::round::run::Snapshot Make() {
    placement::round::run::Snapshot snapshot{.round = Round()};
    for (int p = 0; p < size_.places; ++p) snapshot.places.push_back(Place(p));
    for (int s = 0; s < size_.students; ++s) snapshot.participants.push_back(Student(s));
    for (const RoundPlace& place : snapshot.places) snapshot.limits[place.supervisor] = 4;
    return snapshot;
  }

 private:
  // 0 to bound - 1; the engine is the same everywhere, the library's distributions are not.
  int Below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }

  GeoPoint Near(int city) {
    const auto some = [&] { return (Below(2001) - 1000) / 5000.0; };
    return {51.0 + city % 4 * 0.7 + some(), 4.3 + city / 4 * 1.0 + some()};
  }

  static MatchingRound Round() {
    MatchingRound round{.id = placement::round::RoundId(Id(2, 0)),
                        .state = placement::round::State::kFrozen};
    for (int g = 0; g < kGroups; ++g) {
      round.groups.push_back({absl::StrFormat("group-%d", g), "", {}});
      round.groups.back().programmes.emplace_back(ProgrammeOf(g));
    }
    round.seed_commitment = placement::SeedCommitment(RoundSeed());
    return round;
  }

  RoundPlace Place(int number) {
    RoundPlace place{.id = RoundPlaceId(Id(3, number)),
                     .supervisor = placement::SupervisorId(Id(4, number / kPlacesOfASupervisor)),
                     .capacity = 1 + Below(kMostSeats),
                     .intended_group = absl::StrFormat("group-%d", number % kGroups),
                     .location = Near(number % kCities)};
    if (Below(3) == 0) place.requirements.variants = {Variant::kFullTime, Variant::kPartTime};
    if (Below(3) == 0) place.requirements.min_phase = 2;
    if (Below(3) == 0) place.requirements.languages = {"nl"};
    if (Below(3) == 0) place.requirements.groups = {place.intended_group, "group-0"};
    if (Below(4) == 0) {
      place.quotas = {{.group = place.intended_group, .reserved = 1, .ceiling = std::nullopt}};
    }
    return place;
  }

  Participant Student(int number) {
    const int home = number % kCities;
    Participant student{.id = ParticipantId(Id(5, number)),
                        .student = PersonId(Id(6, number)),
                        .programme = placement::ProgrammeId(ProgrammeOf(Below(kGroups))),
                        .variant = static_cast<Variant>(Below(3)),
                        .phase = 1 + Below(3),
                        .languages = {Below(5) == 0 ? "en" : "nl-NL"},
                        .home = Near(home),
                        .max_distance_km = 60};
    while (static_cast<int>(student.wishes.size()) < std::min(size_.wishes, size_.places)) {
      // Four in five in the own city.
      int wish = Below(size_.places);
      if (Below(5) != 0) wish = std::min(wish - wish % kCities + home, size_.places - 1);
      const RoundPlaceId id(Id(3, wish));
      if (std::find(student.wishes.begin(), student.wishes.end(), id) == student.wishes.end()) {
        student.wishes.push_back(id);
      }
    }
    return student;
  }

  const RoundSize size_;
  std::mt19937 random_{20261128};
};

}  // namespace

std::string RoundSeed() { return std::string(placement::kSeedBytes, 's'); }

placement::round::run::Snapshot MakeRound(const RoundSize& size) { return Maker(size).Make(); }

}  // namespace driehoek::bench
