#include "launch/storage_page.h"

#include "absl/strings/str_cat.h"

namespace driehoek::lti {
namespace {

constexpr Words kTitle = {"Driehoek wordt geopend", "Opening Driehoek"};
constexpr Words kText = {"Een ogenblik. Gebeurt er niets, kies dan Verder.",
                         "One moment. If nothing happens, choose Continue."};
constexpr Words kButton = {"Verder", "Continue"};

std::string Attribute(absl::string_view name, absl::string_view value) {
  return absl::StrCat(" data-", name, "=\"", HtmlEscape(value), "\"");
}

std::string Task(const StoragePage& page, absl::string_view action, const std::string& more) {
  return absl::StrCat("<div id=\"storage-task\" hidden", Attribute("action", action),
                      Attribute("frame", page.frame), Attribute("origin", page.platform_origin),
                      Attribute("key", page.key), more, "></div>\n");
}

Response Page(const StoragePage& page, const std::string& body) {
  return MakePage({.language = page.language,
                   .title = std::string(kTitle.In(page.language)),
                   .body = absl::StrCat(Paragraph(kText.In(page.language)), body),
                   .script = "/lti/assets/platform_storage.js",
                   .policy = page.policy});
}

}  // namespace

Response StoragePutPage(const StoragePage& page, const std::string& value,
                        const std::string& next) {
  return Page(
      page, absl::StrCat(
                Task(page, "put", absl::StrCat(Attribute("value", value), Attribute("next", next))),
                "<p><a class=\"button\" href=\"", HtmlEscape(next), "\">",
                HtmlEscape(kButton.In(page.language)), "</a></p>\n"));
}

Response StorageGetPage(const StoragePage& page, const std::string& handle) {
  return Page(
      page,
      absl::StrCat(Task(page, "get", ""),
                   "<form id=\"storage-form\" method=\"post\" action=\"/lti/launch/storage\">\n",
                   HiddenField("handle", handle), HiddenField("value", ""), "<button>",
                   HtmlEscape(kButton.In(page.language)), "</button>\n</form>\n"));
}

}  // namespace driehoek::lti
