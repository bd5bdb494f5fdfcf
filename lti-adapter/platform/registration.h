// A platform as we know it: one client of one issuer (every hosted Canvas has the same issuer), and
// under it the deployments, each of one institution.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "shared/base/strong_id.h"

namespace driehoek::lti {

enum class RegistrationStatus { kActive, kDisabled };

struct Registration {
  std::string id;  // UUIDv7
  std::string issuer;
  std::string client_id;
  TenantId tenant;
  std::string authorization_endpoint;
  std::string token_endpoint;
  std::string jwks_uri;
  // `aud` of our client assertions; the token endpoint unless the platform says otherwise.
  std::string token_audience;
  std::vector<std::string> scopes;  // granted
  std::string family;               // product_family_code, "" when unknown
  // Origins that may frame us besides the issuer's.
  std::vector<std::string> embedding_origins;
  RegistrationStatus status = RegistrationStatus::kActive;
  absl::Time create_time;
};

enum class DeploymentStatus { kActive, kPending };

struct Deployment {
  std::string registration_id;
  std::string id;
  TenantId tenant;
  DeploymentStatus status = DeploymentStatus::kPending;
  absl::Time first_seen;
};

// A deployment with the names that an administrator knows its registration by.
struct ListedDeployment {
  std::string issuer;
  std::string client_id;
  Deployment deployment;
};

}  // namespace driehoek::lti
