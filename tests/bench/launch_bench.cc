// Launches (login and launch) per processor second of driehoek-lti, with a real driehoekd behind
// it, beside a loop that reads the same forms and verifies the same token. The benchmark is the
// platform: its keys are fetched over HTTP. Every launch is of a browser that brings no cookie, by
// one of a hundred people.
#include <ctime>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "bench/bare_launch.h"
#include "bench/support/browser.h"
#include "bench/support/callers.h"
#include "bench/support/comparison.h"
#include "bench/support/process.h"
#include "bench/support/service.h"
#include "http/form.h"
#include "lti/fake_platform.h"
#include "platform/registration_store.h"
#include "shared/base/clock.h"
#include "shared/base/id_source.h"
#include "support/temp_folder.h"

namespace driehoek::bench {
namespace {

using lti::test::FakePlatform;
using lti::test::Text;

constexpr int kCallers = 8;
constexpr int kPeople = 100;
constexpr int kRounds = 7;
constexpr absl::Duration kRound = absl::Seconds(2);
constexpr int kBareLaunches = 20'000;

void Register(const std::string& data, const FakePlatform& platform) {
  const SystemClock clock;
  Uuid7Source ids(clock);
  const auto database = storage::Open(absl::StrCat("sqlite:", data, "/lti.db"), "lti");
  if (!database.ok()) Fail("the adapter's database does not open");
  lti::RegistrationStore registrations(**database, clock, ids);
  const absl::Status added = registrations.Add({.issuer = platform.url(),
                                                .client_id = platform.client_id(),
                                                .tenant = TenantId("demo"),
                                                .authorization_endpoint = platform.url() + "/auth",
                                                .token_endpoint = platform.url() + "/token",
                                                .jwks_uri = platform.url() + "/jwks",
                                                .token_audience = platform.url() + "/token",
                                                .family = "moodle"});
  if (!added.ok() ||
      !registrations.Approve(platform.url(), platform.client_id(), "3", TenantId()).ok()) {
    Fail("the platform was not registered");
  }
}

std::string LoginForm(const FakePlatform& platform) {
  lti::Form form;
  form.Add("iss", platform.url());
  form.Add("login_hint", "user-17");
  form.Add("target_link_uri", "http://localhost:8080/lti/launch");
  form.Add("lti_message_hint", R"({"cmid":2,"launchid":"ltilaunch1_12345"})");
  form.Add("client_id", platform.client_id());
  form.Add("lti_deployment_id", "3");
  return form.Encode();
}

std::string LaunchForm(const FakePlatform& platform, const std::string& state,
                       const std::string& nonce, int person) {
  lti::test::Json payload = platform.GoodPayload(absl::Now(), nonce);
  payload["sub"] = Text(absl::StrCat("u-", person));
  payload["email"] = Text(absl::StrCat("u", person, "@school.example"));
  lti::Form form;
  form.Add("state", state);
  form.Add("id_token", platform.Sign(platform.GoodHeader(), payload));
  return form.Encode();
}

// One whole launch; false, with a word about it, when a session was not given.
bool LaunchOnce(Browser& browser, const FakePlatform& platform, const std::string& login_form,
                int person) {
  browser.ForgetCookies();
  const Reply redirect = browser.Post("/lti/login", login_form);
  const auto query = lti::Form::Parse(redirect.location.substr(redirect.location.find('?') + 1));
  if (redirect.status != 302 || !query.ok()) {
    Say(absl::StrCat("login: ", redirect.status, " ", redirect.body));
    return false;
  }
  const Reply launched = browser.Post(
      "/lti/launch", LaunchForm(platform, query->Value("state"), query->Value("nonce"), person));
  if (launched.status == 303 && launched.location.find("/app?code=") != std::string::npos)
    return true;
  Say(absl::StrCat("launch: ", launched.status, " ", launched.body));
  return false;
}

// Launches per processor second of this thread.
double BarePerCpuSecond(const FakePlatform& platform, const std::string& login_form) {
  const std::string launch_form =
      LaunchForm(platform, std::string(200, 's'), std::string(43, 'n'), 1);
  EVP_PKEY* const key = platform.key().get();
  const std::clock_t start = std::clock();
  for (int i = 0; i < kBareLaunches; ++i) {
    if (!BareLaunch(key, login_form, launch_form)) Fail("the baseline refused a good token");
  }
  return kBareLaunches / (static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
}

void Run() {
  const test::TempFolder folder;
  const FakePlatform platform;
  const Service service({.data = folder.path()});
  const Process adapter({Programs() + "/driehoek-lti", "--data", folder.path(), "--listen",
                         "127.0.0.1:0", "--service", absl::StrCat("127.0.0.1:", service.port()),
                         "--web-root", folder.path(), "--allow-loopback-platforms", "true"},
                        folder.path() + "/driehoek-lti.log");
  const int port = NumberIn(adapter.WaitForLine("\"what\":\"ready\""), "port");
  Register(folder.path(), platform);
  std::vector<std::unique_ptr<Browser>> browsers;
  for (int i = 0; i < kCallers; ++i)
    browsers.push_back(std::make_unique<Browser>(absl::StrCat("http://127.0.0.1:", port)));
  const std::string login_form = LoginForm(platform);
  for (int person = 0; person < kPeople; ++person) {
    if (!LaunchOnce(*browsers[0], platform, login_form, person)) Fail("a good launch was refused");
  }
  Say("launches, ours and the bare loop by turns");
  Comparison comparison("launch, per CPU-second of the adapter", "launches", Goal::AtLeast(0.4));
  for (int round = 0; round < kRounds; ++round) {
    const double cpu_before = adapter.CpuSeconds();
    const absl::Time start = absl::Now();
    const double per_second = StepsPerSecond(kCallers, kRound, [&](int caller, int turn) {
      return LaunchOnce(*browsers[static_cast<std::size_t>(caller)], platform, login_form,
                        (turn * kCallers + caller) % kPeople);
    });
    const double launches = per_second * absl::ToDoubleSeconds(absl::Now() - start);
    comparison.Add(launches / (adapter.CpuSeconds() - cpu_before),
                   BarePerCpuSecond(platform, login_form));
  }
  comparison.Print();
}

}  // namespace
}  // namespace driehoek::bench

int main() {
  driehoek::bench::Run();
  return 0;
}
