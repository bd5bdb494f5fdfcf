#include "placement/capacity/capacity_offer.h"

#include <algorithm>
#include <set>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "shared/base/field_checks.h"

namespace driehoek::capacity {
namespace {

constexpr int kLongestMonths = 12 * 5;
constexpr int kMostSeats = 500;
constexpr std::size_t kMostShares = 50;

template <typename T>
void CheckEachOnce(const std::vector<T>& values, absl::string_view field, std::size_t most,
                   FieldViolations& violations) {
  if (values.size() > most) {
    violations.Add(field, "TOO_MANY_VALUES", absl::StrCat("may have at most ", most));
  }
  if (std::set<T>(values.begin(), values.end()).size() != values.size()) {
    violations.Add(field, "VALUE_REPEATED", "names something twice");
  }
}

// The form of BCP 47: a language of two or three letters, then subtags of one to eight letters and
// digits.
bool IsLanguageTag(absl::string_view tag) {
  const std::vector<absl::string_view> parts = absl::StrSplit(tag, '-');
  if (tag.size() > 35 || parts[0].size() < 2 || parts[0].size() > 3) return false;
  if (!std::all_of(parts[0].begin(), parts[0].end(), absl::ascii_isalpha)) return false;
  return std::all_of(parts.begin(), parts.end(), [](absl::string_view part) {
    return !part.empty() && part.size() <= 8 &&
           std::all_of(part.begin(), part.end(), absl::ascii_isalnum);
  });
}

void CheckPeriod(const CapacityOffer& offer, FieldViolations& violations) {
  if (offer.end_date < offer.start_date) {
    violations.Add("end_date", "END_BEFORE_START", "must not lie before the first day");
  }
  const absl::CivilMonth last_month = absl::CivilMonth(offer.start_date) + kLongestMonths;
  if (offer.end_date > absl::CivilDay(last_month) + (offer.start_date.day() - 1)) {
    violations.Add("end_date", "PERIOD_TOO_LONG", "must lie at most 5 years after the first day");
  }
}

void CheckShares(const CapacityOffer& offer, FieldViolations& violations) {
  std::set<ProgrammeId> programmes;
  std::int64_t reserved = 0;
  for (std::size_t i = 0; i < offer.shares.size(); ++i) {
    const ProgrammeShare& share = offer.shares[i];
    const std::string path = absl::StrCat("shares[", i, "]");
    if (!programmes.insert(share.programme).second) {
      violations.Add(absl::StrCat(path, ".programme"), "PROGRAMME_REPEATED", "stands there twice");
    }
    CheckNumber(violations, absl::StrCat(path, ".reserved_seat_count"), share.reserved_seat_count,
                0, kMostSeats);
    const int ceiling = share.max_seat_count.value_or(kMostSeats);
    CheckNumber(violations, absl::StrCat(path, ".max_seat_count"), ceiling, 0, kMostSeats);
    if (ceiling >= 0 && ceiling < share.reserved_seat_count) {
      violations.Add(absl::StrCat(path, ".max_seat_count"), "MAX_BELOW_RESERVED",
                     "must not lie below the floor");
    }
    reserved += share.reserved_seat_count;
  }
  if (offer.shares.size() > kMostShares) {
    violations.Add("shares", "TOO_MANY_VALUES", absl::StrCat("may have at most ", kMostShares));
  }
  if (reserved > std::max(offer.seat_count, 0)) {
    violations.Add("shares", "RESERVED_TOO_MANY", "the floors are more than the seats");
  }
}

// What the floors of the other programmes still keep.
int KeptForOthers(const CapacityOffer& offer, const SeatsByProgramme& taken,
                  const ProgrammeId& programme) {
  int kept = 0;
  for (const ProgrammeShare& share : offer.shares) {
    if (share.programme == programme) continue;
    const auto has = taken.find(share.programme);
    kept += std::max(share.reserved_seat_count - (has == taken.end() ? 0 : has->second), 0);
  }
  return kept;
}

// What the ceiling of `programme` leaves it.
int BelowCeiling(const CapacityOffer& offer, const SeatsByProgramme& taken,
                 const ProgrammeId& programme) {
  for (const ProgrammeShare& share : offer.shares) {
    if (share.programme != programme || !share.max_seat_count.has_value()) continue;
    const auto has = taken.find(programme);
    return std::max(*share.max_seat_count - (has == taken.end() ? 0 : has->second), 0);
  }
  return kMostSeats;
}

absl::Status Withdrawn() {
  return Error(absl::StatusCode::kFailedPrecondition, "OFFER_WITHDRAWN", "the offer is withdrawn");
}

}  // namespace

void Check(const CapacityOffer& offer, FieldViolations& violations) {
  CheckPeriod(offer, violations);
  CheckNumber(violations, "seat_count", offer.seat_count, 0, kMostSeats);
  CheckNumber(violations, "weekly_hours", offer.weekly_hours, 1, 60);
  if (offer.forms.empty()) violations.Add("forms", "FORM_MISSING", "needs at least one");
  CheckEachOnce(offer.forms, "forms", EnumNames<Form>::kNames.size(), violations);
  CheckShares(offer, violations);
  CheckNumber(violations, "min_phase", offer.min_phase, 1, 8);
  CheckEachOnce(offer.variants, "variants", EnumNames<Variant>::kNames.size(), violations);
  CheckEachOnce(offer.languages, "languages", 10, violations);
  for (std::size_t i = 0; i < offer.languages.size(); ++i) {
    if (IsLanguageTag(offer.languages[i])) continue;
    violations.Add(absl::StrCat("languages[", i, "]"), "LANGUAGE_MALFORMED",
                   "must be a BCP 47 tag such as nl or en-GB");
  }
  CheckEachOnce(offer.outcome_codes, "outcome_codes", 50, violations);
  for (std::size_t i = 0; i < offer.outcome_codes.size(); ++i) {
    CheckText(violations, absl::StrCat("outcome_codes[", i, "]"), offer.outcome_codes[i], 1, 20);
  }
  CheckText(violations, "city", offer.city, 0, 100);
  CheckText(violations, "note", offer.note, 0, 1000, TextKind::kBlock);
}

int TakenSeats(const SeatsByProgramme& taken) {
  int all = 0;
  for (const auto& [programme, seats] : taken) all += seats;
  return all;
}

int FreeSeats(const CapacityOffer& offer, const SeatsByProgramme& taken) {
  if (offer.state == OfferState::kWithdrawn) return 0;
  return std::max(offer.seat_count - TakenSeats(taken), 0);
}

int FreeSeatsFor(const CapacityOffer& offer, const SeatsByProgramme& taken,
                 const ProgrammeId& programme) {
  const int free = FreeSeats(offer, taken) - KeptForOthers(offer, taken, programme);
  return std::max(std::min(free, BelowCeiling(offer, taken, programme)), 0);
}

absl::Status CheckSeatLeft(const CapacityOffer& offer, const SeatsByProgramme& taken,
                           const ProgrammeId& programme) {
  constexpr auto kNot = absl::StatusCode::kFailedPrecondition;
  if (offer.state == OfferState::kWithdrawn) return Withdrawn();
  const int free = FreeSeats(offer, taken);
  if (free == 0) return Error(kNot, "OFFER_FULL", "all seats are taken");
  if (BelowCeiling(offer, taken, programme) == 0) {
    return Error(kNot, "PROGRAMME_CEILING", "the programme has as many seats as it may");
  }
  if (free <= KeptForOthers(offer, taken, programme)) {
    return Error(kNot, "SEATS_RESERVED", "what is left is kept for other programmes");
  }
  return absl::OkStatus();
}

absl::StatusOr<CapacityOffer> Withdraw(CapacityOffer offer, absl::Time now) {
  if (offer.state == OfferState::kWithdrawn) return Withdrawn();
  offer.state = OfferState::kWithdrawn;
  offer.update_time = now;
  return offer;
}

absl::Status CheckCoversClaims(const CapacityOffer& offer, const SeatsByProgramme& claimed) {
  bool covers = TakenSeats(claimed) <= offer.seat_count;
  for (const ProgrammeShare& share : offer.shares) {
    const auto has = claimed.find(share.programme);
    if (has == claimed.end() || !share.max_seat_count.has_value()) continue;
    covers = covers && has->second <= *share.max_seat_count;
  }
  if (covers) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "SEATS_TAKEN",
               "more seats are taken than would be offered");
}

bool IsOpenTo(const CapacityOffer& offer, const Study& study, absl::CivilDay today) {
  if (offer.state != OfferState::kOffered || offer.end_date < today) return false;
  if (study.phase < offer.min_phase) return false;
  const bool fits_variant =
      offer.variants.empty() || std::find(offer.variants.begin(), offer.variants.end(),
                                          study.variant) != offer.variants.end();
  return fits_variant &&
         std::none_of(offer.shares.begin(), offer.shares.end(), [&](const ProgrammeShare& share) {
           return share.programme == study.programme && share.max_seat_count == 0;
         });
}

}  // namespace driehoek::capacity
