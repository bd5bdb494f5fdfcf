// EnsurePerson: whoever launched from an LMS is known, once and for ever, by (issuer, subject).
#include <algorithm>

#include "directory/directory_handler.h"
#include "shared/base/field_checks.h"

namespace driehoek::directory {
namespace {

// Another launch of the same person may come in between; after one round it is known.
constexpr int kTries = 3;

absl::StatusOr<std::vector<auth::Role>> ReadLaunchRoles(const v1::EnsurePersonRequest& request) {
  std::vector<auth::Role> roles;
  FieldViolations violations;
  CheckText(violations, "issuer", request.issuer(), 1, 255);
  CheckText(violations, "subject", request.subject(), 1, 255);
  for (const std::string& name : request.launch_roles()) {
    const auto role = auth::ParseRole(name);
    if (role == auth::Role::kStudent || role == auth::Role::kTeacher) {
      roles.push_back(*role);
    } else {
      violations.Add("launch_roles", "LAUNCH_ROLE_UNKNOWN",
                     "a launch gives student or teacher only");
    }
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return roles;
}

bool IsSame(const Person& a, const Person& b) {
  return a.display_name == b.display_name && a.given_name == b.given_name &&
         a.language_code == b.language_code;
}

}  // namespace

absl::StatusOr<v1::EnsurePersonResponse> DirectoryHandler::EnsurePerson(
    const rpc::Call& call, const v1::EnsurePersonRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto roles, ReadLaunchRoles(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const Institution parent,
                            calls_.Load<Institution>(call, request.parent()));
  DRIEHOEK_RETURN_IF_ERROR(call.MayDo(call.method(), {auth::Relation::kInstitution}));
  const LaunchIdentity launch = Tidy(
      {request.display_name(), request.given_name(), request.email(), request.language_code()});
  absl::StatusOr<Person> person;
  for (int i = 0; i < kTries; ++i) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto known,
                              parts_.store.FindIdentity(call.tenant(), request.issuer(),
                                                        request.subject(), call.deadline()));
    person =
        known.has_value() ? BringUpToDate(call, *known, launch) : MeetFirst(call, request, launch);
    if (person.status().code() != absl::StatusCode::kAborted) break;
  }
  if (!person.ok()) return person.status();
  return Answer(call, *person, roles);
}

absl::StatusOr<Person> DirectoryHandler::MeetFirst(const rpc::Call& call,
                                                   const v1::EnsurePersonRequest& request,
                                                   const LaunchIdentity& launch) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto imported, BindImported(call, request, launch));
  if (!imported.has_value()) return MakeKnown(call, request, launch);
  return BringUpToDate(call, imported->id, launch);
}

absl::StatusOr<Person> DirectoryHandler::MakeKnown(const rpc::Call& call,
                                                   const v1::EnsurePersonRequest& request,
                                                   const LaunchIdentity& launch) const {
  Person person =
      Follow(Person{.id = PersonId(parts_.ids.NewId()), .create_time = call.now()}, launch);
  const PersonContact contact = Follow(PersonContact{.id = person.id}, launch);
  DRIEHOEK_RETURN_IF_ERROR(
      calls_
          .CommitNewPerson(call, person, contact, ResourceCalls::Keep::kNothing,
                           [&](storage::TenantTransaction& transaction) {
                             return SqlDirectoryStore::PutIdentity(transaction, request.issuer(),
                                                                   request.subject(), person.id,
                                                                   call.now());
                           })
          .status());
  person.version = 1;
  return person;
}

absl::StatusOr<Person> DirectoryHandler::BringUpToDate(const rpc::Call& call, const PersonId& id,
                                                       const LaunchIdentity& launch) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto person,
                            parts_.store.Find<Person>(call.tenant(), id.value(), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto contact, parts_.store.Find<PersonContact>(call.tenant(), id.value(), call.deadline()));
  if (!person.has_value() || !contact.has_value()) return auth::NotFound();
  if (const PersonContact fresh = Follow(*contact, launch); fresh.email != contact->email) {
    DRIEHOEK_RETURN_IF_ERROR(calls_.CommitWithoutAnswer(call, fresh));
  }
  Person fresh = Follow(*person, launch);
  if (!IsSame(fresh, *person)) {
    DRIEHOEK_RETURN_IF_ERROR(calls_.CommitWithoutAnswer(call, fresh));
    ++fresh.version;
  }
  return fresh;
}

absl::StatusOr<v1::EnsurePersonResponse> DirectoryHandler::Answer(
    const rpc::Call& call, const Person& person,
    const std::vector<auth::Role>& launch_roles) const {
  DRIEHOEK_ASSIGN_OR_RETURN(
      std::vector<auth::Role> granted,
      parts_.granted_roles.Of(call.tenant(), person.id, call.now(), call.deadline()));
  std::vector<auth::Role> roles = launch_roles;
  roles.insert(roles.end(), granted.begin(), granted.end());
  std::sort(roles.begin(), roles.end());
  roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
  v1::EnsurePersonResponse response;
  *response.mutable_person() = Wire<Person>::ToProto(call.tenant(), person);
  for (const auth::Role role : roles) response.add_roles(std::string(auth::RoleName(role)));
  return response;
}

}  // namespace driehoek::directory
