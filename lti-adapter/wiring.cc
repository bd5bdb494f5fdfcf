#include "wiring.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "absl/random/random.h"
#include "absl/strings/match.h"
#include "gateway/event_feed.h"
#include "launch/people_memory.h"
#include "passback/passback.h"
#include "passback/seat_store.h"
#include "platform/key_set.h"
#include "platform/known_platforms.h"
#include "platform/schema.h"
#include "platform/service_token.h"
#include "platform/used_values.h"
#include "routes.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/log/log.h"
#include "shared/storage/migrate.h"

namespace driehoek::lti {
namespace {

constexpr absl::Duration kHousekeepingPause = absl::Minutes(1);

// Ids, counts and reasons only: a path is logged as its route, never with its query.
void LogRequest(const Request& request, const Response& response, absl::Duration took) {
  const auto level = response.status >= 500 ? log::Level::kWarning : log::Level::kInfo;
  log::Write(level, "request",
             {{"method", request.method.substr(0, 16)},
              {"route", response.route},
              {"status", std::int64_t{response.status}},
              {"reason", response.log_reason},
              {"ids", response.log_ids},
              {"took_us", absl::ToInt64Microseconds(took)}});
}

double RandomUnit() {
  thread_local absl::BitGen generator;
  return absl::Uniform(generator, 0.0, 1.0);
}

// What is read before anything can run.
struct Foundation {
  std::unique_ptr<storage::Database> database;
  // The same for what need not wait for the disk (platform/used_values.h); null where it is no
  // other.
  std::unique_ptr<storage::Database> uses;
  absl::Time used_since;
  auth::CallTokenKeys call_keys;
  Secrets secrets;
  ServiceTls service_tls;

  storage::Database& Uses() { return uses ? *uses : *database; }
};

absl::StatusOr<Foundation> Lay(const Config& config, const Clock& clock) {
  DRIEHOEK_ASSIGN_OR_RETURN(auth::CallTokenKeys call_keys,
                            auth::CallTokenKeys::ReadFile(config.call_token_key_file));
  DRIEHOEK_ASSIGN_OR_RETURN(Secrets secrets, Secrets::ReadOrCreate(config.secret_file));
  DRIEHOEK_ASSIGN_OR_RETURN(ServiceTls service_tls, ReadTls(config.service_tls));
  DRIEHOEK_ASSIGN_OR_RETURN(auto database, storage::Open(config.database, "lti"));
  DRIEHOEK_RETURN_IF_ERROR(storage::Migrate(*database, "lti", Migrations(), clock));
  std::unique_ptr<storage::Database> uses;
  if (database->engine() == storage::Engine::kSqlite) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        uses, storage::Open(absl::StrCat(config.database, "?durable=process"), "lti"));
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::Time used_since, UsedSince(*database, clock, BootId()));
  return Foundation{std::move(database),  std::move(uses),    used_since,
                    std::move(call_keys), std::move(secrets), std::move(service_tls)};
}

// Members in the order in which they need each other.
class Wired final : public Adapter {
 public:
  Wired(const Config& config, const Outside& outside, Foundation foundation, WebUi ui)
      : config_(config),
        foundation_(std::move(foundation)),
        ids_(outside.clock),
        rules_{.allow_loopback = config.allow_loopback_platforms},
        registrations_(*foundation_.database, outside.clock, ids_),
        own_keys_(*foundation_.database, foundation_.secrets, outside.clock),
        key_sets_(outside.client, outside.clock),
        platforms_(registrations_),
        states_(foundation_.secrets, foundation_.used_since),
        single_use_(*foundation_.database, foundation_.Uses(), foundation_.secrets, outside.clock),
        sessions_({*foundation_.database, foundation_.Uses(), foundation_.secrets, outside.clock,
                   ids_, foundation_.used_since}),
        channel_(NewServiceChannel(config.service, foundation_.service_tls, foundation_.call_keys,
                                   outside.clock)),
        services_(*channel_),
        people_(services_, outside.clock,
                foundation_.uses ? PeopleMemory::Adapters::kOne : PeopleMemory::Adapters::kSeveral),
        register_pages_({registrations_, outside.client, rules_, config.public_url}),
        seats_(foundation_.Uses(), outside.clock),
        tokens_(outside.client, own_keys_, outside.clock),
        grade_calls_(outside.client, tokens_, outside.clock),
        outbox_(*foundation_.database, outside.clock, ids_),
        platform_queue_(*foundation_.database),
        courier_({*foundation_.database, registrations_, platform_queue_, grade_calls_,
                  outside.clock, RandomUnit}),
        marks_(*channel_, outside.clock),
        feeds_(NewEventFeeds(config.service, foundation_.service_tls, foundation_.call_keys,
                             outside.clock)),
        passback_({*foundation_.database, *feeds_, marks_, outbox_, courier_}),
        score_reads_(*foundation_.database),
        login_({platforms_, states_, single_use_, outside.clock, config.public_url}),
        verifier_({key_sets_, platforms_, config.public_url}),
        launcher_({platforms_, verifier_, states_, single_use_, people_, seats_, sessions_,
                   outside.clock}),
        gateway_({methods_, *channel_, sessions_, config.public_url}),
        ui_(std::move(ui)),
        shell_({ui_.files, ui_.views, sessions_, gateway_}),
        guests_({services_, sessions_, gateway_, shell_, methods_}),
        secret_pages_(services_),
        scores_(
            {outbox_, score_reads_, gateway_, *channel_, methods_, [this] { passback_.Nudge(); }}),
        router_(MakeRouter({login_, launcher_, register_pages_, own_keys_, shell_, gateway_,
                            guests_, secret_pages_, scores_, methods_, *foundation_.database,
                            *channel_})) {
    sessions_.OnUpdate([this](const Session& session) {
      for (const Identity& identity : session.identities)
        people_.Forget(identity.tenant, identity.person);
    });
  }

