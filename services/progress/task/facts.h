// What learning plans and tasks ask of the programme, besides progress/facts.h: a port that the
// wiring fills in. Read-only, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "progress/facts.h"

namespace driehoek::progress::task {

// The policy set of the variant, as far as tasks go; the contract says what each number means
// (directory.proto, PolicySet).
struct PolicyFact {
  int task_submit_percent = 0;
  int task_submit_week = 0;  // 0: no such week
  int verdict_working_days = 0;
  int verdict_lead_days = 0;
  int verdict_manager_days = 0;
  FactVersion programme_variant;
};

struct OutcomeFact {
  std::string code;
  std::string title;
};

// Where the student stands (R13).
struct StudentFact {
  std::string entry_level;
  int phase = 0;
};

class Programmes {
 public:
  virtual ~Programmes() = default;
  virtual absl::StatusOr<PolicyFact> Policy(const TenantId& tenant, const VariantId& variant,
                                            absl::Time deadline) = 0;
  // Of the set that applies to the variant; none when it has no set.
  virtual absl::StatusOr<std::vector<OutcomeFact>> Outcomes(const TenantId& tenant,
                                                            const VariantId& variant,
                                                            absl::Time deadline) = 0;
  virtual absl::StatusOr<StudentFact> Student(const TenantId& tenant, const EnrolmentId& enrolment,
                                              absl::Time deadline) = 0;
};

}  // namespace driehoek::progress::task
