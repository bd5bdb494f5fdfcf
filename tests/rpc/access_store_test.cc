// What access keeps and how it decides over it, on both engines: guest links, codes, roles,
// credentials.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <regex>
#include <thread>

#include "access/client_grants.h"
#include "access/cross_tenant_reads.h"
#include "access/migrations.h"
#include "notify/migrations.h"
#include "rpc/access_world.h"
#include "shared/base/resource_name.h"
#include "support/database_test.h"
#include "support/status_matchers.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const TenantId kDemo("demo");
const TenantId kOther("other");
const PersonId kIngrid("0197c000-0000-7000-8000-0000000000a1");
const PersonId kIngridThere("0197c000-0000-7000-8000-0000000000a2");
const PersonId kMarijke("0197c000-0000-7000-8000-0000000000b1");
constexpr char kPurpose[] = "sign:institutions/demo/agreements/a/versions/1";

class AccessStoreTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (HasFatalFailure() || IsSkipped()) return;
    Migrate("events", events::Migrations());
    Migrate("notify", notify::Migrations());
    Migrate("access", access::Migrations());
    world_ = std::make_unique<AccessWorld>(tenant_database(), clock());
    world_->people.Add(kDemo, kIngrid, "Ingrid", "ingrid@vanleeuwen.nl",
                       {auth::Role::kWorkplaceSupervisor});
    world_->people.Add(kOther, kIngridThere, "Ingrid", "Ingrid@VanLeeuwen.nl",
                       {auth::Role::kWorkplaceSupervisor});
    world_->people.Add(kDemo, kMarijke, "Marijke", "m@school.nl", {});
  }
  AccessWorld& world() { return *world_; }

  absl::Status CommitLink(const TenantId& tenant, const access::PreparedLink& link) {
    events::CommitPlan plan;
    plan.writes = link.writes;
    plan.events = link.events;
    return world()
        .change_log
        .Commit(tenant, plan, Soon(),
                [&](storage::TenantTransaction& transaction) {
                  return world().links.Store(transaction, link, /*send_mail=*/true);
                })
        .status();
  }
  access::PreparedLink Invite(const TenantId& tenant, const PersonId& person) {
    auto link = world().links.Invite(tenant, person, clock().Now(), Soon());
    EXPECT_THAT(link, IsOk());
    EXPECT_THAT(CommitLink(tenant, *link), IsOk());
    return *link;
  }
  absl::Status CommitCode(const access::PreparedCode& code) {
    events::CommitPlan plan;
    plan.writes.push_back(code.write);
    return world()
        .change_log
        .Commit(kDemo, plan, Soon(),
                [&](storage::TenantTransaction& transaction) {
                  return world().codes.Store(transaction, code);
                })
        .status();
  }
  access::PreparedCode SendCode() {
    auto code = world().codes.Prepare(kDemo, kIngrid, kPurpose, access::CodeUse::kSign,
                                      clock().Now(), Soon());
    EXPECT_THAT(code, IsOk());
    EXPECT_THAT(CommitCode(*code), IsOk());
    return *code;
  }
  absl::StatusOr<access::CheckedCode> Check(absl::string_view typed) {
    return world().codes.Check(kDemo, kIngrid, kPurpose, typed, clock().Now(), Soon());
  }
  absl::Status Consume(const access::CheckedCode& code) {
    events::CommitPlan plan;
    plan.writes.push_back(code.consume);
    return world()
        .change_log
        .Commit(kDemo, plan, Soon(), [](storage::TenantTransaction&) { return absl::OkStatus(); })
        .status();
  }
  static std::string WrongFor(const std::string& digits) {
    return digits == "000000" ? "000001" : "000000";
  }

 private:
  std::unique_ptr<AccessWorld> world_;
};

