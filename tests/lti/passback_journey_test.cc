// From a student's launch to the grade book: the program driehoek-lti, killed at any moment and run
// twice, between a practice LMS with faults and services that publish marks.
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "http/form.h"
#include "json/json_writer.h"
#include "lti/adapter_process.h"
#include "lti/fake_marks.h"
#include "lti/passback_world.h"
#include "support/postgres_server.h"
#include "support/status_matchers.h"

namespace driehoek::lti::test {
namespace {

using driehoek::test::IsOk;
using driehoek::test::PostgresServer;
using driehoek::test::TempFolder;

class PassbackJourneyTest : public testing::Test {
 protected:
  PassbackJourneyTest() : lms_(lms_folder_.path(), kStudents) {
    const std::string key = folder_.path() + "/call_token.key";
    std::string hex;
    for (int i = 0; i < 32; ++i) hex += "6b";  // 'k'
    std::ofstream(key) << hex << "\n";
    std::filesystem::permissions(
        key, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    std::ofstream(folder_.path() + "/index.html")
        << "<!doctype html><html><head><script type=\"application/json\" "
           "id=\"boot\">{}</script></head></html>";
    std::ofstream(folder_.path() + "/first_views.json") << "{\"views\":[]}";
  }

  AdapterProcess::Options Options(const std::string& database, const std::string& name) const {
    return {
        .data = folder_.path(), .service = services_.address(), .database = database, .name = name};
  }

  // The platform's tool, with the keys of the adapter that made them at its first start.
  void Connect(const std::string& url) {
    database_ = *storage::Open(url, "lti");
    secrets_ = std::make_unique<Secrets>(*Secrets::ReadOrCreate(folder_.path() + "/lti.secret"));
    own_keys_ = std::make_unique<OwnKeys>(*database_, *secrets_, clock_);
    // Where the adapter listens changes with each start; its keys stay.
    key_server_ = *Server::Start(
        {.listen = "127.0.0.1:0", .workers = 2},
        [this](const Request&) {
          Response response{.body = *own_keys_->KeySetJson()};
          response.Set("Content-Type", "application/json");
          return response;
        },
        [](const Request&, const Response&, absl::Duration) {});
    lms_.Start();
    const std::string client = lms_.AddTool(
        "http://localhost:8080", absl::StrCat("http://127.0.0.1:", key_server_->port(), "/jwks"),
        kAllGradeScopes);
    RegistrationStore registrations(*database_, clock_, ids_);
    ASSERT_THAT(registrations.Add({.issuer = lms_.url(),
                                   .client_id = client,
                                   .tenant = kSchool,
                                   .authorization_endpoint = lms_.url() + "/lti/authorize",
                                   .token_endpoint = lms_.url() + "/lti/token",
                                   .jwks_uri = lms_.url() + "/lti/keys",
                                   .token_audience = lms_.url() + "/lti/token",
                                   .family = "moodle"}),
                IsOk());
    ASSERT_THAT(registrations.Approve(lms_.url(), client, absl::StrCat(lms_.tool()), TenantId()),
                IsOk());
  }

  // A launch as a browser does it; the page's bearer token.
  std::string Launch(const std::string& user, const AdapterProcess& adapter) {
    const PracticeLms::Browsed browsed = lms_.Launch(user, adapter.url());
    Form form;
    form.Add("state", browsed.state);
    form.Add("id_token", browsed.id_token);
    const auto launched =
        client_->Send({.method = "POST",
                       .url = adapter.url() + "/lti/launch",
                       .headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                                   {"Cookie", browsed.cookie}},
                       .body = form.Encode()});
    EXPECT_TRUE(launched.ok() && launched->status == 303) << launched->body;
    const auto page = client_->Send({.url = adapter.url() + launched->HeaderValue("location")});
    EXPECT_TRUE(page.ok());
    const std::size_t begin = page->body.find("{\"kind\"");
    const auto boot =
        JsonObject::Parse(page->body.substr(begin, page->body.find("</script>", begin) - begin));
    EXPECT_TRUE(boot.ok()) << page->body;
    return boot.ok() ? boot->StringOrEmpty("token") : "";
  }

