// The agreement service as it is joined in the server, over a real database, real gRPC in the
// process and real sealed files, with neighbours that a test fills in.
#pragma once

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "agreement/agreement_example.h"
#include "agreement/agreement_handler.h"
#include "agreement/policy.h"
#include "agreement/sealed_vault.h"
#include "agreement/sql_agreement_store.h"
#include "agreement/sql_paper_store.h"
#include "driehoek/v1/agreement_service.grpc.pb.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "shared/auth/call_token.h"
#include "shared/auth/credentials.h"
#include "shared/auth/rights.h"
#include "shared/base/clock.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/events/change_log.h"
#include "shared/rpc/border.h"
#include "support/ids.h"
#include "support/temp_folder.h"

namespace driehoek::test {

// Placements and people as their owners would tell them.
class FakeFacts final : public agreement::Facts {
 public:
  absl::StatusOr<agreement::PlacementFacts> Placement(const TenantId& /*tenant*/,
                                                      const agreement::PlacementId& placement,
                                                      absl::Time /*now*/,
                                                      absl::Time /*deadline*/) override {
    const auto found = placements.find(placement);
    if (found == placements.end()) return auth::NotFound();
    return found->second;
  }
  absl::StatusOr<agreement::NamedPerson> ContactPerson(const TenantId& /*tenant*/,
                                                       const PersonId& student, absl::Time /*now*/,
                                                       absl::Time /*deadline*/) override {
    const auto found = contacts.find(student);
    return found == contacts.end() ? agreement::NamedPerson{} : found->second;
  }
  absl::StatusOr<std::vector<PersonId>> StudentsOf(const TenantId& /*tenant*/,
                                                   const PersonId& teacher, absl::Time /*now*/,
                                                   absl::Time /*deadline*/) override {
    std::vector<PersonId> students;
    for (const auto& [student, contact] : contacts) {
      if (contact.person == teacher) students.push_back(student);
    }
    return students;
  }
  absl::StatusOr<std::vector<agreement::OrganisationId>> OrganisationsOf(
      const TenantId& /*tenant*/, const PersonId& person, absl::Time /*deadline*/) override {
    const auto found = signers.find(person);
    if (found == signers.end()) return std::vector<agreement::OrganisationId>();
    return std::vector<agreement::OrganisationId>{works_at[person]};
  }
  absl::StatusOr<agreement::SignerFacts> Signer(const TenantId& /*tenant*/, const PersonId& person,
                                                absl::Time /*deadline*/) override {
    const auto found = signers.find(person);
    if (found == signers.end()) return auth::NotFound();
    return found->second;
  }
  absl::StatusOr<agreement::InstitutionFacts> Institution(const TenantId& /*tenant*/,
                                                          absl::Time /*deadline*/) override {
    return agreement::InstitutionFacts{"Hogeschool De Waarden", agreement::Language::kDutch,
                                       agreement::Amsterdam()};
  }
  absl::StatusOr<Signatory> FindSignatory(const TenantId& /*tenant*/,
                                          const agreement::OrganisationId& /*organisation*/,
                                          absl::string_view supervisor,
                                          absl::Time /*deadline*/) override {
    if (supervisor != agreement::kHrId.value()) return auth::NotFound();
    return Signatory{"Van Leeuwen Installatietechniek", "Petra Smit"};
  }

  std::map<agreement::PlacementId, agreement::PlacementFacts> placements;
  std::map<PersonId, agreement::NamedPerson> contacts;
  std::map<PersonId, agreement::SignerFacts> signers;
  std::map<PersonId, agreement::OrganisationId> works_at;
};

// Codes that are always 123456, stored as resources like the real ones, so that using one twice
// fails at the commit.
class FakeCodes final : public agreement::SigningCodes {
 public:
  explicit FakeCodes(events::ChangeLog& change_log) : change_log_(change_log) {}

