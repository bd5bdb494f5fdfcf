// What PlacementService does: each call in six steps.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/placement_service.pb.h"
#include "placement/facts.h"
#include "placement/joined_commit.h"
#include "placement/lifecycle.h"
#include "placement/shared_attention.h"
#include "placement/sql_placement_store.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::placement {

// Thread-safe; holds no state. What it refers to must outlive it.
class PlacementHandler {
 public:
  struct Parts {
    const SqlPlacementStore& store;
    events::ChangeLog& change_log;
    IdSource& ids;
    DirectoryFacts& directory;
    AgreementFacts& agreements;
    ScanFacts& scans;
    Register& places;
    // Null: the institution keeps no offers, so there is none to name, to take from or to count.
    CapacityOffers* offers = nullptr;
    OfferSeats* offer_seats = nullptr;
    FreeSeats* free_seats = nullptr;
    // Null: nobody records conflicts of interest.
    ConflictFacts* conflicts = nullptr;
    // Null: nothing is judged.
    JudgementFacts* judgements = nullptr;
    // Null: no organisation shares the attention of its supervisors.
    SharedAttention* shared_attention = nullptr;
  };
  explicit PlacementHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::Placement> GetPlacement(const rpc::Call& call,
                                             const v1::GetPlacementRequest& request) const;
  absl::StatusOr<v1::ListPlacementsResponse> ListPlacements(
      const rpc::Call& call, const v1::ListPlacementsRequest& request) const;
  absl::StatusOr<v1::Placement> CreatePlacement(const rpc::Call& call,
                                                const v1::CreatePlacementRequest& request) const;
  absl::StatusOr<v1::Placement> UpdatePlacement(const rpc::Call& call,
                                                const v1::UpdatePlacementRequest& request) const;
  absl::StatusOr<v1::Placement> EndPlacement(const rpc::Call& call,
                                             const v1::EndPlacementRequest& request) const;
  absl::StatusOr<v1::Placement> CompletePlacement(
      const rpc::Call& call, const v1::CompletePlacementRequest& request) const;
  // In search_handler.cc.
  absl::StatusOr<v1::Placement> ProposeWorkplace(const rpc::Call& call,
                                                 const v1::ProposeWorkplaceRequest& request) const;
  absl::StatusOr<v1::Placement> ScreenPlacement(const rpc::Call& call,
                                                const v1::ScreenPlacementRequest& request) const;
  absl::StatusOr<v1::ForecastShortfallResponse> ForecastShortfall(
      const rpc::Call& call, const v1::ForecastShortfallRequest& request) const;
  // In axes_handler.cc.
  absl::StatusOr<v1::GetAxesDistributionResponse> GetAxesDistribution(
      const rpc::Call& call, const v1::GetAxesDistributionRequest& request) const;

 private:
  // What is stored beside the placement, or decided in the same transaction.
  struct Beside {
    std::optional<int>
        attention_limit;  // count the hours of the student, and the supervisor's students
    const NewPlace* place = nullptr;  // is made with it
    absl::string_view reason = {};    // for the audit
  };
  absl::StatusOr<Placement> Load(const rpc::Call& call, const std::string& name) const;
  absl::Status Authorise(const rpc::Call& call, const Placement& placement) const;
  absl::StatusOr<absl::CivilDay> Today(const rpc::Call& call) const;
  // Offer and outcome codes, where they differ from `before` (null: new), must be there.
  absl::Status CheckNamed(const rpc::Call& call, const Placement* before, const Placement& draft,
                          FieldViolations& violations) const;
  // FAILED_PRECONDITION / CONFLICT_OF_INTEREST when the student may not come to where the placement
  // is after the change. One that was confirmed before and stays there is not asked about.
  absl::Status CheckConflicts(const rpc::Call& call, const PlacementChange& change,
                              const Placement& before) const;
  // With what keeps them from starting, how the search stands, and names to show; without what the
  // caller is not told.
  absl::StatusOr<std::vector<v1::Placement>> View(const rpc::Call& call,
                                                  const std::vector<Placement>& placements) const;
  // The register lacks the workplace: it is made in the transaction that proposes it.
  absl::StatusOr<v1::Placement> ProposeFound(const rpc::Call& call, const Placement& before,
                                             const FoundPlace& found, Origin origin) const;
  // Stores the change, decided on `before` (of version 0: it is new), and answers with the
  // placement.
  absl::StatusOr<v1::Placement> Commit(const rpc::Call& call, PlacementChange change,
                                       const Placement& before, const Beside& beside) const;

  const Parts parts_;
};

}  // namespace driehoek::placement
