// The calls on the places of a round.
#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/matching_service.pb.h"
#include "google/protobuf/empty.pb.h"
#include "placement/round/facts.h"
#include "placement/round/round_access.h"
#include "placement/round/sql_round_store.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::placement::round {

// Thread-safe; holds no state. What it refers to must outlive it.
class PlaceHandler {
 public:
  struct Parts {
    const SqlRoundStore& store;
    events::ChangeLog& change_log;
    IdSource& ids;
    RoundFacts& facts;
    OfferRooms& offers;
  };
  explicit PlaceHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::RoundPlace> GetRoundPlace(const rpc::Call& call,
                                               const v1::GetRoundPlaceRequest& request) const;
  absl::StatusOr<v1::ListRoundPlacesResponse> ListRoundPlaces(
      const rpc::Call& call, const v1::ListRoundPlacesRequest& request) const;
  absl::StatusOr<v1::RoundPlace> CreateRoundPlace(const rpc::Call& call,
                                                  const v1::CreateRoundPlaceRequest& request) const;
  absl::StatusOr<v1::RoundPlace> UpdateRoundPlace(const rpc::Call& call,
                                                  const v1::UpdateRoundPlaceRequest& request) const;
  absl::StatusOr<google::protobuf::Empty> DeleteRoundPlace(
      const rpc::Call& call, const v1::DeleteRoundPlaceRequest& request) const;

 private:
  struct SeenPlace {
    SeenRound seen;
    RoundPlace place;
  };
  absl::StatusOr<SeenPlace> See(const rpc::Call& call, const std::string& name,
                                absl::string_view field) const;
  // As the caller sees them: a student with distance and mismatches.
  absl::StatusOr<std::vector<v1::RoundPlace>> View(const rpc::Call& call, const SeenRound& seen,
                                                   const std::vector<RoundPlace>& places) const;
  // All rules for the fields of `draft`, those that look at others included; `before` is the place
  // as it is stored, absent for a new one.
  absl::Status CheckDraft(const rpc::Call& call, const MatchingRound& round,
                          const RoundPlace& draft, const std::optional<RoundPlace>& before,
                          FieldViolations& violations) const;
  // Whether workplace, supervisor and offer are there and fit together.
  absl::Status CheckNamed(const rpc::Call& call, const RoundPlace& draft,
                          const std::optional<RoundPlace>& before,
                          FieldViolations& violations) const;
  absl::StatusOr<v1::RoundPlace> Commit(const rpc::Call& call, const SeenRound& seen,
                                        RoundPlace after) const;

  const Parts parts_;
};

}  // namespace driehoek::placement::round
