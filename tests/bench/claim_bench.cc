// Ten thousand claims that race for the seats of one offer, beside a counter that guards itself:
// claims a second, and never one seat too many (I2). On SQLite and on PostgreSQL.
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "bench/support/comparison.h"
#include "placement/capacity/seat_claims.h"
#include "placement/capacity/sql_offer_store.h"
#include "placement/sql_placement_store.h"
#include "shared/base/clock.h"
#include "shared/base/errors.h"
#include "shared/events/change_log.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"
#include "support/postgres_server.h"
#include "support/temp_folder.h"

namespace driehoek::bench {
namespace {

constexpr int kClaims = 10'000;
constexpr int kThreads = 64;
constexpr int kSeats = 100;
constexpr int kRounds = 3;

std::string Id(int kind, int number) {
  return absl::StrFormat("01900000-0000-7000-8%03x-%012x", kind, number);
}

// What each claim of a race came to.
struct Race {
  double claims_per_second = 0;
  int given = 0;
};

class Claims {
 public:
  explicit Claims(const std::string& url) {
    auto database = storage::Open(url, "driehoek");
    if (!database.ok()) Fail("the database does not open");
    database_ = *std::move(database);
    for (const auto& [name, migrations] : {std::pair{"events", events::Migrations()},
                                           {"placement", placement::Migrations()},
                                           {"capacity", capacity::Migrations()},
                                           {"bench_counter", Counter()}}) {
      const absl::Status made = storage::Migrate(*database_, name, migrations, clock_);
      if (!made.ok()) Fail(absl::StrCat("no tables of ", name));
    }
    tenants_ = std::make_unique<storage::TenantDatabase>(*database_);
  }

  // Everybody at once for the seats of one new offer.
  Race ForSeats() {
    const capacity::CapacityOfferId offer(Id(1, ++made_));
    Write([&](storage::TenantTransaction& transaction) {
      return capacity::SqlOfferStore::Put(transaction,
                                          {.id = offer,
                                           .organisation = capacity::OrganisationId(Id(2, 0)),
                                           .workplace = capacity::WorkplaceId(Id(3, made_)),
                                           .start_date = absl::CivilDay(2027, 2, 1),
                                           .end_date = absl::CivilDay(2027, 6, 30),
                                           .seat_count = kSeats,
                                           .weekly_hours = 24,
                                           .forms = {placement::Form::kInternship},
                                           .version = 1});
    });
    const Race race = Run([&](storage::TenantTransaction& transaction, int number) {
      return capacity::SeatClaims::LockSeat(
          transaction, offer,
          {absl::StrCat("institutions/demo/placements/", Id(4, number)),
           capacity::ProgrammeId(Id(5, number % 5)), std::nullopt},
          clock_.Now());
    });
    int stored = 0;
    Write([&](storage::TenantTransaction& transaction) -> absl::Status {
      DRIEHOEK_ASSIGN_OR_RETURN(const auto claimed,
                                capacity::SeatClaims::Claimed(transaction, offer, clock_.Now()));
      stored = capacity::TakenSeats(claimed);
      return absl::OkStatus();
    });
    if (race.given != kSeats || stored != kSeats) {
      Fail(absl::StrCat(kSeats, " seats, ", race.given, " given, ", stored, " stored"));
    }
    return race;
  }

  // The least that gives no seat twice: a number that is only lowered while above zero.
  Race ForCounter() {
    const std::string id = Id(6, ++made_);
    Write([&](storage::TenantTransaction& transaction) {
      return transaction
          .Execute("INSERT INTO bench_counter (tenant_id, id, free) VALUES ($1, $2, $3)",
                   {id, std::int64_t{kSeats}})
          .status();
    });
    return Run([&](storage::TenantTransaction& transaction, int) -> absl::Status {
      DRIEHOEK_ASSIGN_OR_RETURN(
          const storage::Rows rows,
          transaction.Execute("UPDATE bench_counter SET free = free - 1 WHERE tenant_id = $1 AND "
                              "id = $2 AND free > 0 RETURNING free",
                              {id}));
      if (!rows.empty()) return absl::OkStatus();
      return Error(absl::StatusCode::kFailedPrecondition, "OFFER_FULL", "no seat is left");
    });
  }

 private:
  static absl::Span<const storage::Migration> Counter() {
    static const storage::Migration kMade[] = {
        {1, "0001_bench_counter",
         "CREATE TABLE IF NOT EXISTS bench_counter (tenant_id @text NOT NULL, id @uuid NOT NULL, "
         "free @int NOT NULL, CONSTRAINT bench_counter_pk PRIMARY KEY (tenant_id, id));"}};
    return kMade;
  }

  absl::Status TryWrite(absl::FunctionRef<absl::Status(storage::TenantTransaction&)> body) {
    return tenants_->Write(TenantId("demo"), absl::Now() + absl::Minutes(2), body);
  }
  void Write(absl::FunctionRef<absl::Status(storage::TenantTransaction&)> body) {
    const absl::Status status = TryWrite(body);
    if (!status.ok()) Fail(std::string(status.message()));
  }

  template <typename Claim>
  Race Run(const Claim& claim) {
    std::atomic<int> next = 0;
    std::atomic<int> given = 0;
    std::atomic<int> wrong = 0;
    const absl::Time began = absl::Now();
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&] {
        for (int number = next++; number < kClaims; number = next++) {
          absl::Status status;
          // A conflict that outlasted the store's own tries is tried again, as a client would.
          do {
            status = TryWrite([&](storage::TenantTransaction& transaction) {
              return claim(transaction, number);
            });
          } while (status.code() == absl::StatusCode::kAborted);
          if (status.ok()) ++given;
          if (!status.ok() && ReasonOf(status) != "OFFER_FULL") ++wrong;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    const double seconds = absl::ToDoubleSeconds(absl::Now() - began);
    if (wrong > 0) Fail(absl::StrCat(wrong.load(), " claims failed for another reason"));
    return {kClaims / seconds, given};
  }

  const SystemClock clock_;
  std::unique_ptr<storage::Database> database_;
  std::unique_ptr<storage::TenantDatabase> tenants_;
  int made_ = 0;
};

void Compare(const std::string& engine, const std::string& url) {
  Say(absl::StrCat("10,000 racing claims on ", kSeats, " seats, ", engine));
  Claims claims(url);
  Comparison comparison(absl::StrCat("10,000 racing claims, none overbooked, ", engine),
                        "claims/s");
  for (int round = 0; round < kRounds; ++round) {
    const double ours = claims.ForSeats().claims_per_second;
    comparison.Add(ours, claims.ForCounter().claims_per_second);
  }
  comparison.Print();
}

}  // namespace
}  // namespace driehoek::bench

int main() {
  const driehoek::test::TempFolder folder;
  driehoek::bench::Compare("SQLite", "sqlite:" + folder.path() + "/claims.db");
  const auto& postgres = driehoek::test::PostgresServer::Get();
  if (!postgres.problem().empty()) driehoek::bench::Fail(postgres.problem());
  driehoek::bench::Compare("PostgreSQL", postgres.Url());
  return 0;
}
