#include "agreement/sealed_vault.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "agreement/document_of.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::agreement {
namespace {

// The contract promises as much at most (DownloadAgreementResponse.pdf).
constexpr std::size_t kLargestPdf = 3 * 1024 * 1024;
// Of a line on the evidence page (pdf/evidence_record.h).
constexpr std::size_t kLongestLine = 500;

// At most kLongestLine bytes, cut between characters.
std::string Line(std::string text) {
  if (text.size() <= kLongestLine) return text;
  std::size_t end = kLongestLine;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

std::vector<SignerEvidence> SignersOf(const Version& version) {
  std::vector<Signature> signatures = version.signatures;
  std::sort(signatures.begin(), signatures.end(), [](const Signature& a, const Signature& b) {
    return a.evidence->order < b.evidence->order;
  });
  std::vector<SignerEvidence> signers;
  for (const Signature& signature : signatures) {
    const Party& party = *FindParty(version, signature.role);
    const absl::string_view between =
        party.capacity.empty() || party.organisation_name.empty() ? "" : ", ";
    signers.push_back(
        {.role = ToDocument(signature.role),
         .name = Line(party.display_name),
         .capacity = Line(absl::StrCat(party.capacity, between, party.organisation_name)),
         .masked_address = signature.evidence->masked_address,
         .consent = Line(signature.evidence->consent),
         .sign_time = signature.time,
         .client_address = signature.evidence->client_address,
         .user_agent = Line(signature.evidence->user_agent)});
  }
  return signers;
}

absl::Status CheckEvidence(const Version& version) {
  for (const PartyRole role : kAllParties) {
    const Signature* signature = FindSignature(version, role);
    if (signature == nullptr || !signature->evidence.has_value() ||
        FindParty(version, role) == nullptr) {
      return Error(absl::StatusCode::kInternal, "EVIDENCE_MISSING",
                   "a version cannot be sealed before all three signed it");
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<SealedFile> SealedVault::Seal(const TenantId& tenant, const Agreement& agreement,
                                             const Version& version, absl::TimeZone zone,
                                             absl::Time now) {
  DRIEHOEK_RETURN_IF_ERROR(CheckEvidence(version));
  SealRequest request{
      .agreement = absl::StrCat(MakeName(tenant, "agreements", agreement.id.value()), "/versions/",
                                version.number),
      .signers = SignersOf(version),
      .zone = zone,
      .seal_time = now};
  DRIEHOEK_ASSIGN_OR_RETURN(request.document, ComposeDocument(ContentOf(agreement, version)));
  // What is sealed is what was signed, to the byte.
  if (DocumentHash(CanonicalText(request.document)) != version.document_hash) {
    return Error(absl::StatusCode::kInternal, "SEALED_TEXT_DIFFERS",
                 "the text to seal is not the one that was signed");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string pdf, seal_(request, key_));
  if (pdf.size() > kLargestPdf) {
    return Error(absl::StatusCode::kInternal, "SEALED_FILE_TOO_LARGE",
                 "the sealed document is larger than clients may be sent");
  }
  SealedFile file{.file_name = SealedFileName(agreement, version),
                  .size_bytes = static_cast<std::int64_t>(pdf.size())};
  DRIEHOEK_ASSIGN_OR_RETURN(file.hash, files_.Put(tenant, pdf));
  return file;
}

absl::StatusOr<std::string> SealedVault::Read(const TenantId& tenant, const SealedFile& file) {
  return files_.Get(tenant, file.hash);
}

std::string SealedFileName(const Agreement& agreement, const Version& version) {
  const absl::string_view kind =
      agreement.language == Language::kDutch ? "overeenkomst" : "agreement";
  return absl::StrCat(kind, "-v", version.number, "-", agreement.id.value(), ".pdf");
}

}  // namespace driehoek::agreement
