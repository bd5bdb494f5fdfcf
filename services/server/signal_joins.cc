#include "server/signal_joins.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "shared/auth/rights.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::server {
namespace {

using progress::signal::Edge;
using progress::signal::PlacementHistory;
using progress::signal::RunningPlacement;

progress::signal::RunningPlacement ToRunning(const placement::Placement& placement) {
  return {.id = progress::PlacementId(placement.id.value()),
          .student = placement.student,
          .programme = progress::ProgrammeId(placement.programme.value()),
          .programme_variant = progress::VariantId(placement.programme_variant.value()),
          .supervisor_person = placement.supervisor_person,
          .start_date = placement.start_date,
          .end_date = placement.end_date};
}

template <typename Ids>
std::vector<placement::PlacementId> ToPlacementIds(const Ids& ids) {
  std::vector<placement::PlacementId> result;
  result.reserve(ids.size());
  for (const auto& id : ids) result.emplace_back(id.value());
  return result;
}

std::vector<progress::PlacementId> IdsOf(const std::vector<RunningPlacement>& placements) {
  std::vector<progress::PlacementId> ids;
  ids.reserve(placements.size());
  for (const RunningPlacement& placement : placements) ids.push_back(placement.id);
  return ids;
}

// Where the history of each placement stands, by its id.
template <typename Placements>
std::map<std::string, PlacementHistory*> ByPlacement(const Placements& placements,
                                                     Histories& histories) {
  std::map<std::string, PlacementHistory*> by_placement;
  for (std::size_t i = 0; i < placements.size(); ++i) {
    by_placement[placements[i].id.value()] = &histories[i];
  }
  return by_placement;
}

void MakeLater(std::optional<absl::CivilDay>& day, absl::CivilDay other) {
  if (!day.has_value() || *day < other) day = other;
}

}  // namespace

absl::StatusOr<progress::signal::RunningPage> RunningOfPlacements::Find(
    const TenantId& tenant, const progress::signal::RunningQuery& query, absl::Time deadline) {
  placement::RunningQuery of_store{.students = query.students,
                                   .limit = query.limit,
                                   .after = placement::PlacementId(query.cursor)};
  if (query.placements) of_store.placements = ToPlacementIds(*query.placements);
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found, store_.Running(tenant, of_store, deadline));
  progress::signal::RunningPage page;
  for (const placement::Placement& placement : found) page.items.push_back(ToRunning(placement));
  if (static_cast<int>(found.size()) == query.limit) page.next_cursor = found.back().id.value();
  return page;
}

absl::StatusOr<std::vector<progress::Labels>> RunningOfPlacements::LabelsOf(
    const TenantId& tenant, const std::vector<progress::PlacementId>& placements,
    absl::CivilDay today, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                            store_.OfIds(tenant, ToPlacementIds(placements), deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(auto labels, facts_.LabelsOf(tenant, found, today, deadline));
  std::map<std::string, progress::Labels> by_placement;
  for (std::size_t i = 0; i < found.size(); ++i) {
    by_placement[found[i].id.value()] = {.student = std::move(labels[i].student),
                                         .programme = std::move(labels[i].programme),
                                         .organisation = std::move(labels[i].organisation),
                                         .supervisor = std::move(labels[i].supervisor),
                                         .contact_person = std::move(labels[i].contact_person)};
  }
  std::vector<progress::Labels> in_order;
  for (const auto& id : placements) in_order.push_back(by_placement[id.value()]);
  return in_order;
}

absl::Status RunningOfPlacements::AddTo(const TenantId& tenant,
                                        const std::vector<RunningPlacement>& placements,
                                        absl::CivilDay today, Histories& histories,
                                        absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                            store_.OfIds(tenant, ToPlacementIds(IdsOf(placements)), deadline));
  // By id, whatever order they came in.
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < placements.size(); ++i) places[placements[i].id.value()] = i;
  std::vector<placement::Placement> in_order(placements.size());
  for (const placement::Placement& placement : found) {
    in_order[places[placement.id.value()]] = placement;
  }
  DRIEHOEK_RETURN_IF_ERROR(AddScans(tenant, in_order, today, histories, deadline));
  DRIEHOEK_RETURN_IF_ERROR(AddCommitments(tenant, in_order, histories, deadline));
  return AddLoads(tenant, in_order, today, histories, deadline);
}

absl::Status RunningOfPlacements::AddScans(const TenantId& tenant,
                                           const std::vector<placement::Placement>& placements,
                                           absl::CivilDay today, Histories& histories,
                                           absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto expired,
                            scans_.Expired(tenant, placements, today, deadline));
  if (expired.empty()) return absl::OkStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::TimeZone zone, reader_.Zone(tenant, deadline));
  const auto by_placement = ByPlacement(placements, histories);
  for (const auto& scan : expired) {
    PlacementHistory& history = *by_placement.at(scan.placement.value());
    history.expired_scan = MakeName(tenant, "workplaceScans", scan.scan.value());
    history.scan_valid_until = scan.valid_until;
    const bool is_over = scan.valid_until.has_value() && *scan.valid_until < today;
    history.scan_expired_since =
        is_over ? *scan.valid_until + 1 : absl::ToCivilDay(scan.update_time, zone);
  }
  return absl::OkStatus();
}

