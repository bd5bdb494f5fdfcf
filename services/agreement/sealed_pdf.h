// The sealed PDF of a version that all parties signed (R20): its text as pages, the exact text as
// an attachment, the evidence of each signature, and a seal of the installation over every byte
// (PAdES B-B). Anybody can check it, offline, years later, without Driehoek's database.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "agreement/document.h"
#include "agreement/pdf/evidence_record.h"
#include "agreement/pdf/sealing_key.h"

namespace driehoek::agreement {

struct SealRequest {
  Document document;
  std::string agreement;                // resource name of the version
  std::vector<SignerEvidence> signers;  // in the order of signing, at most 20
  absl::TimeZone zone;                  // of the institution
  absl::Time seal_time;
};

// The bytes of the file, which differ from call to call. Takes some tenths of a second;
// thread-safe. INVALID_ARGUMENT / EVIDENCE_TEXT_UNPRINTABLE or EVIDENCE_TEXT_TOO_LONG;
// FAILED_PRECONDITION / SEAL_FONT_MISSING; INTERNAL / SEAL_FAILED. The result has been checked with
// VerifySealedPdf.
absl::StatusOr<std::string> SealPdf(const SealRequest& request, const SealingKey& key);

// What a check found.
struct SealReport {
  bool valid = false;
  // One English sentence: that the file is intact, or the first thing that is wrong.
  std::string summary;
  // Whether the seal was made with the certificate that the checker trusts; absent when none was
  // given. Without one, a valid file says only that nobody changed it since somebody sealed it:
  // compare `certificate_sha256` by eye.
  std::optional<bool> trusted;
  // The rest is only filled when `valid`, except for the certificate, which is known as soon as the
  // signature is good.
  std::string certificate_sha256;
  std::string certificate_subject;
  EvidenceRecord evidence;
  std::string text;  // the canonical text that was signed
};

// Checks, in this order: one seal over the whole file; its signature; the certificate against
// `trusted_fingerprint` (lower-case hex); that the file holds the text and the evidence; that the
// evidence names the hash of this text and the certificate of this seal. `valid` only when all of
// it holds.
SealReport VerifySealedPdf(absl::string_view bytes,
                           const std::optional<std::string>& trusted_fingerprint);

// The same for a fingerprint as people write it: 64 hexadecimal digits in either case, with or
// without colons and spaces. INVALID_ARGUMENT / FINGERPRINT_MALFORMED otherwise.
absl::StatusOr<SealReport> CheckSealedPdf(absl::string_view bytes,
                                          const std::optional<std::string>& trusted_fingerprint);

}  // namespace driehoek::agreement
