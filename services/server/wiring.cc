#include "server/wiring.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>

#include <fstream>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "agreement/seal_module.h"
#include "google/protobuf/descriptor.h"
#include "notify/mail_sender.h"
#include "notify/smtp.h"
#include "server/deadline_runner.h"
#include "server/edge.h"
#include "server/event_handler.h"
#include "server/installation_keys.h"
#include "server/migrations.h"
#include "server/parts.h"
#include "server/status_page.h"
#include "server/tenants.h"
#include "shared/base/errors.h"
#include "shared/log/log.h"

namespace driehoek::server {
namespace {

// How soon what a server that died was working on is looked at again.
constexpr absl::Duration kLongTaskInterval = absl::Seconds(5);

// Every method of every registered service must have a row in the rights table.
absl::Status CheckRights(const auth::RightsTable& rights) {
  std::vector<std::string> methods;
  for (const char* service :
       {"AccessService", "AgreementService", "CapacityService", "ConflictService", "ContinuationService", "DirectoryService", "EventService",
        "JobStructureService", "LearningTaskService", "MatchingService", "PlacementService", "PreferenceFileService",
        "NotificationService", "CalendarService",
        "CheckInService", "ContactService", "RhythmService", "SignalService",
        "EvidenceService", "AssessmentService",
        "RegisterService", "WorkplaceScanService"}) {
    const auto* descriptor =
        google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(absl::StrCat("driehoek.v1.", service));
    for (int i = 0; descriptor != nullptr && i < descriptor->method_count(); ++i) {
      methods.push_back(absl::StrCat(descriptor->full_name(), "/", descriptor->method(i)->name()));
    }
  }
  const std::vector<std::string> missing = rights.MethodsWithoutRule(methods);
  if (missing.empty()) return absl::OkStatus();
  return Error(absl::StatusCode::kInternal, "METHOD_WITHOUT_RULE",
               absl::StrCat("no rule says who may call ", absl::StrJoin(missing, ", ")));
}

class RunningService final : public Service {
 public:
  RunningService(const Config& config, const Clock& clock) : config_(config), clock_(clock) {}
  ~RunningService() override { Stop(); }

  absl::Status Start() {
    DRIEHOEK_ASSIGN_OR_RETURN(const std::string secret, EnsureKeyFile(InstallationKeyPath(config_.data)));
    DRIEHOEK_RETURN_IF_ERROR(EnsureKeyFile(config_.call_token_key_file).status());
    DRIEHOEK_ASSIGN_OR_RETURN(auto keys, auth::CallTokenKeys::ReadFile(config_.call_token_key_file));
    DRIEHOEK_ASSIGN_OR_RETURN(
        auto sealing_key, agreement::EnsureSealingKey(config_.data + "/keys", "Driehoek", clock_.Now()));
    DRIEHOEK_ASSIGN_OR_RETURN(const auto module, agreement::SealModule::Find(agreement::SealModuleFile()));
    DRIEHOEK_ASSIGN_OR_RETURN(auto scanner, progress::evidence::MakeVirusScanner(config_.antivirus));
    DRIEHOEK_ASSIGN_OR_RETURN(database_, storage::Open(config_.database, "driehoek", config_.database_readers));
    DRIEHOEK_RETURN_IF_ERROR(MigrateAll(*database_, clock_));
    DRIEHOEK_ASSIGN_OR_RETURN(
        listener_, Listener::Open(config_.grpc_listen,
                                  {config_.max_connections, config_.max_connections_per_address,
                                   absl::Seconds(config_.first_request_seconds)}));
    watch_ = std::make_unique<CallWatch>(metrics_, *listener_);
    parts_ = std::make_unique<Parts>(Parts::Outside{*database_, clock_, *watch_, std::move(keys), std::move(sealing_key),
                                                    [module](const auto& request, const auto& key) {
                                                      return module->Seal(request, key);
                                                    },
                                                    secret, config_.lti_url, config_.data, config_.smtp_from,
                                                    std::move(scanner)});
    DRIEHOEK_RETURN_IF_ERROR(CheckRights(parts_->rights));
    events_ = std::make_unique<EventHandler>(parts_->border, parts_->event_log, parts_->signal, ResumeTokens(secret), clock_);
    DRIEHOEK_RETURN_IF_ERROR(StartServer());
    DRIEHOEK_RETURN_IF_ERROR(StartStatusPage());
    DRIEHOEK_RETURN_IF_ERROR(StartMails());
    StartRunner();
    log::Info("ready", {{"grpc_port", std::int64_t{grpc_port()}},
                        {"metrics_port", std::int64_t{metrics_port()}},
                        {"engine", std::string(database_->engine() == storage::Engine::kSqlite ? "sqlite" : "postgres")}});
    return absl::OkStatus();
  }

