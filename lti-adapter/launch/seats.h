// Where the LMS takes a student's grades, as a launch tells it; kept by passback/.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "shared/base/strong_id.h"

namespace driehoek::lti {

inline constexpr absl::string_view kGradeScopePrefix =
    "https://purl.imsglobal.org/spec/lti-ags/scope/";

// The service of a launch by which grades can be brought to its course (AGS 2.0, section 3.1).
struct GradeService {
  std::vector<std::string> scopes;  // the last part of each: "score", "lineitem", ...
  std::string lineitems;            // URL of the course's columns, or ""
  std::string lineitem;             // URL of the link's own column, or ""

  friend bool operator==(const GradeService&, const GradeService&) = default;
};

// A student in a course of an LMS. `subject` is the platform's own id of the person.
struct GradeSeat {
  TenantId tenant;
  PersonId person;
  std::string registration_id;
  std::string deployment_id;
  std::string context_id;
  std::string subject;
  std::string resource_link_id;
  GradeService service;

  friend bool operator==(const GradeSeat&, const GradeSeat&) = default;
};

// Thread-safe.
class Seats {
 public:
  virtual ~Seats() = default;
  // Whether just this was kept a short while ago. Never waits.
  virtual bool Knows(const GradeSeat& seat) = 0;
  virtual absl::Status Keep(const GradeSeat& seat) = 0;
};

}  // namespace driehoek::lti
