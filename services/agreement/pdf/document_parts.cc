#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "agreement/pdf/page_parts.h"

namespace driehoek::agreement {
namespace {

constexpr TextStyle kTitle{.size = 24, .weight = 700, .color = kInk, .line_factor = 1.06};
constexpr TextStyle kKicker{.size = 9.5, .weight = 600, .color = kAccent};
constexpr TextStyle kHeading{.size = 14.5, .weight = 700, .color = kInk, .line_factor = 1.0};
constexpr TextStyle kItemHeading{.size = 11, .weight = 700, .color = kInk};
constexpr TextStyle kBody{.size = 10, .color = kInk};
constexpr TextStyle kIntro{.size = 10, .color = kInkSoft};
constexpr TextStyle kLabel{.size = 8.5, .weight = 600, .color = kInkFaint};
constexpr TextStyle kSmall{.size = 8, .color = kInkFaint};

constexpr double kItemIndent = 24;
constexpr double kCellPadding = 7;

double Gutter(std::size_t count, double gap) { return gap * static_cast<double>(count - 1); }

void DrawFacts(const std::vector<DocumentFact>& facts, PageFlow& flow) {
  constexpr double kGap = 24;
  constexpr double kWidth = (kContentWidth - kGap) / 2;
  for (std::size_t i = 0; i < facts.size(); i += 2) {
    double height = 0;
    const std::size_t end = std::min(i + 2, facts.size());
    std::vector<TextBlock> labels;
    std::vector<TextBlock> values;
    for (std::size_t j = i; j < end; ++j) {
      labels.emplace_back(flow.cairo(), facts[j].label, kLabel, kWidth);
      values.emplace_back(flow.cairo(), facts[j].value, kBody,
                          end - i == 1 ? kContentWidth : kWidth);
      height = std::max(height, labels.back().Height() + values.back().Height());
    }
    flow.EnsureRoom(height + 16);
    DrawRule(flow.cairo(), kMargin, flow.y(), kContentWidth, kLine);
    for (std::size_t j = 0; j < values.size(); ++j) {
      const double x = kMargin + static_cast<double>(j) * (kWidth + kGap);
      const Tagged paragraph(flow.cairo(), "P");
      labels[j].Draw(x, flow.y() + 7);
      values[j].Draw(x, flow.y() + 7 + labels[j].Height());
    }
    flow.Skip(height + 15);
  }
}

void DrawPartyRow(const DocumentPartyBlock* first, std::size_t count, PageFlow& flow) {
  constexpr double kGap = 12;
  constexpr double kInset = 12;
  const double width = (kContentWidth - Gutter(count, kGap)) / static_cast<double>(count);
  struct Card {
    TextBlock label, name, details;
    double Height() const { return label.Height() + 3 + name.Height() + 2 + details.Height(); }
  };
  std::vector<Card> cards;
  double height = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double inner = width - 2 * kInset;
    cards.push_back({TextBlock(flow.cairo(), first[i].label, kKicker, inner),
                     TextBlock(flow.cairo(), first[i].name, {.size = 11.5, .weight = 700}, inner),
                     TextBlock(flow.cairo(), absl::StrJoin(first[i].details, "\n"),
                               {.size = 9, .color = kInkSoft}, inner)});
    height = std::max(height, cards.back().Height());
  }
  flow.EnsureRoom(height + 2 * kInset);
  for (std::size_t i = 0; i < count; ++i) {
    const double x = kMargin + static_cast<double>(i) * (width + kGap);
    FillRoundRect(flow.cairo(), x, flow.y(), width, height + 2 * kInset, kPaper, kLine);
    const Tagged paragraph(flow.cairo(), "P");
    double y = flow.y() + kInset - 1;
    cards[i].label.Draw(x + kInset, y);
    y += cards[i].label.Height() + 3;
    cards[i].name.Draw(x + kInset, y);
    y += cards[i].name.Height() + 2;
    cards[i].details.Draw(x + kInset, y);
  }
  flow.Skip(height + 2 * kInset + kGap);
}

void DrawHeading(absl::string_view heading, double following, PageFlow& flow) {
  const TextBlock block(flow.cairo(), heading, kHeading, kContentWidth);
  flow.Skip(14);
  flow.EnsureRoom(block.Height() + 6 + following);
  flow.Write(block, kMargin, "H2");
  flow.Skip(4);
}

void DrawItem(int number, const DocumentItem& item, PageFlow& flow) {
  const double width = kContentWidth - kItemIndent;
  const TextBlock digit(flow.cairo(), absl::StrCat(number),
                        {.size = 11, .weight = 700, .color = kAccent}, kItemIndent);
  const TextBlock heading(flow.cairo(), item.heading, kItemHeading, width);
  const TextBlock text(flow.cairo(), item.text, kBody, width, item.note, kSmall);
  flow.Skip(9);
  flow.EnsureRoom(heading.Height() + 1 + PageFlow::FirstLines(text));
  digit.Draw(kMargin, flow.y());
  flow.Write(heading, kMargin + kItemIndent, "H3");
  flow.Skip(1);
  flow.Write(text, kMargin + kItemIndent, "P");
}

// --- tables ---

struct TableShape {
  std::vector<double> widths;
  double Left(std::size_t column) const {
    double left = kMargin;
    for (std::size_t i = 0; i < column; ++i) left += widths[i];
    return left;
  }
  double Inner(std::size_t column) const { return widths[column] - kCellPadding; }
};

double HeaderHeight(cairo_t* cairo, const std::vector<std::string>& columns,
                    const TableShape& shape) {
  double height = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    height = std::max(height, TextBlock(cairo, columns[i], kLabel, shape.Inner(i)).Height());
  }
  return height + 9;
}

