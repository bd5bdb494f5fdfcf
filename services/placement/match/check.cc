#include "placement/match/check.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "placement/match/optimal_check.h"

namespace driehoek::placement::match {
namespace {

// Claims of one priority are in the order of the lottery; the smaller number is the stronger claim.
std::uint64_t StrengthOf(std::uint32_t priority, std::uint32_t lottery) {
  return std::uint64_t{priority} << 32 | lottery;
}

class Judge {
 public:
  Judge(const Problem& problem, const Matching& matching)
      : problem_(problem),
        matching_(matching),
        quotas_(problem.market().quotas),
        begin_(problem.supervisors() + problem.places() + std::size_t{1}),
        count_at_(problem.places()),
        count_in_(quotas_.size() + problem.places()) {}

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
    FindBars();
    for (std::uint32_t s = 0; s < problem_.students(); ++s) CheckStudent(s);
    return report_;
  }

 private:
  // A student at a place. Two claims of one host differ in strength, or in the place when they are
  // of one student with one priority.
  struct Claim {
    std::uint32_t host = 0;
    std::uint32_t place = 0;
    std::uint32_t cell = 0;
    std::uint64_t strength = 0;
  };

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

  // What a place tells apart: the index of the group's quota there. All groups without one are
  // alike to it, and have a cell of their own behind all quotas.
  std::uint32_t CellOf(std::uint32_t place, std::uint32_t group) const {
    for (const Quota& quota : problem_.quotas(place)) {
      if (quota.group == group) return static_cast<std::uint32_t>(&quota - quotas_.data());
    }
    return static_cast<std::uint32_t>(quotas_.size()) + place;
  }
  Quota QuotaOf(std::uint32_t cell) const {
    return cell < quotas_.size() ? quotas_[cell] : Quota();
  }

  Claim ClaimOf(std::uint32_t student, const Wish& wish) const {
    return {.host = HostOf(wish.place),
            .place = wish.place,
            .cell = CellOf(wish.place, problem_.group(student)),
            .strength = StrengthOf(wish.priority, problem_.market().lottery[student])};
  }

  // What each host holds.
  void Gather() {
    for (std::uint32_t s = 0; s < problem_.students(); ++s) {
      if (matching_.place[s] == kNone) continue;
      const absl::Span<const Wish> wishes = problem_.wishes(s);
      const auto ranked = std::find_if(wishes.begin(), wishes.end(), [&](const Wish& wish) {
        return wish.place == matching_.place[s];
      });
      if (ranked == wishes.end()) {
        Add({.fault = Fault::kNotRanked, .student = s, .place = matching_.place[s]});
        continue;
      }
      held_.push_back(ClaimOf(s, *ranked));
      ++report_.placed;
      report_.total_rank += static_cast<std::uint64_t>(ranked - wishes.begin()) + 1;
    }
    std::sort(held_.begin(), held_.end(), [](const Claim& a, const Claim& b) {
      return std::tie(a.host, a.strength) < std::tie(b.host, b.strength);
    });
    for (const Claim& claim : held_) ++begin_[claim.host + 1];
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  }

  absl::Span<const Claim> HeldBy(std::uint32_t host) const {
    return {held_.data() + begin_[host], begin_[host + 1] - begin_[host]};
  }

  void CheckPlaces() {
    for (const Claim& claim : held_) CountIn(claim);
    for (std::uint32_t p = 0; p < problem_.places(); ++p) {
      if (count_at_[p] > problem_.market().capacity[p]) {
        Add({.fault = Fault::kOverCapacity,
             .place = p,
             .count = count_at_[p],
             .bound = problem_.market().capacity[p]});
      }
      for (const Quota& quota : problem_.quotas(p)) {
        const std::uint32_t count = count_in_[CellOf(p, quota.group)];
        if (count <= quota.ceiling) continue;
        Add({.fault = Fault::kOverCeiling,
             .place = p,
             .group = quota.group,
             .count = count,
             .bound = quota.ceiling});
      }
    }
    for (const Claim& claim : held_) CountOut(claim);
  }

  void CountIn(const Claim& claim) {
    ++count_at_[claim.place];
    ++count_in_[claim.cell];
  }
  void CountOut(const Claim& claim) {
    count_at_[claim.place] = 0;
    count_in_[claim.cell] = 0;
  }

