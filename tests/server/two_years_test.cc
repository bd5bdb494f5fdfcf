// Two simulated years of the server's deadlines, with all parts as they are joined: both DST nights
// of two years, a leap day, week 53, restarts, days in which nobody looked, and over PostgreSQL two
// servers that look at the same moment. Whatever falls due is told exactly once, at the first look
// on or after its day, and nothing else is told by the clock.
//
// The tasks of Parts::due_tasks(), and what of them is watched here:
// - agreements: overdue at the start of the placement, and expired after the last day.
// - placements: marks of the search clock, READY, ACTIVE, FINISHING after the last day, COMPLETED
//   when a mark was published.
// - scans: a condition overdue, a scan opened again after that, a scan that expired.
// - rounds: frozen when the time for preferences is over. Places that nobody answers in time come
//   back too; they need a published run, and tests/rpc/round_offer_rpc_test.cc has them.
// - tasks: a verdict due soon, overdue, told to lead and to manager.
// - check_ins: planned when the placement runs; invited, opened for views and missed, those of the
//   system and one of the student. An agreed action has a day but nothing happens on it: a page
//   shows that it passed.
// - signals: silence on each side, drowning, late verdict and expired scan, and each escalated when
//   nobody acknowledged it. An intervention has a deadline, which the teacher's page shows and the
//   clock does nothing with. Pulses and hours have no task of their own: what is not answered
//   counts for drowning.
// - proof: a question that ran out 30 days after the end, and the end of the window for an appeal.
// - mails: what falls due is a digest at an hour that each person chooses;
//   tests/notify/digest_history_test.cc has its histories. Here it runs beside the others.
// - registers: reads again what has changed; nothing falls due.
// - answers: deletes answers that are a week old, which nobody is told of;
//   tests/storage/change_log_test.cc has it. Here it runs beside the others.
// Guest links, role codes and codes for signing have no task: they are judged when they are used,
// so the last moment is that of the call (services/access/guest_grant_test.cc, role_grant_test.cc).
// Parts::long_tasks() works out match runs, which have no day.
//
// The random moments follow from the seed, which a failure prints; DRIEHOEK_YEARS_SEED=<number>
// plays others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "driehoek/v1/check_in_service.pb.h"
#include "driehoek/v1/event.pb.h"
#include "driehoek/v1/signal_service.pb.h"
#include "google/protobuf/util/json_util.h"
#include "support/status_matchers.h"
#include "two_years_expectation.h"

namespace driehoek::test {
namespace {

constexpr unsigned kSeed = 20260701;
constexpr int kDays = 735;  // from 1 July 2026 to after 29 February 2028
constexpr int kDaysBetweenStudents = 56;

unsigned Seed() {
  const char* const given = std::getenv("DRIEHOEK_YEARS_SEED");
  unsigned seed = kSeed;
  if (given != nullptr) {
    EXPECT_TRUE(absl::SimpleAtoi(given, &seed)) << given;
  }
  return seed;
}

class TwoYearsTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (HasFatalFailure()) return;
    world_ = std::make_unique<TwoYearsWorld>(test_database(), clock());
    looks_ = std::make_unique<Looks>(world_->zone());
    // SQLite is one server's own; PostgreSQL is looked at by two.
    servers_.resize(GetParam() == storage::Engine::kPostgres ? 2 : 1);
    for (auto& one : servers_) one = world_->NewServer();
  }

  TwoYearsWorld& world() { return *world_; }
  const Looks& looks() const { return *looks_; }
  int Between(int low, int high) { return std::uniform_int_distribution<>(low, high)(random_); }

  bool ChangesClock(absl::CivilDay day) const {
    const absl::TimeZone zone = world_->zone();
    return absl::FromCivil(day + 1, zone) - absl::FromCivil(day, zone) != absl::Hours(24);
  }

  // Mostly within three days, now and then after a fortnight; every half hour in the nights in
  // which the clock changes.
  absl::Time NextLook() {
    const absl::Time now = clock().Now();
    const absl::TimeZone zone = world().zone();
    if (ChangesClock(world().Today()) && absl::ToCivilHour(now, zone).hour() < 4) {
      return now + absl::Minutes(30);
    }
    const absl::Time next = now + (Between(1, 40) == 1 ? absl::Hours(24 * Between(3, 14))
                                                       : absl::Minutes(Between(60, 72 * 60)));
    for (absl::CivilDay day = world().Today() + 1; absl::FromCivil(day, zone) < next; ++day) {
      if (ChangesClock(day)) {
        return std::max(now + absl::Minutes(20), absl::FromCivil(day, zone) - absl::Minutes(10));
      }
    }
    return next;
  }

