// Whether what somebody wrote can be part of an agreement at all: lengths, codes, characters. Pure;
// the bounds are those of the contract (agreement.proto).
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "agreement/agreement.h"
#include "agreement/lifecycle.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {

// Makes texts fit to be shown (line ends, white space at the ends) and notes every wrong field
// below `path` ("draft"): CLAUSE_CODE_UNKNOWN, CLAUSE_TWICE, TEXT_TOO_LONG, TEXT_UNPRINTABLE,
// TEXT_MISSING, TOO_MANY, COMMITMENT_ID_MALFORMED, COMMITMENT_TWICE, HOURS_OUT_OF_RANGE,
// ROW_MISSING, ROW_TWICE, PARTY_MISSING, PARTY_TWICE.
void CheckClauses(absl::string_view path, std::vector<Clause>& clauses, FieldViolations& wrong);
void CheckCommitments(absl::string_view path, std::vector<Commitment>& commitments,
                      FieldViolations& wrong);
// One row per task, put in the order of the tasks.
void CheckResponsibilities(absl::string_view path, std::vector<ResponsibilityRow>& rows,
                           FieldViolations& wrong);
void CheckDraftUpdate(DraftUpdate& update, FieldViolations& wrong);

// A text of 1 to `longest` characters that can be shown; `text` is made fit. Notes TEXT_MISSING,
// TEXT_TOO_LONG, TEXT_UNPRINTABLE.
void CheckText(absl::string_view field, std::size_t longest, std::string& text,
               FieldViolations& wrong);
// The same, but it may be empty.
void CheckOptionalText(absl::string_view field, std::size_t longest, std::string& text,
                       FieldViolations& wrong);

}  // namespace driehoek::agreement
