// How a service of gRPC hands its calls to handlers.
#pragma once

#include <grpcpp/grpcpp.h>

#include "shared/rpc/border.h"
#include "shared/rpc/call.h"

// One override in a class with a member `border_`: through the border to the function of `handler`
// that has the method's name. k##Method names the method to the rights; `Response` is a full type.
#define DRIEHOEK_SERVE(handler, Method, Response)                                       \
  grpc::Status Method(grpc::ServerContext* context, const v1::Method##Request* request, \
                      Response* response) override {                                    \
    return border_.Handle(context, k##Method, request, response,                        \
                          [this](const rpc::Call& call, const v1::Method##Request& q) { \
                            return handler.Method(call, q);                             \
                          });                                                           \
  }
