#include "session/session_rows.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "json/json.h"
#include "json/json_writer.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

absl::Status Unreadable() {
  return Error(absl::StatusCode::kInternal, "SESSION_UNREADABLE",
               "the stored session cannot be read");
}

}  // namespace

std::string WriteIdentities(const std::vector<Identity>& identities) {
  std::string list;
  for (const Identity& identity : identities) {
    std::vector<std::string> roles;
    for (const auth::Role role : identity.roles) roles.emplace_back(auth::RoleName(role));
    absl::StrAppend(&list, list.empty() ? "" : ",",
                    JsonObjectWriter()
                        .String("tenant", identity.tenant.value())
                        .String("person", identity.person.value())
                        .Strings("roles", roles)
                        .String("guest_grant", identity.guest_grant)
                        .Done());
  }
  return absl::StrCat("{\"identities\":[", list, "]}");
}

absl::StatusOr<std::vector<Identity>> ReadIdentities(const std::string& json) {
  const auto object = JsonObject::Parse(json);
  if (!object.ok()) return Unreadable();
  const auto entries = object->Objects("identities");
  if (!entries.ok() || entries->empty()) return Unreadable();
  std::vector<Identity> identities;
  for (const JsonObject& entry : *entries) {
    Identity identity{.tenant = TenantId(entry.StringOrEmpty("tenant")),
                      .person = PersonId(entry.StringOrEmpty("person")),
                      .guest_grant = entry.StringOrEmpty("guest_grant")};
    const auto names = entry.Strings("roles");
    if (!names.ok()) return Unreadable();
    for (const std::string& name : *names) {
      // A role that this version does not know gives nothing.
      if (const auto role = auth::ParseRole(name)) identity.roles.push_back(*role);
    }
    identities.push_back(std::move(identity));
  }
  return identities;
}

absl::StatusOr<Session> ReadSession(const storage::Row& row) {
  Session session{.id = row.Text(0),
                  .kind = row.Text(1) == "guest" ? SessionKind::kGuest : SessionKind::kLms,
                  .course = row.Text(3),
                  .course_title = row.Text(4),
                  .registration_id = row.Text(5),
                  .language = row.Text(6),
                  .embedding_origins = absl::StrSplit(row.Text(7), ' ', absl::SkipEmpty()),
                  .factor_time = row.OptionalTime(8),
                  .create_time = row.Time(9),
                  .use_time = row.Time(10),
                  .expire_time = row.Time(11)};
  DRIEHOEK_ASSIGN_OR_RETURN(session.identities, ReadIdentities(row.Text(2)));
  return session;
}

}  // namespace driehoek::lti
