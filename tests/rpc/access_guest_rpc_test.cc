// Guests over real gRPC: who may invite, what a link does, how a revocation bites, what is never
// told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "rpc/access_server.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Stub = v1::AccessService::Stub;
using auth::Role;

class GuestRpcTest : public AccessRpcTest {};

TEST_P(GuestRpcTest, GivenEveryMethod_WhenRightsAreAsked_ThenEachHasARow) {
  const auth::RightsTable rights(access::AccessRights());
  std::vector<std::string> methods;
  const auto* service = v1::AccessService::service_full_name();
  const auto* descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(service);
  ASSERT_NE(descriptor, nullptr);
  for (int i = 0; i < descriptor->method_count(); ++i) {
    methods.push_back(std::string(service) + "/" + descriptor->method(i)->name());
  }

  EXPECT_THAT(methods, SizeIs(18));
  EXPECT_THAT(rights.MethodsWithoutRule(methods), IsEmpty());
}

TEST_P(GuestRpcTest, GivenTeachers_WhenInviting_ThenOnlyTheSupervisorsOfOwnStudents) {
  EXPECT_THAT(Invite(As(Role::kTeacher, kMarijke), kIngrid), IsOk());
  EXPECT_THAT(Invite(As(Role::kTeacher, kMarijke), kHenk),
              StatusIs(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Invite(As(Role::kPracticeOffice, kOffice), kHenk), IsOk());
  EXPECT_THAT(Invite(As(Role::kInstitutionAdmin, kAdmin), kHenk), IsOk());
  for (const Role role : {Role::kStudent, Role::kExaminer, Role::kProgrammeManager,
                          Role::kPrivacyOfficer, Role::kService, Role::kWorkplaceSupervisor}) {
    if (auth::IsGranted(role)) Hold(role, kMarijke);
    EXPECT_THAT(Invite(As(role, kMarijke), kIngrid),
                StatusIs(absl::StatusCode::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  }
}

TEST_P(GuestRpcTest, GivenForeignInstitution_WhenInvited_ThenNotFound) {
  v1::CreateGuestGrantRequest request;
  request.set_parent("institutions/demo");
  request.mutable_guest_grant()->set_person(PersonName(kOther, kIngridThere));

  EXPECT_THAT(Call(As(Role::kInstitutionAdmin, kAdmin), request, &Stub::CreateGuestGrant),
              StatusIs(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_P(GuestRpcTest, GivenMailedLink_WhenOpened_ThenActiveWithRolesAndTwiceIsTheSame) {
  ASSERT_THAT(Invite(As(Role::kTeacher, kMarijke), kIngrid), IsOk());
  const std::string secret = MailedSecret();

  const auto opened = Open(secret);

  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(opened->guest_grant().state(), v1::GuestGrant::ACTIVE);
  EXPECT_EQ(opened->guest_grant().person(), PersonName(kDemo, kIngrid));
  EXPECT_THAT(opened->roles(), ElementsAre("workplace_supervisor"));
  const auto again = Open(secret);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->guest_grant().etag(), opened->guest_grant().etag());
}

TEST_P(GuestRpcTest, GivenWrongSecrets_WhenOpened_ThenUnknownAndInTheEndHeldUp) {
  ASSERT_THAT(Invite(As(Role::kTeacher, kMarijke), kIngrid), IsOk());
  const std::string secret = MailedSecret();
  for (const std::string& wrong : {std::string("x"), secret.substr(0, 20),
                                   "other" + secret.substr(4), std::string(10000, 'a')}) {
    EXPECT_THAT(Open(wrong), StatusIs(absl::StatusCode::kNotFound, "LINK_UNKNOWN"));
  }
  std::string wrong = secret;
  wrong[10] = wrong[10] == 'A' ? 'B' : 'A';
  for (int i = 0; i < auth::kWrongSecretsAMinute; ++i) (void)Open(wrong);

  EXPECT_THAT(Open(wrong),
              StatusIs(absl::StatusCode::kResourceExhausted, "TOO_MANY_WRONG_SECRETS"));
  EXPECT_THAT(Open(secret), IsOk()) << "whoever guesses must not lock the others out";
}

TEST_P(GuestRpcTest, GivenUnopenedLink_WhenFourteenDaysPass_ThenExpired) {
  ASSERT_THAT(Invite(As(Role::kTeacher, kMarijke), kIngrid), IsOk());
  const std::string secret = MailedSecret();
  clock().Advance(absl::Hours(24 * 14));

  EXPECT_THAT(Open(secret), StatusIs(absl::StatusCode::kFailedPrecondition, "LINK_EXPIRED"));
}

TEST_P(GuestRpcTest, GivenRevokedGrant_WhenUsed_ThenLinkAndSessionStop) {
  const auto grant = Invite(As(Role::kTeacher, kMarijke), kIngrid);
  ASSERT_THAT(grant, IsOk());
  const std::string secret = MailedSecret();
  ASSERT_THAT(Open(secret), IsOk());
  ASSERT_THAT(Call(Guest(*grant), v1::GetSelfRequest(), &Stub::GetSelf), IsOk());

  v1::RevokeGuestGrantRequest revoke;
  revoke.set_name(grant->name());
  const auto revoked = Call(Guest(*grant), revoke, &Stub::RevokeGuestGrant);

  ASSERT_THAT(revoked, IsOk());
  EXPECT_EQ(revoked->state(), v1::GuestGrant::REVOKED);
  clock().Advance(absl::Milliseconds(500));
  EXPECT_THAT(Call(Guest(*grant), v1::GetSelfRequest(), &Stub::GetSelf),
              StatusIs(absl::StatusCode::kUnauthenticated, "GRANT_NOT_LIVE"));
  EXPECT_THAT(Open(secret), StatusIs(absl::StatusCode::kFailedPrecondition, "GRANT_NOT_LIVE"));
  EXPECT_THAT(Call(As(Role::kPracticeOffice, kOffice), revoke, &Stub::RevokeGuestGrant),
              StatusIs(absl::StatusCode::kFailedPrecondition, "GRANT_NOT_LIVE"));
}

TEST_P(GuestRpcTest, GivenStaleEtag_WhenRevoked_ThenAborted) {
  const auto grant = Invite(As(Role::kTeacher, kMarijke), kIngrid);
  ASSERT_THAT(Open(MailedSecret()), IsOk());
  v1::RevokeGuestGrantRequest revoke;
  revoke.set_name(grant->name());
  revoke.set_etag(grant->etag());

  EXPECT_THAT(Call(As(Role::kPracticeOffice, kOffice), revoke, &Stub::RevokeGuestGrant),
              StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
}

TEST_P(GuestRpcTest, GivenLinkForAQrCode_WhenRepeated_ThenTheSecretIsToldOnce) {
  const auto grant = Invite(As(Role::kTeacher, kMarijke), kIngrid);
  MailedSecret();
  v1::RenewGuestLinkRequest renew;
  renew.set_name(grant->name());
  renew.set_request_id("3f2504e0-4f89-41d3-9a0c-0305e82c3301");

  const auto link = Call(As(Role::kPracticeOffice, kOffice), renew, &Stub::RenewGuestLink);
  const auto again = Call(As(Role::kPracticeOffice, kOffice), renew, &Stub::RenewGuestLink);

  ASSERT_THAT(link, IsOk());
  ASSERT_THAT(again, IsOk());
  EXPECT_THAT(again->uri(), IsEmpty());
  EXPECT_EQ(again->expire_time().seconds(), link->expire_time().seconds());
  EXPECT_THAT(world().TakeMails(kDemo, Soon()), IsEmpty());
  EXPECT_THAT(Open(link->uri().substr(link->uri().find('#') + 1)), IsOk());
}

TEST_P(GuestRpcTest, GivenSameRequestId_WhenInvitedTwice_ThenOneMailAndOneAnswer) {
  const std::string id = "3f2504e0-4f89-41d3-9a0c-0305e82c3302";

  const auto first = Invite(As(Role::kPracticeOffice, kOffice), kIngrid, id);
  const auto second = Invite(As(Role::kPracticeOffice, kOffice), kIngrid, id);

  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
  EXPECT_THAT(world().TakeMails(kDemo, Soon()), SizeIs(1));
  EXPECT_THAT(Invite(As(Role::kPracticeOffice, kOffice), kHenk, id),
              StatusIs(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_P(GuestRpcTest, GivenAddressKnownOrNot_WhenNewLinkIsAsked_ThenTheAnswerIsTheSame) {
  ASSERT_THAT(Invite(As(Role::kTeacher, kMarijke), kIngrid), IsOk());
  MailedSecret();
  clock().Advance(access::kNewLinkPause + absl::Seconds(1));
  const auto ask = [&](const char* email, const char* secret = "demo.dead") {
    v1::RequestNewGuestLinkRequest request;
    request.set_secret(secret);
    request.set_email(email);
    return Call(Adapter(), request, &Stub::RequestNewGuestLink);
  };

  EXPECT_THAT(ask("nobody@x.nl"), IsOk());
  EXPECT_THAT(ask("ingrid@vanleeuwen.nl", "nowhere.x"), IsOk());
  EXPECT_THAT(world().TakeMails(kDemo, Soon()), IsEmpty());
  EXPECT_THAT(ask("Ingrid@vanleeuwen.nl"), IsOk());
  const std::string secret = MailedSecret();
  EXPECT_THAT(Open(secret), IsOk());
  EXPECT_THAT(ask("Ingrid@vanleeuwen.nl"), IsOk());
  EXPECT_THAT(world().TakeMails(kDemo, Soon()), IsEmpty()) << "one link in five minutes";
  EXPECT_THAT(ask("no address"), StatusIs(absl::StatusCode::kInvalidArgument, "EMAIL_MALFORMED"));
}

TEST_P(GuestRpcTest, GivenProvedAddress_WhenConfirmed_ThenGrantsOfOtherInstitutionsFollow) {
  const auto grant = Invite(As(Role::kTeacher, kMarijke), kIngrid);
  Hold(Role::kPracticeOffice, kOffice, kOther);
  ASSERT_THAT(Invite(As(Role::kPracticeOffice, kOffice, kOther), kIngridThere), IsOk());
  ASSERT_THAT(Open(MailedSecret()), IsOk());
  const auto sent = Call(Guest(*grant), v1::RequestAddressCodeRequest(), &Stub::RequestAddressCode);
  ASSERT_THAT(sent, IsOk());
  EXPECT_EQ(sent->masked_address(), "ing\u2022\u2022\u2022@vanleeuwen.nl");
  const std::string code = MailedCode();
  v1::ConfirmAddressRequest confirm;
  confirm.set_guest_grant(grant->name());
  confirm.set_code(code == "123456" ? "654321" : "123456");
  EXPECT_THAT(Call(Adapter(), confirm, &Stub::ConfirmAddress),
              StatusIs(absl::StatusCode::kFailedPrecondition, "CODE_WRONG"));
  confirm.set_code(code);

  const auto confirmed = Call(Adapter(), confirm, &Stub::ConfirmAddress);

  ASSERT_THAT(confirmed, IsOk());
  ASSERT_EQ(confirmed->guest_grants_size(), 2);
  EXPECT_EQ(confirmed->guest_grants(0).name(), grant->name());
  EXPECT_EQ(confirmed->guest_grants(1).person(), PersonName(kOther, kIngridThere));
  EXPECT_THAT(Call(Adapter(), confirm, &Stub::ConfirmAddress),
              StatusIs(absl::StatusCode::kFailedPrecondition, "CODE_EXPIRED"));
}

TEST_P(GuestRpcTest, GivenMethodsOfTheAdapter_WhenAnybodyElseCalls_ThenDenied) {
  for (const Role role : {Role::kInstitutionAdmin, Role::kService, Role::kWorkplaceSupervisor}) {
    v1::OpenGuestLinkRequest open;
    open.set_secret("demo.x");
    if (auth::IsGranted(role)) Hold(role, kIngrid);
    EXPECT_THAT(Call(As(role, kIngrid), open, &Stub::OpenGuestLink),
                StatusIs(absl::StatusCode::kPermissionDenied, "ROLE_NOT_ALLOWED"));
    v1::ConfirmAddressRequest confirm;
    confirm.set_guest_grant("institutions/demo/guestGrants/x");
    confirm.set_code("1");
    EXPECT_THAT(Call(As(role, kIngrid), confirm, &Stub::ConfirmAddress),
                StatusIs(absl::StatusCode::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  }
}

DRIEHOEK_ON_EVERY_ENGINE(GuestRpcTest);

}  // namespace
}  // namespace driehoek::test
