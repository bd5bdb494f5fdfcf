// The PDF as a file: puts the attachments and an empty signature field into a drawn PDF, says which
// bytes the signature covers, and reads a sealed file back (ISO 32000-2
// sections 7.11.4, 12.7.5.5, 12.8.1). Wraps qpdf, which throws.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace driehoek::agreement {

struct PdfAttachment {
  std::string name;
  std::string description;
  std::string content;  // text/plain
};

struct PdfSealFields {
  std::string language;  // BCP 47
  std::string signer;    // the institution
  std::string reason;
  absl::Time time;
  std::vector<PdfAttachment> attachments;
};

// Where the signature stands: the bytes from `begin` ("<") to before `end` (after ">") are not
// covered by it, all others are.
struct SealGap {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The drawn PDF with language, attachments and a signature field on its last page that is still
// empty. INTERNAL / SEAL_FAILED when qpdf cannot.
absl::StatusOr<std::string> AddSealFields(absl::string_view drawn_pdf, const PdfSealFields& fields);

// Writes the byte range of a file that AddSealFields made, and says where its gap is. INTERNAL /
// SEAL_FAILED.
absl::StatusOr<SealGap> FixByteRange(std::string& pdf);

// Puts the signature (DER) into the gap. INTERNAL / SEAL_FAILED when it does not fit.
absl::Status FillGap(SealGap gap, absl::string_view signature_der, std::string& pdf);

// The gap of a file that may be anything. DATA_LOSS / SEAL_MISSING when there is not exactly one
// byte range, or it is not the whole file less the gap.
absl::StatusOr<SealGap> FindGap(absl::string_view pdf);

// The signature in the gap, which must be spelled as FillGap does: lower-case hex, then only zeros.
// DATA_LOSS / SEAL_SIGNATURE_INVALID.
absl::StatusOr<std::string> ReadGap(absl::string_view pdf, SealGap gap);

// SHA-256 of all bytes but the gap.
std::string DigestAround(absl::string_view pdf, SealGap gap);

// The attachments by name of a file whose signature is good, which must have one signature field
// with this gap's byte range and no other. DATA_LOSS / SEAL_CONTENT_MALFORMED, also when one is
// larger than 4 MiB.
absl::StatusOr<std::map<std::string, std::string>> ReadAttachments(absl::string_view pdf,
                                                                   SealGap gap);

}  // namespace driehoek::agreement
