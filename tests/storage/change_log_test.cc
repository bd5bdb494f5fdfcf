// The commit path on both engines: all or nothing, versions, repeated requests, the feed.
#include "shared/events/change_log.h"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/events/audit_chain.h"
#include "shared/events/event_log.h"
#include "support/database_test.h"
#include "support/ids.h"
#include "support/status_matchers.h"

namespace driehoek::events {
namespace {

using storage::Migration;
using storage::TenantTransaction;
using test::IsOk;
using test::IsOkAndHolds;
using test::StatusIs;

constexpr Migration kRows[] = {
    {1, "n",
     "CREATE TABLE IF NOT EXISTS n (tenant_id @text NOT NULL, id @text NOT NULL, "
     "CONSTRAINT n_pk PRIMARY KEY (tenant_id, id));"}};

class ChangeLogTest : public test::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (HasFatalFailure()) return;
    Migrate("events", Migrations());
    Migrate("n", kRows);
    log_ = std::make_unique<ChangeLog>(tenant_database(), clock());
  }

  static absl::Status NoRows(TenantTransaction& /*transaction*/) { return absl::OkStatus(); }

  absl::StatusOr<std::string> Commit(const CommitPlan& plan) {
    return log_->Commit(demo_, plan, Soon(), NoRows);
  }
  absl::StatusOr<std::string> CommitRow(const CommitPlan& plan, const std::string& id) {
    return log_->Commit(demo_, plan, Soon(), [&](TenantTransaction& transaction) {
      return transaction.Execute("INSERT INTO n (tenant_id, id) VALUES ($1, $2)", {id}).status();
    });
  }
  RequestKey Request(const std::string& id, const std::string& body = "body") const {
    return {.caller = "institutions/demo/persons/p1", .request_id = id, .body_hash = body};
  }
  std::int64_t Count(absl::string_view sql) {
    std::int64_t count = -1;
    EXPECT_THAT(tenant_database().Read(demo_, Soon(),
                                       [&](TenantTransaction& transaction) {
                                         const auto rows = transaction.Execute(sql);
                                         if (rows.ok()) count = rows->at(0).Int(0);
                                         return rows.status();
                                       }),
                IsOk());
    return count;
  }
  std::int64_t CountRows() { return Count("SELECT count(*) FROM n WHERE tenant_id = $1"); }
  std::int64_t CountEvents() { return Count("SELECT count(*) FROM feed WHERE tenant_id = $1"); }
  std::int64_t CountAudit() { return Count("SELECT count(*) FROM audit WHERE tenant_id = $1"); }
  std::int64_t CountAnswers() { return Count("SELECT count(*) FROM idem WHERE tenant_id = $1"); }

  std::int64_t Version(const std::string& name) {
    std::int64_t version = -1;
    EXPECT_THAT(tenant_database().Read(demo_, Soon(),
                                       [&](TenantTransaction& transaction) {
                                         const auto found = VersionOf(transaction, name);
                                         if (found.ok()) version = *found;
                                         return found.status();
                                       }),
                IsOk());
    return version;
  }

  CommitPlan WholePlan(const std::string& name, const std::string& request_id) const {
    return {.writes = {{name, 0}},
            .relies_on = {},
            .events = {{"loan.created", name, "payload"}},
            .audit = {{"institutions/demo/persons/p1", "LoanService/CreateLoan", name, ""}},
            .request = Request(request_id),
            .response = "answer"};
  }

  const TenantId demo_{"demo"};
  test::SeededIds ids_;
  std::unique_ptr<ChangeLog> log_;
};

TEST_P(ChangeLogTest, GivenWholePlan_WhenCommitted_ThenAllOfItIsThere) {
  EXPECT_THAT(CommitRow(WholePlan("loans/a", "r1"), "a"), IsOkAndHolds(std::string("answer")));

  EXPECT_EQ(CountRows(), 1);
  EXPECT_EQ(CountEvents(), 1);
  EXPECT_EQ(CountAudit(), 1);
  EXPECT_EQ(Version("loans/a"), 1);
  EXPECT_THAT(log_->FindAnswer(demo_, Request("r1"), Soon()),
              IsOkAndHolds(std::optional<std::string>("answer")));
}

