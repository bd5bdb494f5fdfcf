#include "access/guest_handler.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "access/access_events.h"
#include "access/access_proto.h"
#include "access/commit_answer.h"
#include "access/policy.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/crypto/encoding.h"
#include "shared/rpc/wire.h"

namespace driehoek::access {
namespace {

constexpr absl::string_view kGrantPattern = "institutions/{institution}/guestGrants/{guest_grant}";
constexpr absl::string_view kPersonPattern = "institutions/{institution}/persons/{person}";

bool Contains(const std::vector<PersonId>& persons, const PersonId& person) {
  return std::find(persons.begin(), persons.end(), person) != persons.end();
}

events::CommitPlan PlanFor(const rpc::Call& call, const PreparedLink& link) {
  const std::string name = GuestGrantName(call.tenant(), link.grant.id);
  events::CommitPlan plan = call.NewPlan(name);
  plan.audit.front().subject = PersonName(call.tenant(), link.grant.person);
  plan.writes = link.writes;
  plan.events = link.events;
  return plan;
}

}  // namespace

std::string AddressPurpose(const GuestGrantId& grant, absl::string_view address_hash) {
  return absl::StrCat("address:", grant.value(), ":", crypto::HexEncode(address_hash));
}

absl::StatusOr<auth::Relations> GuestHandler::RelationsTo(const rpc::Call& call,
                                                          const PersonId& guest) {
  auth::Relations held{auth::Relation::kInstitution};
  const auth::Caller& caller = call.caller();
  if (!caller.person.empty() && caller.person == guest) held.Add(auth::Relation::kSelf);
  if (caller.role == auth::Role::kTeacher) {
    DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<PersonId> own,
                              parts_.supervision.GuestsOfTeacher(call.tenant(), caller.person,
                                                                 call.now(), call.deadline()));
    if (Contains(own, guest)) held.Add(auth::Relation::kAssigned);
  }
  return held;
}

absl::StatusOr<GuestGrant> GuestHandler::LoadAllowed(const rpc::Call& call,
                                                     absl::string_view name) {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed, ResourceName::Parse(name, kGrantPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto grant,
      parts_.store.Get(call.tenant(), GuestGrantId(parsed.id()), call.deadline()));
  if (!grant.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const auth::Relations held, RelationsTo(call, grant->person));
  DRIEHOEK_RETURN_IF_ERROR(call.MayDo(kGetGuestGrant, held));
  return *grant;
}

absl::StatusOr<v1::GuestGrant> GuestHandler::Answer(const rpc::Call& call,
                                                    const GuestGrant& grant) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Standing standing,
      parts_.links.StandingOf(call.tenant(), grant, call.now(), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const PersonFacts guest,
                            parts_.people.Person(call.tenant(), grant.person, call.deadline()));
  return ToProto(call.tenant(), grant, standing, guest);
}

absl::StatusOr<v1::GuestGrant> GuestHandler::CreateGuestGrant(
    const rpc::Call& call, const v1::CreateGuestGrantRequest& request) {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), "institutions/{institution}", "parent").status());
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ResourceName name,
      ResourceName::Parse(request.guest_grant().person(), kPersonPattern, "guest_grant.person"));
  const PersonId person(name.id());
  DRIEHOEK_ASSIGN_OR_RETURN(const auth::Relations held, RelationsTo(call, person));
  DRIEHOEK_RETURN_IF_ERROR(call.MayDo(kGetGuestGrant, held));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PreparedLink link,
      parts_.links.Invite(call.tenant(), person, call.now(), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto committed, CommitAnswer(parts_.change_log, call, call.tenant(), PlanFor(call, link),
                                   ToProto(call.tenant(), link.grant, link.standing, link.to),
                                   [&](storage::TenantTransaction& transaction) {
                                     return parts_.links.Store(transaction, link,
                                                               /*send_mail=*/true);
                                   }));
  return std::move(committed.response);
}

absl::StatusOr<v1::GuestGrant> GuestHandler::GetGuestGrant(
    const rpc::Call& call, const v1::GetGuestGrantRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(const GuestGrant grant, LoadAllowed(call, request.name()));
  call.RecordRead(request.name(), grant.person);
  return Answer(call, grant);
}

absl::StatusOr<std::vector<GuestGrant>> GuestHandler::ListWithinReach(const rpc::Call& call,
                                                                      const PersonId& person,
                                                                      const GuestGrantId& before,
                                                                      int limit) {
  if (call.NeededRelations().Has(auth::Relation::kInstitution)) {
    return parts_.store.List(call.tenant(), person, before, limit, call.deadline());
  }
  // A teacher: the grants of the guests of the own students, some tens at most.
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<PersonId> own,
                            parts_.supervision.GuestsOfTeacher(call.tenant(), call.caller().person,
                                                               call.now(), call.deadline()));
  std::vector<GuestGrant> found;
  for (const PersonId& guest : own) {
    if (!person.empty() && guest != person) continue;
    DRIEHOEK_ASSIGN_OR_RETURN(
        std::vector<GuestGrant> grants,
        parts_.store.List(call.tenant(), guest, before, limit, call.deadline()));
    std::move(grants.begin(), grants.end(), std::back_inserter(found));
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return b.id < a.id; });
  if (found.size() > static_cast<std::size_t>(limit)) {
    found.resize(static_cast<std::size_t>(limit));
  }
  return found;
}

