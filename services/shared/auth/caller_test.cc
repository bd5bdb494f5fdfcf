#include "shared/auth/caller.h"

#include <gtest/gtest.h>

namespace driehoek::auth {
namespace {

TEST(RoleTest, GivenEveryRole_WhenNamedAndParsed_ThenTheSame) {
  for (int i = 0; i < kRoleCount; ++i) {
    const auto role = static_cast<Role>(i);
    EXPECT_EQ(ParseRole(RoleName(role)), role) << i;
  }
}

// The names of the domain text, section 6.4: they stand in tokens, on the command line and in the
// UI.
TEST(RoleTest, GivenTheRoles_WhenNamed_ThenAsThePublishedNames) {
  EXPECT_EQ(RoleName(Role::kStudent), "student");
  EXPECT_EQ(RoleName(Role::kTeacher), "teacher");
  EXPECT_EQ(RoleName(Role::kPracticeOffice), "practice_office");
  EXPECT_EQ(RoleName(Role::kWorkplaceSupervisor), "workplace_supervisor");
  EXPECT_EQ(RoleName(Role::kOrganisationContact), "organisation_contact");
  EXPECT_EQ(RoleName(Role::kExaminer), "examiner");
  EXPECT_EQ(RoleName(Role::kProgrammeManager), "programme_manager");
  EXPECT_EQ(RoleName(Role::kPanelMember), "panel_member");
  EXPECT_EQ(RoleName(Role::kInstitutionAdmin), "institution_admin");
  EXPECT_EQ(RoleName(Role::kPrivacyOfficer), "privacy_officer");
  EXPECT_EQ(RoleName(Role::kService), "service");
  EXPECT_EQ(RoleName(Role::kAdapter), "adapter");
}

TEST(RoleTest, GivenUnknownName_WhenParsed_ThenNothing) {
  EXPECT_FALSE(ParseRole("").has_value());
  EXPECT_FALSE(ParseRole("Student").has_value());
  EXPECT_FALSE(ParseRole("root").has_value());
}

TEST(CallerTest, GivenPersonOrClientOrAdapter_WhenNamed_ThenTheResourceName) {
  EXPECT_EQ((Caller{.tenant = TenantId("waarden"), .person = PersonId("p1")}.Name()),
            "institutions/waarden/persons/p1");
  EXPECT_EQ((Caller{.tenant = TenantId("waarden"), .role = Role::kService, .session = "c1"}.Name()),
            "institutions/waarden/apiClients/c1");
  EXPECT_EQ((Caller{.tenant = TenantId("waarden"), .role = Role::kAdapter}.Name()), "adapter");
}

}  // namespace
}  // namespace driehoek::auth
