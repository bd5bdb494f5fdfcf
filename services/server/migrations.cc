#include "server/migrations.h"

#include "access/migrations.h"
#include "agreement/sql_agreement_store.h"
#include "calendar/sql_feed_store.h"
#include "directory/sql_directory_store.h"
#include "notify/migrations.h"
#include "placement/attention/sql_claim_store.h"
#include "placement/conflict/sql_conflict_store.h"
#include "placement/continuation/sql_route_store.h"
#include "placement/scan/sql_criteria_store.h"
#include "placement/capacity/sql_offer_store.h"
#include "placement/register/external_keys.h"
#include "placement/round/run/sql_run_store.h"
#include "placement/round/sql_round_store.h"
#include "placement/sql_placement_store.h"
#include "progress/checkin/sql_check_in_store.h"
#include "progress/rhythm/sql_pulse_store.h"
#include "progress/signal/sql_signal_store.h"
#include "progress/task/sql_task_store.h"
#include "progress/assessment/sql_assessment_store.h"
#include "progress/evidence/sql_item_store.h"
#include "shared/base/errors.h"
#include "shared/events/change_log.h"
#include "shared/storage/migrate.h"

namespace driehoek::server {

absl::Status MigrateAll(storage::Database& database, const Clock& clock) {
  const std::pair<const char*, absl::Span<const storage::Migration>> components[] = {
      {"events", events::Migrations()},       {"directory", directory::Migrations()},
      {"placement", placement::Migrations()}, {"agreement", agreement::Migrations()},
      {"access", access::Migrations()},       {"notify", notify::Migrations()},
      {"scan", placement::scan::Migrations()}, {"continuation", placement::continuation::Migrations()},
      {"capacity", capacity::Migrations()},   {"register", registry::Migrations()},
      {"round", placement::round::Migrations()}, {"round_run", placement::round::run::Migrations()},
      {"learning_task", progress::task::Migrations()},
      {"calendar", calendar::Migrations()},
      {"check_in", progress::checkin::Migrations()},
      {"rhythm", progress::rhythm::Migrations()},
      {"signal", progress::signal::Migrations()},
      {"evidence", progress::evidence::Migrations()},
      {"assessment", progress::assessment::Migrations()},
      {"attention", placement::attention::Migrations()},
      {"conflict", placement::conflict::Migrations()}};
  for (const auto& [name, migrations] : components) {
    DRIEHOEK_RETURN_IF_ERROR(storage::Migrate(database, name, migrations, clock));
  }
  return absl::OkStatus();
}

}  // namespace driehoek::server
