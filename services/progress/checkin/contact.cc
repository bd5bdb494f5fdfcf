#include "progress/checkin/contact.h"

#include <algorithm>
#include <set>

#include "progress/checkin/proposal.h"
#include "shared/base/field_checks.h"

namespace driehoek::progress::checkin {
namespace {

bool Contains(const std::vector<Party>& parties, Party one) {
  return std::find(parties.begin(), parties.end(), one) != parties.end();
}

int SilenceWeeks(const PolicyFact& policy, Edge edge) {
  switch (edge) {
    case Edge::kProgrammeStudent:
      return policy.silence_programme_student_weeks;
    case Edge::kProgrammeWorkplace:
      return policy.silence_programme_workplace_weeks;
    case Edge::kStudentWorkplace:
      return policy.silence_student_workplace_weeks;
  }
  return 0;
}

EdgeContact ContactOn(Edge edge, const PlacementFact& placement,
                      const std::vector<ContactDay>& contacts, const PolicyFact& policy,
                      absl::CivilDay today) {
  std::set<absl::CivilDay> days;
  for (const ContactDay& contact : contacts) {
    if (contact.edge == edge) days.insert(contact.date);
  }
  EdgeContact of{.edge = edge,
                 .contact_count = static_cast<int>(days.size()),
                 .last_date = std::nullopt,
                 .silent_days = 0,
                 .silence_weeks = SilenceWeeks(policy, edge)};
  absl::CivilDay since = placement.start_date;
  if (!days.empty()) {
    of.last_date = *days.rbegin();
    since = std::max(since, *days.rbegin());
  }
  of.silent_days = static_cast<int>(
      std::max<absl::civil_diff_t>(std::min(today, placement.end_date) - since, 0));
  return of;
}

// Cancelled check-ins, and those that the policy does not ask for, ask for no contact.
std::optional<PlannedContact> AskedBy(const CheckIn& check_in) {
  if (!IsOfSystem(check_in.kind) || check_in.state == CheckInState::kCancelled) return std::nullopt;
  PlannedContact contact{.cause = static_cast<ContactCause>(check_in.kind),
                         .by_date = check_in.window.last,
                         .standing = ContactStanding::kAhead,
                         .check_in = check_in.id,
                         .contact_date = std::nullopt};
  if (WasHeld(check_in.state)) {
    contact.standing = ContactStanding::kMade;
    contact.contact_date = check_in.meeting->date;
  } else if (check_in.state == CheckInState::kMissed) {
    contact.standing = ContactStanding::kNotMade;
  }
  return contact;
}

// The last day of `days` in (after, by].
std::optional<absl::CivilDay> LastBetween(const std::set<absl::CivilDay>& days,
                                          absl::CivilDay after, absl::CivilDay by) {
  auto behind = days.upper_bound(by);
  if (behind == days.begin()) return std::nullopt;
  --behind;
  return *behind > after ? std::optional(*behind) : std::nullopt;
}

}  // namespace

std::vector<Edge> EdgesOf(const std::vector<Party>& parties) {
  const bool student = Contains(parties, Party::kStudent);
  const bool teacher = Contains(parties, Party::kTeacher);
  const bool supervisor = Contains(parties, Party::kSupervisor);
  std::vector<Edge> edges;
  if (teacher && student) edges.push_back(Edge::kProgrammeStudent);
  if (teacher && supervisor) edges.push_back(Edge::kProgrammeWorkplace);
  if (student && supervisor) edges.push_back(Edge::kStudentWorkplace);
  return edges;
}

void Check(const ContactMoment& moment, const PlacementFact& placement, absl::CivilDay today,
           FieldViolations& violations) {
  const std::set<Party> parties(moment.parties.begin(), moment.parties.end());
  if (parties.size() != moment.parties.size()) {
    violations.Add("parties", "PARTY_REPEATED", "may not name a party twice");
  } else if (parties.size() < 2) {
    violations.Add("parties", "TOO_FEW_PARTIES", "must name at least two parties");
  } else if (!parties.contains(moment.recorder_party)) {
    violations.Add("parties", "RECORDER_ABSENT", "must name the party that records it");
  }
  if (moment.date > today) {
    violations.Add("contact_date", "DATE_IN_FUTURE", "may not be later than today");
  } else if (moment.date < placement.start_date - kContactBeforeDays ||
             moment.date > placement.end_date) {
    violations.Add("contact_date", "DATE_OUTSIDE_PLACEMENT", "must belong to the placement");
  }
  CheckText(violations, "note", moment.note, 0, 1000, TextKind::kBlock);
}

ContactOverview Overview(const PlacementFact& placement, const std::vector<CheckIn>& check_ins,
                         const std::vector<ContactDay>& contacts, const PolicyFact& policy,
                         absl::CivilDay today) {
  ContactOverview overview;
  for (const Edge edge : kAllEdges) {
    overview.edges.push_back(ContactOn(edge, placement, contacts, policy, today));
  }
  absl::CivilDay final_date = placement.end_date;
  for (const CheckIn& check_in : check_ins) {
    if (check_in.state == CheckInState::kMissed) ++overview.missed_check_in_count;
    const auto asked = AskedBy(check_in);
    if (!asked.has_value()) continue;
    if (check_in.kind == Kind::kFinal) final_date = check_in.planned_date;
    overview.planned.push_back(*asked);
  }
  std::set<absl::CivilDay> programme_days;
  for (const ContactDay& contact : contacts) {
    if (contact.edge != Edge::kStudentWorkplace) programme_days.insert(contact.date);
  }
  absl::CivilDay after = placement.start_date - 1;
  for (const absl::CivilDay by : ContactDates(placement.start_date, final_date, policy)) {
    PlannedContact contact{.cause = ContactCause::kInterval,
                           .by_date = by,
                           .standing = ContactStanding::kAhead,
                           .check_in = CheckInId(),
                           .contact_date = LastBetween(programme_days, after, by)};
    if (contact.contact_date.has_value()) {
      contact.standing = ContactStanding::kMade;
    } else if (today > by) {
      contact.standing = ContactStanding::kNotMade;
    }
    overview.planned.push_back(contact);
    after = by;
  }
  std::stable_sort(
      overview.planned.begin(), overview.planned.end(),
      [](const PlannedContact& a, const PlannedContact& b) { return a.by_date < b.by_date; });
  for (const PlannedContact& contact : overview.planned) {
    overview.made_count += contact.standing == ContactStanding::kMade ? 1 : 0;
    overview.due_count += contact.standing == ContactStanding::kAhead ? 0 : 1;
  }
  return overview;
}

}  // namespace driehoek::progress::checkin
