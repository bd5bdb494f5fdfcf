// What the import and the export ask of those who keep organisations, places and students: ports
// that the wiring fills in. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "placement/register/preference_rows.h"
#include "placement/register/register_rows.h"
#include "placement/register/row_report.h"
#include "shared/base/strong_id.h"
#include "shared/rpc/call.h"

namespace driehoek::registry {

// Says what rows would do, and does it.
class Books {
 public:
  virtual ~Books() = default;

  // Makes what is kept under the request id.
  using Answer = std::string (*)(const RowReport& report);
  // Compares the rows with what is known. Each row that is not wrong yet gets what it does; each
  // thing that it names and that is not there becomes an error. Then, unless anything is wrong or
  // `answer` is null, stores all of it in one transaction with what `answer` makes
  // of the report.
  virtual absl::Status Import(const rpc::Call& call, const std::vector<OrganisationRow>& rows,
                              RowReport& report, Answer answer) = 0;
  virtual absl::Status Import(const rpc::Call& call, const std::vector<PlaceRow>& rows,
                              RowReport& report, Answer answer) = 0;
  virtual absl::Status Import(const rpc::Call& call, const std::vector<StudentRow>& rows,
                              RowReport& report, Answer answer) = 0;

  // Everything of a kind within the caller's reach, by name, in the order of ColumnsOf(kind).
  virtual absl::StatusOr<std::vector<std::vector<std::string>>> Export(const rpc::Call& call,
                                                                       RegisterKind kind) = 0;
};

// Keeps the wishes of matching rounds.
class PreferenceBooks {
 public:
  virtual ~PreferenceBooks() = default;

  // As Books::Import, for the round of this resource name. NOT_FOUND, PERMISSION_DENIED;
  // FAILED_PRECONDITION / PREFERENCES_NOT_OPEN.
  virtual absl::Status Import(const rpc::Call& call, const std::string& round,
                              const std::vector<PreferenceRow>& rows, RowReport& report,
                              Books::Answer answer) = 0;
  // The wishes of the round within the caller's reach, in the order of PreferenceForm().
  virtual absl::StatusOr<std::vector<std::vector<std::string>>> Export(
      const rpc::Call& call, const std::string& round) = 0;
};

}  // namespace driehoek::registry
