// What RhythmService does with deadlines that were put off: each call in six steps.
#pragma once

#include "absl/status/statusor.h"
#include "driehoek/v1/rhythm_service.pb.h"
#include "progress/facts.h"
#include "progress/rhythm/facts.h"
#include "progress/rhythm/rhythm_reading.h"
#include "progress/rhythm/sql_shift_store.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::progress::rhythm {

// Thread-safe; holds no state. What it refers to must outlive it.
class ShiftHandler {
 public:
  struct Parts {
    const SqlShiftStore& store;
    events::ChangeLog& change_log;
    IdSource& ids;
    Placements& placements;
    Directory& directory;
    Tasks& tasks;
  };
  explicit ShiftHandler(const Parts& parts)
      : parts_(parts), reading_(parts.placements, parts.directory) {}

  absl::StatusOr<v1::DeadlineShift> CreateDeadlineShift(
      const rpc::Call& call, const v1::CreateDeadlineShiftRequest& request) const;
  absl::StatusOr<v1::ListDeadlineShiftsResponse> ListDeadlineShifts(
      const rpc::Call& call, const v1::ListDeadlineShiftsRequest& request) const;

 private:
  absl::StatusOr<v1::DeadlineShift> CreateOnce(const rpc::Call& call, const DeadlineShift& wish,
                                               const PlacementFact& placement) const;

  const Parts parts_;
  const RhythmReading reading_;
};

}  // namespace driehoek::progress::rhythm
