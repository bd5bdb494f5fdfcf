// How an institution comes to be: by the administrator's command, never by a call.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "directory/institution.h"
#include "shared/base/clock.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"

namespace driehoek::directory {

struct NewInstitution {
  std::string id;  // `[a-z][a-z0-9-]{1,39}`
  std::string display_name;
  std::string time_zone = "Europe/Amsterdam";
  std::string language_code = "nl";
};

// Makes it known together with the shipped policy sets, one a variant (policy_defaults.h), in one
// transaction. INVALID_ARGUMENT / INSTITUTION_ID_MALFORMED and those of Check(Institution);
// ALREADY_EXISTS / INSTITUTION_EXISTS.
absl::StatusOr<Institution> CreateInstitution(const NewInstitution& wish,
                                              events::ChangeLog& change_log, IdSource& ids,
                                              absl::Time now, absl::Time deadline);

}  // namespace driehoek::directory
