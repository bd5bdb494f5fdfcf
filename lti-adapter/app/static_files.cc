#include "app/static_files.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

constexpr absl::string_view kPrefix = "/app/";
constexpr const char* kIndex = "index.html";
constexpr const char* kFirstViews = "first_views.json";
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

// The name of the file that a compressed copy stands for.
absl::string_view WithoutCoding(absl::string_view path) {
  if (!absl::ConsumeSuffix(&path, ".br")) absl::ConsumeSuffix(&path, ".gz");
  return path;
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

absl::StatusOr<StaticFiles> StaticFiles::Read(const std::string& root) {
  StaticFiles files;
  std::error_code error;
  std::filesystem::recursive_directory_iterator entry(root, error);
  for (; !error && entry != std::filesystem::recursive_directory_iterator();
       entry.increment(error)) {
    const std::string path = entry->path().lexically_relative(root).generic_string();
    if (!IsPlainPath(path) || TypeOf(WithoutCoding(path)).empty()) continue;
    if (auto content = ReadFile(entry->path())) files.files_[path] = *std::move(content);
  }
  if (files.files_.contains(kIndex) && !files.files_.contains(kFirstViews)) {
    return Error(absl::StatusCode::kInvalidArgument, "WEB_UI_NOT_WHOLE",
                 absl::StrCat("the web UI in ", root, " has index.html but no ", kFirstViews,
                              ": build it with npm run build in lti-adapter/web"));
  }
  return files;
}

std::optional<absl::string_view> StaticFiles::Find(const std::string& path) const {
  const auto found = files_.find(path);
  if (found == files_.end()) return std::nullopt;
  return absl::string_view(found->second);
}

std::optional<Response> StaticFiles::Serve(const Request& request) const {
  absl::string_view path = request.path;
  if (!absl::ConsumePrefix(&path, kPrefix) || !IsPlainPath(path)) return std::nullopt;
  const absl::string_view type = TypeOf(path);
  // index.html is only served with its first view inside, by the shell.
  if (type.empty() || path == kIndex) return std::nullopt;
  const absl::string_view accepts = request.HeaderValue("accept-encoding");
  Response response;
  std::optional<absl::string_view> content;
  for (const auto& [encoding, ending] : {std::pair{"br", ".br"}, std::pair{"gzip", ".gz"}}) {
    if (!absl::StrContains(accepts, encoding)) continue;
    content = Find(absl::StrCat(path, ending));
    if (!content) continue;
    response.Set("Content-Encoding", encoding);
    break;
  }
  if (!content) content = Find(std::string(path));
  if (!content) return std::nullopt;
  response.body = std::string(*content);
  response.Set("Content-Type", std::string(type))
      .Set("Vary", "Accept-Encoding")
      .Set("X-Content-Type-Options", "nosniff")
      .Set("Cache-Control", HasHash(path) ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

}  // namespace driehoek::lti
