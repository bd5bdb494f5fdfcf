// Who may do what with pulses, hours and shifts (domain text 6.4).
#pragma once

#include <optional>
#include <vector>

#include "progress/rhythm/pulse.h"
#include "shared/auth/caller.h"
#include "shared/auth/rights.h"

namespace driehoek::progress::rhythm {

inline constexpr absl::string_view kGetPulseDue = "driehoek.v1.RhythmService/GetPulseDue";
inline constexpr absl::string_view kAnswerPulse = "driehoek.v1.RhythmService/AnswerPulse";
inline constexpr absl::string_view kListPulses = "driehoek.v1.RhythmService/ListPulses";
inline constexpr absl::string_view kWriteHours = "driehoek.v1.RhythmService/WriteHours";
inline constexpr absl::string_view kWithdrawHours = "driehoek.v1.RhythmService/WithdrawHours";
inline constexpr absl::string_view kListHours = "driehoek.v1.RhythmService/ListHours";
inline constexpr absl::string_view kGetHoursSummary = "driehoek.v1.RhythmService/GetHoursSummary";
inline constexpr absl::string_view kConfirmHours = "driehoek.v1.RhythmService/ConfirmHours";
inline constexpr absl::string_view kDisputeHours = "driehoek.v1.RhythmService/DisputeHours";
inline constexpr absl::string_view kCreateDeadlineShift =
    "driehoek.v1.RhythmService/CreateDeadlineShift";
inline constexpr absl::string_view kListDeadlineShifts =
    "driehoek.v1.RhythmService/ListDeadlineShifts";

// The rows of RhythmService for the rights table.
std::vector<auth::Right> RhythmRights();

// As which party a role answers; only student and supervisor do.
std::optional<Party> PartyOf(auth::Role role);

}  // namespace driehoek::progress::rhythm
