#include "placement/register/register_handler.h"

#include "placement/register/file_answers.h"
#include "shared/base/resource_name.h"

namespace driehoek::registry {
namespace {

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
  return ImportAnswer(report, applies && !report.HasErrors());
}

absl::StatusOr<v1::ExportRegisterResponse> RegisterHandler::ExportRegister(
    const rpc::Call& call, const v1::ExportRegisterRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), "institutions/{institution}", "parent").status());
  DRIEHOEK_ASSIGN_OR_RETURN(const RegisterKind kind, KindOf(request.kind()));
  DRIEHOEK_RETURN_IF_ERROR(call.MayDo(call.method(), {auth::Relation::kInstitution}));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto rows, books_.Export(call, kind));
  return ExportAnswer({PluralOf(kind), ColumnsOf(kind)}, rows, request.format());
}

}  // namespace driehoek::registry
