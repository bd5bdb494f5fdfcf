#include "shared/storage/placeholders.h"

#include <cstddef>

#include "absl/strings/ascii.h"

namespace driehoek::storage {
namespace {

// The end of the literal, quoted name or comment that starts at `begin`; `begin` itself when none
// does. A doubled quote inside a literal reads as two literals side by side, which is the same
// here.
std::size_t SkipOpaque(absl::string_view sql, std::size_t begin) {
  const auto after = [&](std::size_t found, std::size_t length) {
    return found == absl::string_view::npos ? sql.size() : found + length;
  };
  const char c = sql[begin];
  if (c == '\'' || c == '"') return after(sql.find(c, begin + 1), 1);
  const absl::string_view two = sql.substr(begin, 2);
  if (two == "--") return after(sql.find('\n', begin), 1);
  if (two == "/*") return after(sql.find("*/", begin + 2), 2);
  return begin;
}

}  // namespace

std::string ToSqlitePlaceholders(absl::string_view sql) {
  std::string out;
  out.reserve(sql.size());
  std::size_t i = 0;
  while (i < sql.size()) {
    const std::size_t end = SkipOpaque(sql, i);
    if (end > i) {
      out.append(sql.data() + i, end - i);
      i = end;
      continue;
    }
    const bool is_placeholder = sql[i] == '$' && i + 1 < sql.size() &&
                                absl::ascii_isdigit(static_cast<unsigned char>(sql[i + 1]));
    out.push_back(is_placeholder ? '?' : sql[i]);
    ++i;
  }
  return out;
}

}  // namespace driehoek::storage
