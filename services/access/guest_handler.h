// The calls on guests for those who invite them and for the guests themselves.
#pragma once

#include "absl/status/statusor.h"
#include "access/guest_links.h"
#include "access/guest_store.h"
#include "access/ports.h"
#include "access/verification_codes.h"
#include "driehoek/v1/access_service.pb.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::access {

// Thread-safe. What it refers to must outlive it.
class GuestHandler {
 public:
  struct Parts {
    GuestStore& store;
    GuestLinks& links;
    VerificationCodes& codes;
    People& people;
    Supervision& supervision;
    events::ChangeLog& change_log;
    AccessKeys keys;
  };
  explicit GuestHandler(Parts parts) : parts_(std::move(parts)) {}

  absl::StatusOr<v1::GuestGrant> CreateGuestGrant(const rpc::Call& call,
                                                  const v1::CreateGuestGrantRequest& request);
  absl::StatusOr<v1::GuestGrant> GetGuestGrant(const rpc::Call& call,
                                               const v1::GetGuestGrantRequest& request);
  absl::StatusOr<v1::ListGuestGrantsResponse> ListGuestGrants(
      const rpc::Call& call, const v1::ListGuestGrantsRequest& request);
  absl::StatusOr<v1::GuestLink> RenewGuestLink(const rpc::Call& call,
                                               const v1::RenewGuestLinkRequest& request);
  absl::StatusOr<v1::GuestGrant> RevokeGuestGrant(const rpc::Call& call,
                                                  const v1::RevokeGuestGrantRequest& request);
  absl::StatusOr<v1::RequestAddressCodeResponse> RequestAddressCode(
      const rpc::Call& call, const v1::RequestAddressCodeRequest& request);

 private:
  // How the caller stands to a guest.
  absl::StatusOr<auth::Relations> RelationsTo(const rpc::Call& call, const PersonId& guest);
  // Loads the grant of a request and asks whether the caller may.
  absl::StatusOr<GuestGrant> LoadAllowed(const rpc::Call& call, absl::string_view name);
  absl::StatusOr<v1::GuestGrant> Answer(const rpc::Call& call, const GuestGrant& grant);
  // Grants within the caller's reach, newest first, at most `limit`.
  absl::StatusOr<std::vector<GuestGrant>> ListWithinReach(const rpc::Call& call,
                                                          const PersonId& person,
                                                          const GuestGrantId& before, int limit);

  Parts parts_;
};

// What the code proves that RequestAddressCode mails and ConfirmAddress asks for: that the guest
// reads the mail of this very address. When the address changes in between, the code proves
// nothing.
std::string AddressPurpose(const GuestGrantId& grant, absl::string_view address_hash);

}  // namespace driehoek::access
