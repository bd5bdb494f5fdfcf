#include "server/register_snapshots.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "shared/base/errors.h"
#include "shared/base/folded.h"

namespace driehoek::server {
namespace {

using placement::continuation::kNothing;
using placement::continuation::Register;
using placement::continuation::ScanFound;

// Many: workplaces of all organisations together have no index in this order, so each page sorts
// them all.
constexpr int kAtOnce = 50'000;
constexpr int kEventsAtOnce = 500;
constexpr absl::Duration kKept = absl::Hours(1);
constexpr absl::Duration kLongestFirstRead = absl::Minutes(1);

using Numbers = absl::flat_hash_map<std::string, std::uint32_t>;

std::uint32_t NumberOf(Numbers& words, const std::string& word) {
  const std::string folded = Folded(word);
  if (folded.empty()) return kNothing;
  return words.try_emplace(folded, static_cast<std::uint32_t>(words.size())).first->second;
}

// Every row of one kind, page by page.
template <typename V, typename Take>
absl::Status ForEach(const directory::SqlDirectoryStore& store, const TenantId& tenant,
                     absl::Time deadline, Take&& take) {
  directory::ListQuery query{.limit = kAtOnce};
  do {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto page, store.List<V>(tenant, query, deadline));
    for (const V& value : page.items) take(value);
    query.cursor = page.next_cursor;
  } while (!query.cursor.empty());
  return absl::OkStatus();
}

// Fills a register step by step; later steps use what earlier ones found.
class Reader {
 public:
  Reader(const RegisterSnapshots::Parts& parts, const TenantId& tenant, absl::Time now,
         absl::Time deadline)
      : parts_(parts), tenant_(tenant), now_(now), deadline_(deadline) {}

  absl::StatusOr<Register> Read() {
    DRIEHOEK_RETURN_IF_ERROR(ReadOrganisations());
    DRIEHOEK_RETURN_IF_ERROR(ReadWorkplaces());
    DRIEHOEK_RETURN_IF_ERROR(ReadAttention());
    DRIEHOEK_RETURN_IF_ERROR(ReadScans());
    DRIEHOEK_RETURN_IF_ERROR(ForEach<directory::Programme>(
        parts_.directory, tenant_, deadline_, [&](const directory::Programme& programme) {
          all_.programme_sectors[programme.id.value()] = programme.sector;
        }));
    return std::move(all_);
  }

 private:
  absl::Status ReadOrganisations() {
    std::vector<directory::Organisation> organisations;
    DRIEHOEK_RETURN_IF_ERROR(ForEach<directory::Organisation>(
        parts_.directory, tenant_, deadline_, [&](const directory::Organisation& organisation) {
          organisations.push_back(organisation);
        }));
    std::sort(organisations.begin(), organisations.end(),
              [](const auto& a, const auto& b) { return a.id.value() < b.id.value(); });
    for (const directory::Organisation& organisation : organisations) {
      organisation_by_id_[organisation.id.value()] =
          static_cast<std::uint32_t>(all_.organisation_ids.size());
      all_.organisation_ids.push_back(organisation.id.value());
      all_.organisation_names.push_back(organisation.display_name);
      sector_of_organisation_.push_back(NumberOf(all_.sectors, organisation.sector));
    }
    all_.supervisors.resize(organisations.size());
    all_.students_there.resize(organisations.size());
    return ForEach<directory::Establishment>(parts_.directory, tenant_, deadline_,
                                             [&](const directory::Establishment& establishment) {
                                               city_by_establishment_[establishment.id.value()] =
                                                   NumberOf(all_.cities, establishment.city);
                                             });
  }

  absl::Status ReadWorkplaces() {
    std::vector<directory::Workplace> workplaces;
    DRIEHOEK_RETURN_IF_ERROR(ForEach<directory::Workplace>(
        parts_.directory, tenant_, deadline_, [&](const directory::Workplace& workplace) {
          // One whose organisation was made after the organisations were read waits for the next
          // time.
          if (organisation_by_id_.contains(workplace.organisation.value()))
            workplaces.push_back(workplace);
        }));
    std::sort(workplaces.begin(), workplaces.end(),
              [](const auto& a, const auto& b) { return a.id.value() < b.id.value(); });
    for (const directory::Workplace& workplace : workplaces) {
      const std::uint32_t organisation = organisation_by_id_.at(workplace.organisation.value());
      const std::uint32_t own_sector = NumberOf(all_.sectors, workplace.sector);
      const auto city = city_by_establishment_.find(workplace.establishment.value());
      all_.workplace_by_id[workplace.id.value()] =
          static_cast<std::uint32_t>(all_.workplace_ids.size());
      all_.workplace_ids.push_back(workplace.id.value());
      all_.workplace_names.push_back(workplace.display_name);
      all_.organisation.push_back(organisation);
      all_.sector.push_back(own_sector == kNothing ? sector_of_organisation_[organisation]
                                                   : own_sector);
      all_.city.push_back(city == city_by_establishment_.end() ? kNothing : city->second);
    }
    return absl::OkStatus();
  }

