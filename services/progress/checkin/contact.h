// Who was in touch with whom during a placement, and what the policy asks for. Pure (R50, R51).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/checkin/check_in.h"
#include "progress/checkin/facts.h"
#include "progress/facts.h"

namespace driehoek::progress::checkin {

using ContactMomentId = StrongId<struct ContactMomentTag>;

// In the order of the contract.
enum class Edge { kProgrammeStudent, kProgrammeWorkplace, kStudentWorkplace };
enum class ContactKind { kVisit, kCall, kMessage, kMeeting };

inline constexpr std::array<Edge, 3> kAllEdges = {
    Edge::kProgrammeStudent, Edge::kProgrammeWorkplace, Edge::kStudentWorkplace};

struct ContactMoment {
  ContactMomentId id;
  PlacementId placement;
  // From the placement, at making: for the reach of callers.
  PersonId student;
  ProgrammeId programme;
  std::vector<Party> parties;  // in the order of the contract
  absl::CivilDay date;
  ContactKind kind = ContactKind::kCall;
  std::string note;
  Party recorder_party = Party::kTeacher;
  PersonId recorder;
  absl::Time create_time;
  std::int64_t version = 0;  // 0: not stored yet
};

// Each two of `parties`.
std::vector<Edge> EdgesOf(const std::vector<Party>& parties);

inline constexpr int kMostContacts = 1000;
// How long before its first day contact about a placement counts.
inline constexpr int kContactBeforeDays = 90;

// Names every field that is not as the contract asks: TOO_FEW_PARTIES, PARTY_REPEATED,
// RECORDER_ABSENT, DATE_IN_FUTURE, DATE_OUTSIDE_PLACEMENT, and those of field_checks.h.
void Check(const ContactMoment& moment, const PlacementFact& placement, absl::CivilDay today,
           FieldViolations& violations);

// A day on which a side of the triangle had contact.
struct ContactDay {
  Edge edge = Edge::kProgrammeStudent;
  absl::CivilDay date;
  friend bool operator==(const ContactDay&, const ContactDay&) = default;
};

struct EdgeContact {
  Edge edge = Edge::kProgrammeStudent;
  int contact_count = 0;  // days
  std::optional<absl::CivilDay> last_date;
  int silent_days = 0;
  int silence_weeks = 0;  // of the policy
  friend bool operator==(const EdgeContact&, const EdgeContact&) = default;
};

// In the order of the contract.
enum class ContactCause { kKickOff, kMidTerm, kFinal, kInterval };
enum class ContactStanding { kMade, kAhead, kNotMade };

struct PlannedContact {
  ContactCause cause = ContactCause::kInterval;
  absl::CivilDay by_date;
  ContactStanding standing = ContactStanding::kAhead;
  CheckInId check_in;  // empty for kInterval
  std::optional<absl::CivilDay> contact_date;
  friend bool operator==(const PlannedContact&, const PlannedContact&) = default;
};

struct ContactOverview {
  std::vector<EdgeContact> edges;       // in the order of Edge
  std::vector<PlannedContact> planned;  // earliest first
  int made_count = 0;
  int due_count = 0;  // made, or should have been
  int missed_check_in_count = 0;
};

// `check_ins` and `contacts` are those of the placement; a check-in that was held is among the
// contacts already. Days are counted up to today, or to the last day once that has been.
ContactOverview Overview(const PlacementFact& placement, const std::vector<CheckIn>& check_ins,
                         const std::vector<ContactDay>& contacts, const PolicyFact& policy,
                         absl::CivilDay today);

}  // namespace driehoek::progress::checkin

namespace driehoek {

template <>
struct EnumNames<progress::checkin::Edge> {
  static constexpr std::array<absl::string_view, 3> kNames = {
      "programme_student", "programme_workplace", "student_workplace"};
};
template <>
struct EnumNames<progress::checkin::ContactKind> {
  static constexpr std::array<absl::string_view, 4> kNames = {"visit", "call", "message",
                                                              "meeting"};
};

}  // namespace driehoek
