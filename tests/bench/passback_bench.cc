// The outbox of grades under the worst day there is: 5,000 final grades while the practice LMS is
// away for eight hours and the sender is killed fifty times, then an LMS that fails a third of its
// calls, asks to wait and loses answers after it stored them. What has to be there afterwards: one
// final newest score each, and the first of them within a minute of the LMS's return.
//
// The senders are processes of their own, ended by SIGKILL. Their clock runs so fast that eight
// hours pass in two minutes, until the LMS returns; from then on it is the real one.
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "bench/support/comparison.h"
#include "http/server.h"
#include "lti/passback_parts.h"
#include "lti/practice_lms.h"
#include "passback/due_reads.h"
#include "platform/schema.h"
#include "shared/storage/migrate.h"
#include "support/temp_folder.h"

namespace driehoek::bench {
namespace {

using lti::test::kSchool;
using lti::test::MarkOf;
using lti::test::NumberedId;
using lti::test::PassbackParts;
using lti::test::PracticeLms;

constexpr int kGrades = 5000;
// So many of them are corrected while the LMS is away.
constexpr int kCorrections = 500;
constexpr int kKills = 50;
constexpr absl::Duration kAway = absl::Hours(8);
constexpr absl::Duration kAwayReally = absl::Seconds(120);
constexpr absl::Duration kLongestDelivery = absl::Minutes(20);

int MarkTenths(int number) { return 10 + (number * 7) % 91; }

// The simulated time: eight hours before `returns` at first, running fast, and the real time from
// then on.
class FastClock final : public Clock {
 public:
  explicit FastClock(absl::Time returns) : returns_(returns) {}
  absl::Time Now() const override {
    const absl::Time now = absl::Now();
    if (now >= returns_) return now;
    return returns_ - (returns_ - now) * (kAway / kAwayReally);
  }

