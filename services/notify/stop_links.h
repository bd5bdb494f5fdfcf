// The link in a mail that stops the digests of its reader without signing in. Each person has one
// secret, worked out from a key of the installation, so that the link in an old mail still works
// and only its hash is stored.
#pragma once

#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "shared/base/strong_id.h"

namespace driehoek::notify {

// The key of stop links, from the one secret of the installation.
std::string DeriveStopKey(absl::string_view installation_secret);

struct StopLink {
  std::string uri;
  std::string secret_hash;  // as in auth::CarriedSecret
};

// Immutable, thread-safe.
class StopLinks {
 public:
  // `lti_url`: public address of the adapter, without a slash at the end.
  StopLinks(std::string key, std::string lti_url)
      : key_(std::move(key)), lti_url_(std::move(lti_url)) {}
  StopLink Of(const TenantId& tenant, const PersonId& person) const;

 private:
  std::string key_;
  std::string lti_url_;
};

}  // namespace driehoek::notify
