#include "app/static_files.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace driehoek::lti {
namespace {

constexpr absl::string_view kPrefix = "/app/";
constexpr std::uintmax_t kMaxFileBytes = std::uintmax_t{16} * 1024 * 1024;

struct Type {
  absl::string_view ending;
  absl::string_view type;
};
constexpr std::array kTypes = {Type{".js", "text/javascript; charset=utf-8"},
                               Type{".css", "text/css; charset=utf-8"},
                               Type{".html", "text/html; charset=utf-8"},
                               Type{".json", "application/json"},
                               Type{".webmanifest", "application/manifest+json"},
                               Type{".svg", "image/svg+xml"},
                               Type{".png", "image/png"},
                               Type{".ico", "image/x-icon"},
                               Type{".woff2", "font/woff2"}};

absl::string_view TypeOf(absl::string_view path) {
  const auto* const found = std::find_if(kTypes.begin(), kTypes.end(), [&](const Type& type) {
    return absl::EndsWith(path, type.ending);
  });
  return found == kTypes.end() ? "" : found->type;
}

// Plain segments only: nothing that begins with a dot, nothing escaped.
bool IsPlainPath(absl::string_view path) {
  for (const absl::string_view segment : absl::StrSplit(path, '/')) {
    if (segment.empty() || segment.front() == '.') return false;
    for (const char c : segment) {
      if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) && c != '-' && c != '_' && c != '.')
        return false;
    }
  }
  return true;
}

// "main-B2fX9_aQ.js": Vite puts eight characters of the content's hash before the ending.
bool HasHash(absl::string_view path) {
  const std::size_t dot = path.rfind('.');
  const absl::string_view stem = path.substr(0, dot);
  return absl::StartsWith(path, "assets/") && dot != absl::string_view::npos && stem.size() > 9 &&
         stem[stem.size() - 9] == '-';
}

std::optional<std::string> ReadFile(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error || size > kMaxFileBytes || !std::filesystem::is_regular_file(path, error))
    return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  std::string content(size, '\0');
  if (!file.read(content.data(), static_cast<std::streamsize>(size))) return std::nullopt;
  return content;
}

}  // namespace

std::optional<Response> StaticFiles::Serve(const Request& request) const {
  absl::string_view path = request.path;
  if (!absl::ConsumePrefix(&path, kPrefix) || !IsPlainPath(path)) return std::nullopt;
  const absl::string_view type = TypeOf(path);
  // index.html is only served with its first view inside, by the shell.
  if (type.empty() || path == "index.html") return std::nullopt;
  const std::string file = absl::StrCat(root_, "/", path);
  const absl::string_view accepts = request.HeaderValue("accept-encoding");
  Response response;
  std::optional<std::string> content;
  for (const auto& [encoding, ending] : {std::pair{"br", ".br"}, std::pair{"gzip", ".gz"}}) {
    if (!absl::StrContains(accepts, encoding)) continue;
    content = ReadFile(absl::StrCat(file, ending));
    if (!content) continue;
    response.Set("Content-Encoding", encoding);
    break;
  }
  if (!content) content = ReadFile(file);
  if (!content) return std::nullopt;
  response.body = *std::move(content);
  response.Set("Content-Type", std::string(type))
      .Set("Vary", "Accept-Encoding")
      .Set("X-Content-Type-Options", "nosniff")
      .Set("Cache-Control", HasHash(path) ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

std::optional<std::string> StaticFiles::Index() const {
  return ReadFile(absl::StrCat(root_, "/index.html"));
}

}  // namespace driehoek::lti
