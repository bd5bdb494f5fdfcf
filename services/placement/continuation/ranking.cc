#include "placement/continuation/ranking.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "shared/base/folded.h"

namespace driehoek::placement::continuation {
namespace {

// Points for each fact. A sector that matches outweighs all others together: without it the
// student's tasks have no place. Then a supervisor who has time (R23), then a scan that holds,
// which saves weeks, then the way to travel.
constexpr std::int32_t kForSector = 100;
constexpr std::int32_t kForOnePlace = 30;
constexpr std::int32_t kForEachFurtherPlace = 2;
constexpr std::int32_t kMostFurtherPlaces = 5;
constexpr std::int32_t kForValidScan = 25;
constexpr std::int32_t kForExpiredScan = 5;
constexpr std::int32_t kForCity = 20;

std::uint32_t NumberOf(const absl::flat_hash_map<std::string, std::uint32_t>& words,
                       const std::string& word) {
  const auto found = words.find(Folded(word));
  return found == words.end() || found->first.empty() ? kNothing : found->second;
}

// The student's need in the numbers of one register.
struct Wanted {
  std::uint32_t sector = kNothing;
  std::uint32_t city = kNothing;
  std::uint32_t organisation = kNothing;
  std::vector<bool> forbidden;  // by number of the organisation; empty: none
  int max_students = 1;
};

// The number of an organisation; kNothing when the register does not have it.
std::uint32_t OrganisationIn(const Register& workplaces, const std::string& id) {
  const auto& ids = workplaces.organisation_ids;
  const auto found = std::lower_bound(ids.begin(), ids.end(), id);
  if (found == ids.end() || *found != id) return kNothing;
  return static_cast<std::uint32_t>(found - ids.begin());
}

bool IsLeftOut(const Wanted& wanted, std::uint32_t organisation) {
  return organisation == wanted.organisation ||
         (!wanted.forbidden.empty() && wanted.forbidden[organisation]);
}

Wanted WantedIn(const Register& workplaces, const Need& need) {
  Wanted wanted{.sector = NumberOf(workplaces.sectors, need.sector),
                .max_students = need.max_students_per_supervisor};
  if (const auto present = workplaces.workplace_by_id.find(need.present_workplace);
      present != workplaces.workplace_by_id.end()) {
    wanted.city = workplaces.city[present->second];
  }
  wanted.organisation = OrganisationIn(workplaces, need.present_organisation);
  if (need.forbidden_organisations.empty()) return wanted;
  wanted.forbidden.resize(workplaces.organisation_ids.size());
  for (const std::string& id : need.forbidden_organisations) {
    const std::uint32_t number = OrganisationIn(workplaces, id);
    if (number != kNothing) wanted.forbidden[number] = true;
  }
  return wanted;
}

std::int32_t ScoreOf(const Fit& fit) {
  std::int32_t score = fit.sector_matches ? kForSector : 0;
  if (fit.supervisor_places_left > 0) {
    score += kForOnePlace +
             kForEachFurtherPlace * std::min(fit.supervisor_places_left - 1, kMostFurtherPlaces);
  }
  if (fit.scan == ScanFound::kValid) score += kForValidScan;
  if (fit.scan == ScanFound::kExpired) score += kForExpiredScan;
  if (fit.same_city) score += kForCity;
  return score;
}

Fit FactsOf(const Register& workplaces, const Wanted& wanted, ScanFound scan, std::uint32_t index) {
  const std::uint32_t organisation = workplaces.organisation[index];
  const std::int64_t room =
      std::int64_t{workplaces.supervisors[organisation]} * wanted.max_students -
      workplaces.students_there[organisation];
  Fit fit{.workplace = index,
          .sector_matches = wanted.sector != kNothing && workplaces.sector[index] == wanted.sector,
          .same_city = wanted.city != kNothing && workplaces.city[index] == wanted.city,
          .supervisor_places_left =
              static_cast<std::int32_t>(std::clamp<std::int64_t>(room, 0, std::int64_t{1} << 30)),
          .scan = scan};
  fit.score = ScoreOf(fit);
  return fit;
}

bool IsBetter(const Fit& a, const Fit& b) {
  return std::tuple(-a.score, a.workplace) < std::tuple(-b.score, b.workplace);
}

}  // namespace

Fit FitOf(const Register& workplaces, const Need& need, std::uint32_t index) {
  ScanFound scan = ScanFound::kNone;
  if (const auto scans = workplaces.scans.find(need.variant); scans != workplaces.scans.end()) {
    for (const Register::Scanned& scanned : scans->second) {
      if (scanned.workplace == index) scan = scanned.found;
    }
  }
  return FactsOf(workplaces, WantedIn(workplaces, need), scan, index);
}

std::vector<Fit> Rank(const Register& workplaces, const Need& need, std::size_t most) {
  const Wanted wanted = WantedIn(workplaces, need);
  std::vector<ScanFound> scans(workplaces.workplace_ids.size(), ScanFound::kNone);
  if (const auto found = workplaces.scans.find(need.variant); found != workplaces.scans.end()) {
    for (const Register::Scanned& scanned : found->second) scans[scanned.workplace] = scanned.found;
  }
  // The best so far, the worst of them in front.
  std::vector<Fit> best;
  if (most == 0) return best;
  for (std::uint32_t i = 0; i < scans.size(); ++i) {
    if (IsLeftOut(wanted, workplaces.organisation[i]) || scans[i] == ScanFound::kUnfit) continue;
    const Fit fit = FactsOf(workplaces, wanted, scans[i], i);
    if (best.size() == most) {
      if (!IsBetter(fit, best.front())) continue;
      std::pop_heap(best.begin(), best.end(), IsBetter);
      best.pop_back();
    }
    best.push_back(fit);
    std::push_heap(best.begin(), best.end(), IsBetter);
  }
  std::sort_heap(best.begin(), best.end(), IsBetter);
  return best;
}

}  // namespace driehoek::placement::continuation
