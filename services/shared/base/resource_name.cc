#include "shared/base/resource_name.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "shared/base/errors.h"

namespace driehoek {
namespace {

bool IsId(absl::string_view text) {
  if (text.empty() || text.size() > 64) return false;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (!absl::ascii_islower(u) && !absl::ascii_isdigit(u) && c != '-') return false;
  }
  return true;
}

}  // namespace

bool IsInstitutionId(absl::string_view text) {
  return text.size() >= 2 && text.size() <= 40 && absl::ascii_islower(static_cast<unsigned char>(text[0])) &&
         IsId(text);
}

absl::StatusOr<ResourceName> ResourceName::Parse(absl::string_view name, absl::string_view pattern,
                                                 absl::string_view field) {
  const std::vector<absl::string_view> segments = absl::StrSplit(name.substr(0, 1024), '/');
  const std::vector<absl::string_view> wanted = absl::StrSplit(pattern, '/');
  std::vector<std::string> ids;
  bool fits = segments.size() == wanted.size() && name.size() <= 1024;
  for (std::size_t i = 0; fits && i < wanted.size(); ++i) {
    if (wanted[i].empty() || wanted[i].front() != '{') {
      fits = segments[i] == wanted[i];
      continue;
    }
    fits = ids.empty() ? IsInstitutionId(segments[i]) : IsId(segments[i]);
    ids.emplace_back(segments[i]);
  }
  if (!fits) {
    FieldViolations violations;
    violations.Add(field, "NAME_MALFORMED", absl::StrCat("must have the form ", pattern));
    return violations.ToStatus();
  }
  return ResourceName(std::string(name), std::move(ids));
}

std::string MakeName(const TenantId& tenant, absl::string_view collection, absl::string_view id) {
  return absl::StrCat("institutions/", tenant.value(), "/", collection, "/", id);
}

std::string PersonName(const TenantId& tenant, const PersonId& person) {
  return MakeName(tenant, "persons", person.value());
}

}  // namespace driehoek