absl::StatusOr<v1::ListGuestGrantsResponse> GuestHandler::ListGuestGrants(
    const rpc::Call& call, const v1::ListGuestGrantsRequest& request) {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), "institutions/{institution}", "parent").status());
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  PersonId person;
  if (!request.person().empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName name,
                              ResourceName::Parse(request.person(), kPersonPattern, "person"));
    person = PersonId(name.id());
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      std::vector<GuestGrant> grants,
      ListWithinReach(call, person, GuestGrantId(page.cursor), page.size + 1));
  v1::ListGuestGrantsResponse response;
  if (grants.size() > static_cast<std::size_t>(page.size)) {
    grants.resize(static_cast<std::size_t>(page.size));
    response.set_next_page_token(rpc::MakePageToken(request, grants.back().id.value()));
  }
  for (const GuestGrant& grant : grants) {
    DRIEHOEK_ASSIGN_OR_RETURN(*response.add_guest_grants(), Answer(call, grant));
    call.RecordRead(GuestGrantName(call.tenant(), grant.id), grant.person);
  }
  return response;
}

absl::StatusOr<v1::GuestLink> GuestHandler::RenewGuestLink(
    const rpc::Call& call, const v1::RenewGuestLinkRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(const GuestGrant grant, LoadAllowed(call, request.name()));
  DRIEHOEK_ASSIGN_OR_RETURN(const PreparedLink link,
                            parts_.links.Renew(call.tenant(), grant, call.now(), call.deadline()));
  // The answer that is stored holds no secret: whoever repeats the call gets no address, and asks
  // anew.
  v1::GuestLink answer;
  *answer.mutable_expire_time() = rpc::ToProto(link.change.link->open_by);
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto committed, CommitAnswer(parts_.change_log, call, call.tenant(), PlanFor(call, link),
                                   answer, [&](storage::TenantTransaction& transaction) {
                                     return parts_.links.Store(transaction, link,
                                                               request.send_mail());
                                   }));
  if (committed.was_first) committed.response.set_uri(link.uri);
  return std::move(committed.response);
}

absl::StatusOr<v1::GuestGrant> GuestHandler::RevokeGuestGrant(
    const rpc::Call& call, const v1::RevokeGuestGrantRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(const GuestGrant grant, LoadAllowed(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), grant.version, rpc::EtagRule::kOptional));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Standing standing,
      parts_.links.StandingOf(call.tenant(), grant, call.now(), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const GuestChange change,
                            RevokeGrant(grant, standing.access_ends, call.now()));
  GuestGrant after = change.grant;
  ++after.version;
  DRIEHOEK_ASSIGN_OR_RETURN(const v1::GuestGrant answer, Answer(call, after));
  events::CommitPlan plan = call.NewPlan(request.name());
  plan.audit.front().subject = PersonName(call.tenant(), grant.person);
  plan.writes.push_back({request.name(), grant.version});
  plan.events.push_back(AccessEvent("guest_grant_revoked", request.name()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto committed, CommitAnswer(parts_.change_log, call, call.tenant(), std::move(plan), answer,
                                   [&](storage::TenantTransaction& transaction) {
                                     return GuestStore::Write(transaction, change);
                                   }));
  return std::move(committed.response);
}

absl::StatusOr<v1::RequestAddressCodeResponse> GuestHandler::RequestAddressCode(
    const rpc::Call& call, const v1::RequestAddressCodeRequest& /*request*/) {
  const auth::Caller& caller = call.caller();
  if (caller.guest_grant.empty()) {
    return Error(absl::StatusCode::kFailedPrecondition, "NOT_A_GUEST",
                 "the session does not hang on a guest grant");
  }
  const GuestGrantId grant(caller.guest_grant);
  DRIEHOEK_ASSIGN_OR_RETURN(const PersonFacts guest,
                            parts_.people.Person(call.tenant(), caller.person, call.deadline()));
  const std::string purpose = AddressPurpose(grant, AddressHash(parts_.keys, guest.email));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PreparedCode code,
      parts_.codes.Prepare(call.tenant(), caller.person, purpose, CodeUse::kProveAddress,
                           call.now(), call.deadline()));
  v1::RequestAddressCodeResponse answer;
  answer.set_masked_address(code.masked_address);
  *answer.mutable_expire_time() = rpc::ToProto(code.expire_time);
  events::CommitPlan plan = call.NewPlan(GuestGrantName(call.tenant(), grant));
  plan.writes.push_back(code.write);
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto committed, CommitAnswer(parts_.change_log, call, call.tenant(), std::move(plan), answer,
                                   [&](storage::TenantTransaction& transaction) {
                                     return parts_.codes.Store(transaction, code);
                                   }));
  return std::move(committed.response);
}

}  // namespace driehoek::access