TEST_P(AccessStoreTest, GivenInvitation_WhenCommitted_ThenLinkIsMailedAndOnlyItsHashIsKept) {
  const access::PreparedLink link = Invite(kDemo, kIngrid);

  EXPECT_THAT(link.uri,
              ::testing::MatchesRegex("https://driehoek\\.example/g#demo\\.[A-Za-z0-9_-]+"));
  const auto mails = world().TakeMails(kDemo, Soon());
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails[0].to, "ingrid@vanleeuwen.nl");
  EXPECT_THAT(mails[0].text, HasSubstr(link.uri));
  const auto found = world().guests.FindLink(kDemo, link.change.link->secret_hash, Soon());
  ASSERT_TRUE(found.ok() && found->has_value());
  EXPECT_EQ((*found)->grant.person, kIngrid);
  EXPECT_EQ((*found)->grant.version, 1);
}

TEST_P(AccessStoreTest, GivenLiveGrant_WhenInvitedAgain_ThenSameGrantAndBothLinksWork) {
  const access::PreparedLink first = Invite(kDemo, kIngrid);
  const access::PreparedLink second = Invite(kDemo, kIngrid);

  EXPECT_EQ(first.grant.id, second.grant.id);
  EXPECT_NE(first.uri, second.uri);
  for (const auto& link : {first, second}) {
    const auto found = world().guests.FindLink(kDemo, link.change.link->secret_hash, Soon());
    ASSERT_TRUE(found.ok());
    EXPECT_TRUE(found->has_value());
  }
}

TEST_P(AccessStoreTest, GivenTwoInvitationsAtOnce_WhenCommitted_ThenOneGrantAndOneConflict) {
  auto first = world().links.Invite(kDemo, kIngrid, clock().Now(), Soon());
  auto second = world().links.Invite(kDemo, kIngrid, clock().Now(), Soon());

  EXPECT_THAT(CommitLink(kDemo, *first), IsOk());
  EXPECT_THAT(CommitLink(kDemo, *second), StatusIs(absl::StatusCode::kAborted, "WRITE_CONFLICT"));
  EXPECT_THAT(*world().guests.List(kDemo, kIngrid, access::GuestGrantId(), 10, Soon()), SizeIs(1));
  EXPECT_THAT(world().TakeMails(kDemo, Soon()), SizeIs(1)) << "the refused change mailed a link";
}

TEST_P(AccessStoreTest, GivenGrantThatLapsed_WhenInvitedAgain_ThenANewGrantAndTheOldOneExpired) {
  const access::PreparedLink first = Invite(kDemo, kIngrid);
  clock().Advance(absl::Hours(24 * 15));

  const access::PreparedLink second = Invite(kDemo, kIngrid);

  EXPECT_NE(first.grant.id, second.grant.id);
  const auto old = world().guests.Get(kDemo, first.grant.id, Soon());
  EXPECT_EQ((*old)->state, access::GuestGrantState::kExpired);
  EXPECT_THAT(*world().guests.List(kDemo, PersonId(), access::GuestGrantId(), 10, Soon()),
              SizeIs(2));
}

TEST_P(AccessStoreTest, GivenPersonWhoSupervisesNowhere_WhenInvited_ThenNotAGuest) {
  EXPECT_THAT(world().links.Invite(kDemo, kMarijke, clock().Now(), Soon()),
              StatusIs(absl::StatusCode::kFailedPrecondition, "NOT_A_GUEST"));
}

TEST_P(AccessStoreTest, GivenManyLinksInADay_WhenOneMoreIsAsked_ThenTooMany) {
  for (int i = 0; i < access::kLinksADay; ++i) Invite(kDemo, kIngrid);

  EXPECT_THAT(world().links.Invite(kDemo, kIngrid, clock().Now(), Soon()),
              StatusIs(absl::StatusCode::kResourceExhausted, "TOO_MANY_LINKS"));
}

TEST_P(AccessStoreTest, GivenLinkOfAnotherInstitution_WhenLookedUp_ThenNothing) {
  const access::PreparedLink link = Invite(kDemo, kIngrid);

  EXPECT_FALSE(world().guests.FindLink(kOther, link.change.link->secret_hash, Soon())->has_value());
  EXPECT_FALSE(world().guests.Get(kOther, link.grant.id, Soon())->has_value());
  EXPECT_FALSE(world().guests.Get(kDemo, access::GuestGrantId("no-uuid"), Soon())->has_value());
}

