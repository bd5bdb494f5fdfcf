#include "agreement/pdf/evidence_record.h"

#include <array>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "agreement/plain_text.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {
namespace {

constexpr std::size_t kMaxTextBytes = 500;
constexpr std::size_t kMaxSigners = 20;
constexpr absl::string_view kTimeFormat = "%Y-%m-%d%ET%H:%M:%SZ";
constexpr std::array<absl::string_view, 3> kRoleCodes = {"student", "programme", "workplace"};

absl::Status MakeLine(absl::string_view field, std::string& text) {
  auto line = PlainLine(text);
  if (!line.has_value()) {
    return Error(absl::StatusCode::kInvalidArgument, "EVIDENCE_TEXT_UNPRINTABLE",
                 "a text of the evidence holds characters that cannot be shown",
                 {{"field", std::string(field)}});
  }
  if (line->size() > kMaxTextBytes) {
    return Error(absl::StatusCode::kInvalidArgument, "EVIDENCE_TEXT_TOO_LONG",
                 "a text of the evidence is longer than 500 bytes",
                 {{"field", std::string(field)}});
  }
  text = *std::move(line);
  return absl::OkStatus();
}

// For what a browser says of itself: visible ASCII, and not without end.
std::string Tame(absl::string_view text) {
  std::string tame;
  for (const char c : text.substr(0, kMaxTextBytes)) tame.push_back(c >= ' ' && c <= '~' ? c : '?');
  return PlainLine(tame).value_or("");
}

absl::Time WholeSeconds(absl::Time time) {
  return absl::FromUnixSeconds(absl::ToUnixSeconds(time));
}

void AppendLine(absl::string_view key, absl::string_view value, std::string& text) {
  absl::StrAppend(&text, key, ": ", value, "\n");
}

// Takes `key: value` lines in order; any deviation makes all that follows fail.
class LineReader {
 public:
  explicit LineReader(absl::string_view text) : lines_(absl::StrSplit(text, '\n')) {}
  std::string Take(absl::string_view key) {
    const std::string before = absl::StrCat(key, ": ");
    if (failed_ || next_ >= lines_.size() || !absl::StartsWith(lines_[next_], before)) {
      failed_ = true;
      return "";
    }
    return std::string(lines_[next_++].substr(before.size()));
  }
  absl::Time TakeTime(absl::string_view key) {
    absl::Time time;
    if (!absl::ParseTime(kTimeFormat, Take(key), &time, nullptr)) failed_ = true;
    return time;
  }
  std::size_t TakeCount(absl::string_view key) {
    std::size_t count = 0;
    if (!absl::SimpleAtoi(Take(key), &count) || count > kMaxSigners) failed_ = true;
    return failed_ ? 0 : count;
  }
  DocumentRole TakeRole(absl::string_view key) {
    const std::string code = Take(key);
    for (std::size_t i = 0; i < kRoleCodes.size(); ++i) {
      if (kRoleCodes[i] == code) return static_cast<DocumentRole>(i);
    }
    failed_ = true;
    return DocumentRole::kStudent;
  }
  bool failed() const { return failed_; }

 private:
  std::vector<absl::string_view> lines_;
  std::size_t next_ = 0;
  bool failed_ = false;
};

}  // namespace

absl::string_view RoleCode(DocumentRole role) { return kRoleCodes[static_cast<std::size_t>(role)]; }

std::string UtcTime(absl::Time time) {
  return absl::FormatTime(kTimeFormat, WholeSeconds(time), absl::UTCTimeZone());
}

absl::StatusOr<EvidenceRecord> PrintableRecord(const EvidenceRecord& record) {
  EvidenceRecord printable = record;
  DRIEHOEK_RETURN_IF_ERROR(MakeLine("agreement", printable.agreement));
  DRIEHOEK_RETURN_IF_ERROR(MakeLine("institution", printable.institution));
  DRIEHOEK_RETURN_IF_ERROR(MakeLine("title", printable.title));
  printable.seal_time = WholeSeconds(record.seal_time);
  for (SignerEvidence& signer : printable.signers) {
    DRIEHOEK_RETURN_IF_ERROR(MakeLine("signers.name", signer.name));
    DRIEHOEK_RETURN_IF_ERROR(MakeLine("signers.capacity", signer.capacity));
    DRIEHOEK_RETURN_IF_ERROR(MakeLine("signers.masked_address", signer.masked_address));
    DRIEHOEK_RETURN_IF_ERROR(MakeLine("signers.consent", signer.consent));
    signer.client_address = Tame(signer.client_address);
    signer.user_agent = Tame(signer.user_agent);
    signer.sign_time = WholeSeconds(signer.sign_time);
  }
  return printable;
}

std::string WriteEvidence(const EvidenceRecord& record) {
  std::string text;
  AppendLine("driehoek-evidence", "1", text);
  AppendLine("agreement", record.agreement, text);
  AppendLine("institution", record.institution, text);
  AppendLine("title", record.title, text);
  AppendLine("document-sha256", record.document_sha256, text);
  AppendLine("seal-certificate-sha256", record.seal_certificate_sha256, text);
  AppendLine("seal-time", UtcTime(record.seal_time), text);
  AppendLine("signers", absl::StrCat(record.signers.size()), text);
  for (const SignerEvidence& signer : record.signers) {
    AppendLine("role", RoleCode(signer.role), text);
    AppendLine("name", signer.name, text);
    AppendLine("capacity", signer.capacity, text);
    AppendLine("code-sent-to", signer.masked_address, text);
    AppendLine("consent", signer.consent, text);
    AppendLine("sign-time", UtcTime(signer.sign_time), text);
    AppendLine("client-address", signer.client_address, text);
    AppendLine("user-agent", signer.user_agent, text);
  }
  return text;
}

std::optional<EvidenceRecord> ParseEvidence(absl::string_view text) {
  LineReader reader(text);
  EvidenceRecord record;
  if (reader.Take("driehoek-evidence") != "1") return std::nullopt;
  record.agreement = reader.Take("agreement");
  record.institution = reader.Take("institution");
  record.title = reader.Take("title");
  record.document_sha256 = reader.Take("document-sha256");
  record.seal_certificate_sha256 = reader.Take("seal-certificate-sha256");
  record.seal_time = reader.TakeTime("seal-time");
  const std::size_t count = reader.TakeCount("signers");
  for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
    SignerEvidence signer{.role = reader.TakeRole("role")};
    signer.name = reader.Take("name");
    signer.capacity = reader.Take("capacity");
    signer.masked_address = reader.Take("code-sent-to");
    signer.consent = reader.Take("consent");
    signer.sign_time = reader.TakeTime("sign-time");
    signer.client_address = reader.Take("client-address");
    signer.user_agent = reader.Take("user-agent");
    record.signers.push_back(std::move(signer));
  }
  // Written again it must be the same, which also refuses whatever follows the last line.
  if (reader.failed() || WriteEvidence(record) != text) return std::nullopt;
  return record;
}

}  // namespace driehoek::agreement
