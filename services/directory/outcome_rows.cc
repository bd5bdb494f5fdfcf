#include "directory/outcome_rows.h"

#include "shared/base/errors.h"

namespace driehoek::directory {
namespace {

using storage::Rows;
using storage::Value;

constexpr absl::string_view kInsertOutcome =
    "INSERT INTO outcome (tenant_id, outcome_set_id, position, code, title, description) "
    "VALUES ($1, $2, $3, $4, $5, $6)";
constexpr absl::string_view kInsertLevel =
    "INSERT INTO outcome_level (tenant_id, outcome_set_id, position, level, description) "
    "VALUES ($1, $2, $3, $4, $5)";
constexpr absl::string_view kSelectOutcomes =
    "SELECT code, title, description FROM outcome WHERE tenant_id = $1 AND outcome_set_id = $2 "
    "ORDER BY position";
constexpr absl::string_view kSelectLevels =
    "SELECT position, level, description FROM outcome_level WHERE tenant_id = $1 AND "
    "outcome_set_id = $2 "
    "ORDER BY position, level";

}  // namespace

absl::Status PutOutcomes(storage::TenantTransaction& transaction, const OutcomeSet& set) {
  std::int64_t position = 0;
  for (const Outcome& outcome : set.outcomes) {
    DRIEHOEK_RETURN_IF_ERROR(transaction
                                 .Execute(kInsertOutcome, {set.id.value(), position, outcome.code,
                                                           outcome.title, outcome.description})
                                 .status());
    for (const LevelDescriptor& level : outcome.level_descriptors) {
      DRIEHOEK_RETURN_IF_ERROR(
          transaction
              .Execute(kInsertLevel,
                       {set.id.value(), position, std::int64_t{level.level}, level.description})
              .status());
    }
    ++position;
  }
  return absl::OkStatus();
}

absl::Status LoadOutcomes(storage::TenantTransaction& transaction, OutcomeSet& set) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows outcomes,
                            transaction.Execute(kSelectOutcomes, {set.id.value()}));
  for (const storage::Row& row : outcomes) {
    set.outcomes.push_back({.code = row.Text(0), .title = row.Text(1), .description = row.Text(2)});
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const Rows levels,
                            transaction.Execute(kSelectLevels, {set.id.value()}));
  for (const storage::Row& row : levels) {
    set.outcomes.at(static_cast<std::size_t>(row.Int(0)))
        .level_descriptors.push_back({static_cast<int>(row.Int(1)), row.Text(2)});
  }
  return absl::OkStatus();
}

}  // namespace driehoek::directory
