#include "agreement/draft_checks.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "agreement/clause_rules.h"
#include "agreement/plain_text.h"

namespace driehoek::agreement {
namespace {

constexpr std::size_t kLongestHeading = 200;
constexpr std::size_t kLongestClause = 5000;
constexpr std::size_t kMostClauses = 50;
constexpr std::size_t kLongestCommitment = 500;
constexpr std::size_t kLongestMeasure = 200;
constexpr std::size_t kMostCommitments = 50;
constexpr std::size_t kLongestId = 40;
constexpr std::size_t kLongestCapacity = 200;
constexpr int kMostHours = 60;

void CheckShown(absl::string_view field, std::size_t longest, std::optional<std::string> plain,
                std::string& text, FieldViolations& wrong) {
  if (!plain.has_value()) {
    wrong.Add(field, "TEXT_UNPRINTABLE", "holds characters that cannot be shown");
    return;
  }
  text = *std::move(plain);
  if (CodePoints(text) > longest) {
    wrong.Add(field, "TEXT_TOO_LONG", absl::StrCat("may have ", longest, " characters"));
  }
}

void CheckLine(absl::string_view field, std::size_t longest, std::string& text,
               FieldViolations& wrong) {
  CheckShown(field, longest, PlainLine(text), text, wrong);
}

bool IsCommitmentId(absl::string_view id) {
  return !id.empty() && id.size() <= kLongestId && std::all_of(id.begin(), id.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return absl::ascii_islower(u) || absl::ascii_isdigit(u) || c == '-';
  });
}

void CheckParties(std::vector<Party>& parties, FieldViolations& wrong) {
  std::set<PartyRole> roles;
  for (std::size_t i = 0; i < parties.size(); ++i) {
    const std::string path = absl::StrCat("draft.parties[", i, "]");
    if (!roles.insert(parties[i].role).second) {
      wrong.Add(path + ".role", "PARTY_TWICE", "stands in the list already");
    }
    CheckLine(path + ".capacity", kLongestCapacity, parties[i].capacity, wrong);
  }
  if (roles.size() != std::size(kAllParties)) {
    wrong.Add("draft.parties", "PARTY_MISSING", "must name all three parties");
  }
  std::sort(parties.begin(), parties.end(),
            [](const Party& a, const Party& b) { return a.role < b.role; });
}

}  // namespace

void CheckOptionalText(absl::string_view field, std::size_t longest, std::string& text,
                       FieldViolations& wrong) {
  CheckShown(field, longest, PlainText(text), text, wrong);
}

void CheckText(absl::string_view field, std::size_t longest, std::string& text,
               FieldViolations& wrong) {
  CheckOptionalText(field, longest, text, wrong);
  if (text.empty()) wrong.Add(field, "TEXT_MISSING", "may not be empty");
}

void CheckClauses(absl::string_view path, std::vector<Clause>& clauses, FieldViolations& wrong) {
  if (clauses.size() > kMostClauses) {
    wrong.Add(path, "TOO_MANY", absl::StrCat("may hold ", kMostClauses));
    return;
  }
  std::set<std::string> codes;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const std::string at = absl::StrCat(path, "[", i, "]");
    Clause& clause = clauses[i];
    if (!IsClauseCode(clause.code)) {
      wrong.Add(at + ".code", "CLAUSE_CODE_UNKNOWN", "is no code of a clause");
    } else if (!codes.insert(clause.code).second) {
      wrong.Add(at + ".code", "CLAUSE_TWICE", "stands in the list already");
    }
    CheckLine(at + ".heading", kLongestHeading, clause.heading, wrong);
    CheckOptionalText(at + ".text", kLongestClause, clause.text, wrong);
  }
}

void CheckCommitments(absl::string_view path, std::vector<Commitment>& commitments,
                      FieldViolations& wrong) {
  if (commitments.size() > kMostCommitments) {
    wrong.Add(path, "TOO_MANY", absl::StrCat("may hold ", kMostCommitments));
    return;
  }
  std::set<std::string> ids;
  for (std::size_t i = 0; i < commitments.size(); ++i) {
    const std::string at = absl::StrCat(path, "[", i, "]");
    Commitment& commitment = commitments[i];
    if (!IsCommitmentId(commitment.id)) {
      wrong.Add(at + ".id", "COMMITMENT_ID_MALFORMED", "must match [a-z0-9-]{1,40}");
    } else if (!ids.insert(commitment.id).second) {
      wrong.Add(at + ".id", "COMMITMENT_TWICE", "stands in the list already");
    }
    CheckText(at + ".text", kLongestCommitment, commitment.text, wrong);
    CheckLine(at + ".measure", kLongestMeasure, commitment.measure, wrong);
  }
}

void CheckResponsibilities(absl::string_view path, std::vector<ResponsibilityRow>& rows,
                           FieldViolations& wrong) {
  std::set<Task> tasks;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!tasks.insert(rows[i].task).second) {
      wrong.Add(absl::StrCat(path, "[", i, "].task"), "ROW_TWICE",
                "stands in the matrix already: exactly one party per task");
    }
  }
  if (tasks.size() != std::size(kAllTasks)) {
    wrong.Add(path, "ROW_MISSING", "must have one row for each task");
  }
  std::sort(rows.begin(), rows.end(),
            [](const ResponsibilityRow& a, const ResponsibilityRow& b) { return a.task < b.task; });
}

void CheckDraftUpdate(DraftUpdate& update, FieldViolations& wrong) {
  if (update.clauses.has_value()) CheckClauses("draft.clauses", *update.clauses, wrong);
  if (update.commitments.has_value()) {
    CheckCommitments("draft.commitments", *update.commitments, wrong);
  }
  if (update.responsibilities.has_value()) {
    CheckResponsibilities("draft.responsibilities.rows", *update.responsibilities, wrong);
  }
  if (update.parties.has_value()) CheckParties(*update.parties, wrong);
  if (update.weekly_hours.has_value() &&
      (*update.weekly_hours < 1 || *update.weekly_hours > kMostHours)) {
    wrong.Add("draft.weekly_hours", "HOURS_OUT_OF_RANGE", "must be 1 to 60");
  }
}

}  // namespace driehoek::agreement