  absl::StatusOr<agreement::CodeSent> Send(
      const TenantId& tenant, const PersonId& person, absl::string_view purpose,
      events::CommitPlan plan, absl::FunctionRef<std::string(const agreement::CodeSent&)> answer,
      absl::Time now, absl::Time deadline) override {
    const agreement::CodeSent sent{"a.b\u2022\u2022\u2022@example.nl", now + absl::Minutes(10),
                                   now + absl::Seconds(30)};
    std::int64_t& version = versions_[NameOf(tenant, person, purpose)];
    plan.writes.push_back({NameOf(tenant, person, purpose), version});
    plan.response = answer(sent);
    DRIEHOEK_RETURN_IF_ERROR(
        change_log_
            .Commit(tenant, plan, deadline,
                    [](storage::TenantTransaction&) { return absl::OkStatus(); })
            .status());
    ++version;
    return sent;
  }
  absl::StatusOr<agreement::CodeProof> Check(const TenantId& tenant, const PersonId& person,
                                             absl::string_view purpose, absl::string_view typed,
                                             absl::Time /*now*/, absl::Time /*deadline*/) override {
    const auto found = versions_.find(NameOf(tenant, person, purpose));
    if (found == versions_.end()) {
      return Error(absl::StatusCode::kFailedPrecondition, "CODE_EXPIRED", "no code");
    }
    ++checks;
    if (typed != "123456") {
      return Error(absl::StatusCode::kFailedPrecondition, "CODE_WRONG", "wrong",
                   {{"tries_left", "4"}});
    }
    return agreement::CodeProof{{found->first, found->second}, "a.b\u2022\u2022\u2022@example.nl"};
  }

  int checks = 0;

 private:
  static std::string NameOf(const TenantId& tenant, const PersonId& person,
                            absl::string_view purpose) {
    return absl::StrCat("institutions/", tenant.value(), "/codes/", person.value(), "/", purpose);
  }

  events::ChangeLog& change_log_;
  std::map<std::string, std::int64_t> versions_;
};

class NoCredentials final : public auth::Credentials {
 public:
  absl::StatusOr<auth::Caller> ApiClient(absl::string_view credential,
                                         absl::Time /*deadline*/) override {
    // "demo.ROLE": an API client in that role.
    const auto role = auth::ParseRole(credential.substr(credential.find('.') + 1));
    if (!role.has_value()) {
      return Error(absl::StatusCode::kUnauthenticated, "CREDENTIAL_UNKNOWN", "unknown");
    }
    return auth::Caller{.tenant = TenantId("demo"),
                        .role = *role,
                        .roles = {*role},
                        .session = "01900000-0000-7000-8000-0000000000e1"};
  }
  absl::Status GuestGrantLive(const TenantId& /*tenant*/, absl::string_view /*grant*/,
                              absl::Time /*now*/, absl::Time /*deadline*/) override {
    return absl::OkStatus();
  }
  absl::StatusOr<std::vector<std::string>> GrantedReach(const TenantId& /*tenant*/,
                                                        const PersonId& /*person*/,
                                                        auth::Role /*role*/, absl::Time /*now*/,
                                                        absl::Time /*deadline*/) override {
    return programmes;
  }
  std::vector<std::string> programmes;  // of everyone with a granted role
};

class SeenReads final : public rpc::ReadLog {
 public:
  absl::Status Saw(const TenantId& /*tenant*/, const std::string& reader,
                   absl::string_view resource, const std::string& subject) override {
    const std::lock_guard lock(mutex_);
    seen_.insert({reader, std::string(resource), subject});
    return absl::OkStatus();
  }
  bool Has(const std::string& reader, const std::string& resource, const std::string& subject) {
    const std::lock_guard lock(mutex_);
    return seen_.contains({reader, resource, subject});
  }

 private:
  std::mutex mutex_;  // guards seen_
  std::set<std::tuple<std::string, std::string, std::string>> seen_;
};

class NoObserver final : public rpc::CallObserver {
 public:
  void Began(const std::string& /*peer*/) override {}
  void Finished(absl::string_view /*method*/, const auth::Caller* /*caller*/,
                const absl::Status& /*status*/, absl::Duration /*took*/) override {}
};

// The reason in the ErrorInfo of a refusal; "" when OK.
inline std::string ReasonIn(const grpc::Status& status) {
  google::rpc::Status details;
  if (!details.ParseFromString(status.error_details())) return "UNREADABLE";
  for (const auto& detail : details.details()) {
    google::rpc::ErrorInfo info;
    if (detail.UnpackTo(&info)) return info.reason();
  }
  return "";
}

// The real time and what a test adds to it: deadlines are real, however slow the machine.
class ShiftedClock final : public Clock {
 public:
  absl::Time Now() const override {
    return absl::FromUnixMicros(absl::ToUnixMicros(absl::Now()) + shift_us_.load());
  }
  void Advance(absl::Duration duration) { shift_us_ += absl::ToInt64Microseconds(duration); }

