// HTTP/1.1 by Boost.Beast, which stays inside server.cc and connection.cc: everyone else knows
// Request and Response.
//
// One thread does the waiting for all connections (an idle or slow one costs no thread) and answers
// what can be answered without waiting; a pool of workers runs the other handlers. Limits (design
// of the edge): body 1 MiB, header 32 KiB, first byte to last within 10 s, 4,000 connections of
// which the longest unfinished one is dropped when another comes.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"

namespace driehoek::lti {

struct ServerOptions {
  std::string listen = "127.0.0.1:8080";  // ADDRESS:PORT; port 0 takes a free one
  std::size_t max_connections = 4000;
  std::size_t max_body_bytes = std::size_t{1024} * 1024;
  std::size_t max_header_bytes = std::size_t{32} * 1024;
  absl::Duration request_time = absl::Seconds(10);  // first byte to last
  absl::Duration idle_time = absl::Seconds(75);     // between requests
  absl::Duration write_time = absl::Seconds(30);
  int workers = 16;
  // Take the last address of X-Forwarded-For for the browser's: only behind a proxy that sets it.
  bool behind_proxy = false;
};

// Told of every answer, on a worker or the waiting thread.
using RequestLog = std::function<void(const Request&, const Response&, absl::Duration took)>;

// Thread-safe. Serves from Start until Stop; the destructor stops too.
class Server {
 public:
  using Answer = std::function<Response(const Request&)>;
  // INVALID_ARGUMENT / LISTEN_ADDRESS_MALFORMED; UNAVAILABLE / LISTEN_FAILED.
  // `quick` is asked first, see Router::TryQuickly; none: everything is for the workers. A `done`
  // may be called until the server is destroyed.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options, Answer answer,
                                                       RequestLog log, QuickHandler quick = {});
  virtual ~Server() = default;
  virtual int port() const = 0;
  // Stops accepting, closes idle connections, lets the others finish for at most `grace`.
  virtual void Stop(absl::Duration grace) = 0;
};

}  // namespace driehoek::lti
