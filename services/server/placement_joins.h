// What placements ask of the directory and of the agreements, joined.
#pragma once

#include <string>
#include <vector>

#include "agreement/agreement_store.h"
#include "directory/reader.h"
#include "placement/facts.h"

namespace driehoek::server {

// Thread-safe. The reader must outlive it.
class PlacementFactsOfDirectory final : public placement::DirectoryFacts {
 public:
  explicit PlacementFactsOfDirectory(const directory::DirectoryReader& reader) : reader_(reader) {}

  absl::StatusOr<absl::CivilDay> Today(const TenantId& tenant, absl::Time now, absl::Time deadline) override;
  absl::StatusOr<std::optional<placement::EnrolmentFact>> Enrolment(const TenantId& tenant,
                                                                    const placement::EnrolmentId& id,
                                                                    absl::Time deadline) override;
  absl::StatusOr<placement::PolicyFact> Policy(const TenantId& tenant, const placement::VariantId& variant,
                                               absl::Time deadline) override;
  absl::StatusOr<placement::PlaceFact> Place(const TenantId& tenant, const placement::Placement& placement,
                                             absl::Time deadline) override;
  absl::StatusOr<placement::ContactFact> ContactOn(const TenantId& tenant, const PersonId& student, absl::CivilDay day,
                                                   absl::Time deadline) override;
  absl::StatusOr<placement::ReachFact> Reach(const auth::Caller& caller, absl::CivilDay today,
                                             absl::Time deadline) override;
  absl::StatusOr<std::vector<placement::Labels>> LabelsOf(const TenantId& tenant,
                                                          const std::vector<placement::Placement>& placements,
                                                          absl::CivilDay today, absl::Time deadline) override;
  absl::StatusOr<std::vector<std::string>> OutcomeCodes(const TenantId& tenant, const placement::VariantId& variant,
                                                        absl::Time deadline) override;
  absl::StatusOr<std::string> ProgrammeLabel(const TenantId& tenant, const placement::VariantId& variant,
                                             absl::Time deadline) override;
  absl::StatusOr<std::vector<std::string>> RegionsOf(
      const TenantId& tenant, const std::vector<placement::EnrolmentId>& enrolments,
      absl::Time deadline) override;
  absl::StatusOr<std::vector<std::string>> RegionsOf(
      const TenantId& tenant, const std::vector<placement::WorkplaceId>& workplaces,
      absl::Time deadline) override;

 private:
  const directory::DirectoryReader& reader_;
};

// Thread-safe. The store must outlive it.
class PlacementFactsOfAgreements final : public placement::AgreementFacts {
 public:
  explicit PlacementFactsOfAgreements(agreement::AgreementStore& store) : store_(store) {}
  absl::StatusOr<placement::AgreementFact> Of(const TenantId& tenant, const placement::PlacementId& placement,
                                              absl::Time deadline) override;

 private:
  agreement::AgreementStore& store_;
};

}  // namespace driehoek::server
