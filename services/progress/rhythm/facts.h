// What pulses, hours and shifts ask of others, besides progress/facts.h: ports that the wiring
// fills in. Read-only, thread-safe.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "progress/facts.h"

namespace driehoek::progress::rhythm {

using TaskId = StrongId<struct RhythmTaskTag>;

class Programmes {
 public:
  virtual ~Programmes() = default;
  // Weeks between pulses by the policy of the variant; 0: none are asked (R54).
  virtual absl::StatusOr<int> PulseWeeks(const TenantId& tenant, const VariantId& variant,
                                         absl::Time deadline) = 0;
};

class Tasks {
 public:
  virtual ~Tasks() = default;
  // The placement of a learning task; nullopt when there is no such task.
  virtual absl::StatusOr<std::optional<PlacementId>> PlacementOf(const TenantId& tenant,
                                                                 const TaskId& task,
                                                                 absl::Time deadline) = 0;
};

}  // namespace driehoek::progress::rhythm
