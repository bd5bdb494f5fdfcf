// Reading the mark of an assessment from the services.
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/service_channel.h"
#include "passback/score.h"
#include "shared/base/clock.h"

namespace driehoek::lti {

class Marks {
 public:
  virtual ~Marks() = default;
  // The mark that holds of `assessment`, a full name; nothing when there is none to tell: it is
  // gone, or was never published. The refusal of the services, or UNAVAILABLE / SERVICE_AWAY, when
  // it has to be asked again.
  virtual absl::StatusOr<std::optional<PublishedMark>> Read(const TenantId& tenant,
                                                            const std::string& assessment) = 0;
};

// By AssessmentService.GetAssessment, as the adapter itself. Thread-safe. What it refers to must
// outlive it.
class ServiceMarks final : public Marks {
 public:
  ServiceMarks(ServiceChannel& channel, const Clock& clock) : channel_(channel), clock_(clock) {}
  absl::StatusOr<std::optional<PublishedMark>> Read(const TenantId& tenant,
                                                    const std::string& assessment) override;

 private:
  struct Language {
    std::string code;
    absl::Time until;
  };
  std::string LanguageOf(const TenantId& tenant);

  ServiceChannel& channel_;
  const Clock& clock_;
  std::mutex mutex_;                                      // guards languages_
  absl::flat_hash_map<std::string, Language> languages_;  // by institution
};

// "7.5" in tenths; nothing unless it is a mark from 1 to 10 with at most one decimal.
std::optional<int> MarkTenths(absl::string_view text);

}  // namespace driehoek::lti
