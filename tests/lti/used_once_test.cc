// A state and a code count once, whatever happens in between: two answers at the same moment, two
// adapters on one database, kill -9 right after a launch, a loss of power. The adapters are
// processes of their own.
#include <atomic>
#include <barrier>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lti/adapter_process.h"
#include "lti/adapter_test.h"
#include "platform/used_values.h"
#include "support/postgres_server.h"

namespace driehoek::lti::test {
namespace {

using driehoek::test::PostgresServer;
using driehoek::test::TempFolder;

// Processes go by the real clock, and so does whoever talks to them.
class UsedOnceTest : public testing::Test {
 protected:
  UsedOnceTest() {
    std::string hex;
    for (int i = 0; i < 32; ++i) hex += "6b";  // 'k'
    const std::string key = folder_.path() + "/call_token.key";
    std::ofstream(key) << hex << "\n";
    std::filesystem::permissions(
        key, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    std::ofstream(folder_.path() + "/index.html")
        << "<!doctype html><html><head><script type=\"application/json\" "
           "id=\"boot\">{}</script></head></html>";
    std::ofstream(folder_.path() + "/first_views.json") << "{\"views\":[]}";
  }

  // A platform is added by hand, in the database that a first start has made.
  void Register(const std::string& url) {
    database_ = *storage::Open(url, "lti");
    RegistrationStore registrations(*database_, clock_, ids_);
    ASSERT_THAT(registrations.Add({.issuer = platform_.url(),
                                   .client_id = platform_.client_id(),
                                   .tenant = TenantId("demo"),
                                   .authorization_endpoint = platform_.url() + "/auth",
                                   .token_endpoint = platform_.url() + "/token",
                                   .jwks_uri = platform_.url() + "/jwks",
                                   .token_audience = platform_.url() + "/token",
                                   .family = "moodle"}),
                IsOk());
    ASSERT_THAT(registrations.Approve(platform_.url(), platform_.client_id(), "3", TenantId()),
                IsOk());
  }

  // A browser with what the platform sends it back with.
  struct Answer {
    std::string cookie;
    Form form;
  };
  Answer LogIn(const AdapterProcess& adapter) {
    Browser browser(adapter.url());
    Form form;
    form.Add("iss", platform_.url());
    form.Add("login_hint", "h");
    form.Add("target_link_uri", "http://localhost:8080/lti/launch");
    form.Add("client_id", platform_.client_id());
    const IncomingResponse redirect = browser.PostForm("/lti/login", form);
    const std::string location = redirect.HeaderValue("location");
    const auto query = Form::Parse(location.substr(location.find('?') + 1));
    EXPECT_EQ(redirect.status, 302) << redirect.body;
    Answer answer{.cookie = browser.cookie()};
    answer.form.Add("state", query->Value("state"));
    answer.form.Add("id_token",
                    platform_.Sign(platform_.GoodHeader(),
                                   platform_.GoodPayload(clock_.Now(), query->Value("nonce"))));
    return answer;
  }
  static IncomingResponse Post(const AdapterProcess& adapter, const Answer& answer) {
    Browser browser(adapter.url());
    browser.SetCookie(answer.cookie);
    return browser.PostForm("/lti/launch", answer.form);
  }
  static int Open(const AdapterProcess& adapter, const std::string& location) {
    return Browser(adapter.url()).Get(location).status;
  }

  // Does `task` for every adapter at the same moment; how often it answered with `status`.
  template <typename Task>
  static int CountAtOnce(const std::vector<const AdapterProcess*>& adapters, int status,
                         const Task& task) {
    std::barrier begin(static_cast<std::ptrdiff_t>(adapters.size()));
    std::atomic<int> count{0};
    std::vector<std::thread> threads;
    for (const AdapterProcess* adapter : adapters) {
      threads.emplace_back([&, adapter] {
        begin.arrive_and_wait();
        if (task(*adapter) == status) ++count;
      });
    }
    for (std::thread& thread : threads) thread.join();
    return count;
  }
  void ExpectOneOfAll(const std::vector<const AdapterProcess*>& adapters) {
    for (int round = 0; round < 20; ++round) {
      const Answer answer = LogIn(*adapters.front());
      std::mutex mutex;
      std::string location;
      EXPECT_EQ(CountAtOnce(adapters, 303,
                            [&](const AdapterProcess& adapter) {
                              const IncomingResponse launched = Post(adapter, answer);
                              const std::lock_guard lock(mutex);
                              if (launched.status == 303)
                                location = launched.HeaderValue("location");
                              return launched.status;
                            }),
                1);
      EXPECT_EQ(CountAtOnce(adapters, 200,
                            [&](const AdapterProcess& adapter) { return Open(adapter, location); }),
                1);
    }
  }

  const SystemClock clock_;
  driehoek::test::SeededIds ids_;
  TempFolder folder_;
  FakePlatform platform_;
  auth::CallTokenKeys keys_{{std::string(32, 'k')}};
  FakeServices services_{keys_, clock_};
  std::unique_ptr<storage::Database> database_;
};

TEST_F(UsedOnceTest, GivenOneAdapter_WhenAnAnswerComesFourTimesAtOnce_ThenOneGetsIn) {
  AdapterProcess adapter({.data = folder_.path(), .service = services_.address()});
  adapter.Start();
  Register(absl::StrCat("sqlite:", folder_.path(), "/lti.db"));

  ExpectOneOfAll({&adapter, &adapter, &adapter, &adapter});
}

TEST_F(UsedOnceTest, GivenTwoAdaptersOnPostgres_WhenAnAnswerComesToBothAtOnce_ThenOneGetsIn) {
  PostgresServer& server = PostgresServer::Get();
  ASSERT_EQ(server.problem(), "");
  AdapterProcess first({.data = folder_.path(),
                        .service = services_.address(),
                        .database = server.Url(),
                        .name = "first"});
  AdapterProcess second({.data = folder_.path(),
                         .service = services_.address(),
                         .database = server.Url(),
                         .name = "second"});
  first.Start();
  second.Start();
  Register(server.Url());

  ExpectOneOfAll({&first, &second, &first, &second});
}

TEST_F(UsedOnceTest, GivenLaunches_WhenKilledRightAfterEach_ThenNoneCanBeReplayed) {
  AdapterProcess adapter({.data = folder_.path(), .service = services_.address()});
  adapter.Start();
  Register(absl::StrCat("sqlite:", folder_.path(), "/lti.db"));
  for (int round = 0; round < 5; ++round) {
    const Answer unused = LogIn(adapter);
    const Answer used = LogIn(adapter);
    const IncomingResponse launched = Post(adapter, used);
    EXPECT_EQ(launched.status, 303);
    const std::string location = launched.HeaderValue("location");
    EXPECT_EQ(Open(adapter, location), 200);

    adapter.Kill();
    adapter.Start();

    ExpectRefusal(Post(adapter, used), 400);
    EXPECT_EQ(Open(adapter, location), 401);
    // Whoever was on the way comes in all the same.
    EXPECT_EQ(Post(adapter, unused).status, 303);
  }
}

// What the disk did not get in time is gone then; so what is older counts no more.
TEST_F(UsedOnceTest, GivenLossOfPower_WhenStartedAgain_ThenNothingFromBeforeCounts) {
  AdapterProcess adapter({.data = folder_.path(), .service = services_.address()});
  adapter.Start();
  const std::string url = absl::StrCat("sqlite:", folder_.path(), "/lti.db");
  Register(url);
  const Answer used = LogIn(adapter);
  const Answer unused = LogIn(adapter);
  const std::string opened = Post(adapter, used).HeaderValue("location");
  EXPECT_EQ(Open(adapter, opened), 200);
  const std::string unopened = Post(adapter, LogIn(adapter)).HeaderValue("location");
  adapter.Kill();
  // As the disk would have it: another boot, and no use since.
  EXPECT_THAT(
      database_->Write(
          absl::Now() + absl::Seconds(5),
          [](storage::Transaction& transaction) -> absl::Status {
            const auto forgotten = transaction.Execute("DELETE FROM used_value", {});
            if (!forgotten.ok()) return forgotten.status();
            return transaction.Execute("UPDATE used_since SET boot_id = 'another'", {}).status();
          }),
      IsOk());
  absl::SleepFor(absl::Seconds(1));  // no machine boots within the second that a state counts in

  adapter.Start();

  ExpectRefusal(Post(adapter, used), 400);
  ExpectRefusal(Post(adapter, unused), 400);
  EXPECT_EQ(Open(adapter, opened), 401);
  EXPECT_EQ(Open(adapter, unopened), 401);
  EXPECT_EQ(Post(adapter, LogIn(adapter)).status, 303);
}

}  // namespace
}  // namespace driehoek::lti::test
