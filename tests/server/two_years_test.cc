// Two simulated years of the server's deadlines, with all parts as they are joined: both DST nights of two years, a leap day, week 53,
// restarts, days in which nobody looked, and over PostgreSQL two servers that look at the same moment. Whatever falls due is told
// exactly once, at the first look on or after its day.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "directory/create_institution.h"
#include "driehoek/v1/event.pb.h"
#include "driehoek/v1/learning_task.pb.h"
#include "google/protobuf/util/json_util.h"
#include "server/installation_keys.h"
#include "server/migrations.h"
#include "server/parts.h"
#include "shared/base/working_days.h"
#include "support/database_test.h"
#include "support/held_role.h"
#include "support/ids.h"
#include "support/json_calls.h"
#include "support/status_matchers.h"

namespace driehoek::test {
namespace {

constexpr unsigned kSeed = 20260701;
constexpr int kDays = 735;  // from 1 July 2026 to after 29 February 2028
constexpr int kDaysBetweenStudents = 28;

class NoObserver final : public rpc::CallObserver {
 public:
  void Began(const std::string& /*peer*/) override {}
  void Finished(absl::string_view /*method*/, const auth::Caller* /*caller*/, const absl::Status& /*status*/,
                absl::Duration /*took*/) override {}
};

// One server's parts over a connection of its own, without its threads: the test says when it looks.
class LookingServer {
 public:
  LookingServer(const TestDatabase& database, const Clock& clock, const auth::CallTokenKeys& keys, const std::string& data)
      : database_(database.OpenAgain()),
        secret_(*server::EnsureKeyFile(server::InstallationKeyPath(data))),
        parts_(server::Parts::Outside{*database_, clock, observer_, keys,
                                      *agreement::EnsureSealingKey(data + "/keys", "Driehoek", clock.Now()), secret_,
                                      "http://localhost:8080", data}),
        tasks_(parts_.due_tasks()) {}

  server::Parts& parts() { return parts_; }
  void Look(const TenantId& tenant, absl::Time now) {
    for (const server::DeadlineRunner::Task& task : tasks_) {
      EXPECT_THAT(task.run(tenant, now, absl::Now() + absl::Seconds(60)), IsOk()) << task.name << " at " << now;
    }
  }

 private:
  NoObserver observer_;
  std::unique_ptr<storage::Database> database_;
  const std::string secret_;
  server::Parts parts_;
  std::vector<server::DeadlineRunner::Task> tasks_;
};

// What must be told once, at the first look on or after `day`.
struct Due {
  std::string type;
  std::string resource;
  int step = 0;  // mark of the search clock
  absl::CivilDay day;
  // When this day had come too by the first look, the item may be left out: what it announced has come.
  std::optional<absl::CivilDay> overtaken;
};

class TwoYearsTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_THAT(server::MigrateAll(database(), clock()), IsOk());
    front_ = NewServer();
    grpc::ServerBuilder builder;
    for (grpc::Service* service : front_->parts().services()) builder.RegisterService(service);
    grpc_ = builder.BuildAndStart();
    calls_ = std::make_unique<JsonCalls>(grpc_->InProcessChannel({}), keys_, clock());
    Found();
  }
  void TearDown() override {
    if (grpc_ != nullptr) grpc_->Shutdown();
  }

  std::unique_ptr<LookingServer> NewServer() {
    return std::make_unique<LookingServer>(test_database(), clock(), keys_, folder_.path());
  }
  absl::CivilDay Today() { return absl::ToCivilDay(clock().Now(), zone_); }
  auth::Caller Service() const {
    return {.tenant = tenant_, .role = auth::Role::kService, .roles = {auth::Role::kService}, .session = "two years"};
  }
  auth::Caller As(auth::Role role, const std::string& person) const {
    return {.tenant = tenant_, .person = PersonId(LastId(person)), .role = role, .roles = {role}, .session = "two years"};
  }
  std::string Make(absl::string_view word, absl::string_view method, const std::string& json, const auth::Caller& by) {
    return names_[std::string(word)] = calls_->Make(names_, method, json, by);
  }

  void Found() {
    ASSERT_THAT(directory::CreateInstitution({.id = "demo", .display_name = "Demo"}, front_->parts().changes, ids_,
                                             clock().Now(), absl::Now() + absl::Seconds(20)),
                IsOk());
    const auth::Caller admin = As(auth::Role::kInstitutionAdmin, "01900000-0000-7000-8000-00000000aaaa");
    HoldRole(tenant_database(), ids_, clock(), admin);
    names_["institution"] = "institutions/demo";
    Make("programme", "DirectoryService/CreateProgramme",
         R"({"parent":"$institution","programme":{"displayName":"Ad","level":5}})", admin);
    Make("variant", "DirectoryService/CreateProgrammeVariant",
         R"({"parent":"$programme","programmeVariant":{"variant":"FULL_TIME","funding":"FUNDED","creditsEc":120}})", admin);
    Make("outcomeSet", "DirectoryService/CreateOutcomeSet",
         R"({"parent":"$programme","outcomeSet":{"outcomes":[{"code":"A1","title":"Werkt samen"}]}})", admin);
    Make("organisation", "DirectoryService/CreateOrganisation",
         R"({"parent":"$institution","organisation":{"displayName":"Van Leeuwen","relationType":"STRUCTURAL"}})", Service());
    Make("teacher", "DirectoryService/CreatePerson",
         R"({"parent":"$institution","person":{"displayName":"Docent"}})", Service());
  }

