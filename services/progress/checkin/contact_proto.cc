#include "progress/checkin/contact_proto.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "progress/checkin/check_in_policy.h"
#include "progress/checkin/check_in_proto.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::checkin {
namespace {

using rpc::EnumNumber;

bool MayReadNote(const ContactMoment& moment, auth::Role role) {
  if (role == auth::Role::kPracticeOffice || role == auth::Role::kProgrammeManager) return true;
  const auto party = PartyOf(role);
  return party.has_value() &&
         std::find(moment.parties.begin(), moment.parties.end(), *party) != moment.parties.end();
}

v1::ContactMoment::Edge ToProto(Edge edge) {
  return static_cast<v1::ContactMoment::Edge>(EnumNumber(edge));
}

}  // namespace

std::string ContactMomentName(const TenantId& tenant, const ContactMomentId& id) {
  return MakeName(tenant, "contactMoments", id.value());
}

v1::ContactMoment ToProto(const TenantId& tenant, const ContactMoment& moment, auth::Role role) {
  v1::ContactMoment proto;
  proto.set_name(ContactMomentName(tenant, moment.id));
  proto.set_placement(PlacementName(tenant, moment.placement));
  proto.set_student(PersonName(tenant, moment.student));
  for (const Party party : moment.parties) proto.add_parties(ToProto(party));
  for (const Edge edge : EdgesOf(moment.parties)) proto.add_edges(ToProto(edge));
  *proto.mutable_contact_date() = rpc::ToProto(moment.date);
  proto.set_kind(static_cast<v1::ContactMoment::Kind>(EnumNumber(moment.kind)));
  if (MayReadNote(moment, role)) proto.set_note(moment.note);
  proto.set_recorder_party(ToProto(moment.recorder_party));
  proto.set_recorder(PersonName(tenant, moment.recorder));
  *proto.mutable_create_time() = rpc::ToProto(moment.create_time);
  proto.set_etag(rpc::Etag(moment.version));
  return proto;
}

v1::ContactOverview ToProto(const TenantId& tenant, const PlacementId& placement,
                            const ContactOverview& overview) {
  using Proto = v1::ContactOverview::PlannedContact;
  v1::ContactOverview proto;
  proto.set_placement(PlacementName(tenant, placement));
  proto.set_name(absl::StrCat(proto.placement(), "/contactOverview"));
  for (const EdgeContact& edge : overview.edges) {
    auto* wire = proto.add_edges();
    wire->set_edge(ToProto(edge.edge));
    wire->set_contact_count(edge.contact_count);
    if (edge.last_date) *wire->mutable_last_contact_date() = rpc::ToProto(*edge.last_date);
    wire->set_silent_days(edge.silent_days);
    wire->set_silence_weeks(edge.silence_weeks);
  }
  for (const PlannedContact& contact : overview.planned) {
    auto* wire = proto.add_planned_contacts();
    wire->set_cause(static_cast<Proto::Cause>(static_cast<int>(contact.cause) + 1));
    *wire->mutable_by_date() = rpc::ToProto(contact.by_date);
    wire->set_standing(static_cast<Proto::Standing>(static_cast<int>(contact.standing) + 1));
    if (!contact.check_in.empty()) wire->set_check_in(CheckInName(tenant, contact.check_in));
    if (contact.contact_date) *wire->mutable_contact_date() = rpc::ToProto(*contact.contact_date);
  }
  proto.set_due_count(overview.due_count);
  proto.set_made_count(overview.made_count);
  proto.set_missed_check_in_count(overview.missed_check_in_count);
  return proto;
}

ContactMoment FromProto(const v1::ContactMoment& proto, FieldViolations& violations) {
  ContactMoment moment{.date = rpc::ReadDay(proto.contact_date(), "contact_date", violations),
                       .kind = rpc::ReadEnum<ContactKind>(proto.kind(), "kind", violations),
                       .note = proto.note()};
  for (const int party : proto.parties()) {
    moment.parties.push_back(rpc::ReadEnum<Party>(party, "parties", violations));
  }
  return moment;
}

}  // namespace driehoek::progress::checkin
