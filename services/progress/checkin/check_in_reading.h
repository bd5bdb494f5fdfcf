// What the handlers of check-ins and contact read before they decide, and how they show check-ins.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/check_in.pb.h"
#include "progress/checkin/check_in.h"
#include "progress/checkin/facts.h"
#include "progress/checkin/lifecycle.h"
#include "progress/checkin/sql_check_in_store.h"
#include "progress/facts.h"
#include "shared/base/errors.h"
#include "shared/rpc/call.h"

namespace driehoek::progress::checkin {

// Thread-safe; holds no state. What it refers to must outlive it.
class CheckInReading {
 public:
  CheckInReading(const SqlCheckInStore& store, Placements& placements, Directory& directory)
      : store_(store), placements_(placements), directory_(directory) {}

  absl::StatusOr<absl::CivilDay> Today(const rpc::Call& call) const;
  // What the caller reaches today.
  absl::StatusOr<ReachFact> Reach(const rpc::Call& call) const;
  // Who calls, now.
  absl::StatusOr<Doing> DoingOf(const rpc::Call& call) const;

  struct OfPlacement {
    CheckIn check_in;
    PlacementFact placement;
  };
  // The check-in behind `name`, which the caller may do this to, with its placement.
  absl::StatusOr<OfPlacement> LoadAllowed(const rpc::Call& call, const std::string& name) const;
  // The placement behind the name in a new resource, which the caller may read such resources of by
  // `read_method`; REFERENCE_NOT_FOUND or NAME_MALFORMED naming `placement` else.
  absl::StatusOr<PlacementFact> LoadPlacement(const rpc::Call& call, const std::string& name,
                                              absl::string_view read_method,
                                              FieldViolations& violations) const;
  // REFERENCE_NOT_FOUND naming `field` when there is no such person. Nothing for nobody.
  absl::Status CheckPerson(const rpc::Call& call, const PersonId& person, absl::string_view field,
                           FieldViolations& violations) const;
  // As the caller may read them, with names to show.
  absl::StatusOr<std::vector<v1::CheckIn>> View(const rpc::Call& call,
                                                const std::vector<CheckIn>& check_ins) const;

 private:
  // Display name; empty for nobody.
  absl::StatusOr<std::string> Label(const rpc::Call& call, const PersonId& person) const;

  const SqlCheckInStore& store_;
  Placements& placements_;
  Directory& directory_;
};

}  // namespace driehoek::progress::checkin