  // All servers look at the same moment; now and then one of them was started anew.
  void Look() {
    looks_->Add(clock().Now());
    if (Between(1, 15) == 1) {
      const int which = Between(0, static_cast<int>(servers_.size()) - 1);
      servers_[static_cast<std::size_t>(which)] = world().NewServer();
    }
    std::vector<std::thread> threads;
    for (auto& one : servers_) {
      threads.emplace_back([&] { one->Look(world().tenant(), clock().Now()); });
    }
    for (std::thread& thread : threads) thread.join();
  }

  // The moment of each telling, by what is told.
  using Key = std::tuple<std::string, std::string, int>;
  using Told = std::map<Key, std::vector<absl::Time>>;
  Told ReadTold() {
    Told told;
    for (std::int64_t after = 0;;) {
      const auto events = world().parts().event_log.ReadAfter(world().tenant(), after, 500,
                                                              absl::Now() + absl::Seconds(30));
      EXPECT_THAT(events, IsOk());
      if (!events.ok() || events->empty()) return told;
      for (const events::StoredEvent& event : *events) {
        v1::Event parsed;
        EXPECT_TRUE(parsed.ParseFromString(event.payload));
        told[{event.type, event.resource, parsed.placement_changed().escalation_step()}].push_back(
            event.time);
        after = event.sequence;
      }
    }
  }

  Found FindMade() {
    Found found;
    namespace json = google::protobuf::util;
    for (const Trainee& trainee : world().trainees()) {
      const std::string request = absl::StrCat(
          R"({"parent":"$institution","pageSize":500,"placement":")", trainee.placement, "\"}");
      v1::ListCheckInsResponse check_ins;
      EXPECT_TRUE(json::JsonStringToMessage(world().Read("CheckInService/ListCheckIns", request),
                                            &check_ins)
                      .ok());
      for (const v1::CheckIn& one : check_ins.check_ins()) {
        found.check_ins[{trainee.placement, one.kind()}] = one.name();
      }
      v1::ListSignalsResponse signals;
      EXPECT_TRUE(
          json::JsonStringToMessage(world().Read("SignalService/ListSignals", request), &signals)
              .ok());
      for (const v1::Signal& one : signals.signals()) {
        found.signals[{trainee.placement, one.kind(), one.edge()}] = one.name();
      }
    }
    return found;
  }

  const unsigned seed_ = Seed();

 private:
  std::mt19937 random_{seed_};
  std::unique_ptr<TwoYearsWorld> world_;
  std::unique_ptr<Looks> looks_;
  std::vector<std::unique_ptr<LookingServer>> servers_;
};
DRIEHOEK_ON_EVERY_ENGINE(TwoYearsTest);

TEST_P(TwoYearsTest, GivenTwoYearsOfDeadlines_WhenLookedAtWithGapsAndRestarts_ThenEachIsToldOnce) {
  SCOPED_TRACE(absl::StrCat("DRIEHOEK_YEARS_SEED=", seed_));
  const absl::Time end = clock().Now() + absl::Hours(24 * kDays);
  absl::Time next_student = clock().Now();
  while (clock().Now() < end) {
    if (clock().Now() >= next_student) {
      world().AddStudents();
      next_student += absl::Hours(24 * kDaysBetweenStudents);
    }
    clock().Set(NextLook());
    Look();
    world().BeginPlacements();
    world().EndPlacements();
    ASSERT_FALSE(HasFailure()) << clock().Now();
  }

  const Told told = ReadTold();
  std::map<std::string, int> checked;
  std::set<Key> known;
  for (const Due& due : ExpectedOf(world(), FindMade(), looks())) {
    known.insert({due.type, due.resource, due.step});
    const absl::Time expected = looks().From(due.from);
    const auto found = told.find({due.type, due.resource, due.step});
    const std::size_t times = found == told.end() ? 0 : found->second.size();
    const std::string what = absl::StrCat(due.type, " of ", due.resource, " step ", due.step,
                                          " from ", absl::FormatTime(due.from, world().zone()));
    if (expected == absl::InfiniteFuture() || looks().From(due.overtaken) == expected) {
      EXPECT_EQ(times, 0U) << what;
      continue;
    }
    ++checked[due.type];
    if (due.latest == absl::InfiniteFuture() && times == 0) continue;
    EXPECT_EQ(times, 1U) << what;
    if (times == 0) continue;
    EXPECT_GE(found->second[0], expected) << what;
    EXPECT_LE(found->second[0], due.latest.value_or(expected)) << what;
  }
  for (const auto& [key, times] : told) {
    const auto& [type, resource, step] = key;
    if (!IsOfClock(type)) continue;
    EXPECT_TRUE(known.contains(key)) << type << " of " << resource;
  }
  for (const auto& [type, count] : checked) {
    RecordProperty(type, count);
    EXPECT_GE(count, 4) << type;
  }
  EXPECT_EQ(checked.size(), 24U);
}

}  // namespace
}  // namespace driehoek::test
