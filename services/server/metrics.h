// What the operator at night sees: Prometheus counters of calls, and of the edge.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace driehoek::server {

// Thread-safe.
class Metrics {
 public:
  Metrics();
  // One finished call. `method` is one of the service's methods, `code` a status code name, so that the number of series stays
  // bounded.
  void CountCall(absl::string_view method, absl::string_view code, absl::Duration took);
  // A gauge whose value is asked for at each scrape.
  void AddGauge(const std::string& name, const std::string& help, std::function<double()> value);
  // The text of /metrics (Prometheus exposition format 0.0.4).
  std::string Text();

 private:
  struct Series {
    prometheus::Histogram* seconds = nullptr;
    std::unordered_map<std::string, prometheus::Counter*> by_code;
  };
  prometheus::Registry registry_;
  prometheus::Family<prometheus::Counter>& calls_;
  prometheus::Family<prometheus::Histogram>& seconds_;
  // Guards series_ and gauges_.
  std::mutex mutex_;
  std::unordered_map<std::string, Series> series_;
  std::vector<std::pair<prometheus::Gauge*, std::function<double()>>> gauges_;
};

}  // namespace driehoek::server
