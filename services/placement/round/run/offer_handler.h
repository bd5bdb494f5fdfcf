// AnswerPlace and MoveParticipant: each call in six steps.
#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/matching_service.pb.h"
#include "placement/facts.h"
#include "placement/joined_commit.h"
#include "placement/lifecycle.h"
#include "placement/round/facts.h"
#include "placement/round/participant_view.h"
#include "placement/round/run/seats.h"
#include "placement/round/sql_round_store.h"
#include "placement/shared_attention.h"
#include "placement/sql_placement_store.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::placement::round::run {

// Thread-safe; holds no state. What it refers to must outlive it.
class OfferHandler {
 public:
  struct Parts {
    const SqlRoundStore& rounds;
    const SeatsReader& seats;
    const ParticipantView& view;
    const SqlPlacementStore& placements;
    DirectoryFacts& directory;
    OfferSeats& offer_seats;
    RoundFacts& facts;
    events::ChangeLog& change_log;
    IdSource& ids;
    // Null: no organisation shares the attention of its supervisors.
    SharedAttention* shared_attention = nullptr;
  };
  explicit OfferHandler(const Parts& parts) : parts_(parts) {}

  // Taking makes the placement in the same transaction, with attention counted and a seat of the
  // place's offer claimed as CreatePlacement does; refusing offers the seat to the next in line.
  absl::StatusOr<v1::Participant> AnswerPlace(const rpc::Call& call,
                                              const v1::AnswerPlaceRequest& request) const;
  // The placement of who had taken a place already ends early.
  absl::StatusOr<v1::Participant> MoveParticipant(const rpc::Call& call,
                                                  const v1::MoveParticipantRequest& request) const;

 private:
  // A placement that changes with the seats.
  struct PlacementPart {
    PlacementChange change;
    std::int64_t before = 0;                  // version that it was decided on
    std::optional<int> attention_limit;       // set: counted in the transaction
    placement::CapacityOfferId offer_before;  // whose seat it leaves; may be empty
  };
  // What a decision wants stored. The first participant is whom the call is about.
  struct Decision {
    SeatsNow seats;
    std::vector<Participant> changed;
    std::optional<PlacementPart> placement;
    std::vector<events::EventRecord> events;
  };

  absl::StatusOr<Decision> Take(const rpc::Call& call, SeatsNow seats, Participant participant,
                                const std::string& reason) const;
  absl::StatusOr<Decision> MoveTo(const rpc::Call& call, SeatsNow seats, Participant participant,
                                  const RoundPlaceId& place, const std::string& reason) const;
  absl::StatusOr<v1::Participant> Commit(const rpc::Call& call, Decision decision,
                                         absl::string_view ground) const;

  const Parts parts_;
};

}  // namespace driehoek::placement::round::run
