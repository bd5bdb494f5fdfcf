#include "agreement/compare.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "agreement/document_of.h"
#include "agreement/document_words.h"

namespace driehoek::agreement {
namespace {

constexpr std::size_t kMostWords = 4000;

const Clause* FindClause(const Version& version, absl::string_view code) {
  for (const Clause& clause : version.clauses) {
    if (clause.code == code) return &clause;
  }
  return nullptr;
}

// Heading and text, so that a change of either counts.
std::string ClauseText(const Version& version, absl::string_view code) {
  const Clause* clause = FindClause(version, code);
  if (clause == nullptr) return "";
  const absl::string_view text = absl::StripAsciiWhitespace(clause->text);
  return clause->heading.empty() ? std::string(text) : absl::StrCat(clause->heading, "\n", text);
}

std::string PartiesText(const Version& version, DocumentLanguage language) {
  std::string text;
  for (const Party& party : version.parties) {
    absl::StrAppend(&text, RoleLabel(ToDocument(party.role), language), ": ", party.display_name);
    if (!party.capacity.empty()) absl::StrAppend(&text, ", ", party.capacity);
    if (!party.organisation_name.empty()) absl::StrAppend(&text, ", ", party.organisation_name);
    absl::StrAppend(&text, "\n");
  }
  return text;
}

std::string PeriodText(const Version& version, DocumentLanguage language) {
  const DocumentWords& words = WordsOf(language);
  return absl::StrCat(LongDate(version.start_day, language), " ", words.until, " ",
                      LongDate(version.end_day, language), "\n", version.weekly_hours, " ",
                      words.hours_a_week, "\n");
}

std::string CommitmentsText(const Version& version, DocumentLanguage language) {
  std::string text;
  for (const Commitment& commitment : version.commitments) {
    absl::StrAppend(&text, RoleLabel(ToDocument(commitment.owner), language), ": ",
                    commitment.text);
    if (!commitment.measure.empty()) absl::StrAppend(&text, " (", commitment.measure, ")");
    absl::StrAppend(&text, "\n");
  }
  return text;
}

std::string ResponsibilitiesText(const Version& version, DocumentLanguage language) {
  std::string text;
  for (const ResponsibilityRow& row : version.responsibilities) {
    absl::StrAppend(&text, TaskName(ToDocument(row.task), language), ": ",
                    RoleLabel(ToDocument(row.role), language), "\n");
  }
  return text;
}

bool SameParties(const Version& a, const Version& b) { return a.parties == b.parties; }

bool SamePeriod(const Version& a, const Version& b) {
  return a.start_day == b.start_day && a.end_day == b.end_day && a.weekly_hours == b.weekly_hours;
}

bool SameCommitments(const Version& a, const Version& b) {
  return std::equal(a.commitments.begin(), a.commitments.end(), b.commitments.begin(),
                    b.commitments.end(), [](const Commitment& x, const Commitment& y) {
                      return x.id == y.id && x.owner == y.owner && x.text == y.text &&
                             x.measure == y.measure;
                    });
}

// Every clause code of either version, in the order of the newer one; those that fell away last.
std::vector<std::string> ClauseCodes(const Version& older, const Version& newer) {
  std::vector<std::string> codes;
  for (const Clause& clause : newer.clauses) codes.push_back(clause.code);
  for (const Clause& clause : older.clauses) {
    if (FindClause(newer, clause.code) == nullptr) codes.push_back(clause.code);
  }
  return codes;
}

// Words, and the white space between them, as pieces of their own.
std::vector<absl::string_view> Tokens(absl::string_view text) {
  std::vector<absl::string_view> tokens;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto is_space = [&](std::size_t i) {
      return absl::ascii_isspace(static_cast<unsigned char>(text[i]));
    };
    std::size_t end = begin + 1;
    while (end < text.size() && is_space(end) == is_space(begin)) ++end;
    tokens.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return tokens;
}

void Append(PieceChange change, absl::string_view text, std::vector<Piece>& pieces) {
  if (text.empty()) return;
  if (pieces.empty() || pieces.back().change != change) pieces.push_back({change, ""});
  absl::StrAppend(&pieces.back().text, text);
}

using Words = std::vector<absl::string_view>;

// Lengths of longest common subsequences of all pairs of suffixes.
class SuffixTable {
 public:
  SuffixTable(const Words& older, const Words& newer)
      : width_(newer.size() + 1), lengths_((older.size() + 1) * width_, 0) {
    for (std::size_t i = older.size(); i-- > 0;) {
      for (std::size_t j = newer.size(); j-- > 0;) {
        lengths_[i * width_ + j] = older[i] == newer[j]
                                       ? static_cast<std::uint16_t>(At(i + 1, j + 1) + 1)
                                       : std::max(At(i + 1, j), At(i, j + 1));
      }
    }
  }
  std::uint16_t At(std::size_t i, std::size_t j) const { return lengths_[i * width_ + j]; }

