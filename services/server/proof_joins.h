// What evidence and assessments ask of placements, directory, learning tasks and each other,
// joined.
#pragma once

#include "directory/reader.h"
#include "placement/facts.h"
#include "placement/sql_placement_store.h"
#include "progress/assessment/evidence_use.h"
#include "progress/assessment/facts.h"
#include "progress/assessment/sql_assessment_store.h"
#include "progress/evidence/facts.h"
#include "progress/evidence/sql_item_store.h"
#include "progress/proof_facts.h"
#include "progress/task/sql_task_store.h"

namespace driehoek::server {

// Thread-safe. The reader must outlive it.
class ProgrammesOfProof final : public progress::ProofProgrammes {
 public:
  explicit ProgrammesOfProof(const directory::DirectoryReader& reader) : reader_(reader) {}
  absl::StatusOr<progress::ProofPolicy> Policy(const TenantId& tenant,
                                               const progress::VariantId& variant,
                                               absl::Time deadline) override;
  absl::StatusOr<std::vector<progress::Outcome>> Outcomes(const TenantId& tenant,
                                                          const progress::VariantId& variant,
                                                          absl::Time deadline) override;

 private:
  const directory::DirectoryReader& reader_;
};

// Thread-safe. What it refers to must outlive it.
class OrganisationsOfEvidence final : public progress::evidence::Organisations {
 public:
  OrganisationsOfEvidence(const placement::SqlPlacementStore& placements,
                          const directory::DirectoryReader& reader)
      : placements_(placements), reader_(reader) {}
  absl::StatusOr<std::optional<progress::evidence::OrganisationFact>> Of(
      const TenantId& tenant, const progress::PlacementId& placement, absl::Time deadline) override;
  absl::StatusOr<std::string> InstitutionName(const TenantId& tenant, absl::Time deadline) override;
  absl::StatusOr<absl::TimeZone> Zone(const TenantId& tenant, absl::Time deadline) override;

 private:
  const placement::SqlPlacementStore& placements_;
  const directory::DirectoryReader& reader_;
};

// Thread-safe. The store must outlive it.
class TasksOfEvidence final : public progress::evidence::Tasks {
 public:
  explicit TasksOfEvidence(const progress::task::SqlTaskStore& store) : store_(store) {}
  absl::StatusOr<std::optional<progress::evidence::TaskFact>> Find(
      const TenantId& tenant, const progress::evidence::TaskId& id, absl::Time deadline) override;
  absl::StatusOr<std::vector<progress::evidence::TaskFact>> OfPlacement(
      const TenantId& tenant, const progress::PlacementId& placement, absl::Time deadline) override;

 private:
  const progress::task::SqlTaskStore& store_;
};

// Thread-safe. The store must outlive it.
class ExaminersOfAssessments final : public progress::evidence::Examiners {
 public:
  explicit ExaminersOfAssessments(const progress::assessment::SqlAssessmentStore& store)
      : store_(store) {}
  absl::StatusOr<std::vector<progress::PlacementId>> PlacementsOf(const TenantId& tenant,
                                                                  const PersonId& examiner,
                                                                  absl::Time deadline) override;

 private:
  const progress::assessment::SqlAssessmentStore& store_;
};

// Thread-safe. The store must outlive it.
class JudgementsOfAssessments final : public placement::JudgementFacts {
 public:
  explicit JudgementsOfAssessments(const progress::assessment::SqlAssessmentStore& store)
      : store_(store) {}
  absl::StatusOr<placement::JudgementFact> Of(const TenantId& tenant,
                                              const placement::PlacementId& placement,
                                              absl::Time deadline) override;

 private:
  const progress::assessment::SqlAssessmentStore& store_;
};

// Thread-safe. The store must outlive it.
class EvidenceOfAssessments final : public progress::assessment::Evidence,
                                    public progress::assessment::EvidenceUse {
 public:
  explicit EvidenceOfAssessments(const progress::evidence::SqlItemStore& store) : store_(store) {}
  absl::StatusOr<std::vector<progress::assessment::EvidenceFact>> Of(
      const TenantId& tenant, const progress::PlacementId& placement, absl::Time deadline) override;
  absl::StatusOr<Rows> Use(const TenantId& tenant,
                           const std::vector<progress::assessment::EvidenceId>& items,
                           absl::Time now, absl::Time deadline, events::CommitPlan& plan) override;

 private:
  const progress::evidence::SqlItemStore& store_;
};

}  // namespace driehoek::server
