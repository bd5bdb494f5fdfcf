// What stands between the network and the handlers: limits, credentials, and a probe that calls in from outside.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "absl/status/statusor.h"
#include "server/call_watch.h"
#include "server/config.h"
#include "server/listener.h"

namespace driehoek::server {

// Sizes, streams, keepalive and age of connections (design, section 7).
void SetLimits(grpc::ServerBuilder& builder);

// TLS when a certificate is configured, with client certificates when an authority is; else none.
// INVALID_ARGUMENT / TLS_FILE_UNREADABLE.
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> ServerCredentials(const Config& config);

// Liveness is a real connection to itself: a server that accepts no more is alive and deaf.
class SelfProbe {
 public:
  // The listener must outlive it.
  SelfProbe(const Config& config, const Listener& listener);
  // OK when within two seconds the health service answers SERVING over a new connection; with TLS, for which the probe has
  // no client certificate, when a new connection is accepted.
  absl::Status Check() const;

 private:
  absl::Status CheckHealth() const;
  absl::Status CheckAccept() const;

  const Listener& listener_;
  const std::string host_;
  const bool has_tls_;
};

}  // namespace driehoek::server
