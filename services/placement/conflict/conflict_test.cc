#include "placement/conflict/conflict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "placement/facts.h"
#include "support/status_matchers.h"
#include "support/violations.h"

namespace driehoek::placement::conflict {
namespace {

using test::StatusIs;
using test::ViolationsOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const absl::Time kNow = absl::FromUnixSeconds(1'780'000'000);

ConflictOfInterest Example() {
  return {.enrolment = EnrolmentId("study"),
          .organisation = OrganisationId("bakery"),
          .kind = ConflictKind::kFamily,
          .reason = "De begeleider is mijn moeder."};
}

std::vector<std::string> Wrong(const ConflictOfInterest& conflict) {
  FieldViolations violations;
  Check(conflict, violations);
  return violations.empty() ? std::vector<std::string>() : ViolationsOf(violations.ToStatus());
}

TEST(ConflictTest, GivenFields_WhenChecked_ThenEachWrongOneIsNamed) {
  EXPECT_THAT(Wrong(Example()), IsEmpty());
  EXPECT_THAT(Wrong({}), ElementsAre("enrolment ENROLMENT_MISSING",
                                     "organisation ORGANISATION_MISSING", "reason TEXT_MISSING"));
  ConflictOfInterest long_reason = Example();
  long_reason.reason = std::string(1001, 'x');
  EXPECT_THAT(Wrong(long_reason), ElementsAre("reason TEXT_TOO_LONG"));
}

TEST(ConflictTest, GivenRunningOne_WhenEnded_ThenOnceWithTheReason) {
  const auto ended = End(Example(), "Zij werkt er niet meer.", kNow);
  ASSERT_THAT(ended, test::IsOk());
  EXPECT_EQ(StateOf(Example()), ConflictState::kRunning);
  EXPECT_EQ(StateOf(*ended), ConflictState::kEnded);
  EXPECT_EQ(ended->end_reason, "Zij werkt er niet meer.");
  EXPECT_THAT(End(*ended, "Nog eens.", kNow),
              StatusIs(absl::StatusCode::kFailedPrecondition, "CONFLICT_ENDED"));
}

TEST(ConflictTest, GivenWhomItForbids_WhenAsked_ThenThatStudentThereOrUnderThatSupervisor) {
  const PersonId anna("anna");
  const OrganisationId bakery("bakery");
  const Conflict with_all{.student = anna, .organisation = bakery};
  EXPECT_TRUE(Forbids(with_all, anna, bakery, SupervisorId("ingrid")));
  EXPECT_TRUE(Forbids(with_all, anna, bakery, SupervisorId()));
  EXPECT_FALSE(Forbids(with_all, anna, OrganisationId("butcher"), SupervisorId("ingrid")));
  EXPECT_FALSE(Forbids(with_all, PersonId("bart"), bakery, SupervisorId("ingrid")));
  const Conflict with_one{
      .student = anna, .organisation = bakery, .supervisor = SupervisorId("ingrid")};
  EXPECT_TRUE(Forbids(with_one, anna, bakery, SupervisorId("ingrid")));
  EXPECT_FALSE(Forbids(with_one, anna, bakery, SupervisorId("jan")));
  EXPECT_FALSE(Forbids(with_one, anna, bakery, SupervisorId()));
}

}  // namespace
}  // namespace driehoek::placement::conflict
