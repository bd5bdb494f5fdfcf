// The passback as it runs: follows every institution, and brings what waits to every platform.
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "passback/courier.h"
#include "passback/follower.h"
#include "passback/outbox.h"
#include "shared/storage/database.h"

namespace driehoek::lti {

// Begun by Start, ended by Stop or its destructor. What it refers to must outlive it.
class Passback {
 public:
  struct Parts {
    storage::Database& database;
    EventFeeds& feeds;
    Marks& marks;
    Outbox& outbox;
    Courier& courier;
  };
  explicit Passback(Parts parts) : parts_(parts) {}
  ~Passback() { Stop(); }
  Passback(const Passback&) = delete;
  Passback& operator=(const Passback&) = delete;

  void Start();
  // Returns when the calls under way have ended.
  void Stop();
  // Something is due: look at once. Thread-safe, returns at once.
  void Nudge();

 private:
  void Watch();
  void Look(bool find_columns);
  void FollowInstitutions();
  void Work();

  Parts parts_;
  std::map<std::string, std::unique_ptr<Follower>> followers_;  // of the watching thread alone
  std::mutex mutex_;                                            // guards the following
  std::condition_variable wake_;
  std::condition_variable work_;
  std::deque<std::string> queue_;  // registrations to look at, each once
  std::set<std::string> busy_;     // in the queue or at work
  bool nudged_ = false;
  bool stopping_ = false;
  std::thread watcher_;
  std::vector<std::thread> workers_;
};

}  // namespace driehoek::lti
