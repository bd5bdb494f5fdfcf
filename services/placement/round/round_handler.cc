#include "placement/round/round_handler.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "placement/lottery.h"
#include "placement/round/policy.h"
#include "placement/round/round_access.h"
#include "placement/round/round_commit.h"
#include "placement/round/round_events.h"
#include "placement/round/round_proto.h"
#include "shared/crypto/digest.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement::round {
namespace {

constexpr absl::string_view kInstitutionPattern = "institutions/{institution}";

absl::Status NothingToCheck(storage::TenantTransaction& /*transaction*/) {
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::MatchingRound> RoundHandler::GetMatchingRound(
    const rpc::Call& call, const v1::GetMatchingRoundRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenRound seen, SeeRound(call, parts_.store, request.name()));
  return parts_.view.Of(call, seen.round);
}

absl::StatusOr<v1::ListMatchingRoundsResponse> RoundHandler::ListMatchingRounds(
    const rpc::Call& call, const v1::ListMatchingRoundsRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  RoundQuery query{
      .programmes = std::nullopt, .student = PersonId(), .limit = page.size, .cursor = page.cursor};
  v1::ListMatchingRoundsResponse response;
  if (!Narrow(call.NeededRelations(), call.caller(), query)) return response;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto listed,
                            parts_.store.List(call.tenant(), query, call.deadline()));
  for (const MatchingRound& round : listed.items) {
    DRIEHOEK_ASSIGN_OR_RETURN(*response.add_matching_rounds(), parts_.view.Of(call, round));
  }
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

absl::StatusOr<v1::MatchingRound> RoundHandler::CreateMatchingRound(
    const rpc::Call& call, const v1::CreateMatchingRoundRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), kInstitutionPattern, "parent").status());
  MatchingRound draft{.id = RoundId(parts_.ids.NewId())};
  FieldViolations violations("matching_round");
  FromProto(request.matching_round(), draft, violations);
  Check(draft, violations);
  DRIEHOEK_RETURN_IF_ERROR(CheckProgrammes(call, draft, violations));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return Commit(call, Create(std::move(draft), call.now()), 0, NothingToCheck);
}

absl::StatusOr<v1::MatchingRound> RoundHandler::UpdateMatchingRound(
    const rpc::Call& call, const v1::UpdateMatchingRoundRequest& request) const {
  const v1::MatchingRound& update = request.matching_round();
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenRound seen,
                            SeeRound(call, parts_.store, update.name(), "matching_round.name"));
  const MatchingRound& before = seen.round;
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(update.etag(), before.version, rpc::EtagRule::kOptional));
  v1::MatchingRound merged = ToProto(call.tenant(), before);
  DRIEHOEK_RETURN_IF_ERROR(rpc::ApplyMask(request.update_mask(), update, merged));
  MatchingRound draft = before;
  FieldViolations violations("matching_round");
  FromProto(merged, draft, violations);
  Check(draft, violations);
  DRIEHOEK_RETURN_IF_ERROR(CheckProgrammes(call, draft, violations));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(RoundChange change, Revise(before, std::move(draft), call.now()));
  const MatchingRound after = change.after;
  return Commit(call, std::move(change), before.version,
                [&](storage::TenantTransaction& transaction) -> absl::Status {
                  DRIEHOEK_ASSIGN_OR_RETURN(const auto places,
                                            SqlRoundStore::PlacesIn(transaction, after.id));
                  return CheckGroupsOf(places, after);
                });
}

absl::StatusOr<v1::MatchingRound> RoundHandler::OpenPreferences(
    const rpc::Call& call, const v1::OpenPreferencesRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(SeenRound seen, SeeRound(call, parts_.store, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), seen.round.version));
  const std::int64_t before = seen.round.version;
  const RoundId id = seen.round.id;
  const std::string seed = crypto::RandomBytes(kSeedBytes);
  DRIEHOEK_ASSIGN_OR_RETURN(std::string sealed, parts_.seal.Seal(call.tenant(), id, seed));
  DRIEHOEK_ASSIGN_OR_RETURN(RoundChange change,
                            Open(std::move(seen.round), seed, std::move(sealed), call.now()));
  return Commit(call, std::move(change), before,
                [&](storage::TenantTransaction& transaction) -> absl::Status {
                  DRIEHOEK_ASSIGN_OR_RETURN(const Counts counts,
                                            SqlRoundStore::CountsIn(transaction, id));
                  return CheckFilled(counts);
                });
}

