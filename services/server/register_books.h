// The import and the export of the register, joined: what the directory and the offers keep.
#pragma once

#include <string>
#include <vector>

#include "directory/reader.h"
#include "directory/sql_directory_store.h"
#include "placement/capacity/sql_offer_store.h"
#include "placement/register/external_keys.h"
#include "placement/register/books.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::server {

// Thread-safe; holds no state. What it refers to must outlive it. An import reads all that is known of its kind: the
// register of one institution, not of a country.
class RegisterBooks final : public registry::Books {
 public:
  struct Parts {
    const directory::SqlDirectoryStore& directory;
    const directory::DirectoryReader& reader;
    const capacity::SqlOfferStore& offers;
    const registry::ExternalKeys& keys;
    storage::TenantDatabase& database;
    events::ChangeLog& change_log;
    IdSource& ids;
  };
  explicit RegisterBooks(const Parts& parts) : parts_(parts) {}

  absl::Status Import(const rpc::Call& call, const std::vector<registry::OrganisationRow>& rows,
                      registry::RowReport& report, Answer answer) override;
  absl::Status Import(const rpc::Call& call, const std::vector<registry::PlaceRow>& rows, registry::RowReport& report,
                      Answer answer) override;
  absl::Status Import(const rpc::Call& call, const std::vector<registry::StudentRow>& rows,
                      registry::RowReport& report, Answer answer) override;
  absl::StatusOr<std::vector<std::vector<std::string>>> Export(const rpc::Call& call,
                                                               registry::RegisterKind kind) override;

 private:
  const Parts parts_;
};

}  // namespace driehoek::server
