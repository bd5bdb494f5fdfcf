// What signals ask of placements, scans, agreements, the directory, ways on, tasks and rhythm,
// joined.
#pragma once

#include "agreement/broken_commitments.h"
#include "directory/reader.h"
#include "placement/continuation/sql_route_store.h"
#include "placement/facts.h"
#include "placement/scan/scan_standings.h"
#include "placement/sql_running_store.h"
#include "progress/rhythm/sql_hours_store.h"
#include "progress/rhythm/sql_pulse_store.h"
#include "progress/rhythm/sql_shift_store.h"
#include "progress/signal/facts.h"
#include "progress/task/owed_verdicts.h"

namespace driehoek::server {

using Histories = std::vector<progress::signal::PlacementHistory>;

// Thread-safe. What it refers to must outlive it.
class RunningOfPlacements final : public progress::signal::Running {
 public:
  RunningOfPlacements(storage::TenantDatabase& database, placement::DirectoryFacts& facts,
                      const directory::DirectoryReader& reader)
      : store_(database),
        scans_(database),
        commitments_(database),
        facts_(facts),
        reader_(reader) {}
  absl::StatusOr<progress::signal::RunningPage> Find(const TenantId& tenant,
                                                     const progress::signal::RunningQuery& query,
                                                     absl::Time deadline) override;
  absl::StatusOr<std::vector<progress::Labels>> LabelsOf(
      const TenantId& tenant, const std::vector<progress::PlacementId>& placements,
      absl::CivilDay today, absl::Time deadline) override;
  absl::Status AddTo(const TenantId& tenant,
                     const std::vector<progress::signal::RunningPlacement>& placements,
                     absl::CivilDay today, Histories& histories, absl::Time deadline) override;

 private:
  absl::Status AddScans(const TenantId& tenant, const std::vector<placement::Placement>& placements,
                        absl::CivilDay today, Histories& histories, absl::Time deadline) const;
  absl::Status AddCommitments(const TenantId& tenant,
                              const std::vector<placement::Placement>& placements,
                              Histories& histories, absl::Time deadline) const;
  absl::Status AddLoads(const TenantId& tenant, const std::vector<placement::Placement>& placements,
                        absl::CivilDay today, Histories& histories, absl::Time deadline) const;

  const placement::SqlRunningStore store_;
  const placement::scan::ScanStandings scans_;
  const agreement::BrokenCommitmentReading commitments_;
  placement::DirectoryFacts& facts_;
  const directory::DirectoryReader& reader_;
};

// Thread-safe. What it refers to must outlive it.
class RhythmsOfStores final : public progress::signal::Rhythms {
 public:
  RhythmsOfStores(const progress::rhythm::SqlPulseStore& pulses,
                  const progress::rhythm::SqlHoursStore& hours,
                  const progress::rhythm::SqlShiftStore& shifts,
                  const directory::DirectoryReader& reader)
      : pulses_(pulses), hours_(hours), shifts_(shifts), reader_(reader) {}
  absl::Status AddTo(const TenantId& tenant,
                     const std::vector<progress::signal::RunningPlacement>& placements,
                     absl::CivilDay since, Histories& histories, absl::Time deadline) override;

 private:
  const progress::rhythm::SqlPulseStore& pulses_;
  const progress::rhythm::SqlHoursStore& hours_;
  const progress::rhythm::SqlShiftStore& shifts_;
  const directory::DirectoryReader& reader_;
};

// Thread-safe; the database must outlive it.
class VerdictsOfTasks final : public progress::signal::Verdicts {
 public:
  explicit VerdictsOfTasks(storage::TenantDatabase& database) : owed_(database) {}
  absl::Status AddTo(const TenantId& tenant,
                     const std::vector<progress::signal::RunningPlacement>& placements,
                     absl::CivilDay today, Histories& histories, absl::Time deadline) override;

 private:
  const progress::task::OwedVerdicts owed_;
};

// Thread-safe. The reader must outlive it.
class ProgrammesOfSignals final : public progress::signal::Programmes {
 public:
  explicit ProgrammesOfSignals(const directory::DirectoryReader& reader) : reader_(reader) {}
  absl::StatusOr<progress::signal::PolicyFact> Policy(const TenantId& tenant,
                                                      const progress::VariantId& variant,
                                                      absl::Time deadline) override;

 private:
  const directory::DirectoryReader& reader_;
};

// Thread-safe. The store must outlive it.
class ContinuationsOfRoutes final : public progress::signal::Continuations {
 public:
  explicit ContinuationsOfRoutes(const placement::continuation::SqlRouteStore& store)
      : store_(store) {}
  absl::StatusOr<std::optional<progress::PlacementId>> PlacementOf(
      const TenantId& tenant, const progress::signal::RouteId& route, absl::Time deadline) override;

 private:
  const placement::continuation::SqlRouteStore& store_;
};

}  // namespace driehoek::server
