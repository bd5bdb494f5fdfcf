#include "progress/checkin/contact_handler.h"

#include <algorithm>
#include <utility>

#include "driehoek/v1/event.pb.h"
#include "progress/checkin/check_in_policy.h"
#include "progress/checkin/check_in_proto.h"
#include "progress/checkin/contact_proto.h"
#include "progress/policy.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::checkin {
namespace {

constexpr absl::string_view kInstitutionPattern = "institutions/{institution}";

events::EventRecord Recorded(const TenantId& tenant, const ContactMoment& moment) {
  v1::Event event;
  event.set_type("contact.recorded");
  event.set_resource(ContactMomentName(tenant, moment.id));
  event.mutable_rhythm_changed()->set_resource(event.resource());
  event.mutable_rhythm_changed()->set_placement(PlacementName(tenant, moment.placement));
  return {event.type(), event.resource(), event.SerializeAsString()};
}

}  // namespace

absl::StatusOr<PlacementFact> ContactHandler::LoadAllowed(const rpc::Call& call,
                                                          const PlacementId& id) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto placement,
                            parts_.placements.Find(call.tenant(), id, call.deadline()));
  if (!placement.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, reading_.Reach(call));
  DRIEHOEK_RETURN_IF_ERROR(
      call.MayDo(kGetContactMoment, progress::RelationsTo(*placement, call.caller(), reach)));
  return *std::move(placement);
}

absl::StatusOr<v1::ContactMoment> ContactHandler::CreateContactMoment(
    const rpc::Call& call, const v1::CreateContactMomentRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), kInstitutionPattern, "parent").status());
  FieldViolations violations("contact_moment");
  ContactMoment moment = FromProto(request.contact_moment(), violations);
  DRIEHOEK_ASSIGN_OR_RETURN(const PlacementFact placement,
                            reading_.LoadPlacement(call, request.contact_moment().placement(),
                                                   kGetContactMoment, violations));
  DRIEHOEK_ASSIGN_OR_RETURN(const Doing doing, reading_.DoingOf(call));
  // The rights let only parties come here.
  moment.recorder_party = doing.party.value_or(Party::kStudent);
  Check(moment, placement, doing.today, violations);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const int count,
                            parts_.store.CountOf(call.tenant(), placement.id, call.deadline()));
  if (count >= kMostContacts) {
    return Error(absl::StatusCode::kFailedPrecondition, "CONTACTS_TOO_MANY",
                 "a placement has at most 1000 contact moments");
  }
  std::sort(moment.parties.begin(), moment.parties.end());
  moment.id = ContactMomentId(parts_.ids.NewId());
  moment.placement = placement.id;
  moment.student = placement.student;
  moment.programme = placement.programme;
  moment.recorder = doing.person;
  moment.create_time = call.now();
  moment.version = 1;
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  const std::string name = ContactMomentName(call.tenant(), moment.id);
  events::CommitPlan plan = call.NewPlan(name);
  plan.writes.push_back({name, 0});
  plan.events.push_back(Recorded(call.tenant(), moment));
  plan.response = ToProto(call.tenant(), moment, call.caller().role).SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string answer,
                            parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                                                     [&](storage::TenantTransaction& transaction) {
                                                       return SqlContactStore::Put(transaction,
                                                                                   moment);
                                                     }));
  v1::ContactMoment proto;
  proto.ParseFromString(answer);
  return proto;
}

absl::StatusOr<v1::ContactMoment> ContactHandler::GetContactMoment(
    const rpc::Call& call, const v1::GetContactMomentRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(request.name(), kContactMomentPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto moment,
      parts_.store.Find(call.tenant(), ContactMomentId(parsed.id()), call.deadline()));
  if (!moment.has_value()) return auth::NotFound();
  DRIEHOEK_RETURN_IF_ERROR(LoadAllowed(call, moment->placement).status());
  call.RecordRead(request.name(), moment->student);
  return ToProto(call.tenant(), *moment, call.caller().role);
}

absl::StatusOr<v1::ListContactMomentsResponse> ContactHandler::ListContactMoments(
    const rpc::Call& call, const v1::ListContactMomentsRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  FieldViolations violations;
  ContactQuery query{.limit = page.size, .cursor = page.cursor};
  query.placement =
      PlacementId(rpc::ReadIds(request.placement(), kPlacementPattern, "placement", violations)[0]);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, reading_.Reach(call));
  v1::ListContactMomentsResponse response;
  if (!Narrow(call.NeededRelations(), call.caller(), reach, query)) return response;
  DRIEHOEK_ASSIGN_OR_RETURN(const ListedContacts listed,
                            parts_.store.List(call.tenant(), query, call.deadline()));
  for (const ContactMoment& moment : listed.items) {
    v1::ContactMoment& proto = *response.add_contact_moments();
    proto = ToProto(call.tenant(), moment, call.caller().role);
    call.RecordRead(proto.name(), moment.student);
  }
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

absl::StatusOr<v1::ContactOverview> ContactHandler::GetContactOverview(
    const rpc::Call& call, const v1::GetContactOverviewRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(request.name(), kContactOverviewPattern));
  const PlacementId id(parsed.id());
  DRIEHOEK_ASSIGN_OR_RETURN(const PlacementFact placement, LoadAllowed(call, id));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reading_.Today(call));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PolicyFact policy,
      parts_.programmes.Policy(call.tenant(), placement.programme_variant, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto check_ins,
                            parts_.check_ins.OfPlacement(call.tenant(), id, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto contacts,
                            parts_.contacts.DaysOf(call.tenant(), id, call.deadline()));
  call.RecordRead(request.name(), placement.student);
  return ToProto(call.tenant(), id, Overview(placement, check_ins, contacts, policy, today));
}

}  // namespace driehoek::progress::checkin
