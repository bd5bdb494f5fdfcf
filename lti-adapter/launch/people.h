// Asking the services who somebody is after a launch; implemented by gateway/service_client.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/auth/caller.h"
#include "shared/base/strong_id.h"

namespace driehoek::lti {

// What a verified launch said about a person.
struct LaunchPerson {
  TenantId tenant;
  std::string issuer;
  std::string subject;
  std::string name;
  std::string given_name;
  std::string email;
  std::string student_number;
  std::string language;
  std::vector<std::string> launch_roles;
};

struct KnownPerson {
  PersonId person;
  // Every role the person may act in: those of the launch and those granted inside.
  std::vector<auth::Role> roles;
};

class People {
 public:
  virtual ~People() = default;
  // DirectoryService.EnsurePerson. UNAVAILABLE / SERVICE_AWAY when the services do not answer.
  virtual absl::StatusOr<KnownPerson> Ensure(const LaunchPerson& person) = 0;
  // The same when the answer is at hand. Never waits.
  virtual std::optional<KnownPerson> AtHand(const LaunchPerson& /*person*/) { return std::nullopt; }
};

}  // namespace driehoek::lti
