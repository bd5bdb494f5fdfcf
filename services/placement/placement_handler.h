// What PlacementService does: each call in six steps.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/placement_service.pb.h"
#include "placement/facts.h"
#include "placement/lifecycle.h"
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

 private:
  absl::StatusOr<Placement> Load(const rpc::Call& call, const std::string& name) const;
  absl::Status Authorise(const rpc::Call& call, const Placement& placement) const;
  absl::StatusOr<absl::CivilDay> Today(const rpc::Call& call) const;
  // With what keeps them from starting and with names to show.
  absl::StatusOr<std::vector<v1::Placement>> View(const rpc::Call& call,
                                                  const std::vector<Placement>& placements) const;
  // Stores the change, decided on version `before`, and answers with the placement. With a limit,
  // the supervisor's students are counted in the same transaction.
  absl::StatusOr<v1::Placement> Commit(const rpc::Call& call, PlacementChange change,
                                       std::int64_t before, std::optional<int> attention_limit,
                                       absl::string_view reason = "") const;

  const Parts parts_;
};

}  // namespace driehoek::placement
