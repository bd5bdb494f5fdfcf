// What ContactService does: each call in six steps.
#pragma once

#include "absl/status/statusor.h"
#include "driehoek/v1/contact_service.pb.h"
#include "progress/checkin/check_in_reading.h"
#include "progress/checkin/contact.h"
#include "progress/checkin/contact_reading.h"
#include "progress/checkin/facts.h"
#include "progress/checkin/sql_check_in_store.h"
#include "progress/checkin/sql_contact_store.h"
#include "progress/facts.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::progress::checkin {

// Thread-safe; holds no state. What it refers to must outlive it.
class ContactHandler {
 public:
  struct Parts {
    const SqlContactStore& store;
    const SqlCheckInStore& check_ins;
    const ContactReading& contacts;
    events::ChangeLog& change_log;
    IdSource& ids;
    Placements& placements;
    Directory& directory;
    Programmes& programmes;
  };
  explicit ContactHandler(const Parts& parts)
      : parts_(parts), reading_(parts.check_ins, parts.placements, parts.directory) {}

  absl::StatusOr<v1::ContactMoment> CreateContactMoment(
      const rpc::Call& call, const v1::CreateContactMomentRequest& request) const;
  absl::StatusOr<v1::ContactMoment> GetContactMoment(
      const rpc::Call& call, const v1::GetContactMomentRequest& request) const;
  absl::StatusOr<v1::ListContactMomentsResponse> ListContactMoments(
      const rpc::Call& call, const v1::ListContactMomentsRequest& request) const;
  absl::StatusOr<v1::ContactOverview> GetContactOverview(
      const rpc::Call& call, const v1::GetContactOverviewRequest& request) const;

 private:
  // The placement, of which the caller may do this.
  absl::StatusOr<PlacementFact> LoadAllowed(const rpc::Call& call, const PlacementId& id) const;

  const Parts parts_;
  const CheckInReading reading_;
};

}  // namespace driehoek::progress::checkin
