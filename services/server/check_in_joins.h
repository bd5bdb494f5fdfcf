// What check-ins and contact ask of directory, agreements, placements and learning tasks, joined.
#pragma once

#include "agreement/agreement_store.h"
#include "directory/reader.h"
#include "placement/sql_placement_store.h"
#include "progress/checkin/facts.h"
#include "progress/facts.h"
#include "progress/task/sql_task_store.h"

namespace driehoek::server {

// Thread-safe. The reader must outlive it.
class ProgrammesOfCheckIns final : public progress::checkin::Programmes {
 public:
  explicit ProgrammesOfCheckIns(const directory::DirectoryReader& reader) : reader_(reader) {}
  absl::StatusOr<progress::checkin::PolicyFact> Policy(const TenantId& tenant,
                                                       const progress::VariantId& variant,
                                                       absl::Time deadline) override;
  absl::StatusOr<std::vector<std::string>> OutcomeCodes(const TenantId& tenant,
                                                        const progress::VariantId& variant,
                                                        absl::Time deadline) override;

 private:
  const directory::DirectoryReader& reader_;
};

// Thread-safe. The reader must outlive it.
class InstitutionOfCheckIns final : public progress::checkin::Institution {
 public:
  explicit InstitutionOfCheckIns(const directory::DirectoryReader& reader) : reader_(reader) {}
  absl::StatusOr<absl::TimeZone> Zone(const TenantId& tenant, absl::Time deadline) override;
  absl::StatusOr<std::vector<PersonId>> StudentsOf(const TenantId& tenant, const PersonId& teacher,
                                                   absl::CivilDay day,
                                                   absl::Time deadline) override;

 private:
  const directory::DirectoryReader& reader_;
};

// Thread-safe. The store must outlive it.
class AgreementsOfCheckIns final : public progress::checkin::Agreements {
 public:
  explicit AgreementsOfCheckIns(agreement::AgreementStore& store) : store_(store) {}
  absl::StatusOr<std::optional<absl::Time>> InForceSince(const TenantId& tenant,
                                                         const progress::PlacementId& placement,
                                                         absl::Time deadline) override;

 private:
  agreement::AgreementStore& store_;
};

// Thread-safe. What it refers to must outlive it.
class RunningPlacementsOfCheckIns final : public progress::checkin::RunningPlacements {
 public:
  RunningPlacementsOfCheckIns(const placement::SqlPlacementStore& store,
                              progress::Placements& placements)
      : store_(store), placements_(placements) {}
  absl::StatusOr<std::vector<progress::PlacementFact>> After(const TenantId& tenant,
                                                             const progress::PlacementId& after,
                                                             int limit,
                                                             absl::Time deadline) override;

 private:
  const placement::SqlPlacementStore& store_;
  progress::Placements& placements_;
};

// Thread-safe. The store must outlive it.
class LearningTasksOfCheckIns final : public progress::checkin::LearningTasks {
 public:
  explicit LearningTasksOfCheckIns(const progress::task::SqlTaskStore& store) : store_(store) {}
  absl::StatusOr<std::vector<std::string>> OfPlacement(const TenantId& tenant,
                                                       const progress::PlacementId& placement,
                                                       absl::Time deadline) override;

 private:
  const progress::task::SqlTaskStore& store_;
};

}  // namespace driehoek::server
