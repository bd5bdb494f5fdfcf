#include "placement/round/matching_round.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "shared/base/field_checks.h"

namespace driehoek::placement::round {
namespace {

constexpr int kLongestMonths = 12 * 5;
constexpr std::size_t kMostGroups = 50;

bool IsCode(absl::string_view text) {
  if (text.size() < 2 || text.size() > 40 || !absl::ascii_islower(text.front())) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
  });
}

void CheckGroups(const std::vector<Group>& groups, FieldViolations& violations) {
  if (groups.size() > kMostGroups) {
    violations.Add("groups", "TOO_MANY", absl::StrCat("must be at most ", kMostGroups));
  }
  std::set<absl::string_view> codes;
  std::set<ProgrammeId> programmes;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const Group& group = groups[i];
    const std::string field = absl::StrCat("groups[", i, "]");
    if (!IsCode(group.code)) {
      violations.Add(absl::StrCat(field, ".code"), "CODE_MALFORMED",
                     "must be a lower case letter, then letters, digits and hyphens, 2 to 40");
    } else if (!codes.insert(group.code).second) {
      violations.Add(absl::StrCat(field, ".code"), "CODE_TWICE", "is the code of another group");
    }
    CheckText(violations, absl::StrCat(field, ".display_name"), group.display_name, 1, 100);
    if (group.programmes.empty()) {
      violations.Add(absl::StrCat(field, ".programmes"), "PROGRAMME_MISSING",
                     "must name at least one programme");
    }
    for (std::size_t p = 0; p < group.programmes.size(); ++p) {
      if (programmes.insert(group.programmes[p]).second) continue;
      violations.Add(absl::StrCat(field, ".programmes[", p, "]"), "PROGRAMME_TWICE",
                     "is in a group already");
    }
  }
}

}  // namespace

std::optional<int> GroupIndex(const MatchingRound& round, absl::string_view code) {
  const auto found = std::find_if(round.groups.begin(), round.groups.end(),
                                  [&](const Group& group) { return group.code == code; });
  if (found == round.groups.end()) return std::nullopt;
  return static_cast<int>(found - round.groups.begin());
}

std::string GroupOf(const MatchingRound& round, const ProgrammeId& programme) {
  for (const Group& group : round.groups) {
    const auto& programmes = group.programmes;
    if (std::find(programmes.begin(), programmes.end(), programme) != programmes.end()) {
      return group.code;
    }
  }
  return "";
}

bool IsPublished(const MatchingRound& round) {
  return round.state == State::kPublished || round.state == State::kClosed;
}

void Check(const MatchingRound& round, FieldViolations& violations) {
  CheckText(violations, "display_name", round.display_name, 1, 200);
  if (round.end_date < round.start_date) {
    violations.Add("end_date", "END_BEFORE_START", "must not lie before the first day");
  }
  const absl::CivilMonth last_month = absl::CivilMonth(round.start_date) + kLongestMonths;
  if (round.end_date > absl::CivilDay(last_month) + (round.start_date.day() - 1)) {
    violations.Add("end_date", "PERIOD_TOO_LONG", "must lie at most 5 years after the first day");
  }
  CheckNumber(violations, "weekly_hours", round.weekly_hours, 1, 60);
  CheckNumber(violations, "answer_days", round.answer_days, 1, 60);
  CheckNumber(violations, "max_wish_count", round.max_wish_count, 1, 100);
  CheckNumber(violations, "max_students_per_supervisor", round.max_students_per_supervisor, 0, 50);
  CheckGroups(round.groups, violations);
}

}  // namespace driehoek::placement::round
