// Text on A4 pages: measures with pango, breaks pages between lines so that no heading and no
// single line is left alone, and marks what it draws for screen readers (tagged PDF). Lengths are
// points (1/72 inch); the origin is top left.
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace driehoek::agreement {

struct Color {
  double red, green, blue;
};

// From 0xRRGGBB.
constexpr Color Rgb(unsigned hex) {
  return {((hex >> 16) & 0xff) / 255.0, ((hex >> 8) & 0xff) / 255.0, (hex & 0xff) / 255.0};
}

// The colours of the product's light theme.
inline constexpr Color kInk = Rgb(0x16262b);
inline constexpr Color kInkSoft = Rgb(0x45545a);
inline constexpr Color kInkFaint = Rgb(0x59676b);
inline constexpr Color kAccent = Rgb(0x0e5a6b);
inline constexpr Color kAccentStrong = Rgb(0x0b3d49);
inline constexpr Color kAccentSoft = Rgb(0xdeecee);
inline constexpr Color kLine = Rgb(0xdcd9cf);
inline constexpr Color kPaper = Rgb(0xf5f4ef);
inline constexpr Color kGood = Rgb(0x1d6435);
inline constexpr Color kGoodSoft = Rgb(0xe1f0e3);
inline constexpr Color kWhite = Rgb(0xffffff);

inline constexpr double kPageWidth = 595.276;
inline constexpr double kPageHeight = 841.89;
inline constexpr double kMargin = 56;
inline constexpr double kContentWidth = kPageWidth - 2 * kMargin;
inline constexpr double kContentTop = 74;
inline constexpr double kContentBottom = kPageHeight - 66;

struct TextStyle {
  double size = 10;
  int weight = 400;
  Color color = kInk;
  double line_factor = 1.25;  // of the font's own line height
  bool mono = false;
};

// A piece of text laid out to a width, drawn line by line.
class TextBlock {
 public:
  // `note` follows `text` on a new line in `note_style`, so that small print is never torn from
  // what it belongs to.
  TextBlock(cairo_t* cairo, absl::string_view text, const TextStyle& style, double width,
            absl::string_view note = "", const TextStyle& note_style = {});

  int lines() const { return static_cast<int>(lines_.size()); }
  double Height() const { return HeightOf(0, lines()); }
  double HeightOf(int first, int count) const;
  // Of the widest line.
  double Width() const;
  // How many lines from `first` fit into `height`.
  int FitInto(int first, double height) const;
  // Draws `count` lines from `first`, the top of the first one at `y`.
  void Draw(double x, double y, int first, int count) const;
  void Draw(double x, double y) const { Draw(x, y, 0, lines()); }

 private:
  struct Line {
    double top, bottom, baseline, left;
    PangoLayoutLine* line;  // owned by the layout
  };
  struct Unref {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  };
  cairo_t* cairo_;
  std::unique_ptr<PangoLayout, Unref> layout_;
  std::vector<Line> lines_;
};

// Where the next thing goes. Draws the head and foot of each page through `decorate(page number)`.
class PageFlow {
 public:
  PageFlow(cairo_t* cairo, std::function<void(int)> decorate);

  cairo_t* cairo() const { return cairo_; }
  double y() const { return y_; }
  int page() const { return page_; }
  double Room() const { return kContentBottom - y_; }
  void Skip(double height) { y_ += height; }
  void NewPage();
  // Breaks the page unless `height` fits, or the page is still empty.
  void EnsureRoom(double height);
  // Ends the last page.
  void Finish();

  // Writes `block` from here on over as many pages as it takes, at least two lines together, as
  // structure element `tag`.
  void Write(const TextBlock& block, double x, const char* tag);
  // The least height that must follow a heading: the first two lines of `block`.
  static double FirstLines(const TextBlock& block);

 private:
  cairo_t* cairo_;
  std::function<void(int)> decorate_;
  double y_ = kContentTop;
  int page_ = 1;
};

// Marks what is drawn within its scope as structure element `tag`.
class Tagged {
 public:
  Tagged(cairo_t* cairo, const char* tag) : cairo_(cairo), tag_(tag) {
    cairo_tag_begin(cairo_, tag_, nullptr);
  }
  ~Tagged() { cairo_tag_end(cairo_, tag_); }
  Tagged(const Tagged&) = delete;
  Tagged& operator=(const Tagged&) = delete;

 private:
  cairo_t* cairo_;
  const char* tag_;
};

void SetColor(cairo_t* cairo, Color color);
void FillRoundRect(cairo_t* cairo, double x, double y, double width, double height, Color fill,
                   Color edge);
void DrawRule(cairo_t* cairo, double x, double y, double width, Color color);
// A filled circle with a tick inside.
void DrawTick(cairo_t* cairo, double x, double y, double radius, Color fill);
// The mark of the product: three nodes joined to a triangle, `height` high.
void DrawMark(cairo_t* cairo, double x, double y, double height, Color color);

}  // namespace driehoek::agreement
