// The calls of the adapter on guest links: exchange a secret, ask for a new link, prove an address.
// Nobody is signed in here, so the institution comes from the secret or the name.
#pragma once

#include "absl/status/statusor.h"
#include "access/access_keys.h"
#include "access/guest_links.h"
#include "access/guest_store.h"
#include "access/ports.h"
#include "access/verification_codes.h"
#include "shared/auth/wrong_secrets.h"
#include "driehoek/v1/access_service.pb.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"
#include "shared/storage/database.h"

namespace driehoek::access {

// A guest may ask for a new link once in this time.
inline constexpr absl::Duration kNewLinkPause = absl::Minutes(5);
// Live grants of one address that ConfirmAddress tells at most.
inline constexpr int kGrantsOfAddress = 50;

// Thread-safe. What it refers to must outlive it.
class LinkHandler {
 public:
  struct Parts {
    GuestStore& store;
    GuestLinks& links;
    VerificationCodes& codes;
    People& people;
    auth::WrongSecrets& wrong_secrets;
    events::ChangeLog& change_log;
    storage::Database& database;  // for cross_tenant_reads only
    AccessKeys keys;
  };
  explicit LinkHandler(Parts parts) : parts_(std::move(parts)) {}

  absl::StatusOr<v1::OpenGuestLinkResponse> OpenGuestLink(const rpc::Call& call,
                                                          const v1::OpenGuestLinkRequest& request);
  absl::StatusOr<v1::RequestNewGuestLinkResponse> RequestNewGuestLink(
      const rpc::Call& call, const v1::RequestNewGuestLinkRequest& request);
  absl::StatusOr<v1::ConfirmAddressResponse> ConfirmAddress(
      const rpc::Call& call, const v1::ConfirmAddressRequest& request);

 private:
  // Stores the opening, if there is anything to store, and tells the grant as it is then. ABORTED
  // when somebody opened it at the same moment.
  absl::StatusOr<GuestGrant> Open(const rpc::Call& call, const TenantId& tenant,
                                  const LinkedGrant& found, absl::Time access_ends);
  // The link to send to whoever typed `email`; nothing when the address belongs to no grant that
  // may have one.
  absl::StatusOr<std::optional<PreparedLink>> NewLinkFor(const rpc::Call& call,
                                                         const TenantId& tenant,
                                                         absl::string_view email);
  absl::Status CommitRequest(const rpc::Call& call, const TenantId& tenant,
                             const std::optional<PreparedLink>& link);
  absl::Status AddGrantsOfAddress(const rpc::Call& call, const TenantId& tenant,
                                  const GuestGrant& asked, const std::string& hash,
                                  v1::ConfirmAddressResponse& response);

  Parts parts_;
};

}  // namespace driehoek::access
