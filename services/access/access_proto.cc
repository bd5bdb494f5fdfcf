#include "access/access_proto.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "access/access_keys.h"
#include "access/client_grants.h"
#include "access/role_grants.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/wire.h"

namespace driehoek::access {
namespace {

v1::GuestGrant::State StateToProto(GuestGrantState state) {
  switch (state) {
    case GuestGrantState::kIssued:
      return v1::GuestGrant::ISSUED;
    case GuestGrantState::kActive:
      return v1::GuestGrant::ACTIVE;
    case GuestGrantState::kExpired:
      return v1::GuestGrant::EXPIRED;
    case GuestGrantState::kRevoked:
      return v1::GuestGrant::REVOKED;
  }
  return v1::GuestGrant::STATE_UNSPECIFIED;
}

v1::RoleGrant::State StateToProto(RoleGrantState state) {
  switch (state) {
    case RoleGrantState::kOffered:
      return v1::RoleGrant::OFFERED;
    case RoleGrantState::kActive:
      return v1::RoleGrant::ACTIVE;
    case RoleGrantState::kExpired:
      return v1::RoleGrant::EXPIRED;
    case RoleGrantState::kRevoked:
      return v1::RoleGrant::REVOKED;
  }
  return v1::RoleGrant::STATE_UNSPECIFIED;
}

}  // namespace

v1::GuestGrant ToProto(const TenantId& tenant, const GuestGrant& grant, const Standing& standing,
                       const PersonFacts& guest) {
  v1::GuestGrant proto;
  proto.set_name(GuestGrantName(tenant, grant.id));
  proto.set_person(PersonName(tenant, grant.person));
  proto.set_state(StateToProto(standing.state));
  *proto.mutable_expire_time() = rpc::ToProto(standing.access_ends);
  if (grant.open_time.has_value()) *proto.mutable_open_time() = rpc::ToProto(*grant.open_time);
  *proto.mutable_create_time() = rpc::ToProto(grant.create_time);
  proto.set_etag(rpc::Etag(grant.version));
  proto.set_masked_address(MaskAddress(guest.email));
  proto.set_display_name(guest.display_name);
  return proto;
}

v1::RoleGrant ToProto(const TenantId& tenant, const RoleGrant& grant, absl::Time now) {
  v1::RoleGrant proto;
  proto.set_name(RoleGrantName(tenant, grant.id));
  proto.set_role(std::string(auth::RoleName(grant.role)));
  proto.set_email(grant.email);
  proto.set_exam_board_reference(grant.exam_board_reference);
  for (const std::string& programme : grant.programmes) {
    proto.add_programmes(MakeName(tenant, "programmes", programme));
  }
  if (!grant.person.empty()) proto.set_person(PersonName(tenant, grant.person));
  proto.set_state(StateToProto(StateAt(grant, now)));
  *proto.mutable_create_time() = rpc::ToProto(grant.create_time);
  *proto.mutable_expire_time() = rpc::ToProto(grant.expire_time);
  proto.set_etag(rpc::Etag(grant.version));
  return proto;
}

v1::ApiClient ToProto(const TenantId& tenant, const ApiClient& client) {
  v1::ApiClient proto;
  proto.set_name(ApiClientName(tenant, client.id));
  proto.set_display_name(client.display_name);
  proto.set_role(std::string(auth::RoleName(client.role)));
  proto.set_state(client.revoked ? v1::ApiClient::REVOKED : v1::ApiClient::ACTIVE);
  *proto.mutable_create_time() = rpc::ToProto(client.create_time);
  proto.set_etag(rpc::Etag(client.version));
  return proto;
}

v1::Person ToProto(const TenantId& tenant, const PersonFacts& person) {
  v1::Person proto;
  proto.set_name(PersonName(tenant, person.id));
  proto.set_display_name(person.display_name);
  proto.set_given_name(person.given_name);
  if (person.chose_language) proto.set_language_code(person.language_code);
  *proto.mutable_create_time() = rpc::ToProto(person.create_time);
  proto.set_etag(rpc::Etag(person.version));
  return proto;
}

v1::Institution ToProto(const TenantId& tenant, const InstitutionFacts& institution) {
  v1::Institution proto;
  proto.set_name(absl::StrCat("institutions/", tenant.value()));
  proto.set_display_name(institution.display_name);
  proto.set_time_zone(institution.time_zone);
  proto.set_language_code(institution.language_code);
  proto.set_accent_color(institution.accent_color);
  proto.set_institution_code(institution.institution_code);
  *proto.mutable_create_time() = rpc::ToProto(institution.create_time);
  proto.set_etag(rpc::Etag(institution.version));
  return proto;
}

}  // namespace driehoek::access
