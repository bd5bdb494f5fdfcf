// A student and an organisation, or one supervisor of it, that may not come together (R22). Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/placement.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"
#include "shared/base/strong_id.h"

namespace driehoek::placement::conflict {

using ConflictId = StrongId<struct ConflictOfInterestTag>;

// In the order of the contract.
enum class ConflictKind { kOwnBusiness, kFamily, kEmployment, kFinancial, kOther };
enum class ConflictState { kRunning, kEnded };

struct ConflictOfInterest {
  ConflictId id;
  PersonId student;
  // In which the student was reached when it was recorded.
  EnrolmentId enrolment;
  ProgrammeId programme;
  OrganisationId organisation;
  SupervisorId supervisor;  // empty: everyone of the organisation
  ConflictKind kind = ConflictKind::kOther;
  std::string reason;
  PersonId recorder;
  absl::Time create_time;
  std::optional<absl::Time> end_time;  // absent while it runs
  std::string end_reason;
  std::int64_t version = 0;  // 0: not stored yet
};

ConflictState StateOf(const ConflictOfInterest& conflict);

inline constexpr int kLongestReason = 1000;

// ORGANISATION_MISSING, ENROLMENT_MISSING, TEXT_* of the reason.
void Check(const ConflictOfInterest& conflict, FieldViolations& violations);

// FAILED_PRECONDITION / CONFLICT_ENDED when it was ended before. `reason` has been checked.
absl::StatusOr<ConflictOfInterest> End(ConflictOfInterest conflict, const std::string& reason,
                                       absl::Time now);

}  // namespace driehoek::placement::conflict

namespace driehoek {

template <>
struct EnumNames<placement::conflict::ConflictKind> {
  static constexpr std::array<absl::string_view, 5> kNames = {"own_business", "family",
                                                              "employment", "financial", "other"};
};
template <>
struct EnumNames<placement::conflict::ConflictState> {
  static constexpr std::array<absl::string_view, 2> kNames = {"running", "ended"};
};

}  // namespace driehoek
