// One function a command. Each prints what it did to standard output and returns OK, or why it did nothing.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"

namespace driehoek::ctl {

using Words = std::vector<std::string>;  // of the command line behind the command

absl::Status InstitutionCreate(const Words& words);
absl::Status RegistrationLink(const Words& words);
absl::Status DeploymentList(const Words& words);
absl::Status DeploymentApprove(const Words& words);
absl::Status RoleGrant(const Words& words);
absl::Status ApiClientCreate(const Words& words);
absl::Status AuditVerify(const Words& words);
absl::Status Match(const Words& words);
absl::Status Verify(const Words& words);
absl::Status Doctor(const Words& words);

}  // namespace driehoek::ctl
