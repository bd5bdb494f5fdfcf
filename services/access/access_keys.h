// Keys of this service, each derived from the one secret of the installation for its own end.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "shared/base/strong_id.h"

namespace driehoek::access {

struct AccessKeys {
  std::string code;     // hashes of one-time codes
  std::string address;  // hashes of e-mail addresses

  // `installation_secret`: at least 32 random bytes from the installation's key file. It must stay
  // the same for as long as the database lives: with another one, codes under way and known
  // addresses are no longer recognised.
  static AccessKeys Derive(absl::string_view installation_secret);
};

// Keyed hash of a code under its own id: six digits have a million values, so without the key the
// hash would be no secret, and without the id equal codes would look equal.
std::string CodeHash(const AccessKeys& keys, absl::string_view id, absl::string_view code);

// Keyed hash of an address, the same over institutions: by it the live grants of one address are
// found without any institution learning of another (design, section 3). Empty for an empty
// address.
std::string AddressHash(const AccessKeys& keys, absl::string_view email);

// `i.m•••@vanleeuwen.nl`: enough for the owner to recognise, too little for others to use. Empty
// for an empty address.
std::string MaskAddress(absl::string_view email);

}  // namespace driehoek::access
