// What a calendar asks of placements, tasks and check-ins: a port that the wiring fills in.
// Read-only, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "shared/base/strong_id.h"

namespace driehoek::calendar {

// A learning task that waits for its verdict.
struct OwedVerdict {
  std::string task_id;
  std::string task_title;
  absl::CivilDay due_day;
};

// A moment of the three.
struct Meeting {
  std::string id;
  int sequence = 0;  // counts up with each change of moment, length or place
  absl::Time start;
  absl::Duration length;
  std::string place;    // empty: not said
  bool is_off = false;  // missed or cancelled
};

// A placement in which the person has a part: as student, supervisor or contact person, or as
// teacher of a task.
struct OwnPlacement {
  std::string id;
  std::string student_name;
  std::optional<absl::CivilDay> first_day;
  std::optional<absl::CivilDay> last_day;   // inclusive
  std::optional<absl::CivilDay> submit_by;  // last day to submit tasks
  std::vector<OwedVerdict> verdicts;
  std::vector<Meeting> meetings;
};

enum class Language { kDutch, kEnglish };

struct Agenda {
  Language language = Language::kDutch;
  std::vector<OwnPlacement> placements;
};

class Agendas {
 public:
  virtual ~Agendas() = default;
  // The dates of a person today. NOT_FOUND when the person is not there any more.
  virtual absl::StatusOr<Agenda> Of(const TenantId& tenant, const PersonId& person, absl::Time now,
                                    absl::Time deadline) = 0;
};

}  // namespace driehoek::calendar
