// The tables of the register, each beside the import of the same kind.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/register_books.h"

namespace driehoek::server {

// Rows in the order of registry::ColumnsOf.
using Cells = std::vector<std::vector<std::string>>;

absl::StatusOr<Cells> ExportOrganisations(const RegisterBooks::Parts& parts, const rpc::Call& call);
absl::StatusOr<Cells> ExportPlaces(const RegisterBooks::Parts& parts, const rpc::Call& call);
// Notes for each student that the caller saw it.
absl::StatusOr<Cells> ExportStudents(const RegisterBooks::Parts& parts, const rpc::Call& call);

}  // namespace driehoek::server
