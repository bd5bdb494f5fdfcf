#include "match/random_rounds.h"

#include <algorithm>
#include <numeric>

namespace driehoek::placement::match {
namespace {

std::uint32_t Below(std::mt19937_64& random, std::uint32_t bound) {
  return static_cast<std::uint32_t>(random() % bound);
}

// Seats at one place: few, none, or many more than ask for it.
std::uint32_t Seats(std::mt19937_64& random) {
  switch (Below(random, 16)) {
    case 0:
    case 1:
      return 0;
    case 2:
      return 300;
    default:
      return 1 + Below(random, 3);
  }
}

void AddQuotas(std::mt19937_64& random, Market& market) {
  // In half of the rounds also of groups that nobody is in: the solver holds places with many
  // quotas in another way.
  const std::uint32_t empty_groups = Below(random, 2) == 0 ? 3 : 0;
  market.quota_begin.push_back(0);
  for (const std::uint32_t capacity : market.capacity) {
    std::uint32_t left = capacity;
    for (std::uint32_t group = 0; group < 2; ++group) {
      if (Below(random, 2) == 0) continue;
      Quota quota{.group = group, .reserved = Below(random, left + 1)};
      if (Below(random, 2) == 0) quota.ceiling = quota.reserved + Below(random, 2);
      left -= quota.reserved;
      market.quotas.push_back(quota);
    }
    for (std::uint32_t i = 0; i < empty_groups; ++i) market.quotas.push_back({.group = 2 + i});
    market.quota_begin.push_back(static_cast<std::uint32_t>(market.quotas.size()));
  }
}

}  // namespace

std::vector<std::uint32_t> RandomOrder(std::mt19937_64& random, std::uint32_t count) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::shuffle(order.begin(), order.end(), random);
  return order;
}

Market RandomMarket(std::mt19937_64& random, const RoundShape& shape) {
  Market market;
  const std::uint32_t students = 1 + Below(random, shape.most_students);
  const std::uint32_t places = 1 + Below(random, shape.most_places);
  const std::uint32_t classes = 1 + Below(random, 3);
  for (std::uint32_t s = 0; s < students; ++s) {
    const std::vector<std::uint32_t> order = RandomOrder(random, places);
    // Mostly full lists: the longer the lists, the more there is to go wrong.
    const std::uint32_t length = Below(random, 3) == 0 ? Below(random, places + 1) : places;
    for (std::uint32_t i = 0; i < length; ++i) {
      market.wishes.push_back({order[i], Below(random, classes)});
    }
    market.wish_begin.push_back(static_cast<std::uint32_t>(market.wishes.size()));
    market.group.push_back(Below(random, 2));
  }
  market.lottery = RandomOrder(random, students);
  for (std::uint32_t p = 0; p < places; ++p) {
    market.capacity.push_back(Seats(random));
  }
  if (shape.guarded) AddQuotas(random, market);
  if (shape.supervised) {
    for (std::uint32_t p = 0; p < places; ++p) {
      const std::uint32_t k = Below(random, 3);
      market.supervisor.push_back(k == 2 ? kNone : k);
    }
    market.limit = {Below(random, 4), 1 + Below(random, 2)};
  }
  return market;
}

Market Reordered(const Market& market, const std::vector<std::uint32_t>& student,
                 const std::vector<std::uint32_t>& place) {
  const std::size_t students = student.size();
  const std::size_t places = place.size();
  std::vector<std::uint32_t> student_at(students);
  std::vector<std::uint32_t> place_at(places);
  for (std::uint32_t s = 0; s < students; ++s) student_at[student[s]] = s;
  for (std::uint32_t p = 0; p < places; ++p) place_at[place[p]] = p;
  Market other;
  other.limit = market.limit;
  for (const std::uint32_t s : student_at) {
    for (std::uint32_t w = market.wish_begin[s]; w < market.wish_begin[s + 1]; ++w) {
      other.wishes.push_back({place[market.wishes[w].place], market.wishes[w].priority});
    }
    other.wish_begin.push_back(static_cast<std::uint32_t>(other.wishes.size()));
    other.lottery.push_back(market.lottery[s]);
    if (!market.group.empty()) other.group.push_back(market.group[s]);
  }
  if (!market.quota_begin.empty()) other.quota_begin.push_back(0);
  for (const std::uint32_t p : place_at) {
    other.capacity.push_back(market.capacity[p]);
    if (!market.supervisor.empty()) other.supervisor.push_back(market.supervisor[p]);
    if (market.quota_begin.empty()) continue;
    for (std::uint32_t q = market.quota_begin[p + 1]; q > market.quota_begin[p]; --q) {
      other.quotas.push_back(market.quotas[q - 1]);
    }
    other.quota_begin.push_back(static_cast<std::uint32_t>(other.quotas.size()));
  }
  return other;
}

}  // namespace driehoek::placement::match
