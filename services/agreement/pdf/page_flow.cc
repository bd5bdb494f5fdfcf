#include "agreement/pdf/page_flow.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"

namespace driehoek::agreement {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kCornerRadius = 8;

double Points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

PangoFontDescription* FontOf(const TextStyle& style) {
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family(font, style.mono ? "DejaVu Sans Mono" : "Lato");
  pango_font_description_set_weight(font, static_cast<PangoWeight>(style.weight));
  pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
  return font;
}

// Letters stand where the font wants them, not on the grid of some screen: a page has no pixels.
void DropHinting(PangoLayout* layout) {
  PangoContext* const context = pango_layout_get_context(layout);
  cairo_font_options_t* const options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options);
  pango_context_set_round_glyph_positions(context, FALSE);
  cairo_font_options_destroy(options);
  pango_layout_context_changed(layout);
}

guint16 Channel(double value) { return static_cast<guint16>(std::lround(value * 65535)); }

void AddStyle(PangoAttrList* attributes, const TextStyle& style, std::size_t from, std::size_t to) {
  PangoFontDescription* font = FontOf(style);
  for (PangoAttribute* attribute :
       {pango_attr_font_desc_new(font),
        pango_attr_foreground_new(Channel(style.color.red), Channel(style.color.green),
                                  Channel(style.color.blue))}) {
    attribute->start_index = static_cast<guint>(from);
    attribute->end_index = static_cast<guint>(to);
    pango_attr_list_insert(attributes, attribute);
  }
  pango_font_description_free(font);
}

}  // namespace

TextBlock::TextBlock(cairo_t* cairo, absl::string_view text, const TextStyle& style, double width,
                     absl::string_view note, const TextStyle& note_style)
    : cairo_(cairo), layout_(pango_cairo_create_layout(cairo)) {
  DropHinting(layout_.get());
  const std::string all = note.empty() ? std::string(text) : absl::StrCat(text, "\n", note);
  PangoAttrList* attributes = pango_attr_list_new();
  AddStyle(attributes, style, 0, text.size());
  if (!note.empty()) AddStyle(attributes, note_style, text.size(), all.size());
  pango_layout_set_text(layout_.get(), all.data(), static_cast<int>(all.size()));
  pango_layout_set_attributes(layout_.get(), attributes);
  pango_attr_list_unref(attributes);
  pango_layout_set_width(layout_.get(), static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
  PangoLayoutIter* iter = pango_layout_get_iter(layout_.get());
  // Leading is shared out above and below each line, so that blocks of one line and of many stand
  // alike.
  double y = 0;
  do {
    int top = 0;
    int bottom = 0;
    PangoRectangle extents;
    pango_layout_iter_get_line_yrange(iter, &top, &bottom);
    pango_layout_iter_get_line_extents(iter, nullptr, &extents);
    const double natural = Points(bottom - top);
    const double height = natural * style.line_factor;
    const double baseline =
        y + (height - natural) / 2 + Points(pango_layout_iter_get_baseline(iter) - top);
    lines_.push_back(
        {y, y + height, baseline, Points(extents.x), pango_layout_iter_get_line_readonly(iter)});
    y += height;
  } while (pango_layout_iter_next_line(iter) != 0);
  pango_layout_iter_free(iter);
}

double TextBlock::HeightOf(int first, int count) const {
  if (count <= 0) return 0;
  return lines_[static_cast<std::size_t>(first + count - 1)].bottom -
         lines_[static_cast<std::size_t>(first)].top;
}

double TextBlock::Width() const {
  PangoRectangle extents;
  pango_layout_get_extents(layout_.get(), nullptr, &extents);
  return Points(extents.width);
}

int TextBlock::FitInto(int first, double height) const {
  int count = 0;
  while (first + count < lines() && HeightOf(first, count + 1) <= height) ++count;
  return count;
}

void TextBlock::Draw(double x, double y, int first, int count) const {
  const double top = count > 0 ? lines_[static_cast<std::size_t>(first)].top : 0;
  for (int i = first; i < first + count; ++i) {
    const Line& line = lines_[static_cast<std::size_t>(i)];
    cairo_move_to(cairo_, x + line.left, y + line.baseline - top);
    pango_cairo_show_layout_line(cairo_, line.line);
  }
}

PageFlow::PageFlow(cairo_t* cairo, std::function<void(int)> decorate)
    : cairo_(cairo), decorate_(std::move(decorate)) {
  decorate_(page_);
}

void PageFlow::NewPage() {
  cairo_show_page(cairo_);
  ++page_;
  y_ = kContentTop;
  decorate_(page_);
}

void PageFlow::EnsureRoom(double height) {
  if (height > Room() && y_ > kContentTop) NewPage();
}

void PageFlow::Finish() { cairo_show_page(cairo_); }

double PageFlow::FirstLines(const TextBlock& block) {
  return block.HeightOf(0, std::min(block.lines(), 2));
}

void PageFlow::Write(const TextBlock& block, double x, const char* tag) {
  int next = 0;
  while (next < block.lines()) {
    const int left = block.lines() - next;
    int count = block.FitInto(next, Room());
    // Two lines at least on either side of the break.
    if (count < left && left - count < 2) count = left - 2;
    const bool page_is_empty = y_ <= kContentTop;
    if (count < left && count < 2) {
      if (!page_is_empty) {
        NewPage();
        continue;
      }
      count = std::min(left, 2);
    }
    const Tagged tagged(cairo_, tag);
    block.Draw(x, y_, next, count);
    y_ += block.HeightOf(next, count);
    next += count;
  }
}

void SetColor(cairo_t* cairo, Color color) {
  cairo_set_source_rgb(cairo, color.red, color.green, color.blue);
}

void FillRoundRect(cairo_t* cairo, double x, double y, double width, double height, Color fill,
                   Color edge) {
  const double r = std::min({kCornerRadius, width / 2, height / 2});
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, x + width - r, y + r, r, -kPi / 2, 0);
  cairo_arc(cairo, x + width - r, y + height - r, r, 0, kPi / 2);
  cairo_arc(cairo, x + r, y + height - r, r, kPi / 2, kPi);
  cairo_arc(cairo, x + r, y + r, r, kPi, 3 * kPi / 2);
  cairo_close_path(cairo);
  SetColor(cairo, fill);
  cairo_fill_preserve(cairo);
  SetColor(cairo, edge);
  cairo_set_line_width(cairo, 0.75);
  cairo_stroke(cairo);
}

