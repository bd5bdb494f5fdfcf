#include "placement/round/preferences.h"

#include <map>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "placement/round/eligibility.h"
#include "shared/base/errors.h"
#include "shared/base/field_checks.h"

namespace driehoek::placement::round {
namespace {

constexpr int kFarthestKm = 500;

void CheckReason(const std::string& reason, HandedInBy by, FieldViolations& violations) {
  switch (by) {
    case HandedInBy::kOffice:
      CheckText(violations, "reason", reason, 1, 500, TextKind::kBlock);
      return;
    case HandedInBy::kStudent:
      if (!reason.empty()) {
        violations.Add("reason", "REASON_NOT_ASKED", "is for the practice office");
      }
      return;
  }
}

}  // namespace

absl::Status CheckOpen(const MatchingRound& round, absl::Time now) {
  if (round.state == State::kPreferencesOpen && now < round.preferences_due_time) {
    return absl::OkStatus();
  }
  return Error(absl::StatusCode::kFailedPrecondition, "PREFERENCES_NOT_OPEN",
               "wishes cannot be handed in now");
}

std::vector<WrongWish> WrongWishes(const MatchingRound& round, const Participant& participant,
                                   const std::vector<RoundPlace>& places) {
  std::map<RoundPlaceId, const RoundPlace*> known;
  for (const RoundPlace& place : places) known[place.id] = &place;
  std::set<RoundPlaceId> seen;
  std::vector<WrongWish> wrong;
  for (std::size_t i = 0; i < participant.wishes.size(); ++i) {
    const RoundPlaceId& wish = participant.wishes[i];
    if (i >= static_cast<std::size_t>(round.max_wish_count)) {
      wrong.push_back({i, "TOO_MANY_WISHES",
                       absl::StrCat("is above the ", round.max_wish_count, " that may be ranked")});
    }
    if (!seen.insert(wish).second) {
      wrong.push_back({i, "PLACE_TWICE", "is wished for already"});
      continue;
    }
    const auto place = known.find(wish);
    if (place == known.end()) {
      wrong.push_back({i, "PLACE_UNKNOWN", "is no place of the round"});
      continue;
    }
    for (const Mismatch mismatch : Mismatches(round, *place->second, participant)) {
      wrong.push_back({i, absl::StrCat("MISMATCH_", absl::AsciiStrToUpper(NameOf(mismatch))),
                       "is a place that the student does not match"});
    }
  }
  return wrong;
}

absl::StatusOr<Participant> SubmitPreferences(const MatchingRound& round, const Participant& before,
                                              Preferences preferences,
                                              const std::vector<RoundPlace>& places, HandedInBy by,
                                              absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckOpen(round, now));
  Participant after = before;
  after.wishes = std::move(preferences.wishes);
  after.languages = std::move(preferences.languages);
  after.home = preferences.home;
  after.max_distance_km = preferences.max_distance_km;
  after.submit_reason = std::move(preferences.reason);
  after.submit_time = now;
  FieldViolations violations;
  CheckReason(after.submit_reason, by, violations);
  CheckLanguages(after.languages, "languages", violations);
  if (after.home.has_value()) CheckPoint(*after.home, "home", violations);
  CheckNumber(violations, "max_distance_km", after.max_distance_km, 0, kFarthestKm);
  for (const WrongWish& wish : WrongWishes(round, after, places)) {
    violations.Add(absl::StrCat("wishes[", wish.index, "]"), wish.reason, wish.text);
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return after;
}

}  // namespace driehoek::placement::round
