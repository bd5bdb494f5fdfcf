// What is kept of every call: a count, a time, one line of log; and that its connection is alive.
#pragma once

#include "server/listener.h"
#include "server/metrics.h"
#include "shared/rpc/border.h"

namespace driehoek::server {

// Thread-safe. Metrics and listener must outlive it.
class CallWatch final : public rpc::CallObserver {
 public:
  CallWatch(Metrics& metrics, Listener& listener) : metrics_(metrics), listener_(listener) {}

  void Began(const std::string& peer) override { listener_.Served(peer); }
  // Reads that went well are only counted; changes and refusals are logged with institution, role and reason.
  void Finished(absl::string_view method, const auth::Caller* caller, const absl::Status& status,
                absl::Duration took) override;

 private:
  Metrics& metrics_;
  Listener& listener_;
};

}  // namespace driehoek::server
