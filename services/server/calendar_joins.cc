#include "server/calendar_joins.h"

#include <algorithm>
#include <utility>

#include "progress/task/learning_plan.h"
#include "shared/base/errors.h"

namespace driehoek::server {
namespace {

using progress::task::LearningTask;

// What ended longer ago is in nobody's calendar any more.
constexpr int kDaysKept = 60;
constexpr int kTasksAtOnce = 500;

bool IsFixed(placement::State state) {
  return state != placement::State::kSearching && state != placement::State::kProposed &&
         state != placement::State::kScreened;
}

bool IsOwed(const LearningTask& task) {
  return progress::task::IsWithTeacher(task.state) && !task.submissions.empty() &&
         !task.submissions.back().clock.stop_date.has_value();
}

calendar::OwedVerdict ToOwed(const LearningTask& task) {
  return {task.id.value(), task.submissions.back().content.title,
          task.submissions.back().clock.due_date};
}

calendar::Meeting ToMeeting(const progress::checkin::CheckIn& check_in) {
  using progress::checkin::CheckInState;
  return {.id = check_in.id.value(),
          .sequence = check_in.calendar_sequence,
          .start = check_in.start_time,
          .length = absl::Minutes(check_in.arrangement.length_minutes),
          .place = check_in.arrangement.place,
          .is_off = check_in.state == CheckInState::kMissed ||
                    check_in.state == CheckInState::kCancelled};
}

}  // namespace

absl::StatusOr<std::string> AgendasOfHouse::NameOf(const TenantId& tenant, const PersonId& person,
                                                   absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto named,
                            parts_.reader.NamedPersonOf(tenant, person, deadline));
  return named.has_value() ? named->display_name : std::string();
}

absl::StatusOr<calendar::OwnPlacement> AgendasOfHouse::View(const TenantId& tenant,
                                                            const PersonId& person,
                                                            const placement::Placement& placement,
                                                            bool is_contact, absl::Time deadline) {
  calendar::OwnPlacement own{.id = placement.id.value()};
  DRIEHOEK_ASSIGN_OR_RETURN(own.student_name, NameOf(tenant, placement.student, deadline));
  const progress::PlacementId id(placement.id.value());
  DRIEHOEK_ASSIGN_OR_RETURN(const auto fact, parts_.progress_placements.Find(tenant, id, deadline));
  if (!fact.has_value()) return own;
  own.first_day = fact->start_date;
  own.last_day = fact->end_date;
  const bool is_student = placement.student == person;
  if (is_student && !fact->is_final) {
    DRIEHOEK_ASSIGN_OR_RETURN(const progress::task::PolicyFact policy,
                              parts_.programmes.Policy(tenant, fact->programme_variant, deadline));
    own.submit_by = progress::task::SubmitBy(*fact, policy);
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const auto tasks, parts_.tasks.OfPlacement(tenant, id, deadline));
  for (const LearningTask& task : tasks) {
    // A verdict that another teacher owes is no date of the contact person.
    const bool is_anothers = is_contact && !task.teacher.empty() && task.teacher != person;
    if (IsOwed(task) && !is_anothers) own.verdicts.push_back(ToOwed(task));
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const auto check_ins,
                            parts_.check_ins.OfPlacement(tenant, id, deadline));
  for (const progress::checkin::CheckIn& check_in : check_ins) {
    own.meetings.push_back(ToMeeting(check_in));
  }
  return own;
}

absl::Status AgendasOfHouse::AddOwed(const TenantId& tenant, const PersonId& person,
                                     absl::Time deadline, calendar::Agenda& agenda) {
  using progress::task::TaskState;
  const progress::task::TaskQuery query{
      .states = {TaskState::kSubmitted, TaskState::kResubmitted, TaskState::kAdvised},
      .students = std::vector<PersonId>(),
      .teacher = person,
      .limit = kTasksAtOnce};
  DRIEHOEK_ASSIGN_OR_RETURN(const auto listed, parts_.tasks.List(tenant, query, deadline));
  std::vector<calendar::OwnPlacement> others;
  const auto with_id = [](std::vector<calendar::OwnPlacement>& in, const std::string& id) {
    return std::find_if(in.begin(), in.end(), [&](const auto& own) { return own.id == id; });
  };
  for (const LearningTask& task : listed.items) {
    const std::string& id = task.placement.value();
    if (!IsOwed(task) || with_id(agenda.placements, id) != agenda.placements.end()) continue;
    auto found = with_id(others, id);
    if (found == others.end()) {
      calendar::OwnPlacement own{.id = id};
      DRIEHOEK_ASSIGN_OR_RETURN(own.student_name, NameOf(tenant, task.student, deadline));
      others.push_back(std::move(own));
      found = others.end() - 1;
    }
    found->verdicts.push_back(ToOwed(task));
  }
  agenda.placements.insert(agenda.placements.end(), others.begin(), others.end());
  return absl::OkStatus();
}

absl::StatusOr<calendar::Agenda> AgendasOfHouse::Of(const TenantId& tenant, const PersonId& person,
                                                    absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const access::PersonFacts known,
                            parts_.people.Person(tenant, person, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, parts_.reader.Today(tenant, now, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<PersonId> students,
                            parts_.reader.StudentsOf(tenant, person, today, deadline));
  std::vector<PersonId> persons = students;
  persons.push_back(person);
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto placements,
      parts_.placements.OfPersons(tenant, persons, today - kDaysKept, deadline));
  calendar::Agenda agenda{.language = known.language_code.substr(0, 2) == "en"
                                          ? calendar::Language::kEnglish
                                          : calendar::Language::kDutch};
  for (const placement::Placement& placement : placements) {
    const bool is_contact =
        std::find(students.begin(), students.end(), placement.student) != students.end();
    const bool is_supervisor =
        placement.supervisor_person == person && placement::IsShownToEmployer(placement);
    const bool is_own = placement.student == person || is_supervisor || is_contact;
    if (!is_own || !IsFixed(placement.state)) continue;
    DRIEHOEK_ASSIGN_OR_RETURN(
        calendar::OwnPlacement own,
        View(tenant, person, placement, is_contact && !is_supervisor, deadline));
    agenda.placements.push_back(std::move(own));
  }
  DRIEHOEK_RETURN_IF_ERROR(AddOwed(tenant, person, deadline, agenda));
  return agenda;
}

}  // namespace driehoek::server
