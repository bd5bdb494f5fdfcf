// The first launch of a student whom a file of the register brought in before.
#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "directory/directory_handler.h"
#include "directory/launch_match.h"

namespace driehoek::directory {
namespace {

constexpr std::size_t kLongestNumber = 100;

std::string NumberOf(const v1::EnsurePersonRequest& request) {
  std::string number(absl::StripAsciiWhitespace(request.student_number()));
  return number.size() > kLongestNumber ? std::string() : number;
}

bool Gives(const v1::EnsurePersonRequest& request, auth::Role role) {
  const auto& names = request.launch_roles();
  return std::find(names.begin(), names.end(), auth::RoleName(role)) != names.end();
}

}  // namespace

absl::StatusOr<Candidate> DirectoryHandler::CandidateOf(const rpc::Call& call,
                                                        const PersonId& person) const {
  Candidate candidate{.person = person};
  DRIEHOEK_ASSIGN_OR_RETURN(candidate.standing,
                            parts_.store.LaunchStandingOf(call.tenant(), person, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto granted,
      parts_.granted_roles.Of(call.tenant(), person, call.now(), call.deadline()));
  candidate.has_granted_role = !granted.empty();
  DRIEHOEK_ASSIGN_OR_RETURN(candidate.has_number, parts_.student_numbers.HasNumber(
                                                      call.tenant(), person, call.deadline()));
  return candidate;
}

absl::StatusOr<std::optional<Person>> DirectoryHandler::BindImported(
    const rpc::Call& call, const v1::EnsurePersonRequest& request,
    const LaunchIdentity& launch) const {
  LaunchMatch match{.gives_student = Gives(request, auth::Role::kStudent),
                    .gives_teacher = Gives(request, auth::Role::kTeacher)};
  if (const std::string number = NumberOf(request); !number.empty()) {
    match.tells_number = true;
    DRIEHOEK_ASSIGN_OR_RETURN(const auto student, parts_.student_numbers.StudentOf(
                                                      call.tenant(), number, call.deadline()));
    if (student.has_value()) {
      DRIEHOEK_ASSIGN_OR_RETURN(match.by_number, CandidateOf(call, *student));
    }
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const auto addressed,
                            parts_.store.WithAddress(call.tenant(), launch.email, call.deadline()));
  for (const PersonId& person : addressed) {
    DRIEHOEK_ASSIGN_OR_RETURN(Candidate candidate, CandidateOf(call, person));
    match.by_address.push_back(std::move(candidate));
  }
  const std::optional<BoundStudent> bound = MatchStudent(match);
  if (!bound.has_value()) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto person,
      parts_.store.Find<Person>(call.tenant(), bound->person.value(), call.deadline()));
  if (!person.has_value()) return std::nullopt;
  // Asked again now that the version is known: another launch may have been given the person
  // meanwhile, and one that comes later moves the version.
  DRIEHOEK_ASSIGN_OR_RETURN(
      const LaunchStanding standing,
      parts_.store.LaunchStandingOf(call.tenant(), bound->person, call.deadline()));
  if (standing.has_identity) return std::nullopt;
  return Bind(call, request, Follow(*std::move(person), launch), AuditReasonOf(bound->binding));
}

absl::StatusOr<Person> DirectoryHandler::Bind(const rpc::Call& call,
                                              const v1::EnsurePersonRequest& request, Person person,
                                              absl::string_view reason) const {
  const std::string name = Wire<Person>::Name(call.tenant(), person);
  events::CommitPlan plan = call.NewPlan(name, reason);
  plan.request.reset();
  plan.audit.front().subject = name;
  // The version moves on, so that of two launches at once only one gets the person.
  plan.writes.push_back({name, person.version});
  plan.events.push_back(DirectoryChanged(name));
  ++person.version;
  const auto put = [&](storage::TenantTransaction& transaction) -> absl::Status {
    DRIEHOEK_RETURN_IF_ERROR(SqlDirectoryStore::Put(transaction, person));
    return SqlDirectoryStore::PutIdentity(transaction, request.issuer(), request.subject(),
                                          person.id, call.now());
  };
  DRIEHOEK_RETURN_IF_ERROR(
      parts_.change_log.Commit(call.tenant(), plan, call.deadline(), put).status());
  return person;
}

}  // namespace driehoek::directory
