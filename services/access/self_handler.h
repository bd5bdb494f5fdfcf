// Who am I, and who saw what of me.
#pragma once

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "access/client_store.h"
#include "access/guest_links.h"
#include "access/guest_store.h"
#include "access/ports.h"
#include "driehoek/v1/access_service.pb.h"
#include "shared/events/audit_chain.h"
#include "shared/rpc/call.h"

namespace driehoek::access {

// Thread-safe. What it refers to must outlive it.
class SelfHandler {
 public:
  struct Parts {
    GuestStore& guests;
    GuestLinks& links;
    ClientStore& clients;
    People& people;
    events::AuditChain& audit;
  };
  explicit SelfHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::Self> GetSelf(const rpc::Call& call, const v1::GetSelfRequest& request);
  absl::StatusOr<v1::ListAuditEntriesResponse> ListAuditEntries(
      const rpc::Call& call, const v1::ListAuditEntriesRequest& request);

 private:
  using ActorNames = absl::flat_hash_map<std::string, std::string>;
  // What to show for an actor: a display name, or what the entry says when it names nobody (any
  // more).
  std::string ActorName(const rpc::Call& call, const std::string& actor, ActorNames& known);

  Parts parts_;
};

}  // namespace driehoek::access
