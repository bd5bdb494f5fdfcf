// Directory and placements as they are joined in the server, over a real database and real gRPC in
// the process; roles and agreements are what a test says.
#pragma once

#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "directory/create_institution.h"
#include "directory/directory_handler.h"
#include "directory/directory_service.h"
#include "directory/job_structure_service.h"
#include "directory/policy.h"
#include "driehoek/v1/directory_service.grpc.pb.h"
#include "driehoek/v1/job_structure_service.grpc.pb.h"
#include "driehoek/v1/placement_service.grpc.pb.h"
#include "placement/placement_due.h"
#include "placement/placement_handler.h"
#include "placement/placement_service.h"
#include "placement/continuation/route_policy.h"
#include "placement/policy.h"
#include "placement/scan/scan_policy.h"
#include "server/placement_joins.h"
#include "server/register_joins.h"
#include "server/supervision_joins.h"
#include "shared/rpc/border.h"
#include "support/fake_clock.h"
#include "support/grpc_status.h"
#include "support/ids.h"
#include "support/status_matchers.h"

namespace driehoek::test {

class SaidRoles final : public directory::GrantedRoles {
 public:
  absl::StatusOr<std::vector<auth::Role>> Of(const TenantId& /*tenant*/, const PersonId& person,
                                             absl::Time /*now*/, absl::Time /*deadline*/) override {
    const std::lock_guard lock(mutex_);
    const auto found = roles_.find(person);
    return found == roles_.end() ? std::vector<auth::Role>() : found->second;
  }
  void Say(const PersonId& person, std::vector<auth::Role> roles) {
    const std::lock_guard lock(mutex_);
    roles_[person] = std::move(roles);
  }

