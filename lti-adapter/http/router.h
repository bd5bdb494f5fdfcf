// Which handler answers which path.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "http/request.h"
#include "http/response.h"

namespace driehoek::lti {

// Plain functions on a worker thread; they never throw and may block up to their own deadline.
using Handler = std::function<Response(const Request&)>;

// Takes the answer, once, on any thread.
using Done = std::function<void(Response)>;
// Runs on the waiting thread, so it never waits: not for a database, not for the services. False:
// it changed nothing, and the Handler of the same route is for this request. True: `done` was or
// will be called.
using QuickHandler = std::function<bool(const Request&, const Done& done)>;

// Filled once by wiring, then read by all workers.
class Router {
 public:
  // Exact path. GET also answers HEAD; the server leaves the body out.
  void Handle(const std::string& method, const std::string& path, Handler handler);
  // Asked before the handler of the same method and path.
  void HandleQuickly(const std::string& method, const std::string& path, QuickHandler handler);
  // Every path that begins with `prefix`.
  void HandlePrefix(const std::string& method, const std::string& prefix, Handler handler);
  // What answers where nothing else does.
  void Otherwise(Handler handler) { otherwise_ = std::move(handler); }

  // 405 with Allow where the path is known and the method is not.
  Response Answer(const Request& request) const;
  // Whether a quick handler takes it. For the waiting thread.
  bool TryQuickly(const Request& request, const Done& done) const;

 private:
  using Methods = std::map<std::string, Handler>;
  static Response Dispatch(const Methods& methods, const std::string& route,
                           const Request& request);

  std::map<std::string, Methods> exact_;
  std::map<std::string, std::map<std::string, QuickHandler>, std::less<>> quick_;
  std::map<std::string, Methods> prefixes_;
  Handler otherwise_;
};

}  // namespace driehoek::lti
