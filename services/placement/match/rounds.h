// The loop of deferred acceptance. In each round the students without a place go on down their
// lists in the order of their index, so that the lists are read from front to back, and what the
// next ones need is asked of the memory beforehand. (Going on at once with the student who was
// just put out is the textbook's way, and waits for memory at every step from 100,000 students on.)
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include "placement/match/problem.h"

namespace driehoek::placement::match {

// A claim in one number, smaller is stronger: the priority above, the lottery below. This value is
// no claim.
template <typename Key>
inline constexpr Key kNoClaim = std::numeric_limits<Key>::max();

// Bits of a key that hold the lottery.
inline unsigned LotteryBits(const Problem& problem) {
  return static_cast<unsigned>(std::bit_width(problem.students() - (problem.students() > 0)));
}

// How far ahead of the one whose turn it is a list, and a place, are fetched.
inline constexpr std::size_t kPlaceAhead = 8;
inline constexpr std::size_t kListAhead = 16;

// Seats has
//   void Prefetch(place): asks for what Refuses() looks at;
//   bool Refuses(place, student, key): whether the claim is too weak, now and for ever;
//   Key Take(place, student, key): takes a claim that Refuses() let through, and gives back the
//   claim put out for it, which may be the same one; kNoClaim when nobody was.
template <typename Key, typename Seats>
class Rounds {
 public:
  Rounds(const Problem& problem, Seats& seats)
      : problem_(problem),
        market_(problem.market()),
        seats_(seats),
        lottery_bits_(LotteryBits(problem)),
        next_(market_.wish_begin.begin(), market_.wish_begin.end() - 1),
        drawn_(problem.students()),
        put_out_((problem.students() + 63) / 64) {
    for (std::uint32_t s = 0; s < problem.students(); ++s) drawn_[market_.lottery[s]] = s;
    result_.place.assign(problem.students(), kNone);
  }

  Matching Run() {
    std::vector<std::uint32_t> searching(problem_.students());
    std::iota(searching.begin(), searching.end(), 0U);
    while (!searching.empty()) {
      const std::size_t count = searching.size();
      for (std::size_t i = 0; i < count; ++i) {
        Prefetch(searching, i, count);
        Propose(searching[i]);
      }
      Collect(searching);
    }
    return std::move(result_);
  }

 private:
  void Prefetch(const std::vector<std::uint32_t>& searching, std::size_t i, std::size_t count) {
    if (i + kListAhead < count) {
      __builtin_prefetch(market_.wishes.data() + next_[searching[i + kListAhead]]);
    }
    if (i + kPlaceAhead < count) {
      const std::uint32_t s = searching[i + kPlaceAhead];
      if (next_[s] < market_.wish_begin[s + 1]) seats_.Prefetch(market_.wishes[next_[s]].place);
    }
  }

  // The student asks place after place until one takes him.
  void Propose(std::uint32_t student) {
    const Wish* const wishes = market_.wishes.data();
    const Key drawn = market_.lottery[student];
    const std::uint32_t end = market_.wish_begin[student + 1];
    std::uint32_t next = next_[student];
    std::uint32_t got = kNone;
    while (next < end) {
      const Wish wish = wishes[next++];
      const Key key = (static_cast<Key>(wish.priority) << lottery_bits_) | drawn;
      if (seats_.Refuses(wish.place, student, key)) continue;
      const Key out = seats_.Take(wish.place, student, key);
      if (out == key) continue;
      if (out != kNoClaim<Key>) PutOut(out);
      got = wish.place;
      break;
    }
    next_[student] = next;
    result_.place[student] = got;
  }

  void PutOut(Key claim) {
    const Key mask = (static_cast<Key>(1) << lottery_bits_) - 1;
    const std::uint32_t student = drawn_[static_cast<std::uint32_t>(claim & mask)];
    put_out_[student / 64] |= std::uint64_t{1} << (student % 64);
    any_out_ = true;
  }

  // The students put out in this round, in the order of their index.
  void Collect(std::vector<std::uint32_t>& searching) {
    searching.clear();
    if (!any_out_) return;
    any_out_ = false;
    for (std::size_t word = 0; word < put_out_.size(); ++word) {
      for (std::uint64_t bits = put_out_[word]; bits != 0; bits &= bits - 1) {
        searching.push_back(static_cast<std::uint32_t>(64 * word) +
                            static_cast<std::uint32_t>(std::countr_zero(bits)));
      }
      put_out_[word] = 0;
    }
  }

  const Problem& problem_;
  const Market& market_;
  Seats& seats_;
  const unsigned lottery_bits_;
  std::vector<std::uint32_t> next_;   // first wish not asked yet, per student
  std::vector<std::uint32_t> drawn_;  // student of each rank in the lottery
  std::vector<std::uint64_t> put_out_;
  bool any_out_ = false;
  Matching result_;
};

}  // namespace driehoek::placement::match
