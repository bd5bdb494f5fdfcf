#include "access/role_grant.h"

#include <gtest/gtest.h>

#include "shared/base/errors.h"

namespace driehoek::access {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);

TEST(OfferRoleTest, GivenGrantableRole_WhenOfferedFromTheConsole_ThenOfferedForAWeek) {
  const auto grant = OfferRole({"institution_admin", "a@school.nl", ""}, std::nullopt, kNow);

  ASSERT_TRUE(grant.ok());
  EXPECT_EQ(grant->role, auth::Role::kInstitutionAdmin);
  EXPECT_EQ(StateAt(*grant, kNow + kRoleCodeLifetime - absl::Microseconds(1)),
            RoleGrantState::kOffered);
  EXPECT_EQ(StateAt(*grant, kNow + kRoleCodeLifetime), RoleGrantState::kExpired);
}

TEST(OfferRoleTest, GivenRolesThatComeFromElsewhere_WhenOffered_ThenNotGrantable) {
  for (const char* role : {"student", "teacher", "workplace_supervisor", "organisation_contact",
                           "panel_member", "service", "adapter", "king", ""}) {
    const auto grant = OfferRole({role, "a@school.nl", ""}, auth::Role::kInstitutionAdmin, kNow);
    EXPECT_EQ(ReasonOf(grant.status()), "ROLE_NOT_GRANTABLE") << role;
  }
}

TEST(OfferRoleTest, GivenExaminer_WhenThereIsNoReference_ThenRefused) {
  EXPECT_EQ(
      ReasonOf(
          OfferRole({"examiner", "a@school.nl", ""}, auth::Role::kProgrammeManager, kNow).status()),
      "EXAM_BOARD_REFERENCE_MISSING");
  EXPECT_TRUE(
      OfferRole({"examiner", "a@school.nl", "EC 2026-14"}, auth::Role::kProgrammeManager, kNow)
          .ok());
}

TEST(OfferRoleTest, GivenProgrammeManager_WhenOfferingAnotherRole_ThenDenied) {
  const auto grant =
      OfferRole({"practice_office", "a@school.nl", ""}, auth::Role::kProgrammeManager, kNow);

  EXPECT_EQ(grant.status().code(), absl::StatusCode::kPermissionDenied);
}

TEST(OfferRoleTest, GivenAddressWithALineBreak_WhenOffered_ThenRefused) {
  const auto grant =
      OfferRole({"practice_office", "a@school.nl\r\nBcc: b@x.nl", ""}, std::nullopt, kNow);

  EXPECT_EQ(ReasonOf(grant.status()), "EMAIL_MALFORMED");
}

TEST(TakeUpRoleTest, GivenOffer_WhenTakenUp_ThenBoundAndNotTakenTwice) {
  const RoleGrant offer = *OfferRole({"practice_office", "a@school.nl", ""}, std::nullopt, kNow);

  const auto taken = TakeUpRole(offer, PersonId("p1"), kNow);

  ASSERT_TRUE(taken.ok());
  EXPECT_EQ(taken->state, RoleGrantState::kActive);
  EXPECT_EQ(taken->person, PersonId("p1"));
  EXPECT_EQ(ReasonOf(TakeUpRole(*taken, PersonId("p2"), kNow).status()), "CODE_EXPIRED");
  const absl::Time over = kNow + kRoleCodeLifetime;
  EXPECT_TRUE(TakeUpRole(offer, PersonId("p1"), over - absl::Microseconds(1)).ok());
  EXPECT_EQ(ReasonOf(TakeUpRole(offer, PersonId("p1"), over).status()), "CODE_EXPIRED");
}

TEST(RevokeRoleTest, GivenActiveRole_WhenRevokedTwice_ThenTheSecondTimeItIsNotLive) {
  const RoleGrant offer = *OfferRole({"practice_office", "a@school.nl", ""}, std::nullopt, kNow);

  const auto once = RevokeRole(*TakeUpRole(offer, PersonId("p1"), kNow), kNow);

  ASSERT_TRUE(once.ok());
  EXPECT_EQ(once->state, RoleGrantState::kRevoked);
  EXPECT_EQ(ReasonOf(RevokeRole(*once, kNow).status()), "GRANT_NOT_LIVE");
}

TEST(RoleCodeTest, GivenNewCodes_WhenTypedCarelessly_ThenTheyAreRecognised) {
  for (int i = 0; i < 50; ++i) {
    const std::string code = NewRoleCode();
    EXPECT_EQ(code.size(), 11U);
    EXPECT_EQ(TypedRoleCode(code), code);
  }
  EXPECT_EQ(TypedRoleCode(" o1il0-abcde "), "01110-ABCDE");
  EXPECT_EQ(TypedRoleCode("01110ABCD"), std::nullopt);
  EXPECT_EQ(TypedRoleCode("01110-ABCDU"), std::nullopt);
  EXPECT_EQ(TypedRoleCode(std::string(1000, 'A')), std::nullopt);
}

}  // namespace
}  // namespace driehoek::access
