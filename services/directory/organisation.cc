#include "directory/organisation.h"

#include <algorithm>
#include <utility>

#include "shared/base/field_checks.h"

namespace driehoek::directory {

void Check(const Organisation& organisation, FieldViolations& violations) {
  CheckText(violations, "display_name", organisation.display_name, 1, 200);
  CheckText(violations, "sector", organisation.sector, 0, 100);
  if (!organisation.kvk_number.empty() && !IsDigits(organisation.kvk_number, 8)) {
    violations.Add("kvk_number", "KVK_NUMBER_MALFORMED", "must be 8 digits");
  }
}

void Check(const Establishment& establishment, FieldViolations& violations) {
  CheckText(violations, "display_name", establishment.display_name, 1, 200);
  CheckText(violations, "address", establishment.address, 0, 300);
  CheckText(violations, "city", establishment.city, 0, 100);
  CheckText(violations, "region", establishment.region, 0, 60);
  if (!establishment.establishment_number.empty() &&
      !IsDigits(establishment.establishment_number, 12)) {
    violations.Add("establishment_number", "ESTABLISHMENT_NUMBER_MALFORMED", "must be 12 digits");
  }
}

void Check(const Workplace& workplace, FieldViolations& violations) {
  CheckText(violations, "display_name", workplace.display_name, 1, 200);
  CheckText(violations, "sector", workplace.sector, 0, 100);
}

void Check(const JobRole& role, FieldViolations& violations) {
  CheckText(violations, "display_name", role.display_name, 1, 200);
  CheckText(violations, "sector", role.sector, 0, 100);
  CheckNumber(violations, "level", role.level, 1, 8);
  CheckText(violations, "note", role.note, 0, 500, TextKind::kBlock);
}

void Check(const SupervisorProfile& profile, FieldViolations& violations) {
  CheckText(violations, "job_title", profile.job_title, 0, 200);
  CheckText(violations, "qualifications", profile.qualifications, 0, 500, TextKind::kBlock);
  if (profile.attention_budget_minutes.has_value()) {
    // A week has 10,080 minutes.
    CheckNumber(violations, "attention_budget_minutes", *profile.attention_budget_minutes, 0,
                10080);
  }
}

Organisation KeepVerification(const Organisation& before, Organisation after) {
  after.verify_time =
      after.kvk_number == before.kvk_number ? before.verify_time : std::optional<absl::Time>();
  return after;
}

absl::StatusOr<Organisation> Verify(Organisation organisation, absl::Time now) {
  if (organisation.kvk_number.empty()) {
    return Error(absl::StatusCode::kFailedPrecondition, "KVK_NUMBER_MISSING",
                 "there is no number to compare with the trade register");
  }
  organisation.verify_time = now;
  return organisation;
}

absl::CivilDay BriefingValidUntil(absl::CivilDay day, int months) {
  const absl::CivilMonth later = absl::CivilMonth(day) + months;
  const absl::CivilDay last_of_month = absl::CivilDay(later + 1) - 1;
  const absl::CivilDay same_day = absl::CivilDay(later) + (day.day() - 1);
  return std::min(same_day, last_of_month + 1) - 1;
}

absl::StatusOr<SupervisorProfile> Brief(SupervisorProfile profile, absl::CivilDay today, int months,
                                        absl::string_view field) {
  if (!profile.briefing_date.has_value()) {
    profile.briefing_valid_until.reset();
    return profile;
  }
  if (*profile.briefing_date > today) {
    FieldViolations violations;
    violations.Add(field, "DATE_IN_FUTURE", "a briefing is recorded once it was held");
    return violations.ToStatus();
  }
  profile.briefing_valid_until = BriefingValidUntil(*profile.briefing_date, months);
  return profile;
}

}  // namespace driehoek::directory
