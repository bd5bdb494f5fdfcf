// What mails ask of signals, joined. Nothing of who raised one goes along (R62).
#pragma once

#include "access/role_store.h"
#include "directory/reader.h"
#include "notify/ports.h"
#include "progress/signal/sql_signal_store.h"

namespace driehoek::server {

// Thread-safe. What it refers to must outlive it.
class NewsOfSignals final : public notify::Signals {
 public:
  NewsOfSignals(const progress::signal::SqlSignalStore& signals,
                const directory::DirectoryReader& reader, access::RoleStore& roles)
      : signals_(signals), reader_(reader), roles_(roles) {}
  absl::StatusOr<notify::SignalNews> Of(const TenantId& tenant, absl::string_view name,
                                        absl::Time now, absl::Time deadline) override;

 private:
  const progress::signal::SqlSignalStore& signals_;
  const directory::DirectoryReader& reader_;
  access::RoleStore& roles_;
};

}  // namespace driehoek::server
