// What differs between two versions: which parts, and word by word where. Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "agreement/agreement.h"

namespace driehoek::agreement {

// Codes of the parts beside the clauses.
inline constexpr absl::string_view kPartPeriod = "period";
inline constexpr absl::string_view kPartParties = "parties";
inline constexpr absl::string_view kPartCommitments = "commitments";
inline constexpr absl::string_view kPartResponsibilities = "responsibilities";

// The codes of what differs, in the order of the document: parties, period, clauses, commitments,
// responsibilities. This is what consent is asked for again (R17). White space at the ends of
// texts, views on promises and acceptances do not count.
std::vector<std::string> ChangedParts(const Version& older, const Version& newer);

enum class PieceChange { kSame = 1, kInserted = 2, kDeleted = 3 };

// Text and what happened to it.
struct Piece {
  PieceChange change = PieceChange::kSame;
  std::string text;
  friend bool operator==(const Piece&, const Piece&) = default;
};

// The pieces in order; joined without the deleted ones they give `newer`, without the inserted ones
// `older`. Words and the white space between them are what is compared (longest common subsequence,
// Wagner and Fischer 1974). Texts of more than 4,000 words differ as a whole.
std::vector<Piece> CompareWords(absl::string_view older, absl::string_view newer);

// One part that differs.
struct Difference {
  std::string code;
  std::string heading;
  std::vector<Piece> pieces;
};

// Only what differs, in the order of the document; headings and words in `language`.
std::vector<Difference> Compare(const Version& older, const Version& newer, Language language);

}  // namespace driehoek::agreement