  int grpc_port() const override { return listener_->port(); }
  int metrics_port() const override { return status_page_->port(); }
  bool Failed() override {
    // After a failed write to disk nothing may be written any more (fsync is never tried again): end, and let the next start
    // find what is whole.
    return database_->engine() == storage::Engine::kSqlite && !database_->Ping().ok();
  }

  void Stop() override {
    if (server_ == nullptr) return;
    log::Info("stopping");
    server_->GetHealthCheckService()->SetServingStatus(false);
    listener_->Stop();
    runner_->Stop();
    long_runner_->Stop();
    for (const auto& [tenant, subscription] : subscriptions_) parts_->signal.Unsubscribe(subscription);
    runner_.reset();
    long_runner_.reset();
    events_->Stop();
    server_->Shutdown(absl::ToChronoTime(absl::Now() + absl::Seconds(config_.drain_seconds)));
    server_->Wait();
    status_page_.reset();
    mails_.reset();
    events_.reset();
    server_.reset();
    parts_.reset();
    log::Info("stopped");
  }

 private:
  absl::Status StartServer() {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto credentials, ServerCredentials(config_));
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    grpc::ServerBuilder builder;
    SetLimits(builder);
    for (grpc::Service* service : parts_->services()) builder.RegisterService(service);
    builder.RegisterService(events_.get());
    auto acceptor = builder.experimental().AddExternalConnectionAcceptor(
        grpc::ServerBuilder::experimental_type::ExternalConnectionType::FROM_FD, credentials);
    server_ = builder.BuildAndStart();
    if (server_ == nullptr) {
      return Error(absl::StatusCode::kUnavailable, "SERVER_NOT_STARTED", "gRPC did not start");
    }
    server_->GetHealthCheckService()->SetServingStatus(true);
    listener_->Start(std::move(acceptor));
    return absl::OkStatus();
  }

  absl::Status StartStatusPage() {
    AddGauges();
    probe_ = std::make_unique<SelfProbe>(config_, *listener_);
    DRIEHOEK_ASSIGN_OR_RETURN(status_page_,
                              StatusPage::Open(config_.metrics_listen, {[this] { return metrics_.Text(); },
                                                                        [this] { return Health(); }}));
    return absl::OkStatus();
  }

  absl::Status Health() {
    const absl::Status ping = database_->Ping();
    server_->GetHealthCheckService()->SetServingStatus(ping.ok());
    return ping.ok() ? probe_->Check() : ping;
  }

