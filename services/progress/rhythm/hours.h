// What a student worked day by day, and what the supervisor says of it: values and pure rules.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/facts.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"

namespace driehoek::progress::rhythm {

using HoursId = StrongId<struct HoursEntryTag>;

// In the order of the contract.
enum class HoursState { kWritten, kConfirmed, kDisputed, kWithdrawn };

struct HoursEntry {
  HoursId id;
  PlacementId placement;
  PersonId student;
  absl::CivilDay day;
  int learning_minutes = 0;
  int other_minutes = 0;
  std::string note;
  HoursState state = HoursState::kWritten;
  std::string dispute_reason;
  PersonId confirmer;  // who confirmed or disputed
  std::optional<absl::Time> confirm_time;
  absl::Time create_time;
  absl::Time update_time;
  std::int64_t version = 0;  // 0: not stored yet
};

inline constexpr int kMostDaysAtOnce = 31;
inline constexpr int kMostConfirmedAtOnce = 100;

// One day as a student writes it.
struct DayWish {
  HoursId id;  // from the client, or new
  absl::CivilDay day;
  int learning_minutes = 0;
  int other_minutes = 0;
  std::string note;
};

// Names every field of every wish that is wrong, under `days[i]`: NUMBER_OUT_OF_RANGE,
// HOURS_OUT_OF_RANGE, OUTSIDE_PLACEMENT, DATE_IN_FUTURE, DUPLICATE, DAYS_OUT_OF_RANGE, and those of
// field_checks.h.
void Check(const std::vector<DayWish>& wishes, const PlacementFact& placement, absl::CivilDay today,
           FieldViolations& violations);

// The entries after writing `wishes`, which passed Check, in their order. `present` are the entries
// of their days. One that nothing differs in stays as it is, with the version it has.
// FAILED_PRECONDITION / PLACEMENT_FINAL, PLACEMENT_NOT_ACTIVE.
absl::StatusOr<std::vector<HoursEntry>> Write(const std::vector<DayWish>& wishes,
                                              const std::vector<HoursEntry>& present,
                                              const PlacementFact& placement, absl::Time now);

// FAILED_PRECONDITION / HOURS_WITHDRAWN, PLACEMENT_FINAL.
absl::StatusOr<HoursEntry> Withdraw(HoursEntry entry, const PlacementFact& placement,
                                    absl::Time now);

// The supervisor agrees with all of `entries`. FAILED_PRECONDITION / HOURS_NOT_WRITTEN unless each
// is written or disputed.
absl::StatusOr<std::vector<HoursEntry>> Confirm(std::vector<HoursEntry> entries,
                                                const PersonId& confirmer, absl::Time now);

// The supervisor disagrees with all of `entries`. INVALID_ARGUMENT naming the reason;
// FAILED_PRECONDITION / HOURS_NOT_WRITTEN unless each is written or confirmed.
absl::StatusOr<std::vector<HoursEntry>> Dispute(std::vector<HoursEntry> entries,
                                                absl::string_view reason, const PersonId& confirmer,
                                                absl::Time now);

struct Totals {
  int learning_minutes = 0;
  int other_minutes = 0;
  int confirmed_minutes = 0;
  int disputed_minutes = 0;
  int day_count = 0;
  int unconfirmed_day_count = 0;  // written, not confirmed or disputed
  friend bool operator==(const Totals&, const Totals&) = default;
};
struct Summary {
  std::map<absl::CivilDay, Totals> weeks;  // by their Monday
  Totals all;
};
// What is withdrawn counts for nothing.
Summary AddUp(const std::vector<HoursEntry>& entries);

}  // namespace driehoek::progress::rhythm

template <>
struct driehoek::EnumNames<driehoek::progress::rhythm::HoursState> {
  static constexpr std::array<absl::string_view, 4> kNames = {"written", "confirmed", "disputed",
                                                              "withdrawn"};
};