  // Until every student of `marks` has that score, in tenths, in the grade book and nothing else;
  // how long it took.
  absl::Duration AwaitMarks(const std::map<int, int>& marks, absl::Duration longest) {
    const absl::Time begin = absl::Now();
    while (absl::Now() - begin < longest) {
      if (Standing() == marks) return absl::Now() - begin;
      absl::SleepFor(absl::Milliseconds(100));
    }
    EXPECT_EQ(Standing(), marks);
    return longest;
  }
  std::map<int, int> Standing() {
    std::map<int, int> standing;
    for (const PracticeLms::Result& result : lms_.Results())
      standing[std::stoi(result.user.substr(8))] = static_cast<int>(std::lround(result.score * 10));
    return standing;
  }

  struct Asked {
    int status = 0;
    std::string body;
  };
  Asked Ask(const AdapterProcess& adapter, const std::string& path, const std::string& token,
            const std::string& role, const std::string& body,
            const std::string& origin = "http://localhost:8080") {
    const auto response = client_->Send({.method = "POST",
                                         .url = adapter.url() + path,
                                         .headers = {{"Content-Type", "application/json"},
                                                     {"Origin", origin},
                                                     {"Authorization", "Bearer " + token},
                                                     {"Driehoek-Role", role}},
                                         .body = body});
    EXPECT_THAT(response, IsOk());
    return response.ok() ? Asked{response->status, response->body} : Asked{};
  }