  static std::string Json(absl::CivilDay day) {
    return absl::StrFormat(R"({"year":%d,"month":%d,"day":%d})", day.year(), day.month(), day.day());
  }

  // A student who looks for a place, one whose agreement is not signed, and a task that nobody judges.
  void NewStudent() {
    const absl::CivilDay start = Today() + 100;
    Make("student", "DirectoryService/CreatePerson",
         R"({"parent":"$institution","person":{"displayName":"Student"}})", Service());
    Make("enrolment", "DirectoryService/CreateEnrolment",
         absl::StrCat(R"({"parent":"$institution","enrolment":{"student":"$student","programmeVariant":"$variant","phase":1,
             "startDate":)", Json(Today()), "}}"), Service());
    Make("assignment", "DirectoryService/CreateContactAssignment",
         absl::StrCat(R"({"parent":"$institution","contactAssignment":{"student":"$student","teacher":"$teacher",
             "startDate":)", Json(Today()), "}}"), Service());
    Make("supervisorPerson", "DirectoryService/CreatePerson",
         R"({"parent":"$institution","person":{"displayName":"Begeleider"}})", Service());
    Make("workplace", "DirectoryService/CreateWorkplace",
         R"({"parent":"$organisation","workplace":{"displayName":"Ontwerp"}})", Service());
    Make("profile", "DirectoryService/CreateSupervisorProfile",
         R"({"parent":"$organisation","supervisorProfile":{"person":"$supervisorPerson","function":"FLOOR_SUPERVISOR"}})",
         Service());
    const std::string period =
        absl::StrCat(R"("startDate":)", Json(start), R"(,"endDate":)", Json(start + 140), R"(,"weeklyHours":16)");
    const std::string search = Make(
        "search", "PlacementService/CreatePlacement",
        absl::StrCat(R"({"parent":"$institution","placement":{"student":"$student","enrolment":"$enrolment",
            "form":"INTERNSHIP",)", period, "}}"), Service());
    int step = 0;
    for (const int weeks : {8, 4, 2}) {
      dues_.push_back({"placement.search_escalated", search, ++step, start - weeks * 7, std::nullopt});
    }
    Make("placement", "PlacementService/CreatePlacement",
         absl::StrCat(R"({"parent":"$institution","placement":{"student":"$student","enrolment":"$enrolment",
            "form":"RIBBON_INTERNSHIP","workplace":"$workplace","supervisor":"$profile",)", period, "}}"), Service());
    const auth::Caller student = As(auth::Role::kStudent, names_["student"]);
    const std::string agreement = Make("agreement", "AgreementService/CreateAgreement",
                                       R"({"parent":"$institution","agreement":{"placement":"$placement"}})", student);
    dues_.push_back({"agreement.overdue", agreement, 0, start + 1, std::nullopt});
    const std::string task = Make("task", "LearningTaskService/CreateLearningTask",
         R"({"parent":"$institution","learningTask":{"placement":"$placement","content":{"route":"NORMAL","title":"Intake",
             "description":"Teken de intake.","outcomeLinks":[{"outcomeCode":"A1","level":2}]}}})", student);
    const auto submitted = calls_->Ask("LearningTaskService/SubmitLearningTask",
                                       absl::StrCat(R"({"name":")", task, R"(","etag":"djE"})"), student);
    ASSERT_THAT(submitted, IsOk());
    v1::LearningTask read;
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(*submitted, &read).ok());
    const auto& date = read.submissions(0).clock().due_date();
    const absl::CivilDay due(date.year(), date.month(), date.day());
    EXPECT_EQ(due, AddWorkingDays(Today(), 10));
    dues_.push_back({"task.verdict_due_soon", task, 0, SubtractWorkingDays(due, 2), due + 1});
    dues_.push_back({"task.verdict_overdue", task, 0, due + 1, std::nullopt});
    dues_.push_back({"task.verdict_told_lead", task, 0, AddWorkingDays(due, 3), std::nullopt});
    dues_.push_back({"task.verdict_told_manager", task, 0, AddWorkingDays(due, 5), std::nullopt});
  }

  // Mostly within two days, now and then after a fortnight; every half hour in the nights in which the clock changes.
  absl::Time NextLook(std::mt19937& random) {
    const auto between = [&random](int low, int high) { return std::uniform_int_distribution<>(low, high)(random); };
    const absl::Time now = clock().Now();
    if (ChangesClock(Today()) && absl::ToCivilHour(now, zone_).hour() < 4) return now + absl::Minutes(30);
    const absl::Time next =
        now + (between(1, 40) == 1 ? absl::Hours(24 * between(3, 14)) : absl::Minutes(between(60, 48 * 60)));
    for (absl::CivilDay day = Today() + 1; absl::FromCivil(day, zone_) < next; ++day) {
      if (ChangesClock(day)) return std::max(now + absl::Minutes(20), absl::FromCivil(day, zone_) - absl::Minutes(10));
    }
    return next;
  }
  bool ChangesClock(absl::CivilDay day) const {
    return absl::FromCivil(day + 1, zone_) - absl::FromCivil(day, zone_) != absl::Hours(24);
  }

  // The moment of each telling, by what is told.
  using Told = std::map<std::tuple<std::string, std::string, int>, std::vector<absl::Time>>;
  Told ReadTold() {
    Told told;
    for (std::int64_t after = 0;;) {
      const auto events = front_->parts().event_log.ReadAfter(tenant_, after, 500, absl::Now() + absl::Seconds(30));
      EXPECT_THAT(events, IsOk());
      if (!events.ok() || events->empty()) return told;
      for (const events::StoredEvent& event : *events) {
        v1::Event parsed;
        EXPECT_TRUE(parsed.ParseFromString(event.payload));
        told[{event.type, event.resource, parsed.placement_changed().escalation_step()}].push_back(event.time);
        after = event.sequence;
      }
    }
  }

  // The first look on or after `day`; InfiniteFuture when there was none.
  absl::Time FirstLook(absl::CivilDay day) const {
    const auto found = std::lower_bound(looks_.begin(), looks_.end(), absl::FromCivil(day, zone_));
    return found == looks_.end() ? absl::InfiniteFuture() : *found;
  }

  const TenantId tenant_{"demo"};
  const absl::TimeZone zone_ = [] {
    absl::TimeZone zone;
    EXPECT_TRUE(absl::LoadTimeZone("Europe/Amsterdam", &zone));
    return zone;
  }();
  const auth::CallTokenKeys keys_{{std::string(32, 'k')}};
  TempFolder folder_;
  SeededIds ids_{11};
  std::unique_ptr<LookingServer> front_;  // answers calls, never looks
  std::unique_ptr<grpc::Server> grpc_;
  std::unique_ptr<JsonCalls> calls_;
  Names names_;
  std::vector<Due> dues_;
  std::vector<absl::Time> looks_;
};
DRIEHOEK_ON_EVERY_ENGINE(TwoYearsTest);

