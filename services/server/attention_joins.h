// What shared attention asks of the directory, joined.
#pragma once

#include <optional>

#include "access/access_keys.h"
#include "directory/reader.h"
#include "placement/attention/facts.h"

namespace driehoek::server {

// Knows a supervisor by the keyed hash that guest links know an address by. Thread-safe. What it
// refers to must outlive it.
class SharedSupervisorsOfDirectory final : public placement::attention::SharedSupervisors {
 public:
  SharedSupervisorsOfDirectory(const directory::DirectoryReader& reader,
                               const access::AccessKeys& keys)
      : reader_(reader), keys_(keys) {}

  absl::StatusOr<std::optional<placement::attention::SharedSupervisor>> Of(
      const TenantId& tenant, const placement::OrganisationId& organisation,
      const placement::SupervisorId& supervisor, absl::Time deadline) override;

 private:
  const directory::DirectoryReader& reader_;
  const access::AccessKeys& keys_;
};

}  // namespace driehoek::server
