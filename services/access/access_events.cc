#include "access/access_events.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "driehoek/v1/event.pb.h"

namespace driehoek::access {

events::EventRecord AccessEvent(absl::string_view what, absl::string_view name) {
  v1::Event event;
  event.set_type(absl::StrCat("access.", what));
  event.set_resource(std::string(name));
  event.mutable_access_changed()->set_resource(std::string(name));
  return {event.type(), event.resource(), event.SerializeAsString()};
}

}  // namespace driehoek::access
