// The rules of one institution for one variant, a version of them (R2). Never changed once made: a
// new version is.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "directory/ids.h"
#include "directory/programme.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"

namespace driehoek::directory {

// Which agreement a placement needs (R14, R15). In the order of the contract, not of strictness.
enum class AgreementRule { kThreeParty, kThreePartyLegal, kDesirable };

// What each number means stands in the contract (directory.proto, PolicySet) under the same name.
struct PolicySet {
  PolicySetId id;
  Variant variant = Variant::kFullTime;
  int number = 0;  // counts up per variant, from 1; `version` in the contract
  AgreementRule agreement_rule = AgreementRule::kThreeParty;
  std::vector<std::string> required_clauses;
  int agreement_due_days = 0;
  int scan_validity_days = 0;
  int scan_lead_days = 0;
  int task_submit_percent = 0;
  int task_submit_week = 0;
  int verdict_working_days = 0;
  int verdict_lead_days = 0;
  int verdict_manager_days = 0;
  int mid_term_interval_weeks = 0;
  int mid_term_from_percent = 0;
  int mid_term_to_percent = 0;
  int contact_interval_weeks = 0;
  int silence_programme_workplace_weeks = 0;
  int silence_programme_student_weeks = 0;
  int silence_student_workplace_weeks = 0;
  int pulse_interval_weeks = 0;
  int learning_share_alert_percent = 0;
  int deadline_shift_alert = 0;
  std::vector<int> search_clock_weeks;  // falling
  int continuation_working_days = 0;
  int max_students_per_supervisor = 0;
  int attention_minutes_per_week = 0;
  int signal_working_days = 0;
  int appeal_weeks = 0;
  int guest_unopened_days = 0;
  int guest_after_end_days = 0;
  int briefing_valid_months = 0;
  std::string loosened_reason;
  absl::Time create_time;
  std::int64_t version = 0;
};

// Which way a number has to go to ask less of the programme than before.
enum class Looser {
  kMore,
  kLess,
  kMoreOrZero,   // 0 means "no such moment", looser than any number
  kMoreNotZero,  // 0 means "every time", stricter than any number
};

// One number of a policy set: its name in contract and table, its bounds and its looser side. A
// number that may not be 0 takes the shipped default when it is left out.
struct PolicyNumber {
  absl::string_view name;
  int PolicySet::*field;
  int min;
  int max;
  Looser looser;
};
absl::Span<const PolicyNumber> PolicyNumbers();

// `set` with the shipped default of its variant in place of whatever was left out.
PolicySet FillIn(PolicySet set);

// DUAL_NEEDS_LEGAL_AGREEMENT (WHW 7.7(5)); CLAUSE_CODE_MALFORMED; WINDOW_REVERSED;
// SEARCH_CLOCK_ORDER; NUMBER_OUT_OF_RANGE. With `for_non_funded` also LOOSENED_WITHOUT_REASON
// (domain text 6.3, last row).
void Check(const PolicySet& set, bool for_non_funded, FieldViolations& violations);

// Names of the values in which `set` asks less than the shipped default of its variant.
std::vector<std::string> LoosenedValues(const PolicySet& set);

// Whether a variant that nobody funds may use `set`: loosened values need a recorded reason.
bool MayServeNonFunded(const PolicySet& set);

}  // namespace driehoek::directory

namespace driehoek {

template <>
struct EnumNames<directory::AgreementRule> {
  static constexpr std::array<absl::string_view, 3> kNames = {"three_party", "three_party_legal",
                                                              "desirable"};
};

}  // namespace driehoek
