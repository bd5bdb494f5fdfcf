// Roles, API clients, lists and the audit trail over real gRPC.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "rpc/access_server.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

using Stub = v1::AccessService::Stub;
using auth::Role;

TEST_P(AccessRpcTest, GivenOfferedRole_WhenRedeemedAndRevoked_ThenItComesAndGoes) {
  v1::CreateRoleGrantRequest create;
  create.set_parent("institutions/demo");
  create.mutable_role_grant()->set_role("practice_office");
  create.mutable_role_grant()->set_email("m@school.nl");
  const auto offered = Call(As(Role::kInstitutionAdmin, kAdmin), create, &Stub::CreateRoleGrant);
  ASSERT_THAT(offered, IsOk());
  EXPECT_EQ(offered->state(), v1::RoleGrant::OFFERED);
  const auto mails = world().TakeMails(kDemo, Soon());
  std::smatch code;
  ASSERT_TRUE(std::regex_search(mails.at(0).text, code, std::regex("[0-9A-Z]{5}-[0-9A-Z]{5}")));
  v1::RedeemRoleGrantRequest redeem;
  redeem.set_parent("institutions/demo");
  redeem.set_code("AAAAA-AAAAA");
  EXPECT_THAT(Call(As(Role::kTeacher, kMarijke), redeem, &Stub::RedeemRoleGrant),
              StatusIs(absl::StatusCode::kFailedPrecondition, "CODE_WRONG"));
  redeem.set_code(code.str());

  const auto taken = Call(As(Role::kTeacher, kMarijke), redeem, &Stub::RedeemRoleGrant);

  ASSERT_THAT(taken, IsOk());
  EXPECT_EQ(taken->state(), v1::RoleGrant::ACTIVE);
  EXPECT_EQ(taken->person(), PersonName(kDemo, kMarijke));
  EXPECT_THAT(*world().role_grants.RolesOf(kDemo, kMarijke, Soon()),
              ElementsAre(Role::kPracticeOffice));
  EXPECT_THAT(Call(As(Role::kStudent, kOffice), redeem, &Stub::RedeemRoleGrant),
              StatusIs(absl::StatusCode::kFailedPrecondition, "CODE_EXPIRED"));
  v1::RevokeRoleGrantRequest revoke;
  revoke.set_name(taken->name());
  EXPECT_THAT(Call(As(Role::kTeacher, kMarijke), revoke, &Stub::RevokeRoleGrant),
              StatusIs(absl::StatusCode::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  v1::ListGuestGrantsRequest list;
  list.set_parent("institutions/demo");
  EXPECT_THAT(Call(As(Role::kPracticeOffice, kMarijke), list, &Stub::ListGuestGrants), IsOk());
  EXPECT_THAT(Call(As(Role::kInstitutionAdmin, kAdmin), revoke, &Stub::RevokeRoleGrant), IsOk());
  EXPECT_THAT(*world().role_grants.RolesOf(kDemo, kMarijke, Soon()), IsEmpty());
  clock().Advance(absl::Seconds(1));
  EXPECT_THAT(Call(As(Role::kPracticeOffice, kMarijke), list, &Stub::ListGuestGrants),
              StatusIs(absl::StatusCode::kPermissionDenied, "ROLE_NOT_HELD"));
}

TEST_P(AccessRpcTest, GivenRoleForProgrammes_WhenOffered_ThenOnlyForThoseThatExistAndRolesThatHaveThem) {
  v1::CreateRoleGrantRequest create;
  create.set_parent("institutions/demo");
  create.mutable_role_grant()->set_role("practice_office");
  create.mutable_role_grant()->set_email("m@school.nl");
  create.mutable_role_grant()->add_programmes("institutions/demo/programmes/" +
                                              std::string(kSomeProgramme));
  const auto admin = As(Role::kInstitutionAdmin, kAdmin);

  const auto offered = Call(admin, create, &Stub::CreateRoleGrant);

  ASSERT_THAT(offered, IsOk());
  EXPECT_THAT(offered->programmes(), ElementsAre(create.role_grant().programmes(0)));
  create.mutable_role_grant()->set_role("privacy_officer");
  EXPECT_THAT(Call(admin, create, &Stub::CreateRoleGrant),
              StatusIs(absl::StatusCode::kInvalidArgument, "PROGRAMMES_NOT_ALLOWED"));
  create.mutable_role_grant()->set_role("practice_office");
  create.mutable_role_grant()->set_programmes(
      0, "institutions/demo/programmes/0197c000-0000-7000-8000-0000000000c9");
  EXPECT_THAT(Call(admin, create, &Stub::CreateRoleGrant),
              StatusIs(absl::StatusCode::kInvalidArgument, "REFERENCE_NOT_FOUND"));
}

TEST_P(AccessRpcTest, GivenApiClient_WhenMade_ThenItCallsUntilRevoked) {
  v1::CreateApiClientRequest create;
  create.set_parent("institutions/demo");
  create.mutable_api_client()->set_display_name("student administration");
  create.mutable_api_client()->set_role("service");
  create.set_request_id("3f2504e0-4f89-41d3-9a0c-0305e82c3303");
  const auto made = Call(As(Role::kInstitutionAdmin, kAdmin), create, &Stub::CreateApiClient);
  ASSERT_THAT(made, IsOk());
  const auto again = Call(As(Role::kInstitutionAdmin, kAdmin), create, &Stub::CreateApiClient);
  EXPECT_THAT(again->credential(), IsEmpty());
  EXPECT_EQ(again->api_client().name(), made->api_client().name());

  const std::string bearer = "Bearer " + made->credential();
  const auto self = CallWith(bearer, v1::GetSelfRequest(), &Stub::GetSelf);

  ASSERT_THAT(self, IsOk());
  EXPECT_EQ(self->role(), "service");
  EXPECT_FALSE(self->has_person());
  v1::RevokeApiClientRequest revoke;
  revoke.set_name(made->api_client().name());
  ASSERT_THAT(Call(As(Role::kInstitutionAdmin, kAdmin), revoke, &Stub::RevokeApiClient), IsOk());
  clock().Advance(absl::Milliseconds(500));
  EXPECT_THAT(CallWith(bearer, v1::GetSelfRequest(), &Stub::GetSelf),
              StatusIs(absl::StatusCode::kUnauthenticated, "CREDENTIAL_UNKNOWN"));
}

TEST_P(AccessRpcTest, GivenManyGrants_WhenListedInPages_ThenEachOnceNewestFirst) {
  ASSERT_THAT(Invite(As(Role::kPracticeOffice, kOffice), kIngrid), IsOk());
  clock().Advance(absl::Seconds(1));
  ASSERT_THAT(Invite(As(Role::kPracticeOffice, kOffice), kHenk), IsOk());
  v1::ListGuestGrantsRequest list;
  list.set_parent("institutions/demo");
  list.set_page_size(1);

  const auto first = Call(As(Role::kPracticeOffice, kOffice), list, &Stub::ListGuestGrants);
  ASSERT_THAT(first, IsOk());
  list.set_page_token(first->next_page_token());
  const auto second = Call(As(Role::kPracticeOffice, kOffice), list, &Stub::ListGuestGrants);

  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(first->guest_grants(0).display_name(), "Henk");
  EXPECT_EQ(second->guest_grants(0).display_name(), "Ingrid");
  EXPECT_THAT(second->next_page_token(), IsEmpty());
  EXPECT_EQ(reads().seen, 2);
  const auto own = Call(
      As(Role::kTeacher, kMarijke),
      [] {
        v1::ListGuestGrantsRequest all;
        all.set_parent("institutions/demo");
        return all;
      }(),
      &Stub::ListGuestGrants);
  ASSERT_THAT(own, IsOk());
  ASSERT_EQ(own->guest_grants_size(), 1);
  EXPECT_EQ(own->guest_grants(0).display_name(), "Ingrid");
}

TEST_P(AccessRpcTest, GivenAuditTrail_WhenRead_ThenEachSeesWhatIsTheirs) {
  ASSERT_THAT(Invite(As(Role::kPracticeOffice, kOffice), kIngrid), IsOk());
  ASSERT_THAT(Invite(As(Role::kPracticeOffice, kOffice), kHenk), IsOk());
  v1::ListAuditEntriesRequest list;
  list.set_parent("institutions/demo");

  const auto own = Call(As(Role::kWorkplaceSupervisor, kIngrid), list, &Stub::ListAuditEntries);
  const auto all = Call(As(Role::kPrivacyOfficer, kOfficer), list, &Stub::ListAuditEntries);
  const auto bare = Call(As(Role::kInstitutionAdmin, kAdmin), list, &Stub::ListAuditEntries);

  ASSERT_THAT(own, IsOk());
  ASSERT_EQ(own->audit_entries_size(), 1);
  EXPECT_EQ(own->audit_entries(0).actor(), "Bureau");
  EXPECT_THAT(own->audit_entries(0).action(), HasSubstr("CreateGuestGrant"));
  ASSERT_THAT(all, IsOk());
  EXPECT_EQ(all->audit_entries_size(), 2);
  ASSERT_THAT(bare, IsOk());
  ASSERT_EQ(bare->audit_entries_size(), 2);
  EXPECT_THAT(bare->audit_entries(0).actor(), IsEmpty());
  EXPECT_THAT(bare->audit_entries(0).resource(), IsEmpty());
  EXPECT_THAT(bare->audit_entries(0).action(), Not(IsEmpty()));
  list.set_resource(PersonName(kDemo, kHenk));
  EXPECT_THAT(Call(As(Role::kWorkplaceSupervisor, kIngrid), list, &Stub::ListAuditEntries),
              StatusIs(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

DRIEHOEK_ON_EVERY_ENGINE(AccessRpcTest);

}  // namespace
}  // namespace driehoek::test
