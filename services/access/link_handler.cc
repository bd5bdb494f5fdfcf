#include "access/link_handler.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "access/access_events.h"
#include "access/access_proto.h"
#include "shared/auth/carried_secret.h"
#include "access/commit_answer.h"
#include "access/cross_tenant_reads.h"
#include "access/guest_handler.h"
#include "shared/auth/rights.h"
#include "shared/base/errors.h"
#include "shared/base/field_checks.h"
#include "shared/base/resource_name.h"

namespace driehoek::access {
namespace {

absl::Status LinkUnknown() {
  return Error(absl::StatusCode::kNotFound, "LINK_UNKNOWN", "there is no such link");
}

// The guest is whom it is about, though the adapter calls.
events::CommitPlan PlanFor(const rpc::Call& call, const TenantId& tenant, const GuestGrant& grant) {
  events::CommitPlan plan = call.NewPlan(GuestGrantName(tenant, grant.id));
  plan.audit.front().actor = PersonName(tenant, grant.person);
  return plan;
}

}  // namespace

absl::StatusOr<GuestGrant> LinkHandler::Open(const rpc::Call& call, const TenantId& tenant,
                                             const LinkedGrant& found, absl::Time access_ends) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::optional<GuestChange> change,
                            OpenLink(found.grant, found.link, access_ends, call.now()));
  if (!change.has_value()) return found.grant;
  const std::string name = GuestGrantName(tenant, found.grant.id);
  events::CommitPlan plan = PlanFor(call, tenant, found.grant);
  plan.writes.push_back({name, found.grant.version});
  if (!found.grant.open_time.has_value()) {
    plan.events.push_back(AccessEvent("guest_grant_opened", name));
  }
  const auto committed = parts_.change_log.Commit(tenant, plan, call.deadline(),
                                                  [&](storage::TenantTransaction& transaction) {
                                                    return GuestStore::Write(transaction, *change);
                                                  });
  if (!committed.ok()) return committed.status();
  GuestGrant after = change->grant;
  ++after.version;
  return after;
}

absl::StatusOr<v1::OpenGuestLinkResponse> LinkHandler::OpenGuestLink(
    const rpc::Call& call, const v1::OpenGuestLinkRequest& request) {
  const std::optional<auth::CarriedSecret> secret = auth::ParseCarriedSecret(request.secret());
  if (!secret.has_value()) return LinkUnknown();
  const TenantId& tenant = secret->tenant;
  constexpr int kTries = 3;
  for (int i = 1;; ++i) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                              parts_.store.FindLink(tenant, secret->hash, call.deadline()));
    if (!found.has_value()) {
      return parts_.wrong_secrets.Answer(tenant, call.now(), LinkUnknown());
    }
    DRIEHOEK_ASSIGN_OR_RETURN(const PersonFacts guest,
                              parts_.people.Person(tenant, found->grant.person, call.deadline()));
    // Whoever supervises nowhere any more has nothing to open.
    if (guest.guest_roles.empty()) return CheckLive(GuestGrantState::kExpired);
    DRIEHOEK_ASSIGN_OR_RETURN(
        const Standing before,
        parts_.links.StandingOf(tenant, found->grant, call.now(), call.deadline()));
    const auto opened = Open(call, tenant, *found, before.access_ends);
    // Two browsers opened it at the same moment: the second one finds it open.
    if (absl::IsAborted(opened.status()) && i < kTries) continue;
    if (!opened.ok()) return opened.status();
    v1::OpenGuestLinkResponse response;
    *response.mutable_guest_grant() =
        ToProto(tenant, *opened, {GuestGrantState::kActive, before.access_ends}, guest);
    for (const auth::Role role : guest.guest_roles) {
      response.add_roles(std::string(auth::RoleName(role)));
    }
    return response;
  }
}

absl::StatusOr<std::optional<PreparedLink>> LinkHandler::NewLinkFor(const rpc::Call& call,
                                                                    const TenantId& tenant,
                                                                    absl::string_view email) {
  const std::string hash = AddressHash(parts_.keys, email);
  DRIEHOEK_ASSIGN_OR_RETURN(const auto grant,
                            parts_.store.NewestOfAddress(tenant, hash, call.deadline()));
  if (!grant.has_value()) return std::nullopt;
  const auto guest = parts_.people.Person(tenant, grant->person, call.deadline());
  // The address may have changed since the last link: only the present one counts.
  if (!guest.ok() || AddressHash(parts_.keys, guest->email) != hash) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(const Standing standing,
                            parts_.links.StandingOf(tenant, *grant, call.now(), call.deadline()));
  // A grant that was merely not opened in time may have a successor, for the guest asks for it from
  // the address that was invited; one whose last day is past may not.
  if (call.now() >= standing.access_ends) return std::nullopt;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const int recent,
      parts_.store.LinksSince(tenant, grant->id, call.now() - kNewLinkPause, call.deadline()));
  if (recent > 0) return std::nullopt;
  auto link = parts_.links.Invite(tenant, grant->person, call.now(), call.deadline());
  if (!link.ok()) return std::nullopt;
  return *std::move(link);
}