TEST_P(AccessStoreTest, GivenOneAddressAtTwoInstitutions_WhenLookedUp_ThenBothGrantsAreFound) {
  const access::PreparedLink here = Invite(kDemo, kIngrid);
  const access::PreparedLink there = Invite(kOther, kIngridThere);

  const auto grants = access::LiveGrantsOfAddress(
      database(), access::AddressHash(world().keys, "ingrid@vanleeuwen.nl"), 10, Soon());

  ASSERT_TRUE(grants.ok());
  ASSERT_THAT(*grants, SizeIs(2));
  EXPECT_EQ((*grants)[0].tenant, kDemo);
  EXPECT_EQ((*grants)[0].grant.id, here.grant.id);
  EXPECT_EQ((*grants)[1].tenant, kOther);
  EXPECT_EQ((*grants)[1].grant.id, there.grant.id);
}

TEST_P(AccessStoreTest, GivenGrant_WhenRevoked_ThenItStopsWithinASecond) {
  const access::PreparedLink link = Invite(kDemo, kIngrid);
  const std::string id = link.grant.id.value();
  EXPECT_THAT(world().credentials.GuestGrantLive(kDemo, id, clock().Now(), Soon()), IsOk());

  const auto change = access::RevokeGrant(link.grant, link.standing.access_ends, clock().Now());
  events::CommitPlan plan;
  plan.writes.push_back({access::GuestGrantName(kDemo, link.grant.id), 1});
  ASSERT_THAT(world().change_log.Commit(kDemo, plan, Soon(),
                                        [&](storage::TenantTransaction& transaction) {
                                          return access::GuestStore::Write(transaction, *change);
                                        }),
              IsOk());

  clock().Advance(access::kCredentialMemory);
  EXPECT_THAT(world().credentials.GuestGrantLive(kDemo, id, clock().Now(), Soon()),
              StatusIs(absl::StatusCode::kUnauthenticated, "GRANT_NOT_LIVE"));
}

TEST_P(AccessStoreTest, GivenLastPlacement_WhenThirtyDaysPass_ThenAccessEnds) {
  const absl::Duration day = absl::Hours(24);
  world().supervision.placements[kIngrid] = {{clock().Now(), clock().Now() + 100 * day}};
  const access::PreparedLink link = Invite(kDemo, kIngrid);
  access::GuestGrant opened = link.grant;
  opened.state = access::GuestGrantState::kActive;
  opened.open_time = clock().Now();
  events::CommitPlan plan;
  plan.writes.push_back({access::GuestGrantName(kDemo, opened.id), 1});
  ASSERT_THAT(world().change_log.Commit(kDemo, plan, Soon(),
                                        [&](storage::TenantTransaction& transaction) {
                                          return access::GuestStore::Write(transaction,
                                                                           {.grant = opened});
                                        }),
              IsOk());
  const auto live = [&] {
    return world().credentials.GuestGrantLive(kDemo, opened.id.value(), clock().Now(), Soon());
  };

  clock().Advance(130 * day - absl::Seconds(1));
  EXPECT_THAT(live(), IsOk());
  clock().Advance(absl::Seconds(1));
  EXPECT_THAT(live(), StatusIs(absl::StatusCode::kUnauthenticated, "GRANT_NOT_LIVE"));
}

