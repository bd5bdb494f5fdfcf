// Agreements to read: a school with one triangle per agreement, made by the calls that people would
// make.
#pragma once

#include <string>
#include <vector>

#include "bench/support/service.h"

namespace driehoek::bench {

struct Agreements {
  std::vector<std::string> names;  // of agreements whose text is complete
  std::string teacher;             // id of the contact person of all their students
};

// Makes `count` in an empty institution of `service`. Ends the program when a call is refused.
Agreements MakeAgreements(const Service& service, const std::shared_ptr<grpc::Channel>& channel,
                          int count);

}  // namespace driehoek::bench
