// What mails ask of agreements, directory and access, joined.
#pragma once

#include "access/guest_links.h"
#include "access/ports.h"
#include "access/role_store.h"
#include "agreement/agreement_store.h"
#include "agreement/facts.h"
#include "directory/reader.h"
#include "notify/ports.h"
#include "placement/sql_placement_store.h"

namespace driehoek::server {

// Thread-safe. What it refers to must outlive it.
class NewsOfAgreements final : public notify::News {
 public:
  NewsOfAgreements(agreement::AgreementStore& store, agreement::Facts& facts, access::People& people,
                   access::RoleStore& roles)
      : store_(store), facts_(facts), people_(people), roles_(roles) {}
  absl::StatusOr<notify::AgreementNews> Agreement(const TenantId& tenant, absl::string_view name, absl::Time now,
                                                  absl::Time deadline) override;

 private:
  agreement::AgreementStore& store_;
  agreement::Facts& facts_;
  access::People& people_;
  access::RoleStore& roles_;
};

// Thread-safe. What it refers to must outlive it.
class SearchesOfPlacements final : public notify::Searches {
 public:
  SearchesOfPlacements(const placement::SqlPlacementStore& store, const directory::DirectoryReader& reader,
                       access::RoleStore& roles)
      : store_(store), reader_(reader), roles_(roles) {}
  absl::StatusOr<notify::SearchNews> Of(const TenantId& tenant, const events::StoredEvent& event, absl::Time now,
                                        absl::Time deadline) override;

 private:
  const placement::SqlPlacementStore& store_;
  const directory::DirectoryReader& reader_;
  access::RoleStore& roles_;
};

// Thread-safe. What it refers to must outlive it.
class AddresseesOfDirectory final : public notify::Addressees {
 public:
  AddresseesOfDirectory(access::People& people, const directory::DirectoryReader& reader)
      : people_(people), reader_(reader) {}
  absl::StatusOr<notify::Addressee> Find(const TenantId& tenant, const PersonId& person, absl::Time deadline) override;
  absl::StatusOr<absl::TimeZone> Zone(const TenantId& tenant, absl::Time deadline) override;

 private:
  access::People& people_;
  const directory::DirectoryReader& reader_;
};

// Thread-safe. What it refers to must outlive it.
class GuestWaysOfAccess final : public notify::GuestWays {
 public:
  explicit GuestWaysOfAccess(access::GuestLinks& links) : links_(links) {}
  absl::StatusOr<notify::GuestWay> Prepare(const TenantId& tenant, const PersonId& person, absl::Time now,
                                           absl::Time deadline) override;

 private:
  access::GuestLinks& links_;
};

}  // namespace driehoek::server
