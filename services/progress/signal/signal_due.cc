#include "progress/signal/signal_due.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "progress/signal/signal_events.h"
#include "progress/signal/signal_proto.h"
#include "progress/signal/signal_rules.h"
#include "shared/base/errors.h"

namespace driehoek::progress::signal {
namespace {

constexpr int kAtOnce = 500;

// What is known already of the computed signals of one placement.
struct Known {
  std::vector<const Signal*> open;
  std::vector<const Settled*> settled;
};

const Signal* OpenAbout(const Known& known, const Finding& finding) {
  for (const Signal* signal : known.open) {
    if (IsAbout(*signal, finding)) return signal;
  }
  return nullptr;
}

std::optional<absl::CivilDay> SettledAbout(const Known& known, const Finding& finding) {
  for (const Settled* settled : known.settled) {
    if (settled->kind == finding.kind && settled->edge == finding.edge) {
      return settled->newest_fact;
    }
  }
  return std::nullopt;
}

// What the open signals become, when anything.
std::vector<SignalChange> Refreshed(const Known& known, const std::vector<Finding>& findings,
                                    absl::Time now) {
  std::vector<SignalChange> changes;
  for (const Signal* signal : known.open) {
    const auto about = std::find_if(findings.begin(), findings.end(), [&](const Finding& finding) {
      return IsAbout(*signal, finding);
    });
    auto change = Refresh(*signal, about == findings.end() ? nullptr : &*about, now);
    if (change.has_value()) changes.push_back(*std::move(change));
  }
  return changes;
}

std::vector<PlacementId> IdsOf(const std::vector<RunningPlacement>& placements) {
  std::vector<PlacementId> ids;
  ids.reserve(placements.size());
  for (const RunningPlacement& placement : placements) ids.push_back(placement.id);
  return ids;
}

}  // namespace

absl::StatusOr<bool> SignalDue::Commit(const TenantId& tenant, SignalChange change,
                                       absl::Time deadline) const {
  const std::int64_t before = change.after.version++;
  events::CommitPlan plan;
  AddChange(tenant, change, before, plan);
  plan.audit.push_back({"system", "SignalDue", SignalName(tenant, change.after.id),
                        std::string(NameOf(change.after.kind))});
  const auto answer = parts_.change_log.Commit(
      tenant, plan, deadline, [&](storage::TenantTransaction& transaction) {
        return SqlSignalStore::Put(transaction, change.after);
      });
  // Another process raised or changed it: the next round decides anew.
  if (answer.status().code() == absl::StatusCode::kAborted) return false;
  if (ReasonOf(answer.status()) == "UNIQUE_VIOLATION") return false;
  if (!answer.ok()) return answer.status();
  return true;
}

absl::StatusOr<int> SignalDue::LookAtPage(const TenantId& tenant,
                                          const std::vector<RunningPlacement>& placements,
                                          absl::CivilDay today, absl::Time now,
                                          absl::Time deadline) const {
  if (placements.empty()) return 0;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto page,
                            parts_.histories.Of(tenant, placements, today, deadline));
  const auto ids = IdsOf(placements);
  DRIEHOEK_ASSIGN_OR_RETURN(const auto open, parts_.store.OpenOn(tenant, ids, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto settled, parts_.store.SettledOn(tenant, ids, deadline));
  std::map<PlacementId, Known> known;
  for (const Signal& signal : open) known[signal.placement].open.push_back(&signal);
  for (const Settled& one : settled) known[one.placement].settled.push_back(&one);
  int moved = 0;
  for (std::size_t i = 0; i < placements.size(); ++i) {
    const RunningPlacement& placement = placements[i];
    const Known& here = known[placement.id];
    auto findings = FindingsOf(page.histories[i], page.policies[i], today);
    for (SignalChange& change : Refreshed(here, findings, now)) {
      DRIEHOEK_ASSIGN_OR_RETURN(const bool did, Commit(tenant, std::move(change), deadline));
      moved += did ? 1 : 0;
    }
    std::optional<Subject> subject;
    for (Finding& finding : findings) {
      if (OpenAbout(here, finding) != nullptr || !IsNew(finding, SettledAbout(here, finding))) {
        continue;
      }
      if (!subject.has_value()) {
        DRIEHOEK_ASSIGN_OR_RETURN(
            const ContactFact contact,
            parts_.directory.ContactOn(tenant, placement.student, today, deadline));
        subject = {placement.id, placement.student, placement.programme, contact.teacher};
      }
      SignalChange change = RaiseComputed(SignalId(parts_.ids.NewId()), *subject,
                                          std::move(finding), page.policies[i], today, now);
      DRIEHOEK_ASSIGN_OR_RETURN(const bool did, Commit(tenant, std::move(change), deadline));
      moved += did ? 1 : 0;
    }
  }
  return moved;
}

absl::StatusOr<int> SignalDue::LetGo(const TenantId& tenant, const std::vector<Signal>& open,
                                     absl::Time now, absl::Time deadline) const {
  int moved = 0;
  for (const Signal& signal : open) {
    auto change = Refresh(signal, nullptr, now);
    if (!change.has_value()) continue;
    DRIEHOEK_ASSIGN_OR_RETURN(const bool did, Commit(tenant, *std::move(change), deadline));
    moved += did ? 1 : 0;
  }
  return moved;
}

absl::StatusOr<int> SignalDue::LookAtAll(const TenantId& tenant, absl::Time now,
                                         absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today,
                            parts_.directory.Today(tenant, now, deadline));
  int moved = 0;
  std::set<PlacementId> running;
  RunningQuery query{.limit = kAtOnce};
  do {
    DRIEHOEK_ASSIGN_OR_RETURN(const RunningPage page, parts_.running.Find(tenant, query, deadline));
    for (const RunningPlacement& placement : page.items) running.insert(placement.id);
    DRIEHOEK_ASSIGN_OR_RETURN(const int of_page,
                              LookAtPage(tenant, page.items, today, now, deadline));
    moved += of_page;
    query.cursor = page.next_cursor;
  } while (!query.cursor.empty());
  SignalId after;
  while (true) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto current,
                              parts_.store.Current(tenant, after, kAtOnce, deadline));
    std::vector<Signal> over;
    for (const Signal& signal : current) {
      if (!running.contains(signal.placement)) over.push_back(signal);
    }
    DRIEHOEK_ASSIGN_OR_RETURN(const int let_go, LetGo(tenant, over, now, deadline));
    moved += let_go;
    if (current.size() < kAtOnce) return moved;
    after = current.back().id;
  }
}

