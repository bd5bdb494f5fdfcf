// What this service asks of its neighbours, without including them: wiring joins these to the
// directory, the placements and the mail queue.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "access/guest_grant.h"
#include "shared/auth/caller.h"
#include "shared/base/strong_id.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::access {

struct PersonFacts {
  PersonId id;
  std::string display_name;
  std::string given_name;
  std::string email;          // empty when none is known
  std::string language_code;  // "nl" or "en": the person's choice, else the institution's
  bool chose_language = false;
  // By the person's supervisor profiles: kWorkplaceSupervisor, kOrganisationContact or both; empty
  // when there is none.
  std::vector<auth::Role> guest_roles;
  absl::Time create_time;
  std::int64_t version = 0;
};

struct InstitutionFacts {
  std::string display_name;
  std::string time_zone;
  std::string language_code;
  std::string accent_color;
  std::string institution_code;
  absl::Time create_time;
  std::int64_t version = 0;
};

// Joined to the directory. Thread-safe.
class People {
 public:
  virtual ~People() = default;
  // NOT_FOUND / RESOURCE_NOT_FOUND.
  virtual absl::StatusOr<PersonFacts> Person(const TenantId& tenant, const PersonId& person,
                                             absl::Time deadline) = 0;
  // NOT_FOUND / RESOURCE_NOT_FOUND.
  virtual absl::StatusOr<InstitutionFacts> Institution(const TenantId& tenant,
                                                       absl::Time deadline) = 0;
  // Whether the institution has this programme.
  virtual absl::StatusOr<bool> HasProgramme(const TenantId& tenant, absl::string_view programme,
                                            absl::Time deadline) = 0;
  // guest_unopened_days and guest_after_end_days of the policy sets in use; the longest where they
  // differ per variant.
  virtual absl::StatusOr<GuestPolicy> PolicyForGuests(const TenantId& tenant,
                                                      absl::Time deadline) = 0;
};

// Joined to the placements. Thread-safe.
class Supervision {
 public:
  virtual ~Supervision() = default;
  // The placements that `person` supervises or supervised, those that never started left out.
  virtual absl::StatusOr<std::vector<SupervisedPlacement>> PlacementsOf(const TenantId& tenant,
                                                                        const PersonId& person,
                                                                        absl::Time deadline) = 0;
  // Supervisors and organisation's contacts of the students whose contact person `teacher` is at
  // `now`: whom the teacher may invite (domain text 6.4).
  virtual absl::StatusOr<std::vector<PersonId>> GuestsOfTeacher(const TenantId& tenant,
                                                                const PersonId& teacher,
                                                                absl::Time now,
                                                                absl::Time deadline) = 0;
};

enum class CodeUse { kSign, kProveAddress };

// Joined to notify's queue. Each call adds a mail inside the given transaction: it is sent if and
// only if the change is committed.
class Mails {
 public:
  virtual ~Mails() = default;
  // `last_day`: the last whole day on which the link can be opened for the first time.
  virtual absl::Status GuestLink(storage::TenantTransaction& transaction, const PersonFacts& to,
                                 absl::string_view institution_name, absl::string_view uri,
                                 absl::CivilDay last_day) = 0;
  virtual absl::Status Code(storage::TenantTransaction& transaction, const PersonFacts& to,
                            CodeUse use, absl::string_view code, absl::Time expire_time) = 0;
  virtual absl::Status RoleCode(storage::TenantTransaction& transaction, absl::string_view email,
                                absl::string_view language_code, auth::Role role,
                                absl::string_view institution_name, absl::string_view code,
                                absl::CivilDay last_day) = 0;
};

// The last whole day before `end` in the institution's zone; UTC when the zone is unknown to this
// machine.
absl::CivilDay LastWholeDay(absl::Time end, const InstitutionFacts& institution);

}  // namespace driehoek::access
