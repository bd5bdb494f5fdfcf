// What brings the news of one subject: agreements, tasks, check-ins, ...
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "notify/telling.h"
#include "shared/base/strong_id.h"
#include "shared/events/event_log.h"

namespace driehoek::notify {

// Thread-safe.
class Subject {
 public:
  virtual ~Subject() = default;
  // Whether somebody may have to be told of events of this type.
  virtual bool Tells(absl::string_view event_type) const = 0;
  // Whom to tell what of `event`, as things stand at `now`; each person once. NOT_FOUND when what
  // it is about is not there any more.
  virtual absl::StatusOr<std::vector<Telling>> Of(const TenantId& tenant,
                                                  const events::StoredEvent& event, absl::Time now,
                                                  absl::Time deadline) = 0;
};

}  // namespace driehoek::notify
