// Which addresses of strangers the adapter may call: an LMS tells us where its key set and
// endpoints are, and must not be able to make us call something inside our own network (LTI Dynamic
// Registration 1.0; OWASP, server-side request forgery).
#pragma once

#include <sys/socket.h>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "http/uri.h"

namespace driehoek::lti {

struct AddressRules {
  // http://localhost and http://127.0.0.1, for development only; never another private address.
  bool allow_loopback = false;
};

// The address, when its form is allowed: https (or http on loopback, if that is allowed), no user
// information, no odd spelling of a number for a host. INVALID_ARGUMENT / ADDRESS_NOT_ALLOWED.
// Where the name leads is checked when connecting.
absl::StatusOr<Uri> CheckAddress(absl::string_view text, const AddressRules& rules);

// Whether `host` is one of the names for this machine that `allow_loopback` is about.
bool IsLoopbackName(absl::string_view host);

// Whether a resolved address lies on the public internet: not loopback, private, link-local, shared
// (CGNAT), multicast, reserved, documentation, or an IPv6 form of one of these (IANA
// special-purpose registries, RFC 6890).
bool IsPublicAddress(const sockaddr& address);
// Whether a resolved address is 127.0.0.0/8 or ::1.
bool IsLoopbackAddress(const sockaddr& address);

}  // namespace driehoek::lti
