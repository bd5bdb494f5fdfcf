#include "placement/round/participant_view.h"

#include "placement/round/round_proto.h"
#include "shared/base/errors.h"

namespace driehoek::placement::round {

absl::StatusOr<std::vector<v1::Participant>> ParticipantView::Of(
    const rpc::Call& call, const MatchingRound& round,
    const std::vector<Participant>& participants) const {
  std::vector<PersonId> students;
  students.reserve(participants.size());
  for (const Participant& participant : participants) students.push_back(participant.student);
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                            facts_.NamesOf(call.tenant(), students, call.deadline()));
  const bool is_office = call.caller().role == auth::Role::kPracticeOffice;
  std::vector<v1::Participant> view;
  view.reserve(participants.size());
  for (std::size_t i = 0; i < participants.size(); ++i) {
    const Participant& participant = participants[i];
    v1::Participant proto = ToProto(call.tenant(), round, participant, names[i]);
    const bool sees_home = is_office || participant.student == call.caller().person;
    if (sees_home && participant.home) *proto.mutable_home() = ToProto(*participant.home);
    call.RecordRead(proto.name(), participant.student);
    view.push_back(std::move(proto));
  }
  if (IsPublished(round)) {
    DRIEHOEK_RETURN_IF_ERROR(reasons_.AddTo(call.tenant(), round, view, call.deadline()));
  }
  return view;
}

}  // namespace driehoek::placement::round
