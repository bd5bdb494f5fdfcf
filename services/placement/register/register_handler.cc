#include "placement/register/register_handler.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/resource_name.h"

namespace driehoek::registry {
namespace {

constexpr int kMostErrors = 10'000;
constexpr std::size_t kMostExportBytes = std::size_t{3} * 1024 * 1024;

absl::StatusOr<RegisterKind> KindOf(v1::RegisterKind kind) {
  switch (kind) {
    case v1::ORGANISATIONS:
      return RegisterKind::kOrganisations;
    case v1::PLACES:
      return RegisterKind::kPlaces;
    case v1::STUDENTS:
      return RegisterKind::kStudents;
    default:
      break;
  }
  FieldViolations violations;
  violations.Add("kind", "FIELD_MISSING", "must be one of the known values");
  return violations.ToStatus();
}

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

v1::ImportRegisterResponse ToProto(const RowReport& report) {
  v1::ImportRegisterResponse response;
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

// What is kept under the request id once it is stored.
std::string AppliedAnswer(const RowReport& report) {
  v1::ImportRegisterResponse response = ToProto(report);
  response.set_applied(true);
  return response.SerializeAsString();
}

}  // namespace

absl::StatusOr<v1::ImportRegisterResponse> RegisterHandler::ImportRegister(
    const rpc::Call& call, const v1::ImportRegisterRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), "institutions/{institution}", "parent").status());
  DRIEHOEK_ASSIGN_OR_RETURN(const RegisterKind kind, KindOf(request.kind()));
  DRIEHOEK_ASSIGN_OR_RETURN(const RegisterTable table, ReadTable(kind, request.content()));
  DRIEHOEK_RETURN_IF_ERROR(call.MayDo(call.method(), {auth::Relation::kInstitution}));
  RowReport report = ReportOn(table);
  const bool applies = request.mode() == v1::ImportRegisterRequest::APPLY;
  const Books::Answer answer = applies ? &AppliedAnswer : nullptr;
  switch (kind) {
    case RegisterKind::kOrganisations: {
      DRIEHOEK_RETURN_IF_ERROR(
          books_.Import(call, ReadOrganisations(table, report), report, answer));
      break;
    }
    case RegisterKind::kPlaces: {
      DRIEHOEK_RETURN_IF_ERROR(books_.Import(call, ReadPlaces(table, report), report, answer));
      break;
    }
    case RegisterKind::kStudents: {
      DRIEHOEK_RETURN_IF_ERROR(books_.Import(call, ReadStudents(table, report), report, answer));
      break;
    }
  }
  v1::ImportRegisterResponse response = ToProto(report);
  response.set_applied(applies && !report.HasErrors());
  return response;
}

absl::StatusOr<v1::ExportRegisterResponse> RegisterHandler::ExportRegister(
    const rpc::Call& call, const v1::ExportRegisterRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), "institutions/{institution}", "parent").status());
  DRIEHOEK_ASSIGN_OR_RETURN(const RegisterKind kind, KindOf(request.kind()));
  DRIEHOEK_RETURN_IF_ERROR(call.MayDo(call.method(), {auth::Relation::kInstitution}));
  const bool is_xlsx = request.format() == v1::ExportRegisterRequest::XLSX;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto rows, books_.Export(call, kind));
  DRIEHOEK_ASSIGN_OR_RETURN(std::string content,
                            WriteTable(kind, rows, is_xlsx ? FileFormat::kXlsx : FileFormat::kCsv));
  if (content.size() > kMostExportBytes) {
    return Error(absl::StatusCode::kFailedPrecondition, "EXPORT_TOO_LARGE",
                 "the table is larger than an answer may be");
  }
  v1::ExportRegisterResponse response;
  response.set_content(std::move(content));
  response.set_file_name(absl::StrCat(PluralOf(kind), is_xlsx ? ".xlsx" : ".csv"));
  response.set_media_type(is_xlsx
                              ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                              : "text/csv; charset=utf-8");
  response.set_row_count(static_cast<int>(rows.size()));
  return response;
}

}  // namespace driehoek::registry
