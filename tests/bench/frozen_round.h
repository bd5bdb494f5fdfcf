// A round whose wishes are closed, set up in a running service by the calls that people would make.
#pragma once

#include <memory>
#include <string>

#include "bench/large_round.h"
#include "bench/support/service.h"

namespace driehoek::bench {

// Makes it in the empty institution of `service` as `office` (metadata of a practice office); its
// name. The sizes are those of MakeRound; each place asks nothing. Ends the program when a call is
// refused.
std::string FreezeRound(const Service& service, const std::shared_ptr<grpc::Channel>& channel,
                        const std::string& office, const RoundSize& size);

}  // namespace driehoek::bench
