#include "pages/assets.h"

#include <array>
#include <string>

#include "embedded_assets.h"

namespace driehoek::lti {
namespace {

struct Asset {
  absl::string_view path;
  absl::string_view type;
  absl::string_view content;
};

constexpr std::array kAssets = {
    Asset{"/lti/assets/page.css", "text/css; charset=utf-8", embedded::kPageCss},
    Asset{"/lti/assets/platform_storage.js", "text/javascript; charset=utf-8",
          embedded::kPlatformStorageJs},
    Asset{"/lti/assets/close.js", "text/javascript; charset=utf-8", embedded::kCloseJs},
};

}  // namespace

Response ServeAsset(const Request& request) {
  for (const Asset& asset : kAssets) {
    if (asset.path != request.path) continue;
    Response response{.body = std::string(asset.content)};
    response.Set("Content-Type", std::string(asset.type))
        .Set("Cache-Control", "public, max-age=3600")
        .Set("X-Content-Type-Options", "nosniff");
    return response;
  }
  return Response{.status = 404, .log_reason = "ASSET_UNKNOWN"};
}

}  // namespace driehoek::lti
