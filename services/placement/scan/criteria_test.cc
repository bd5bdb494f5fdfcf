#include "placement/scan/criteria.h"

#include <gtest/gtest.h>

#include "placement/scan/scan_example.h"

namespace driehoek::placement::scan {
namespace {

std::string Refusal(const Criteria& criteria) {
  FieldViolations violations;
  Check(criteria, violations);
  return ReasonOf(violations.ToStatus());
}

TEST(CriteriaTest, GivenCriteria_WhenChecked_ThenEachFaultIsNamed) {
  EXPECT_EQ(Refusal(Asked()), "");
  Criteria wrong = Asked();
  wrong.last_phase = 9;
  EXPECT_EQ(Refusal(wrong), "NUMBER_OUT_OF_RANGE");
  wrong = Asked();
  wrong.first_phase = 3;
  EXPECT_EQ(Refusal(wrong), "PHASES_REVERSED");
  wrong = Asked();
  wrong.criteria.clear();
  EXPECT_EQ(Refusal(wrong), "CRITERIA_MISSING");
  wrong.criteria.assign(51, Asked().criteria[0]);
  EXPECT_EQ(Refusal(wrong), "CRITERIA_TOO_MANY");
  wrong = Asked();
  wrong.criteria[1].code = wrong.criteria[0].code;
  EXPECT_EQ(Refusal(wrong), "CRITERION_CODE_REPEATED");
  wrong.criteria[1].code = "T 1";
  EXPECT_EQ(Refusal(wrong), "CRITERION_CODE_MALFORMED");
  wrong = Asked();
  wrong.criteria[2].title_en = " ";
  EXPECT_EQ(Refusal(wrong), "TEXT_MISSING");
  wrong.criteria[1].title_nl.clear();
  EXPECT_EQ(Refusal(wrong), "INVALID_FIELD") << "all faults at once";
}

TEST(CriteriaTest, GivenFiftyCriteria_WhenChecked_ThenTaken) {
  Criteria many = Asked();
  many.criteria.clear();
  for (int i = 0; i < 50; ++i) {
    many.criteria.push_back(Asked().criteria[0]);
    many.criteria.back().code = "W" + std::to_string(i);
  }
  EXPECT_EQ(Refusal(many), "");
}

}  // namespace
}  // namespace driehoek::placement::scan
