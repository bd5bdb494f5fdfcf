// The static files of the adapter's own pages, built into the program.
#pragma once

#include "absl/strings/string_view.h"
#include "http/request.h"
#include "http/response.h"

namespace driehoek::lti {

// GET /lti/assets/NAME. 404 for other names.
Response ServeAsset(const Request& request);

}  // namespace driehoek::lti
