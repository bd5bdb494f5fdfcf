#include "placement/attention/claim.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "placement/lifecycle.h"

namespace driehoek::placement::attention {
namespace {

bool IsOn(const Claim& claim, absl::CivilDay day) {
  return claim.first_date <= day && day <= claim.last_date;
}

// Students of institutions other than `institution` on `day`.
int ElsewhereOn(const std::vector<Claim>& claims, const TenantId& institution, absl::CivilDay day) {
  std::set<std::pair<TenantId, std::string>> students;
  for (const Claim& claim : claims) {
    if (claim.institution != institution && IsOn(claim, day)) {
      students.emplace(claim.institution, claim.slot);
    }
  }
  return static_cast<int>(students.size());
}

DayLoad LoadOn(const std::vector<Claim>& claims, const Claim& added, absl::CivilDay day) {
  std::set<std::string> own = {added.slot};
  for (const Claim& claim : claims) {
    if (claim.institution == added.institution && IsOn(claim, day)) own.insert(claim.slot);
  }
  const int elsewhere = ElsewhereOn(claims, added.institution, day);
  return {.students = static_cast<int>(own.size()) + elsewhere, .elsewhere = elsewhere};
}

// `note` says where and when `placement` takes attention.
bool Fits(const Note& note, const Placement& placement, const SharedSupervisor& shared) {
  return note.state != NoteState::kLeaving && note.supervisor == placement.supervisor &&
         note.shared == shared && note.first_date == placement.start_date &&
         note.last_date == placement.end_date;
}

}  // namespace

TenantId OrganisationTenant(absl::string_view kvk_number) {
  return TenantId(absl::StrCat("kvk-", kvk_number));
}

Elsewhere ElsewhereOf(const std::vector<Claim>& claims, const TenantId& institution) {
  std::set<absl::CivilDay> days;
  for (const Claim& claim : claims) {
    if (claim.institution == institution) continue;
    days.insert(claim.first_date);
    days.insert(claim.last_date + 1);
  }
  Elsewhere elsewhere;
  for (const absl::CivilDay day : days) {
    const int count = ElsewhereOn(claims, institution, day);
    const int before = elsewhere.empty() ? 0 : elsewhere.back().student_count;
    if (count != before) elsewhere.push_back({day, count});
  }
  return elsewhere;
}

absl::Status CheckRoom(const std::vector<Claim>& claims, const Claim& added, int limit) {
  DayLoad fullest = LoadOn(claims, added, added.first_date);
  // The number rises only on first days, so these are the ones to look at.
  for (const Claim& claim : claims) {
    if (!IsOn(added, claim.first_date)) continue;
    const DayLoad load = LoadOn(claims, added, claim.first_date);
    if (load.students > fullest.students) fullest = load;
  }
  return CheckLoad(fullest, limit);
}

Settlement Settle(const std::optional<Placement>& placement,
                  const std::optional<SharedSupervisor>& shared, const std::vector<Note>& notes) {
  const bool is_needed =
      placement.has_value() && shared.has_value() && TakesAttention(placement->state);
  Settlement settlement;
  for (const Note& note : notes) {
    std::optional<Note>& keep = settlement.keep;
    const bool fits = is_needed && Fits(note, *placement, *shared);
    const bool is_first = !keep.has_value() || (note.state == NoteState::kConfirmed &&
                                                keep->state != NoteState::kConfirmed);
    if (!fits || !is_first) {
      settlement.leave.push_back(note);
      continue;
    }
    if (keep.has_value()) settlement.leave.push_back(*keep);
    keep = note;
  }
  settlement.is_missing = is_needed && !settlement.keep.has_value();
  return settlement;
}

}  // namespace driehoek::placement::attention