  void CheckSupervisors() {
    for (std::uint32_t k = 0; k < problem_.supervisors(); ++k) {
      const std::size_t count = HeldBy(k).size();
      if (count <= LimitOf(k)) continue;
      Add({.fault = Fault::kOverLimit, .supervisor = k, .count = count, .bound = LimitOf(k)});
    }
  }

  void CheckStudent(std::uint32_t s) {
    for (const Wish& wish : problem_.wishes(s)) {
      if (wish.place == matching_.place[s]) return;
      ++report_.claims_checked;
      if (StrengthOf(wish.priority, problem_.market().lottery[s]) <
          bars_[CellOf(wish.place, problem_.group(s))]) {
        Add({.fault = Fault::kBlocks,
             .student = s,
             .place = wish.place,
             .supervisor = problem_.supervisor(wish.place)});
      }
    }
  }

  // Whether a host, given what it holds and a claim more, would choose this claim, hangs for one
  // cell only on how many of the held claims are stronger: up to some number no, below it yes. So
  // the claims of a cell that would be chosen are those stronger than some bar.
  void FindBars() {
    bars_.resize(count_in_.size());
    for (std::uint32_t p = 0; p < problem_.places(); ++p) {
      for (const Quota& quota : problem_.quotas(p)) FindBar(p, CellOf(p, quota.group));
      FindBar(p, static_cast<std::uint32_t>(quotas_.size()) + p);
    }
  }

  // The number is found by halving, with the definition itself asked at each step.
  void FindBar(std::uint32_t place, std::uint32_t cell) {
    const Claim claim{.host = HostOf(place), .place = place, .cell = cell};
    const absl::Span<const Claim> held = HeldBy(claim.host);
    std::size_t chosen = 0;  // with fewer stronger claims than this it is chosen
    for (std::size_t not_chosen = held.size() + 1; chosen < not_chosen;) {
      const std::size_t middle = chosen + (not_chosen - chosen) / 2;
      if (WouldChoose(held, claim, middle)) {
        chosen = middle + 1;
      } else {
        not_chosen = middle;
      }
    }
    // A claim as strong as one held, of the same student then, does not count that as stronger.
    bars_[cell] = chosen == 0            ? 0
                  : chosen > held.size() ? std::numeric_limits<std::uint64_t>::max()
                                         : held[chosen - 1].strength + 1;
  }

  // The choice of README.md, word for word, from the held claims and `claim` put in behind the
  // `stronger` strongest of them.
  bool WouldChoose(absl::Span<const Claim> held, const Claim& claim, std::size_t stronger) {
    offered_.assign(held.begin(), held.end());
    offered_.insert(offered_.begin() + static_cast<std::ptrdiff_t>(stronger), claim);
    taken_.assign(offered_.size(), false);
    std::uint64_t total = 0;
    for (const bool reserved_seats : {true, false}) {
      for (std::size_t i = 0; i < offered_.size(); ++i) {
        const Claim& next = offered_[i];
        if (taken_[i] || total == LimitOf(claim.host)) continue;
        const Quota quota = QuotaOf(next.cell);
        const std::uint32_t count = count_in_[next.cell];
        if (reserved_seats ? count >= quota.reserved
                           : count >= quota.ceiling ||
                                 count_at_[next.place] >= problem_.market().capacity[next.place]) {
          continue;
        }
        taken_[i] = true;
        ++total;
        CountIn(next);
      }
    }
    for (const Claim& each : offered_) CountOut(each);
    return taken_[stronger];
  }

  const Problem& problem_;
  const Matching& matching_;
  const std::vector<Quota>& quotas_;
  std::vector<Claim> held_;         // by host, the strongest first
  std::vector<std::size_t> begin_;  // of the claims of each host in it
  // Counts of claims, zero between two uses.
  std::vector<std::uint32_t> count_at_;  // each place
  std::vector<std::uint32_t> count_in_;  // each cell
  std::vector<Claim> offered_;           // of WouldChoose
  std::vector<bool> taken_;              // likewise
  std::vector<std::uint64_t> bars_;  // of each cell: weaker claims, or as weak ones, are not chosen
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
