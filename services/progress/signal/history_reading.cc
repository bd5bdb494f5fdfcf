#include "progress/signal/history_reading.h"

#include <algorithm>

#include "shared/base/errors.h"

namespace driehoek::progress::signal {
namespace {

// Pulses of so many periods are read: more in a row say nothing more.
constexpr int kPeriods = 6;

}  // namespace

absl::StatusOr<HistoryReading::Page> HistoryReading::Of(
    const TenantId& tenant, const std::vector<RunningPlacement>& placements, absl::CivilDay today,
    absl::Time deadline) const {
  Page page;
  if (placements.empty()) return page;
  page.histories.resize(placements.size());
  std::map<VariantId, PolicyFact> policies;
  int longest_weeks = 1;
  for (std::size_t i = 0; i < placements.size(); ++i) {
    page.histories[i].start_date = placements[i].start_date;
    const VariantId& variant = placements[i].programme_variant;
    if (!policies.contains(variant)) {
      DRIEHOEK_ASSIGN_OR_RETURN(policies[variant],
                                parts_.programmes.Policy(tenant, variant, deadline));
    }
    page.policies.push_back(policies[variant]);
    longest_weeks = std::max(longest_weeks, policies[variant].pulse_interval_weeks);
  }
  DRIEHOEK_RETURN_IF_ERROR(
      parts_.contacts.AddTo(tenant, placements, today, page.histories, deadline));
  DRIEHOEK_RETURN_IF_ERROR(parts_.rhythms.AddTo(
      tenant, placements, today - longest_weeks * 7 * kPeriods, page.histories, deadline));
  DRIEHOEK_RETURN_IF_ERROR(
      parts_.verdicts.AddTo(tenant, placements, today, page.histories, deadline));
  DRIEHOEK_RETURN_IF_ERROR(
      parts_.running.AddTo(tenant, placements, today, page.histories, deadline));
  return page;
}

}  // namespace driehoek::progress::signal
