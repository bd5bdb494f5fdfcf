#include "progress/evidence/evidence_export.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "progress/evidence/crc32.h"
#include "progress/evidence/file_name.h"

namespace driehoek::progress::evidence {
namespace {

constexpr absl::string_view kHead =
    "<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" "
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<title>Bewijs / Evidence</title>\n"
    "<style>body{font:1rem/1.5 sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}"
    "pre{white-space:pre-wrap;font:inherit}section{border-top:1px solid #999}</style>\n"
    "</head>\n<body>\n";

std::string Escaped(absl::string_view text) {
  return absl::StrReplaceAll(
      text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});
}

absl::string_view WordsOf(ItemState state) {
  switch (state) {
    case ItemState::kAdded:
      return "Toegevoegd / Added";
    case ItemState::kLinked:
      return "Gekoppeld, niet bevestigd / Linked, not confirmed";
    case ItemState::kConfirmationRequested:
      return "Wacht op bevestiging / Waits for confirmation";
    case ItemState::kConfirmed:
      return "Bevestigd / Confirmed";
    case ItemState::kDisputed:
      return "Betwist / Disputed";
    case ItemState::kUnverified:
      return "Niet geverifieerd / Unverified";
    case ItemState::kUsed:
      return "Bevestigd en meegeteld / Confirmed and counted";
    case ItemState::kArchived:
      return "Gearchiveerd / Archived";
  }
  return "";
}

std::string EntryName(int item, int version, const FileFact& file) {
  return absl::StrFormat("files/%03d-v%02d-%s", item, version, NeutralName(file.file_name));
}

std::string ContentHtml(const Content& content, const std::string& entry_name) {
  std::string html;
  switch (content.kind) {
    case ContentKind::kText:
      absl::StrAppend(&html, "<pre>", Escaped(content.text), "</pre>\n");
      break;
    case ContentKind::kLink:
      absl::StrAppend(&html, "<p><a rel=\"noopener noreferrer\" href=\"", Escaped(content.text),
                      "\">", Escaped(content.text), "</a></p>\n");
      break;
    case ContentKind::kFile:
      absl::StrAppend(&html, "<p><a href=\"", entry_name, "\">", Escaped(content.file->file_name),
                      "</a> (", content.file->size_bytes, " bytes, SHA-256 ", content.file->sha256,
                      ")</p>\n");
      break;
  }
  if (!content.note.empty()) absl::StrAppend(&html, "<p>", Escaped(content.note), "</p>\n");
  return html;
}

std::string VersionHtml(const Version& version, int number, const std::string& entry_name,
                        absl::TimeZone zone) {
  std::string html = absl::StrCat("<h3>Versie / Version ", number, ", ",
                                  absl::FormatTime("%Y-%m-%d %H:%M", version.time, zone), "</h3>\n",
                                  ContentHtml(version.content, entry_name));
  if (version.confirmation.has_value()) {
    const bool is_confirmed = version.confirmation->kind == ConfirmationKind::kConfirmed;
    absl::StrAppend(&html, "<p>",
                    is_confirmed ? "Bevestigd op / Confirmed on " : "Betwist op / Disputed on ",
                    absl::FormatTime("%Y-%m-%d", version.confirmation->time, zone), "</p>\n");
    if (!version.confirmation->reason.empty()) {
      absl::StrAppend(&html, "<p>", Escaped(version.confirmation->reason), "</p>\n");
    }
  }
  return html;
}

}  // namespace

std::vector<ArchiveEntry> ExportOf(const std::vector<EvidenceItem>& items, const Labels& labels,
                                   absl::TimeZone zone) {
  std::vector<ArchiveEntry> files;
  std::string html =
      absl::StrCat(kHead, "<h1>Bewijs / Evidence</h1>\n<p>", Escaped(labels.student), "<br>",
                   Escaped(labels.programme), "<br>", Escaped(labels.organisation), "</p>\n");
  int item_number = 0;
  for (const EvidenceItem& item : items) {
    if (item.state == ItemState::kArchived) continue;
    ++item_number;
    absl::StrAppend(&html, "<section>\n<h2>", Escaped(item.title), "</h2>\n<p>",
                    WordsOf(item.state), "</p>\n<p>",
                    Escaped(absl::StrJoin(item.outcome_codes, ", ")), "</p>\n");
    for (std::size_t i = 0; i < item.versions.size(); ++i) {
      const int number = static_cast<int>(i) + 1;
      const std::optional<FileFact>& file = item.versions[i].content.file;
      std::string entry_name;
      if (file.has_value()) {
        entry_name = EntryName(item_number, number, *file);
        files.push_back({.name = entry_name,
                         .size_bytes = file->size_bytes,
                         .crc32 = static_cast<std::uint32_t>(file->crc32),
                         .sha256 = file->sha256});
      }
      absl::StrAppend(&html, VersionHtml(item.versions[i], number, entry_name, zone));
    }
    absl::StrAppend(&html, "</section>\n");
  }
  absl::StrAppend(&html, "</body>\n</html>\n");
  std::vector<ArchiveEntry> entries = {{.name = "index.html",
                                        .size_bytes = static_cast<std::int64_t>(html.size()),
                                        .crc32 = Crc32(html),
                                        .bytes = html}};
  entries.insert(entries.end(), files.begin(), files.end());
  return entries;
}

}  // namespace driehoek::progress::evidence