  // Supervisors on the floor, and the students that take their attention.
  absl::Status ReadAttention() {
    DRIEHOEK_RETURN_IF_ERROR(ForEach<directory::SupervisorProfile>(
        parts_.directory, tenant_, deadline_, [&](const directory::SupervisorProfile& profile) {
          const auto organisation = organisation_by_id_.find(profile.organisation.value());
          if (organisation != organisation_by_id_.end() &&
              profile.function == directory::SupervisorFunction::kFloorSupervisor) {
            ++all_.supervisors[organisation->second];
          }
        }));
    placement::PlacementId after;
    for (;;) {
      DRIEHOEK_ASSIGN_OR_RETURN(const auto page,
                                parts_.placements.Movable(tenant_, after, kAtOnce, deadline_));
      for (const placement::Placement& placement : page) {
        const auto organisation = organisation_by_id_.find(placement.organisation.value());
        if (organisation != organisation_by_id_.end()) ++all_.students_there[organisation->second];
      }
      if (page.size() < kAtOnce) return absl::OkStatus();
      after = page.back().id;
    }
  }

  // For each variant and workplace the scan that was assessed last.
  absl::Status ReadScans() {
    struct Last {
      absl::Time time;
      ScanFound found = ScanFound::kNone;
    };
    std::map<std::pair<std::string, std::uint32_t>, Last> last;
    placement::scan::ScanId after;
    for (;;) {
      DRIEHOEK_ASSIGN_OR_RETURN(const auto page,
                                parts_.scans.Movable(tenant_, after, kAtOnce, deadline_));
      for (const placement::scan::Scan& scan : page) {
        const auto workplace = all_.workplace_by_id.find(scan.workplace.value());
        if (workplace == all_.workplace_by_id.end()) continue;
        Last& known = last[{scan.programme_variant.value(), workplace->second}];
        if (known.found == ScanFound::kNone || *scan.assess_time > known.time) {
          known = {*scan.assess_time, FoundBy(scan)};
        }
      }
      if (page.size() < kAtOnce) break;
      after = page.back().id;
    }
    for (const auto& [key, found] : last)
      all_.scans[key.first].push_back({key.second, found.found});
    return absl::OkStatus();
  }

  ScanFound FoundBy(const placement::scan::Scan& scan) const {
    if (scan.verdict == placement::scan::Verdict::kUnfit) return ScanFound::kUnfit;
    // The last valid day begins before now wherever the institution is: a day's difference only
    // changes a rank.
    const bool holds = scan.state == placement::scan::ScanState::kAssessed &&
                       scan.placement.empty() && scan.valid_until.has_value() &&
                       absl::ToCivilDay(now_, absl::UTCTimeZone()) <= *scan.valid_until;
    return holds ? ScanFound::kValid : ScanFound::kExpired;
  }

  const RegisterSnapshots::Parts& parts_;
  const TenantId& tenant_;
  const absl::Time now_;
  const absl::Time deadline_;
  Register all_;
  Numbers organisation_by_id_;
  Numbers city_by_establishment_;
  std::vector<std::uint32_t> sector_of_organisation_;
};

bool Concerns(const events::StoredEvent& event) {
  for (const char* kind : {"directory.", "placement.", "scan."}) {
    if (absl::StartsWith(event.type, kind)) return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<RegisterSnapshots::Snapshot> RegisterSnapshots::Read(const TenantId& tenant,
                                                                    absl::Time now,
                                                                    absl::Time deadline) const {
  // The position is taken first: what happens meanwhile makes it be read once more.
  DRIEHOEK_ASSIGN_OR_RETURN(const events::FeedPosition newest, parts_.log.Newest(tenant, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(Register workplaces, Reader(parts_, tenant, now, deadline).Read());
  return Snapshot{std::make_shared<const Register>(std::move(workplaces)), newest.sequence, now};
}

absl::StatusOr<std::shared_ptr<const Register>> RegisterSnapshots::Of(const TenantId& tenant,
                                                                      absl::Time now,
                                                                      absl::Time deadline) {
  {
    const std::lock_guard lock(mutex_);
    const auto known = snapshots_.find(tenant);
    if (known != snapshots_.end()) {
      known->second.asked = now;
      return known->second.workplaces;
    }
  }
  // The first read may outlast the call that asks for it: the next call finds it done.
  DRIEHOEK_ASSIGN_OR_RETURN(Snapshot snapshot,
                            Read(tenant, now, std::max(deadline, now + kLongestFirstRead)));
  const std::lock_guard lock(mutex_);
  // Who read it at the same time and was first has as good a one.
  return snapshots_.try_emplace(tenant, std::move(snapshot)).first->second.workplaces;
}

absl::StatusOr<bool> RegisterSnapshots::HasChanged(const TenantId& tenant, std::int64_t sequence,
                                                   absl::Time deadline) const {
  for (;;) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto events,
                              parts_.log.ReadAfter(tenant, sequence, kEventsAtOnce, deadline));
    if (std::any_of(events.begin(), events.end(), Concerns)) return true;
    if (static_cast<int>(events.size()) < kEventsAtOnce) return false;
    sequence = events.back().sequence;
  }
}

absl::Status RegisterSnapshots::Refresh(const TenantId& tenant, absl::Time now,
                                        absl::Time deadline) {
  Snapshot known;
  {
    const std::lock_guard lock(mutex_);
    const auto found = snapshots_.find(tenant);
    if (found == snapshots_.end()) return absl::OkStatus();
    if (now - found->second.asked > kKept) {
      snapshots_.erase(found);
      return absl::OkStatus();
    }
    known = found->second;
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const bool has_changed, HasChanged(tenant, known.sequence, deadline));
  if (!has_changed) return absl::OkStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(Snapshot fresh, Read(tenant, now, deadline));
  const std::lock_guard lock(mutex_);
  Snapshot& kept = snapshots_[tenant];
  fresh.asked = std::max(kept.asked, known.asked);
  kept = std::move(fresh);
  return absl::OkStatus();
}

}  // namespace driehoek::server