 private:
  const absl::Time returns_;
};

// What the n-th event publishes.
lti::PublishedMark MarkOfEvent(int event, absl::Time now) {
  const bool correction = event >= kGrades;
  const int student = event % kGrades + 1;
  return MarkOf(student, MarkTenths(correction ? student + 1 : student), now, correction ? 2 : 1);
}

// A sender: takes up the marks that were published by now, as an adapter takes up events, and
// delivers what is due. Ends by being killed.
[[noreturn]] void Send(const std::string& folder, absl::Time returns) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const FastClock clock(returns);
  const auto database = storage::Open(absl::StrCat("sqlite:", folder, "/lti.db"), "lti");
  if (!database.ok()) _exit(1);
  Uuid7Source ids(clock);
  PassbackParts parts(**database, clock, ids, folder + "/lti.secret");
  const absl::Time begin = returns - kAway;
  for (;;) {
    auto position = parts.outbox.PositionOf(kSchool);
    if (!position.ok()) continue;
    // All of them come within the first six hours.
    const double passed = absl::FDivDuration(clock.Now() - begin, absl::Hours(6));
    const int published =
        std::min(kGrades + kCorrections, static_cast<int>((kGrades + kCorrections) * passed));
    int taken = 0;
    (void)absl::SimpleAtoi(position->resume_token, &taken);
    for (int i = 0; taken < published && i < 50; ++i) {
      const auto moved = parts.outbox.Advance(kSchool, *position, absl::StrCat(taken + 1),
                                              MarkOfEvent(taken, clock.Now()));
      if (!moved.ok()) break;
      *position = *moved;
      ++taken;
    }
    std::vector<std::string> due;
    (void)(*database)->Read(absl::Now() + absl::Seconds(5),
                            [&](storage::Transaction& transaction) -> absl::Status {
                              auto found = lti::SelectDuePlatforms(transaction, clock.Now());
                              if (found.ok()) due = *std::move(found);
                              return found.status();
                            });
    int tried = 0;
    for (const std::string& registration : due)
      tried += parts.courier.Deliver(registration).value_or(0);
    if (tried == 0 && taken >= published) absl::SleepFor(absl::Milliseconds(20));
  }
}

class Sender {
 public:
  Sender(std::string program, std::string folder, absl::Time returns)
      : program_(std::move(program)), folder_(std::move(folder)), returns_(returns) {
    Start();
  }
  ~Sender() { Kill(); }
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;
  void Kill() {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  void KillAndStart() {
    Kill();
    Start();
  }

 private:
  void Start() {
    pid_ = fork();
    if (pid_ != 0) return;
    const std::string returns = absl::StrCat(absl::ToUnixMicros(returns_));
    execl(program_.c_str(), program_.c_str(), "--send", folder_.c_str(), returns.c_str(), nullptr);
    _exit(127);
  }
  const std::string program_;
  const std::string folder_;
  const absl::Time returns_;
  pid_t pid_ = 0;
};

void Check(const absl::Status& status, const std::string& what) {
  if (!status.ok()) Fail(absl::StrCat(what, ": ", std::string(status.message())));
}

// How many students have anything but their one final newest score.
int Wrong(PracticeLms& lms) {
  std::map<std::string, std::vector<double>> found;
  for (const PracticeLms::Result& result : lms.Results())
    found[result.user].push_back(result.score);
  int wrong = 0;
  for (int student = 1; student <= kGrades; ++student) {
    const bool corrected = student <= kCorrections;
    const double mark = MarkTenths(corrected ? student + 1 : student) / 10.0;
    const auto& scores = found[absl::StrCat("student-", student)];
    if (scores.size() != 1 || std::abs(scores[0] - mark) > 0.001) ++wrong;
  }
  return wrong;
}

// How often a student's score was followed by an older or another one than it should be.
int Regressions(PracticeLms& lms) {
  std::map<std::string, std::string> last;
  std::map<std::string, double> score;
  int regressions = 0;
  for (const PracticeLms::Result& taken : lms.Taken()) {
    if (last.contains(taken.user) &&
        (taken.timestamp <= last[taken.user] || taken.score != score[taken.user])) {
      ++regressions;
    }
    last[taken.user] = taken.timestamp;
    score[taken.user] = taken.score;
  }
  return regressions;
}

void Measure(const std::string& program) {
  const test::TempFolder folder;
  const SystemClock clock;
  const auto database = storage::Open(absl::StrCat("sqlite:", folder.path(), "/lti.db"), "lti");
  if (!database.ok()) Fail("the database does not open");
  Check(storage::Migrate(**database, "lti", lti::Migrations(), clock), "migrations");
  Uuid7Source ids(clock);
  PassbackParts parts(**database, clock, ids, folder.path() + "/lti.secret");
  Check(parts.own_keys.RotateIfDue(), "keys");
  const auto key_server = lti::Server::Start(
      {.listen = "127.0.0.1:0", .workers = 2},
      [&](const lti::Request&) {
        lti::Response response{.body = *parts.own_keys.KeySetJson()};
        response.Set("Content-Type", "application/json");
        return response;
      },
      [](const lti::Request&, const lti::Response&, absl::Duration) {});
  if (!key_server.ok()) Fail("no port for the keys");
  PracticeLms lms(folder.path(), kGrades);
  lms.Start();
  const std::string client = lms.AddTool(
      "http://localhost:8080", absl::StrCat("http://127.0.0.1:", (*key_server)->port(), "/jwks"),
      lti::test::kAllGradeScopes);
  const lti::Registration registration{.id = ids.NewId(),
                                       .issuer = lms.url(),
                                       .client_id = client,
                                       .tenant = kSchool,
                                       .authorization_endpoint = lms.url() + "/lti/authorize",
                                       .token_endpoint = lms.url() + "/lti/token",
                                       .jwks_uri = lms.url() + "/lti/keys",
                                       .token_audience = lms.url() + "/lti/token",
                                       .family = "moodle"};
  Check(parts.registrations.Add(registration), "registration");
  const std::string registration_id =
      parts.registrations.Find(registration.issuer, registration.client_id)->id;
  Say(absl::StrCat("seating ", kGrades, " students"));
  for (int student = 1; student <= kGrades; ++student) {
    Check(parts.seats.Keep(
              {.tenant = kSchool,
               .person = PersonId(NumberedId(student)),
               .registration_id = registration_id,
               .deployment_id = "1",
               .context_id = "stage",
               .subject = absl::StrCat("student-", student),
               .service = {.scopes = {"score", "lineitem"}, .lineitems = lms.LineItemsUrl()}}),
          "seat");
  }
  lms.Kill();
  Say("the LMS is away for eight hours, and the sender is killed fifty times");
  const absl::Time returns = absl::Now() + kAwayReally;
  Sender sender(program, folder.path(), returns);
  std::mt19937 random(1);
  for (int killed = 1; killed <= kKills; ++killed) {
    const absl::Time next = returns - kAwayReally + kAwayReally * killed / (kKills + 1) +
                            absl::Milliseconds(std::uniform_int_distribution<int>(0, 900)(random));
    absl::SleepFor(next - absl::Now());
    sender.KillAndStart();
  }
  absl::SleepFor(returns - absl::Now());
  Say("the LMS returns, failing");
  lms.Start();
  lms.SetFaults(
      R"({"error_share":0.3,"busy_share":0.02,"retry_after":1,"lost_share":0.1,"seed":3})");
  const absl::Time returned = absl::Now();
  while (lms.Taken().empty()) {
    if (absl::Now() - returned > absl::Minutes(2)) Fail("nothing arrived after the return");
    absl::SleepFor(absl::Milliseconds(100));
  }
  const double first = absl::ToDoubleSeconds(absl::Now() - returned);
  for (int killed = 0; killed < 5; ++killed) {
    absl::SleepFor(absl::Seconds(5));
    sender.KillAndStart();
  }
  while (Wrong(lms) > 0 && absl::Now() - returned < kLongestDelivery)
    absl::SleepFor(absl::Seconds(2));
  const double all = absl::ToDoubleSeconds(absl::Now() - returned);
  // What is on its way now must not spoil what is there.
  absl::SleepFor(absl::Seconds(30));
  sender.Kill();
  if (const int wrong = Wrong(lms); wrong > 0)
    Fail(absl::StrCat(wrong, " students without their score"));
  if (const int bad = Regressions(lms); bad > 0) Fail(absl::StrCat(bad, " scores fell back"));
  if (lms.Columns().size() != 1) Fail("more than one column was made");
  Say(absl::StrCat(lms.Taken().size(), " scores were stored for ", kGrades, " students"));
  PrintAgainstBound("outbox: first of 5,000 grades after the LMS returned", "s", {first}, 60);
  PrintAgainstBound("outbox: all of them, a third of the calls failing", "s", {all},
                    absl::ToDoubleSeconds(kLongestDelivery));
}

}  // namespace
}  // namespace driehoek::bench

int main(int argc, char** argv) {
  if (argc == 4 && std::string(argv[1]) == "--send") {
    std::int64_t micros = 0;
    if (!absl::SimpleAtoi(argv[3], &micros)) return 1;
    driehoek::bench::Send(argv[2], absl::FromUnixMicros(micros));
  }
  driehoek::bench::Measure("/proc/self/exe");
  return 0;
}
