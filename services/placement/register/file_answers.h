// The answers to files that come in and files that go out, the same for every table.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/register_service.pb.h"
#include "placement/register/register_table.h"
#include "placement/register/row_report.h"

namespace driehoek::registry {

// The first 10,000 wrong cells, all counts.
v1::ImportRegisterResponse ImportAnswer(const RowReport& report, bool applied);
// What is kept under the request id once it is stored: the serialised answer.
std::string AppliedAnswer(const RowReport& report);

// The file. FAILED_PRECONDITION / EXPORT_TOO_LARGE above 3 MiB.
absl::StatusOr<v1::ExportRegisterResponse> ExportAnswer(
    const TableForm& form, const std::vector<std::vector<std::string>>& rows,
    v1::ExportRegisterRequest::Format format);

}  // namespace driehoek::registry
