// The evidence of the signatures of one version as a small text that travels inside the sealed PDF
// (evidence.txt). The evidence page is drawn from the same values; a program reads the text. One
// `key: value` a line, in a fixed order, so that there is one spelling for each evidence.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "agreement/document.h"

namespace driehoek::agreement {

// What is kept of one signature (R20, domain text "Evidence per signer"). Texts are one line of at
// most 500 bytes.
struct SignerEvidence {
  DocumentRole role = DocumentRole::kStudent;
  std::string name;
  std::string capacity;        // function and organisation; may be empty
  std::string masked_address;  // where the one-time code went: `i.m•••@vanleeuwen.nl`
  std::string consent;         // the sentence that was agreed to, in the words shown
  absl::Time sign_time;
  std::string client_address;  // of the browser; may be empty
  std::string user_agent;      // likewise
};

struct EvidenceRecord {
  std::string agreement;  // resource name of the version
  std::string institution;
  std::string title;
  std::string document_sha256;          // of the canonical text, lower-case hex
  std::string seal_certificate_sha256;  // of the certificate that seals, lower-case hex
  absl::Time seal_time;
  std::vector<SignerEvidence> signers;  // in the order of signing
};

// "student", "programme", "workplace": stable, for programs.
absl::string_view RoleCode(DocumentRole role);

// The record with texts as they can be shown in one line. What the browser said of itself is cut
// and cleaned, since a stranger chose it; anything else that cannot be shown is refused:
// INVALID_ARGUMENT / EVIDENCE_TEXT_UNPRINTABLE or EVIDENCE_TEXT_TOO_LONG. Times lose their
// fractions of a second.
absl::StatusOr<EvidenceRecord> PrintableRecord(const EvidenceRecord& record);

// `record` must come from PrintableRecord.
std::string WriteEvidence(const EvidenceRecord& record);

// Nothing unless `text` is exactly what WriteEvidence makes.
std::optional<EvidenceRecord> ParseEvidence(absl::string_view text);

// "2026-09-29T08:24:05Z".
std::string UtcTime(absl::Time time);

}  // namespace driehoek::agreement
