// What others are told of an offer.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "shared/events/change_log.h"

namespace driehoek::capacity {

// `type`: "capacity.offered" or "capacity.changed"; `name`: of the offer.
events::EventRecord OfferEvent(absl::string_view type, const std::string& name);

}  // namespace driehoek::capacity