  void AddGauges() {
    const std::pair<const char*, std::int64_t Listener::Counts::*> counts[] = {
        {"driehoek_connections_accepted_total", &Listener::Counts::accepted},
        {"driehoek_connections_refused_total", &Listener::Counts::refused},
        {"driehoek_connections_dropped_total", &Listener::Counts::dropped}};
    for (const auto& [name, member] : counts) {
      metrics_.AddGauge(name, "gRPC connections since the start", [this, member = member] {
        return static_cast<double>(listener_->counts().*member);
      });
    }
    metrics_.AddGauge("driehoek_connections_open", "gRPC connections now",
                      [this] { return static_cast<double>(listener_->counts().open); });
    metrics_.AddGauge("driehoek_wrong_secrets_total", "wrong guest links and credentials since the start",
                      [this] { return static_cast<double>(parts_->wrong_secrets.total()); });
    metrics_.AddGauge("driehoek_mails_sent_total", "mails handed to the mail server since the start",
                      [this] { return mails_ == nullptr ? 0.0 : static_cast<double>(mails_->sent()); });
    metrics_.AddGauge("driehoek_mails_failed_total", "mails given up since the start",
                      [this] { return mails_ == nullptr ? 0.0 : static_cast<double>(mails_->failed()); });
  }

  absl::Status StartMails() {
    if (config_.smtp.empty()) {
      log::Warning("no_mail_server");
      return absl::OkStatus();
    }
    DRIEHOEK_ASSIGN_OR_RETURN(notify::SmtpSettings smtp, notify::ParseSmtpUrl(config_.smtp));
    smtp.user = config_.smtp_user;
    if (!config_.smtp_password_file.empty()) {
      std::ifstream in(config_.smtp_password_file);
      std::getline(in, smtp.password);
      if (!in && smtp.password.empty()) {
        return Error(absl::StatusCode::kInvalidArgument, "SMTP_PASSWORD_UNREADABLE", "cannot read smtp_password_file");
      }
    }
    DRIEHOEK_ASSIGN_OR_RETURN(notify::Sender sender, notify::ParseSender(config_.smtp_from));
    mails_ = std::make_unique<notify::MailSender>(notify::MailSender::Parts{
        parts_->mail_queue, clock_, [this](absl::Time deadline) { return ListTenants(*database_, deadline); },
        std::move(smtp), std::move(sender)});
    return absl::OkStatus();
  }

  void StartRunner() {
    long_runner_ = std::make_unique<DeadlineRunner>(
        clock_, [this](absl::Time deadline) { return ListTenants(*database_, deadline); }, parts_->long_tasks(),
        kLongTaskInterval);
    runner_ = std::make_unique<DeadlineRunner>(
        clock_, [this](absl::Time deadline) { return WatchedTenants(deadline); }, parts_->due_tasks());
  }

  // All institutions, each from now on followed: what happens there makes the runner look. Called by the runner's thread only.
  absl::StatusOr<std::vector<TenantId>> WatchedTenants(absl::Time deadline) {
    DRIEHOEK_ASSIGN_OR_RETURN(std::vector<TenantId> tenants, ListTenants(*database_, deadline));
    for (const TenantId& tenant : tenants) {
      if (subscriptions_.contains(tenant)) continue;
      subscriptions_[tenant] = parts_->signal.Subscribe(tenant, [this] {
        runner_->Nudge();
        long_runner_->Nudge();
      });
    }
    return tenants;
  }

  const Config config_;
  const Clock& clock_;
  Metrics metrics_;
  std::unique_ptr<storage::Database> database_;
  std::unique_ptr<Listener> listener_;
  std::unique_ptr<CallWatch> watch_;
  std::unique_ptr<Parts> parts_;
  std::unique_ptr<EventHandler> events_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<SelfProbe> probe_;
  std::unique_ptr<StatusPage> status_page_;
  std::unique_ptr<notify::MailSender> mails_;
  std::unique_ptr<DeadlineRunner> runner_;
  std::unique_ptr<DeadlineRunner> long_runner_;
  std::map<TenantId, events::EventSignal::SubscriptionId> subscriptions_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Service>> Service::Start(const Config& config, const Clock& clock) {
  auto service = std::make_unique<RunningService>(config, clock);
  DRIEHOEK_RETURN_IF_ERROR(service->Start());
  return std::unique_ptr<Service>(std::move(service));
}

}  // namespace driehoek::server
