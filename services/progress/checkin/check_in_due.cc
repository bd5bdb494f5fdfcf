#include "progress/checkin/check_in_due.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "progress/checkin/check_in_events.h"
#include "progress/checkin/check_in_proto.h"
#include "shared/base/errors.h"

namespace driehoek::progress::checkin {
namespace {

constexpr int kAtOnce = 200;
// More check-ins ahead of one teacher than there are hours in a term.
constexpr int kMostTaken = 2000;

}  // namespace

absl::StatusOr<CheckInDue::Moment> CheckInDue::At(const TenantId& tenant, absl::Time now,
                                                  absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::TimeZone zone, parts_.institution.Zone(tenant, deadline));
  return Moment{now, absl::ToCivilDay(now, zone), zone, deadline};
}

absl::StatusOr<bool> CheckInDue::Store(const TenantId& tenant,
                                       const std::vector<PlannedChange>& changes, const Plan* plan,
                                       absl::Time deadline) const {
  events::CommitPlan commit;
  std::vector<CheckIn> rows;
  for (const PlannedChange& planned : changes) {
    AddChange(tenant, planned.change, planned.before, commit);
    commit.audit.push_back({"system", "CheckInDue", CheckInName(tenant, planned.change.after.id),
                            std::string(NameOf(planned.change.after.state))});
    rows.push_back(planned.change.after);
    rows.back().version = planned.before + 1;
  }
  if (plan != nullptr) commit.writes.push_back({PlanName(tenant, plan->placement), plan->version});
  const auto answer = parts_.change_log.Commit(
      tenant, commit, deadline, [&](storage::TenantTransaction& transaction) -> absl::Status {
        for (const CheckIn& row : rows) {
          DRIEHOEK_RETURN_IF_ERROR(SqlCheckInStore::Put(transaction, row));
        }
        if (plan == nullptr) return absl::OkStatus();
        Plan after = *plan;
        ++after.version;
        return SqlCheckInStore::Put(transaction, after);
      });
  const absl::StatusCode code = answer.status().code();
  // A plan that two made at once: the name of one is taken.
  if (code == absl::StatusCode::kAborted || code == absl::StatusCode::kAlreadyExists) return false;
  if (!answer.ok()) return answer.status();
  return true;
}

absl::StatusOr<bool> CheckInDue::Move(const TenantId& tenant, const CheckIn& check_in,
                                      const Moment& moment) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto placement,
                            parts_.placements.Find(tenant, check_in.placement, moment.deadline));
  if (!placement.has_value()) return false;
  auto change = PassTime(check_in, *placement, moment.today, moment.now);
  if (!change.has_value()) return false;
  return Store(tenant, {{*std::move(change), check_in.version}}, nullptr, moment.deadline);
}

absl::StatusOr<int> CheckInDue::Run(const TenantId& tenant, absl::Time now,
                                    absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Moment moment, At(tenant, now, deadline));
  int moved = 0;
  CheckInId after;
  while (true) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const auto page, parts_.store.ToLookAt(tenant, moment.today, after, kAtOnce, deadline));
    for (const CheckIn& check_in : page) {
      DRIEHOEK_ASSIGN_OR_RETURN(const bool did, Move(tenant, check_in, moment));
      moved += did ? 1 : 0;
    }
    if (page.size() < kAtOnce) return moved;
    after = page.back().id;
  }
}

absl::StatusOr<std::vector<Taken>> CheckInDue::TakenOf(const TenantId& tenant,
                                                       const PlacementFact& placement,
                                                       const Moment& moment) const {
  std::vector<Taken> taken;
  const absl::CivilDay day = std::max(moment.today, placement.start_date);
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ContactFact contact,
      parts_.directory.ContactOn(tenant, placement.student, day, moment.deadline));
  if (contact.teacher.value().empty()) return taken;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto students,
      parts_.institution.StudentsOf(tenant, contact.teacher, day, moment.deadline));
  CheckInQuery query{
      .states = {CheckInState::kPlanned, CheckInState::kInvited, CheckInState::kViewsOpen},
      .from = absl::FromCivil(moment.today, moment.zone),
      .teachers = {{students, contact.teacher}},
      .limit = kMostTaken};
  DRIEHOEK_ASSIGN_OR_RETURN(const ListedCheckIns listed,
                            parts_.store.List(tenant, query, moment.deadline));
  for (const CheckIn& other : listed.items) {
    if (other.placement == placement.id) continue;
    taken.push_back(
        {other.start_time, other.start_time + absl::Minutes(other.arrangement.length_minutes)});
  }
  return taken;
}

absl::StatusOr<bool> CheckInDue::MakePlan(const TenantId& tenant, const PlacementFact& placement,
                                          const Moment& moment) const {
  if (!placement.is_running && !placement.is_final) return false;
  DRIEHOEK_ASSIGN_OR_RETURN(Plan plan, parts_.store.PlanOf(tenant, placement.id, moment.deadline));
  if (plan.version == 0) {
    if (placement.is_final) return false;
    plan.first_plan_date = moment.today;
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PolicyFact policy,
      parts_.programmes.Policy(tenant, placement.programme_variant, moment.deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto in_force,
                            parts_.agreements.InForceSince(tenant, placement.id, moment.deadline));
  Period period{.start_date = placement.start_date,
                .end_date = placement.end_date,
                .agreement_date = std::nullopt,
                .first_plan_date = plan.first_plan_date,
                .today = moment.today};
  if (in_force.has_value()) period.agreement_date = absl::ToCivilDay(*in_force, moment.zone);
  const std::string made_for = placement.is_final ? "over" : SummaryOf(period, policy);
  if (made_for == plan.made_for) return false;
  plan.made_for = made_for;
  std::vector<Proposal> proposals;
  std::vector<Taken> taken;
  if (!placement.is_final) {
    proposals = Propose(period, policy);
    DRIEHOEK_ASSIGN_OR_RETURN(taken, TakenOf(tenant, placement, moment));
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const auto existing,
                            parts_.store.OfPlacement(tenant, placement.id, moment.deadline));
  const std::vector<PlannedChange> changes =
      Replan(existing, proposals, placement, std::move(taken), moment.today, moment.now,
             moment.zone, [this] { return parts_.ids.NewId(); });
  return Store(tenant, changes, &plan, moment.deadline);
}

absl::StatusOr<int> CheckInDue::PlanAll(const TenantId& tenant, absl::Time now,
                                        absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Moment moment, At(tenant, now, deadline));
  int changed = 0;
  PlacementId after;
  while (true) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto page,
                              parts_.running.After(tenant, after, kAtOnce, deadline));
    for (const PlacementFact& placement : page) {
      DRIEHOEK_ASSIGN_OR_RETURN(const bool did, MakePlan(tenant, placement, moment));
      changed += did ? 1 : 0;
    }
    if (page.empty()) return changed;
    after = page.back().id;
  }
}

absl::StatusOr<bool> CheckInDue::PlanOne(const TenantId& tenant, const PlacementId& id,
                                         absl::Time now, absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Moment moment, At(tenant, now, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto placement, parts_.placements.Find(tenant, id, deadline));
  if (!placement.has_value()) return false;
  return MakePlan(tenant, *placement, moment);
}

}  // namespace driehoek::progress::checkin
