#include "shared/auth/rights.h"

#include "shared/base/errors.h"

namespace driehoek::auth {

RightsTable::RightsTable(const std::vector<Right>& rights) {
  for (const Right& right : rights) by_method_[std::string(right.method)].push_back(right);
}

absl::Status RightsTable::MayCall(absl::string_view method, Role role) const {
  if (Needed(method, role).empty()) {
    return Error(absl::StatusCode::kPermissionDenied, "ROLE_NOT_ALLOWED",
                 "the role acted in may not call this method",
                 {{"role", std::string(RoleName(role))}, {"method", std::string(method)}});
  }
  return absl::OkStatus();
}

absl::Status RightsTable::MayDo(absl::string_view method, absl::string_view read_method, Role role,
                                Relations held) const {
  if (Needed(method, role).Intersects(held)) return absl::OkStatus();
  if (Needed(read_method, role).Intersects(held)) {
    return Error(absl::StatusCode::kPermissionDenied, "RELATION_NOT_ALLOWED",
                 "the caller may see this resource but not do this to it",
                 {{"role", std::string(RoleName(role))}, {"method", std::string(method)}});
  }
  return NotFound();
}

Relations RightsTable::Needed(absl::string_view method, Role role) const {
  Relations needed;
  const auto found = by_method_.find(method);
  if (found == by_method_.end()) return needed;
  // A method may have several rows for one role; any of them is enough.
  for (const Right& right : found->second) {
    if (right.role == role) needed.Add(right.relations);
  }
  return needed;
}

std::vector<std::string> RightsTable::MethodsWithoutRule(
    const std::vector<std::string>& methods) const {
  std::vector<std::string> missing;
  for (const std::string& method : methods) {
    if (!by_method_.contains(method)) missing.push_back(method);
  }
  return missing;
}

absl::Status NotFound() {
  return Error(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND",
               "there is no such resource, or it is not the caller's to know of");
}

}  // namespace driehoek::auth
