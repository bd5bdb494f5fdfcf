#include "shared/rpc/executor.h"

#include <gtest/gtest.h>

#include <atomic>

namespace driehoek::rpc {
namespace {

TEST(ThreadPoolTest, Given_workFromManyThreads_WhenThePoolEnds_ThenAllOfItWasDoneOnce) {
  constexpr int kGivers = 8;
  constexpr int kEach = 1000;
  std::atomic<int> done = 0;
  {
    ThreadPool pool(4);
    std::vector<std::thread> givers;
    for (int i = 0; i < kGivers; ++i) {
      givers.emplace_back([&] {
        for (int k = 0; k < kEach; ++k) pool.Run([&] { ++done; });
      });
    }
    for (std::thread& giver : givers) giver.join();
  }
  EXPECT_EQ(done, kGivers * kEach);
}

TEST(ThreadPoolTest, Given_workThatWaitsForOtherWork_WhenThereAreTwoThreads_ThenBothEnd) {
  std::atomic<bool> second_ran = false;
  {
    ThreadPool pool(2);
    pool.Run([&] {
      while (!second_ran) std::this_thread::yield();
    });
    pool.Run([&] { second_ran = true; });
  }
  EXPECT_TRUE(second_ran);
}

}  // namespace
}  // namespace driehoek::rpc