absl::StatusOr<int> SignalDue::LookAt(const TenantId& tenant,
                                      const std::vector<PlacementId>& placements, absl::Time now,
                                      absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today,
                            parts_.directory.Today(tenant, now, deadline));
  int moved = 0;
  for (std::size_t begin = 0; begin < placements.size(); begin += kAtOnce) {
    const std::size_t end = std::min(begin + kAtOnce, placements.size());
    const std::vector<PlacementId> some(placements.begin() + static_cast<std::ptrdiff_t>(begin),
                                        placements.begin() + static_cast<std::ptrdiff_t>(end));
    DRIEHOEK_ASSIGN_OR_RETURN(
        const RunningPage page,
        parts_.running.Find(tenant, {.placements = some, .limit = kAtOnce}, deadline));
    DRIEHOEK_ASSIGN_OR_RETURN(const int of_page,
                              LookAtPage(tenant, page.items, today, now, deadline));
    moved += of_page;
    std::set<PlacementId> over(some.begin(), some.end());
    for (const RunningPlacement& placement : page.items) over.erase(placement.id);
    DRIEHOEK_ASSIGN_OR_RETURN(const auto open,
                              parts_.store.OpenOn(tenant, {over.begin(), over.end()}, deadline));
    DRIEHOEK_ASSIGN_OR_RETURN(const int let_go, LetGo(tenant, open, now, deadline));
    moved += let_go;
  }
  return moved;
}

absl::StatusOr<int> SignalDue::PassTime(const TenantId& tenant, absl::Time now,
                                        absl::Time deadline) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today,
                            parts_.directory.Today(tenant, now, deadline));
  int moved = 0;
  SignalId after;
  while (true) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto page,
                              parts_.store.Unacknowledged(tenant, today, after, kAtOnce, deadline));
    for (const Signal& signal : page) {
      auto change = signal::PassTime(signal, today, now);
      if (!change.has_value()) continue;
      DRIEHOEK_ASSIGN_OR_RETURN(const bool did, Commit(tenant, *std::move(change), deadline));
      moved += did ? 1 : 0;
    }
    if (page.size() < kAtOnce) return moved;
    after = page.back().id;
  }
}

}  // namespace driehoek::progress::signal
