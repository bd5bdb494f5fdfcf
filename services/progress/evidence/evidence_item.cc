#include "progress/evidence/evidence_item.h"

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "shared/base/field_checks.h"

namespace driehoek::progress::evidence {
namespace {

constexpr std::size_t kMostCodes = 30;
constexpr std::size_t kLongestText = 20000;
constexpr std::size_t kLongestLink = 2000;
constexpr std::size_t kLongestNote = 1000;
constexpr absl::string_view kScheme = "https://";

bool IsConfirmed(const Version& version) {
  return version.confirmation.has_value() &&
         version.confirmation->kind == ConfirmationKind::kConfirmed;
}

// A host behind the scheme, and nothing that a browser would cut off or take apart otherwise.
bool IsHttps(absl::string_view link) {
  if (!absl::StartsWith(link, kScheme) || link.size() == kScheme.size()) return false;
  const absl::string_view rest = link.substr(kScheme.size());
  const bool has_host = rest.front() != '/' && rest.front() != '?' && rest.front() != '#';
  return has_host && rest.find_first_of(" \t\\\"<>") == absl::string_view::npos;
}

}  // namespace

bool IsConfirmationLapsed(const EvidenceItem& item) {
  if (item.versions.empty() || IsConfirmed(item.versions.back())) return false;
  return std::any_of(item.versions.begin(), item.versions.end(), IsConfirmed);
}

std::int64_t FileBytes(const EvidenceItem& item) {
  std::int64_t bytes = 0;
  for (const Version& version : item.versions) {
    if (version.content.file.has_value()) bytes += version.content.file->size_bytes;
  }
  return bytes;
}

void Check(const Content& content, FieldViolations& violations) {
  switch (content.kind) {
    case ContentKind::kText:
      CheckText(violations, "content.text", content.text, 1, kLongestText, TextKind::kBlock);
      break;
    case ContentKind::kLink:
      if (content.text.size() > kLongestLink) {
        violations.Add("content.link", "TEXT_TOO_LONG", "must have at most 2000 characters");
      } else if (!IsHttps(content.text)) {
        violations.Add("content.link", "LINK_NOT_HTTPS",
                       "must be an address that begins with https://");
      } else {
        CheckText(violations, "content.link", content.text, 1, kLongestLink);
      }
      break;
    case ContentKind::kFile:
      break;
  }
  CheckText(violations, "content.note", content.note, 0, kLongestNote, TextKind::kBlock);
}

void CheckTitle(absl::string_view title, FieldViolations& violations) {
  CheckText(violations, "evidence_item.title", title, 1, 200);
}

void CheckCodes(const std::vector<std::string>& codes, const std::vector<Outcome>& known,
                absl::string_view field, FieldViolations& violations) {
  if (codes.size() > kMostCodes) {
    violations.Add(field, "LINKS_TOO_MANY", "must hold at most 30 codes");
    return;
  }
  std::set<std::string> seen;
  for (const std::string& code : codes) {
    if (!seen.insert(code).second) {
      violations.Add(field, "OUTCOME_REPEATED", "must not name an outcome twice");
      return;
    }
    const bool is_known = std::any_of(known.begin(), known.end(),
                                      [&](const Outcome& one) { return one.code == code; });
    if (!is_known) {
      violations.Add(field, "OUTCOME_UNKNOWN", "must name outcomes of the set that applies");
      return;
    }
  }
}

}  // namespace driehoek::progress::evidence
