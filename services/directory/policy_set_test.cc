#include "directory/policy_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "directory/policy_defaults.h"

namespace driehoek::directory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Refusal(const PolicySet& set, bool for_non_funded = false) {
  FieldViolations violations("policy_set");
  Check(set, for_non_funded, violations);
  return ReasonOf(violations.ToStatus());
}

TEST(PolicyDefaultsTest, GivenEveryVariant_WhenChecked_ThenDefaultIsSoundAndNotLoosened) {
  for (const Variant variant : {Variant::kFullTime, Variant::kPartTime, Variant::kDual}) {
    const PolicySet set = DefaultPolicySet(variant);
    EXPECT_EQ(set.variant, variant);
    EXPECT_EQ(Refusal(set, true), "") << NameOf(variant);
    EXPECT_THAT(LoosenedValues(set), IsEmpty()) << NameOf(variant);
  }
}

// Spot values of the table in the domain text, section 6.3, one row after another.
TEST(PolicyDefaultsTest, GivenTable_WhenCompared_ThenValuesAreThoseOfIt) {
  const PolicySet full = DefaultPolicySet(Variant::kFullTime);
  const PolicySet part = DefaultPolicySet(Variant::kPartTime);
  const PolicySet dual = DefaultPolicySet(Variant::kDual);
  EXPECT_EQ(full.agreement_rule, AgreementRule::kThreeParty);
  EXPECT_EQ(part.agreement_rule, AgreementRule::kThreeParty);
  EXPECT_EQ(dual.agreement_rule, AgreementRule::kThreePartyLegal);
  const auto row = [&](int PolicySet::*field) {
    return std::vector<int>{full.*field, part.*field, dual.*field};
  };
  EXPECT_THAT(row(&PolicySet::scan_validity_days), ElementsAre(0, 183, 365));
  EXPECT_THAT(row(&PolicySet::scan_lead_days), ElementsAre(14, 28, 0));
  EXPECT_THAT(row(&PolicySet::task_submit_percent), ElementsAre(10, 10, 10));
  EXPECT_THAT(row(&PolicySet::task_submit_week), ElementsAre(0, 3, 3));
  EXPECT_THAT(row(&PolicySet::verdict_working_days), ElementsAre(10, 5, 10));
  EXPECT_THAT(row(&PolicySet::verdict_lead_days), ElementsAre(3, 2, 3));
  EXPECT_THAT(row(&PolicySet::verdict_manager_days), ElementsAre(5, 4, 5));
  EXPECT_THAT(row(&PolicySet::mid_term_interval_weeks), ElementsAre(0, 12, 12));
  EXPECT_THAT(row(&PolicySet::mid_term_from_percent), ElementsAre(35, 35, 35));
  EXPECT_THAT(row(&PolicySet::mid_term_to_percent), ElementsAre(60, 60, 60));
  EXPECT_THAT(row(&PolicySet::contact_interval_weeks), ElementsAre(0, 6, 8));
  EXPECT_THAT(row(&PolicySet::silence_programme_workplace_weeks), ElementsAre(6, 5, 8));
  EXPECT_THAT(row(&PolicySet::silence_programme_student_weeks), ElementsAre(3, 2, 4));
  EXPECT_THAT(row(&PolicySet::silence_student_workplace_weeks), ElementsAre(2, 2, 3));
  EXPECT_THAT(row(&PolicySet::pulse_interval_weeks), ElementsAre(1, 2, 2));
  EXPECT_THAT(row(&PolicySet::learning_share_alert_percent), ElementsAre(40, 20, 20));
  EXPECT_THAT(row(&PolicySet::deadline_shift_alert), ElementsAre(2, 2, 3));
  EXPECT_THAT(row(&PolicySet::continuation_working_days), ElementsAre(10, 10, 15));
  EXPECT_THAT(row(&PolicySet::max_students_per_supervisor), ElementsAre(2, 2, 3));
  EXPECT_THAT(row(&PolicySet::attention_minutes_per_week), ElementsAre(60, 30, 60));
  EXPECT_THAT(row(&PolicySet::signal_working_days), ElementsAre(3, 2, 3));
  EXPECT_THAT(row(&PolicySet::appeal_weeks), ElementsAre(6, 6, 6));
  EXPECT_THAT(row(&PolicySet::guest_unopened_days), ElementsAre(14, 14, 14));
  EXPECT_THAT(row(&PolicySet::guest_after_end_days), ElementsAre(30, 30, 30));
  EXPECT_THAT(full.search_clock_weeks, ElementsAre(8, 4, 2));
  EXPECT_THAT(part.search_clock_weeks, ElementsAre(12, 8, 4));
  EXPECT_THAT(dual.search_clock_weeks, ElementsAre(16, 12, 6));
}