  ~Wired() override { Stop(absl::ZeroDuration()); }

  absl::Status Begin() {
    DRIEHOEK_RETURN_IF_ERROR(own_keys_.RotateIfDue());
    DRIEHOEK_ASSIGN_OR_RETURN(
        server_, Server::Start(
                     config_.server,
                     [this](const Request& request) { return router_.Answer(request); }, LogRequest,
                     [this](const Request& request, const Done& done) {
                       return router_.TryQuickly(request, done);
                     }));
    housekeeping_ = std::thread([this] { KeepHouse(); });
    passback_.Start();
    return absl::OkStatus();
  }

  int port() const override { return server_->port(); }

  void Stop(absl::Duration grace) override {
    if (server_) server_->Stop(grace);
    passback_.Stop();
    single_use_.Stop();
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    if (housekeeping_.joinable()) housekeeping_.join();
  }

 private:
  void KeepHouse() {
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, absl::ToChronoSeconds(kHousekeepingPause),
                           [this] { return stopping_; })) {
      lock.unlock();
      Tidy("keys_rotation", own_keys_.RotateIfDue());
      Tidy("single_use_sweep", single_use_.Sweep());
      Tidy("session_sweep", sessions_.Sweep());
      lock.lock();
    }
  }

  static void Tidy(absl::string_view what, const absl::Status& status) {
    if (!status.ok()) log::Warning(what, {{"reason", ReasonOf(status)}});
  }

  const Config config_;
  Foundation foundation_;
  Uuid7Source ids_;
  const AddressRules rules_;
  RegistrationStore registrations_;
  OwnKeys own_keys_;
  KeySets key_sets_;
  KnownPlatforms platforms_;
  const LoginStateCodec states_;
  SingleUse single_use_;
  SessionStore sessions_;
  std::unique_ptr<ServiceChannel> channel_;
  ServiceClient services_;
  PeopleMemory people_;
  RegisterPages register_pages_;
  SeatStore seats_;
  ServiceTokens tokens_;
  GradeCalls grade_calls_;
  Outbox outbox_;
  PlatformQueue platform_queue_;
  Courier courier_;
  ServiceMarks marks_;
  const std::unique_ptr<EventFeeds> feeds_;
  Passback passback_;
  ScoreReads score_reads_;
  OidcLogin login_;
  Verifier verifier_;
  Launcher launcher_;
  const MethodTable methods_;
  Gateway gateway_;
  const WebUi ui_;
  Shell shell_;
  GuestPages guests_;
  const SecretPages secret_pages_;
  ScorePages scores_;
  Router router_;
  std::unique_ptr<Server> server_;

  std::mutex mutex_;  // guards stopping_
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread housekeeping_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Adapter>> Adapter::Start(const Config& config,
                                                        const Outside& outside) {
  DRIEHOEK_ASSIGN_OR_RETURN(Foundation foundation, Lay(config, outside.clock));
  DRIEHOEK_ASSIGN_OR_RETURN(WebUi ui, WebUi::Read(config.web_root));
  auto wired = std::make_unique<Wired>(config, outside, std::move(foundation), std::move(ui));
  DRIEHOEK_RETURN_IF_ERROR(wired->Begin());
  return wired;
}

}  // namespace driehoek::lti
