// Which clauses an agreement must have, and in what order they stand (R14 to R16). Pure.
//
// The law asks something of dual programmes only: WHW article 7.7, fifth paragraph, wants
// provisions on (a) the duration and the periods of practice, (b) the supervision, (c) the part of
// knowledge, insight and skills to be realised, and its assessment, (d) in which cases and how the
// agreement ends early. Everything else is the institution's policy.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "agreement/agreement.h"

namespace driehoek::agreement {

// Which agreement a placement needs (numbers of PolicySet.AgreementRule).
enum class AgreementRule { kThreeParty = 1, kThreePartyLegal = 2, kDesirable = 3 };

// What the policy set of the institution says about clauses.
struct ClausePolicy {
  AgreementRule rule = AgreementRule::kThreeParty;
  std::vector<std::string> required_clauses;  // codes beyond those of the law
};

// A clause that must be filled in, who asks for it and where that is written.
struct Requirement {
  std::string code;
  ClauseBasis basis = ClauseBasis::kLaw;
  std::string source;
};

// The codes of WHW 7.7(5), in its order.
absl::Span<const absl::string_view> LegalClauses();
// Every shipped code, in the order of the document.
absl::Span<const absl::string_view> ShippedClauses();
// Whether `code` is a shipped one or `other_` and 1 to 30 lower-case letters.
bool IsClauseCode(absl::string_view code);

// What must be filled in for `variant`, sources worded in `language`. For dual the legal minimum
// holds whatever the policy says (R14); elsewhere it holds as policy when the rule is
// kThreePartyLegal.
std::vector<Requirement> RequiredClauses(Variant variant, const ClausePolicy& policy,
                                         Language language);

// Puts the clauses in the order of the document, notes who asks for each, and adds those that are
// asked for and absent with an empty text.
std::vector<Clause> ArrangeClauses(std::vector<Clause> clauses,
                                   const std::vector<Requirement>& requirements);

// Which requirements have no text.
std::vector<MissingClause> MissingClauses(const std::vector<Clause>& clauses,
                                          const std::vector<Requirement>& requirements);
// The same, by what the clauses themselves say of who asks for them.
std::vector<MissingClause> MissingClauses(const std::vector<Clause>& clauses);

// Which legal codes have no place at all in `clauses`, filled or not (templates).
std::vector<std::string> LegalClausesAbsent(Variant variant, const std::vector<Clause>& clauses);

}  // namespace driehoek::agreement
