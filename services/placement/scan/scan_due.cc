#include "placement/scan/scan_due.h"

#include <utility>

#include "placement/scan/overdue.h"
#include "placement/scan/scan_events.h"
#include "placement/scan/scan_proto.h"

namespace driehoek::placement::scan {
namespace {

constexpr int kAtOnce = 200;

}  // namespace

absl::StatusOr<std::vector<AtWork>> ScanDue::PlacementsAt(const TenantId& tenant, const Scan& scan,
                                                          absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto placements,
      parts_.placements.AtWorkplace(tenant, scan.organisation, scan.workplace, deadline));
  std::vector<AtWork> at_work;
  for (Placement& placement : placements) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto enrolment,
                              parts_.directory.Enrolment(tenant, placement.enrolment, deadline));
    const int phase = enrolment.has_value() ? enrolment->phase : placement.phase;
    at_work.push_back({std::move(placement), phase});
  }
  return at_work;
}

absl::StatusOr<std::optional<ScanChange>> ScanDue::Decide(const TenantId& tenant, const Scan& scan,
                                                          absl::CivilDay today, absl::Time now,
                                                          absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto others, parts_.store.At(tenant, scan.workplace, deadline));
  const bool is_history = IsReplaced(scan, others);
  if (!is_history) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto at_work, PlacementsAt(tenant, scan, deadline));
    if (const auto renewal = RenewalFor(scan, at_work)) {
      DRIEHOEK_ASSIGN_OR_RETURN(
          const auto criteria,
          parts_.criteria.Newest(tenant, scan.programme, renewal->phase, deadline));
      if (auto change = Renew(scan, *renewal, criteria, now)) return change;
    }
  }
  if (auto change = Expire(scan, today, now)) return change;
  if (is_history || !HasOverdue(scan, today)) return std::nullopt;
  return DecideOverdue(tenant, scan, today, now, deadline);
}

absl::StatusOr<std::optional<ScanChange>> ScanDue::DecideOverdue(const TenantId& tenant,
                                                                 const Scan& scan,
                                                                 absl::CivilDay today,
                                                                 absl::Time now,
                                                                 absl::Time deadline) {
  if (auto change = TellOverdue(scan, today, now)) return change;
  DRIEHOEK_ASSIGN_OR_RETURN(const PolicyFact policy,
                            parts_.directory.Policy(tenant, scan.programme_variant, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto criteria,
                            parts_.criteria.Newest(tenant, scan.programme, scan.phase, deadline));
  return ReopenOverdue(scan, policy.signal_working_days, criteria, today, now);
}

absl::StatusOr<bool> ScanDue::Move(const TenantId& tenant, const Scan& scan, absl::CivilDay today,
                                   absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(auto change, Decide(tenant, scan, today, now, deadline));
  if (!change.has_value()) return false;
  change->after.version = scan.version + 1;
  events::CommitPlan plan;
  AddChange(tenant, *change, scan.version, plan);
  plan.audit.push_back(
      {"system", "ScanDue", ScanName(tenant, scan.id), std::string(NameOf(change->after.state))});
  const auto answer = parts_.change_log.Commit(
      tenant, plan, deadline, [&](storage::TenantTransaction& transaction) {
        return SqlScanStore::Put(transaction, change->after);
      });
  // Somebody was first: the next round decides anew.
  if (answer.status().code() == absl::StatusCode::kAborted) return false;
  if (!answer.ok()) return answer.status();
  return true;
}

absl::StatusOr<int> ScanDue::MoveAll(const TenantId& tenant, absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today,
                            parts_.directory.Today(tenant, now, deadline));
  int moved = 0;
  ScanId after;
  while (true) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto page,
                              parts_.store.Movable(tenant, after, kAtOnce, deadline));
    for (const Scan& scan : page) {
      DRIEHOEK_ASSIGN_OR_RETURN(const bool did, Move(tenant, scan, today, now, deadline));
      moved += did ? 1 : 0;
    }
    if (page.size() < kAtOnce) return moved;
    after = page.back().id;
  }
}

absl::StatusOr<int> ScanDue::MoveAt(const TenantId& tenant, const WorkplaceId& workplace,
                                    absl::Time now, absl::Time deadline) {
  if (workplace.empty()) return 0;
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today,
                            parts_.directory.Today(tenant, now, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto scans, parts_.store.At(tenant, workplace, deadline));
  int moved = 0;
  for (const Scan& scan : scans) {
    DRIEHOEK_ASSIGN_OR_RETURN(const bool did, Move(tenant, scan, today, now, deadline));
    moved += did ? 1 : 0;
  }
  return moved;
}

absl::StatusOr<int> ScanDue::MoveOfEnrolment(const TenantId& tenant, const EnrolmentId& id,
                                             absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto enrolment, parts_.directory.Enrolment(tenant, id, deadline));
  if (!enrolment.has_value()) return 0;
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today,
                            parts_.directory.Today(tenant, now, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto placements,
      parts_.placements.OfPersons(tenant, {enrolment->student}, today, deadline));
  int moved = 0;
  for (const Placement& placement : placements) {
    if (placement.enrolment != id) continue;
    DRIEHOEK_ASSIGN_OR_RETURN(const int did, MoveAt(tenant, placement.workplace, now, deadline));
    moved += did;
  }
  return moved;
}

absl::StatusOr<int> ScanDue::MoveOfPlacement(const TenantId& tenant, const PlacementId& id,
                                             absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto placement, parts_.placements.Find(tenant, id, deadline));
  if (!placement.has_value()) return 0;
  return MoveAt(tenant, placement->workplace, now, deadline);
}

}  // namespace driehoek::placement::scan
