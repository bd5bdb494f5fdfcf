// Durable writes through the one commit path of the services, beside SQLite by hand with the same
// rows; both with synchronous FULL, at 64, 16 and 1 callers.
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "bench/raw_group_commit.h"
#include "bench/support/callers.h"
#include "bench/support/comparison.h"
#include "bench/write_rows.h"
#include "shared/base/clock.h"
#include "shared/events/change_log.h"
#include "shared/storage/tenant_database.h"
#include "support/temp_folder.h"

namespace driehoek::bench {
namespace {

constexpr absl::Duration kRound = absl::Milliseconds(1500);
constexpr int kRounds = 7;

std::unique_ptr<storage::Database> OpenWithTables(const std::string& path, const Clock& clock) {
  auto database = storage::Open(absl::StrCat("sqlite:", path), "driehoek");
  if (!database.ok()) Fail("the database does not open");
  if (!storage::Migrate(**database, "events", events::Migrations(), clock).ok() ||
      !storage::Migrate(**database, "note", NoteMigrations(), clock).ok()) {
    Fail("the tables were not made");
  }
  return *std::move(database);
}

// The commit path, as a service uses it.
class OurWrites {
 public:
  OurWrites(storage::Database& database, const Clock& clock)
      : tenants_(database), log_(tenants_, clock) {}

  bool Write(const WriteRows& rows) {
    events::CommitPlan plan;
    plan.writes.push_back({rows.name, 0});
    plan.audit.push_back(
        {.actor = kCaller, .action = kMethod, .resource = rows.name, .reason = ""});
    plan.events.push_back({kEvent, rows.name, rows.payload});
    plan.request = {.caller = kCaller, .request_id = rows.request_id, .body_hash = rows.body_hash};
    plan.response = rows.answer;
    return log_
        .Commit(tenant_, plan, absl::Now() + absl::Seconds(30),
                [&](storage::TenantTransaction& transaction) {
                  return transaction
                      .Execute("INSERT INTO note (tenant_id, id, body) VALUES ($1, $2, $3)",
                               {rows.id, rows.text})
                      .status();
                })
        .ok();
  }

 private:
  const TenantId tenant_{kTenant};
  storage::TenantDatabase tenants_;
  events::ChangeLog log_;
};

// Rounds by turns; `turns_done` keeps the rows of all rounds apart.
void Compare(int callers, OurWrites& ours, RawGroupCommit& raw, Goal goal) {
  static int rounds_done = 0;
  const auto rows = [](int caller, int turn) { return RowsOf(caller, (rounds_done << 20) + turn); };
  Comparison comparison(absl::StrCat("write, ", callers, callers == 1 ? " caller" : " callers"),
                        "writes/s", goal);
  for (int round = 0; round < kRounds; ++round) {
    const double by_us = StepsPerSecond(
        callers, kRound, [&](int caller, int turn) { return ours.Write(rows(caller, turn)); });
    const double by_hand = StepsPerSecond(callers, kRound, [&](int caller, int turn) {
      return callers == 1 ? raw.WriteAlone(rows(caller, turn)) : raw.Write(rows(caller, turn));
    });
    ++rounds_done;
    comparison.Add(by_us, by_hand);
  }
  comparison.Print();
}

void Run() {
  const test::TempFolder folder;
  const SystemClock clock;
  const auto database = OpenWithTables(folder.path() + "/ours.db", clock);
  OpenWithTables(folder.path() + "/raw.db", clock).reset();
  OurWrites ours(*database, clock);
  RawGroupCommit raw(folder.path() + "/raw.db");
  Say("durable writes, ours and raw SQLite by turns");
  Compare(64, ours, raw, Goal::AtLeast(0.8));
  Compare(16, ours, raw, Goal::AtLeast(0.8));
  Compare(1, ours, raw, Goal::AtLeast(0.9));
}

}  // namespace
}  // namespace driehoek::bench

int main() {
  driehoek::bench::Run();
  return 0;
}