  static constexpr int kStudents = 40;
  SystemClock clock_;
  TempFolder folder_;
  TempFolder lms_folder_;
  driehoek::test::SeededIds ids_;
  auth::CallTokenKeys keys_{{std::string(32, 'k')}};
  FakeMarks services_{keys_, clock_};
  PracticeLms lms_;
  std::unique_ptr<HttpClient> client_ = NewHttpClient({.allow_loopback = true});
  std::unique_ptr<storage::Database> database_;
  std::unique_ptr<Secrets> secrets_;
  std::unique_ptr<OwnKeys> own_keys_;
  std::unique_ptr<Server> key_server_;
};

TEST_F(PassbackJourneyTest, GivenAdapterKilledAgainAndAgain_WhenMarksCome_ThenEachArrivesOnce) {
  AdapterProcess adapter(Options("", "killed"));
  adapter.Start();
  Connect("sqlite:" + folder_.path() + "/lti.db");
  std::map<int, int> marks;
  for (int student = 1; student <= kStudents; ++student) {
    Launch(absl::StrCat("student-", student), adapter);
  }
  lms_.SetFaults(
      R"({"error_share":0.3,"busy_share":0.05,"lost_share":0.1,"retry_after":1,"seed":5})");
  std::mt19937 random(7);
  for (int kill = 0; kill < 8; ++kill) {
    for (int i = 0; i < 5; ++i) {
      const int student = kill * 5 + i + 1;
      services_.Publish(student, absl::StrCat(5 + i, ".", kill), 1, absl::Now());
      marks[student] = (5 + i) * 10 + kill;
    }
    if (kill % 3 == 2) services_.EndStreams();
    absl::SleepFor(absl::Milliseconds(std::uniform_int_distribution<int>(50, 2500)(random)));
    adapter.Kill();
    adapter.Start();
  }
  // Corrections come while the first versions are still on their way.
  for (int student = 1; student <= 10; ++student) {
    services_.Publish(student, "8.8", 2, absl::Now());
    marks[student] = 88;
  }
  lms_.SetFaults("{}");

  EXPECT_LT(AwaitMarks(marks, absl::Seconds(100)), absl::Seconds(100));

  // Whatever was sent twice was the same score: never an older one after a newer one.
  std::map<std::string, double> last;
  for (const PracticeLms::Result& taken : lms_.Taken()) {
    if (last.contains(taken.user) && last[taken.user] != taken.score) {
      EXPECT_NEAR(taken.score, 8.8, 0.001) << taken.user;
    }
    last[taken.user] = taken.score;
  }
  EXPECT_EQ(lms_.Columns().size(), 1U);
  EXPECT_EQ(lms_.Columns()[0].label, "Final assessment Social Work");
}

TEST_F(PassbackJourneyTest, GivenTwoAdaptersOnOneDatabase_WhenOneDies_ThenTheOtherGoesOn) {
  ASSERT_EQ(PostgresServer::Get().problem(), "");
  AdapterProcess first(Options(PostgresServer::Get().Url(), "first"));
  AdapterProcess second(Options(PostgresServer::Get().Url(), "second"));
  first.Start();
  second.Start();
  Connect(PostgresServer::Get().Url());
  std::map<int, int> marks;
  for (int student = 1; student <= 10; ++student) {
    Launch(absl::StrCat("student-", student), student % 2 == 0 ? first : second);
    services_.Publish(student, "7.0", 1, absl::Now());
    marks[student] = 70;
  }
  AwaitMarks(marks, absl::Seconds(40));
  EXPECT_EQ(lms_.Columns().size(), 1U);
  EXPECT_EQ(lms_.Taken().size(), 10U) << "each score was sent by one of them";
  first.Kill();
  for (int student = 1; student <= 5; ++student) {
    services_.Publish(student, "7.5", 2, absl::Now());
    marks[student] = 75;
  }

  EXPECT_LT(AwaitMarks(marks, absl::Seconds(60)), absl::Seconds(60));
}

TEST_F(PassbackJourneyTest, GivenTheOffice_WhenItAsks_ThenEveryScoreWithCauseAndAWayOn) {
  AdapterProcess adapter(Options("", "office"));
  adapter.Start();
  Connect("sqlite:" + folder_.path() + "/lti.db");
  Launch("student-1", adapter);
  Launch("student-2", adapter);
  const std::string token = Launch("teacher-1", adapter);
  lms_.Post("/admin/enrolments", R"({"user":"student-2","course":"stage","role":null})");
  for (int student = 1; student <= 4; ++student)
    services_.Publish(student, "7.5", 1, absl::Now() - absl::Seconds(5 - student));
  services_.HidePlacement(4);
  AwaitMarks({{1, 75}}, absl::Seconds(20));
  const auto list = [&](const std::string& body, const std::string& role = "practice_office") {
    const Asked asked = Ask(adapter, "/api/scores/list", token, role, body);
    EXPECT_EQ(asked.status, 200) << asked.body;
    return *JsonObject::Parse(asked.body);
  };
  // The refusal follows the score that was taken within the same batch.
  std::string refused;
  for (int i = 0; i < 100 && refused.empty(); ++i) {
    const auto scores = list(R"({"states":["refused"]})").Objects("scores");
    if (!scores->empty()) refused = scores->front().StringOrEmpty("id");
    absl::SleepFor(absl::Milliseconds(50));
  }

  const auto all = list(R"({"language":"nl"})").Objects("scores");
  ASSERT_EQ(all->size(), 3U) << "the fourth is not for this office to see";
  EXPECT_EQ((*all)[0].StringOrEmpty("state"), "no_column");
  EXPECT_TRUE(absl::StrContains((*all)[0].StringOrEmpty("cause"), "nog niet geopend"));
  EXPECT_EQ((*all)[1].StringOrEmpty("state"), "refused");
  EXPECT_EQ((*all)[1].StringOrEmpty("reason"), "STUDENT_NOT_GRADABLE");
  EXPECT_TRUE(absl::StrContains((*all)[1].StringOrEmpty("action"), "Opnieuw versturen"));
  EXPECT_EQ((*all)[2].StringOrEmpty("state"), "sent");
  EXPECT_EQ((*all)[2].StringOrEmpty("grade"), "7.5");
  EXPECT_EQ((*all)[2].StringOrEmpty("studentName"), "Sam Student");
  EXPECT_EQ((*all)[2].StringOrEmpty("platform"), lms_.url());
  EXPECT_FALSE((*all)[2].Has("reason"));

  // A page at a time, each score once.
  std::set<std::string> seen;
  std::string page_token;
  do {
    const JsonObject page = list(absl::StrCat(R"({"pageSize":1,"pageToken":")", page_token, "\"}"));
    for (const auto scores = *page.Objects("scores"); const JsonObject& score : scores)
      EXPECT_TRUE(seen.insert(score.StringOrEmpty("id")).second);
    page_token = page.StringOrEmpty("nextPageToken");
  } while (!page_token.empty());
  EXPECT_EQ(seen.size(), 3U);