absl::StatusOr<v1::MatchingRound> RoundHandler::FreezeMatchingRound(
    const rpc::Call& call, const v1::FreezeMatchingRoundRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(SeenRound seen, SeeRound(call, parts_.store, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), seen.round.version));
  const std::int64_t before = seen.round.version;
  DRIEHOEK_ASSIGN_OR_RETURN(RoundChange change, Freeze(std::move(seen.round), call.now()));
  return Commit(call, std::move(change), before, NothingToCheck);
}

absl::StatusOr<v1::MatchingRound> RoundHandler::CloseMatchingRound(
    const rpc::Call& call, const v1::CloseMatchingRoundRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const SeenRound seen, SeeRound(call, parts_.store, request.name()));
  const MatchingRound& before = seen.round;
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), before.version));
  DRIEHOEK_ASSIGN_OR_RETURN(RoundChange change, Close(before, call.now()));
  change.after.version = before.version + 1;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto participants,
                            parts_.store.Participants(call.tenant(), before.id, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(Counts counts,
                            parts_.store.CountsOf(call.tenant(), before.id, call.deadline()));
  events::CommitPlan plan = call.NewPlan(request.name());
  plan.writes.push_back(AsRead(call.tenant(), before));
  plan.events.push_back(RoundEvent(call.tenant(), *change.event, before.id));
  std::vector<Participant> expired;
  for (const Participant& participant : participants) {
    std::optional<Participant> after = AfterClose(participant);
    if (!after.has_value()) continue;
    plan.writes.push_back(
        {ParticipantName(call.tenant(), before.id, participant.id), participant.version});
    ++after->version;
    expired.push_back(*std::move(after));
  }
  counts.unanswered -= static_cast<int>(expired.size());
  counts.unplaced += static_cast<int>(expired.size());
  DRIEHOEK_ASSIGN_OR_RETURN(const v1::MatchingRound view,
                            parts_.view.Of(call, change.after, counts));
  return CommitAnswer(call, parts_.change_log, std::move(plan), view,
                      [&](storage::TenantTransaction& transaction) -> absl::Status {
                        for (const Participant& participant : expired) {
                          DRIEHOEK_RETURN_IF_ERROR(SqlRoundStore::Put(transaction, participant));
                        }
                        return SqlRoundStore::Put(transaction, change.after);
                      });
}

absl::Status RoundHandler::CheckProgrammes(const rpc::Call& call, const MatchingRound& draft,
                                           FieldViolations& violations) const {
  for (std::size_t g = 0; g < draft.groups.size(); ++g) {
    const auto& programmes = draft.groups[g].programmes;
    for (std::size_t p = 0; p < programmes.size(); ++p) {
      DRIEHOEK_ASSIGN_OR_RETURN(
          const bool is_there,
          parts_.facts.HasProgramme(call.tenant(), programmes[p], call.deadline()));
      if (is_there) continue;
      violations.Add(absl::StrCat("groups[", g, "].programmes[", p, "]"), "REFERENCE_NOT_FOUND",
                     "names nothing that is there");
    }
  }
  if (!call.NeededRelations().Intersects(RelationsTo(draft, std::nullopt, call.caller()))) {
    violations.Add("groups", "REFERENCE_NOT_FOUND", "name no programme within the caller's reach");
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::MatchingRound> RoundHandler::Commit(
    const rpc::Call& call, RoundChange change, std::int64_t before,
    absl::FunctionRef<absl::Status(storage::TenantTransaction&)> check) const {
  change.after.version = before + 1;
  DRIEHOEK_ASSIGN_OR_RETURN(const v1::MatchingRound view, parts_.view.Of(call, change.after));
  events::CommitPlan plan = call.NewPlan(RoundName(call.tenant(), change.after.id));
  plan.writes.push_back({RoundName(call.tenant(), change.after.id), before});
  if (change.event.has_value()) {
    plan.events.push_back(RoundEvent(call.tenant(), *change.event, change.after.id));
  }
  return CommitAnswer(call, parts_.change_log, std::move(plan), view,
                      [&](storage::TenantTransaction& transaction) -> absl::Status {
                        DRIEHOEK_RETURN_IF_ERROR(check(transaction));
                        return SqlRoundStore::Put(transaction, change.after);
                      });
}

}  // namespace driehoek::placement::round
