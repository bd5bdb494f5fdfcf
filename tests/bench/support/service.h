// driehoekd as it is run, on a free port and with an institution "demo" in an empty folder.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "bench/support/process.h"
#include "shared/auth/call_token.h"
#include "shared/auth/caller.h"

namespace driehoek::bench {

// The folder with the programs that are measured: where the benchmark itself lies.
std::string Programs();

// PEM files of a certificate for localhost, made in `folder`.
struct TlsFiles {
  std::string certificate;
  std::string key;
};
TlsFiles MakeTlsFiles(const std::string& folder);

// A channel to a server on loopback; with TLS when `certificate` names a PEM file. Never shares a
// connection.
std::shared_ptr<grpc::Channel> ChannelTo(int port, const std::string& certificate = "");

class Service {
 public:
  struct Options {
    std::string data;
    std::string database = {};     // empty: SQLite in `data`
    TlsFiles tls = {};             // empty: without
    bool has_institution = false;  // made before
  };
  explicit Service(const Options& options);

  Process& process() { return *process_; }
  int port() const { return port_; }
  // From the start of the process to its first answer.
  absl::Duration time_to_ready() const { return time_to_ready_; }
  // Metadata value that lets `person` call in `role`, good for a minute.
  std::string Authorization(auth::Role role, const std::string& person_id = "") const;

  // Metadata value of a new API client in that role.
  std::string ApiClient(const std::string& role) const;

 private:
  std::vector<std::string> where_;  // flags that name data and database
  std::unique_ptr<Process> process_;
  int port_ = 0;
  absl::Duration time_to_ready_;
  auth::CallTokenKeys keys_{{}};
};

}  // namespace driehoek::bench