  // The administrator sees where it stops, not what anyone got.
  const auto admin = list("{}", "institution_admin").Objects("scores");
  EXPECT_EQ(admin->size(), 4U);
  EXPECT_FALSE(admin->front().Has("grade"));
  EXPECT_FALSE(admin->front().Has("studentName"));

  // Sent again once the cause is gone.
  const std::string body = absl::StrCat(R"({"score":")", refused, "\",\"language\":\"en\"}");
  lms_.Post("/admin/enrolments", R"({"user":"student-2","course":"stage","role":"student"})");
  const Asked again = Ask(adapter, "/api/scores/resend", token, "practice_office", body);
  EXPECT_EQ(again.status, 200) << again.body;
  EXPECT_TRUE(absl::StrContains(again.body, R"("state":"waiting")")) << again.body;
  AwaitMarks({{1, 75}, {2, 75}}, absl::Seconds(20));
  std::string outcomes;
  for (int i = 0; i < 100 && !absl::StrContains(outcomes, "sent"); ++i) {
    const auto history =
        JsonObject::Parse(Ask(adapter, "/api/scores/history", token, "practice_office", body).body);
    outcomes = "";
    for (const auto attempts = *history->Objects("attempts"); const JsonObject& one : attempts)
      absl::StrAppend(&outcomes, one.StringOrEmpty("outcome"), " ");
    absl::SleepFor(absl::Milliseconds(50));
  }
  EXPECT_EQ(outcomes, "refused sent ");
}

TEST_F(PassbackJourneyTest, GivenOthers_WhenTheyAskForScores_ThenRefused) {
  AdapterProcess adapter(Options("", "others"));
  adapter.Start();
  Connect("sqlite:" + folder_.path() + "/lti.db");
  const std::string student = Launch("student-1", adapter);
  const std::string office = Launch("teacher-1", adapter);

  for (const char* path : {"/api/scores/list", "/api/scores/history", "/api/scores/resend"}) {
    EXPECT_EQ(Ask(adapter, path, student, "student", "{}").status, 403) << path;
    EXPECT_EQ(Ask(adapter, path, student, "practice_office", "{}").status, 403) << path;
    EXPECT_EQ(Ask(adapter, path, office, "teacher", "{}").status, 403) << path;
    EXPECT_EQ(Ask(adapter, path, "nobody", "practice_office", "{}").status, 401) << path;
    EXPECT_EQ(Ask(adapter, path, office, "practice_office", "{}", "https://evil.example").status,
              403)
        << path;
    EXPECT_EQ(Ask(adapter, path, office, "practice_office", "{\"states\":7,").status, 400) << path;
  }
  for (const char* body : {R"({"pageSize":-1})", R"({"pageSize":1.5})", R"({"states":["gone"]})",
                           R"({"pageToken":"x"})", R"({"states":"sent"})"}) {
    EXPECT_EQ(Ask(adapter, "/api/scores/list", office, "practice_office", body).status, 400)
        << body;
  }
  for (const char* score : {"x", "0197c000-0000-7000-8000-000000000999"}) {
    const std::string body = absl::StrCat(R"({"score":")", score, "\"}");
    EXPECT_EQ(Ask(adapter, "/api/scores/resend", office, "practice_office", body).status, 404);
    EXPECT_EQ(Ask(adapter, "/api/scores/history", office, "practice_office", body).status, 404);
  }
}

}  // namespace
}  // namespace driehoek::lti::test
