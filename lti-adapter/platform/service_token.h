// Access tokens for a platform's services (OAuth 2 client credentials with a signed assertion;
// 1EdTech Security Framework 1.0, section 4.1).
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "platform/http_client.h"
#include "platform/own_keys.h"
#include "platform/registration.h"
#include "shared/base/clock.h"

namespace driehoek::lti {

// Thread-safe; one request at a time for each registration and set of scopes, whose answer the
// others share.
class ServiceTokens {
 public:
  ServiceTokens(HttpClient& client, OwnKeys& keys, const Clock& clock)
      : client_(client), keys_(keys), clock_(clock) {}

  // A token for `scopes`, kept until a minute before it ends. DATA_LOSS / PLATFORM_UNREACHABLE,
  // PLATFORM_FAILS (it may give one later), PLATFORM_REFUSED (the platform could not read our key
  // set, or does not grant these scopes), PLATFORM_ANSWER_UNUSABLE.
  absl::StatusOr<std::string> Get(const Registration& registration,
                                  std::vector<std::string> scopes);
  // After a 401 from a service: the next Get asks anew, unless another did meanwhile.
  void Drop(const Registration& registration, std::vector<std::string> scopes,
            const std::string& token);

 private:
  struct Entry {
    std::string token;
    absl::Time expires;
    bool fetching = false;
    absl::Status last_error;
  };
  struct Granted {
    std::string token;
    absl::Duration lifetime;
  };
  absl::StatusOr<Granted> Request(const Registration& registration, const std::string& scope);
  absl::StatusOr<std::string> Assertion(const Registration& registration);

  HttpClient& client_;
  OwnKeys& keys_;
  const Clock& clock_;
  std::mutex mutex_;  // guards entries_
  std::condition_variable done_;
  std::map<std::string, Entry> entries_;  // by registration id and scopes
};

}  // namespace driehoek::lti
