// What the handlers of assessments read before they decide, and how they store and show.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/assessment.pb.h"
#include "progress/assessment/assessment.h"
#include "progress/assessment/evidence_use.h"
#include "progress/assessment/facts.h"
#include "progress/assessment/lifecycle.h"
#include "progress/assessment/sql_assessment_store.h"
#include "progress/facts.h"
#include "progress/proof_facts.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::progress::assessment {

// Thread-safe; holds no state. What it refers to must outlive it.
class AssessmentDesk {
 public:
  struct Parts {
    const SqlAssessmentStore& store;
    events::ChangeLog& change_log;
    Placements& placements;
    Directory& directory;
    ProofProgrammes& programmes;
    Evidence& evidence;
    EvidenceUse& evidence_use;
  };
  explicit AssessmentDesk(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<absl::CivilDay> Today(const rpc::Call& call) const;
  absl::StatusOr<ReachFact> Reach(const rpc::Call& call) const;
  absl::StatusOr<Around> AroundOf(const rpc::Call& call, PlacementFact placement) const;
  absl::StatusOr<Basis> BasisOf(const rpc::Call& call, const PlacementFact& placement) const;
  absl::StatusOr<std::vector<Outcome>> Outcomes(const rpc::Call& call,
                                                const PlacementFact& placement) const;

  struct OfPlacement {
    Assessment assessment;
    PlacementFact placement;
  };
  // The assessment behind `name`, which the caller may do this to, with its placement.
  absl::StatusOr<OfPlacement> LoadAllowed(const rpc::Call& call, const std::string& name) const;
  // The same at the version that the caller saw.
  template <typename Request>
  absl::StatusOr<OfPlacement> Load(const rpc::Call& call, const Request& request) const {
    return LoadAt(call, request.name(), request.etag());
  }
  // Of a person, at `field`: REFERENCE_NOT_FOUND, FIELD_MISSING.
  absl::StatusOr<PersonId> ReadPerson(const rpc::Call& call, const std::string& name,
                                      absl::string_view field, FieldViolations& violations) const;

  // As far as the caller sees them, with names to show.
  absl::StatusOr<std::vector<v1::Assessment>> View(
      const rpc::Call& call, const std::vector<Assessment>& assessments) const;
  // Stores the change, decided on version `before`, and answers with the assessment.
  absl::StatusOr<v1::Assessment> Commit(const rpc::Call& call,
                                        absl::StatusOr<AssessmentChange> change,
                                        std::int64_t before) const;

  const Parts& parts() const { return parts_; }

 private:
  absl::StatusOr<OfPlacement> LoadAt(const rpc::Call& call, const std::string& name,
                                     const std::string& etag) const;

  const Parts parts_;
};

}  // namespace driehoek::progress::assessment
