#include "placement/match/check.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "placement/match/optimal_check.h"

namespace driehoek::placement::match {
namespace {

// A student at a place, in the order of strength. Two claims of one host differ in the lottery, or
// in the place when they are of one student with one priority.
struct Claim {
  std::uint32_t priority = 0;
  std::uint32_t lottery = 0;
  std::uint32_t place = 0;
  std::uint32_t group = 0;

  friend bool operator<(const Claim& a, const Claim& b) {
    return std::tie(a.priority, a.lottery) < std::tie(b.priority, b.lottery);
  }
};

class Judge {
 public:
  Judge(const Problem& problem, const Matching& matching)
      : problem_(problem), matching_(matching), held_(problem.supervisors() + problem.places()) {}

  Report Run(Rule rule) {
    if (matching_.place.size() != problem_.students()) {
      Add({.fault = Fault::kWrongSize,
           .count = matching_.place.size(),
           .bound = problem_.students()});
      return report_;
    }
    Gather();
    CheckPlaces();
    CheckSupervisors();
    if (!report_.ok()) return report_;
    if (rule == Rule::kMostPlaced) {
      if (!IsOptimal(problem_, matching_)) Add({.fault = Fault::kNotMost});
      return report_;
    }
    for (auto& claims : held_) std::sort(claims.begin(), claims.end());
    for (std::uint32_t s = 0; s < problem_.students(); ++s) CheckStudent(s);
    return report_;
  }

 private:
  void Add(const Finding& finding) {
    if (report_.findings.size() < kMostFindings) report_.findings.push_back(finding);
    ++report_.faults;
  }

  // Who decides about a place: its supervisor, or the place alone.
  std::uint32_t HostOf(std::uint32_t place) const {
    const std::uint32_t supervisor = problem_.supervisor(place);
    return supervisor == kNone ? problem_.supervisors() + place : supervisor;
  }
  std::uint64_t LimitOf(std::uint32_t host) const {
    return host < problem_.supervisors() ? problem_.market().limit[host] : kNone;
  }

  // What each host holds.
  void Gather() {
    for (std::uint32_t s = 0; s < problem_.students(); ++s) {
      if (matching_.place[s] == kNone) continue;
      std::uint64_t rank = 0;
      bool ranked = false;
      for (const Wish& wish : problem_.wishes(s)) {
        ++rank;
        if (wish.place != matching_.place[s]) continue;
        ranked = true;
        held_[HostOf(wish.place)].push_back(
            {wish.priority, problem_.market().lottery[s], wish.place, problem_.group(s)});
        break;
      }
      if (ranked) {
        ++report_.placed;
        report_.total_rank += rank;
      } else {
        Add({.fault = Fault::kNotRanked, .student = s, .place = matching_.place[s]});
      }
    }
  }

  void CheckPlaces() {
    std::vector<std::uint64_t> count(problem_.places());
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> of_group;
    for (const auto& claims : held_) {
      for (const Claim& claim : claims) {
        ++count[claim.place];
        if (!problem_.quotas(claim.place).empty()) ++of_group[{claim.place, claim.group}];
      }
    }
    for (std::uint32_t p = 0; p < problem_.places(); ++p) {
      if (count[p] > problem_.market().capacity[p]) {
        Add({.fault = Fault::kOverCapacity,
             .place = p,
             .count = count[p],
             .bound = problem_.market().capacity[p]});
      }
      for (const Quota& quota : problem_.quotas(p)) {
        const auto found = of_group.find({p, quota.group});
        if (found == of_group.end() || found->second <= quota.ceiling) continue;
        Add({.fault = Fault::kOverCeiling,
             .place = p,
             .group = quota.group,
             .count = found->second,
             .bound = quota.ceiling});
      }
    }
  }

  void CheckSupervisors() {
    for (std::uint32_t k = 0; k < problem_.supervisors(); ++k) {
      if (held_[k].size() <= LimitOf(k)) continue;
      Add({.fault = Fault::kOverLimit,
           .supervisor = k,
           .count = held_[k].size(),
           .bound = LimitOf(k)});
    }
  }

  void CheckStudent(std::uint32_t s) {
    for (const Wish& wish : problem_.wishes(s)) {
      if (wish.place == matching_.place[s]) return;
      ++report_.claims_checked;
      const Claim claim{wish.priority, problem_.market().lottery[s], wish.place, problem_.group(s)};
      if (Blocks(claim)) {
        Add({.fault = Fault::kBlocks,
             .student = s,
             .place = wish.place,
             .supervisor = problem_.supervisor(wish.place)});
      }
    }
  }

