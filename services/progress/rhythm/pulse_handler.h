// What RhythmService does with pulses: each call in six steps.
#pragma once

#include "absl/status/statusor.h"
#include "driehoek/v1/rhythm_service.pb.h"
#include "progress/facts.h"
#include "progress/rhythm/facts.h"
#include "progress/rhythm/rhythm_reading.h"
#include "progress/rhythm/sql_pulse_store.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::progress::rhythm {

// Thread-safe; holds no state. What it refers to must outlive it.
class PulseHandler {
 public:
  struct Parts {
    const SqlPulseStore& store;
    events::ChangeLog& change_log;
    IdSource& ids;
    Placements& placements;
    Directory& directory;
    Programmes& programmes;
  };
  explicit PulseHandler(const Parts& parts)
      : parts_(parts), reading_(parts.placements, parts.directory) {}

  absl::StatusOr<v1::PulseDue> GetPulseDue(const rpc::Call& call,
                                           const v1::GetPulseDueRequest& request) const;
  absl::StatusOr<v1::Pulse> AnswerPulse(const rpc::Call& call,
                                        const v1::AnswerPulseRequest& request) const;
  absl::StatusOr<v1::ListPulsesResponse> ListPulses(const rpc::Call& call,
                                                    const v1::ListPulsesRequest& request) const;

 private:
  // The pulses of one party on a placement, the period that began last first.
  absl::StatusOr<std::vector<Pulse>> Own(const rpc::Call& call, const PlacementId& placement,
                                         Party party) const;
  // ALREADY_EXISTS / PULSE_ID_TAKEN when `answer` came with the id of another pulse than `after`.
  absl::Status CheckId(const rpc::Call& call, const Answer& answer, const Pulse& after) const;
  absl::StatusOr<v1::Pulse> AnswerOnce(const rpc::Call& call, const Answer& answer, Party party,
                                       const PlacementFact& placement, absl::CivilDay today) const;

  const Parts parts_;
  const RhythmReading reading_;
};

}  // namespace driehoek::progress::rhythm
