// Persons in the audit chain: HMAC-SHA256 of the name under a key that belongs to that person
// alone. Without the key nobody, the database's owner included, can tell whose row it is (R82,
// R88).
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::events {

// The part of `name` that names a person, "institutions/T/persons/ID"; nothing when `name` is of
// something else, such as a client of the API, or "system".
std::optional<std::string> PersonIn(absl::string_view name);

// `name` with the person in it replaced by "person:" and 32 hex digits; other names as they are.
// Makes the person's key when there is none yet.
absl::StatusOr<std::string> Pseudonymise(storage::TenantTransaction& transaction,
                                         const std::string& name);

// The same for a search: a person without a key gets none, and the result matches nothing.
absl::StatusOr<std::string> FindPseudonym(storage::TenantTransaction& transaction,
                                          const std::string& name);

// The other way round: the name again, or `stored` itself when the key is gone.
absl::StatusOr<std::string> Reveal(storage::TenantTransaction& transaction,
                                   const std::string& stored);

}  // namespace driehoek::events
