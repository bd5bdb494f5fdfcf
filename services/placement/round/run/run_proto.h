// Between runs, what they give, and the contract.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "driehoek/v1/matching.pb.h"
#include "placement/round/facts.h"
#include "placement/round/participant_view.h"
#include "placement/round/run/match_run.h"
#include "placement/round/run/run_result.h"
#include "placement/round/run/sql_run_store.h"
#include "placement/round/sql_round_store.h"

namespace driehoek::placement::round::run {

v1::MatchRun ToProto(const TenantId& tenant, const MatchRun& run);
// The fields that a caller may set. NAME_MALFORMED naming `changes[i].place`, also for a place of
// another round.
void FromProto(const v1::MatchRun& proto, MatchRun& run, FieldViolations& violations);

// Names of the organisations of places, for reasons.
using OrganisationNames = std::map<RoundPlaceId, std::string>;
absl::StatusOr<OrganisationNames> ReadOrganisationNames(const TenantId& tenant,
                                                        const RoundId& round,
                                                        const SqlRoundStore& rounds,
                                                        RoundFacts& facts, absl::Time deadline);

// Draw and reasons.
void AddReasons(const TenantId& tenant, const RoundId& round, const Allocation& allocation,
                const OrganisationNames& names, v1::Allocation& proto);
// What a trial gives, its state UNSPECIFIED; without the student's name.
v1::Allocation ToProto(const TenantId& tenant, const RoundId& round, const Allocation& allocation,
                       const OrganisationNames& names);

// What the published run says of its students. Thread-safe; what it refers to must outlive it.
class ReasonsOfRuns final : public PublishedReasons {
 public:
  ReasonsOfRuns(const SqlRunStore& store, const SqlRoundStore& rounds, RoundFacts& facts)
      : store_(store), rounds_(rounds), facts_(facts) {}
  absl::Status AddTo(const TenantId& tenant, const MatchingRound& round,
                     std::vector<v1::Participant>& participants, absl::Time deadline) override;

 private:
  const SqlRunStore& store_;
  const SqlRoundStore& rounds_;
  RoundFacts& facts_;
};

}  // namespace driehoek::placement::round::run
