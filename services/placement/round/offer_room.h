// Whether a place of a round fits in the offer of seats that it comes from (R23): pure.
#pragma once

#include <optional>
#include <vector>

#include "placement/round/facts.h"
#include "placement/round/round_place.h"
#include "shared/base/errors.h"

namespace driehoek::placement::round {

// Names `capacity_offer` when there is no such offer (`room` is absent: REFERENCE_NOT_FOUND) or it
// is of another workplace (OTHER_WORKPLACE), and `capacity` when the offer has fewer seats left
// than the place and `others`, the places of the round, give away together (OFFER_TOO_SMALL). What
// was accepted before stays: `before` is the place as it is stored, absent for a new one, and
// neither the same offer nor fewer seats of it are looked at again.
void CheckOffer(const RoundPlace& draft, const std::optional<RoundPlace>& before,
                const std::vector<RoundPlace>& others, const std::optional<OfferRoom>& room,
                FieldViolations& violations);

}  // namespace driehoek::placement::round
