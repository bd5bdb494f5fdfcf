// driehoekd with 100,000 placements in its SQLite file: how soon it answers after its start, beside
// one with an empty database, and the memory it holds when nobody calls.
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "bench/support/comparison.h"
#include "bench/support/service.h"
#include "shared/storage/tenant_database.h"
#include "support/temp_folder.h"

namespace driehoek::bench {
namespace {

constexpr int kPlacements = 100'000;
constexpr int kBatch = 10'000;
constexpr int kRounds = 5;
// After this time the first look at what is due has passed.
constexpr absl::Duration kSettling = absl::Seconds(3);

constexpr absl::string_view kInsertPlacement = R"sql(
INSERT INTO placement (tenant_id, id, version, student_id, enrolment_id, programme_id, variant_id, variant, funding, phase,
  form, organisation_id, workplace_id, supervisor_id, supervisor_person_id, start_date, end_date, weekly_hours, load_hours,
  state, end_reason, create_time, update_time)
VALUES ($1, $2, 1, $3, $4, $5, $6, 'dual', 'funded', 1, 'dual_post', $7, $8, $9, $10, $11, $12, 24, 800, 'active', '',
  $13, $13)
)sql";

// Ids of things of one kind.
std::string Id(int kind, int number) {
  return absl::StrFormat("01900000-0000-7000-8%03x-%012x", kind, number);
}

absl::Status InsertPlacement(storage::TenantTransaction& transaction, int number, absl::Time now) {
  const absl::CivilDay today = absl::ToCivilDay(now, absl::UTCTimeZone());
  const auto text = [](absl::CivilDay day) { return absl::FormatCivilTime(day); };
  const int host = number / 20;
  const auto placed = transaction.Execute(
      kInsertPlacement,
      {Id(1, number), Id(2, number), Id(3, number), Id(4, number % 30), Id(5, number % 60),
       Id(6, host), Id(7, host), Id(8, number / 3), Id(9, number / 3), text(today - 60),
       text(today + 120), storage::ToValue(now)});
  if (!placed.ok()) return placed.status();
  return transaction
      .Execute("INSERT INTO resource (tenant_id, name, version) VALUES ($1, $2, 1)",
               {absl::StrCat("institutions/demo/placements/", Id(1, number))})
      .status();
}

void Fill(const std::string& data) {
  Say(absl::StrCat("putting ", kPlacements, " placements into a database"));
  const Service once({.data = data});
  const auto database = storage::Open(absl::StrCat("sqlite:", data, "/driehoek.db"), "driehoek");
  if (!database.ok()) Fail("the database does not open");
  storage::TenantDatabase tenants(**database);
  const absl::Time now = absl::Now();
  for (int begin = 0; begin < kPlacements; begin += kBatch) {
    const absl::Status status = tenants.Write(
        TenantId("demo"), now + absl::Minutes(5), [&](storage::TenantTransaction& transaction) {
          absl::Status written;
          for (int i = begin; i < begin + kBatch && written.ok(); ++i)
            written = InsertPlacement(transaction, i, now);
          return written;
        });
    if (!status.ok())
      Fail(absl::StrCat("placements were not stored: ", std::string(status.message())));
  }
}

void Run() {
  const test::TempFolder full;
  const test::TempFolder empty;
  Fill(full.path());
  { const Service once({.data = empty.path()}); }
  Comparison ready("ready, 100,000 placements : none", "ms");
  std::vector<double> milliseconds;
  std::vector<double> megabytes;
  for (int round = 0; round < kRounds; ++round) {
    Service service({.data = full.path(), .has_institution = true});
    const double took = absl::ToDoubleMilliseconds(service.time_to_ready());
    absl::SleepFor(kSettling);
    milliseconds.push_back(took);
    megabytes.push_back(service.process().ResidentMegabytes());
    const Service without({.data = empty.path(), .has_institution = true});
    ready.Add(took, absl::ToDoubleMilliseconds(without.time_to_ready()));
  }
  ready.Print();
  PrintAgainstBound("ready, 100,000 placements", "ms", milliseconds, 1000);
  PrintAgainstBound("resident when idle, 100,000 placements", "MB", megabytes, 40);
}

}  // namespace
}  // namespace driehoek::bench

int main() {
  driehoek::bench::Run();
  return 0;
}
