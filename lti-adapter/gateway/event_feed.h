// Following what happens in an institution (EventService.WatchEvents). gRPC stays behind this
// header.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gateway/service_channel.h"
#include "shared/base/strong_id.h"

namespace driehoek::lti {

// One event, or a heartbeat without type that only moves the position on.
struct FeedEvent {
  std::string resume_token;
  std::string type;      // "assessment.published"
  std::string resource;  // full name of what it is about
};

// An open stream.
class EventFeed {
 public:
  virtual ~EventFeed() = default;
  // Waits for the next one. At the end of the stream the refusal of the services with its reason,
  // or UNAVAILABLE / SERVICE_AWAY.
  virtual absl::StatusOr<FeedEvent> Next() = 0;
  // Ends it; a waiting Next returns. From any thread.
  virtual void Cancel() = 0;
};

class EventFeeds {
 public:
  virtual ~EventFeeds() = default;
  // Events of `types` after `resume_token` ("": from the first). Returns at once.
  virtual std::unique_ptr<EventFeed> Open(const TenantId& tenant, const std::string& resume_token,
                                          const std::vector<std::string>& types) = 0;
};

// `address` is HOST:PORT. `keys` and `clock` must outlive it.
std::unique_ptr<EventFeeds> NewEventFeeds(const std::string& address, const ServiceTls& tls,
                                          const auth::CallTokenKeys& keys, const Clock& clock);

}  // namespace driehoek::lti
