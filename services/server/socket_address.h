// Small socket helpers of the two listeners.
#pragma once

#include <sys/socket.h>

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace driehoek::server {

// A listening, non-blocking, close-on-exec TCP socket at "HOST:PORT" or "[IPV6]:PORT"; port 0 picks a free one.
// INVALID_ARGUMENT / LISTEN_ADDRESS_MALFORMED; UNAVAILABLE / LISTEN_ADDRESS_TAKEN.
absl::StatusOr<int> Listen(absl::string_view address);
// A connected socket to such an address. Errors of Listen(), and UNAVAILABLE / NOT_ANSWERING.
absl::StatusOr<int> Connect(absl::string_view address);
// The port that a listening socket got.
int PortOf(int listen_fd);
// Numeric address of a peer without its port.
std::string AddressOf(const sockaddr_storage& peer);
// The peer as gRPC writes it: "ipv4:127.0.0.1:1234", "ipv6:%5B::1%5D:1234".
std::string GrpcPeerOf(const sockaddr_storage& peer);

}  // namespace driehoek::server
