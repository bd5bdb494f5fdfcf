// The signature inside a sealed PDF: a detached CMS SignedData (RFC 5652) with the attributes of
// CAdES (ETSI EN 319 122-1, baseline B-B) as PAdES asks for it (ETSI EN 319 142-1 section 6.3:
// content type, message digest and signing certificate, and no signing time, which stands in the
// PDF).
//
// Everything in it except the certificate and the RSA number follows from the digest and the
// certificate. So the checker builds it anew and compares all bytes: what CMS leaves unprotected
// (the list of digests, the certificates, unsigned attributes, another encoding of the same) cannot
// be changed unseen either.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "agreement/pdf/sealing_key.h"

namespace driehoek::agreement {

// DER. `sha256` is the digest of the signed bytes. INTERNAL / SEAL_FAILED when OpenSSL cannot.
absl::StatusOr<std::string> MakeSealSignature(const SealingKey& key, absl::string_view sha256);

// What a good signature tells.
struct SealSigner {
  std::string certificate_der;
  std::string subject;  // "O=..., CN=..."
};

// `der` must be exactly what MakeSealSignature made for this digest. DATA_LOSS /
// SEAL_SIGNATURE_INVALID.
absl::StatusOr<SealSigner> CheckSealSignature(absl::string_view der, absl::string_view sha256);

}  // namespace driehoek::agreement
