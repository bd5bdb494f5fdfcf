// Between signals and triangles and the contract.
#pragma once

#include <string>

#include "absl/time/civil_time.h"
#include "driehoek/v1/signal.pb.h"
#include "progress/facts.h"
#include "progress/signal/signal.h"
#include "progress/signal/triangle.h"
#include "shared/base/errors.h"

namespace driehoek::progress::signal {

inline constexpr absl::string_view kSignalPattern = "institutions/{institution}/signals/{signal}";
inline constexpr absl::string_view kPlacementPattern =
    "institutions/{institution}/placements/{placement}";
inline constexpr absl::string_view kPersonPattern = "institutions/{institution}/persons/{person}";
inline constexpr absl::string_view kRoutePattern =
    "institutions/{institution}/continuationRoutes/{continuation_route}";

std::string SignalName(const TenantId& tenant, const SignalId& id);
std::string PlacementName(const TenantId& tenant, const PlacementId& id);

// Whether who raised it goes along.
enum class Source { kHidden, kShown };
// Without labels and names to show.
v1::Signal ToProto(const TenantId& tenant, const Signal& signal, Source source);
void SetLabels(const Labels& labels, v1::Signal& proto);

// With its open signals, without who raised those in confidence.
v1::Triangle ToProto(const TenantId& tenant, const Triangle& triangle, const Labels& labels,
                     absl::CivilDay today);

// What a person raises: words, severity, confidence, addressee. NAME_MALFORMED.
Signal FromProto(const v1::Signal& proto, FieldViolations& violations);
// Without id. FIELD_MISSING, DATE_INVALID, NAME_MALFORMED.
Intervention FromProto(const v1::Signal::Intervention& proto, FieldViolations& violations);

}  // namespace driehoek::progress::signal
