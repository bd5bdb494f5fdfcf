// The structured parts of a version as JSON columns: read whole, written whole, never filtered on.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "agreement/agreement.h"

namespace driehoek::agreement {

std::string ClausesToJson(const std::vector<Clause>& clauses);
std::string CommitmentsToJson(const std::vector<Commitment>& commitments);
std::string ResponsibilitiesToJson(const std::vector<ResponsibilityRow>& rows);

// INTERNAL / STORED_PART_UNREADABLE for what the functions above did not write.
absl::StatusOr<std::vector<Clause>> ClausesFromJson(absl::string_view json);
absl::StatusOr<std::vector<Commitment>> CommitmentsFromJson(absl::string_view json);
absl::StatusOr<std::vector<ResponsibilityRow>> ResponsibilitiesFromJson(absl::string_view json);

}  // namespace driehoek::agreement
