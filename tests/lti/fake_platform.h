// An LMS in this process, over real HTTP on loopback: key set, OpenID configuration, registration
// and token endpoint, and a hand that signs whatever a test likes.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "http/server.h"
#include "shared/crypto/rsa_key.h"

namespace driehoek::lti::test {

// Members of a JSON object, each as JSON, so that a test can replace or leave out one.
using Json = std::map<std::string, std::string>;
std::string Write(const Json& members);
std::string Text(const std::string& text);  // as JSON
inline std::string Claim(const std::string& name) {
  return "https://purl.imsglobal.org/spec/lti/claim/" + name;
}

class FakePlatform {
 public:
  FakePlatform();

  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }
  std::string client_id() const { return "client-7"; }
  const crypto::RsaKeyPair& key() const { return key_; }
  static const crypto::RsaKeyPair& OtherKey();

  // Header and payload of a good launch of a teacher in a course; `now` is when it is signed.
  Json GoodHeader() const;
  Json GoodPayload(absl::Time now, const std::string& nonce) const;
  std::string Sign(const Json& header, const Json& payload) const;
  static std::string SignWith(const crypto::RsaKeyPair& key, const std::string& header,
                              const std::string& payload);

  // What the endpoints answer; changed before they are called.
  void SetKeySet(const std::string& json) { Set(&FakePlatform::key_set_, json); }
  void SetConfiguration(const std::string& json) { Set(&FakePlatform::configuration_, json); }
  void SetRegistrationAnswer(int status, const std::string& json);
  Json GoodConfiguration() const;
  std::string GoodKeySet() const;
  std::string GoodRegistrationAnswer() const;
  void RefuseConnections(bool refuse) { broken_ = refuse; }

  int key_set_fetches() const { return key_set_fetches_; }
  int registrations() const { return registrations_; }
  int token_requests() const { return token_requests_; }
  std::string last_registration() const;
  std::string last_authorization() const;
  std::string last_token_form() const;

 private:
  Response Answer(const Request& request);
  void Set(std::string FakePlatform::*member, const std::string& value);

  const crypto::RsaKeyPair& key_;
  std::atomic<int> key_set_fetches_{0};
  std::atomic<int> registrations_{0};
  std::atomic<int> token_requests_{0};
  std::atomic<bool> broken_{false};
  mutable std::mutex mutex_;  // guards the strings below
  std::string key_set_;
  std::string configuration_;
  int registration_status_ = 200;
  std::string registration_answer_;
  std::string last_registration_;
  std::string last_authorization_;
  std::string last_token_form_;
  std::unique_ptr<Server> server_;
};

}  // namespace driehoek::lti::test
