#include "access/self_handler.h"

#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "access/access_keys.h"
#include "access/access_proto.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/wire.h"

namespace driehoek::access {
namespace {

constexpr absl::string_view kPersonPattern = "institutions/{institution}/persons/{person}";
constexpr absl::string_view kClientPattern = "institutions/{institution}/apiClients/{api_client}";

bool SeesEverybody(const rpc::Call& call) {
  return call.NeededRelations().Has(auth::Relation::kInstitution);
}

// Which entries the caller may have: the own ones, or those that were asked for.
absl::StatusOr<events::AuditFilter> FilterFor(const rpc::Call& call, const std::string& resource) {
  using By = events::AuditFilter::By;
  if (SeesEverybody(call)) {
    if (resource.empty()) return events::AuditFilter{};
    const bool is_person = ResourceName::Parse(resource, kPersonPattern, "resource").ok();
    return events::AuditFilter{is_person ? By::kSubject : By::kResource, resource};
  }
  const std::string self = PersonName(call.tenant(), call.caller().person);
  if (!resource.empty() && resource != self) return auth::NotFound();
  return events::AuditFilter{By::kSubject, self};
}

absl::StatusOr<std::int64_t> CursorOf(const rpc::Page& page) {
  std::int64_t before = 0;
  if (page.cursor.empty() || absl::SimpleAtoi(page.cursor, &before)) return before;
  return Error(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID",
               "the page token is not one of this list");
}

}  // namespace

absl::StatusOr<v1::Self> SelfHandler::GetSelf(const rpc::Call& call,
                                              const v1::GetSelfRequest& /*request*/) {
  const auth::Caller& caller = call.caller();
  v1::Self self;
  DRIEHOEK_ASSIGN_OR_RETURN(const InstitutionFacts institution,
                            parts_.people.Institution(call.tenant(), call.deadline()));
  *self.mutable_institution() = ToProto(call.tenant(), institution);
  self.set_role(std::string(auth::RoleName(caller.role)));
  for (const auth::Role role : caller.roles) self.add_roles(std::string(auth::RoleName(role)));
  if (caller.person.empty()) return self;
  DRIEHOEK_ASSIGN_OR_RETURN(const PersonFacts person,
                            parts_.people.Person(call.tenant(), caller.person, call.deadline()));
  *self.mutable_person() = ToProto(call.tenant(), person);
  self.set_masked_address(MaskAddress(person.email));
  if (caller.guest_grant.empty()) return self;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto grant,
      parts_.guests.Get(call.tenant(), GuestGrantId(caller.guest_grant), call.deadline()));
  if (!grant.has_value()) return self;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Standing standing,
      parts_.links.StandingOf(call.tenant(), *grant, call.now(), call.deadline()));
  *self.mutable_guest_grant() = ToProto(call.tenant(), *grant, standing, person);
  return self;
}

std::string SelfHandler::ActorName(const rpc::Call& call, const std::string& actor,
                                   ActorNames& known) {
  const auto found = known.find(actor);
  if (found != known.end()) return found->second;
  std::string shown = actor;
  if (const auto name = ResourceName::Parse(actor, kPersonPattern, "actor"); name.ok()) {
    const auto person = parts_.people.Person(call.tenant(), PersonId(name->id()), call.deadline());
    if (person.ok()) shown = person->display_name;
  } else if (const auto client = ResourceName::Parse(actor, kClientPattern, "actor"); client.ok()) {
    const auto kept = parts_.clients.Get(call.tenant(), ApiClientId(client->id()), call.deadline());
    if (kept.ok() && kept->has_value()) shown = (*kept)->display_name;
  }
  known.emplace(actor, shown);
  return shown;
}

absl::StatusOr<v1::ListAuditEntriesResponse> SelfHandler::ListAuditEntries(
    const rpc::Call& call, const v1::ListAuditEntriesRequest& request) {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), "institutions/{institution}", "parent").status());
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const events::AuditFilter filter, FilterFor(call, request.resource()));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::int64_t before, CursorOf(page));
  DRIEHOEK_ASSIGN_OR_RETURN(
      std::vector<events::AuditEntry> entries,
      parts_.audit.List(call.tenant(), filter, before, page.size + 1, call.deadline()));
  v1::ListAuditEntriesResponse response;
  if (entries.size() > static_cast<std::size_t>(page.size)) {
    entries.resize(static_cast<std::size_t>(page.size));
    response.set_next_page_token(
        rpc::MakePageToken(request, absl::StrCat(entries.back().sequence)));
  }
  // The administrator keeps the machinery and has no business with who did what to whom.
  const bool with_content = call.caller().role != auth::Role::kInstitutionAdmin;
  ActorNames known;
  for (const events::AuditEntry& entry : entries) {
    v1::AuditEntry& proto = *response.add_audit_entries();
    proto.set_name(MakeName(call.tenant(), "auditEntries", absl::StrCat(entry.sequence)));
    *proto.mutable_entry_time() = rpc::ToProto(entry.time);
    proto.set_action(entry.action);
    proto.set_reason(entry.reason);
    if (!with_content) continue;
    proto.set_actor(ActorName(call, entry.actor, known));
    proto.set_resource(entry.resource);
  }
  return response;
}

}  // namespace driehoek::access