absl::Status RunningOfPlacements::AddCommitments(
    const TenantId& tenant, const std::vector<placement::Placement>& placements,
    Histories& histories, absl::Time deadline) const {
  std::vector<agreement::PlacementId> ids;
  for (const placement::Placement& placement : placements) ids.emplace_back(placement.id.value());
  DRIEHOEK_ASSIGN_OR_RETURN(const auto broken, commitments_.Of(tenant, ids, deadline));
  if (broken.empty()) return absl::OkStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::TimeZone zone, reader_.Zone(tenant, deadline));
  const auto by_placement = ByPlacement(placements, histories);
  for (const auto& one : broken) {
    PlacementHistory& history = *by_placement.at(one.placement.value());
    history.agreement = MakeName(tenant, "agreements", one.agreement.value());
    history.broken_commitments = one.count;
    history.last_broken = absl::ToCivilDay(one.last_time, zone);
  }
  return absl::OkStatus();
}

absl::Status RunningOfPlacements::AddLoads(const TenantId& tenant,
                                           const std::vector<placement::Placement>& placements,
                                           absl::CivilDay today, Histories& histories,
                                           absl::Time deadline) const {
  std::set<placement::SupervisorId> supervisors;
  for (const placement::Placement& placement : placements) {
    if (!placement.supervisor.empty()) supervisors.insert(placement.supervisor);
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto loads,
      store_.LoadsOf(tenant, {supervisors.begin(), supervisors.end()}, today, deadline));
  std::map<placement::SupervisorId, const placement::SupervisorLoad*> by_supervisor;
  for (const auto& load : loads) by_supervisor[load.supervisor] = &load;
  for (std::size_t i = 0; i < placements.size(); ++i) {
    const auto load = by_supervisor.find(placements[i].supervisor);
    if (load == by_supervisor.end()) continue;
    histories[i].supervisor_students = load->second->student_count;
    histories[i].newest_student_since = load->second->newest_start;
  }
  return absl::OkStatus();
}

absl::Status RhythmsOfStores::AddTo(const TenantId& tenant,
                                    const std::vector<RunningPlacement>& placements,
                                    absl::CivilDay since, Histories& histories,
                                    absl::Time deadline) {
  const auto ids = IdsOf(placements);
  const auto by_placement = ByPlacement(placements, histories);
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::TimeZone zone, reader_.Zone(tenant, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto pulses, pulses_.Since(tenant, ids, since, deadline));
  for (const auto& pulse : pulses) {
    PlacementHistory& history = *by_placement.at(pulse.placement.value());
    const bool is_students = pulse.party == progress::rhythm::Party::kStudent;
    (is_students ? history.student_pulses : history.supervisor_pulses)
        .push_back({pulse.period.first, pulse.period.last, pulse.learning_share, pulse.mood,
                    pulse.too_little_time});
    if (!is_students) {
      MakeLater(history.last_contact[Edge::kStudentWorkplace], pulse.answer_date);
    }
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const auto judged, hours_.Judged(tenant, ids, deadline));
  for (const auto& one : judged) {
    MakeLater(by_placement.at(one.placement.value())->last_contact[Edge::kStudentWorkplace],
              absl::ToCivilDay(one.time, zone));
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const auto shifts, shifts_.Count(tenant, ids, deadline));
  for (const auto& one : shifts) {
    PlacementHistory& history = *by_placement.at(one.placement.value());
    history.shift_count = one.count;
    history.last_shift = absl::ToCivilDay(one.last_time, zone);
  }
  return absl::OkStatus();
}

absl::Status VerdictsOfTasks::AddTo(const TenantId& tenant,
                                    const std::vector<RunningPlacement>& placements,
                                    absl::CivilDay today, Histories& histories,
                                    absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto owed, owed_.Of(tenant, IdsOf(placements), deadline));
  const auto by_placement = ByPlacement(placements, histories);
  for (const auto& verdict : owed) {
    by_placement.at(verdict.placement.value())
        ->verdicts.push_back({MakeName(tenant, "learningTasks", verdict.task.value()),
                              verdict.title, verdict.clock.due_date,
                              progress::task::LateWorkingDays(verdict.clock, today)});
  }
  return absl::OkStatus();
}

absl::StatusOr<progress::signal::PolicyFact> ProgrammesOfSignals::Policy(
    const TenantId& tenant, const progress::VariantId& variant, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto facts,
      reader_.VariantOf(tenant, directory::ProgrammeVariantId(variant.value()), deadline));
  if (!facts.has_value()) return auth::NotFound();
  const directory::PolicySet& set = facts->policy;
  progress::signal::PolicyFact policy{
      .pulse_interval_weeks = set.pulse_interval_weeks,
      .learning_share_alert_percent = set.learning_share_alert_percent,
      .deadline_shift_alert = set.deadline_shift_alert,
      .verdict_manager_days = set.verdict_manager_days,
      .max_students_per_supervisor = set.max_students_per_supervisor,
      .attention_minutes_per_week = set.attention_minutes_per_week,
      .signal_working_days = set.signal_working_days};
  policy.silence_weeks[Edge::kProgrammeWorkplace] = set.silence_programme_workplace_weeks;
  policy.silence_weeks[Edge::kProgrammeStudent] = set.silence_programme_student_weeks;
  policy.silence_weeks[Edge::kStudentWorkplace] = set.silence_student_workplace_weeks;
  return policy;
}

absl::StatusOr<std::optional<progress::PlacementId>> ContinuationsOfRoutes::PlacementOf(
    const TenantId& tenant, const progress::signal::RouteId& route, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto found,
      store_.Find(tenant, placement::continuation::RouteId(route.value()), deadline));
  if (!found.has_value()) return std::nullopt;
  return progress::PlacementId(found->placement.value());
}

}  // namespace driehoek::server
