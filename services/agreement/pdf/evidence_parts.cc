#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "agreement/document_words.h"
#include "agreement/pdf/page_parts.h"

namespace driehoek::agreement {
namespace {

constexpr TextStyle kTitle{.size = 20, .weight = 700, .color = kInk, .line_factor = 1.0};
constexpr TextStyle kHeading{.size = 14.5, .weight = 700, .color = kInk, .line_factor = 1.0};
constexpr TextStyle kIntro{.size = 10, .color = kInkSoft};
constexpr TextStyle kLabel{.size = 8.5, .weight = 600, .color = kInkFaint};
constexpr TextStyle kValue{.size = 9.5, .color = kInk};
constexpr TextStyle kName{.size = 11.5, .weight = 700, .color = kInk};
constexpr TextStyle kHash{.size = 9, .color = kAccentStrong, .mono = true};
constexpr TextStyle kSmall{.size = 8.5, .color = kInkSoft};

constexpr double kInset = 12;
constexpr double kLabelWidth = 108;

// A triangle whose corners are ticked: the three have signed.
void DrawSignedTriangle(cairo_t* cairo, double x, double y, double width) {
  const double height = width * 0.86;
  const double corners[][2] = {{x + width / 2, y}, {x, y + height}, {x + width, y + height}};
  SetColor(cairo, kGood);
  cairo_set_line_width(cairo, 2);
  cairo_move_to(cairo, corners[0][0], corners[0][1]);
  cairo_line_to(cairo, corners[1][0], corners[1][1]);
  cairo_line_to(cairo, corners[2][0], corners[2][1]);
  cairo_close_path(cairo);
  cairo_stroke(cairo);
  for (const auto& corner : corners) DrawTick(cairo, corner[0], corner[1], 10, kGood);
}

std::string LocalTime(absl::Time time, absl::TimeZone zone, DocumentLanguage language) {
  return absl::StrCat(LongDate(absl::ToCivilDay(time, zone), language), ", ",
                      absl::FormatTime("%H:%M:%S (UTC%Ez", time, zone), ", ", zone.name(), ")");
}

struct EvidenceRow {
  TextBlock label;
  TextBlock value;
  double Height() const { return std::max(label.Height(), value.Height()) + 1; }
};

std::vector<EvidenceRow> RowsOf(const SignerEvidence& signer, DocumentLanguage language,
                                absl::TimeZone zone, cairo_t* cairo) {
  const DocumentWords& words = WordsOf(language);
  const std::string browser = signer.client_address.empty() || signer.user_agent.empty()
                                  ? absl::StrCat(signer.client_address, signer.user_agent)
                                  : absl::StrCat(signer.client_address, ", ", signer.user_agent);
  const std::pair<absl::string_view, std::string> rows[] = {
      {words.signed_as, signer.capacity.empty() ? std::string(RoleLabel(signer.role, language))
                                                : absl::StrCat(RoleLabel(signer.role, language),
                                                               ": ", signer.capacity)},
      {words.address, absl::StrCat(signer.masked_address, " (", words.address_note, ")")},
      {words.consent, signer.consent},
      {words.time_local, LocalTime(signer.sign_time, zone, language)},
      {words.time_utc, UtcTime(signer.sign_time)},
      {words.browser, browser},
  };
  const double width = kContentWidth - 2 * kInset - 28 - kLabelWidth;
  std::vector<EvidenceRow> blocks;
  for (const auto& [label, value] : rows) {
    if (value.empty()) continue;
    const TextStyle style = label == words.browser ? kSmall : kValue;
    blocks.push_back(
        {TextBlock(cairo, label, kLabel, kLabelWidth - 8), TextBlock(cairo, value, style, width)});
  }
  return blocks;
}

void DrawSigner(int order, const SignerEvidence& signer, DocumentLanguage language,
                absl::TimeZone zone, PageFlow& flow) {
  cairo_t* const cairo = flow.cairo();
  const TextBlock name(cairo, absl::StrCat(order, ". ", signer.name), kName,
                       kContentWidth - 2 * kInset - 28);
  const std::vector<EvidenceRow> rows = RowsOf(signer, language, zone, cairo);
  double height = 2 * kInset + name.Height() + 2;
  for (const EvidenceRow& row : rows) height += row.Height();
  flow.EnsureRoom(height);
  FillRoundRect(cairo, kMargin, flow.y(), kContentWidth, height, kWhite, kLine);
  DrawTick(cairo, kMargin + kInset + 9, flow.y() + kInset + 8, 9, kGood);
  const double left = kMargin + kInset + 28;
  double y = flow.y() + kInset - 1;
  {
    const Tagged heading(cairo, "H3");
    name.Draw(left, y);
  }
  y += name.Height() + 3;
  for (const EvidenceRow& row : rows) {
    const Tagged paragraph(cairo, "P");
    row.label.Draw(left, y + 0.8);
    row.value.Draw(left + kLabelWidth, y);
    y += row.Height();
  }
  flow.Skip(height + 8);
}

struct Fingerprint {
  absl::string_view label, hash, note;
};

// One panel with the codes to compare: of each its name, the code, and what it is for.
void DrawFingerprints(const std::vector<Fingerprint>& fingerprints, PageFlow& flow) {
  cairo_t* const cairo = flow.cairo();
  const double width = kContentWidth - 2 * kInset;
  std::vector<TextBlock> blocks;
  double height = 2 * 10;
  for (const Fingerprint& fingerprint : fingerprints) {
    blocks.emplace_back(cairo, fingerprint.label, kLabel, width);
    blocks.emplace_back(cairo, fingerprint.hash, kHash, width);
    blocks.emplace_back(cairo, fingerprint.note, kSmall, width);
  }
  for (const TextBlock& block : blocks) height += block.Height();
  height += 8 * static_cast<double>(fingerprints.size() - 1);
  flow.EnsureRoom(height);
  FillRoundRect(cairo, kMargin, flow.y(), kContentWidth, height, kPaper, kLine);
  double y = flow.y() + 10;
  for (std::size_t i = 0; i < blocks.size(); i += 3) {
    const Tagged paragraph(cairo, "P");
    for (std::size_t j = i; j < i + 3; ++j) {
      blocks[j].Draw(kMargin + kInset, y);
      y += blocks[j].Height();
    }
    y += 8;
  }
  flow.Skip(height + 6);
}

void DrawHeading(absl::string_view heading, double following, PageFlow& flow) {
  const TextBlock block(flow.cairo(), heading, kHeading, kContentWidth);
  flow.Skip(8);
  flow.EnsureRoom(block.Height() + 8 + following);
  flow.Write(block, kMargin, "H2");
  flow.Skip(8);
}

}  // namespace

void DrawEvidence(const EvidenceRecord& evidence, DocumentLanguage language, absl::TimeZone zone,
                  PageFlow& flow) {
  const DocumentWords& words = WordsOf(language);
  cairo_t* const cairo = flow.cairo();
  flow.Skip(8);
  DrawSignedTriangle(cairo, kPageWidth - kMargin - 70, flow.y() + 14, 58);
  flow.Write(TextBlock(cairo, words.evidence_heading, kTitle, kContentWidth - 110), kMargin, "H1");
  flow.Skip(6);
  flow.Write(TextBlock(cairo, words.evidence_intro, kIntro, kContentWidth - 120), kMargin, "P");
  flow.Skip(5);
  const std::string sealed =
      absl::StrCat(words.sealed_time, ": ", LocalTime(evidence.seal_time, zone, language), ". ",
                   evidence.institution, ".");
  flow.Write(TextBlock(cairo, sealed, kIntro, kContentWidth - 120), kMargin, "P");
  flow.Skip(14);
  DrawFingerprints(
      {{words.evidence_hash, evidence.document_sha256, words.evidence_hash_note},
       {words.evidence_seal, evidence.seal_certificate_sha256, words.evidence_seal_note}},
      flow);
  DrawHeading(words.evidence_signers, 120, flow);
  int order = 0;
  for (const SignerEvidence& signer : evidence.signers) {
    DrawSigner(++order, signer, language, zone, flow);
  }
  const TextBlock check(cairo, words.check_note, kIntro, kContentWidth);
  DrawHeading(words.check_heading, PageFlow::FirstLines(check), flow);
  flow.Write(check, kMargin, "P");
}

}  // namespace driehoek::agreement
