#include "launch/roles.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace driehoek::lti {
namespace {

constexpr absl::string_view kCore = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
constexpr absl::string_view kInstructorSub =
    "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#";
constexpr absl::string_view kLearnerSub =
    "http://purl.imsglobal.org/vocab/lis/v2/membership/Learner#";
// LTI 1.1, still sent by some.
constexpr absl::string_view kOldUrn = "urn:lti:role:ims/lis/";

constexpr std::array<absl::string_view, 11> kInstructorSubs = {"TeachingAssistant",
                                                               "TeachingAssistantSection",
                                                               "TeachingAssistantOffering",
                                                               "TeachingAssistantTemplate",
                                                               "TeachingAssistantGroup",
                                                               "PrimaryInstructor",
                                                               "SecondaryInstructor",
                                                               "Lecturer",
                                                               "GuestInstructor",
                                                               "ExternalInstructor",
                                                               "Grader"};
// The last one is a learner, whatever its name.
constexpr std::array<absl::string_view, 5> kLearnerSubs = {
    "Learner", "NonCreditLearner", "GuestLearner", "ExternalLearner", "Instructor"};

template <std::size_t kSize>
bool IsSub(absl::string_view uri, absl::string_view prefix,
           const std::array<absl::string_view, kSize>& names) {
  if (!absl::ConsumePrefix(&uri, prefix)) return false;
  return std::find(names.begin(), names.end(), uri) != names.end();
}

bool IsCore(absl::string_view uri, absl::string_view name) {
  if (uri == name) return true;
  return (absl::ConsumePrefix(&uri, kCore) || absl::ConsumePrefix(&uri, kOldUrn)) && uri == name;
}

}  // namespace

std::vector<std::string> LaunchRoles(const std::vector<std::string>& uris) {
  const auto any = [&](const auto& matches) {
    return std::any_of(uris.begin(), uris.end(), matches);
  };
  if (any([](const std::string& uri) {
        return IsCore(uri, "Instructor") || IsSub(uri, kInstructorSub, kInstructorSubs);
      })) {
    return {"teacher"};
  }
  if (any([](const std::string& uri) {
        return IsCore(uri, "Learner") || IsSub(uri, kLearnerSub, kLearnerSubs);
      })) {
    return {"student"};
  }
  return {};
}

bool IsTestStudent(const std::vector<std::string>& uris) {
  return std::find(uris.begin(), uris.end(),
                   "http://purl.imsglobal.org/vocab/lti/system/person#TestUser") != uris.end();
}

}  // namespace driehoek::lti
