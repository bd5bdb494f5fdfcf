// What the handlers of evidence read before they decide, and how they show items.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/evidence.pb.h"
#include "progress/evidence/evidence_item.h"
#include "progress/evidence/facts.h"
#include "progress/evidence/lifecycle.h"
#include "progress/evidence/sql_item_store.h"
#include "progress/facts.h"
#include "progress/proof_facts.h"
#include "shared/rpc/call.h"

namespace driehoek::progress::evidence {

// Thread-safe; holds no state. What it refers to must outlive it.
class EvidenceReading {
 public:
  struct Parts {
    const SqlItemStore& items;
    Placements& placements;
    Directory& directory;
    ProofProgrammes& programmes;
    Organisations& organisations;
    Tasks& tasks;
    Examiners& examiners;
  };
  explicit EvidenceReading(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<absl::CivilDay> Today(const rpc::Call& call) const;
  // What the caller reaches today; `judged` is empty for whoever is no examiner.
  struct Reached {
    ReachFact reach;
    std::vector<PlacementId> judged;
  };
  absl::StatusOr<Reached> Reach(const rpc::Call& call) const;

  struct OfPlacement {
    EvidenceItem item;
    PlacementFact placement;
  };
  // The item behind `name`, which the caller may do this to, with its placement.
  absl::StatusOr<OfPlacement> LoadAllowed(const rpc::Call& call, const std::string& name) const;
  // The placement behind `name`, of the form `pattern`, about which the caller may ask this.
  absl::StatusOr<PlacementFact> LoadPlacement(const rpc::Call& call, const std::string& name,
                                              absl::string_view pattern) const;
  // As a reference inside something new, at `field`: REFERENCE_NOT_FOUND when it is not there or
  // out of reach.
  absl::StatusOr<PlacementFact> Referred(const rpc::Call& call, const PlacementId& id,
                                         absl::string_view field,
                                         FieldViolations& violations) const;

  absl::StatusOr<ProofPolicy> Policy(const rpc::Call& call, const PlacementFact& placement) const;
  absl::StatusOr<std::vector<Outcome>> Outcomes(const rpc::Call& call,
                                                const PlacementFact& placement) const;
  absl::StatusOr<Totals> TotalsOf(const rpc::Call& call, const PlacementId& placement) const;

  // With names to show.
  absl::StatusOr<std::vector<v1::EvidenceItem>> View(const rpc::Call& call,
                                                     const std::vector<EvidenceItem>& items) const;

  const Parts& parts() const { return parts_; }

 private:
  const Parts parts_;
};

}  // namespace driehoek::progress::evidence
