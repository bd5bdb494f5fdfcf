// The key that an installation seals its PDFs with, and the certificate that names it.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "shared/crypto/rsa_key.h"

namespace driehoek::agreement {

// A cheap copy, thread-safe.
struct SealingKey {
  crypto::RsaKeyPair key;
  std::string certificate_der;
  // SHA-256 of certificate_der, lower-case hex: what the institution publishes and a verifier
  // compares.
  std::string fingerprint;
};

// Reads FOLDER/sealing.pem (private key and certificate, mode 0600), or makes both at the first
// start: RSA of 3072 bits and a self-signed certificate for `installation` (at most 64 bytes of it)
// that is good for 20 years from a day before `now`. Of several servers that start at once on one
// folder, all end up with the same key. The certificate alone is also put into
// FOLDER/sealing-certificate.pem, for everybody to read. FAILED_PRECONDITION / KEY_FILE_UNREADABLE,
// KEY_FILE_TOO_OPEN, KEY_FILE_UNWRITABLE, SEALING_KEY_MALFORMED.
absl::StatusOr<SealingKey> EnsureSealingKey(const std::string& folder,
                                            absl::string_view installation, absl::Time now);

// SHA-256 of a certificate in DER, lower-case hex.
std::string CertificateFingerprint(absl::string_view certificate_der);

}  // namespace driehoek::agreement
