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

// Filled once by wiring, then read by all workers.
class Router {
 public:
  // Exact path. GET also answers HEAD; the server leaves the body out.
  void Handle(const std::string& method, const std::string& path, Handler handler);
  // Every path that begins with `prefix`.
  void HandlePrefix(const std::string& method, const std::string& prefix, Handler handler);
  // What answers where nothing else does.
  void Otherwise(Handler handler) { otherwise_ = std::move(handler); }

  // 405 with Allow where the path is known and the method is not.
  Response Answer(const Request& request) const;

 private:
  using Methods = std::map<std::string, Handler>;
  static Response Dispatch(const Methods& methods, const std::string& route,
                           const Request& request);

  std::map<std::string, Methods> exact_;
  std::map<std::string, Methods> prefixes_;
  Handler otherwise_;
};

}  // namespace driehoek::lti
