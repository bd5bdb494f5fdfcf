#include "server/import_plan.h"

#include "absl/strings/str_cat.h"
#include "placement/capacity/capacity_proto.h"
#include "placement/capacity/offer_events.h"
#include "placement/capacity/seat_claims.h"
#include "placement/capacity/sql_offer_store.h"
#include "placement/round/round_proto.h"
#include "placement/round/sql_round_store.h"
#include "shared/base/errors.h"

namespace driehoek::server {

namespace {

// A large file takes longer to store than a call may take else; whoever no longer waits asks again with the same
// request id.
constexpr absl::Duration kLongestCommit = absl::Seconds(60);

}  // namespace

ImportPlan::ImportPlan(const rpc::Call& call)
    : ImportPlan(call, absl::StrCat("institutions/", call.tenant().value()), "") {}

ImportPlan::ImportPlan(const rpc::Call& call, const std::string& resource, absl::string_view reason)
    : call_(call), plan_(call.NewPlan(resource, reason)) {}

void ImportPlan::Put(const Draft<capacity::CapacityOffer>& draft) {
  if (!draft.is_new && !draft.is_changed) return;
  capacity::CapacityOffer offer = draft.value;
  const std::string name = capacity::OfferName(call_.tenant(), offer.id);
  plan_.writes.push_back({name, offer.version});
  plan_.events.push_back(capacity::OfferEvent(draft.is_new ? "capacity.offered" : "capacity.changed", name));
  ++offer.version;
  const bool has_claims = !draft.is_new;
  rows_.push_back([offer = std::move(offer), has_claims,
                   now = call_.now()](storage::TenantTransaction& transaction) -> absl::Status {
    if (has_claims) {
      DRIEHOEK_RETURN_IF_ERROR(capacity::SqlOfferStore::Lock(transaction, offer.id).status());
      DRIEHOEK_ASSIGN_OR_RETURN(const auto claimed, capacity::SeatClaims::Claimed(transaction, offer.id, now));
      DRIEHOEK_RETURN_IF_ERROR(capacity::CheckCoversClaims(offer, claimed));
    }
    return capacity::SqlOfferStore::Put(transaction, offer);
  });
}

void ImportPlan::Put(registry::NewKey key) {
  rows_.push_back([key = std::move(key), now = call_.now()](storage::TenantTransaction& transaction) {
    return registry::ExternalKeys::Put(transaction, key, now);
  });
}

void ImportPlan::Put(placement::round::Participant participant) {
  const std::string name =
      placement::round::ParticipantName(call_.tenant(), participant.round, participant.id);
  plan_.writes.push_back({name, participant.version});
  plan_.audit.push_back({call_.caller().Name(), call_.method(), name, "by_office"});
  ++participant.version;
  rows_.push_back([participant = std::move(participant)](storage::TenantTransaction& transaction) {
    return placement::round::SqlRoundStore::Put(transaction, participant);
  });
}

absl::Status ImportPlan::Commit(events::ChangeLog& change_log, std::string response) {
  DRIEHOEK_RETURN_IF_ERROR(call_.StillWanted());
  plan_.response = std::move(response);
  const absl::Status status =
      change_log
          .Commit(call_.tenant(), plan_, call_.now() + kLongestCommit,
                  [&](storage::TenantTransaction& transaction) -> absl::Status {
                    for (const auto& write : rows_) DRIEHOEK_RETURN_IF_ERROR(write(transaction));
                    return absl::OkStatus();
                  })
          .status();
  if (ReasonOf(status) != "UNIQUE_VIOLATION") return status;
  return Error(absl::StatusCode::kAborted, "REGISTER_CHANGED", "somebody changed the register meanwhile");
}

}  // namespace driehoek::server
