// What the agreements ask of others: ports that the wiring fills in with placements, directory,
// one-time codes and the sealed files. Every one of them is read-only but for the codes and the
// files, and thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "agreement/agreement.h"
#include "agreement/placement_facts.h"
#include "shared/base/strong_id.h"
#include "shared/events/change_log.h"

namespace driehoek::agreement {

// Placements and directory. What is not there is NOT_FOUND / RESOURCE_NOT_FOUND.
class Facts {
 public:
  virtual ~Facts() = default;
  virtual absl::StatusOr<PlacementFacts> Placement(const TenantId& tenant,
                                                   const PlacementId& placement, absl::Time now,
                                                   absl::Time deadline) = 0;
  // Today's contact person of the student; empty when there is none (R48).
  virtual absl::StatusOr<NamedPerson> ContactPerson(const TenantId& tenant, const PersonId& student,
                                                    absl::Time now, absl::Time deadline) = 0;
  // The students whose contact person the teacher is today.
  virtual absl::StatusOr<std::vector<PersonId>> StudentsOf(const TenantId& tenant,
                                                           const PersonId& teacher, absl::Time now,
                                                           absl::Time deadline) = 0;
  // The organisations that the person works for, in whatever function.
  virtual absl::StatusOr<std::vector<OrganisationId>> OrganisationsOf(const TenantId& tenant,
                                                                      const PersonId& person,
                                                                      absl::Time deadline) = 0;
  virtual absl::StatusOr<SignerFacts> Signer(const TenantId& tenant, const PersonId& person,
                                             absl::Time deadline) = 0;
  virtual absl::StatusOr<InstitutionFacts> Institution(const TenantId& tenant,
                                                       absl::Time deadline) = 0;
  struct Signatory {
    std::string organisation_name;
    std::string signatory_name;
  };
  // The supervisor profile `supervisor` of that organisation, whatever its function.
  virtual absl::StatusOr<Signatory> FindSignatory(const TenantId& tenant,
                                                  const OrganisationId& organisation,
                                                  absl::string_view supervisor,
                                                  absl::Time deadline) = 0;
};

// Where a code went.
struct CodeSent {
  std::string masked_address;
  absl::Time expire_time;
  absl::Time resend_time;
};

// A code that was right.
struct CodeProof {
  // To list in CommitPlan::writes: the code is used up with that commit and not without it.
  events::ResourceVersion consume;
  std::string masked_address;
};

// One-time codes to the known address of a person: six digits, 10 minutes, 5 tries (R20, R86).
// `purpose` binds a code to what is signed.
class SigningCodes {
 public:
  virtual ~SigningCodes() = default;
  // Stores a fresh code, queues its mail and commits `plan` with it; `answer` makes the plan's
  // response. FAILED_PRECONDITION / ADDRESS_UNKNOWN; RESOURCE_EXHAUSTED / CODE_TOO_SOON.
  virtual absl::StatusOr<CodeSent> Send(const TenantId& tenant, const PersonId& person,
                                        absl::string_view purpose, events::CommitPlan plan,
                                        absl::FunctionRef<std::string(const CodeSent&)> answer,
                                        absl::Time now, absl::Time deadline) = 0;
  // FAILED_PRECONDITION / CODE_WRONG (metadata `tries_left`), CODE_EXPIRED.
  virtual absl::StatusOr<CodeProof> Check(const TenantId& tenant, const PersonId& person,
                                          absl::string_view purpose, absl::string_view typed,
                                          absl::Time now, absl::Time deadline) = 0;
};

// Sealed documents as files.
class SealedFiles {
 public:
  virtual ~SealedFiles() = default;
  // Writes down the version that has just come in force, with its evidence, seals and stores it.
  // Asked before the commit: when this fails, nothing is signed. A file whose commit then fails is
  // read by nobody.
  virtual absl::StatusOr<SealedFile> Seal(const TenantId& tenant, const Agreement& agreement,
                                          const Version& version, absl::TimeZone zone,
                                          absl::Time now) = 0;
  virtual absl::StatusOr<std::string> Read(const TenantId& tenant, const SealedFile& file) = 0;
};

}  // namespace driehoek::agreement
