#include "http/router.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace driehoek::lti {

void Router::Handle(const std::string& method, const std::string& path, Handler handler) {
  exact_[path][method] = std::move(handler);
}

void Router::HandleQuickly(const std::string& method, const std::string& path,
                           QuickHandler handler) {
  quick_[path][method] = std::move(handler);
}

bool Router::TryQuickly(const Request& request, const Done& done) const {
  const auto path = quick_.find(request.path);
  if (path == quick_.end()) return false;
  const auto handler = path->second.find(request.method);
  if (handler == path->second.end()) return false;
  return handler->second(request, [&route = path->first, done](Response response) {
    response.route = route;
    done(std::move(response));
  });
}

void Router::HandlePrefix(const std::string& method, const std::string& prefix, Handler handler) {
  prefixes_[prefix][method] = std::move(handler);
}

Response Router::Dispatch(const Methods& methods, const std::string& route,
                          const Request& request) {
  auto found = methods.find(request.method);
  if (found == methods.end() && request.method == "HEAD") found = methods.find("GET");
  Response response;
  if (found != methods.end()) {
    response = found->second(request);
  } else {
    std::string allow;
    for (const auto& [method, handler] : methods) {
      absl::StrAppend(&allow, allow.empty() ? "" : ", ", method);
      if (method == "GET") absl::StrAppend(&allow, ", HEAD");
    }
    response.status = 405;
    response.log_reason = "METHOD_NOT_ALLOWED";
    response.Set("Allow", allow).Set("X-Content-Type-Options", "nosniff");
  }
  response.route = route;
  return response;
}

Response Router::Answer(const Request& request) const {
  if (const auto found = exact_.find(request.path); found != exact_.end()) {
    return Dispatch(found->second, found->first, request);
  }
  // The longest prefix wins: the map is sorted, so the last match is the longest one.
  const Methods* methods = nullptr;
  std::string route;
  for (const auto& [prefix, candidate] : prefixes_) {
    if (absl::StartsWith(request.path, prefix)) {
      methods = &candidate;
      route = prefix;
    }
  }
  if (methods != nullptr) return Dispatch(*methods, route, request);
  Response response = otherwise_ ? otherwise_(request) : Response{.status = 404};
  response.route = "-";
  return response;
}

}  // namespace driehoek::lti
