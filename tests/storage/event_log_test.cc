// Following a tenant's events: order, epochs, signals within a process and between two.
#include "shared/events/event_log.h"

#include <atomic>
#include <thread>

#include "absl/strings/str_cat.h"
#include "shared/events/change_log.h"
#include "shared/events/event_poller.h"
#include "shared/events/event_signal.h"
#include "support/database_test.h"
#include "support/status_matchers.h"

namespace driehoek::events {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;

using storage::TenantTransaction;
using test::IsOk;

class EventLogTest : public test::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (HasFatalFailure()) return;
    Migrate("events", Migrations());
    log_ = std::make_unique<EventLog>(tenant_database());
    change_log_ = std::make_unique<ChangeLog>(tenant_database(), clock(), &signal_);
  }

  void Append(const TenantId& tenant, const std::string& type, ChangeLog* change_log = nullptr) {
    ChangeLog& used = change_log == nullptr ? *change_log_ : *change_log;
    ASSERT_THAT(used.Commit(tenant, {.events = {{type, "loans/a", std::string("\0\n\xff", 3)}}},
                            Soon(), [](TenantTransaction&) { return absl::OkStatus(); }),
                IsOk());
  }

  const TenantId demo_{"demo"};
  const TenantId other_{"other"};
  EventSignal signal_;
  std::unique_ptr<EventLog> log_;
  std::unique_ptr<ChangeLog> change_log_;
};

TEST_P(EventLogTest, GivenEvents_WhenReadAfterANumber_ThenTheRestInOrder) {
  for (const char* type : {"a", "b", "c", "d"}) Append(demo_, type);
  Append(other_, "x");

  const auto events = log_->ReadAfter(demo_, 1, 2, Soon());

  ASSERT_THAT(events, IsOk());
  EXPECT_THAT(*events, ElementsAre(Field(&StoredEvent::type, "b"), Field(&StoredEvent::type, "c")));
  EXPECT_EQ(events->at(0).sequence, 2);
  EXPECT_EQ(events->at(0).time, clock().Now());
  EXPECT_EQ(events->at(0).payload, std::string("\0\n\xff", 3));
  EXPECT_THAT(*log_->ReadAfter(demo_, 4, 2, Soon()), ::testing::IsEmpty());
}

TEST_P(EventLogTest, GivenRestore_WhenEpochIsRaised_ThenTokensOfBeforeAreTold) {
  EXPECT_EQ(log_->Newest(demo_, Soon())->epoch, 1);
  Append(demo_, "a");
  ASSERT_THAT(log_->RaiseEpoch(demo_, Soon()), IsOk());
  ASSERT_THAT(log_->RaiseEpoch(other_, Soon()), IsOk());
  Append(demo_, "b");

  EXPECT_EQ(log_->Newest(demo_, Soon())->epoch, 2);
  EXPECT_EQ(log_->Newest(demo_, Soon())->sequence, 2);
  EXPECT_EQ(log_->Newest(other_, Soon())->epoch, 2);
}

TEST_P(EventLogTest, GivenWaitingWatcher_WhenEventIsCommitted_ThenItWakesAndFindsIt) {
  std::thread watcher([&] {
    EXPECT_TRUE(signal_.Wait(demo_, 0, Soon()));
    EXPECT_EQ(log_->ReadAfter(demo_, 0, 10, Soon())->size(), 1U);
  });

  Append(demo_, "a");

  watcher.join();
  EXPECT_FALSE(signal_.Wait(demo_, 1, absl::Now() + absl::Milliseconds(20)));
  EXPECT_FALSE(signal_.Wait(other_, 0, absl::Now() + absl::Milliseconds(20)));
}

TEST_P(EventLogTest, GivenSubscriber_WhenEventsOfItsTenantCome_ThenCalledUntilUnsubscribed) {
  std::atomic<int> calls{0};
  const auto id = signal_.Subscribe(demo_, [&] { ++calls; });

  Append(demo_, "a");
  Append(other_, "x");
  EXPECT_EQ(calls, 1);

  signal_.Unsubscribe(id);
  Append(demo_, "b");
  EXPECT_EQ(calls, 1);
}

TEST_P(EventLogTest, GivenRunningCallback_WhenUnsubscribed_ThenWaitsForItsEnd) {
  std::atomic<bool> entered{false};
  std::atomic<bool> left{false};
  const auto id = signal_.Subscribe(demo_, [&] {
    entered = true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    left = true;
  });
  std::thread notifier([&] { signal_.Notify(demo_, 1); });
  while (!entered) std::this_thread::yield();

  signal_.Unsubscribe(id);

  EXPECT_TRUE(left);
  notifier.join();
}

TEST_P(EventLogTest, GivenAnotherProcess_WhenItCommits_ThenThePollerTells) {
  EventPoller poller(*log_, signal_, absl::Milliseconds(20));
  const auto second = test_database().OpenAgain();
  storage::TenantDatabase second_tenants(*second);
  ChangeLog elsewhere(second_tenants, clock());  // knows nothing of our signal
  std::thread watcher([&] { EXPECT_TRUE(signal_.Wait(demo_, 0, Soon())); });

  Append(demo_, "a", &elsewhere);

  watcher.join();
}

TEST_P(EventLogTest, GivenRefusedCommit_WhenItHadEvents_ThenNobodyIsTold) {
  ASSERT_FALSE(change_log_
                   ->Commit(demo_,
                            {.writes = {{"loans/none", 4}}, .events = {{"a", "loans/none", ""}}},
                            Soon(), [](TenantTransaction&) { return absl::OkStatus(); })
                   .ok());

  EXPECT_FALSE(signal_.Wait(demo_, 0, absl::Now() + absl::Milliseconds(10)));
}

DRIEHOEK_ON_EVERY_ENGINE(EventLogTest);

}  // namespace
}  // namespace driehoek::events
