#include "placement/round/round_place.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "shared/base/field_checks.h"

namespace driehoek::placement::round {
namespace {

constexpr int kMostSeats = 500;
constexpr int kMostPriority = 1000;
constexpr std::size_t kMostStudents = 2000;
constexpr std::size_t kMostLanguages = 20;

std::string At(absl::string_view list, std::size_t index, absl::string_view field = "") {
  return absl::StrCat(list, "[", index, "]", field);
}

// GROUP_UNKNOWN for a code that the round does not have.
void CheckGroup(const MatchingRound& round, absl::string_view code, absl::string_view field,
                FieldViolations& violations) {
  if (!GroupIndex(round, code).has_value()) {
    violations.Add(field, "GROUP_UNKNOWN", "must be the code of a group of the round");
  }
}

void CheckQuotas(const RoundPlace& place, const MatchingRound& round, FieldViolations& violations) {
  std::set<absl::string_view> seen;
  std::int64_t reserved = 0;
  for (std::size_t i = 0; i < place.quotas.size(); ++i) {
    const Quota& quota = place.quotas[i];
    CheckGroup(round, quota.group, At("quotas", i, ".group"), violations);
    if (!seen.insert(quota.group).second) {
      violations.Add(At("quotas", i, ".group"), "GROUP_TWICE", "has a quota here already");
    }
    CheckNumber(violations, At("quotas", i, ".reserved_seat_count"), quota.reserved, 0, kMostSeats);
    CheckNumber(violations, At("quotas", i, ".priority_class"), quota.priority_class, 0,
                kMostPriority);
    if (quota.ceiling.has_value() && *quota.ceiling < quota.reserved) {
      violations.Add(At("quotas", i, ".max_seat_count"), "CEILING_BELOW_RESERVE",
                     "must not be below the reserved seats");
    } else if (quota.ceiling.has_value()) {
      CheckNumber(violations, At("quotas", i, ".max_seat_count"), *quota.ceiling, 0, kMostSeats);
    }
    reserved += std::max(quota.reserved, 0);
  }
  if (reserved > std::max(place.capacity, 0)) {
    violations.Add("quotas", "RESERVES_ABOVE_CAPACITY",
                   "reserve more seats together than the place has");
  }
}

template <typename T>
void CheckStudents(const std::vector<T>& entries, absl::string_view list,
                   FieldViolations& violations) {
  if (entries.size() > kMostStudents) {
    violations.Add(list, "TOO_MANY", absl::StrCat("must be at most ", kMostStudents));
    return;
  }
  std::set<ParticipantId> seen;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!seen.insert(entries[i].participant).second) {
      violations.Add(At(list, i, ".participant"), "PARTICIPANT_TWICE", "is in the list already");
    }
  }
}

void CheckRequirements(const Requirements& requirements, const MatchingRound& round,
                       FieldViolations& violations) {
  std::set<Variant> variants;
  for (std::size_t i = 0; i < requirements.variants.size(); ++i) {
    if (!variants.insert(requirements.variants[i]).second) {
      violations.Add(At("requirements.variants", i), "VARIANT_TWICE", "is in the list already");
    }
  }
  CheckNumber(violations, "requirements.min_phase", requirements.min_phase, 0, 8);
  CheckLanguages(requirements.languages, "requirements.languages", violations);
  std::set<absl::string_view> groups;
  for (std::size_t i = 0; i < requirements.groups.size(); ++i) {
    const std::string field = At("requirements.groups", i);
    CheckGroup(round, requirements.groups[i], field, violations);
    if (!groups.insert(requirements.groups[i]).second) {
      violations.Add(field, "GROUP_TWICE", "is in the list already");
    }
  }
}

// The shape of a tag (RFC 5646 section 2.1): a language of 2 to 8 letters, then subtags.
bool IsLanguageTag(absl::string_view tag) {
  if (tag.empty() || tag.size() > 35) return false;
  bool is_first = true;
  for (const absl::string_view part : absl::StrSplit(tag, '-')) {
    const auto is_allowed = [&](unsigned char c) {
      return is_first ? absl::ascii_isalpha(c) : absl::ascii_isalnum(c);
    };
    if (part.size() < (is_first ? 2U : 1U) || part.size() > 8) return false;
    if (!std::all_of(part.begin(), part.end(), is_allowed)) return false;
    is_first = false;
  }
  return true;
}

}  // namespace

Quota QuotaOf(const RoundPlace& place, absl::string_view group) {
  const auto found = std::find_if(place.quotas.begin(), place.quotas.end(),
                                  [&](const Quota& quota) { return quota.group == group; });
  return found == place.quotas.end() ? Quota{.group = std::string(group)} : *found;
}

int PriorityClass(const RoundPlace& place, const ParticipantId& participant,
                  absl::string_view group) {
  for (const Priority& priority : place.priorities) {
    if (priority.participant == participant) return priority.priority_class;
  }
  return QuotaOf(place, group).priority_class;
}

void Check(const RoundPlace& place, const MatchingRound& round, FieldViolations& violations) {
  CheckNumber(violations, "capacity", place.capacity, 0, kMostSeats);
  CheckText(violations, "description", place.description, 0, 2000, TextKind::kBlock);
  if (!place.intended_group.empty()) {
    CheckGroup(round, place.intended_group, "intended_group", violations);
  }
  CheckQuotas(place, round, violations);
  CheckStudents(place.priorities, "priorities", violations);
  for (std::size_t i = 0; i < place.priorities.size(); ++i) {
    CheckNumber(violations, At("priorities", i, ".priority_class"),
                place.priorities[i].priority_class, 0, kMostPriority);
  }
  CheckStudents(place.exclusions, "exclusions", violations);
  CheckRequirements(place.requirements, round, violations);
  if (place.location.has_value()) CheckPoint(*place.location, "location", violations);
}

void CheckPoint(const GeoPoint& point, absl::string_view field, FieldViolations& violations) {
  // Written so that no number at all is out of range, too.
  if (!(point.latitude >= -90 && point.latitude <= 90)) {
    violations.Add(absl::StrCat(field, ".latitude_degrees"), "NUMBER_OUT_OF_RANGE",
                   "must lie between -90 and 90");
  }
  if (!(point.longitude >= -180 && point.longitude <= 180)) {
    violations.Add(absl::StrCat(field, ".longitude_degrees"), "NUMBER_OUT_OF_RANGE",
                   "must lie between -180 and 180");
  }
}

void CheckLanguages(const std::vector<std::string>& languages, absl::string_view field,
                    FieldViolations& violations) {
  if (languages.size() > kMostLanguages) {
    violations.Add(field, "TOO_MANY", absl::StrCat("must be at most ", kMostLanguages));
  }
  std::set<std::string> seen;
  for (std::size_t i = 0; i < languages.size(); ++i) {
    if (!IsLanguageTag(languages[i])) {
      violations.Add(At(field, i), "LANGUAGE_MALFORMED", "must be a BCP 47 tag such as nl");
    } else if (!seen.insert(absl::AsciiStrToLower(languages[i])).second) {
      violations.Add(At(field, i), "LANGUAGE_TWICE", "is in the list already");
    }
  }
}

}  // namespace driehoek::placement::round
