// What RhythmService does with hours: each call in six steps.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/rhythm_service.pb.h"
#include "progress/facts.h"
#include "progress/rhythm/rhythm_reading.h"
#include "progress/rhythm/sql_hours_store.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::progress::rhythm {

// Thread-safe; holds no state. What it refers to must outlive it.
class HoursHandler {
 public:
  struct Parts {
    const SqlHoursStore& store;
    events::ChangeLog& change_log;
    IdSource& ids;
    Placements& placements;
    Directory& directory;
  };
  explicit HoursHandler(const Parts& parts)
      : parts_(parts), reading_(parts.placements, parts.directory) {}

  absl::StatusOr<v1::WriteHoursResponse> WriteHours(const rpc::Call& call,
                                                    const v1::WriteHoursRequest& request) const;
  absl::StatusOr<v1::HoursEntry> WithdrawHours(const rpc::Call& call,
                                               const v1::WithdrawHoursRequest& request) const;
  absl::StatusOr<v1::ListHoursResponse> ListHours(const rpc::Call& call,
                                                  const v1::ListHoursRequest& request) const;
  absl::StatusOr<v1::HoursSummary> GetHoursSummary(const rpc::Call& call,
                                                   const v1::GetHoursSummaryRequest& request) const;
  absl::StatusOr<v1::ConfirmHoursResponse> ConfirmHours(
      const rpc::Call& call, const v1::ConfirmHoursRequest& request) const;
  absl::StatusOr<v1::DisputeHoursResponse> DisputeHours(
      const rpc::Call& call, const v1::DisputeHoursRequest& request) const;

 private:
  absl::StatusOr<v1::WriteHoursResponse> WriteOnce(const rpc::Call& call,
                                                   const v1::WriteHoursRequest& request,
                                                   const std::vector<DayWish>& wishes,
                                                   const PlacementFact& placement) const;
  // The entries that the supervisor saw, all of the placement of the request and as they were.
  template <typename Request>
  absl::StatusOr<std::vector<HoursEntry>> LoadSeen(const rpc::Call& call,
                                                   const Request& request) const;
  // Stores `after`, each decided on the version before its own but those that are as in `present`,
  // and answers with all of them.
  template <typename Response>
  absl::StatusOr<Response> Commit(const rpc::Call& call, const std::vector<HoursEntry>& present,
                                  const std::vector<HoursEntry>& after,
                                  absl::string_view event) const;

  const Parts parts_;
  const RhythmReading reading_;
};

}  // namespace driehoek::progress::rhythm
