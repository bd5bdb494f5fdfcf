// What CapacityService does: each call in six steps.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/capacity_service.pb.h"
#include "placement/capacity/facts.h"
#include "placement/capacity/seat_claims.h"
#include "placement/capacity/sql_intent_store.h"
#include "placement/capacity/sql_offer_store.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::capacity {

// Thread-safe; holds no state. What it refers to must outlive it.
class CapacityHandler {
 public:
  struct Parts {
    const SqlOfferStore& offers;
    const SeatClaims& claims;
    const SqlIntentStore& intents;
    events::ChangeLog& change_log;
    IdSource& ids;
    DirectoryFacts& directory;
  };
  explicit CapacityHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::CapacityOffer> GetCapacityOffer(
      const rpc::Call& call, const v1::GetCapacityOfferRequest& request) const;
  absl::StatusOr<v1::ListCapacityOffersResponse> ListCapacityOffers(
      const rpc::Call& call, const v1::ListCapacityOffersRequest& request) const;
  absl::StatusOr<v1::CapacityOffer> CreateCapacityOffer(
      const rpc::Call& call, const v1::CreateCapacityOfferRequest& request) const;
  absl::StatusOr<v1::CapacityOffer> UpdateCapacityOffer(
      const rpc::Call& call, const v1::UpdateCapacityOfferRequest& request) const;
  absl::StatusOr<v1::CapacityOffer> WithdrawCapacityOffer(
      const rpc::Call& call, const v1::WithdrawCapacityOfferRequest& request) const;

  absl::StatusOr<v1::HostingIntent> GetHostingIntent(
      const rpc::Call& call, const v1::GetHostingIntentRequest& request) const;
  absl::StatusOr<v1::ListHostingIntentsResponse> ListHostingIntents(
      const rpc::Call& call, const v1::ListHostingIntentsRequest& request) const;
  absl::StatusOr<v1::HostingIntent> AskHostingIntent(
      const rpc::Call& call, const v1::AskHostingIntentRequest& request) const;
  absl::StatusOr<v1::HostingIntent> AnswerHostingIntent(
      const rpc::Call& call, const v1::AnswerHostingIntentRequest& request) const;

 private:
  struct Standing {
    absl::CivilDay today;
    ReachFact reach;
  };
  absl::StatusOr<Standing> StandingOf(const rpc::Call& call) const;

  absl::StatusOr<CapacityOffer> LoadOffer(const rpc::Call& call, const std::string& name) const;
  // With seats and names to show, without what the caller does not see.
  absl::StatusOr<std::vector<v1::CapacityOffer>> View(
      const rpc::Call& call, const std::vector<CapacityOffer>& offers) const;
  // Adds what is wrong with the references of `offer`, and sets what it copies from them.
  absl::Status CheckReferences(const rpc::Call& call, const ReachFact& reach, CapacityOffer& offer,
                               FieldViolations& violations) const;
  // Stores `offer`, decided on version `before`, and answers with it. What is claimed must fit in.
  absl::StatusOr<v1::CapacityOffer> CommitOffer(const rpc::Call& call, CapacityOffer offer,
                                                std::int64_t before, absl::string_view event) const;

  absl::StatusOr<HostingIntent> LoadIntent(const rpc::Call& call, const std::string& name) const;
  absl::StatusOr<v1::HostingIntent> CommitIntent(const rpc::Call& call, HostingIntent intent,
                                                 std::int64_t before,
                                                 absl::string_view event) const;

  const Parts parts_;
};

}  // namespace driehoek::capacity
