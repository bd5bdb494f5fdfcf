// Who may do what here (domain text 6.4), as rows of the rights table.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "shared/auth/rights.h"

namespace driehoek::access {

// The rows of every method of driehoek.v1.AccessService.
const std::vector<auth::Right>& AccessRights();

// The method against which "may the caller know of this guest" is asked.
inline constexpr absl::string_view kGetGuestGrant = "driehoek.v1.AccessService/GetGuestGrant";

}  // namespace driehoek::access
