#include "access/guest_links.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "access/access_events.h"
#include "shared/auth/carried_secret.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::access {
namespace {

absl::Status CheckCanBeGuest(const PersonFacts& person) {
  if (person.guest_roles.empty()) {
    return Error(absl::StatusCode::kFailedPrecondition, "NOT_A_GUEST",
                 "the person is no supervisor or contact of an organisation");
  }
  if (person.email.empty()) {
    return Error(absl::StatusCode::kFailedPrecondition, "ADDRESS_UNKNOWN",
                 "no e-mail address of the person is known");
  }
  return absl::OkStatus();
}

}  // namespace

absl::CivilDay LastWholeDay(absl::Time end, const InstitutionFacts& institution) {
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(institution.time_zone, &zone)) zone = absl::UTCTimeZone();
  return absl::ToCivilDay(end, zone) - 1;
}

std::string GuestGrantName(const TenantId& tenant, const GuestGrantId& id) {
  return MakeName(tenant, "guestGrants", id.value());
}

absl::StatusOr<Standing> GuestLinks::StandingOf(const TenantId& tenant, const GuestGrant& grant,
                                                absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(auto placements,
                            parts_.supervision.PlacementsOf(tenant, grant.person, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const GuestPolicy policy,
                            parts_.people.PolicyForGuests(tenant, deadline));
  Standing standing;
  standing.access_ends = AccessEnds(grant, std::move(placements), policy);
  standing.state = StateAt(grant, standing.access_ends, now);
  return standing;
}

absl::StatusOr<PreparedLink> GuestLinks::Invite(const TenantId& tenant, const PersonId& person,
                                                absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(PersonFacts to, parts_.people.Person(tenant, person, deadline));
  DRIEHOEK_RETURN_IF_ERROR(CheckCanBeGuest(to));
  DRIEHOEK_ASSIGN_OR_RETURN(auto grant, parts_.store.LiveOf(tenant, person, deadline));
  return Prepare(tenant, std::move(to), std::move(grant), now, deadline);
}

absl::StatusOr<PreparedLink> GuestLinks::Renew(const TenantId& tenant, const GuestGrant& grant,
                                               absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Standing standing, StandingOf(tenant, grant, now, deadline));
  DRIEHOEK_RETURN_IF_ERROR(CheckLive(standing.state));
  DRIEHOEK_ASSIGN_OR_RETURN(PersonFacts to, parts_.people.Person(tenant, grant.person, deadline));
  DRIEHOEK_RETURN_IF_ERROR(CheckCanBeGuest(to));
  return Prepare(tenant, std::move(to), grant, now, deadline);
}

absl::StatusOr<PreparedLink> GuestLinks::Prepare(const TenantId& tenant, PersonFacts to,
                                                 std::optional<GuestGrant> grant, absl::Time now,
                                                 absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const InstitutionFacts institution,
                            parts_.people.Institution(tenant, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const GuestPolicy policy,
                            parts_.people.PolicyForGuests(tenant, deadline));
  bool is_live = false;
  if (grant.has_value()) {
    DRIEHOEK_ASSIGN_OR_RETURN(const Standing before, StandingOf(tenant, *grant, now, deadline));
    is_live = IsLive(before.state);
  }
  PreparedLink link;
  const auth::NewSecret secret = auth::MakeCarriedSecret(tenant);
  const std::string address_hash = AddressHash(parts_.keys, to.email);
  if (is_live) {
    DRIEHOEK_RETURN_IF_ERROR(CheckLinkLimit(tenant, grant->id, now, deadline));
    link.change = AddLink(*std::move(grant), address_hash, secret.hash, policy, now);
  } else {
    link.change = IssueGrant(GuestGrantId(parts_.ids.NewId()), to.id, address_hash, secret.hash,
                             std::move(grant), policy, now);
  }
  link.uri = absl::StrCat(parts_.lti_url, "/g#", secret.text);
  link.institution_name = institution.display_name;
  link.last_day = LastWholeDay(link.change.link->open_by, institution);
  link.to = std::move(to);
  const std::string name = GuestGrantName(tenant, link.change.grant.id);
  if (link.change.lapsed.has_value()) {
    link.writes.push_back(
        {GuestGrantName(tenant, link.change.lapsed->id), link.change.lapsed->version});
  }
  link.writes.push_back({name, link.change.grant.version});
  link.events.push_back(AccessEvent(is_live ? "guest_link_made" : "guest_grant_issued", name));
  link.grant = link.change.grant;
  ++link.grant.version;
  DRIEHOEK_ASSIGN_OR_RETURN(link.standing, StandingOf(tenant, link.grant, now, deadline));
  return link;
}

absl::Status GuestLinks::CheckLinkLimit(const TenantId& tenant, const GuestGrantId& grant,
                                        absl::Time now, absl::Time deadline) {
  constexpr absl::Duration kDay = absl::Hours(24);
  DRIEHOEK_ASSIGN_OR_RETURN(const int made,
                            parts_.store.LinksSince(tenant, grant, now - kDay, deadline));
  if (made < kLinksADay) return absl::OkStatus();
  return RetryableError(absl::StatusCode::kResourceExhausted, "TOO_MANY_LINKS",
                        "this grant got as many links as it may in a day", absl::Hours(1));
}

absl::Status GuestLinks::Store(storage::TenantTransaction& transaction, const PreparedLink& link,
                               bool send_mail) const {
  DRIEHOEK_RETURN_IF_ERROR(GuestStore::Write(transaction, link.change));
  if (!send_mail) return absl::OkStatus();
  return parts_.mails.GuestLink(transaction, link.to, link.institution_name, link.uri,
                                link.last_day);
}

}  // namespace driehoek::access
