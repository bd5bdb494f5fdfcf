#include "agreement/sealed_pdf.h"

#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "agreement/document_words.h"
#include "agreement/pdf/agreement_pages.h"
#include "agreement/pdf/seal_file.h"
#include "agreement/pdf/seal_signature.h"
#include "agreement/plain_text.h"
#include "shared/base/errors.h"
#include "shared/crypto/encoding.h"

namespace driehoek::agreement {
namespace {

constexpr absl::string_view kTextName = "agreement.txt";
constexpr absl::string_view kEvidenceName = "evidence.txt";
constexpr std::size_t kMaxSigners = 20;

absl::Status SealFailed(absl::string_view what) {
  return Error(absl::StatusCode::kInternal, "SEAL_FAILED", what);
}

EvidenceRecord RecordOf(const SealRequest& request, const SealingKey& key, absl::string_view text) {
  return {.agreement = request.agreement,
          .institution = request.document.institution,
          .title = absl::StrCat(request.document.kind, ", ", request.document.version_text, ": ",
                                request.document.title),
          .document_sha256 = DocumentHash(text),
          .seal_certificate_sha256 = key.fingerprint,
          .seal_time = request.seal_time,
          .signers = request.signers};
}

PdfSealFields FieldsOf(const SealRequest& request, const EvidenceRecord& evidence,
                       const std::string& text) {
  const DocumentWords& words = WordsOf(request.document.language);
  return {.language = std::string(words.language_tag),
          .signer = request.document.institution,
          .reason = std::string(words.evidence_heading),
          .time = request.seal_time,
          .attachments = {{std::string(kTextName), request.document.kind, text},
                          {std::string(kEvidenceName), std::string(words.evidence_heading),
                           WriteEvidence(evidence)}}};
}

SealReport Wrong(SealReport report, absl::string_view sentence) {
  report.valid = false;
  report.summary = std::string(sentence);
  return report;
}

std::string Sentence(const absl::Status& status) {
  return absl::StrCat("Not valid: ", std::string(status.message()), ".");
}

// The last step: text and evidence belong to each other and to this seal.
SealReport CheckContent(const std::map<std::string, std::string>& attachments, SealReport report) {
  const auto text = attachments.find(std::string(kTextName));
  const auto written = attachments.find(std::string(kEvidenceName));
  if (attachments.size() != 2 || text == attachments.end() || written == attachments.end()) {
    return Wrong(std::move(report), "Not valid: the file does not hold the text and its evidence.");
  }
  auto evidence = ParseEvidence(written->second);
  if (!evidence.has_value()) {
    return Wrong(std::move(report), "Not valid: the evidence of the signatures cannot be read.");
  }
  if (evidence->document_sha256 != DocumentHash(text->second)) {
    return Wrong(std::move(report), "Not valid: the evidence belongs to another text.");
  }
  if (evidence->seal_certificate_sha256 != report.certificate_sha256) {
    return Wrong(std::move(report), "Not valid: the evidence names another seal.");
  }
  report.valid = true;
  report.evidence = *std::move(evidence);
  report.text = text->second;
  report.summary =
      report.trusted.has_value()
          ? "Valid: nothing was changed since it was sealed, and the seal is the trusted one."
          : "Valid: nothing was changed since it was sealed. Compare the fingerprint of the seal.";
  return report;
}

}  // namespace

absl::StatusOr<std::string> SealPdf(const SealRequest& request, const SealingKey& key) {
  if (request.signers.empty() || request.signers.size() > kMaxSigners) {
    return Error(absl::StatusCode::kInvalidArgument, "EVIDENCE_SIGNERS_OUT_OF_RANGE",
                 "a sealed document has 1 to 20 signers");
  }
  const std::string text = CanonicalText(request.document);
  DRIEHOEK_ASSIGN_OR_RETURN(const EvidenceRecord evidence,
                            PrintableRecord(RecordOf(request, key, text)));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string drawn,
                            DrawAgreement(request.document, evidence, request.zone));
  DRIEHOEK_ASSIGN_OR_RETURN(std::string pdf,
                            AddSealFields(drawn, FieldsOf(request, evidence, text)));
  DRIEHOEK_ASSIGN_OR_RETURN(const SealGap gap, FixByteRange(pdf));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string signature,
                            MakeSealSignature(key, DigestAround(pdf, gap)));
  DRIEHOEK_RETURN_IF_ERROR(FillGap(gap, signature, pdf));
  const SealReport report = VerifySealedPdf(pdf, key.fingerprint);
  if (!report.valid)
    return SealFailed(absl::StrCat("the new file does not check: ", report.summary));
  return pdf;
}

SealReport VerifySealedPdf(absl::string_view bytes,
                           const std::optional<std::string>& trusted_fingerprint) {
  SealReport report;
  const auto gap = FindGap(bytes);
  if (!gap.ok()) return Wrong(report, Sentence(gap.status()));
  const auto der = ReadGap(bytes, *gap);
  if (!der.ok()) return Wrong(report, Sentence(der.status()));
  const auto signer = CheckSealSignature(*der, DigestAround(bytes, *gap));
  if (!signer.ok()) {
    return Wrong(report, "Not valid: the file was changed after it was sealed.");
  }
  report.certificate_sha256 = CertificateFingerprint(signer->certificate_der);
  report.certificate_subject = PlainLine(signer->subject).value_or("");
  if (trusted_fingerprint.has_value()) {
    report.trusted = *trusted_fingerprint == report.certificate_sha256;
    if (!*report.trusted) {
      return Wrong(std::move(report),
                   "Not valid: it was sealed by somebody else than the one you trust.");
    }
  }
  const auto attachments = ReadAttachments(bytes, *gap);
  if (!attachments.ok()) return Wrong(std::move(report), Sentence(attachments.status()));
  return CheckContent(*attachments, std::move(report));
}

absl::StatusOr<SealReport> CheckSealedPdf(absl::string_view bytes,
                                          const std::optional<std::string>& trusted_fingerprint) {
  if (!trusted_fingerprint.has_value()) return VerifySealedPdf(bytes, std::nullopt);
  const std::string digits =
      absl::AsciiStrToLower(absl::StrReplaceAll(*trusted_fingerprint, {{":", ""}, {" ", ""}}));
  if (digits.size() != 64 || !crypto::HexDecode(digits).has_value()) {
    return Error(absl::StatusCode::kInvalidArgument, "FINGERPRINT_MALFORMED",
                 "a fingerprint has 64 hexadecimal digits");
  }
  return VerifySealedPdf(bytes, digits);
}

}  // namespace driehoek::agreement
