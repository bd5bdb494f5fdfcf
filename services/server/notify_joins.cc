#include "server/notify_joins.h"

#include <memory>
#include <utility>

#include "agreement/policy.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::server {

absl::StatusOr<notify::AgreementNews> NewsOfAgreements::Agreement(const TenantId& tenant, absl::string_view name,
                                                                  absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, "institutions/{institution}/agreements/{agreement}"));
  DRIEHOEK_ASSIGN_OR_RETURN(const agreement::Agreement agreement,
                            store_.Get(tenant, agreement::AgreementId(parsed.id()), deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const access::PersonFacts student, people_.Person(tenant, agreement.student, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const agreement::NamedPerson contact,
                            facts_.ContactPerson(tenant, agreement.student, now, deadline));
  notify::AgreementNews news{.words = {.student_name = agreement.student_name,
                                       .student_given_name = student.given_name,
                                       .organisation_name = agreement.organisation_name,
                                       .institution_name = agreement.institution_name,
                                       .due_day = agreement.due_day},
                             .student = agreement.student,
                             .contact_person = contact.person};
  DRIEHOEK_ASSIGN_OR_RETURN(news.offices, roles_.HoldersOf(tenant, auth::Role::kPracticeOffice,
                                                           agreement::ProgrammeOf(agreement.programme_variant), deadline));
  const agreement::Version& version = agreement::Newest(agreement);
  for (const agreement::Party& party : version.parties) {
    const agreement::Signature* signature = agreement::FindSignature(version, party.role);
    const bool asked = signature != nullptr;
    news.signers.push_back({party.person, party.display_name,
                            asked && signature->state == agreement::SignatureState::kSigned,
                            asked && signature->state == agreement::SignatureState::kRefused});
  }
  return news;
}

absl::StatusOr<notify::Addressee> AddresseesOfDirectory::Find(const TenantId& tenant, const PersonId& person,
                                                              absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const access::PersonFacts facts, people_.Person(tenant, person, deadline));
  return notify::Addressee{.display_name = facts.display_name,
                           .given_name = facts.given_name,
                           .email = facts.email,
                           .language = notify::LanguageOf(facts.language_code),
                           .is_guest = !facts.guest_roles.empty()};
}

absl::StatusOr<absl::TimeZone> AddresseesOfDirectory::Zone(const TenantId& tenant, absl::Time deadline) {
  return reader_.Zone(tenant, deadline);
}

absl::StatusOr<notify::GuestWay> GuestWaysOfAccess::Prepare(const TenantId& tenant, const PersonId& person,
                                                            absl::Time now, absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(access::PreparedLink prepared, links_.Invite(tenant, person, now, deadline));
  // Shared, since the way is a value that may be copied while the link is stored later.
  const auto link = std::make_shared<const access::PreparedLink>(std::move(prepared));
  notify::GuestWay way{.uri = link->uri,
                       .open_by = link->change.link.has_value() ? link->change.link->open_by : link->grant.open_by,
                       .writes = link->writes,
                       .events = link->events};
  way.audit.push_back({"system", "invite", access::GuestGrantName(tenant, link->grant.id), ""});
  way.rows = [this, link](storage::TenantTransaction& transaction) {
    return links_.Store(transaction, *link, /*send_mail=*/false);
  };
  return way;
}

}  // namespace driehoek::server
