// One secret of the installation, and the keys that follow from it, one for each end.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace driehoek::lti {

// Immutable, cheap to copy.
class Secrets {
 public:
  // Reads `path`, 64 hex digits, readable by its owner only; makes it when it is not there. All
  // adapters of one database share the file. Errors as crypto::ReadSecretFile; FAILED_PRECONDITION
  // / SECRET_MALFORMED.
  static absl::StatusOr<Secrets> ReadOrCreate(const std::string& path);
  // `master`: 32 bytes.
  explicit Secrets(absl::string_view master);

  const std::string& state_key() const { return state_key_; }  // seals the state of a login
  const std::string& nonce_key() const { return nonce_key_; }  // nonce = HMAC(state id)
  const std::string& proof_key() const { return proof_key_; }  // value for the platform's storage
  const std::string& rest_key() const { return rest_key_; }    // seals what lies in the database
  const std::string& code_key() const { return code_key_; }    // seals the code of a session

 private:
  std::string state_key_;
  std::string nonce_key_;
  std::string proof_key_;
  std::string rest_key_;
  std::string code_key_;
};

// A new secret of 256 bits, base64url.
std::string NewSecret();

}  // namespace driehoek::lti
