// Invariant I8 over 10,000 seeded histories with a seeded clock, on both engines: whatever is
// decided, refused, repeated, read and forgotten in whatever order, each institution's audit chain
// verifies and holds exactly what happened; and after one change behind its back it does not.
//
// DRIEHOEK_HISTORY_SEED=<number> plays one history again.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "shared/events/audit_chain.h"
#include "support/database_test.h"
#include "support/status_matchers.h"

namespace driehoek::events {
namespace {

using storage::TenantTransaction;
using test::IsOk;

constexpr unsigned kHistories = 10'000;

// What the chain must hold.
struct Happened {
  AuditKind kind = AuditKind::kDecision;
  std::string action;
  absl::Time time;
};

class History {
 public:
  History(unsigned seed, storage::TenantDatabase& database)
      : random_(seed),
        tenant_(absl::StrCat("h", seed)),
        database_(database),
        log_(database, clock_),
        chain_(database) {}

  void Step() {
    MoveClock();
    switch (Pick(8)) {
      case 0:
        return FailToCommit();
      case 1:
        return Repeat();
      case 2:
        return Read();
      case 3:
        return Forget();
      default:
        return Decide();
    }
  }

  void CheckWhole() {
    const AuditVerdict verdict = Verify(anchor_);
    EXPECT_EQ(verdict.broken_sequence, std::nullopt) << verdict.fault;
    EXPECT_EQ(verdict.entries, static_cast<std::int64_t>(happened_.size()));
    const auto entries = chain_.List(tenant_, {}, 0, 500, Soon());
    ASSERT_THAT(entries, IsOk());
    ASSERT_EQ(entries->size(), happened_.size());
    for (std::size_t i = 0; i < happened_.size(); ++i) {
      const AuditEntry& entry = (*entries)[happened_.size() - 1 - i];  // the newest comes first
      EXPECT_EQ(entry.sequence, static_cast<std::int64_t>(i) + 1);
      EXPECT_EQ(entry.action, happened_[i].action);
      EXPECT_EQ(entry.kind, happened_[i].kind);
      EXPECT_EQ(entry.time, happened_[i].time);
    }
  }

  // One row is changed, removed or moved behind the chain's back.
  void TamperAndCheck() {
    if (happened_.empty()) return;
    const std::int64_t victim = 1 + Pick(static_cast<int>(happened_.size()));
    const bool is_last = victim == static_cast<std::int64_t>(happened_.size());
    static constexpr const char* kChanges[] = {
        "UPDATE audit SET action = 'Other' WHERE tenant_id = $1 AND seq = $2",
        "UPDATE audit SET actor = 'institutions/x' WHERE tenant_id = $1 AND seq = $2",
        "UPDATE audit SET at_us = at_us + 1 WHERE tenant_id = $1 AND seq = $2",
        "UPDATE audit SET seq = 1000 WHERE tenant_id = $1 AND seq = $2",
        "DELETE FROM audit WHERE tenant_id = $1 AND seq = $2"};
    const int change = Pick(5);
    ASSERT_THAT(database_.Write(tenant_, Soon(),
                                [&](TenantTransaction& transaction) {
                                  return transaction.Execute(kChanges[change], {victim}).status();
                                }),
                IsOk());
    const AuditVerdict verdict = Verify(std::nullopt);
    EXPECT_EQ(verdict.broken_sequence, victim) << kChanges[change] << " found " << verdict.fault;
    if (change < 3) {
      EXPECT_EQ(verdict.fault, "HASH_MISMATCH");
    } else if (!is_last) {
      EXPECT_EQ(verdict.fault, "GAP");
    }
    ++tampered_;
  }

  int entries() const { return static_cast<int>(happened_.size()); }
  int tampered() const { return tampered_; }
  const std::map<std::string, int>& did() const { return did_; }

 private:
  int Pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
  static absl::Time Soon() { return absl::Now() + absl::Seconds(30); }

