// What the roles of a launch mean here.
#pragma once

#include <string>
#include <vector>

namespace driehoek::lti {

// `teacher`, `student` or nothing. Only context roles count, compared as whole URIs (LTI 1.3 core,
// appendix A); the deprecated short names stand for the core context roles. The strongest one
// decides. Institution and system roles, mentors and observers give nothing: what they may do is
// granted inside.
std::vector<std::string> LaunchRoles(const std::vector<std::string>& uris);

// The platform's own test student (Canvas, Student View), who cannot be graded.
bool IsTestStudent(const std::vector<std::string>& uris);

}  // namespace driehoek::lti
