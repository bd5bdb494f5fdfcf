// The whole service, as it is joined: two institutions share a supervisor, and what a killed server
// could not finish is done by the next one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <regex>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "directory/create_institution.h"
#include "server/config.h"
#include "server/wiring.h"
#include "shared/base/errors.h"
#include "shared/events/change_log.h"
#include "support/held_role.h"
#include "support/ids.h"
#include "support/json_calls.h"
#include "support/status_matchers.h"
#include "support/temp_folder.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using Code = absl::StatusCode;

const TenantId kOrganisation("kvk-12345678");

auth::Caller As(const std::string& tenant, auth::Role role) {
  auth::Caller caller{.tenant = TenantId(tenant), .role = role, .roles = {role}, .session = "test"};
  if (role != auth::Role::kService) {
    caller.person = PersonId("01900000-0000-7000-8000-00000000aaaa");
  }
  return caller;
}

class AttentionServerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    Start();
    if (HasFailure()) return;
    events::ChangeLog change_log(*tenants_, clock_);
    for (const char* tenant : {"north", "south"}) {
      ASSERT_THAT(directory::CreateInstitution({.id = tenant, .display_name = tenant}, change_log,
                                               ids_, clock_.Now(), Deadline()),
                  IsOk());
      HoldRole(*tenants_, ids_, clock_, As(tenant, auth::Role::kInstitutionAdmin));
    }
  }
  void TearDown() override { Stop(); }

  void Start() {
    const auto config = server::ReadConfig({"--data", folder_.path(), "--grpc-listen",
                                            "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0"},
                                           {});
    ASSERT_THAT(config, IsOk());
    auto service = server::Service::Start(*config, clock_);
    ASSERT_THAT(service, IsOk());
    service_ = *std::move(service);
    auto keys = auth::CallTokenKeys::ReadFile(config->call_token_key_file);
    auto database = storage::Open(config->database, "driehoek");
    ASSERT_THAT(keys, IsOk());
    ASSERT_THAT(database, IsOk());
    keys_ = std::make_unique<auth::CallTokenKeys>(*std::move(keys));
    database_ = *std::move(database);
    tenants_ = std::make_unique<storage::TenantDatabase>(*database_);
    calls_ = std::make_unique<JsonCalls>(
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", service_->grpc_port()),
                            grpc::InsecureChannelCredentials()),
        *keys_, clock_);
  }
  void Stop() {
    if (service_ != nullptr) service_->Stop();
    service_.reset();
  }
  static absl::Time Deadline() { return absl::Now() + absl::Seconds(20); }

  // The organisation with its supervisor, as the institution knows them.
  Names Place(const std::string& tenant) {
    const auth::Caller office = As(tenant, auth::Role::kService);
    const auth::Caller admin = As(tenant, auth::Role::kInstitutionAdmin);
    Names n{{"institution", absl::StrCat("institutions/", tenant)}};
    n["programme"] = calls_->Make(
        n, "DirectoryService/CreateProgramme",
        R"({"parent":"$institution","programme":{"displayName":"Ad","level":5}})", admin);
    n["variant"] = calls_->Make(n, "DirectoryService/CreateProgrammeVariant",
                                R"({"parent":"$programme","programmeVariant":{
                                    "variant":"FULL_TIME","funding":"FUNDED","creditsEc":120}})",
                                admin);
    const auto organisation = calls_->Ask(
        "DirectoryService/CreateOrganisation",
        ReplaceWords(R"({"parent":"$institution","organisation":{"displayName":"Van Leeuwen",
                         "relationType":"STRUCTURAL","kvkNumber":"12345678"}})",
                     n),
        office);
    EXPECT_THAT(organisation, IsOk());
    n["organisation"] = Field(*organisation, "name");
    n["etag"] = Field(*organisation, "etag");
    calls_->Make(n, "DirectoryService/VerifyOrganisation",
                 R"({"name":"$organisation","etag":"$etag"})", office);
    n["workplace"] =
        calls_->Make(n, "DirectoryService/CreateWorkplace",
                     R"({"parent":"$organisation","workplace":{"displayName":"Ontwerp"}})", office);
    n["person"] =
        calls_->Make(n, "DirectoryService/CreatePerson",
                     R"({"parent":"$institution","person":{"displayName":"Ingrid"}})", office);
    calls_->Make(n, "DirectoryService/UpdatePersonContact",
                 R"({"personContact":{"name":"$person/contact","email":"Ingrid@example.org"}})",
                 admin);
    n["profile"] = calls_->Make(n, "DirectoryService/CreateSupervisorProfile",
                                R"({"parent":"$organisation","supervisorProfile":{
                                    "person":"$person","function":"FLOOR_SUPERVISOR"}})",
                                office);
    return n;
  }
  // Of a new student.
  absl::StatusOr<std::string> MakePlacement(Names n) {
    const auth::Caller office = As(LastId(n["institution"]), auth::Role::kService);
    n["student"] =
        calls_->Make(n, "DirectoryService/CreatePerson",
                     R"({"parent":"$institution","person":{"displayName":"Daan"}})", office);
    n["enrolment"] = calls_->Make(n, "DirectoryService/CreateEnrolment",
                                  R"({"parent":"$institution","enrolment":{"student":"$student",
                                      "programmeVariant":"$variant","phase":1,
                                      "startDate":{"year":2026,"month":1,"day":5}}})",
                                  office);
    return calls_->Ask("PlacementService/CreatePlacement",
                       ReplaceWords(R"({"parent":"$institution","placement":{"student":"$student",
                           "enrolment":"$enrolment","form":"INTERNSHIP","workplace":"$workplace",
                           "supervisor":"$profile","startDate":{"year":2096,"month":2,"day":1},
                           "endDate":{"year":2096,"month":7,"day":1},"weeklyHours":32}})",
                                    n),
                       office);
  }
  static std::string Field(const std::string& json, const std::string& name) {
    std::smatch found;
    const bool has = std::regex_search(json, found, std::regex("\"" + name + "\":\"([^\"]*)\""));
    return has ? found[1].str() : "";
  }
  // "institution state" of each claim.
  std::vector<std::string> Claims() {
    std::vector<std::string> claims;
    EXPECT_THAT(
        tenants_->Read(kOrganisation, Deadline(),
                       [&](storage::TenantTransaction& transaction) -> absl::Status {
                         DRIEHOEK_ASSIGN_OR_RETURN(
                             const storage::Rows rows,
                             transaction.Execute("SELECT institution_id, state FROM "
                                                 "attention_claim WHERE tenant_id = $1 ORDER BY "
                                                 "institution_id"));
                         claims.clear();
                         for (const storage::Row& row : rows) {
                           claims.push_back(absl::StrCat(row.Text(0), " ", row.Text(1)));
                         }
                         return absl::OkStatus();
                       }),
        IsOk());
    return claims;
  }
  void Execute(const TenantId& tenant, absl::string_view sql) {
    EXPECT_THAT(tenants_->Write(tenant, Deadline(),
                                [&](storage::TenantTransaction& transaction) {
                                  return transaction.Execute(sql).status();
                                }),
                IsOk());
  }

  TempFolder folder_;
  SystemClock clock_;
  SeededIds ids_{9};
  std::unique_ptr<server::Service> service_;
  std::unique_ptr<storage::Database> database_;
  std::unique_ptr<storage::TenantDatabase> tenants_;
  std::unique_ptr<auth::CallTokenKeys> keys_;
  std::unique_ptr<JsonCalls> calls_;
};

