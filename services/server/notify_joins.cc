#include "server/notify_joins.h"

#include <memory>
#include <utility>

#include "agreement/policy.h"
#include "driehoek/v1/event.pb.h"
#include "placement/search.h"
#include "shared/auth/rights.h"
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

absl::StatusOr<notify::SearchNews> SearchesOfPlacements::Of(const TenantId& tenant, const events::StoredEvent& event,
                                                            absl::Time now, absl::Time deadline) {
  v1::Event parsed;
  if (!parsed.ParseFromString(event.payload)) {
    return Error(absl::StatusCode::kInternal, "EVENT_UNREADABLE", "a stored event cannot be read");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName name, ResourceName::Parse(parsed.placement_changed().placement(),
                                                                         "institutions/{institution}/placements/{placement}"));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto placement,
                            store_.Find(tenant, placement::PlacementId(name.id()), deadline));
  if (!placement.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reader_.Today(tenant, now, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto student, reader_.NamedPersonOf(tenant, placement->student, deadline));
  if (!student.has_value()) return auth::NotFound();
  const int step = parsed.placement_changed().escalation_step();
  notify::SearchNews news{
      .words = {.student_name = student->display_name,
                .student_given_name = student->given_name,
                .start_day = placement->start_date,
                .weeks_to_start = placement::WeeksUntil(placement->start_date, today)},
      .is_current = placement->state == (step > 0 ? placement::State::kSearching : placement::State::kProposed),
      .is_of_office = !placement->origin.has_value() || placement->origin == placement::Origin::kPracticeOffice ||
                      placement->origin == placement::Origin::kMatchingRound,
      .step = step};
  if (!placement->workplace.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const auto place, reader_.WorkplaceOf(tenant, directory::WorkplaceId(placement->workplace.value()), deadline));
    if (place.has_value()) {
      news.words.organisation_name = place->organisation.display_name;
      news.words.workplace_name = place->workplace.display_name;
    }
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const auto contact, reader_.ContactOn(tenant, placement->student, today, deadline));
  if (contact.has_value()) news.contact_person = contact->teacher;
  const std::string& programme = placement->programme.value();
  DRIEHOEK_ASSIGN_OR_RETURN(news.offices,
                            roles_.HoldersOf(tenant, auth::Role::kPracticeOffice, programme, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(news.managers,
                            roles_.HoldersOf(tenant, auth::Role::kProgrammeManager, programme, deadline));
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