TEST(PolicySetTest, GivenDual_WhenAgreementIsLoosened_ThenRefused) {
  for (const AgreementRule rule : {AgreementRule::kThreeParty, AgreementRule::kDesirable}) {
    PolicySet set = DefaultPolicySet(Variant::kDual);
    set.agreement_rule = rule;
    set.loosened_reason = "because";
    EXPECT_EQ(Refusal(set), "DUAL_NEEDS_LEGAL_AGREEMENT");
  }
}

TEST(PolicySetTest, GivenLoosenedValues_WhenNotFunded_ThenReasonIsNeeded) {
  PolicySet set = DefaultPolicySet(Variant::kPartTime);
  set.agreement_rule = AgreementRule::kDesirable;
  set.verdict_working_days = 6;
  set.contact_interval_weeks = 0;
  EXPECT_EQ(Refusal(set, false), "");
  EXPECT_EQ(Refusal(set, true), "LOOSENED_WITHOUT_REASON");
  EXPECT_THAT(LoosenedValues(set),
              ElementsAre("agreement_rule", "verdict_working_days", "contact_interval_weeks"));
  set.loosened_reason = "  ";
  EXPECT_EQ(Refusal(set, true), "LOOSENED_WITHOUT_REASON");
  set.loosened_reason = "The examination board agreed on 3 March.";
  EXPECT_EQ(Refusal(set, true), "");
}

TEST(PolicySetTest, GivenStricterValues_WhenNotFunded_ThenNoReasonIsNeeded) {
  PolicySet set = DefaultPolicySet(Variant::kFullTime);
  set.agreement_rule = AgreementRule::kThreePartyLegal;
  set.verdict_working_days = 5;
  set.contact_interval_weeks = 4;  // the default has none
  set.search_clock_weeks = {12, 8, 4, 2};
  EXPECT_EQ(Refusal(set, true), "");
}

TEST(PolicySetTest, GivenScanPerPlacement_WhenValidityIsSet_ThenThatIsLooser) {
  PolicySet set = DefaultPolicySet(Variant::kFullTime);
  set.scan_validity_days = 30;
  EXPECT_THAT(LoosenedValues(set), ElementsAre("scan_validity_days"));
  set = DefaultPolicySet(Variant::kPartTime);
  set.scan_validity_days = 0;
  EXPECT_THAT(LoosenedValues(set), IsEmpty());
}

TEST(PolicySetTest, GivenNumbersLeftOut_WhenFilledIn_ThenShippedDefaultsUnlessZeroMeansSomething) {
  const PolicySet set =
      FillIn({.variant = Variant::kDual, .agreement_rule = AgreementRule::kThreePartyLegal});
  EXPECT_EQ(set.verdict_working_days, 10);
  EXPECT_EQ(set.max_students_per_supervisor, 3);
  EXPECT_EQ(set.contact_interval_weeks, 0);
  EXPECT_THAT(set.search_clock_weeks, ElementsAre(16, 12, 6));
  EXPECT_EQ(Refusal(set), "");
}

TEST(PolicySetTest, GivenWrongValues_WhenChecked_ThenEachIsNamed) {
  PolicySet set = DefaultPolicySet(Variant::kFullTime);
  set.mid_term_from_percent = 61;
  EXPECT_EQ(Refusal(set), "WINDOW_REVERSED");
  set = DefaultPolicySet(Variant::kFullTime);
  set.search_clock_weeks = {4, 4};
  EXPECT_EQ(Refusal(set), "SEARCH_CLOCK_ORDER");
  set = DefaultPolicySet(Variant::kFullTime);
  set.required_clauses = {"safety", "safety"};
  EXPECT_EQ(Refusal(set), "CLAUSE_CODE_MALFORMED");
  set = DefaultPolicySet(Variant::kFullTime);
  set.agreement_due_days = 366;
  EXPECT_EQ(Refusal(set), "NUMBER_OUT_OF_RANGE");
}

}  // namespace
}  // namespace driehoek::directory
