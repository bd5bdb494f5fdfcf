// What matching rounds ask of the directory, joined.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "directory/reader.h"
#include "placement/facts.h"
#include "placement/round/facts.h"

namespace driehoek::server {

// Thread-safe. What it refers to must outlive it.
class RoundFactsOfDirectory final : public placement::round::RoundFacts {
 public:
  // `placements` answers what placements and rounds both ask. `conflicts` may be null: then there are none.
  RoundFactsOfDirectory(const directory::DirectoryReader& reader, placement::DirectoryFacts& placements,
                        placement::ConflictFacts* conflicts)
      : reader_(reader), placements_(placements), conflicts_(conflicts) {}

  absl::StatusOr<bool> HasProgramme(const TenantId& tenant, const placement::ProgrammeId& id,
                                    absl::Time deadline) override;
  absl::StatusOr<std::optional<placement::round::StudentFact>> Student(const TenantId& tenant,
                                                                       const placement::EnrolmentId& enrolment,
                                                                       absl::Time deadline) override;
  absl::StatusOr<placement::PlaceFact> Place(const TenantId& tenant, const placement::round::RoundPlace& place,
                                             absl::Time deadline) override;
  absl::StatusOr<std::vector<placement::round::PlaceLabels>> LabelsOf(
      const TenantId& tenant, const std::vector<placement::round::RoundPlace>& places, absl::Time deadline) override;
  absl::StatusOr<std::vector<placement::Conflict>> Conflicts(const TenantId& tenant, const PersonId& student,
                                                             absl::Time deadline) override;
  absl::StatusOr<std::vector<std::string>> NamesOf(const TenantId& tenant, const std::vector<PersonId>& persons,
                                                   absl::Time deadline) override;
  absl::StatusOr<int> MaxStudentsPerSupervisor(const TenantId& tenant, const placement::VariantId& variant,
                                               absl::Time deadline) override;

 private:
  const directory::DirectoryReader& reader_;
  placement::DirectoryFacts& placements_;
  placement::ConflictFacts* const conflicts_;
};

}  // namespace driehoek::server
