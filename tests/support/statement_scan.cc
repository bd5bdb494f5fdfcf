#include "support/statement_scan.h"

#include <cstddef>
#include <iterator>
#include <regex>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace driehoek::test {
namespace {

// Reads a source text from one token that matters to the next.
class Scanner {
 public:
  explicit Scanner(absl::string_view source) : source_(source) {}

  std::vector<std::string> Literals() {
    std::vector<std::string> literals;
    std::string joined;
    bool has_literal = false;
    while (at_ < source_.size()) {
      if (SkipComment()) continue;
      if (std::string literal; ReadLiteral(literal)) {
        joined += literal;
        has_literal = true;
        continue;
      }
      if (!absl::ascii_isspace(static_cast<unsigned char>(source_[at_]))) {
        if (has_literal) literals.push_back(std::move(joined));
        joined.clear();
        has_literal = false;
      }
      SkipOther();
    }
    if (has_literal) literals.push_back(std::move(joined));
    return literals;
  }

 private:
  bool At(absl::string_view text) const { return absl::StartsWith(source_.substr(at_), text); }

  void MoveAfter(absl::string_view end) {
    const std::size_t found = source_.find(end, at_);
    at_ = found == absl::string_view::npos ? source_.size() : found + end.size();
  }

  bool SkipComment() {
    if (At("//")) {
      MoveAfter("\n");
    } else if (At("/*")) {
      MoveAfter("*/");
    } else {
      return false;
    }
    return true;
  }

  bool ReadLiteral(std::string& literal) {
    if (At("R\"")) {
      const std::size_t open = source_.find('(', at_);
      const std::string close = absl::StrCat(")", source_.substr(at_ + 2, open - at_ - 2), "\"");
      const std::size_t end = source_.find(close, open);
      literal = std::string(source_.substr(open + 1, end - open - 1));
      at_ = end + close.size();
      return true;
    }
    if (source_[at_] != '"') return false;
    for (++at_; at_ < source_.size() && source_[at_] != '"'; ++at_) {
      if (source_[at_] == '\\') ++at_;
      if (at_ < source_.size()) literal.push_back(source_[at_]);
    }
    ++at_;
    return true;
  }

  // One character; a character literal whole, since it may be a quote.
  void SkipOther() {
    if (At("'\"'")) at_ += 2;
    if (At("'\\")) at_ += 3;
    ++at_;
  }

  absl::string_view source_;
  std::size_t at_ = 0;
};

std::size_t Count(const std::string& text, const char* pattern) {
  const std::regex expression(pattern);
  return static_cast<std::size_t>(
      std::distance(std::sregex_iterator(text.begin(), text.end(), expression), {}));
}

}  // namespace

std::vector<Statement> FindStatements(absl::string_view source) {
  std::vector<Statement> statements;
  for (const std::string& literal : Scanner(source).Literals()) {
    const absl::string_view sql = absl::StripAsciiWhitespace(literal);
    for (const char* begin : {"SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "WITH "}) {
      if (absl::StartsWith(sql, begin)) statements.push_back({.file = "", .sql = std::string(sql)});
    }
  }
  return statements;
}

std::string TenantFault(const std::string& sql) {
  const bool is_insert = absl::StartsWith(sql, "INSERT INTO ");
  if (is_insert &&
      !std::regex_search(sql, std::regex(R"(^INSERT INTO \w+( AS \w+)? \(\s*tenant_id\b)"))) {
    return "tenant_id is not the first column of the INSERT";
  }
  if (is_insert &&
      !std::regex_search(sql, std::regex(R"(\)\s*(VALUES\s*\(\s*\$1\b|SELECT\s+\$1\b))"))) {
    return "$1 is not the first value of the INSERT";
  }
  // Tables by comma would be missed by the count below.
  if (std::regex_search(sql, std::regex(R"(\bFROM\s+\w+(\s+(AS\s+)?\w+)?\s*,)"))) {
    return "tables joined by a comma: write JOIN";
  }
  const std::size_t tables =
      Count(sql, R"(\b(FROM|JOIN)\s+\w+)") + (absl::StartsWith(sql, "UPDATE ") ? 1 : 0);
  const std::size_t conditions = Count(sql, R"(\btenant_id\s*=\s*\$1(?!\d))");
  if (conditions < tables) {
    return absl::StrCat(tables, " tables and ", conditions, " times tenant_id = $1");
  }
  return "";
}

}  // namespace driehoek::test
