#include "placement/register/preference_file_handler.h"

#include "placement/register/file_answers.h"
#include "shared/base/errors.h"

namespace driehoek::registry {

absl::StatusOr<v1::ImportRegisterResponse> PreferenceFileHandler::ImportPreferences(
    const rpc::Call& call, const v1::ImportPreferencesRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const RegisterTable table,
                            ReadTable(PreferenceForm(), request.content()));
  RowReport report = ReportOn(table);
  const std::vector<PreferenceRow> rows = ReadPreferences(table, report);
  const bool applies = request.mode() == v1::ImportRegisterRequest::APPLY;
  DRIEHOEK_RETURN_IF_ERROR(
      books_.Import(call, request.parent(), rows, report, applies ? &AppliedAnswer : nullptr));
  return ImportAnswer(report, applies && !report.HasErrors());
}

absl::StatusOr<v1::ExportRegisterResponse> PreferenceFileHandler::ExportPreferences(
    const rpc::Call& call, const v1::ExportPreferencesRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto rows, books_.Export(call, request.parent()));
  return ExportAnswer(PreferenceForm(), rows, request.format());
}

}  // namespace driehoek::registry