TEST_P(ChangeLogTest, GivenRowsThatFail_WhenCommitted_ThenNoneOfItIsThere) {
  ASSERT_THAT(CommitRow({}, "a"), IsOk());

  EXPECT_THAT(CommitRow(WholePlan("loans/a", "r1"), "a"),
              StatusIs(absl::StatusCode::kAlreadyExists, "UNIQUE_VIOLATION"));

  EXPECT_EQ(CountRows(), 1);
  EXPECT_EQ(CountEvents(), 0);
  EXPECT_EQ(CountAudit(), 0);
  EXPECT_EQ(CountAnswers(), 0);
  EXPECT_EQ(Version("loans/a"), 0);
}

TEST_P(ChangeLogTest, GivenRightVersion_WhenWritten_ThenRaisedByOne) {
  ASSERT_THAT(Commit({.writes = {{"loans/a", 0}}}), IsOk());

  EXPECT_THAT(Commit({.writes = {{"loans/a", 1}}}), IsOk());

  EXPECT_EQ(Version("loans/a"), 2);
}

TEST_P(ChangeLogTest, GivenStaleVersion_WhenWritten_ThenAbortedAndNothingRaised) {
  ASSERT_THAT(Commit({.writes = {{"loans/a", 0}, {"loans/b", 0}}}), IsOk());
  ASSERT_THAT(Commit({.writes = {{"loans/b", 1}}}), IsOk());

  EXPECT_THAT(Commit({.writes = {{"loans/a", 1}, {"loans/b", 1}}}),
              StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_THAT(Commit({.writes = {{"loans/missing", 1}}}),
              StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));

  EXPECT_EQ(Version("loans/a"), 1);
}

TEST_P(ChangeLogTest, GivenTakenName_WhenCreated_ThenAlreadyExists) {
  ASSERT_THAT(Commit({.writes = {{"loans/a", 0}}}), IsOk());

  EXPECT_THAT(Commit({.writes = {{"loans/a", 0}}}),
              StatusIs(absl::StatusCode::kAlreadyExists, "RESOURCE_EXISTS"));
}

TEST_P(ChangeLogTest, GivenReliedOnResource_WhenItChangedOrAppeared_ThenAborted) {
  ASSERT_THAT(Commit({.writes = {{"scans/s", 0}}}), IsOk());
  EXPECT_THAT(Commit({.relies_on = {{"scans/s", 1}, {"scans/none", 0}}}), IsOk());

  ASSERT_THAT(Commit({.writes = {{"scans/s", 1}}}), IsOk());

  EXPECT_THAT(CommitRow({.relies_on = {{"scans/s", 1}}}, "a"),
              StatusIs(absl::StatusCode::kAborted, "RELIED_ON_CHANGED"));
  EXPECT_THAT(Commit({.relies_on = {{"scans/s", 0}}}),
              StatusIs(absl::StatusCode::kAborted, "RELIED_ON_CHANGED"));
  EXPECT_THAT(Commit({.relies_on = {{"scans/none", 3}}}),
              StatusIs(absl::StatusCode::kAborted, "RELIED_ON_CHANGED"));
  EXPECT_EQ(CountRows(), 0);
  EXPECT_EQ(Version("scans/s"), 2);
}

TEST_P(ChangeLogTest, GivenOneVersionAndManyWriters_WhenAllWrite_ThenExactlyOneWins) {
  ASSERT_THAT(Commit({.writes = {{"loans/a", 0}}}), IsOk());
  std::atomic<int> won{0};
  std::atomic<int> stale{0};
  std::vector<std::thread> threads;

  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      const auto result = Commit({.writes = {{"loans/a", 1}}});
      won += result.ok() ? 1 : 0;
      stale += ReasonOf(result.status()) == "STALE_ETAG" ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(won, 1);
  EXPECT_EQ(stale, 15);
}

