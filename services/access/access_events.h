// What other services are told when a guest, role or client comes or goes.
#pragma once

#include "absl/strings/string_view.h"
#include "shared/events/change_log.h"

namespace driehoek::access {

// `what` becomes the type "access.<what>"; `name` is the full name of the grant or client.
events::EventRecord AccessEvent(absl::string_view what, absl::string_view name);

}  // namespace driehoek::access
