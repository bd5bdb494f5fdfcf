// What ContinuationService does: each call in six steps.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/continuation_service.pb.h"
#include "placement/continuation/facts.h"
#include "placement/continuation/lifecycle.h"
#include "placement/continuation/sql_route_store.h"
#include "placement/facts.h"
#include "placement/lifecycle.h"
#include "placement/sql_placement_store.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::placement::continuation {

// Thread-safe; holds no state. What it refers to must outlive it.
class RouteHandler {
 public:
  struct Parts {
    const SqlRouteStore& store;
    const SqlPlacementStore& placements;
    events::ChangeLog& change_log;
    IdSource& ids;
    DirectoryFacts& directory;
    Registers& registers;
    // Null: nobody records conflicts of interest.
    ConflictFacts* conflicts = nullptr;
  };
  explicit RouteHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::ContinuationRoute> OpenContinuationRoute(
      const rpc::Call& call, const v1::OpenContinuationRouteRequest& request) const;
  absl::StatusOr<v1::ContinuationRoute> GetContinuationRoute(
      const rpc::Call& call, const v1::GetContinuationRouteRequest& request) const;
  absl::StatusOr<v1::ListContinuationRoutesResponse> ListContinuationRoutes(
      const rpc::Call& call, const v1::ListContinuationRoutesRequest& request) const;
  absl::StatusOr<v1::SuggestAlternativesResponse> SuggestAlternatives(
      const rpc::Call& call, const v1::SuggestAlternativesRequest& request) const;
  absl::StatusOr<v1::ContinuationRoute> OfferOptions(const rpc::Call& call,
                                                     const v1::OfferOptionsRequest& request) const;
  absl::StatusOr<v1::ContinuationRoute> ChooseOption(const rpc::Call& call,
                                                     const v1::ChooseOptionRequest& request) const;
  absl::StatusOr<v1::ContinuationRoute> CloseContinuationRoute(
      const rpc::Call& call, const v1::CloseContinuationRouteRequest& request) const;

 private:
  absl::StatusOr<absl::CivilDay> Today(const rpc::Call& call) const;
  absl::StatusOr<ReachFact> Reach(const rpc::Call& call) const;
  // The route behind `name`, which the caller may do this to.
  absl::StatusOr<Route> LoadAllowed(const rpc::Call& call, const std::string& name) const;
  // The placement of a stored route.
  absl::StatusOr<Placement> PlacementOf(const rpc::Call& call, const Route& route) const;
  // The conflicts of interest of the student that run.
  absl::StatusOr<std::vector<Conflict>> Conflicts(const rpc::Call& call,
                                                  const PersonId& student) const;
  // What the student of `placement` needs, in the words of `workplaces`.
  absl::StatusOr<Need> NeedOf(const rpc::Call& call, const Placement& placement,
                              const Register& workplaces) const;
  // Fills in names and facts of the workplaces that `options` name; a violation for each that is
  // not there.
  absl::Status FillIn(const rpc::Call& call, const Route& route, std::vector<Option>& options,
                      FieldViolations& violations) const;
  // With names to show.
  absl::StatusOr<std::vector<v1::ContinuationRoute>> View(const rpc::Call& call,
                                                          const std::vector<Route>& routes) const;
  // The placements that the student's choice makes, new, with the versions they rely on.
  absl::StatusOr<std::vector<PlacementChange>> NewPlacements(const rpc::Call& call,
                                                             const Route& chosen) const;
  // Stores the change, decided on version `before`, with the placements it makes, and answers with
  // the route.
  absl::StatusOr<v1::ContinuationRoute> Commit(
      const rpc::Call& call, RouteChange change, std::int64_t before, absl::string_view reason,
      const std::vector<PlacementChange>& placements = {}) const;

  const Parts parts_;
};

}  // namespace driehoek::placement::continuation
