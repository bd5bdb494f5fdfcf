// Seats that an organisation offers at one workplace for a period, and who may take one of them
// (R23, R26). Pure.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "placement/placement.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"
#include "shared/base/strong_id.h"

namespace driehoek::capacity {

using placement::Form;
using placement::OrganisationId;
using placement::ProgrammeId;
using placement::SupervisorId;
using placement::Variant;
using placement::WorkplaceId;
using CapacityOfferId = StrongId<struct CapacityOfferTag>;

enum class OfferState { kOffered, kWithdrawn };

// What one programme may take of the seats (R26).
struct ProgrammeShare {
  ProgrammeId programme;
  int reserved_seat_count = 0;        // the floor
  std::optional<int> max_seat_count;  // the ceiling
  friend bool operator==(const ProgrammeShare&, const ProgrammeShare&) = default;
};

struct CapacityOffer {
  CapacityOfferId id;
  OrganisationId organisation;
  WorkplaceId workplace;
  SupervisorId supervisor;  // may be empty
  absl::CivilDay start_date;
  absl::CivilDay end_date;  // inclusive
  int seat_count = 0;
  int weekly_hours = 0;
  std::vector<Form> forms;
  std::vector<ProgrammeShare> shares;
  int min_phase = 1;
  std::vector<Variant> variants;  // empty: all
  std::vector<std::string> languages;
  std::vector<std::string> outcome_codes;
  std::string city;        // its own; may be empty
  std::string shown_city;  // its own, else that of the establishment when it was saved
  std::string note;        // for the practice office, not for students
  OfferState state = OfferState::kOffered;
  // The organisation's name when it was saved: offers are listed by it.
  std::string organisation_name;
  absl::Time create_time;
  absl::Time update_time;
  std::int64_t version = 0;  // 0: not stored yet
};

// Seats that are taken, by the programme of who has one.
using SeatsByProgramme = std::map<ProgrammeId, int>;

// Names every field that is not as the contract asks: END_BEFORE_START, PERIOD_TOO_LONG,
// FORM_MISSING, RESERVED_TOO_MANY, MAX_BELOW_RESERVED, PROGRAMME_REPEATED, VALUE_REPEATED,
// LANGUAGE_MALFORMED, TOO_MANY_VALUES, and those of field_checks.h.
void Check(const CapacityOffer& offer, FieldViolations& violations);

int TakenSeats(const SeatsByProgramme& taken);
// 0 when it is withdrawn or more is taken than is offered.
int FreeSeats(const CapacityOffer& offer, const SeatsByProgramme& taken);
// What `programme` may still take: free seats, less what others' floors keep, up to its ceiling.
int FreeSeatsFor(const CapacityOffer& offer, const SeatsByProgramme& taken,
                 const ProgrammeId& programme);

// Whether `programme` may have one seat more than `taken`. FAILED_PRECONDITION / OFFER_WITHDRAWN,
// OFFER_FULL, SEATS_RESERVED (what is left is others' floor), PROGRAMME_CEILING.
absl::Status CheckSeatLeft(const CapacityOffer& offer, const SeatsByProgramme& taken,
                           const ProgrammeId& programme);

// The offer withdrawn at `now`. FAILED_PRECONDITION / OFFER_WITHDRAWN.
absl::StatusOr<CapacityOffer> Withdraw(CapacityOffer offer, absl::Time now);

// FAILED_PRECONDITION / SEATS_TAKEN when `offer` has fewer seats, or a lower ceiling, than
// `claimed`.
absl::Status CheckCoversClaims(const CapacityOffer& offer, const SeatsByProgramme& claimed);

// What a student studies, as far as offers go.
struct Study {
  ProgrammeId programme;
  Variant variant = Variant::kFullTime;
  int phase = 1;
};
// Whether a student of `study` may know of the offer on `today`.
bool IsOpenTo(const CapacityOffer& offer, const Study& study, absl::CivilDay today);

}  // namespace driehoek::capacity

namespace driehoek {

template <>
struct EnumNames<capacity::OfferState> {
  static constexpr std::array<absl::string_view, 2> kNames = {"offered", "withdrawn"};
};

}  // namespace driehoek
