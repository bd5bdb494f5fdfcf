// The input of the engine: indices and arrays, no names. A Market is filled by the caller; a
// Problem is a Market that was checked, so that the solvers need not look again (README.md says
// what the fields mean; R23, R25, R26).
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace driehoek::placement::match {

// No place, no supervisor, no ceiling.
inline constexpr std::uint32_t kNone = 0xFFFFFFFF;
// More students, places, supervisors or groups than this are refused.
inline constexpr std::uint32_t kMostEntities = 1U << 28;

// One entry of a student's list.
struct Wish {
  std::uint32_t place = 0;
  // The student's priority at that place: smaller comes first; the lottery decides among equals.
  std::uint32_t priority = 0;
};

// What one group has at one place.
struct Quota {
  std::uint32_t group = 0;
  std::uint32_t reserved = 0;     // seats for which this group goes first
  std::uint32_t ceiling = kNone;  // no more of this group than this
};

struct Market {
  // The list of student s, best first: wishes[wish_begin[s]] to wishes[wish_begin[s + 1]].
  std::vector<std::uint32_t> wish_begin{0};
  std::vector<Wish> wishes;
  // Rank in the lottery per student, each of 0 to n - 1 once; smaller goes first.
  std::vector<std::uint32_t> lottery;
  // Group per student. Empty: all in group 0.
  std::vector<std::uint32_t> group;
  // Seats per place.
  std::vector<std::uint32_t> capacity;
  // Quotas of place p: quotas[quota_begin[p]] to quotas[quota_begin[p + 1]]. Both empty: none.
  std::vector<std::uint32_t> quota_begin;
  std::vector<Quota> quotas;
  // Supervisor per place, or kNone. Empty: nobody has one.
  std::vector<std::uint32_t> supervisor;
  // Students that each supervisor can have, what others took already subtracted.
  std::vector<std::uint32_t> limit;
};

// A checked market. Immutable; safe to read from several threads.
class Problem {
 public:
  // INVALID_ARGUMENT with the field and index of the first fault: sizes that do not fit together,
  // an unknown place, group or supervisor, a place twice in one list or a group twice at one place,
  // a lottery that is no order, reserves above a ceiling or together above the capacity.
  static absl::StatusOr<Problem> Make(Market market);

  const Market& market() const { return market_; }
  std::uint32_t students() const { return static_cast<std::uint32_t>(market_.lottery.size()); }
  std::uint32_t places() const { return static_cast<std::uint32_t>(market_.capacity.size()); }
  std::uint32_t supervisors() const { return static_cast<std::uint32_t>(market_.limit.size()); }

  absl::Span<const Wish> wishes(std::uint32_t student) const {
    const std::uint32_t begin = market_.wish_begin[student];
    return {market_.wishes.data() + begin, market_.wish_begin[student + 1] - begin};
  }
  absl::Span<const Quota> quotas(std::uint32_t place) const {
    if (market_.quota_begin.empty()) return {};
    const std::uint32_t begin = market_.quota_begin[place];
    return {market_.quotas.data() + begin, market_.quota_begin[place + 1] - begin};
  }
  std::uint32_t group(std::uint32_t student) const {
    return market_.group.empty() ? 0 : market_.group[student];
  }
  std::uint32_t supervisor(std::uint32_t place) const {
    return market_.supervisor.empty() ? kNone : market_.supervisor[place];
  }
  // How many students rank the place.
  std::uint32_t applicants(std::uint32_t place) const { return applicants_[place]; }
  // Seats that can be filled at all: the capacity, or the applicants when they are fewer.
  std::uint32_t usable(std::uint32_t place) const {
    return market_.capacity[place] < applicants_[place] ? market_.capacity[place]
                                                        : applicants_[place];
  }
  std::uint32_t greatest_priority() const { return greatest_priority_; }

 private:
  explicit Problem(Market market) : market_(std::move(market)) {}
  absl::Status CheckStudents();
  absl::Status CheckPlaces();
  absl::Status CheckQuotas(std::uint32_t place);
  absl::Status CheckWishes();

  Market market_;
  std::vector<std::uint32_t> applicants_;
  std::uint32_t greatest_priority_ = 0;
};

// A result: the place of each student, or kNone.
struct Matching {
  std::vector<std::uint32_t> place;
};

}  // namespace driehoek::placement::match
