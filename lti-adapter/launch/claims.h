// What a verified launch says, as a value; one function for each claim.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "json/json.h"
#include "launch/seats.h"

namespace driehoek::lti {

inline constexpr absl::string_view kClaimPrefix = "https://purl.imsglobal.org/spec/lti/claim/";

struct LaunchClaims {
  std::string issuer;
  std::string subject;
  std::string client_id;
  std::string deployment_id;
  std::string message_type;
  std::string target_link_uri;
  std::string resource_link_id;
  std::string context_id;  // "" for launches outside a course
  std::string context_title;
  std::vector<std::string> roles;
  std::string name;
  std::string given_name;
  std::string email;
  std::string student_number;  // as the student administration has it
  std::string locale;          // of the person, else of the page
  // Pages that embed us may lie at another origin than the issuer: where the signed claims say the
  // platform is.
  std::vector<std::string> embedding_origins;
  GradeService grades;  // without scopes where the platform offers none
};

// Claims that have to be there and right. INVALID_ARGUMENT with the reason in brackets.
absl::StatusOr<std::string> VersionClaim(
    const JsonObject& payload);  // (VERSION_UNSUPPORTED) exactly 1.3.0
absl::StatusOr<std::string> MessageTypeClaim(const JsonObject& payload);  // (MESSAGE_NOT_HANDLED)
absl::StatusOr<std::string> DeploymentClaim(
    const JsonObject& payload);  // (DEPLOYMENT_MALFORMED) 1..255 ASCII
absl::StatusOr<std::string> SubjectClaim(
    const JsonObject& payload);  // (SUBJECT_MISSING) 1..255 ASCII
absl::StatusOr<std::string> TargetClaim(const JsonObject& payload,
                                        absl::string_view public_url);  // (TARGET_FOREIGN)
absl::StatusOr<std::string> ResourceLinkClaim(
    const JsonObject& payload);  // (RESOURCE_LINK_MISSING)
absl::StatusOr<std::vector<std::string>> RolesClaim(
    const JsonObject& payload);                                       // (CLAIM_MALFORMED)
absl::StatusOr<std::string> ContextClaim(const JsonObject& payload);  // (CLAIM_MALFORMED)

// Claims that only help; absent, null or of another type they count as absent.
std::string ContextTitleClaim(const JsonObject& payload);
std::string NameClaim(const JsonObject& payload);
std::string GivenNameClaim(const JsonObject& payload);
std::string EmailClaim(const JsonObject& payload);
// lis.person_sourcedid; "" also for a variable that the platform left as it was
// ("$Person.sourcedId").
std::string StudentNumberClaim(const JsonObject& payload);
std::string LocaleClaim(const JsonObject& payload);
std::vector<std::string> EmbeddingOriginClaims(const JsonObject& payload);
// Scopes and addresses that we do not know how to use are left out.
GradeService GradeServiceClaim(const JsonObject& payload);

}  // namespace driehoek::lti
