// What was found at one workplace with one supervisor, for one variant and phase (R34).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "placement/placement.h"
#include "placement/scan/criteria.h"
#include "shared/base/enum_names.h"

namespace driehoek::placement::scan {

using ScanId = StrongId<struct WorkplaceScanTag>;

enum class ScanState { kRequested, kFilled, kAssessed, kExpired, kReopened };

// Why a scan is made, or made once more (R36).
enum class Trigger { kFirst, kPhaseChange, kSupervisorChange, kTaskChange, kSignal, kExpiry };

enum class Finding { kMet, kPartly, kNotMet };
enum class Side { kSupervisor, kOrganisationContact, kPracticeOffice };
enum class Verdict { kFit, kConditional, kUnfit };

struct Answer {
  std::string criterion_code;
  Finding finding = Finding::kMet;
  std::string remark;
  Side side = Side::kPracticeOffice;
  absl::Time answer_time;
  friend bool operator==(const Answer&, const Answer&) = default;
};

struct Condition {
  std::string id;
  std::string action;
  std::string owner;  // a role in words, or the name of a person
  absl::CivilDay due_date;
  std::optional<absl::Time> done_time;
  std::optional<absl::Time> tell_time;  // when it was told that its day passed without it (R37)
  friend bool operator==(const Condition&, const Condition&) = default;
};

struct Scan {
  ScanId id;
  OrganisationId organisation;
  WorkplaceId workplace;
  SupervisorId supervisor;
  PersonId supervisor_person;  // behind the profile
  ProgrammeId programme;
  VariantId programme_variant;
  int phase = 0;
  // The one placement that it is for and its student; empty: for whoever comes there.
  PlacementId placement;
  PersonId student;
  CriteriaId criteria;
  ScanState state = ScanState::kRequested;
  Trigger trigger = Trigger::kFirst;
  std::string trigger_reason;
  std::vector<Answer> answers;
  std::optional<Verdict> verdict;  // the last one; it holds while the scan is assessed
  std::string verdict_reason;
  std::vector<Condition> conditions;
  std::optional<absl::CivilDay> valid_until;  // inclusive; absent: unfit, or never assessed
  std::optional<absl::CivilDay> due_date;     // by when it should be assessed (R35)
  std::optional<absl::Time> assess_time;
  absl::Time create_time;
  absl::Time update_time;
  std::int64_t version = 0;  // 0: not stored yet
};

}  // namespace driehoek::placement::scan

namespace driehoek {

template <>
struct EnumNames<placement::scan::ScanState> {
  static constexpr std::array<absl::string_view, 5> kNames = {"requested", "filled", "assessed",
                                                              "expired", "reopened"};
};
template <>
struct EnumNames<placement::scan::Trigger> {
  static constexpr std::array<absl::string_view, 6> kNames = {
      "first", "phase_change", "supervisor_change", "task_change", "signal", "expiry"};
};
template <>
struct EnumNames<placement::scan::Finding> {
  static constexpr std::array<absl::string_view, 3> kNames = {"met", "partly", "not_met"};
};
template <>
struct EnumNames<placement::scan::Side> {
  static constexpr std::array<absl::string_view, 3> kNames = {"supervisor", "organisation_contact",
                                                              "practice_office"};
};
template <>
struct EnumNames<placement::scan::Verdict> {
  static constexpr std::array<absl::string_view, 3> kNames = {"fit", "conditional", "unfit"};
};

}  // namespace driehoek