 private:
  std::size_t width_;
  std::vector<std::uint16_t> lengths_;
};

void CompareMiddle(const Words& older, const Words& newer, std::vector<Piece>& pieces) {
  const SuffixTable table(older, newer);
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < older.size() || j < newer.size()) {
    if (i < older.size() && j < newer.size() && older[i] == newer[j]) {
      Append(PieceChange::kSame, older[i++], pieces);
      ++j;
    } else if (j == newer.size() ||
               (i < older.size() && table.At(i + 1, j) >= table.At(i, j + 1))) {
      Append(PieceChange::kDeleted, older[i++], pieces);
    } else {
      Append(PieceChange::kInserted, newer[j++], pieces);
    }
  }
}

void AddDifference(absl::string_view code, std::string heading, absl::string_view older,
                   absl::string_view newer, std::vector<Difference>& differences) {
  differences.push_back({std::string(code), std::move(heading), CompareWords(older, newer)});
}

}  // namespace

std::vector<std::string> ChangedParts(const Version& older, const Version& newer) {
  std::vector<std::string> changed;
  if (!SameParties(older, newer)) changed.emplace_back(kPartParties);
  if (!SamePeriod(older, newer)) changed.emplace_back(kPartPeriod);
  for (std::string& code : ClauseCodes(older, newer)) {
    if (ClauseText(older, code) != ClauseText(newer, code)) changed.push_back(std::move(code));
  }
  if (!SameCommitments(older, newer)) changed.emplace_back(kPartCommitments);
  if (older.responsibilities != newer.responsibilities) {
    changed.emplace_back(kPartResponsibilities);
  }
  return changed;
}

std::vector<Piece> CompareWords(absl::string_view older, absl::string_view newer) {
  std::vector<Piece> pieces;
  Words old_words = Tokens(older);
  Words new_words = Tokens(newer);
  std::size_t head = 0;
  while (head < old_words.size() && head < new_words.size() && old_words[head] == new_words[head]) {
    Append(PieceChange::kSame, old_words[head++], pieces);
  }
  std::vector<absl::string_view> tail;
  while (old_words.size() > head && new_words.size() > head &&
         old_words.back() == new_words.back()) {
    tail.push_back(old_words.back());
    old_words.pop_back();
    new_words.pop_back();
  }
  const Words old_middle(old_words.begin() + static_cast<std::ptrdiff_t>(head), old_words.end());
  const Words new_middle(new_words.begin() + static_cast<std::ptrdiff_t>(head), new_words.end());
  if (old_middle.size() > kMostWords || new_middle.size() > kMostWords) {
    for (const absl::string_view word : old_middle) Append(PieceChange::kDeleted, word, pieces);
    for (const absl::string_view word : new_middle) Append(PieceChange::kInserted, word, pieces);
  } else {
    CompareMiddle(old_middle, new_middle, pieces);
  }
  for (auto word = tail.rbegin(); word != tail.rend(); ++word) {
    Append(PieceChange::kSame, *word, pieces);
  }
  return pieces;
}

std::vector<Difference> Compare(const Version& older, const Version& newer, Language language) {
  const DocumentLanguage words = ToDocument(language);
  std::vector<Difference> differences;
  for (const std::string& code : ChangedParts(older, newer)) {
    const Clause* clause = FindClause(newer, code);
    std::string heading = clause != nullptr && !clause->heading.empty()
                              ? clause->heading
                              : std::string(ClauseHeading(code, words));
    if (code == kPartParties) {
      AddDifference(code, heading, PartiesText(older, words), PartiesText(newer, words),
                    differences);
    } else if (code == kPartPeriod) {
      AddDifference(code, heading, PeriodText(older, words), PeriodText(newer, words), differences);
    } else if (code == kPartCommitments) {
      AddDifference(code, heading, CommitmentsText(older, words), CommitmentsText(newer, words),
                    differences);
    } else if (code == kPartResponsibilities) {
      AddDifference(code, heading, ResponsibilitiesText(older, words),
                    ResponsibilitiesText(newer, words), differences);
    } else {
      AddDifference(code, heading, ClauseText(older, code), ClauseText(newer, code), differences);
    }
  }
  return differences;
}

}  // namespace driehoek::agreement
