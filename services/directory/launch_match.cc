#include "directory/launch_match.h"

namespace driehoek::directory {
namespace {

bool IsFreeStudent(const Candidate& candidate) {
  return candidate.standing.is_enrolled && !candidate.standing.has_identity;
}

}  // namespace

absl::string_view AuditReasonOf(Binding binding) {
  switch (binding) {
    case Binding::kByStudentNumber:
      return "bound_by_student_number";
    case Binding::kByAddress:
      return "bound_by_address";
  }
  return "";
}

std::optional<BoundStudent> MatchStudent(const LaunchMatch& match) {
  if (!match.gives_student) return std::nullopt;
  if (match.by_number.has_value()) {
    if (!IsFreeStudent(*match.by_number)) return std::nullopt;
    return BoundStudent{match.by_number->person, Binding::kByStudentNumber};
  }
  if (match.gives_teacher || match.by_address.size() != 1) return std::nullopt;
  const Candidate& one = match.by_address.front();
  const bool has_power = one.has_granted_role || one.standing.has_other_part;
  const bool is_contradicted = match.tells_number && one.has_number;
  if (!IsFreeStudent(one) || has_power || is_contradicted) return std::nullopt;
  return BoundStudent{one.person, Binding::kByAddress};
}

}  // namespace driehoek::directory