TEST_P(AccessStoreTest, GivenCode_WhenRightAndConsumed_ThenItCountsOnce) {
  const access::PreparedCode code = SendCode();
  EXPECT_THAT(world().TakeMails(kDemo, Soon())[0].text, HasSubstr(code.digits));

  const auto checked = Check(code.digits.substr(0, 3) + " " + code.digits.substr(3));

  ASSERT_THAT(checked, IsOk());
  EXPECT_EQ(checked->masked_address, "ing\u2022\u2022\u2022@vanleeuwen.nl");
  EXPECT_THAT(Consume(*checked), IsOk());
  EXPECT_THAT(Consume(*checked), StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_THAT(Check(code.digits), StatusIs(absl::StatusCode::kFailedPrecondition, "CODE_EXPIRED"));
}

TEST_P(AccessStoreTest, GivenCode_WhenCheckedForAnotherPurposeOrPerson_ThenExpired) {
  const access::PreparedCode code = SendCode();

  EXPECT_THAT(world().codes.Check(kDemo, kIngrid, "sign:something else", code.digits, clock().Now(),
                                  Soon()),
              StatusIs(absl::StatusCode::kFailedPrecondition, "CODE_EXPIRED"));
  EXPECT_THAT(world().codes.Check(kDemo, kMarijke, kPurpose, code.digits, clock().Now(), Soon()),
              StatusIs(absl::StatusCode::kFailedPrecondition, "CODE_EXPIRED"));
}

TEST_P(AccessStoreTest, GivenFiveWrongTries_WhenTheRightOneComes_ThenExpired) {
  const access::PreparedCode code = SendCode();
  for (int i = 0; i < access::kCodeTries; ++i) {
    EXPECT_THAT(Check(WrongFor(code.digits)),
                StatusIs(absl::StatusCode::kFailedPrecondition, "CODE_WRONG"));
  }

  EXPECT_THAT(Check(code.digits), StatusIs(absl::StatusCode::kFailedPrecondition, "CODE_EXPIRED"));
}

TEST_P(AccessStoreTest, GivenTwentyTriesAtOnce_WhenRaced_ThenFiveAreHeard) {
  const access::PreparedCode code = SendCode();
  std::atomic<int> wrong = 0;
  std::atomic<int> expired = 0;
  std::vector<std::thread> threads;
  threads.reserve(20);
  for (int i = 0; i < 20; ++i) {
    threads.emplace_back([&] {
      const auto checked = Check(WrongFor(code.digits));
      if (ReasonOf(checked.status()) == "CODE_WRONG") ++wrong;
      if (ReasonOf(checked.status()) == "CODE_EXPIRED") ++expired;
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(wrong, access::kCodeTries);
  EXPECT_EQ(expired, 20 - access::kCodeTries);
}

TEST_P(AccessStoreTest, GivenNewCode_WhenTheOldOneIsTyped_ThenWrong) {
  const access::PreparedCode old = SendCode();
  EXPECT_THAT(world().codes.Prepare(kDemo, kIngrid, kPurpose, access::CodeUse::kSign, clock().Now(),
                                    Soon()),
              StatusIs(absl::StatusCode::kResourceExhausted, "CODE_TOO_SOON"));
  clock().Advance(access::kCodeResend);

  const access::PreparedCode fresh = SendCode();

  if (old.digits != fresh.digits) {
    EXPECT_THAT(Check(old.digits), StatusIs(absl::StatusCode::kFailedPrecondition, "CODE_WRONG"));
  }
  EXPECT_THAT(Check(fresh.digits), IsOk());
}

TEST_P(AccessStoreTest, GivenNewCodeBetweenCheckAndCommit_WhenConsumed_ThenStale) {
  const access::PreparedCode old = SendCode();
  const auto checked = Check(old.digits);
  ASSERT_THAT(checked, IsOk());
  clock().Advance(access::kCodeResend);
  SendCode();

  EXPECT_THAT(Consume(*checked), StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
}

TEST_P(AccessStoreTest, GivenRoleFromTheConsole_WhenRedeemed_ThenThePersonHoldsIt) {
  const auto grant = world().role_grants.OfferFromConsole(
      world().change_log, kDemo, {"institution_admin", "m@school.nl", ""}, clock().Now(), Soon());
  ASSERT_THAT(grant, IsOk());
  const auto mails = world().TakeMails(kDemo, Soon());
  ASSERT_THAT(mails, SizeIs(1));
  std::smatch code;
  ASSERT_TRUE(std::regex_search(mails[0].text, code, std::regex("[0-9A-Z]{5}-[0-9A-Z]{5}")));

  const auto taken = world().role_grants.Redeem(kDemo, kMarijke, code.str(), clock().Now(), Soon());

  ASSERT_THAT(taken, IsOk());
  EXPECT_THAT(*world().role_grants.RolesOf(kDemo, kMarijke, Soon()), IsEmpty());
  events::CommitPlan plan;
  plan.writes.push_back({access::RoleGrantName(kDemo, taken->id), taken->version});
  ASSERT_THAT(world().change_log.Commit(kDemo, plan, Soon(),
                                        [&](storage::TenantTransaction& transaction) {
                                          return access::RoleStore::Write(transaction, *taken);
                                        }),
              IsOk());
  EXPECT_THAT(*world().role_grants.RolesOf(kDemo, kMarijke, Soon()),
              ElementsAre(auth::Role::kInstitutionAdmin));
  EXPECT_THAT(*world().role_grants.RolesOf(kOther, kMarijke, Soon()), IsEmpty());
}

TEST_P(AccessStoreTest, GivenWrongRoleCodes_WhenTooMany_ThenHeldUpForAQuarterOfAnHour) {
  const auto redeem = [&] {
    return world().role_grants.Redeem(kDemo, kMarijke, "AAAAA-AAAAA", clock().Now(), Soon());
  };
  for (int i = 0; i < access::kRoleTries; ++i) {
    EXPECT_THAT(redeem(), StatusIs(absl::StatusCode::kFailedPrecondition, "CODE_WRONG"));
  }

  EXPECT_THAT(redeem(), StatusIs(absl::StatusCode::kResourceExhausted, "TOO_MANY_TRIES"));
  clock().Advance(access::kRoleTryWindow);
  EXPECT_THAT(redeem(), StatusIs(absl::StatusCode::kFailedPrecondition, "CODE_WRONG"));
}

TEST_P(AccessStoreTest, GivenClient_WhenItCalls_ThenKnownUntilRevoked) {
  const auto made = access::CreateClientFromConsole(world().change_log, kDemo, "administration",
                                                    "service", world().ids, clock().Now(), Soon());
  ASSERT_THAT(made, IsOk());

  const auto caller = world().credentials.ApiClient(made->credential, Soon());

  ASSERT_THAT(caller, IsOk());
  EXPECT_EQ(caller->tenant, kDemo);
  EXPECT_EQ(caller->role, auth::Role::kService);
  EXPECT_EQ(caller->session, made->client.id.value());
  EXPECT_TRUE(caller->person.empty());

  const auto revoked = access::RevokeClient(made->client);
  events::CommitPlan plan;
  plan.writes.push_back({access::ApiClientName(kDemo, made->client.id), 1});
  ASSERT_THAT(world().change_log.Commit(kDemo, plan, Soon(),
                                        [&](storage::TenantTransaction& transaction) {
                                          return access::ClientStore::Write(transaction, *revoked);
                                        }),
              IsOk());
  clock().Advance(access::kCredentialMemory);
  EXPECT_THAT(world().credentials.ApiClient(made->credential, Soon()),
              StatusIs(absl::StatusCode::kUnauthenticated, "CREDENTIAL_UNKNOWN"));
}

TEST_P(AccessStoreTest, GivenCredentialsThatAreNone_WhenTheyCall_ThenUnknown) {
  const auto made = access::CreateClientFromConsole(world().change_log, kDemo, "administration",
                                                    "service", world().ids, clock().Now(), Soon());
  for (const std::string& credential :
       {std::string(), std::string("demo"), std::string("demo.x"), std::string(100000, 'a'),
        "other" + made->credential.substr(4), made->credential + "A"}) {
    EXPECT_THAT(world().credentials.ApiClient(credential, Soon()),
                StatusIs(absl::StatusCode::kUnauthenticated, "CREDENTIAL_UNKNOWN"));
  }
}

DRIEHOEK_ON_EVERY_ENGINE(AccessStoreTest);

}  // namespace
}  // namespace driehoek::test
