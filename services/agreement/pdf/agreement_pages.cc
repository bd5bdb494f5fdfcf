#include "agreement/pdf/agreement_pages.h"

#include <cairo-pdf.h>

#include <memory>

#include "absl/strings/str_cat.h"
#include "agreement/document_words.h"
#include "agreement/pdf/page_flow.h"
#include "agreement/pdf/page_parts.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {
namespace {

constexpr double kHeadY = 34;
constexpr double kFootY = kPageHeight - 44;

struct DestroySurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct DestroyCairo {
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
struct UnrefObject {
  void operator()(gpointer object) const { g_object_unref(object); }
};
using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;
using Cairo = std::unique_ptr<cairo_t, DestroyCairo>;

cairo_status_t Append(void* to, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

// Fontconfig never says no, it answers with another font; so what it answers is looked at.
absl::Status CheckFont(cairo_t* cairo, const char* family, absl::string_view package) {
  const std::unique_ptr<PangoLayout, UnrefObject> layout(pango_cairo_create_layout(cairo));
  PangoContext* const context = pango_layout_get_context(layout.get());
  PangoFontDescription* const wanted = pango_font_description_from_string(family);
  const std::unique_ptr<PangoFont, UnrefObject> font(pango_context_load_font(context, wanted));
  pango_font_description_free(wanted);
  bool found = false;
  if (font != nullptr) {
    PangoFontDescription* const got = pango_font_describe(font.get());
    found = absl::string_view(pango_font_description_get_family(got)) == family;
    pango_font_description_free(got);
  }
  if (found) return absl::OkStatus();
  return Error(
      absl::StatusCode::kFailedPrecondition, "SEAL_FONT_MISSING",
      absl::StrCat("the font ", family, " is not installed; install the package ", package));
}

// Head and foot. The first page has the name of the institution, the others say what they are part
// of.
void Decorate(cairo_t* cairo, const Document& document, const EvidenceRecord& evidence, int page,
              int pages) {
  const DocumentWords& words = WordsOf(document.language);
  if (page == 1) {
    DrawMark(cairo, kMargin, kHeadY - 5, 18, kAccent);
    TextBlock(cairo, document.institution, {.size = 11.5, .weight = 700, .color = kAccentStrong},
              kContentWidth - 30)
        .Draw(kMargin + 28, kHeadY - 3, 0, 1);
  } else {
    const std::string running =
        absl::StrCat(document.kind, ", ", document.version_text, " · ", document.title);
    TextBlock(cairo, running, {.size = 8.5, .color = kInkFaint}, kContentWidth)
        .Draw(kMargin, kHeadY, 0, 1);
  }
  DrawRule(cairo, kMargin, kHeadY + 20, kContentWidth, kLine);
  DrawMark(cairo, kMargin, kFootY + 1, 9, kInkFaint);
  TextBlock(cairo, absl::StrCat("SHA-256 ", evidence.document_sha256.substr(0, 16), "…"),
            {.size = 7, .color = kInkFaint, .mono = true}, kContentWidth)
      .Draw(kMargin + 16, kFootY);
  const TextBlock number(cairo, absl::StrCat(words.page, " ", page, " ", words.of, " ", pages),
                         {.size = 8.5, .color = kInkFaint}, kContentWidth);
  number.Draw(kPageWidth - kMargin - number.Width(), kFootY - 1, 0, 1);
}

int DrawPages(cairo_t* cairo, const Document& document, const EvidenceRecord& evidence,
              absl::TimeZone zone, int pages) {
  PageFlow flow(cairo, [&](int page) { Decorate(cairo, document, evidence, page, pages); });
  DrawOpening(document, flow);
  for (const DocumentSection& section : document.sections) DrawSection(section, flow);
  flow.NewPage();
  DrawEvidence(evidence, document.language, zone, flow);
  flow.Finish();
  return flow.page();
}

void SetMetadata(cairo_surface_t* surface, const Document& document,
                 const EvidenceRecord& evidence) {
  const std::string title =
      absl::StrCat(document.kind, ", ", document.version_text, ": ", document.title);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, document.institution.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Driehoek");
  const std::string time = UtcTime(evidence.seal_time);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, time.c_str());
}

absl::Status SealFailed(cairo_status_t status) {
  return Error(absl::StatusCode::kInternal, "SEAL_FAILED",
               absl::StrCat("cannot draw: ", cairo_status_to_string(status)));
}

}  // namespace

absl::StatusOr<std::string> DrawAgreement(const Document& document, const EvidenceRecord& evidence,
                                          absl::TimeZone zone) {
  std::string pdf;
  int pages = 0;
  // The first time only counts the pages, since each one says how many there are.
  for (const bool counting : {true, false}) {
    pdf.clear();
    const Surface surface(
        cairo_pdf_surface_create_for_stream(&Append, &pdf, kPageWidth, kPageHeight));
    {
      const Cairo cairo(cairo_create(surface.get()));
      if (counting) {
        DRIEHOEK_RETURN_IF_ERROR(CheckFont(cairo.get(), "Lato", "fonts-lato"));
        DRIEHOEK_RETURN_IF_ERROR(CheckFont(cairo.get(), "DejaVu Sans Mono", "fonts-dejavu-core"));
      }
      SetMetadata(surface.get(), document, evidence);
      pages = DrawPages(cairo.get(), document, evidence, zone, pages);
      if (const auto status = cairo_status(cairo.get()); status != CAIRO_STATUS_SUCCESS) {
        return SealFailed(status);
      }
    }
    cairo_surface_finish(surface.get());
    if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS) {
      return SealFailed(status);
    }
  }
  return pdf;
}

}  // namespace driehoek::agreement