void DrawTableHeader(const std::vector<std::string>& columns, const TableShape& shape,
                     PageFlow& flow) {
  const double height = HeaderHeight(flow.cairo(), columns, shape);
  {
    const Tagged row(flow.cairo(), "TR");
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Tagged cell(flow.cairo(), "TH");
      TextBlock(flow.cairo(), columns[i], kLabel, shape.Inner(i)).Draw(shape.Left(i), flow.y() + 3);
    }
  }
  flow.Skip(height);
  DrawRule(flow.cairo(), kMargin, flow.y(), kContentWidth, kAccent);
}

// One row; a very tall one goes on at the next page, below the header again.
void DrawRow(const std::vector<TextBlock>& cells, const std::vector<std::string>& columns,
             const TableShape& shape, PageFlow& flow) {
  std::vector<int> next(cells.size(), 0);
  double whole = 0;
  for (const TextBlock& cell : cells) whole = std::max(whole, cell.Height());
  const double page = kContentBottom - kContentTop - HeaderHeight(flow.cairo(), columns, shape);
  for (bool first = true, more = true; more; first = false) {
    if (!first || (whole + 2 * kCellPadding > flow.Room() && whole + 2 * kCellPadding < page) ||
        flow.Room() < 60) {
      flow.NewPage();
      DrawTableHeader(columns, shape, flow);
    }
    more = false;
    double height = 0;
    const Tagged row(flow.cairo(), "TR");
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const int count = cells[i].FitInto(next[i], flow.Room() - 2 * kCellPadding);
      const Tagged cell(flow.cairo(), "TD");
      cells[i].Draw(shape.Left(i), flow.y() + kCellPadding, next[i], count);
      height = std::max(height, cells[i].HeightOf(next[i], count));
      next[i] += count;
      more = more || next[i] < cells[i].lines();
    }
    flow.Skip(height + 2 * kCellPadding);
  }
  DrawRule(flow.cairo(), kMargin, flow.y(), kContentWidth, kLine);
}

