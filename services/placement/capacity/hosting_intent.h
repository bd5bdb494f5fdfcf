// What an organisation answers when it is asked to host students in a year (domain text 6.1). Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "placement/placement.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"
#include "shared/base/strong_id.h"

namespace driehoek::capacity {

using placement::OrganisationId;
using HostingIntentId = StrongId<struct HostingIntentTag>;

// In the order of the contract.
enum class HostingAnswer { kNotYet, kYes, kFewer, kNo };
enum class HostingReason {
  kNoSupervisorTime,
  kNoSuitableTasks,
  kReorganisation,
  kOtherProgrammesFirst,
  kEarlierExperience,
  kTravel,
  kOther,
};

struct HostingIntent {
  HostingIntentId id;
  OrganisationId organisation;
  std::string organisation_name;  // when it was asked: intents are listed by it
  int year = 0;                   // first calendar year of the study year
  HostingAnswer answer = HostingAnswer::kNotYet;
  int seat_count = 0;
  std::vector<HostingReason> reasons;
  std::string remark;
  absl::Time ask_time;
  std::optional<absl::Time> answer_time;
  std::int64_t version = 0;  // 0: not stored yet
};

// NUMBER_OUT_OF_RANGE unless 2000 to 2100.
void CheckYear(int year, FieldViolations& violations);

struct HostingReply {
  HostingAnswer answer = HostingAnswer::kNotYet;
  int seat_count = 0;
  std::vector<HostingReason> reasons;
  std::string remark;
};
// The intent with `reply`, given at `now`. INVALID_ARGUMENT naming every wrong field:
// ANSWER_MISSING, REASON_MISSING, REASON_UNASKED (with YES), VALUE_REPEATED, REMARK_MISSING,
// NUMBER_OUT_OF_RANGE.
absl::StatusOr<HostingIntent> Answer(HostingIntent intent, HostingReply reply, absl::Time now);

}  // namespace driehoek::capacity

namespace driehoek {

template <>
struct EnumNames<capacity::HostingAnswer> {
  static constexpr std::array<absl::string_view, 4> kNames = {"not_yet", "yes", "fewer", "no"};
};
template <>
struct EnumNames<capacity::HostingReason> {
  static constexpr std::array<absl::string_view, 7> kNames = {"no_supervisor_time",
                                                              "no_suitable_tasks",
                                                              "reorganisation",
                                                              "other_programmes_first",
                                                              "earlier_experience",
                                                              "travel",
                                                              "other"};
};

}  // namespace driehoek
