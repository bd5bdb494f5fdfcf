#include "server/student_numbers.h"

#include "shared/base/errors.h"

namespace driehoek::server {

absl::StatusOr<std::optional<PersonId>> NumbersOfRegister::StudentOf(const TenantId& tenant,
                                                                     absl::string_view number,
                                                                     absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                            keys_.Find(tenant, registry::KeyKind::kStudent, number, deadline));
  if (!found.has_value()) return std::nullopt;
  return PersonId(*found);
}

absl::StatusOr<bool> NumbersOfRegister::HasNumber(const TenantId& tenant, const PersonId& person,
                                                  absl::Time deadline) {
  return keys_.HasKey(tenant, registry::KeyKind::kStudent, person.value(), deadline);
}

}  // namespace driehoek::server