void DrawTable(const DocumentSection& section, PageFlow& flow) {
  const TableShape shape{{80, 245, kContentWidth - 325}};
  DrawTableHeader(section.columns, shape, flow);
  for (const std::vector<std::string>& row : section.rows) {
    std::vector<TextBlock> cells;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const TextStyle style = i == 0   ? TextStyle{.size = 9.5, .weight = 700}
                              : i == 1 ? TextStyle{.size = 9.5}
                                       : TextStyle{.size = 9.5, .color = kInkSoft};
      cells.emplace_back(flow.cairo(), row[i], style, shape.Inner(i));
    }
    DrawRow(cells, section.columns, shape, flow);
  }
}

void DrawMatrixRow(const DocumentMatrixRow& row, const DocumentSection& section,
                   const TableShape& shape, PageFlow& flow) {
  const TextBlock task(flow.cairo(), row.task, {.size = 9.5}, shape.Inner(0));
  const double height = task.Height() + 2 * kCellPadding;
  if (height > flow.Room()) {
    flow.NewPage();
    DrawTableHeader(section.columns, shape, flow);
  }
  const std::size_t column = static_cast<std::size_t>(row.party) + 1;
  const double middle = flow.y() + height / 2;
  const Tagged line(flow.cairo(), "TR");
  {
    const Tagged cell(flow.cairo(), "TD");
    task.Draw(kMargin, flow.y() + kCellPadding);
  }
  const TextBlock party(flow.cairo(), row.party_label,
                        {.size = 9.5, .weight = 700, .color = kAccentStrong},
                        shape.Inner(column) - 16);
  const Tagged cell(flow.cairo(), "TD");
  DrawTick(flow.cairo(), shape.Left(column) + 6, middle, 6, kAccent);
  party.Draw(shape.Left(column) + 17, middle - party.Height() / 2);
  flow.Skip(height);
  DrawRule(flow.cairo(), kMargin, flow.y(), kContentWidth, kLine);
}

void DrawMatrix(const DocumentSection& section, PageFlow& flow) {
  const double party = 92;
  const TableShape shape{{kContentWidth - 3 * party, party, party, party}};
  DrawTableHeader(section.columns, shape, flow);
  for (const DocumentMatrixRow& row : section.matrix) DrawMatrixRow(row, section, shape, flow);
}

// What must stand below a heading on the same page.
double LeadIn(const DocumentSection& section, const TextBlock& intro) {
  const bool more = !section.items.empty() || !section.rows.empty() || !section.matrix.empty() ||
                    !section.facts.empty();
  return more ? intro.Height() + 64 : PageFlow::FirstLines(intro);
}

}  // namespace

void DrawOpening(const Document& document, PageFlow& flow) {
  cairo_t* const cairo = flow.cairo();
  flow.Skip(10);
  flow.Write(TextBlock(cairo, absl::StrCat(document.kind, ", ", document.version_text), kKicker,
                       kContentWidth),
             kMargin, "P");
  flow.Skip(3);
  flow.Write(TextBlock(cairo, document.title, kTitle, kContentWidth), kMargin, "H1");
  flow.Skip(8);
  flow.Write(TextBlock(cairo, document.intro, kIntro, kContentWidth), kMargin, "P");
  flow.Skip(14);
  DrawFacts(document.facts, flow);
  DrawHeading(document.parties_heading, 60, flow);
  flow.Skip(4);
  for (std::size_t i = 0; i < document.parties.size(); i += 3) {
    DrawPartyRow(&document.parties[i], std::min<std::size_t>(3, document.parties.size() - i), flow);
  }
}

void DrawSection(const DocumentSection& section, PageFlow& flow) {
  const TextBlock intro(flow.cairo(), section.intro, kIntro, kContentWidth);
  DrawHeading(section.heading, LeadIn(section, intro), flow);
  flow.Write(intro, kMargin, "P");
  flow.Skip(6);
  if (!section.facts.empty()) DrawFacts(section.facts, flow);
  int number = 0;
  for (const DocumentItem& item : section.items) DrawItem(++number, item, flow);
  if (!section.rows.empty()) DrawTable(section, flow);
  if (!section.matrix.empty()) DrawMatrix(section, flow);
}

}  // namespace driehoek::agreement