TEST_F(AttentionServerTest, GivenTwoInstitutions_WhenAServerWasKilled_ThenTheNextOneConfirms) {
  const Names north = Place("north");
  const Names south = Place("south");
  ASSERT_THAT(MakePlacement(north), IsOk());
  ASSERT_THAT(MakePlacement(south), IsOk());
  EXPECT_THAT(MakePlacement(north), StatusIs(Code::kFailedPrecondition, "ATTENTION_EXCEEDED"));
  EXPECT_THAT(MakePlacement(south), StatusIs(Code::kFailedPrecondition, "ATTENTION_EXCEEDED"));
  EXPECT_THAT(Claims(), ElementsAre("north confirmed", "south confirmed"));
  Stop();
  // As after a kill between commit and confirmation, once the reservation has expired.
  Execute(TenantId("north"), "UPDATE attention_note SET state = 'pending' WHERE tenant_id = $1");
  Execute(kOrganisation,
          "DELETE FROM attention_claim WHERE tenant_id = $1 AND institution_id = 'north'");
  ASSERT_THAT(Claims(), ElementsAre("south confirmed"));

  Start();

  const absl::Time until = absl::Now() + absl::Seconds(20);
  while (Claims().size() < 2 && absl::Now() < until) absl::SleepFor(absl::Milliseconds(50));
  while (Claims().front() != "north confirmed" && absl::Now() < until) {
    absl::SleepFor(absl::Milliseconds(50));
  }
  EXPECT_THAT(Claims(), ElementsAre("north confirmed", "south confirmed"));
  EXPECT_THAT(MakePlacement(south), StatusIs(Code::kFailedPrecondition, "ATTENTION_EXCEEDED"));
}

}  // namespace
}  // namespace driehoek::test
