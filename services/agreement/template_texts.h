// The raw texts of the shipped templates; templates.cc makes values of them.
#pragma once

#include <array>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "agreement/agreement.h"

namespace driehoek::agreement {

// The text of one clause for full-time, part-time and dual; empty where the parties must write it.
struct ClauseTexts {
  absl::string_view code;
  std::array<absl::string_view, 3> texts;
};

struct CommitmentText {
  absl::string_view id;
  PartyRole owner;
  absl::string_view text;
  absl::string_view measure;
};

absl::Span<const ClauseTexts> DutchClauses();
absl::Span<const ClauseTexts> EnglishClauses();
// For full-time, part-time and dual.
absl::Span<const CommitmentText> DutchCommitments(Variant variant);
absl::Span<const CommitmentText> EnglishCommitments(Variant variant);

}  // namespace driehoek::agreement
