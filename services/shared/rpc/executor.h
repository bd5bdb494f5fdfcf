// Where methods of gRPC's callback kind do their work.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace driehoek::rpc {

// Thread-safe.
class Executor {
 public:
  virtual ~Executor() = default;
  virtual void Run(std::function<void()> work) = 0;
};

// On gRPC's own thread: for work that waits for nobody.
class Inline final : public Executor {
 public:
  void Run(std::function<void()> work) override { work(); }
};

// On threads of its own: gRPC has few, and they must not wait for a database in another process.
// The destructor ends all work that was given first.
class ThreadPool final : public Executor {
 public:
  explicit ThreadPool(int threads);
  ~ThreadPool() override;
  void Run(std::function<void()> work) override;

 private:
  void Serve();

  std::mutex mutex_;  // guards the following
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace driehoek::rpc
