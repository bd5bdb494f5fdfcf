#include "placement/register/file_answers.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"

namespace driehoek::registry {
namespace {

constexpr int kMostErrors = 10'000;
constexpr std::size_t kMostExportBytes = std::size_t{3} * 1024 * 1024;

v1::ImportRegisterResponse::Change ChangeProto(RowChange change) {
  switch (change) {
    case RowChange::kWrong:
      return v1::ImportRegisterResponse::CHANGE_UNSPECIFIED;
    case RowChange::kCreate:
      return v1::ImportRegisterResponse::CREATE;
    case RowChange::kChange:
      return v1::ImportRegisterResponse::CHANGE;
    case RowChange::kSame:
      return v1::ImportRegisterResponse::SAME;
  }
  return v1::ImportRegisterResponse::CHANGE_UNSPECIFIED;
}

}  // namespace

v1::ImportRegisterResponse ImportAnswer(const RowReport& report, bool applied) {
  v1::ImportRegisterResponse response;
  response.set_applied(applied);
  response.set_create_count(report.Count(RowChange::kCreate));
  response.set_change_count(report.Count(RowChange::kChange));
  response.set_same_count(report.Count(RowChange::kSame));
  const std::vector<CellError> errors = report.SortedErrors();
  response.set_error_count(static_cast<int>(errors.size()));
  for (const CellError& error : errors) {
    if (response.errors_size() == kMostErrors) break;
    auto* wire = response.add_errors();
    wire->set_line(error.line);
    wire->set_column(error.column);
    wire->set_column_number(error.column_number);
    wire->set_reason(error.reason);
    wire->set_text(error.text);
  }
  for (const int line : report.lines()) {
    auto* wire = response.add_rows();
    wire->set_line(line);
    wire->set_change(ChangeProto(report.ChangeOf(line)));
  }
  return response;
}

std::string AppliedAnswer(const RowReport& report) {
  return ImportAnswer(report, true).SerializeAsString();
}

absl::StatusOr<v1::ExportRegisterResponse> ExportAnswer(
    const TableForm& form, const std::vector<std::vector<std::string>>& rows,
    v1::ExportRegisterRequest::Format format) {
  const bool is_xlsx = format == v1::ExportRegisterRequest::XLSX;
  DRIEHOEK_ASSIGN_OR_RETURN(std::string content,
                            WriteTable(form, rows, is_xlsx ? FileFormat::kXlsx : FileFormat::kCsv));
  if (content.size() > kMostExportBytes) {
    return Error(absl::StatusCode::kFailedPrecondition, "EXPORT_TOO_LARGE",
                 "the table is larger than an answer may be");
  }
  v1::ExportRegisterResponse response;
  response.set_content(std::move(content));
  response.set_file_name(absl::StrCat(form.plural, is_xlsx ? ".xlsx" : ".csv"));
  response.set_media_type(is_xlsx
                              ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                              : "text/csv; charset=utf-8");
  response.set_row_count(static_cast<int>(rows.size()));
  return response;
}

}  // namespace driehoek::registry
