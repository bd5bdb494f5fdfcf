#include "server/scan_news.h"

#include "absl/strings/str_cat.h"
#include "placement/scan/scan_proto.h"
#include "shared/auth/rights.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::server {

absl::StatusOr<notify::ScanNews> NewsOfScans::Of(const TenantId& tenant, absl::string_view name,
                                                 absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, placement::scan::kScanPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto scan,
                            scans_.Find(tenant, placement::scan::ScanId(parsed.id()), deadline));
  if (!scan.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reader_.Today(tenant, now, deadline));
  notify::ScanNews news;
  for (const placement::scan::Condition& condition : scan->conditions) {
    const bool is_overdue = condition.due_date < today && !condition.done_time.has_value();
    if (is_overdue)
      news.actions.push_back(absl::StrCat(condition.action, " (", condition.owner, ")"));
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto place,
      reader_.WorkplaceOf(tenant, directory::WorkplaceId(scan->workplace.value()), deadline));
  if (place.has_value()) {
    news.organisation_name = place->organisation.display_name;
    news.workplace_name = place->workplace.display_name;
  }
  DRIEHOEK_ASSIGN_OR_RETURN(news.offices, roles_.HoldersOf(tenant, auth::Role::kPracticeOffice,
                                                           scan->programme.value(), deadline));
  return news;
}

}  // namespace driehoek::server
