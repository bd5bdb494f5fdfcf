// LTI Dynamic Registration 1.0, tool side, without pages: read the platform's configuration, check
// it, register, read what was granted.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "platform/http_client.h"
#include "platform/registration.h"

namespace driehoek::lti {

// What we need of the platform's OpenID configuration, checked.
struct PlatformConfiguration {
  std::string issuer;
  std::string authorization_endpoint;
  std::string token_endpoint;
  std::string jwks_uri;
  std::string registration_endpoint;
  std::string authorization_server;  // "" when it has none
  std::string family;
  std::vector<std::string> scopes_supported;
};

// Fetches the configuration from `url` exactly as it came (Canvas puts a token in its query).
// `token` may be empty. INVALID_ARGUMENT / ADDRESS_NOT_ALLOWED for the address, ISSUER_MISMATCH
// when the issuer is not where the configuration came from, CONFIGURATION_INCOMPLETE naming the
// member in `path`, CONFIGURATION_ALGORITHM without RS256; DATA_LOSS / PLATFORM_UNREACHABLE or
// PLATFORM_ANSWER_UNUSABLE.
absl::StatusOr<PlatformConfiguration> FetchConfiguration(HttpClient& client,
                                                         const AddressRules& rules,
                                                         const std::string& url,
                                                         const std::string& token);

// What the tool says about itself. `public_url` is our origin.
std::string RegistrationDocument(const std::string& public_url,
                                 const PlatformConfiguration& platform);

struct GrantedRegistration {
  Registration registration;  // without id, tenant and time
  std::string deployment_id;  // "" when the platform names none yet
};

// Sends the document, once: the token works once. DATA_LOSS / PLATFORM_UNREACHABLE,
// PLATFORM_REFUSED, PLATFORM_ANSWER_UNUSABLE (also without a client id).
absl::StatusOr<GrantedRegistration> RequestRegistration(HttpClient& client,
                                                        const PlatformConfiguration& platform,
                                                        const std::string& public_url,
                                                        const std::string& token);

}  // namespace driehoek::lti
