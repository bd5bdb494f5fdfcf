// One HTTP answer as a value.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "http/request.h"

namespace driehoek::lti {

struct Response {
  int status = 200;
  std::vector<Header> headers;
  std::string body;
  // For the log only, never sent: why it was refused, and the ids it was about.
  std::string log_reason;
  std::string log_ids;
  // The pattern of the route that answered; set by the router.
  std::string route;

  Response& Set(std::string name, std::string value) {
    headers.push_back({std::move(name), std::move(value)});
    return *this;
  }
};

}  // namespace driehoek::lti
