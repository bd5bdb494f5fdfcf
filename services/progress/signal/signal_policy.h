// Who may do what with signals (domain text 6.4).
#pragma once

#include <vector>

#include "progress/facts.h"
#include "progress/signal/signal.h"
#include "progress/signal/sql_signal_store.h"
#include "shared/auth/caller.h"
#include "shared/auth/rights.h"

namespace driehoek::progress::signal {

inline constexpr absl::string_view kRaiseSignal = "driehoek.v1.SignalService/RaiseSignal";
inline constexpr absl::string_view kGetSignal = "driehoek.v1.SignalService/GetSignal";
inline constexpr absl::string_view kListSignals = "driehoek.v1.SignalService/ListSignals";
inline constexpr absl::string_view kAcknowledgeSignal =
    "driehoek.v1.SignalService/AcknowledgeSignal";
inline constexpr absl::string_view kOpenIntervention = "driehoek.v1.SignalService/OpenIntervention";
inline constexpr absl::string_view kCloseIntervention =
    "driehoek.v1.SignalService/CloseIntervention";
inline constexpr absl::string_view kResolveSignal = "driehoek.v1.SignalService/ResolveSignal";
inline constexpr absl::string_view kEscalateSignal = "driehoek.v1.SignalService/EscalateSignal";
inline constexpr absl::string_view kContinueSignal = "driehoek.v1.SignalService/ContinueSignal";
inline constexpr absl::string_view kListTriangles = "driehoek.v1.SignalService/ListTriangles";

// The rows of SignalService for the rights table.
std::vector<auth::Right> SignalRights();

// As to a signal on `placement`: kSelf who raised it, and the student of a computed one; kParty the
// addressee and who owns an intervention; kAssigned the contact person, unless it was told another
// in confidence; kProgramme the office and the manager.
auth::Relations RelationsTo(const Signal& signal, const PlacementFact& placement,
                            const auth::Caller& caller, const ReachFact& reach);

// What a caller, who needs one of `needed`, may list.
SignalReach ReachOf(auth::Relations needed, const auth::Caller& caller, const ReachFact& reach);

// Whether the caller may know who raised it: the addressee alone when it was told in confidence.
bool MaySeeSource(const Signal& signal, const auth::Caller& caller);

}  // namespace driehoek::progress::signal
