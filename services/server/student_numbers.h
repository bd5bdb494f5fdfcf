// Numbers of students for the directory, out of the files of the register.
#pragma once

#include <optional>
#include <string>

#include "directory/facts.h"
#include "placement/register/external_keys.h"

namespace driehoek::server {

// Thread-safe; the keys must outlive it.
class NumbersOfRegister final : public directory::StudentNumbers {
 public:
  explicit NumbersOfRegister(const registry::ExternalKeys& keys) : keys_(keys) {}

  absl::StatusOr<std::optional<PersonId>> StudentOf(const TenantId& tenant,
                                                    absl::string_view number,
                                                    absl::Time deadline) override;
  absl::StatusOr<bool> HasNumber(const TenantId& tenant, const PersonId& person,
                                 absl::Time deadline) override;

 private:
  const registry::ExternalKeys& keys_;
};

}  // namespace driehoek::server
