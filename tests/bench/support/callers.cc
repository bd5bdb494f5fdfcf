#include "bench/support/callers.h"

#include <atomic>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "bench/support/comparison.h"

namespace driehoek::bench {

double StepsPerSecond(int callers, absl::Duration time, const Step& step) {
  std::atomic<std::int64_t> steps{0};
  std::atomic<bool> failed{false};
  std::atomic<bool> over{false};
  std::vector<std::thread> threads;
  const absl::Time start = absl::Now();
  for (int caller = 0; caller < callers; ++caller) {
    threads.emplace_back([&, caller] {
      int turn = 0;
      for (; !over.load(std::memory_order_relaxed); ++turn) {
        if (!step(caller, turn)) {
          failed = true;
          return;
        }
      }
      steps += turn;
    });
  }
  absl::SleepFor(time);
  over = true;
  for (std::thread& thread : threads) thread.join();
  if (failed) Fail("a step of a caller did not work");
  return static_cast<double>(steps.load()) / absl::ToDoubleSeconds(absl::Now() - start);
}

}  // namespace driehoek::bench
