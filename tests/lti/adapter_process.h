// The program driehoek-lti as a process of its own, on a free port: to be killed and started again,
// or to run twice on one database. It dies with us.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace driehoek::lti::test {

class AdapterProcess {
 public:
  struct Options {
    std::string data;      // folder with call_token.key; everything else is made
    std::string service;   // HOST:PORT
    std::string database;  // URL; empty: SQLite in the folder
    std::string name = "adapter";
  };
  explicit AdapterProcess(Options options) : options_(std::move(options)) {}
  ~AdapterProcess() { Kill(); }
  AdapterProcess(const AdapterProcess&) = delete;
  AdapterProcess& operator=(const AdapterProcess&) = delete;

  // Starts it and waits until it said that it is ready. The test fails when it does not.
  void Start();
  // kill -9. Nothing when it does not run.
  void Kill();
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  const Options options_;
  pid_t pid_ = 0;
  int port_ = 0;
};

}  // namespace driehoek::lti::test
