#include "placement/conflict/conflict_proto.h"

#include "absl/strings/str_cat.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement::conflict {
namespace {

constexpr absl::string_view kEnrolmentPattern = "institutions/{institution}/enrolments/{enrolment}";
constexpr absl::string_view kSupervisorPattern =
    "institutions/{institution}/organisations/{organisation}/supervisors/{supervisor}";

}  // namespace

std::string ConflictName(const TenantId& tenant, const ConflictId& id) {
  return MakeName(tenant, "conflictsOfInterest", id.value());
}

v1::ConflictOfInterest ToProto(const TenantId& tenant, const ConflictOfInterest& conflict,
                               const SidesFact& sides) {
  v1::ConflictOfInterest proto;
  proto.set_name(ConflictName(tenant, conflict.id));
  proto.set_enrolment(MakeName(tenant, "enrolments", conflict.enrolment.value()));
  proto.set_student(PersonName(tenant, conflict.student));
  proto.set_organisation(MakeName(tenant, "organisations", conflict.organisation.value()));
  if (!conflict.supervisor.empty()) {
    proto.set_supervisor(
        absl::StrCat(proto.organisation(), "/supervisors/", conflict.supervisor.value()));
  }
  proto.set_kind(static_cast<v1::ConflictOfInterest::Kind>(rpc::EnumNumber(conflict.kind)));
  proto.set_reason(conflict.reason);
  proto.set_state(static_cast<v1::ConflictOfInterest::State>(rpc::EnumNumber(StateOf(conflict))));
  *proto.mutable_create_time() = rpc::ToProto(conflict.create_time);
  proto.set_recorder(PersonName(tenant, conflict.recorder));
  if (conflict.end_time.has_value()) *proto.mutable_end_time() = rpc::ToProto(*conflict.end_time);
  proto.set_end_reason(conflict.end_reason);
  proto.mutable_labels()->set_student(sides.student_name);
  proto.mutable_labels()->set_organisation(sides.organisation_name);
  proto.mutable_labels()->set_supervisor(sides.supervisor_name);
  proto.set_etag(rpc::Etag(conflict.version));
  return proto;
}

void FromProto(const v1::ConflictOfInterest& proto, ConflictOfInterest& conflict,
               FieldViolations& violations) {
  conflict.enrolment =
      EnrolmentId(rpc::ReadIds(proto.enrolment(), kEnrolmentPattern, "enrolment", violations)[0]);
  conflict.organisation = OrganisationId(
      rpc::ReadIds(proto.organisation(), kOrganisationPattern, "organisation", violations)[0]);
  const auto supervisor =
      rpc::ReadIds(proto.supervisor(), kSupervisorPattern, "supervisor", violations);
  if (!supervisor[1].empty() && supervisor[0] != conflict.organisation.value()) {
    violations.Add("supervisor", "OTHER_ORGANISATION", "must be of this organisation");
  } else {
    conflict.supervisor = SupervisorId(supervisor[1]);
  }
  conflict.kind = rpc::ReadEnum<ConflictKind>(proto.kind(), "kind", violations);
  conflict.reason = proto.reason();
}

}  // namespace driehoek::placement::conflict