  // Mostly on, by seconds or days; now and then back, as a clock that is set right.
  void MoveClock() {
    switch (Pick(6)) {
      case 0:
        return clock_.Advance(-absl::Microseconds(Pick(5'000'000)));
      case 1:
        return clock_.Advance(absl::Hours(Pick(24 * 400)));
      default:
        return clock_.Advance(absl::Microseconds(Pick(2'000'000'000)));
    }
  }
  std::string Person() {
    return absl::StrCat("institutions/", tenant_.value(), "/persons/p", Pick(4));
  }
  std::string Loan() { return absl::StrCat("institutions/", tenant_.value(), "/loans/", Pick(3)); }

  std::vector<AuditRecord> SomeRecords() {
    std::vector<AuditRecord> records;
    const int count = 1 + Pick(3);
    for (int i = 0; i < count; ++i) {
      records.push_back({.actor = Pick(4) == 0 ? "system" : Person(),
                         .action = absl::StrCat("Act", ++acts_),
                         .resource = Pick(3) == 0 ? Person() + "/contact" : Loan(),
                         .reason = Pick(2) == 0 ? "" : "GROUND",
                         .subject = Pick(2) == 0 ? "" : Person()});
    }
    return records;
  }
  void Note(AuditKind kind, const std::vector<AuditRecord>& records) {
    for (const AuditRecord& record : records) {
      happened_.push_back({kind, record.action, clock_.Now()});
    }
  }

  void Decide() {
    const std::string name = Loan();
    CommitPlan plan{.writes = {{name, versions_[name]}}, .audit = SomeRecords()};
    ASSERT_THAT(log_.Commit(tenant_, plan, Soon(), Nothing), IsOk());
    ++versions_[name];
    Note(AuditKind::kDecision, plan.audit);
    if (Pick(4) == 0) anchor_ = Verify(std::nullopt).head;
    ++did_["decided"];
  }
  // What is not stored leaves no trace: a stale version, or rows that cannot be written.
  void FailToCommit() {
    const std::string name = Loan();
    const bool is_stale = Pick(2) == 0;
    const CommitPlan plan{.writes = {{name, versions_[name] + (is_stale ? 1 : 0)}},
                          .audit = SomeRecords()};
    const auto answer = log_.Commit(tenant_, plan, Soon(), [](TenantTransaction&) -> absl::Status {
      return absl::FailedPreconditionError("the rows are refused");
    });
    EXPECT_FALSE(answer.ok());
    ++did_["refused"];
  }
  // The same call twice is one decision.
  void Repeat() {
    const RequestKey request{
        .caller = Person(), .request_id = absl::StrCat("r", ++requests_), .body_hash = "h"};
    const CommitPlan plan{.audit = SomeRecords(), .request = request, .response = "first"};
    ASSERT_THAT(log_.Commit(tenant_, plan, Soon(), Nothing), IsOk());
    Note(AuditKind::kDecision, plan.audit);
    clock_.Advance(absl::Seconds(Pick(100)));
    EXPECT_THAT(log_.Commit(tenant_, plan, Soon(), Nothing), test::IsOkAndHolds("first"));
    ++did_["repeated"];
  }
  void Read() {
    const std::vector<AuditRecord> records = SomeRecords();
    ASSERT_THAT(database_.Write(tenant_, Soon(),
                                [&](TenantTransaction& transaction) {
                                  return AppendToChain(transaction, records, AuditKind::kRead,
                                                       clock_.Now());
                                }),
                IsOk());
    Note(AuditKind::kRead, records);
    ++did_["read"];
  }
  void Forget() {
    ASSERT_THAT(chain_.ForgetPerson(tenant_, Person(), Soon()), IsOk());
    ++did_["forgotten"];
  }

  static absl::Status Nothing(TenantTransaction& /*transaction*/) { return absl::OkStatus(); }

  AuditVerdict Verify(const std::optional<AuditAnchor>& anchor) {
    const auto verdict = chain_.Verify(tenant_, anchor, Soon());
    EXPECT_THAT(verdict, IsOk());
    return verdict.ok() ? *verdict : AuditVerdict{};
  }

  std::mt19937 random_;
  const TenantId tenant_;
  storage::TenantDatabase& database_;
  test::FakeClock clock_;
  ChangeLog log_;
  AuditChain chain_;
  std::map<std::string, std::int64_t> versions_;
  std::vector<Happened> happened_;
  std::optional<AuditAnchor> anchor_;
  std::map<std::string, int> did_;
  int acts_ = 0;
  int requests_ = 0;
  int tampered_ = 0;
};

class AuditHistoryTest : public test::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (HasFatalFailure()) return;
    Migrate("events", Migrations());
  }
  void Play(unsigned seed) {
    SCOPED_TRACE(absl::StrCat("DRIEHOEK_HISTORY_SEED=", seed));
    History history(seed, tenant_database());
    const unsigned steps = 2 + seed % 5;
    for (unsigned step = 0; step < steps && !HasFailure(); ++step) history.Step();
    history.CheckWhole();
    history.TamperAndCheck();
    for (const auto& [what, times] : history.did()) did_[what] += times;
    entries_ += history.entries();
    tampered_ += history.tampered();
  }

  std::map<std::string, int> did_;
  int entries_ = 0;
  int tampered_ = 0;
};
DRIEHOEK_ON_EVERY_ENGINE(AuditHistoryTest);

TEST_P(AuditHistoryTest, GivenTenThousandHistories_WhenAnythingHappens_ThenTheChainVerifies) {
  unsigned first = 0;
  unsigned last = kHistories;
  if (const char* const given = std::getenv("DRIEHOEK_HISTORY_SEED")) {
    ASSERT_TRUE(absl::SimpleAtoi(given, &first)) << given;
    last = first + 1;
  }
  for (unsigned seed = first; seed < last; ++seed) {
    Play(seed);
    ASSERT_FALSE(HasFailure());
  }
  if (last - first < kHistories) return;
  for (const char* what : {"decided", "refused", "repeated", "read", "forgotten"}) {
    EXPECT_GT(did_[what], 2'000) << what;
  }
  EXPECT_GT(entries_, 30'000);
  EXPECT_GT(tampered_, 9'000);
}

}  // namespace
}  // namespace driehoek::events