TEST_P(ChangeLogTest, GivenTwoResourcesInOppositeOrder_WhenWrittenAtOnce_ThenNobodyIsLocked) {
  ASSERT_THAT(Commit({.writes = {{"a", 0}, {"b", 0}}}), IsOk());
  std::vector<std::thread> threads;
  std::atomic<int> other_errors{0};

  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      for (int n = 0; n < 10; ++n) {
        const ResourceVersion a{"a", Version("a")};
        const ResourceVersion b{"b", Version("b")};
        const auto result = i % 2 == 0 ? Commit({.writes = {a, b}}) : Commit({.writes = {b, a}});
        if (!result.ok() && ReasonOf(result.status()) != "STALE_ETAG") ++other_errors;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(other_errors, 0);
}

TEST_P(ChangeLogTest, GivenAnsweredRequest_WhenRepeated_ThenFirstAnswerAndNoSecondEffect) {
  ASSERT_THAT(CommitRow(WholePlan("loans/a", "r1"), "a"), IsOk());
  CommitPlan again = WholePlan("loans/b", "r1");
  again.response = "another answer";

  EXPECT_THAT(CommitRow(again, "b"), IsOkAndHolds(std::string("answer")));

  EXPECT_EQ(CountRows(), 1);
  EXPECT_EQ(CountEvents(), 1);
}

TEST_P(ChangeLogTest, GivenAnsweredRequest_WhenRepeatedWithAnotherBody_ThenRefused) {
  ASSERT_THAT(CommitRow(WholePlan("loans/a", "r1"), "a"), IsOk());
  CommitPlan other = WholePlan("loans/b", "r1");
  other.request = Request("r1", "other body");

  EXPECT_THAT(CommitRow(other, "b"),
              StatusIs(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_THAT(log_->FindAnswer(demo_, Request("r1", "other body"), Soon()),
              StatusIs(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_EQ(CountRows(), 1);
}

TEST_P(ChangeLogTest, GivenAnotherCallersOrTenantsRequestId_WhenUsed_ThenItIsNew) {
  ASSERT_THAT(CommitRow(WholePlan("loans/a", "r1"), "a"), IsOk());
  RequestKey theirs = Request("r1");
  theirs.caller = "institutions/demo/persons/p2";

  EXPECT_THAT(log_->FindAnswer(demo_, theirs, Soon()), IsOkAndHolds(std::nullopt));
  EXPECT_THAT(log_->FindAnswer(TenantId("other"), Request("r1"), Soon()),
              IsOkAndHolds(std::nullopt));
}

TEST_P(ChangeLogTest, GivenRefusedRequest_WhenRepeated_ThenDecidedAnew) {
  ASSERT_THAT(CommitRow({}, "a"), IsOk());
  ASSERT_FALSE(CommitRow(WholePlan("loans/a", "r1"), "a").ok());

  EXPECT_THAT(CommitRow(WholePlan("loans/a", "r1"), "b"), IsOkAndHolds(std::string("answer")));
}

TEST_P(ChangeLogTest, GivenSevenDays_WhenPassed_ThenAnswerIsGoneAndTheIdIsFree) {
  ASSERT_THAT(CommitRow(WholePlan("loans/a", "r1"), "a"), IsOk());
  clock().Advance(kAnswerKept - absl::Microseconds(1));
  EXPECT_THAT(CommitRow(WholePlan("loans/b", "r1"), "b"), IsOk());
  EXPECT_EQ(CountRows(), 1);

  clock().Advance(absl::Microseconds(1));

  EXPECT_THAT(log_->FindAnswer(demo_, Request("r1"), Soon()), IsOkAndHolds(std::nullopt));
  EXPECT_THAT(CommitRow(WholePlan("loans/b", "r1"), "b"), IsOk());
  EXPECT_EQ(CountRows(), 2);
}

TEST_P(ChangeLogTest, GivenExpiredAnswers_WhenCleaned_ThenOnlyTheyGoInBatches) {
  for (const char* id : {"r1", "r2", "r3"}) {
    ASSERT_THAT(Commit({.request = Request(id), .response = "x"}), IsOk());
  }
  clock().Advance(kAnswerKept);
  ASSERT_THAT(Commit({.request = Request("r4"), .response = "x"}), IsOk());

  EXPECT_THAT(log_->DeleteExpiredAnswers(demo_, 2, Soon()), IsOkAndHolds(2));
  EXPECT_THAT(log_->DeleteExpiredAnswers(demo_, 2, Soon()), IsOkAndHolds(1));
  EXPECT_THAT(log_->DeleteExpiredAnswers(demo_, 2, Soon()), IsOkAndHolds(0));
  EXPECT_EQ(CountAnswers(), 1);
}

TEST_P(ChangeLogTest, GivenBinaryHashAndAnswer_WhenStored_ThenSame) {
  const std::string hash("\0\xff\x01", 3);
  const std::string answer("\n\0\x7f", 3);

  ASSERT_THAT(Commit({.request = Request("r1", hash), .response = answer}), IsOk());

  EXPECT_THAT(log_->FindAnswer(demo_, Request("r1", hash), Soon()),
              IsOkAndHolds(std::optional<std::string>(answer)));
}

TEST_P(ChangeLogTest,
       GivenFiftyThreadsAndOneId_WhenRepeatedTenThousandTimes_ThenOneEffectOneAnswer) {
  const bool is_sqlite = GetParam() == storage::Engine::kSqlite;
  const int rounds = is_sqlite ? 200 : 20;
  std::atomic<int> other_answers{0};
  std::vector<std::thread> threads;

  for (int i = 0; i < 50; ++i) {
    threads.emplace_back([&, i] {
      for (int n = 0; n < rounds; ++n) {
        CommitPlan plan = WholePlan(absl::StrCat("loans/", i, "/", n), "r1");
        plan.response = absl::StrCat("answer ", i, " ", n);
        const auto answer = CommitRow(plan, absl::StrCat(i, "-", n));
        const auto stored = log_->FindAnswer(demo_, Request("r1"), Soon());
        if (!answer.ok() || !stored.ok() || *answer != **stored) ++other_answers;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(other_answers, 0);
  EXPECT_EQ(CountRows(), 1);
  EXPECT_EQ(CountEvents(), 1);
  EXPECT_EQ(CountAudit(), 1);
}

TEST_P(ChangeLogTest, GivenManyWriters_WhenAReaderFollows_ThenItMissesNoEventAndSeesNoGap) {
  EventLog events(tenant_database());
  constexpr int kThreads = 32;
  constexpr int kEach = 10;
  std::atomic<bool> done{false};
  std::vector<StoredEvent> followed;
  std::thread follower([&] {
    // One more round after the writers are done.
    for (bool is_last = false; !is_last;) {
      is_last = done;
      const std::int64_t after = followed.empty() ? 0 : followed.back().sequence;
      const auto read = events.ReadAfter(demo_, after, 1000, Soon());
      ASSERT_THAT(read, IsOk());
      followed.insert(followed.end(), read->begin(), read->end());
    }
  });
  std::vector<std::thread> writers;
  std::atomic<int> accepted{0};

  for (int i = 0; i < kThreads; ++i) {
    writers.emplace_back([&, i] {
      for (int n = 0; n < kEach; ++n) {
        const std::string name = absl::StrCat("loans/", i, "/", n);
        // Every fifth is refused after its events are numbered or not at all; numbers must not
        // leak.
        const std::int64_t version = n % 5 == 0 ? 7 : 0;
        const auto result =
            Commit({.writes = {{name, version}}, .events = {{"a", name, ""}, {"b", name, ""}}});
        if (result.ok()) ++accepted;
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  done = true;
  follower.join();

  EXPECT_EQ(accepted, kThreads * kEach * 4 / 5);
  ASSERT_EQ(followed.size(), static_cast<std::size_t>(2 * accepted));
  for (std::size_t i = 0; i < followed.size(); ++i) {
    ASSERT_EQ(followed[i].sequence, static_cast<std::int64_t>(i) + 1);
  }
}

DRIEHOEK_ON_EVERY_ENGINE(ChangeLogTest);

}  // namespace
}  // namespace driehoek::events
