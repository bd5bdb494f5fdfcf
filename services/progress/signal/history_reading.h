// Gathers what happened in many placements at once: a handful of queries for a page of them.
#pragma once

#include <map>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/signal/facts.h"
#include "progress/signal/history.h"

namespace driehoek::progress::signal {

// Thread-safe; holds no state. What it refers to must outlive it.
class HistoryReading {
 public:
  struct Parts {
    Running& running;
    Contacts& contacts;
    Rhythms& rhythms;
    Verdicts& verdicts;
    Programmes& programmes;
  };
  explicit HistoryReading(const Parts& parts) : parts_(parts) {}

  struct Page {
    std::vector<PolicyFact> policies;         // in the order of the placements
    std::vector<PlacementHistory> histories;  // likewise
  };
  absl::StatusOr<Page> Of(const TenantId& tenant, const std::vector<RunningPlacement>& placements,
                          absl::CivilDay today, absl::Time deadline) const;

 private:
  const Parts parts_;
};

}  // namespace driehoek::progress::signal
