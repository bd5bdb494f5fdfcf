// Who may call what on matching rounds (domain text 6.4), and how a caller stands to one. Nobody on
// the side of the employer has a row here (R32, I5).
#pragma once

#include <optional>
#include <vector>

#include "placement/round/matching_round.h"
#include "placement/round/participant.h"
#include "placement/round/sql_round_store.h"
#include "shared/auth/caller.h"
#include "shared/auth/rights.h"

namespace driehoek::placement::round {

#define DRIEHOEK_MATCHING_METHOD(Method) \
  inline constexpr absl::string_view k##Method = "driehoek.v1.MatchingService/" #Method
DRIEHOEK_MATCHING_METHOD(GetMatchingRound);
DRIEHOEK_MATCHING_METHOD(ListMatchingRounds);
DRIEHOEK_MATCHING_METHOD(CreateMatchingRound);
DRIEHOEK_MATCHING_METHOD(UpdateMatchingRound);
DRIEHOEK_MATCHING_METHOD(OpenPreferences);
DRIEHOEK_MATCHING_METHOD(FreezeMatchingRound);
DRIEHOEK_MATCHING_METHOD(ProposePublication);
DRIEHOEK_MATCHING_METHOD(PublishMatchingRound);
DRIEHOEK_MATCHING_METHOD(CloseMatchingRound);
DRIEHOEK_MATCHING_METHOD(GetRoundPlace);
DRIEHOEK_MATCHING_METHOD(ListRoundPlaces);
DRIEHOEK_MATCHING_METHOD(CreateRoundPlace);
DRIEHOEK_MATCHING_METHOD(UpdateRoundPlace);
DRIEHOEK_MATCHING_METHOD(DeleteRoundPlace);
DRIEHOEK_MATCHING_METHOD(GetParticipant);
DRIEHOEK_MATCHING_METHOD(ListParticipants);
DRIEHOEK_MATCHING_METHOD(AddParticipants);
DRIEHOEK_MATCHING_METHOD(RemoveParticipant);
DRIEHOEK_MATCHING_METHOD(SubmitPreferences);
DRIEHOEK_MATCHING_METHOD(AnswerPlace);
DRIEHOEK_MATCHING_METHOD(MoveParticipant);
DRIEHOEK_MATCHING_METHOD(CreateMatchRun);
DRIEHOEK_MATCHING_METHOD(GetMatchRun);
DRIEHOEK_MATCHING_METHOD(ListMatchRuns);
DRIEHOEK_MATCHING_METHOD(ListAllocations);
#undef DRIEHOEK_MATCHING_METHOD

// The rows of MatchingService for the rights table.
std::vector<auth::Right> MatchingRights();

// To what lies in a programme: PROGRAMME for who works for it.
auth::Relations RelationsTo(const ProgrammeId& programme, const auth::Caller& caller);
// To a round: PROGRAMME for who works for one of its programmes, or for any when it has no groups;
// SELF for a student whose entry is `own`, once preferences opened.
auth::Relations RelationsTo(const MatchingRound& round, const std::optional<Participant>& own,
                            const auth::Caller& caller);
// To one student's entry: PROGRAMME for who works for the student's programme, SELF as above.
auth::Relations RelationsTo(const MatchingRound& round, const Participant& participant,
                            const auth::Caller& caller);

// Cut the query down to what a caller, who needs one of `needed`, may list. False: nothing at all.
bool Narrow(auth::Relations needed, const auth::Caller& caller, RoundQuery& query);
bool Narrow(auth::Relations needed, const auth::Caller& caller, ParticipantQuery& query);

}  // namespace driehoek::placement::round
