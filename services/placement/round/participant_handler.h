// The calls on the students of a round, up to the freeze.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/matching_service.pb.h"
#include "google/protobuf/empty.pb.h"
#include "placement/round/facts.h"
#include "placement/round/participant_view.h"
#include "placement/round/sql_round_store.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::placement::round {

// Thread-safe; holds no state. What it refers to must outlive it.
class ParticipantHandler {
 public:
  struct Parts {
    const SqlRoundStore& store;
    events::ChangeLog& change_log;
    IdSource& ids;
    RoundFacts& facts;
    const ParticipantView& view;
  };
  explicit ParticipantHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::Participant> GetParticipant(const rpc::Call& call,
                                                 const v1::GetParticipantRequest& request) const;
  absl::StatusOr<v1::ListParticipantsResponse> ListParticipants(
      const rpc::Call& call, const v1::ListParticipantsRequest& request) const;
  absl::StatusOr<v1::AddParticipantsResponse> AddParticipants(
      const rpc::Call& call, const v1::AddParticipantsRequest& request) const;
  absl::StatusOr<google::protobuf::Empty> RemoveParticipant(
      const rpc::Call& call, const v1::RemoveParticipantRequest& request) const;
  absl::StatusOr<v1::Participant> SubmitPreferences(
      const rpc::Call& call, const v1::SubmitPreferencesRequest& request) const;

 private:
  // One for each enrolment, in order; those that are new have version 0.
  absl::StatusOr<std::vector<Participant>> Gather(const rpc::Call& call, const MatchingRound& round,
                                                  const v1::AddParticipantsRequest& request) const;

  const Parts parts_;
};

}  // namespace driehoek::placement::round
