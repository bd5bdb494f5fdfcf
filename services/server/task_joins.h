// What progress/ asks of placements and directory, joined.
#pragma once

#include "directory/reader.h"
#include "placement/facts.h"
#include "placement/sql_placement_store.h"
#include "progress/facts.h"
#include "progress/task/facts.h"

namespace driehoek::server {

// Thread-safe. What it refers to must outlive it.
class PlacementsOfProgress final : public progress::Placements {
 public:
  PlacementsOfProgress(const placement::SqlPlacementStore& store, placement::DirectoryFacts& facts)
      : store_(store), facts_(facts) {}
  absl::StatusOr<std::optional<progress::PlacementFact>> Find(const TenantId& tenant,
                                                              const progress::PlacementId& id,
                                                              absl::Time deadline) override;
  absl::StatusOr<progress::ReachFact> Reach(const auth::Caller& caller, absl::CivilDay today,
                                            absl::Time deadline) override;
  absl::StatusOr<progress::Labels> LabelsOf(const TenantId& tenant, const progress::PlacementId& id,
                                            absl::CivilDay today, absl::Time deadline) override;

 private:
  const placement::SqlPlacementStore& store_;
  placement::DirectoryFacts& facts_;
};

// Thread-safe. The reader must outlive it.
class DirectoryOfProgress final : public progress::Directory {
 public:
  explicit DirectoryOfProgress(const directory::DirectoryReader& reader) : reader_(reader) {}
  absl::StatusOr<absl::CivilDay> Today(const TenantId& tenant, absl::Time now,
                                       absl::Time deadline) override;
  absl::StatusOr<progress::ContactFact> ContactOn(const TenantId& tenant, const PersonId& student,
                                                  absl::CivilDay day, absl::Time deadline) override;
  absl::StatusOr<std::optional<std::string>> NameOf(const TenantId& tenant, const PersonId& person,
                                                    absl::Time deadline) override;

 private:
  const directory::DirectoryReader& reader_;
};

// Thread-safe. The reader must outlive it.
class ProgrammesOfTasks final : public progress::task::Programmes {
 public:
  explicit ProgrammesOfTasks(const directory::DirectoryReader& reader) : reader_(reader) {}
  absl::StatusOr<progress::task::PolicyFact> Policy(const TenantId& tenant,
                                                    const progress::VariantId& variant,
                                                    absl::Time deadline) override;
  absl::StatusOr<std::vector<progress::task::OutcomeFact>> Outcomes(
      const TenantId& tenant, const progress::VariantId& variant, absl::Time deadline) override;
  absl::StatusOr<progress::task::StudentFact> Student(const TenantId& tenant,
                                                      const progress::EnrolmentId& enrolment,
                                                      absl::Time deadline) override;

 private:
  const directory::DirectoryReader& reader_;
};

}  // namespace driehoek::server
