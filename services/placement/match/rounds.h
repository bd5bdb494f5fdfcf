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

// How far ahead of the student whose turn it is the next ones go through each step.
inline constexpr std::size_t kListAhead = 20;  // fetches the list
inline constexpr std::size_t kBarsAhead = 12;  // fetches what its next places refuse
inline constexpr std::size_t kPlaceAhead = 8;  // leaves behind those that refuse, fetches the place
inline constexpr std::size_t kSeatsAhead = 4;  // fetches what a claim on it changes
inline constexpr std::size_t kCacheLine = 64;
// Wishes that are looked at together, also when the first would do: which one it will be is a guess
// that a processor gets wrong too often.
inline constexpr std::uint32_t kTogether = 4;

// Seats has
//   kFetched: for how many of the next wishes of a list PrefetchBar() is called;
//   void PrefetchBar(place, student): asks for what Refuses() looks at, PrefetchPlace(place) and
//     later PrefetchSeats(place) for what Take() does;
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
        is_out_((problem.students() + 63) / 64) {
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
  // Whether kTogether wishes from here on can be read, whosever they are.
  bool HasTogether(std::uint32_t next) const {
    return next + std::size_t{kTogether} <= market_.wishes.size();
  }

  // Forced inline: as a function without effect GCC 12 leaves calls of it out.
  [[gnu::always_inline]] inline void Prefetch(const std::vector<std::uint32_t>& searching,
                                              std::size_t i, std::size_t count) {
    if (i + kListAhead < count) {
      const Wish* const list = market_.wishes.data() + next_[searching[i + kListAhead]];
      __builtin_prefetch(list);
      __builtin_prefetch(list + kCacheLine / sizeof(Wish));
    }
    if (i + kBarsAhead < count) {
      const std::uint32_t student = searching[i + kBarsAhead];
      const std::uint32_t next = next_[student];
      if (next + std::size_t{Seats::kFetched} <= market_.wishes.size()) {
        for (std::uint32_t w = next; w < next + Seats::kFetched; ++w) {
          seats_.PrefetchBar(market_.wishes[w].place, student);
        }
      }
    }
    if (i + kPlaceAhead < count) {
      const std::uint32_t student = searching[i + kPlaceAhead];
      const std::uint32_t end = market_.wish_begin[student + 1];
      const std::uint32_t next = FirstOpen(student, market_.lottery[student], next_[student], end);
      next_[student] = next;
      if (next < end) seats_.PrefetchPlace(market_.wishes[next].place);
    }
    if (i + kSeatsAhead < count) {
      const std::uint32_t student = searching[i + kSeatsAhead];
      const std::uint32_t next = next_[student];
      if (next < market_.wish_begin[student + 1]) {
        seats_.PrefetchSeats(market_.wishes[next].place);
      }
    }
  }

  // The student asks place after place until one takes him.
  void Propose(std::uint32_t student) {
    const Key drawn = market_.lottery[student];
    const std::uint32_t end = market_.wish_begin[student + 1];
    std::uint32_t next = next_[student];
    std::uint32_t got = kNone;
    while (got == kNone && (next = FirstOpen(student, drawn, next, end)) < end) {
      const Wish wish = market_.wishes[next++];
      const Key key = KeyOf(wish, drawn);
      const Key out = seats_.Take(wish.place, student, key);
      if (out == key) continue;
      if (out != kNoClaim<Key>) PutOut(out);
      got = wish.place;
    }
    next_[student] = next;
    result_.place[student] = got;
  }

  // The first wish from `next` on whose place does not refuse the student; `end` when there is
  // none.
  std::uint32_t FirstOpen(std::uint32_t student, Key drawn, std::uint32_t next,
                          std::uint32_t end) const {
    const Wish* const wishes = market_.wishes.data();
    while (next < end && HasTogether(next)) {
      unsigned open = 0;
      for (std::uint32_t i = 0; i < kTogether; ++i) {
        const Wish wish = wishes[next + i];
        open |= static_cast<unsigned>(!seats_.Refuses(wish.place, student, KeyOf(wish, drawn)))
                << i;
      }
      if (open != 0)
        return std::min(next + static_cast<std::uint32_t>(std::countr_zero(open)), end);
      next += kTogether;
    }
    while (next < end && seats_.Refuses(wishes[next].place, student, KeyOf(wishes[next], drawn))) {
      ++next;
    }
    return std::min(next, end);
  }

  Key KeyOf(const Wish& wish, Key drawn) const {
    return (static_cast<Key>(wish.priority) << lottery_bits_) | drawn;
  }

  // Who was put out is looked up when the round is over: all at once, that does not wait for memory
  // again and again.
  void PutOut(Key claim) {
    const Key mask = (static_cast<Key>(1) << lottery_bits_) - 1;
    put_out_.push_back(static_cast<std::uint32_t>(claim & mask));
  }

  // The students put out in this round, in the order of their index.
  void Collect(std::vector<std::uint32_t>& searching) {
    searching.clear();
    if (put_out_.empty()) return;
    for (const std::uint32_t rank : put_out_) {
      const std::uint32_t student = drawn_[rank];
      is_out_[student / 64] |= std::uint64_t{1} << (student % 64);
    }
    put_out_.clear();
    for (std::size_t word = 0; word < is_out_.size(); ++word) {
      for (std::uint64_t bits = is_out_[word]; bits != 0; bits &= bits - 1) {
        searching.push_back(static_cast<std::uint32_t>(64 * word) +
                            static_cast<std::uint32_t>(std::countr_zero(bits)));
      }
      is_out_[word] = 0;
    }
  }

  const Problem& problem_;
  const Market& market_;
  Seats& seats_;
  const unsigned lottery_bits_;
  std::vector<std::uint32_t> next_;     // first wish not asked yet, per student
  std::vector<std::uint32_t> drawn_;    // student of each rank in the lottery
  std::vector<std::uint32_t> put_out_;  // in this round, as lottery ranks
  std::vector<std::uint64_t> is_out_;   // a bit for each student
  Matching result_;
};

}  // namespace driehoek::placement::match
