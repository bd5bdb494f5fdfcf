// A PostgreSQL server for one test program: Debian's binaries on a new cluster in a temporary
// folder, reached over a socket in it, no TCP port. Stopped when the program ends, whichever way.
#pragma once

#include <sys/types.h>

#include <string>

#include "support/temp_folder.h"

namespace driehoek::test {

class PostgresServer {
 public:
  // Started by the first call. Started without fsync: tests of durability do not use it.
  static PostgresServer& Get();

  // Empty when the server runs; else what is wrong, in a sentence that says what to install.
  const std::string& problem() const { return problem_; }
  // postgres:// address of a database of a superuser.
  std::string Url() const;

  // As an administrator would: ends the server at once and starts it again on the same data.
  void Restart();

  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

 private:
  PostgresServer();
  std::string Start();
  void Stop();
  std::string WaitUntilReady() const;

  TempFolder folder_;
  std::string binaries_;
  std::string problem_;
  pid_t server_ = 0;
};

}  // namespace driehoek::test
