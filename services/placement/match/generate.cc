#include "placement/match/generate.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

#include "placement/match/lottery.h"

namespace driehoek::placement::match {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014): the standard library's distributions differ between
// machines.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t Next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  // 0 to bound - 1.
  std::uint32_t Below(std::uint32_t bound) {
    return static_cast<std::uint32_t>(((Next() >> 32) * bound) >> 32);
  }
  std::uint32_t Between(std::uint32_t least, std::uint32_t most) {
    return least + Below(most - least + 1);
  }
  double Unit() { return static_cast<double>(Next() >> 11) * 0x1p-53; }

 private:
  std::uint64_t state_;
};

// Draws from the weights 1, 2^-skew, 3^-skew... in constant time (the alias method: Walker 1977,
// Vose 1991).
class Popularity {
 public:
  Popularity(std::uint32_t size, double skew) : keep_(size), other_(size) {
    std::vector<double> weight(size);
    double total = 0;
    for (std::uint32_t i = 0; i < size; ++i) total += weight[i] = std::pow(i + 1.0, -skew);
    std::vector<std::uint32_t> light;
    std::vector<std::uint32_t> heavy;
    for (std::uint32_t i = 0; i < size; ++i) {
      weight[i] *= size / total;
      (weight[i] < 1 ? light : heavy).push_back(i);
    }
    while (!light.empty() && !heavy.empty()) {
      const std::uint32_t i = light.back();
      const std::uint32_t j = heavy.back();
      light.pop_back();
      keep_[i] = weight[i];
      other_[i] = j;
      weight[j] -= 1 - weight[i];
      if (weight[j] >= 1) continue;
      heavy.pop_back();
      light.push_back(j);
    }
    for (const auto* rest : {&light, &heavy}) {
      for (const std::uint32_t i : *rest) keep_[i] = 1;
    }
  }

  std::uint32_t Draw(Random& random) const {
    const std::uint32_t i = random.Below(static_cast<std::uint32_t>(keep_.size()));
    return random.Unit() < keep_[i] ? i : other_[i];
  }

 private:
  std::vector<double> keep_;
  std::vector<std::uint32_t> other_;
};

class Generator {
 public:
  explicit Generator(const MarketOptions& options) : options_(options), random_(options.seed) {}

  Market Make() && {
    AddPlaces();
    AddRegions();
    AddStudents();
    if (options_.guarded_share > 0) AddQuotas();
    if (options_.supervised_share > 0) AddSupervisors();
    return std::move(market_);
  }

 private:
  void AddPlaces() {
    const double seats = options_.students * options_.seats_per_student;
    for (double so_far = 0; so_far < seats; so_far += market_.capacity.back()) {
      market_.capacity.push_back(random_.Between(1, options_.most_seats));
    }
  }

  // Places are dealt to the regions in turn, and each region's order of popularity is shuffled, so
  // that neither says anything about the size.
  void AddRegions() {
    const auto places = static_cast<std::uint32_t>(market_.capacity.size());
    regions_.resize(std::clamp(places / options_.longest_list, 1U, options_.regions));
    for (std::uint32_t p = 0; p < places; ++p) regions_[p % regions_.size()].push_back(p);
    for (std::vector<std::uint32_t>& region : regions_) {
      for (std::size_t i = region.size(); i > 1; --i) {
        std::swap(region[i - 1], region[random_.Below(static_cast<std::uint32_t>(i))]);
      }
      popularity_.emplace_back(static_cast<std::uint32_t>(region.size()), options_.popularity_skew);
    }
  }

  void AddStudents() {
    const double average = (options_.shortest_list + options_.longest_list) / 2.0;
    market_.wishes.reserve(static_cast<std::size_t>(options_.students * average * 1.01) + 100);
    market_.wish_begin.reserve(options_.students + std::size_t{1});
    std::vector<std::uint64_t> draws;
    for (std::uint32_t s = 0; s < options_.students; ++s) {
      AddList();
      draws.push_back(random_.Next());
      market_.group.push_back(random_.Below(options_.groups));
    }
    market_.lottery = LotteryRanks(draws);
  }

  void AddList() {
    const std::uint32_t region = random_.Below(static_cast<std::uint32_t>(regions_.size()));
    const std::vector<std::uint32_t>& places = regions_[region];
    const std::size_t begin = market_.wishes.size();
    const std::size_t wanted = std::min<std::size_t>(
        random_.Between(options_.shortest_list, options_.longest_list), places.size());
    while (market_.wishes.size() < begin + wanted) {
      const std::uint32_t place = places[popularity_[region].Draw(random_)];
      const auto first = market_.wishes.begin() + static_cast<std::ptrdiff_t>(begin);
      const bool again = std::any_of(first, market_.wishes.end(),
                                     [&](const Wish& wish) { return wish.place == place; });
      if (!again) market_.wishes.push_back({place, random_.Below(options_.classes)});
    }
    market_.wish_begin.push_back(static_cast<std::uint32_t>(market_.wishes.size()));
  }

  void AddQuotas() {
    market_.quota_begin.push_back(0);
    for (const std::uint32_t capacity : market_.capacity) {
      if (random_.Unit() < options_.guarded_share) {
        const std::uint32_t group = random_.Below(options_.groups);
        market_.quotas.push_back({.group = group, .reserved = random_.Between(1, capacity)});
        if (options_.groups > 1) {
          const std::uint32_t other = (group + 1) % options_.groups;
          market_.quotas.push_back({.group = other, .ceiling = random_.Between(0, capacity)});
        }
      }
      market_.quota_begin.push_back(static_cast<std::uint32_t>(market_.quotas.size()));
    }
  }

  void AddSupervisors() {
    std::uint32_t wanted = 0;  // places that the present supervisor still gets
    std::vector<std::uint32_t> seats;
    for (const std::uint32_t capacity : market_.capacity) {
      if (random_.Unit() >= options_.supervised_share) {
        market_.supervisor.push_back(kNone);
        continue;
      }
      if (wanted == 0) {
        wanted = random_.Between(1, 6);
        seats.push_back(0);
      }
      --wanted;
      seats.back() += capacity;
      market_.supervisor.push_back(static_cast<std::uint32_t>(seats.size() - 1));
    }
    for (const std::uint32_t count : seats) {
      market_.limit.push_back(random_.Between(count / 2, count));
    }
  }

  const MarketOptions options_;
  Random random_;
  Market market_;
  std::vector<std::vector<std::uint32_t>> regions_;  // places, the most popular first
  std::vector<Popularity> popularity_;
};

}  // namespace

Market GenerateMarket(const MarketOptions& options) { return Generator(options).Make(); }

}  // namespace driehoek::placement::match
