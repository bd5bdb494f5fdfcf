// Between ways on and the contract.
#pragma once

#include <string>
#include <vector>

#include "driehoek/v1/continuation.pb.h"
#include "google/protobuf/repeated_field.h"
#include "placement/continuation/route.h"
#include "placement/placement.h"
#include "shared/base/errors.h"

namespace driehoek::placement::continuation {

inline constexpr absl::string_view kRoutePattern =
    "institutions/{institution}/continuationRoutes/{continuation_route}";

std::string RouteName(const TenantId& tenant, const RouteId& id);

v1::ContinuationRoute::WorkplaceFit ToProto(const TenantId& tenant,
                                            const OfferedWorkplace& offered);
// Without labels.
v1::ContinuationRoute ToProto(const TenantId& tenant, const Route& route);
void SetLabels(const Labels& labels, v1::ContinuationRoute& proto);

// What a caller may say when opening a route, into `route`.
void FromProto(const v1::ContinuationRoute& proto, Route& route, FieldViolations& violations);

// Without ids and facts.
std::vector<Option> OptionsFromProto(
    const google::protobuf::RepeatedPtrField<v1::ContinuationRoute::Option>& protos,
    FieldViolations& violations);

}  // namespace driehoek::placement::continuation
