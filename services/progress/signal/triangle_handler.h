// The triangles that somebody watches over, what needs attention now first (R58).
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/signal_service.pb.h"
#include "progress/facts.h"
#include "progress/signal/facts.h"
#include "progress/signal/history_reading.h"
#include "progress/signal/sql_signal_store.h"
#include "progress/signal/triangle.h"
#include "shared/rpc/call.h"

namespace driehoek::progress::signal {

// Thread-safe; holds no state. What it refers to must outlive it.
class TriangleHandler {
 public:
  struct Parts {
    const SqlSignalStore& store;
    Placements& placements;
    Directory& directory;
    Running& running;
    Contacts& contacts;
    const HistoryReading& histories;
  };
  explicit TriangleHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::ListTrianglesResponse> ListTriangles(
      const rpc::Call& call, const v1::ListTrianglesRequest& request) const;

 private:
  // The running placements of a teacher's students; for others those with an open signal.
  absl::StatusOr<std::vector<RunningPlacement>> Watched(const rpc::Call& call,
                                                        absl::CivilDay today) const;
  absl::StatusOr<std::vector<RunningPlacement>> FindAll(const rpc::Call& call,
                                                        RunningQuery query) const;
  // In the order of `watched`.
  absl::StatusOr<std::vector<Triangle>> TrianglesOf(const rpc::Call& call,
                                                    const std::vector<RunningPlacement>& watched,
                                                    absl::CivilDay today) const;

  const Parts parts_;
};

}  // namespace driehoek::progress::signal
