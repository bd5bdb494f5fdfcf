// The one place where the adapter's objects are made and joined.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "config.h"
#include "gateway/service_channel.h"
#include "platform/http_client.h"
#include "shared/auth/call_token.h"
#include "shared/base/clock.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// What comes from outside: tests hand in their own clock and platform client.
struct Outside {
  const Clock& clock;
  HttpClient& client;
};

// A running adapter. Stops when destroyed.
class Adapter {
 public:
  static absl::StatusOr<std::unique_ptr<Adapter>> Start(const Config& config,
                                                        const Outside& outside);
  virtual ~Adapter() = default;
  virtual int port() const = 0;
  // Lets running requests finish for at most `grace`.
  virtual void Stop(absl::Duration grace) = 0;
};

}  // namespace driehoek::lti