  // Whether the host, given what it holds and this claim, would choose the claim. For one place and
  // group that hangs only on how many of the held claims are stronger: up to some number no, below
  // it yes. The number is found once, by halving, with the definition itself asked at each step.
  bool Blocks(const Claim& claim) {
    const std::uint32_t host = HostOf(claim.place);
    const std::vector<Claim>& held = held_[host];
    const auto stronger =
        static_cast<std::size_t>(std::lower_bound(held.begin(), held.end(), claim) - held.begin());
    const auto known = chosen_up_to_.find({claim.place, GroupWithQuota(claim)});
    if (known != chosen_up_to_.end()) return stronger < known->second;
    std::size_t chosen = 0;  // with fewer stronger claims than this it is chosen
    for (std::size_t not_chosen = held.size() + 1; chosen < not_chosen;) {
      const std::size_t middle = chosen + (not_chosen - chosen) / 2;
      if (WouldChoose(host, claim, middle)) {
        chosen = middle + 1;
      } else {
        not_chosen = middle;
      }
    }
    chosen_up_to_[{claim.place, GroupWithQuota(claim)}] = chosen;
    return stronger < chosen;
  }

  // All groups without a quota at the place are alike to it.
  std::uint32_t GroupWithQuota(const Claim& claim) const {
    for (const Quota& quota : problem_.quotas(claim.place)) {
      if (quota.group == claim.group) return claim.group;
    }
    return kNone;
  }

  // The choice of README.md, word for word, from the held claims and `claim` put in behind the
  // `stronger` strongest of them.
  bool WouldChoose(std::uint32_t host, const Claim& claim, std::size_t stronger) {
    std::vector<Claim> offered = held_[host];
    offered.insert(offered.begin() + static_cast<std::ptrdiff_t>(stronger), claim);
    std::vector<bool> taken(offered.size());
    std::uint64_t total = 0;
    std::map<std::uint32_t, std::uint64_t> at_place;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> of_group;
    for (const bool reserved_seats : {true, false}) {
      for (std::size_t i = 0; i < offered.size(); ++i) {
        const Claim& next = offered[i];
        if (taken[i] || total == LimitOf(host)) continue;
        std::uint64_t& place_count = at_place[next.place];
        std::uint64_t& group_count = of_group[{next.place, next.group}];
        const Quota quota = QuotaOf(next);
        if (reserved_seats ? group_count >= quota.reserved
                           : group_count >= quota.ceiling ||
                                 place_count >= problem_.market().capacity[next.place]) {
          continue;
        }
        taken[i] = true;
        ++total;
        ++place_count;
        ++group_count;
      }
    }
    return taken[stronger];
  }

  Quota QuotaOf(const Claim& claim) const {
    for (const Quota& quota : problem_.quotas(claim.place)) {
      if (quota.group == claim.group) return quota;
    }
    return {};
  }

  const Problem& problem_;
  const Matching& matching_;
  std::vector<std::vector<Claim>> held_;  // per host, the strongest first
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> chosen_up_to_;
  Report report_;
};

}  // namespace

Report Check(const Problem& problem, const Matching& matching, Rule rule) {
  return Judge(problem, matching).Run(rule);
}

std::string Describe(const Finding& finding) {
  const auto about = [&](const auto&... parts) { return absl::StrCat(parts...); };
  switch (finding.fault) {
    case Fault::kWrongSize:
      return about("the result is of ", finding.count, " students; there are ", finding.bound);
    case Fault::kNotRanked:
      return about("student ", finding.student, " has place ", finding.place,
                   " without ranking it");
    case Fault::kOverCapacity:
      return about("place ", finding.place, " has ", finding.count, " students and ", finding.bound,
                   " seats");
    case Fault::kOverCeiling:
      return about("place ", finding.place, " has ", finding.count, " students of group ",
                   finding.group, ", whose ceiling is ", finding.bound);
    case Fault::kOverLimit:
      return about("supervisor ", finding.supervisor, " has ", finding.count,
                   " students, over the limit of ", finding.bound);
    case Fault::kBlocks:
      return about("student ", finding.student, " prefers place ", finding.place,
                   " and has the stronger claim on it");
    case Fault::kNotMost:
      return "there is a result that places more students, fills more reserved seats or ranks "
             "lower";
  }
  return "";
}

}  // namespace driehoek::placement::match
