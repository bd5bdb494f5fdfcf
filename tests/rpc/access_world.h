// The access service as it is joined in the server, over a real database, with neighbours that a
// test fills in.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "access/client_store.h"
#include "access/guest_handler.h"
#include "access/guest_links.h"
#include "access/guest_store.h"
#include "access/link_handler.h"
#include "access/live_credentials.h"
#include "access/ports.h"
#include "access/queued_mails.h"
#include "access/role_grants.h"
#include "access/role_store.h"
#include "access/verification_codes.h"
#include "shared/auth/wrong_secrets.h"
#include "notify/mail_queue.h"
#include "notify/sealed_mail.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "support/fake_clock.h"

namespace driehoek::test {

inline constexpr absl::string_view kSomeProgramme = "0197c000-0000-7000-8000-0000000000c1";

// People as the directory would tell them.
class FakePeople final : public access::People {
 public:
  // A guest of every institution that knows the id; `email` may be empty.
  void Add(const TenantId& tenant, const PersonId& person, const std::string& name,
           const std::string& email, std::vector<auth::Role> guest_roles) {
    access::PersonFacts facts;
    facts.id = person;
    facts.display_name = name;
    facts.given_name = name;
    facts.email = email;
    facts.language_code = "nl";
    facts.guest_roles = std::move(guest_roles);
    facts.version = 1;
    persons_[{tenant, person}] = facts;
  }
  absl::StatusOr<access::PersonFacts> Person(const TenantId& tenant, const PersonId& person,
                                             absl::Time /*deadline*/) override {
    const auto found = persons_.find({tenant, person});
    if (found == persons_.end()) return auth::NotFound();
    return found->second;
  }
  absl::StatusOr<access::InstitutionFacts> Institution(const TenantId& tenant,
                                                       absl::Time /*deadline*/) override {
    if (tenant.value() == "nowhere") return auth::NotFound();
    access::InstitutionFacts facts;
    facts.display_name = "Hogeschool " + tenant.value();
    facts.time_zone = "Europe/Amsterdam";
    facts.language_code = "nl";
    facts.version = 1;
    return facts;
  }
  absl::StatusOr<bool> HasProgramme(const TenantId& /*tenant*/, absl::string_view programme,
                                    absl::Time /*deadline*/) override {
    return programme == kSomeProgramme;
  }
  absl::StatusOr<access::GuestPolicy> PolicyForGuests(const TenantId& /*tenant*/,
                                                      absl::Time /*deadline*/) override {
    return access::GuestPolicy{};
  }

 private:
  std::map<std::pair<TenantId, PersonId>, access::PersonFacts> persons_;
};

// Who supervises whom, as the placements would tell.
class FakeSupervision final : public access::Supervision {
 public:
  std::map<PersonId, std::vector<access::SupervisedPlacement>> placements;
  std::map<PersonId, std::vector<PersonId>> guests_of_teacher;

  absl::StatusOr<std::vector<access::SupervisedPlacement>> PlacementsOf(
      const TenantId& /*tenant*/, const PersonId& person, absl::Time /*deadline*/) override {
    return placements[person];
  }
  absl::StatusOr<std::vector<PersonId>> GuestsOfTeacher(const TenantId& /*tenant*/,
                                                        const PersonId& teacher, absl::Time /*now*/,
                                                        absl::Time /*deadline*/) override {
    return guests_of_teacher[teacher];
  }
};

// Everything below the calls.
struct AccessWorld {
  AccessWorld(storage::TenantDatabase& database, const FakeClock& clock)
      : ids(clock),
        change_log(database, clock),
        queue(database, ids, clock, notify::DeriveMailKey(std::string(32, 'k'))),
        mails(queue),
        keys(access::AccessKeys::Derive(std::string(32, 'k'))),
        guests(database),
        roles(database),
        clients(database),
        codes(database, people, mails, ids, keys),
        links({guests, people, supervision, mails, ids, keys, "https://driehoek.example"}),
        role_grants(roles, people, mails, ids, keys),
        credentials({guests, clients, roles, people, supervision, wrong_secrets, clock}) {}

  // The mails that wait, oldest first; taking them takes them out of the queue.
  std::vector<notify::Mail> TakeMails(const TenantId& tenant, absl::Time deadline) {
    std::vector<notify::Mail> taken;
    const auto claimed = queue.Claim(tenant, 100, deadline);
    if (!claimed.ok()) return taken;
    for (const notify::ClaimedMail& mail : *claimed) {
      const auto opened = queue.Open(tenant, mail);
      if (opened.ok()) taken.push_back(*opened);
      (void)queue.Sent(tenant, mail, deadline);
    }
    return taken;
  }

  Uuid7Source ids;
  events::ChangeLog change_log;
  notify::MailQueue queue;
  access::QueuedMails mails;
  access::AccessKeys keys;
  FakePeople people;
  FakeSupervision supervision;
  auth::WrongSecrets wrong_secrets;
  access::GuestStore guests;
  access::RoleStore roles;
  access::ClientStore clients;
  access::VerificationCodes codes;
  access::GuestLinks links;
  access::RoleGrants role_grants;
  access::LiveCredentials credentials;
};

}  // namespace driehoek::test
