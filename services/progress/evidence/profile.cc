#include "progress/evidence/profile.h"

#include <algorithm>
#include <map>
#include <set>

namespace driehoek::progress::evidence {
namespace {

template <typename T>
bool Contains(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

bool IsProved(ItemState state) {
  return state == ItemState::kConfirmed || state == ItemState::kUsed;
}

std::string KindOf(const Content& content) {
  return content.file.has_value() ? content.file->content_type : std::string(NameOf(content.kind));
}

void Count(const EvidenceItem& item, ProgressRow& row) {
  switch (item.state) {
    case ItemState::kConfirmed:
    case ItemState::kUsed:
      ++row.confirmed;
      return;
    case ItemState::kConfirmationRequested:
      ++row.requested;
      return;
    case ItemState::kLinked:
      ++row.linked;
      return;
    case ItemState::kUnverified:
      ++row.unverified;
      return;
    case ItemState::kDisputed:
      ++row.disputed;
      return;
    case ItemState::kAdded:
    case ItemState::kArchived:
      return;
  }
}

}  // namespace

int PercentOf(const Score& score) {
  return score.out_of == 0 ? 0 : std::min(score.have * 100 / score.out_of, 100);
}

Profile ProfileOf(const std::vector<EvidenceItem>& items, const std::vector<Outcome>& meant,
                  const PlacementFact& placement,
                  const std::function<absl::CivilDay(absl::Time)>& day_of) {
  Profile profile;
  std::set<std::string> kinds;
  std::map<std::string, int> of_outcome;
  int proved = 0;
  int during = 0;
  for (const EvidenceItem& item : items) {
    if (item.state == ItemState::kArchived) continue;
    ++profile.item_count;
    const Version& newest = item.versions.back();
    kinds.insert(KindOf(newest.content));
    if (IsProved(item.state)) ++proved;
    const absl::CivilDay day = day_of(newest.time);
    if (placement.start_date <= day && day <= placement.end_date) ++during;
    for (const std::string& code : item.outcome_codes) ++of_outcome[code];
  }
  int covered = 0;
  int pairs = 0;
  for (const Outcome& outcome : meant) {
    const int count = of_outcome[outcome.code];
    if (count > 0) ++covered;
    pairs += std::min(count, kEnoughForOne);
  }
  const auto outcomes = static_cast<int>(meant.size());
  profile.scores = {
      {Criterion::kVariation, std::min(static_cast<int>(kinds.size()), kEnoughKinds), kEnoughKinds},
      {Criterion::kRelevance, covered, outcomes},
      {Criterion::kAuthenticity, proved, profile.item_count},
      {Criterion::kActuality, during, profile.item_count},
      {Criterion::kQuantity, pairs, outcomes * kEnoughForOne}};
  return profile;
}

std::vector<ProgressRow> ProgressOf(const std::vector<EvidenceItem>& items,
                                    const std::vector<TaskFact>& tasks,
                                    const std::vector<Outcome>& meant) {
  std::vector<ProgressRow> rows;
  for (const Outcome& outcome : meant) {
    ProgressRow row{.outcome = outcome};
    for (const EvidenceItem& item : items) {
      if (Contains(item.outcome_codes, outcome.code)) Count(item, row);
    }
    for (const TaskFact& task : tasks) {
      if (!Contains(task.outcome_codes, outcome.code)) continue;
      ++row.tasks;
      if (task.is_closed) ++row.closed_tasks;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace driehoek::progress::evidence
