#include "agreement/clause_rules.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace driehoek::agreement {
namespace {

constexpr std::array<absl::string_view, 5> kLegal = {"duration", "supervision", "outcomes",
                                                     "assessment", "early_termination"};
// The letter of WHW 7.7(5) under which each of them stands.
constexpr std::array<char, 5> kLegalLetter = {'a', 'b', 'c', 'c', 'd'};

constexpr std::array<absl::string_view, 12> kShipped = {
    "duration",       "activities",      "outcomes",   "supervision",
    "time_and_space", "contact",         "assessment", "expectations",
    "remuneration",   "confidentiality", "insurance",  "early_termination"};

constexpr std::size_t kLongestOther = 30;

std::string LegalSource(std::size_t index, Language language) {
  const std::string letter(1, kLegalLetter[index]);
  return language == Language::kDutch ? absl::StrCat("WHW 7.7 lid 5 onder ", letter)
                                      : absl::StrCat("WHW 7.7(5)(", letter, ")");
}

std::string PolicySource(Language language) {
  return language == Language::kDutch ? "Beleid van de onderwijsinstelling"
                                      : "Policy of the institution";
}

bool IsBlank(absl::string_view text) { return absl::StripAsciiWhitespace(text).empty(); }

bool Holds(const std::vector<Requirement>& requirements, absl::string_view code) {
  return std::any_of(requirements.begin(), requirements.end(),
                     [code](const Requirement& r) { return r.code == code; });
}

// Place in the document; clauses of the parties' own come last, by code.
std::pair<std::size_t, std::string> Rank(const Clause& clause) {
  const auto found = std::find(kShipped.begin(), kShipped.end(), clause.code);
  return {static_cast<std::size_t>(found - kShipped.begin()),
          found == kShipped.end() ? clause.code : ""};
}

}  // namespace

absl::Span<const absl::string_view> LegalClauses() { return kLegal; }
absl::Span<const absl::string_view> ShippedClauses() { return kShipped; }

bool IsClauseCode(absl::string_view code) {
  if (std::find(kShipped.begin(), kShipped.end(), code) != kShipped.end()) return true;
  if (!absl::ConsumePrefix(&code, "other_")) return false;
  return !code.empty() && code.size() <= kLongestOther &&
         std::all_of(code.begin(), code.end(),
                     [](char c) { return absl::ascii_islower(static_cast<unsigned char>(c)); });
}

std::vector<Requirement> RequiredClauses(Variant variant, const ClausePolicy& policy,
                                         Language language) {
  std::vector<Requirement> required;
  const bool by_law = variant == Variant::kDual;
  if (by_law || policy.rule == AgreementRule::kThreePartyLegal) {
    for (std::size_t i = 0; i < kLegal.size(); ++i) {
      required.push_back({std::string(kLegal[i]), by_law ? ClauseBasis::kLaw : ClauseBasis::kPolicy,
                          by_law ? LegalSource(i, language) : PolicySource(language)});
    }
  }
  for (const std::string& code : policy.required_clauses) {
    if (!Holds(required, code)) {
      required.push_back({code, ClauseBasis::kPolicy, PolicySource(language)});
    }
  }
  return required;
}

std::vector<Clause> ArrangeClauses(std::vector<Clause> clauses,
                                   const std::vector<Requirement>& requirements) {
  for (Clause& clause : clauses) {
    clause.basis = ClauseBasis::kFree;
    clause.source.clear();
  }
  for (const Requirement& requirement : requirements) {
    auto found = std::find_if(clauses.begin(), clauses.end(),
                              [&](const Clause& c) { return c.code == requirement.code; });
    if (found == clauses.end()) found = clauses.insert(clauses.end(), {.code = requirement.code});
    found->basis = requirement.basis;
    found->source = requirement.source;
  }
  std::stable_sort(clauses.begin(), clauses.end(),
                   [](const Clause& a, const Clause& b) { return Rank(a) < Rank(b); });
  return clauses;
}

std::vector<MissingClause> MissingClauses(const std::vector<Clause>& clauses,
                                          const std::vector<Requirement>& requirements) {
  return MissingClauses(ArrangeClauses(clauses, requirements));
}

std::vector<MissingClause> MissingClauses(const std::vector<Clause>& clauses) {
  std::vector<MissingClause> missing;
  for (const Clause& clause : clauses) {
    if (clause.basis != ClauseBasis::kFree && IsBlank(clause.text)) {
      missing.push_back({clause.code, clause.basis, clause.source});
    }
  }
  return missing;
}

std::vector<std::string> LegalClausesAbsent(Variant variant, const std::vector<Clause>& clauses) {
  std::vector<std::string> absent;
  if (variant != Variant::kDual) return absent;
  for (const absl::string_view code : kLegal) {
    const bool there = std::any_of(clauses.begin(), clauses.end(),
                                   [code](const Clause& clause) { return clause.code == code; });
    if (!there) absent.emplace_back(code);
  }
  return absent;
}

}  // namespace driehoek::agreement
