#include "agreement/agreement_events.h"

#include "absl/strings/str_cat.h"
#include "agreement/agreement_names.h"
#include "agreement/agreement_proto.h"
#include "driehoek/v1/event.pb.h"
#include "shared/base/resource_name.h"

namespace driehoek::agreement {
namespace {

bool IsTold(EventType type) {
  switch (type) {
    case EventType::kChanged:
    case EventType::kOpened:
    case EventType::kSigningRefused:
      return false;
    case EventType::kDrafted:
    case EventType::kSubmitted:
    case EventType::kValidated:
    case EventType::kReturned:
    case EventType::kOffered:
    case EventType::kSigned:
    case EventType::kInForce:
    case EventType::kDeclined:
    case EventType::kWithdrawn:
    case EventType::kTerminated:
    case EventType::kSuperseded:
    case EventType::kExpired:
    case EventType::kEndRequested:
    case EventType::kCommitmentMarked:
    case EventType::kResponsibilitiesAccepted:
    case EventType::kOverdue:
      return true;
  }
  return false;
}

events::EventRecord Record(const TenantId& tenant, const Agreement& agreement,
                           const TimelineEntry& entry, absl::string_view type) {
  v1::Event event;
  event.set_type(std::string(type));
  event.set_resource(AgreementName(tenant, agreement.id));
  v1::AgreementChanged& changed = *event.mutable_agreement_changed();
  changed.set_agreement(event.resource());
  changed.set_placement(MakeName(tenant, "placements", agreement.placement.value()));
  changed.set_version(entry.number);
  changed.set_state(ToProto(entry.state));
  if (entry.role.has_value()) changed.set_party_role(ToProto(*entry.role));
  changed.set_commitment(entry.commitment);
  if (entry.commitment_status.has_value()) {
    changed.set_commitment_status(static_cast<v1::Commitment::Status>(*entry.commitment_status));
  }
  return {event.type(), event.resource(), event.SerializeAsString()};
}

}  // namespace

std::vector<events::EventRecord> EventsOf(const TenantId& tenant, const AgreementChange& change) {
  std::vector<events::EventRecord> records;
  for (const TimelineEntry& entry : change.timeline) {
    if (!IsTold(entry.type)) continue;
    records.push_back(
        Record(tenant, change.after, entry, absl::StrCat("agreement.", NameOf(entry.type))));
    if (entry.type == EventType::kInForce && change.after.in_force->amendment.has_value()) {
      records.push_back(Record(tenant, change.after, entry, "agreement.amended"));
    }
  }
  return records;
}

}  // namespace driehoek::agreement