// Whether or not there is a link to send, one change is committed: the answer takes as long in both
// cases.
absl::Status LinkHandler::CommitRequest(const rpc::Call& call, const TenantId& tenant,
                                        const std::optional<PreparedLink>& link) {
  events::CommitPlan plan;
  if (link.has_value()) {
    plan = PlanFor(call, tenant, link->grant);
    plan.writes = link->writes;
    plan.events = link->events;
  } else {
    plan = call.NewPlan(absl::StrCat("institutions/", tenant.value()), "ADDRESS_UNKNOWN");
  }
  return parts_.change_log
      .Commit(tenant, plan, call.deadline(),
              [&](storage::TenantTransaction& transaction) -> absl::Status {
                if (!link.has_value()) return absl::OkStatus();
                return parts_.links.Store(transaction, *link, /*send_mail=*/true);
              })
      .status();
}

absl::StatusOr<v1::RequestNewGuestLinkResponse> LinkHandler::RequestNewGuestLink(
    const rpc::Call& call, const v1::RequestNewGuestLinkRequest& request) {
  const std::optional<TenantId> tenant = auth::InstitutionOfSecret(request.secret());
  FieldViolations wrong;
  if (!tenant.has_value()) {
    wrong.Add("secret", "SECRET_MALFORMED", "must begin with the institution and a dot");
  }
  if (!IsEmail(request.email())) {
    wrong.Add("email", "EMAIL_MALFORMED", "must be one e-mail address");
  }
  DRIEHOEK_RETURN_IF_ERROR(wrong.ToStatus());
  // An institution that does not exist gets the same answer, and no row.
  const auto institution = parts_.people.Institution(*tenant, call.deadline());
  if (absl::IsNotFound(institution.status())) return v1::RequestNewGuestLinkResponse();
  if (!institution.ok()) return institution.status();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto link, NewLinkFor(call, *tenant, request.email()));
  if (!link.has_value() && absl::IsResourceExhausted(parts_.wrong_secrets.Answer(
                               *tenant, call.now(), absl::OkStatus()))) {
    return v1::RequestNewGuestLinkResponse();
  }
  const absl::Status stored = CommitRequest(call, *tenant, link);
  // A conflict means that another change gave the guest a link at this moment.
  if (!stored.ok() && !absl::IsAborted(stored)) return stored;
  return v1::RequestNewGuestLinkResponse();
}

absl::StatusOr<v1::ConfirmAddressResponse> LinkHandler::ConfirmAddress(
    const rpc::Call& call, const v1::ConfirmAddressRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ResourceName name,
      ResourceName::Parse(request.guest_grant(),
                          "institutions/{institution}/guestGrants/{guest_grant}", "guest_grant"));
  const TenantId tenant = name.tenant();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto grant,
                            parts_.store.Get(tenant, GuestGrantId(name.id()), call.deadline()));
  if (!grant.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const Standing standing,
                            parts_.links.StandingOf(tenant, *grant, call.now(), call.deadline()));
  DRIEHOEK_RETURN_IF_ERROR(CheckLive(standing.state));
  DRIEHOEK_ASSIGN_OR_RETURN(const PersonFacts guest,
                            parts_.people.Person(tenant, grant->person, call.deadline()));
  const std::string hash = AddressHash(parts_.keys, guest.email);
  const std::string purpose = AddressPurpose(grant->id, hash);
  DRIEHOEK_ASSIGN_OR_RETURN(const CheckedCode code,
                            parts_.codes.Check(tenant, grant->person, purpose, request.code(),
                                               call.now(), call.deadline()));
  v1::ConfirmAddressResponse response;
  *response.add_guest_grants() = ToProto(tenant, *grant, standing, guest);
  DRIEHOEK_RETURN_IF_ERROR(AddGrantsOfAddress(call, tenant, *grant, hash, response));
  events::CommitPlan plan = PlanFor(call, tenant, *grant);
  plan.writes.push_back(code.consume);
  DRIEHOEK_RETURN_IF_ERROR(parts_.change_log
                               .Commit(tenant, plan, call.deadline(),
                                       [](storage::TenantTransaction&) { return absl::OkStatus(); })
                               .status());
  return response;
}

absl::Status LinkHandler::AddGrantsOfAddress(const rpc::Call& call, const TenantId& tenant,
                                             const GuestGrant& asked, const std::string& hash,
                                             v1::ConfirmAddressResponse& response) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto others,
      LiveGrantsOfAddress(parts_.database, hash, kGrantsOfAddress, call.deadline()));
  for (const ForeignGrant& other : others) {
    if (other.tenant == tenant && other.grant.id == asked.id) continue;
    const auto person = parts_.people.Person(other.tenant, other.grant.person, call.deadline());
    // Only where that institution, too, knows this address today.
    if (!person.ok() || AddressHash(parts_.keys, person->email) != hash) continue;
    DRIEHOEK_ASSIGN_OR_RETURN(
        const Standing standing,
        parts_.links.StandingOf(other.tenant, other.grant, call.now(), call.deadline()));
    if (!IsLive(standing.state)) continue;
    *response.add_guest_grants() = ToProto(other.tenant, other.grant, standing, *person);
  }
  return absl::OkStatus();
}

}  // namespace driehoek::access