 private:
  std::mutex mutex_;  // guards roles_
  std::map<PersonId, std::vector<auth::Role>> roles_;
};

class SaidAgreements final : public placement::AgreementFacts {
 public:
  absl::StatusOr<placement::AgreementFact> Of(const TenantId& /*tenant*/,
                                              const placement::PlacementId& placement,
                                              absl::Time /*deadline*/) override {
    const auto found = facts.find(placement);
    return found == facts.end() ? placement::AgreementFact() : found->second;
  }
  std::map<placement::PlacementId, placement::AgreementFact> facts;
};

// No scan is asked for, unless a test lends the real ones.
class LentScans final : public placement::ScanFacts {
 public:
  absl::StatusOr<placement::ScanFact> Of(const TenantId& tenant,
                                         const placement::Placement& placement,
                                         absl::CivilDay today, absl::Time deadline) override {
    return lent == nullptr ? placement::ScanFact() : lent->Of(tenant, placement, today, deadline);
  }
  placement::ScanFacts* lent = nullptr;
};

// Offers of places, and what is left of them, as a test says.
class SaidOffers final : public placement::CapacityOffers {
 public:
  absl::StatusOr<std::optional<placement::OfferFact>> Find(const TenantId& /*tenant*/,
                                                           const placement::CapacityOfferId& id,
                                                           absl::Time /*deadline*/) override {
    const auto found = workplaces.find(id);
    if (found == workplaces.end()) return std::nullopt;
    return placement::OfferFact{found->second};
  }
  std::map<placement::CapacityOfferId, placement::WorkplaceId> workplaces;
};

class SaidSeats final : public placement::OfferSeats {
 public:
  absl::Status Change(storage::TenantTransaction& transaction, const TenantId& tenant,
                      const placement::CapacityOfferId& before,
                      const placement::Placement& after) override {
    if (lent != nullptr) return lent->Change(transaction, tenant, before, after);
    changes.emplace(before, after.capacity_offer, after.state);
    return answer;
  }
  placement::OfferSeats* lent = nullptr;  // the real ones, when a test lends them
  absl::Status answer;
  // Each once, however often the commit that asks ran its rows.
  std::set<std::tuple<placement::CapacityOfferId, placement::CapacityOfferId, placement::State>>
      changes;
};

class SaidFreeSeats final : public placement::FreeSeats {
 public:
  absl::StatusOr<std::vector<placement::OpenSeats>> Between(const TenantId& tenant,
                                                            absl::CivilDay first,
                                                            absl::CivilDay last,
                                                            absl::Time deadline) override {
    return lent == nullptr ? open : lent->Between(tenant, first, last, deadline);
  }
  placement::FreeSeats* lent = nullptr;  // the real ones, when a test lends them
  std::vector<placement::OpenSeats> open;
};

// No file brought in a student, unless a test lends the real register.
class LentNumbers final : public directory::StudentNumbers {
 public:
  absl::StatusOr<std::optional<PersonId>> StudentOf(const TenantId& tenant,
                                                    absl::string_view number,
                                                    absl::Time deadline) override {
    if (lent == nullptr) return std::nullopt;
    return lent->StudentOf(tenant, number, deadline);
  }
  absl::StatusOr<bool> HasNumber(const TenantId& tenant, const PersonId& person,
                                 absl::Time deadline) override {
    return lent == nullptr ? false : lent->HasNumber(tenant, person, deadline);
  }
  directory::StudentNumbers* lent = nullptr;
};

// Nobody recorded a conflict of interest, unless a test lends the real ones.
class LentConflicts final : public placement::ConflictFacts {
 public:
  absl::StatusOr<std::vector<placement::Conflict>> Running(const TenantId& tenant,
                                                           const PersonId& student,
                                                           absl::Time deadline) override {
    if (lent == nullptr) return std::vector<placement::Conflict>();
    return lent->Running(tenant, student, deadline);
  }
  placement::ConflictFacts* lent = nullptr;
};

// No organisation shares its supervisors, unless a test lends the real claims.
class LentAttention final : public placement::SharedAttention {
 public:
  absl::StatusOr<std::optional<placement::AttentionHold>> Reserve(
      const TenantId& tenant, const placement::Placement& placement, int limit,
      absl::Time deadline) override {
    if (lent == nullptr) return std::nullopt;
    return lent->Reserve(tenant, placement, limit, deadline);
  }
  absl::Status Note(storage::TenantTransaction& transaction, const placement::AttentionHold& hold,
                    const placement::Placement& placement) override {
    return lent->Note(transaction, hold, placement);
  }
  void Finish(const TenantId& tenant, const placement::PlacementId& placement,
              const std::optional<placement::AttentionHold>& hold, const absl::Status& outcome,
              absl::Time deadline) override {
    if (lent != nullptr && !is_cut_short) lent->Finish(tenant, placement, hold, outcome, deadline);
  }
  absl::StatusOr<placement::Elsewhere> TakenElsewhere(
      const TenantId& tenant, const placement::OrganisationId& organisation,
      const placement::SupervisorId& supervisor, absl::CivilDay first, absl::CivilDay last,
      absl::Time deadline) override {
    if (lent == nullptr) return placement::Elsewhere();
    return lent->TakenElsewhere(tenant, organisation, supervisor, first, last, deadline);
  }
  placement::SharedAttention* lent = nullptr;
  bool is_cut_short = false;  // as if the process was killed straight after the commit
};

class KnownClients final : public auth::Credentials {
 public:
  absl::StatusOr<auth::Caller> ApiClient(absl::string_view /*credential*/,
                                         absl::Time /*deadline*/) override {
    return Error(absl::StatusCode::kUnauthenticated, "CREDENTIAL_UNKNOWN", "none is known");
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

class NotedReads final : public rpc::ReadLog {
 public:
  absl::Status Saw(const TenantId& /*tenant*/, const std::string& reader,
                   absl::string_view resource, const std::string& /*subject*/) override {
    const std::lock_guard lock(mutex_);
    seen_.insert({reader, std::string(resource)});
    return absl::OkStatus();
  }
  bool Has(const std::string& reader, const std::string& resource) {
    const std::lock_guard lock(mutex_);
    return seen_.contains({reader, resource});
  }

 private:
  std::mutex mutex_;  // guards seen_
  std::set<std::pair<std::string, std::string>> seen_;
};

class SilentObserver final : public rpc::CallObserver {
 public:
  void Began(const std::string& /*peer*/) override {}
  void Finished(absl::string_view /*method*/, const auth::Caller* /*caller*/,
                const absl::Status& /*status*/, absl::Duration /*took*/) override {}
};

inline std::vector<auth::Right> AllRights(std::vector<auth::Right> rights = {}) {
  for (const auth::Right& right : directory::DirectoryRights()) rights.push_back(right);
  for (const auth::Right& right : placement::PlacementRights()) rights.push_back(right);
  for (const auth::Right& right : placement::scan::ScanRights()) rights.push_back(right);
  for (const auth::Right& right : placement::continuation::ContinuationRights()) {
    rights.push_back(right);
  }
  return rights;
}

// The clock stands at the real present, because deadlines are real; days are counted from it.
class DirectoryWorld {
 public:
  // `more` are the rights of services that a test puts beside these two.
  explicit DirectoryWorld(storage::TenantDatabase& database, std::vector<auth::Right> more = {})
      : clock(absl::FromUnixSeconds(absl::ToUnixSeconds(absl::Now()))),
        change_log(database, clock),
        directory_store(database),
        placement_store(database),
        reader(directory_store, clock),
        pairs(placement_store),
        directory_facts(reader),
        rights(AllRights(std::move(more))),
        border({keys, credentials, rights, change_log, reads, observer, clock}),
        directory_handler({directory_store, reader, change_log, ids, roles, pairs, numbers}),
        register_of_directory(directory_store, ids),
        placement_handler({placement_store, change_log, ids, directory_facts, agreements, scans,
                           register_of_directory, &offers, &offer_seats, &free_seats,
                           &conflicts, nullptr, &attention}),
        due(placement_store, change_log, directory_facts, agreements, scans),
        directory_service(directory::MakeDirectoryService(border, directory_handler)),
        job_structure_service(directory::MakeJobStructureService(border, directory_handler)),
        placement_service(placement::MakePlacementService(border, placement_handler)) {
    grpc::ServerBuilder builder;
    builder.RegisterService(directory_service.get());
    builder.RegisterService(job_structure_service.get());
    builder.RegisterService(placement_service.get());
    server = builder.BuildAndStart();
    directory = v1::DirectoryService::NewStub(server->InProcessChannel({}));
    job_structure = v1::JobStructureService::NewStub(server->InProcessChannel({}));
    placements = v1::PlacementService::NewStub(server->InProcessChannel({}));
  }
  ~DirectoryWorld() { server->Shutdown(); }

  absl::StatusOr<directory::Institution> Found(const std::string& id) {
    return directory::CreateInstitution({.id = id, .display_name = "Hogeschool " + id}, change_log,
                                        ids, clock.Now(), Deadline());
  }
  static absl::Time Deadline() { return absl::Now() + absl::Seconds(60); }
  absl::CivilDay Today() const {
    absl::TimeZone zone;
    absl::LoadTimeZone("Europe/Amsterdam", &zone);
    return absl::ToCivilDay(clock.Now(), zone);
  }

  struct Who {
    auth::Role role = auth::Role::kPracticeOffice;
    std::string person = "01900000-0000-7000-8000-00000000aaaa";  // somebody at the office
    std::string tenant = "demo";
  };

  // Calls a method of a stub as `who`.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Ask(const std::unique_ptr<Stub>& stub,
                               grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                            Response*),
                               const Who& who, const Request& request) {
    grpc::ClientContext context;
    auth::Caller caller{.tenant = TenantId(who.tenant),
                        .person = PersonId(who.person),
                        .role = who.role,
                        .roles = {who.role},
                        .session = "s1"};
    if (who.role == auth::Role::kService || who.role == auth::Role::kAdapter)
      caller.person = PersonId();
    context.AddMetadata("authorization",
                        absl::StrCat("Driehoek ", auth::SignCallToken(keys, caller, clock.Now())));
    Response response;
    const absl::Status status = FromGrpc((stub.get()->*method)(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  FakeClock clock;
  SeededIds ids;
  events::ChangeLog change_log;
  directory::SqlDirectoryStore directory_store;
  placement::SqlPlacementStore placement_store;
  directory::DirectoryReader reader;
  server::PairsOfPlacements pairs;
  server::PlacementFactsOfDirectory directory_facts;
  SaidAgreements agreements;
  LentScans scans;
  SaidRoles roles;
  LentNumbers numbers;
  auth::CallTokenKeys keys{{std::string(32, 'k')}};
  KnownClients credentials;
  auth::RightsTable rights;
  NotedReads reads;
  SilentObserver observer;
  rpc::Border border;
  directory::DirectoryHandler directory_handler;
  SaidOffers offers;
  SaidSeats offer_seats;
  SaidFreeSeats free_seats;
  LentConflicts conflicts;
  LentAttention attention;
  server::RegisterOfDirectory register_of_directory;
  placement::PlacementHandler placement_handler;
  placement::PlacementDue due;
  std::unique_ptr<grpc::Service> directory_service;
  std::unique_ptr<grpc::Service> job_structure_service;
  std::unique_ptr<grpc::Service> placement_service;
  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<v1::DirectoryService::Stub> directory;
  std::unique_ptr<v1::JobStructureService::Stub> job_structure;
  std::unique_ptr<v1::PlacementService::Stub> placements;
};

}  // namespace driehoek::test