TEST_P(TwoYearsTest, GivenTwoYearsOfDeadlines_WhenLookedAtWithGapsAndRestarts_ThenEachIsToldOnceAndInTime) {
  std::mt19937 random(kSeed);
  const auto between = [&random](int low, int high) { return std::uniform_int_distribution<>(low, high)(random); };
  // SQLite is one server's own; PostgreSQL is looked at by two.
  std::vector<std::unique_ptr<LookingServer>> servers(GetParam() == storage::Engine::kPostgres ? 2 : 1);
  for (auto& one : servers) one = NewServer();

  const absl::Time end = clock().Now() + absl::Hours(24 * kDays);
  absl::Time next_student = clock().Now();
  while (clock().Now() < end) {
    if (clock().Now() >= next_student) {
      NewStudent();
      ASSERT_FALSE(HasFailure());
      next_student += absl::Hours(24 * kDaysBetweenStudents);
    }
    clock().Set(NextLook(random));
    looks_.push_back(clock().Now());
    if (between(1, 15) == 1) servers[static_cast<std::size_t>(between(0, static_cast<int>(servers.size()) - 1))] = NewServer();
    std::vector<std::thread> threads;
    for (auto& one : servers) threads.emplace_back([&] { one->Look(tenant_, clock().Now()); });
    for (std::thread& thread : threads) thread.join();
    ASSERT_FALSE(HasFailure()) << "seed " << kSeed;
  }

  const Told told = ReadTold();
  int checked = 0;
  for (const Due& due : dues_) {
    const absl::Time expected = FirstLook(due.day);
    const auto found = told.find({due.type, due.resource, due.step});
    const std::size_t times = found == told.end() ? 0 : found->second.size();
    const std::string what = absl::StrCat(due.type, " of ", due.resource, " step ", due.step, " on ", absl::FormatCivilTime(due.day), ", seed ", kSeed);
    if (expected == absl::InfiniteFuture() || (due.overtaken.has_value() && FirstLook(*due.overtaken) == expected)) {
      EXPECT_EQ(times, 0U) << what;
      continue;
    }
    ++checked;
    ASSERT_EQ(times, 1U) << what;
    EXPECT_EQ(found->second[0], expected) << what;
  }
  EXPECT_GT(checked, 150);
}

}  // namespace
}  // namespace driehoek::test