void DrawRule(cairo_t* cairo, double x, double y, double width, Color color) {
  SetColor(cairo, color);
  cairo_set_line_width(cairo, 0.75);
  cairo_move_to(cairo, x, y);
  cairo_line_to(cairo, x + width, y);
  cairo_stroke(cairo);
}

void DrawTick(cairo_t* cairo, double x, double y, double radius, Color fill) {
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, x, y, radius, 0, 2 * kPi);
  SetColor(cairo, fill);
  cairo_fill(cairo);
  SetColor(cairo, kWhite);
  cairo_set_line_width(cairo, radius * 0.26);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to(cairo, x - radius * 0.42, y + radius * 0.04);
  cairo_line_to(cairo, x - radius * 0.1, y + radius * 0.36);
  cairo_line_to(cairo, x + radius * 0.46, y - radius * 0.32);
  cairo_stroke(cairo);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_MITER);
}

void DrawMark(cairo_t* cairo, double x, double y, double height, Color color) {
  const double scale = height / 23.3;
  cairo_save(cairo);
  cairo_translate(cairo, x, y);
  cairo_scale(cairo, scale, scale);
  SetColor(cairo, color);
  cairo_set_line_width(cairo, 2.2);
  cairo_move_to(cairo, 13, 4.2);
  cairo_line_to(cairo, 4.2, 19.6);
  cairo_line_to(cairo, 21.8, 19.6);
  cairo_close_path(cairo);
  cairo_stroke(cairo);
  const double nodes[][2] = {{13, 4.2}, {4.2, 19.6}, {21.8, 19.6}};
  for (const auto& node : nodes) {
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, node[0], node[1], 3.7, 0, 2 * kPi);
    cairo_fill(cairo);
  }
  cairo_restore(cairo);
}

}  // namespace driehoek::agreement
