// Between pulses, hours and shifts and the contract.
#pragma once

#include <string>

#include "absl/time/civil_time.h"
#include "driehoek/v1/rhythm.pb.h"
#include "progress/rhythm/deadline_shift.h"
#include "progress/rhythm/hours.h"
#include "progress/rhythm/pulse.h"
#include "shared/base/errors.h"

namespace driehoek::progress::rhythm {

inline constexpr absl::string_view kPlacementPattern =
    "institutions/{institution}/placements/{placement}";
inline constexpr absl::string_view kHoursPattern =
    "institutions/{institution}/hoursEntries/{hours_entry}";
inline constexpr absl::string_view kTaskPattern =
    "institutions/{institution}/learningTasks/{learning_task}";

std::string PlacementName(const TenantId& tenant, const PlacementId& id);
std::string PulseName(const TenantId& tenant, const PulseId& id);
std::string HoursName(const TenantId& tenant, const HoursId& id);
std::string ShiftName(const TenantId& tenant, const ShiftId& id);

// Whether what only the student and the programme's side may see goes along: mood and word of a
// student's pulse.
enum class Feelings { kHidden, kShown };
v1::Pulse ToProto(const TenantId& tenant, const Pulse& pulse, Feelings feelings);
v1::HoursEntry ToProto(const TenantId& tenant, const HoursEntry& entry);
v1::HoursSummary ToProto(const TenantId& tenant, const PlacementId& placement,
                         const Summary& summary);
v1::DeadlineShift ToProto(const TenantId& tenant, const DeadlineShift& shift);

// DATE_INVALID for a day that is none. Without id and placement.
Answer FromProto(const v1::Pulse& proto, FieldViolations& violations);
// As field `path`. Without id.
DayWish FromProto(const v1::HoursEntry& proto, const std::string& path,
                  FieldViolations& violations);
// FIELD_MISSING, DATE_INVALID, NAME_MALFORMED. Without id and placement.
DeadlineShift FromProto(const v1::DeadlineShift& proto, FieldViolations& violations);

}  // namespace driehoek::progress::rhythm
