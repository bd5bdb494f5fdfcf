#include "server/metrics.h"

#include <prometheus/text_serializer.h>

#include <utility>

namespace driehoek::server {
namespace {

const prometheus::Histogram::BucketBoundaries kSeconds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                       0.05,   0.1,   0.25,   0.5,   1,    5};

}  // namespace

Metrics::Metrics()
    : calls_(prometheus::BuildCounter()
                 .Name("driehoek_calls_total")
                 .Help("Finished calls by method and status code")
                 .Register(registry_)),
      seconds_(prometheus::BuildHistogram()
                   .Name("driehoek_call_seconds")
                   .Help("Time from the first byte decoded to the answer handed over")
                   .Register(registry_)) {}

void Metrics::CountCall(absl::string_view method, absl::string_view code, absl::Duration took) {
  const std::lock_guard lock(mutex_);
  Series& series = series_[std::string(method)];
  if (series.seconds == nullptr) series.seconds = &seconds_.Add({{"method", std::string(method)}}, kSeconds);
  prometheus::Counter*& counter = series.by_code[std::string(code)];
  if (counter == nullptr) counter = &calls_.Add({{"method", std::string(method)}, {"code", std::string(code)}});
  counter->Increment();
  series.seconds->Observe(absl::ToDoubleSeconds(took));
}

void Metrics::AddGauge(const std::string& name, const std::string& help, std::function<double()> value) {
  prometheus::Gauge& gauge = prometheus::BuildGauge().Name(name).Help(help).Register(registry_).Add({});
  const std::lock_guard lock(mutex_);
  gauges_.emplace_back(&gauge, std::move(value));
}

std::string Metrics::Text() {
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [gauge, value] : gauges_) gauge->Set(value());
  }
  return prometheus::TextSerializer().Serialize(registry_.Collect());
}

}  // namespace driehoek::server
