// Values of this service as they stand in the contract.
#pragma once

#include "absl/time/time.h"
#include "access/api_client.h"
#include "access/guest_links.h"
#include "access/ports.h"
#include "access/role_grant.h"
#include "driehoek/v1/access.pb.h"
#include "driehoek/v1/directory.pb.h"
#include "shared/base/strong_id.h"

namespace driehoek::access {

v1::GuestGrant ToProto(const TenantId& tenant, const GuestGrant& grant, const Standing& standing,
                       const PersonFacts& guest);
v1::RoleGrant ToProto(const TenantId& tenant, const RoleGrant& grant, absl::Time now);
v1::ApiClient ToProto(const TenantId& tenant, const ApiClient& client);
v1::Person ToProto(const TenantId& tenant, const PersonFacts& person);
v1::Institution ToProto(const TenantId& tenant, const InstitutionFacts& institution);

}  // namespace driehoek::access
