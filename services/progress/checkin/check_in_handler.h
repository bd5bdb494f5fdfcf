// What CheckInService does: each call in six steps.
#pragma once

#include "absl/status/statusor.h"
#include "driehoek/v1/check_in_service.pb.h"
#include "progress/checkin/check_in_reading.h"
#include "progress/checkin/facts.h"
#include "progress/checkin/lifecycle.h"
#include "progress/checkin/sql_check_in_store.h"
#include "progress/facts.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::progress::checkin {

// Thread-safe; holds no state. What it refers to must outlive it.
class CheckInHandler {
 public:
  struct Parts {
    const SqlCheckInStore& store;
    events::ChangeLog& change_log;
    IdSource& ids;
    Placements& placements;
    Directory& directory;
    Programmes& programmes;
    Institution& institution;
    LearningTasks& tasks;
  };
  explicit CheckInHandler(const Parts& parts)
      : parts_(parts), reading_(parts.store, parts.placements, parts.directory) {}

  absl::StatusOr<v1::CheckIn> GetCheckIn(const rpc::Call& call,
                                         const v1::GetCheckInRequest& request) const;
  absl::StatusOr<v1::ListCheckInsResponse> ListCheckIns(
      const rpc::Call& call, const v1::ListCheckInsRequest& request) const;
  absl::StatusOr<v1::CheckIn> CreateCheckIn(const rpc::Call& call,
                                            const v1::CreateCheckInRequest& request) const;
  absl::StatusOr<v1::CheckIn> UpdateCheckIn(const rpc::Call& call,
                                            const v1::UpdateCheckInRequest& request) const;
  absl::StatusOr<v1::CheckIn> MoveCheckIn(const rpc::Call& call,
                                          const v1::MoveCheckInRequest& request) const;
  absl::StatusOr<v1::CheckIn> WriteCheckInView(const rpc::Call& call,
                                               const v1::WriteCheckInViewRequest& request) const;
  absl::StatusOr<v1::CheckIn> HoldCheckIn(const rpc::Call& call,
                                          const v1::HoldCheckInRequest& request) const;
  absl::StatusOr<v1::CheckIn> AddAgreedAction(const rpc::Call& call,
                                              const v1::AddAgreedActionRequest& request) const;
  absl::StatusOr<v1::CheckIn> MarkAgreedAction(const rpc::Call& call,
                                               const v1::MarkAgreedActionRequest& request) const;
  absl::StatusOr<v1::CheckIn> CloseCheckIn(const rpc::Call& call,
                                           const v1::CloseCheckInRequest& request) const;
  absl::StatusOr<v1::CheckIn> RecordDisagreement(
      const rpc::Call& call, const v1::RecordDisagreementRequest& request) const;
  absl::StatusOr<v1::CheckIn> ResolveDisagreement(
      const rpc::Call& call, const v1::ResolveDisagreementRequest& request) const;

 private:
  using Loaded = CheckInReading::OfPlacement;
  // The check-in of `request`, which the caller may do this to, at the version that the caller saw.
  template <typename Request>
  absl::StatusOr<Loaded> Load(const rpc::Call& call, const Request& request) const;
  // All that is wrong with an arrangement for a check-in of `placement`.
  absl::Status CheckArrangement(const rpc::Call& call, const Arrangement& arrangement,
                                const PlacementFact& placement, FieldViolations& violations) const;
  // Codes of the outcomes that views of a placement may rate.
  absl::StatusOr<std::vector<std::string>> OutcomeCodes(const rpc::Call& call,
                                                        const PlacementFact& placement) const;
  absl::StatusOr<CheckInQuery> ReadQuery(const rpc::Call& call,
                                         const v1::ListCheckInsRequest& request) const;
  // Stores the change, decided on version `before`, and answers with the check-in.
  absl::StatusOr<v1::CheckIn> Commit(const rpc::Call& call, absl::StatusOr<CheckInChange> change,
                                     std::int64_t before, absl::string_view reason = "") const;

  const Parts parts_;
  const CheckInReading reading_;
};

}  // namespace driehoek::progress::checkin
