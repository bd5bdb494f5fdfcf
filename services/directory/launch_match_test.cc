#include "directory/launch_match.h"

#include <gtest/gtest.h>

namespace driehoek::directory {
namespace {

Candidate Imported(const char* id) {
  return {.person = PersonId(id), .standing = {.is_enrolled = true}, .has_number = true};
}
LaunchMatch ByNumber(Candidate candidate) {
  return {.gives_student = true, .tells_number = true, .by_number = candidate};
}
LaunchMatch ByAddress(std::vector<Candidate> candidates) {
  return {.gives_student = true, .by_address = std::move(candidates)};
}

TEST(LaunchMatchTest, GivenStudentOfAFile_WhenNumberIsTold_ThenBoundByIt) {
  LaunchMatch match = ByNumber(Imported("anna"));
  match.by_address = {Imported("bart")};
  const auto bound = MatchStudent(match);
  ASSERT_TRUE(bound.has_value());
  EXPECT_EQ(bound->person, PersonId("anna"));
  EXPECT_EQ(AuditReasonOf(bound->binding), "bound_by_student_number");
}

TEST(LaunchMatchTest, GivenStudentOfAFile_WhenOnlyTheAddressIsTold_ThenBoundByIt) {
  const auto bound = MatchStudent(ByAddress({Imported("anna")}));
  ASSERT_TRUE(bound.has_value());
  EXPECT_EQ(bound->person, PersonId("anna"));
  EXPECT_EQ(AuditReasonOf(bound->binding), "bound_by_address");
}

TEST(LaunchMatchTest, GivenSomebodyWhoLaunchedBefore_WhenMatched_ThenNeverAgain) {
  Candidate anna = Imported("anna");
  anna.standing.has_identity = true;
  EXPECT_FALSE(MatchStudent(ByNumber(anna)).has_value());
  EXPECT_FALSE(MatchStudent(ByAddress({anna})).has_value());
  // The number is that of another; the address does not help then.
  LaunchMatch both = ByNumber(anna);
  both.by_address = {Imported("bart")};
  EXPECT_FALSE(MatchStudent(both).has_value());
}

TEST(LaunchMatchTest, GivenAddressOfTwo_WhenMatched_ThenNeither) {
  EXPECT_FALSE(MatchStudent(ByAddress({Imported("anna"), Imported("bart")})).has_value());
  EXPECT_FALSE(MatchStudent(ByAddress({})).has_value());
}

TEST(LaunchMatchTest, GivenSomebodyWithAnotherPart_WhenMatched_ThenNotByAddressAlone) {
  Candidate granted = Imported("anna");
  granted.has_granted_role = true;
  Candidate supervisor = Imported("bart");
  supervisor.standing.has_other_part = true;
  Candidate nobody = Imported("cem");
  nobody.standing.is_enrolled = false;
  for (const Candidate& one : {granted, supervisor, nobody}) {
    EXPECT_FALSE(MatchStudent(ByAddress({one})).has_value());
  }
  EXPECT_TRUE(MatchStudent(ByNumber(granted)).has_value());
  EXPECT_FALSE(MatchStudent(ByNumber(nobody)).has_value());
}

TEST(LaunchMatchTest, GivenAnotherNumber_WhenTheAddressMatches_ThenNotBound) {
  LaunchMatch match = ByAddress({Imported("anna")});
  match.tells_number = true;
  EXPECT_FALSE(MatchStudent(match).has_value());
  match.by_address.front().has_number = false;
  EXPECT_TRUE(MatchStudent(match).has_value());
}

TEST(LaunchMatchTest, GivenTeacher_WhenMatched_ThenNotByAddress) {
  LaunchMatch match = ByAddress({Imported("anna")});
  match.gives_teacher = true;
  EXPECT_FALSE(MatchStudent(match).has_value());
  match.gives_student = false;
  EXPECT_FALSE(MatchStudent(match).has_value());
  match.gives_teacher = false;
  EXPECT_FALSE(MatchStudent(match).has_value());
}

}  // namespace
}  // namespace driehoek::directory
