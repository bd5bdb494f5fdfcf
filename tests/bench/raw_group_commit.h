// The baseline of durable writes: SQLite as one would use it by hand for these rows and nothing
// else. One thread takes all calls that wait and commits them in one transaction; synchronous FULL,
// prepared statements, no hash chain, no versions to compare, no savepoints.
#pragma once

#include <sqlite3.h>

#include <condition_variable>
#include <mutex>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

#include "bench/write_rows.h"

namespace driehoek::bench {

class RawGroupCommit {
 public:
  // `path` has the tables already.
  explicit RawGroupCommit(const std::string& path);
  ~RawGroupCommit();
  RawGroupCommit(const RawGroupCommit&) = delete;
  RawGroupCommit& operator=(const RawGroupCommit&) = delete;

  // Waits until the rows are on disk. From any thread.
  bool Write(const WriteRows& rows);
  // One transaction on the calling thread; only while nobody calls Write.
  bool WriteAlone(const WriteRows& rows);

 private:
  struct Waiting {
    const WriteRows* rows;
    bool ok = false;
    std::binary_semaphore done{0};
  };
  void Loop();
  bool Commit(const std::vector<Waiting*>& batch);
  bool Insert(const WriteRows& rows);
  sqlite3_stmt* Prepare(const char* sql);
  bool Run(const char* sql);

  sqlite3* db_ = nullptr;
  std::vector<sqlite3_stmt*> statements_;
  std::int64_t sequence_ = 0;

  std::mutex mutex_;  // guards the following
  std::condition_variable arrived_;
  std::vector<Waiting*> queue_;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace driehoek::bench
