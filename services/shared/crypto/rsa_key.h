// RSA keys, parsed once and kept: parsing PEM costs about a thousand times more than finding a
// pointer, and a verification some 20 microseconds.
#pragma once

#include <openssl/types.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace driehoek::crypto {

// The public half. A cheap copy: the parsed key is shared, never changed, and safe to use from
// several threads.
class RsaPublicKey {
 public:
  // From big-endian numbers without a sign. INVALID_ARGUMENT / RSA_KEY_WEAK below 2048 bits (RFC
  // 7518 section 3.3), above 16384 bits (each check would cost too much) or with an exponent that
  // is even or one; RSA_KEY_MALFORMED when OpenSSL refuses them.
  static absl::StatusOr<RsaPublicKey> FromNumbers(absl::string_view modulus,
                                                  absl::string_view exponent);

  // Big-endian, without leading zero bytes.
  std::string Modulus() const;
  std::string Exponent() const;
  int Bits() const;

  // Whether `signature` is the RSASSA-PKCS1-v1_5 signature with SHA-256 (RS256, RFC 7518
  // section 3.3) of `message`.
  bool VerifySha256(absl::string_view message, absl::string_view signature) const;

 private:
  friend class RsaKeyPair;
  explicit RsaPublicKey(std::shared_ptr<EVP_PKEY> key) : key_(std::move(key)) {}
  // Shared because key sets are replaced while verifications with the old one still run.
  std::shared_ptr<EVP_PKEY> key_;
};

// Both halves. A cheap copy, thread-safe, as above.
class RsaKeyPair {
 public:
  // INTERNAL / RSA_GENERATION_FAILED when OpenSSL cannot; `bits` is 2048 to 8192.
  static absl::StatusOr<RsaKeyPair> Generate(int bits);
  // The first private key of PEM text, PKCS#8 or PKCS#1, unencrypted.
  // INVALID_ARGUMENT / RSA_KEY_MALFORMED or RSA_KEY_WEAK.
  static absl::StatusOr<RsaKeyPair> FromPem(absl::string_view pem);
  // FAILED_PRECONDITION / KEY_FILE_UNREADABLE, or KEY_FILE_TOO_OPEN when others than its owner may
  // read it; else as FromPem.
  static absl::StatusOr<RsaKeyPair> LoadFile(const std::string& path);

  // PKCS#8.
  std::string ToPem() const;
  // Writes a new file with mode 0600, whole or not at all. ALREADY_EXISTS / KEY_FILE_EXISTS,
  // because a key that is in use must never be lost; FAILED_PRECONDITION / KEY_FILE_UNWRITABLE.
  absl::Status SaveFile(const std::string& path) const;

  RsaPublicKey PublicKey() const;
  // RS256. INTERNAL / RSA_SIGNING_FAILED when OpenSSL cannot.
  absl::StatusOr<std::string> SignSha256(absl::string_view message) const;
  // For what OpenSSL must do itself (certificates). Stays owned by this object and must not be
  // changed.
  EVP_PKEY* get() const { return key_.get(); }

 private:
  explicit RsaKeyPair(std::shared_ptr<EVP_PKEY> key) : key_(std::move(key)) {}
  // Shared because a rotated key is still in use by signers that began before.
  std::shared_ptr<EVP_PKEY> key_;
};

}  // namespace driehoek::crypto
