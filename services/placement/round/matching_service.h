// The gRPC face of MatchingService: every call passes the border and goes to the handler of its
// subject.
#pragma once

#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/service_type.h>

#include <memory>

#include "placement/round/participant_handler.h"
#include "placement/round/place_handler.h"
#include "placement/round/round_handler.h"
#include "placement/round/run/offer_handler.h"
#include "placement/round/run/publication_handler.h"
#include "placement/round/run/run_handler.h"
#include "shared/rpc/border.h"

namespace driehoek::placement::round {

struct MatchingHandlers {
  const RoundHandler& rounds;
  const PlaceHandler& places;
  const ParticipantHandler& participants;
  const run::RunHandler& runs;
  const run::PublicationHandler& publication;
  const run::OfferHandler& offers;
};

// Thread-safe. Border and handlers must outlive it.
std::unique_ptr<grpc::Service> MakeMatchingService(rpc::Border& border,
                                                   const MatchingHandlers& handlers);

}  // namespace driehoek::placement::round
