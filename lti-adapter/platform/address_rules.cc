#include "platform/address_rules.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

struct Block4 {
  std::uint32_t network;
  int bits;
};

constexpr std::uint32_t Ip(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return (a << 24) | (b << 16) | (c << 8) | d;
}

// IANA IPv4 special-purpose registry, everything that is not globally reachable.
constexpr std::array kNotPublic4 = {
    Block4{Ip(0, 0, 0, 0), 8},      Block4{Ip(10, 0, 0, 0), 8},     Block4{Ip(100, 64, 0, 0), 10},
    Block4{Ip(127, 0, 0, 0), 8},    Block4{Ip(169, 254, 0, 0), 16}, Block4{Ip(172, 16, 0, 0), 12},
    Block4{Ip(192, 0, 0, 0), 24},   Block4{Ip(192, 0, 2, 0), 24},   Block4{Ip(192, 88, 99, 0), 24},
    Block4{Ip(192, 168, 0, 0), 16}, Block4{Ip(198, 18, 0, 0), 15},  Block4{Ip(198, 51, 100, 0), 24},
    Block4{Ip(203, 0, 113, 0), 24}, Block4{Ip(224, 0, 0, 0), 4},    Block4{Ip(240, 0, 0, 0), 4},
};

bool IsPublic4(std::uint32_t address) {
  return std::none_of(kNotPublic4.begin(), kNotPublic4.end(), [&](const Block4& block) {
    return (address >> (32 - block.bits)) == (block.network >> (32 - block.bits));
  });
}

std::uint32_t Word(const in6_addr& address, std::size_t at) {
  std::uint32_t word = 0;
  std::memcpy(&word, &address.s6_addr[at], sizeof word);
  return ntohl(word);
}

bool IsPublic6(const in6_addr& address) {
  const auto& bytes = address.s6_addr;
  // Only 2000::/3 is handed out; that leaves out ::, ::1, mapped, translated, ULA, link-local,
  // multicast.
  if ((bytes[0] & 0xe0) != 0x20) return false;
  if (Word(address, 0) == 0x20010db8) return false;  // documentation
  if ((Word(address, 0) & 0xfffffe00) == 0x20010000)
    return false;                                          // 2001::/23: Teredo, ORCHID and others
  if (bytes[0] == 0x20 && bytes[1] == 0x02) return false;  // 6to4 carries an IPv4 address inside
  if ((Word(address, 0) & 0xfffff000) == 0x3fff0000) return false;  // 3fff::/20, documentation
  return true;
}

std::uint32_t Ip4Of(const sockaddr& address) {
  sockaddr_in ip4{};
  std::memcpy(&ip4, &address, sizeof ip4);
  return ntohl(ip4.sin_addr.s_addr);
}

in6_addr Ip6Of(const sockaddr& address) {
  sockaddr_in6 ip6{};
  std::memcpy(&ip6, &address, sizeof ip6);
  return ip6.sin6_addr;
}

// Dotted decimal without leading zeros, four parts: what every reader takes the same way.
bool IsPlainIp4(absl::string_view host) {
  in_addr parsed{};
  std::array<char, INET_ADDRSTRLEN> again{};
  return inet_pton(AF_INET, std::string(host).c_str(), &parsed) == 1 &&
         inet_ntop(AF_INET, &parsed, again.data(), again.size()) != nullptr && host == again.data();
}

// A last label of digits, or one that begins as hex does, is a number to some readers
// ("2130706433", "0x7f.1", "127.1").
bool LooksLikeNumber(absl::string_view host) {
  absl::ConsumeSuffix(&host, ".");
  const absl::string_view last = host.substr(host.rfind('.') + 1);
  if (absl::StartsWith(last, "0x")) return true;
  return std::all_of(last.begin(), last.end(),
                     [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

absl::Status NotAllowed(absl::string_view why) {
  return Error(absl::StatusCode::kInvalidArgument, "ADDRESS_NOT_ALLOWED", why);
}

}  // namespace

bool IsLoopbackName(absl::string_view host) { return host == "localhost" || host == "127.0.0.1"; }

absl::StatusOr<Uri> CheckAddress(absl::string_view text, const AddressRules& rules) {
  auto uri = ParseUri(text);
  if (!uri) return NotAllowed("not an absolute http or https address");
  if (uri->has_fragment) return NotAllowed("an address with a fragment");
  if (rules.allow_loopback && IsLoopbackName(uri->host)) return *std::move(uri);
  if (uri->scheme != "https") return NotAllowed("not https");
  if (LooksLikeNumber(uri->host) && !IsPlainIp4(uri->host))
    return NotAllowed("a number in an odd spelling");
  if (IsPlainIp4(uri->host)) {
    in_addr ip{};
    inet_pton(AF_INET, uri->host.c_str(), &ip);
    if (!IsPublic4(ntohl(ip.s_addr))) return NotAllowed("not a public address");
  }
  if (uri->host.front() == '[') {
    in6_addr ip{};
    const std::string inside = uri->host.substr(1, uri->host.size() - 2);
    if (inet_pton(AF_INET6, inside.c_str(), &ip) != 1 || !IsPublic6(ip))
      return NotAllowed("not a public address");
  }
  absl::string_view name = uri->host;
  absl::ConsumeSuffix(&name, ".");
  if (IsLoopbackName(name) || absl::EndsWith(name, ".localhost")) return NotAllowed("this machine");
  return *std::move(uri);
}

bool IsPublicAddress(const sockaddr& address) {
  if (address.sa_family == AF_INET) return IsPublic4(Ip4Of(address));
  if (address.sa_family == AF_INET6) return IsPublic6(Ip6Of(address));
  return false;
}

bool IsLoopbackAddress(const sockaddr& address) {
  if (address.sa_family == AF_INET) return (Ip4Of(address) >> 24) == 127;
  if (address.sa_family != AF_INET6) return false;
  const in6_addr ip = Ip6Of(address);
  return IN6_IS_ADDR_LOOPBACK(&ip);
}

}  // namespace driehoek::lti
