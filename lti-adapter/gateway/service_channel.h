// Unary calls to driehoekd as bytes, each with a call token made for it. gRPC stays behind this
// header.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/auth/call_token.h"
#include "shared/auth/caller.h"
#include "shared/base/clock.h"

namespace driehoek::lti {

// A refusal of a service as it came: gRPC code, text, and the serialised google.rpc.Status with its
// details.
struct ServiceError {
  int code = 0;
  std::string message;
  std::string details;
};

struct ServiceAnswer {
  bool ok = false;
  std::string message;  // serialised response when ok
  ServiceError error;   // else
};

// A call under way. Wait once; whoever drops it first has it cancelled.
class PendingCall {
 public:
  virtual ~PendingCall() = default;
  virtual ServiceAnswer Wait() = 0;
};

// Thread-safe. Must outlive the calls it began.
class ServiceChannel {
 public:
  virtual ~ServiceChannel() = default;
  // `method` is "/driehoek.v1.AccessService/GetSelf". Returns at once; the answer comes within
  // `timeout`.
  virtual std::unique_ptr<PendingCall> Begin(const std::string& method, const std::string& request,
                                             const auth::Caller& caller,
                                             absl::Duration timeout) = 0;
  // The same for one call, waiting for its answer.
  ServiceAnswer Call(const std::string& method, const std::string& request,
                     const auth::Caller& caller, absl::Duration timeout) {
    return Begin(method, request, caller, timeout)->Wait();
  }
  // Whether a connection stands or can be made within `timeout`.
  virtual bool Reachable(absl::Duration timeout) = 0;
};

// Names of PEM files; without an authority the connection is not encrypted, which is for loopback.
struct ServiceTlsFiles {
  std::string ca_file;
  std::string certificate_file;  // ours, where driehoekd asks for one; with its key
  std::string key_file;
};
// What is in them.
struct ServiceTls {
  std::string ca;
  std::string certificate;
  std::string key;
};
// INVALID_ARGUMENT / TLS_FILE_UNREADABLE naming the file.
absl::StatusOr<ServiceTls> ReadTls(const ServiceTlsFiles& files);

// `address` is HOST:PORT. `keys` and `clock` must outlive it.
std::unique_ptr<ServiceChannel> NewServiceChannel(const std::string& address, const ServiceTls& tls,
                                                  const auth::CallTokenKeys& keys,
                                                  const Clock& clock);

// The refusal as a status with all its details; UNAVAILABLE / SERVICE_AWAY when nobody said why.
absl::Status ToStatus(const ServiceError& error);

}  // namespace driehoek::lti
