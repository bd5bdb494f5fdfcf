// Under which external id a school's own files know something.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "shared/base/enum_names.h"
#include "shared/storage/migrate.h"
#include "shared/storage/tenant_database.h"

namespace driehoek::registry {

// The tables of this component.
absl::Span<const storage::Migration> Migrations();

// An establishment goes by the external id of its organisation.
enum class KeyKind { kOrganisation, kEstablishment, kPlace, kStudent };

// Both ways.
struct KnownKeys {
  std::map<std::string, std::string> resource_of;  // by external id
  std::map<std::string, std::string> external_of;  // by id of the resource; the first one that is
                                                   // given out, where it has several
};

struct NewKey {
  KeyKind kind = KeyKind::kOrganisation;
  std::string external_id;
  std::string resource_id;
};

// Thread-safe; the database must outlive it.
class ExternalKeys {
 public:
  explicit ExternalKeys(storage::TenantDatabase& database) : database_(database) {}

  absl::StatusOr<KnownKeys> All(const TenantId& tenant, KeyKind kind, absl::Time deadline) const;
  // The resource that goes by this external id.
  absl::StatusOr<std::optional<std::string>> Find(const TenantId& tenant, KeyKind kind,
                                                  absl::string_view external_id,
                                                  absl::Time deadline) const;
  // Whether the resource goes by any.
  absl::StatusOr<bool> HasKey(const TenantId& tenant, KeyKind kind, const std::string& resource_id,
                              absl::Time deadline) const;
  // Inside ChangeLog::Commit. ABORTED / EXTERNAL_ID_TAKEN when another import was first.
  static absl::Status Put(storage::TenantTransaction& transaction, const NewKey& key,
                          absl::Time now);

 private:
  storage::TenantDatabase& database_;
};

}  // namespace driehoek::registry

namespace driehoek {

template <>
struct EnumNames<registry::KeyKind> {
  static constexpr std::array<absl::string_view, 4> kNames = {"organisation", "establishment",
                                                              "place", "student"};
};

}  // namespace driehoek
