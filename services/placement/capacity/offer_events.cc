#include "placement/capacity/offer_events.h"

#include "driehoek/v1/event.pb.h"

namespace driehoek::capacity {

events::EventRecord OfferEvent(absl::string_view type, const std::string& name) {
  v1::Event event;
  event.set_type(std::string(type));
  event.set_resource(name);
  event.mutable_capacity_changed()->set_capacity_offer(name);
  return {event.type(), name, event.SerializeAsString()};
}

}  // namespace driehoek::capacity
