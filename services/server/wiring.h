// The one place where the service's objects are made and joined.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "server/config.h"
#include "shared/base/clock.h"

namespace driehoek::server {

// A running service. Stops when destroyed.
class Service {
 public:
  // Opens the database, brings its tables up to date, checks that every method has a rule, and serves. Errors with the reason
  // of whatever could not be made; INTERNAL / METHOD_WITHOUT_RULE.
  static absl::StatusOr<std::unique_ptr<Service>> Start(const Config& config, const Clock& clock);
  virtual ~Service() = default;
  virtual int grpc_port() const = 0;
  virtual int metrics_port() const = 0;
  // NOT_SERVING, ends watches, lets running calls finish within the configured time.
  virtual void Stop() = 0;
  // Whether the database has failed in a way that only a restart can mend: then main ends the process.
  virtual bool Failed() = 0;
};

}  // namespace driehoek::server
