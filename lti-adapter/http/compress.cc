#include "http/compress.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace driehoek::lti {
namespace {

// Less than this fits in one packet with its headers.
constexpr std::size_t kShortest = 1024;
// A third of the time of the highest level for some per cent more bytes.
constexpr int kLevel = 5;
// 15 bits of window and, by the 16, the head and tail of gzip (zlib.h, deflateInit2).
constexpr int kGzip = 15 + 16;
constexpr int kMemory = 8;

// RFC 9110 section 12.5.3; a weight of nought says "not this one".
bool TakesGzip(absl::string_view accepts) {
  for (const absl::string_view one : absl::StrSplit(accepts, ',')) {
    const std::vector<absl::string_view> parts = absl::StrSplit(one, ';');
    if (!absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(parts.front()), "gzip")) continue;
    absl::string_view weight = parts.size() > 1 ? absl::StripAsciiWhitespace(parts[1]) : "";
    if (!absl::ConsumePrefix(&weight, "q=")) return true;
    return weight.find_first_not_of("0.") != absl::string_view::npos;
  }
  return false;
}

bool HasCoding(const Response& response) {
  return std::any_of(response.headers.begin(), response.headers.end(), [](const Header& header) {
    return absl::EqualsIgnoreCase(header.name, "Content-Encoding");
  });
}

std::optional<std::string> Gzip(const std::string& body) {
  if (body.size() > std::numeric_limits<uInt>::max() / 2) return std::nullopt;
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzip, kMemory, Z_DEFAULT_STRATEGY) != Z_OK)
    return std::nullopt;
  std::string packed(deflateBound(&stream, body.size()), '\0');
  // zlib reads through a pointer that is not const.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (!whole || packed.size() >= body.size()) return std::nullopt;
  return packed;
}

}  // namespace

void Compress(const Request& request, Response& response) {
  if (response.body.size() < kShortest || HasCoding(response)) return;
  if (!TakesGzip(request.HeaderValue("accept-encoding"))) return;
  auto packed = Gzip(response.body);
  if (!packed) return;
  response.body = *std::move(packed);
  response.Set("Content-Encoding", "gzip").Set("Vary", "Accept-Encoding");
}

}  // namespace driehoek::lti
