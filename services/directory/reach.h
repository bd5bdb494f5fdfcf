// How a caller stands to what the directory keeps: the relations of auth/rights.h, worked out from
// today's contact assignments, from placements and from supervisor profiles.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "directory/facts.h"
#include "directory/reader.h"
#include "directory/sql_directory_store.h"
#include "shared/auth/rights.h"
#include "shared/rpc/call.h"

namespace driehoek::directory {

// Thread-safe. What it refers to must outlive it.
class Reach {
 public:
  Reach(const SqlDirectoryStore& store, const DirectoryReader& reader, PlacementPairs& pairs)
      : store_(store), reader_(reader), pairs_(pairs) {}

  absl::StatusOr<auth::Relations> Of(const rpc::Call& call, const Institution& value) const;
  absl::StatusOr<auth::Relations> Of(const rpc::Call& call, const Programme& value) const;
  absl::StatusOr<auth::Relations> Of(const rpc::Call& call, const ProgrammeVariant& value) const;
  absl::StatusOr<auth::Relations> Of(const rpc::Call& call, const PolicySet& value) const;
  absl::StatusOr<auth::Relations> Of(const rpc::Call& call, const OutcomeSet& value) const;
  absl::StatusOr<auth::Relations> Of(const rpc::Call& call, const Person& value) const;
  absl::StatusOr<auth::Relations> Of(const rpc::Call& call, const PersonContact& value) const;
  absl::StatusOr<auth::Relations> Of(const rpc::Call& call, const Enrolment& value) const;
  absl::StatusOr<auth::Relations> Of(const rpc::Call& call, const ContactAssignment& value) const;
  absl::StatusOr<auth::Relations> Of(const rpc::Call& call, const Organisation& value) const;
  absl::StatusOr<auth::Relations> Of(const rpc::Call& call, const Establishment& value) const;
  absl::StatusOr<auth::Relations> Of(const rpc::Call& call, const Workplace& value) const;
  absl::StatusOr<auth::Relations> Of(const rpc::Call& call, const SupervisorProfile& value) const;
  absl::StatusOr<auth::Relations> Of(const rpc::Call& call, const JobRole& value) const;

  // Everyone in a triangle with the caller today, the caller left out.
  absl::StatusOr<std::vector<PersonId>> Circle(const rpc::Call& call) const;
  // The students assigned to the caller today: as contact person or as supervisor.
  absl::StatusOr<std::vector<PersonId>> Students(const rpc::Call& call) const;
  // The supervisors of the students whose contact person the caller is today.
  absl::StatusOr<std::vector<PersonId>> SupervisorsOfOwnStudents(const rpc::Call& call) const;
  // The organisations that the caller has a profile at.
  absl::StatusOr<std::vector<std::string>> Organisations(const rpc::Call& call) const;

 private:
  absl::StatusOr<auth::Relations> OfPerson(const rpc::Call& call, const PersonId& person) const;
  absl::StatusOr<auth::Relations> OfStudent(const rpc::Call& call, const PersonId& student) const;
  absl::StatusOr<auth::Relations> OfOrganisation(const rpc::Call& call,
                                                 const OrganisationId& organisation) const;
  absl::StatusOr<std::vector<PersonId>> OwnStudents(const rpc::Call& call) const;

  const SqlDirectoryStore& store_;
  const DirectoryReader& reader_;
  PlacementPairs& pairs_;
};

}  // namespace driehoek::directory