 private:
  std::atomic<std::int64_t> shift_us_{0};
};

// One for all tests: making a key takes long.
inline const agreement::SealingKey& TestSealingKey() {
  static const agreement::SealingKey key = [] {
    const TempFolder folder;
    return agreement::EnsureSealingKey(folder.path(), "test", absl::Now()).value();
  }();
  return key;
}

// All of it. Days are counted from the one on which it was made.
class AgreementWorld {
 public:
  explicit AgreementWorld(storage::TenantDatabase& database)
      : today(absl::ToCivilDay(clock.Now(), agreement::Amsterdam())),
        change_log(database, clock),
        store(database, change_log, ids),
        papers(database, change_log),
        codes(change_log),
        file_store(folder.path()),
        vault(TestSealingKey(), agreement::SealPdf, file_store),
        known(change_log.commits(), 100),
        ports{store, papers, facts, codes, vault, ids, known},
        rights(agreement::AgreementRights()),
        border({keys, credentials, rights, change_log, reads, observer, clock}),
        handler(border, reads_inline, ports) {
    grpc::ServerBuilder builder;
    builder.RegisterService(&handler);
    server = builder.BuildAndStart();
    stub = v1::AgreementService::NewStub(server->InProcessChannel({}));
    AddPeople();
  }
  ~AgreementWorld() { server->Shutdown(); }

  // Noon of the day that many days after `today`.
  absl::Time NoonAfter(int days) const {
    return absl::FromCivil(absl::CivilHour(today + days) + 12, agreement::Amsterdam());
  }

  // Adds a placement that starts four weeks from now and returns its name.
  std::string AddPlacement(const agreement::PlacementFacts& wanted) {
    agreement::PlacementFacts placement = wanted;
    placement.placement = agreement::PlacementId(ids.NewId());
    placement.placement_version = 0;
    placement.start_day = today + 28;
    placement.end_day = today + 180;
    facts.placements[placement.placement] = placement;
    facts.contacts[placement.student.person] = placement.contact_person;
    return MakeName(TenantId("demo"), "placements", placement.placement.value());
  }

  // Calls a method of the stub as `person` in `role`.
  template <typename Request, typename Response>
  grpc::Status Call(grpc::Status (v1::AgreementService::Stub::*method)(grpc::ClientContext*,
                                                                       const Request&, Response*),
                    auth::Role role, const PersonId& person, const Request& request,
                    Response* response, const std::string& tenant = "demo") {
    grpc::ClientContext context;
    const auth::Caller caller{.tenant = TenantId(tenant),
                              .person = person,
                              .role = role,
                              .roles = {role},
                              .session = "s1",
                              .client_address = "192.0.2.7",
                              .user_agent = "Mozilla/5.0 (test)"};
    context.AddMetadata("authorization",
                        "Driehoek " + auth::SignCallToken(keys, caller, clock.Now()));
    return (stub.get()->*method)(&context, request, response);
  }

  TempFolder folder;
  ShiftedClock clock;
  const absl::CivilDay today;
  SeededIds ids;
  events::ChangeLog change_log;
  agreement::SqlAgreementStore store;
  agreement::SqlPaperStore papers;
  FakeFacts facts;
  FakeCodes codes;
  storage::FileStore file_store;
  agreement::SealedVault vault;
  events::Remembered<agreement::KnownAgreement> known;
  agreement::Ports ports;
  rpc::Inline reads_inline;
  auth::CallTokenKeys keys{{std::string(32, 'k')}};
  NoCredentials credentials;
  auth::RightsTable rights;
  SeenReads reads;
  NoObserver observer;
  rpc::Border border;
  agreement::AgreementHandler handler;
  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<v1::AgreementService::Stub> stub;

 private:
  void AddPerson(const PersonId& person, const std::string& name,
                 const agreement::OrganisationId& floor_of = {}) {
    facts.signers[person] = {
        .person = {person, name},
        .organisation = floor_of,
        .organisation_name = floor_of.empty() ? "" : "Van Leeuwen Installatietechniek",
        .job_title = floor_of.empty() ? "" : "hoofd ontwerp"};
  }
  void AddPeople() {
    AddPerson(agreement::kStudentId, "Daan Verhoeven");
    AddPerson(agreement::kTeacherId, "Karin Postma");
    AddPerson(agreement::kOfficeId, "Bram de Wit");
    AddPerson(agreement::kHrId, "Petra Smit");
    AddPerson(agreement::kSupervisorId, "Ingrid Maas", agreement::kHostId);
    AddPerson(agreement::kOtherSupervisorId, "Omar Haddad", agreement::kHostId);
    for (const PersonId& person :
         {agreement::kHrId, agreement::kSupervisorId, agreement::kOtherSupervisorId}) {
      facts.works_at[person] = agreement::kHostId;
    }
  }
};

}  // namespace driehoek::test
