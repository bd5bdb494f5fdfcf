// A connection to driehoekd, for the files of this folder that speak gRPC.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "gateway/service_channel.h"

namespace driehoek::lti {

std::shared_ptr<grpc::Channel> ConnectTo(const std::string& address, const ServiceTls& tls);

}  // namespace driehoek::lti
