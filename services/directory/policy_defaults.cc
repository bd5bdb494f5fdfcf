#include "directory/policy_defaults.h"

namespace driehoek::directory {
namespace {

PolicySet FullTime() {
  return {.variant = Variant::kFullTime,
          .agreement_rule = AgreementRule::kThreeParty,
          .agreement_due_days = 0,
          .scan_validity_days = 0,  // per placement
          .scan_lead_days = 14,     // 2 weeks before the start
          .task_submit_percent = 10,
          .task_submit_week = 0,
          .verdict_working_days = 10,
          .verdict_lead_days = 3,
          .verdict_manager_days = 5,
          .mid_term_interval_weeks = 0,  // one, in the window
          .mid_term_from_percent = 35,
          .mid_term_to_percent = 60,
          .contact_interval_weeks = 0,  // kick-off, mid-term, final
          .silence_programme_workplace_weeks = 6,
          .silence_programme_student_weeks = 3,
          .silence_student_workplace_weeks = 2,
          .pulse_interval_weeks = 1,
          .learning_share_alert_percent = 40,
          .deadline_shift_alert = 2,
          .search_clock_weeks = {8, 4, 2},
          .continuation_working_days = 10,
          .max_students_per_supervisor = 2,
          .attention_minutes_per_week = 60,
          .signal_working_days = 3,
          .appeal_weeks = 6,
          .guest_unopened_days = 14,
          .guest_after_end_days = 30,
          .briefing_valid_months = 24};
}

// Stricter on what the programme owes: the commonest variant and the riskiest.
PolicySet PartTime() {
  PolicySet set = FullTime();
  set.variant = Variant::kPartTime;
  set.scan_validity_days = 183;  // 6 months
  set.scan_lead_days = 28;       // 4 weeks before each phase
  set.task_submit_week = 3;
  set.verdict_working_days = 5;
  set.verdict_lead_days = 2;
  set.verdict_manager_days = 4;
  set.mid_term_interval_weeks = 12;
  set.contact_interval_weeks = 6;
  set.silence_programme_workplace_weeks = 5;
  set.silence_programme_student_weeks = 2;
  set.silence_student_workplace_weeks = 2;
  set.pulse_interval_weeks = 2;
  set.learning_share_alert_percent = 20;  // they also do their job
  set.search_clock_weeks = {12, 8, 4};
  set.attention_minutes_per_week = 30;  // an hour in two weeks
  set.signal_working_days = 2;
  return set;
}

PolicySet Dual() {
  PolicySet set = FullTime();
  set.variant = Variant::kDual;
  set.agreement_rule = AgreementRule::kThreePartyLegal;
  set.scan_validity_days = 365;  // 12 months
  set.scan_lead_days = 0;        // before signing
  set.task_submit_week = 3;
  set.mid_term_interval_weeks = 12;
  set.contact_interval_weeks = 8;
  set.silence_programme_workplace_weeks = 8;
  set.silence_programme_student_weeks = 4;
  set.silence_student_workplace_weeks = 3;
  set.pulse_interval_weeks = 2;
  set.learning_share_alert_percent = 20;
  set.deadline_shift_alert = 3;
  set.search_clock_weeks = {16, 12, 6};
  set.continuation_working_days = 15;  // employment is involved
  set.max_students_per_supervisor = 3;
  return set;
}

}  // namespace

PolicySet DefaultPolicySet(Variant variant) {
  switch (variant) {
    case Variant::kFullTime:
      return FullTime();
    case Variant::kPartTime:
      return PartTime();
    case Variant::kDual:
      return Dual();
  }
  return FullTime();
}

}  // namespace driehoek::directory
