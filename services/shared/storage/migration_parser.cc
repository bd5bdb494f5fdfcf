// Splitting and translating migration files: the part of migrate.h without a database.
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "shared/base/errors.h"
#include "shared/storage/migrate.h"

namespace driehoek::storage {
namespace {

struct TypeToken {
  absl::string_view token;
  absl::string_view sqlite;
  absl::string_view postgres;
};

constexpr TypeToken kTypes[] = {
    {"uuid", "TEXT", "uuid"},     {"text", "TEXT", "text COLLATE \"C\""},
    {"int", "INTEGER", "bigint"}, {"time", "INTEGER", "bigint"},
    {"json", "TEXT", "jsonb"},    {"bytes", "BLOB", "bytea"},
};

absl::Status Malformed(absl::string_view text) {
  return Error(absl::StatusCode::kInvalidArgument, "MIGRATION_MALFORMED", text);
}

bool IsWordChar(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// Collects the steps of one file, a line at a time.
class Parser {
 public:
  explicit Parser(Engine engine) : engine_(engine) {}

  absl::Status Line(absl::string_view line) {
    const absl::string_view trimmed = absl::StripAsciiWhitespace(line);
    if (absl::StartsWith(trimmed, "-- @")) return Directive(trimmed.substr(4));
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (in_literal_) {
        in_literal_ = c != '\'';
      } else if (line.substr(i, 2) == "--") {
        break;
      } else if (c == '\'') {
        in_literal_ = true;
      } else if (c == ';') {
        EndStep();
        continue;
      } else if (c == '@') {
        DRIEHOEK_RETURN_IF_ERROR(Token(line, i));
        continue;
      }
      text_.push_back(c);
    }
    text_.push_back('\n');
    return absl::OkStatus();
  }

  absl::StatusOr<std::vector<MigrationStep>> Finish() {
    if (in_literal_) return Malformed("a string literal is not closed");
    if (HasText()) return Malformed("the last statement does not end in a semicolon");
    if (next_online_) return Malformed("-- @online without a statement below it");
    return std::move(steps_);
  }

 private:
  bool HasText() const { return !absl::StripAsciiWhitespace(text_).empty(); }

  absl::Status Directive(absl::string_view word) {
    if (HasText()) return Malformed(absl::StrCat("-- @", word, " inside a statement"));
    if (word == "online") {
      next_online_ = true;
      return absl::OkStatus();
    }
    const bool after_table = !steps_.empty() && absl::StartsWith(steps_.back().sql, "CREATE TABLE");
    if (!after_table) return Malformed(absl::StrCat("-- @", word, " not after a CREATE TABLE"));
    if (word == "distribute") {
      steps_.back().distribute = true;
    } else if (word == "reference") {
      steps_.back().reference = true;
    } else {
      return Malformed(absl::StrCat("unknown line -- @", word));
    }
    return absl::OkStatus();
  }

  // Replaces the token at `line[i]` and moves `i` to its last character.
  absl::Status Token(absl::string_view line, std::size_t& i) {
    std::size_t end = i + 1;
    while (end < line.size() && IsWordChar(line[end])) ++end;
    const absl::string_view word = line.substr(i + 1, end - i - 1);
    for (const TypeToken& type : kTypes) {
      if (type.token != word) continue;
      absl::StrAppend(&text_, engine_ == Engine::kSqlite ? type.sqlite : type.postgres);
      i = end - 1;
      return absl::OkStatus();
    }
    return Malformed(absl::StrCat("unknown type token @", word));
  }

  void EndStep() {
    MigrationStep step{.sql = std::string(absl::StripAsciiWhitespace(text_))};
    text_.clear();
    if (step.sql.empty()) return;
    step.online = std::exchange(next_online_, false);
    if (engine_ == Engine::kSqlite && absl::StartsWith(step.sql, "CREATE TABLE")) {
      absl::StrAppend(&step.sql, " STRICT");
    }
    steps_.push_back(std::move(step));
  }

  const Engine engine_;
  std::vector<MigrationStep> steps_;
  std::string text_;
  bool in_literal_ = false;
  bool next_online_ = false;
};

}  // namespace

absl::StatusOr<std::vector<MigrationStep>> ParseMigration(absl::string_view sql, Engine engine) {
  Parser parser(engine);
  for (const absl::string_view line : absl::StrSplit(sql, '\n')) {
    DRIEHOEK_RETURN_IF_ERROR(parser.Line(line));
  }
  return parser.Finish();
}

}  // namespace driehoek::storage
