// Who saw what: once per reader, resource and hour, also over two processes and a restart.
#include "shared/events/read_recorder.h"

#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "shared/events/audit_chain.h"
#include "support/database_test.h"
#include "support/status_matchers.h"

namespace driehoek::events {
namespace {

using test::IsOk;

constexpr char kAnna[] = "institutions/demo/persons/anna";
constexpr char kBram[] = "institutions/demo/persons/bram";
constexpr char kLoan[] = "institutions/demo/loans/l1";

class ReadRecorderTest : public test::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (HasFatalFailure()) return;
    Migrate("events", Migrations());
  }

  std::size_t Recorded(const TenantId& tenant, const AuditFilter& filter = {}) {
    AuditChain chain(tenant_database());
    const auto entries = chain.List(tenant, filter, 0, 1000, Soon());
    EXPECT_THAT(entries, IsOk());
    const auto verdict = chain.Verify(tenant, std::nullopt, Soon());
    EXPECT_THAT(verdict, IsOk());
    EXPECT_EQ(verdict->fault, "");
    return entries.ok() ? entries->size() : 0;
  }

  const TenantId demo_{"demo"};
  const ReadRecord anna_sees_loan_{.reader = kAnna, .resource = kLoan, .subject = kBram};
};

TEST_P(ReadRecorderTest, GivenManyReadsInOneHour_WhenFlushed_ThenOneEntryThatTellsTheSubject) {
  ReadRecorder recorder(tenant_database(), clock());

  for (int i = 0; i < 100; ++i) ASSERT_THAT(recorder.Record(demo_, anna_sees_loan_), IsOk());
  ASSERT_THAT(recorder.Flush(Soon()), IsOk());

  EXPECT_EQ(Recorded(demo_), 1U);
  AuditChain chain(tenant_database());
  const auto seen = chain.List(demo_, {AuditFilter::By::kSubject, kBram}, 0, 10, Soon());
  ASSERT_EQ(seen->size(), 1U);
  EXPECT_EQ(seen->front().actor, kAnna);
  EXPECT_EQ(seen->front().resource, kLoan);
  EXPECT_EQ(seen->front().kind, AuditKind::kRead);
  EXPECT_EQ(seen->front().time, clock().Now());
}

TEST_P(ReadRecorderTest, GivenNextHourOtherReaderOtherResource_WhenRead_ThenEachHasItsEntry) {
  ReadRecorder recorder(tenant_database(), clock());
  ASSERT_THAT(recorder.Record(demo_, anna_sees_loan_), IsOk());
  ASSERT_THAT(recorder.Record(demo_, {kBram, kLoan, kBram}), IsOk());
  ASSERT_THAT(recorder.Record(demo_, {kAnna, "institutions/demo/loans/l2", ""}), IsOk());
  ASSERT_THAT(recorder.Record(TenantId("other"), anna_sees_loan_), IsOk());
  ASSERT_THAT(recorder.Flush(Soon()), IsOk());

  clock().Advance(absl::Hours(1) - absl::Microseconds(1));
  ASSERT_THAT(recorder.Record(demo_, anna_sees_loan_), IsOk());
  ASSERT_THAT(recorder.Flush(Soon()), IsOk());
  EXPECT_EQ(Recorded(demo_), 3U);

  clock().Advance(absl::Microseconds(1));
  ASSERT_THAT(recorder.Record(demo_, anna_sees_loan_), IsOk());
  ASSERT_THAT(recorder.Flush(Soon()), IsOk());
  EXPECT_EQ(Recorded(demo_), 4U);
  EXPECT_EQ(Recorded(TenantId("other")), 1U);
}

TEST_P(ReadRecorderTest, GivenRecorderThatEnds_WhenNothingWasFlushed_ThenItWritesWhatIsLeft) {
  {
    ReadRecorder recorder(tenant_database(), clock());
    ASSERT_THAT(recorder.Record(demo_, anna_sees_loan_), IsOk());
  }

  EXPECT_EQ(Recorded(demo_), 1U);
}

TEST_P(ReadRecorderTest, GivenNobodyFlushes_WhenASecondPasses_ThenItIsStored) {
  ReadRecorder recorder(tenant_database(), clock());
  ASSERT_THAT(recorder.Record(demo_, anna_sees_loan_), IsOk());

  std::this_thread::sleep_for(std::chrono::seconds(1));

  EXPECT_EQ(Recorded(demo_), 1U);
}

TEST_P(ReadRecorderTest, GivenRestartAndSecondProcess_WhenReadAgain_ThenNotTwice) {
  for (int i = 0; i < 2; ++i) {
    ReadRecorder recorder(tenant_database(), clock());
    ASSERT_THAT(recorder.Record(demo_, anna_sees_loan_), IsOk());
  }
  const auto second = test_database().OpenAgain();
  storage::TenantDatabase second_tenants(*second);
  {
    ReadRecorder here(tenant_database(), clock());
    ReadRecorder there(second_tenants, clock());
    for (int i = 0; i < 50; ++i) {
      const ReadRecord read{kAnna, absl::StrCat("institutions/demo/loans/m", i), ""};
      ASSERT_THAT(here.Record(demo_, read), IsOk());
      ASSERT_THAT(there.Record(demo_, read), IsOk());
    }
  }

  EXPECT_EQ(Recorded(demo_), 51U);
}

TEST_P(ReadRecorderTest, GivenEmptyChain_WhenTwoProcessesStoreAtTheSameMoment_ThenNotTwice) {
  const auto second = test_database().OpenAgain();
  storage::TenantDatabase second_tenants(*second);
  ReadRecorder here(tenant_database(), clock());
  ReadRecorder there(second_tenants, clock());
  for (int i = 0; i < 50; ++i) {
    const ReadRecord read{kAnna, absl::StrCat("institutions/demo/loans/m", i), ""};
    ASSERT_THAT(here.Record(demo_, read), IsOk());
    ASSERT_THAT(there.Record(demo_, read), IsOk());
  }

  std::thread other([&] { EXPECT_THAT(there.Flush(Soon()), IsOk()); });
  EXPECT_THAT(here.Flush(Soon()), IsOk());
  other.join();

  EXPECT_EQ(Recorded(demo_), 50U);
}

TEST_P(ReadRecorderTest, GivenManyThreads_WhenAllRecord_ThenEachPairOnce) {
  {
    ReadRecorder recorder(tenant_database(), clock());
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < 300; ++i) {
          EXPECT_THAT(
              recorder.Record(demo_, {kAnna, absl::StrCat("institutions/demo/loans/m", i), kBram}),
              IsOk());
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  }

  EXPECT_EQ(Recorded(demo_), 300U);
}

DRIEHOEK_ON_EVERY_ENGINE(ReadRecorderTest);

}  // namespace
}  // namespace driehoek::events
