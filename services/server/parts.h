// The service's parts in the order in which they are made: each takes what stands above it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "access/access_service.h"
#include "access/client_store.h"
#include "access/guest_handler.h"
#include "access/link_handler.h"
#include "access/live_credentials.h"
#include "access/queued_mails.h"
#include "access/role_handler.h"
#include "access/self_handler.h"
#include "agreement/agreement_due.h"
#include "agreement/agreement_handler.h"
#include "agreement/pdf/sealing_key.h"
#include "agreement/sealed_vault.h"
#include "agreement/sql_agreement_store.h"
#include "agreement/sql_paper_store.h"
#include "calendar/feed_handler.h"
#include "directory/directory_handler.h"
#include "notify/mail_queue.h"
#include "notify/notifier.h"
#include "notify/preference_handler.h"
#include "notify/subjects.h"
#include "placement/capacity/capacity_handler.h"
#include "placement/placement_due.h"
#include "placement/attention/attention_claims.h"
#include "placement/conflict/conflict_handler.h"
#include "placement/continuation/route_handler.h"
#include "placement/register/register_handler.h"
#include "placement/register/preference_file_handler.h"
#include "placement/placement_handler.h"
#include "placement/scan/criteria_handler.h"
#include "placement/scan/scan_due.h"
#include "placement/scan/scan_handler.h"
#include "placement/sql_placement_store.h"
#include "progress/checkin/check_in_due.h"
#include "progress/checkin/check_in_handler.h"
#include "progress/checkin/contact_handler.h"
#include "progress/rhythm/hours_handler.h"
#include "progress/rhythm/pulse_handler.h"
#include "progress/rhythm/shift_handler.h"
#include "progress/signal/history_reading.h"
#include "progress/signal/signal_due.h"
#include "progress/signal/signal_handler.h"
#include "progress/signal/triangle_handler.h"
#include "progress/task/plan_handler.h"
#include "progress/task/task_due.h"
#include "progress/task/task_handler.h"
#include "server/access_joins.h"
#include "server/agreement_joins.h"
#include "server/attention_follower.h"
#include "server/attention_joins.h"
#include "server/calendar_joins.h"
#include "server/check_in_news.h"
#include "server/capacity_joins.h"
#include "server/check_in_follower.h"
#include "server/check_in_joins.h"
#include "server/conflict_joins.h"
#include "server/deadline_runner.h"
#include "server/evidence_news.h"
#include "server/notify_joins.h"
#include "server/offer_joins.h"
#include "server/placement_follower.h"
#include "server/placement_joins.h"
#include "server/register_snapshots.h"
#include "server/contact_joins.h"
#include "server/rhythm_joins.h"
#include "server/scan_follower.h"
#include "server/signal_follower.h"
#include "server/signal_joins.h"
#include "server/scan_joins.h"
#include "server/scan_news.h"
#include "server/register_joins.h"
#include "server/register_books.h"
#include "server/preference_book.h"
#include "server/round_parts.h"
#include "server/signal_news.h"
#include "server/signal_news.h"
#include "server/signing_joins.h"
#include "server/student_numbers.h"
#include "server/supervision_joins.h"
#include "server/proof_parts.h"
#include "server/task_joins.h"
#include "server/task_news.h"
#include "shared/events/audit_chain.h"
#include "shared/events/event_log.h"
#include "shared/events/event_poller.h"
#include "shared/events/event_signal.h"
#include "shared/events/read_recorder.h"
#include "shared/rpc/border.h"
#include "shared/storage/file_store.h"

namespace driehoek::server {

// The border's port over the recorder of the events.
class RecordedReads final : public rpc::ReadLog {
 public:
  explicit RecordedReads(events::ReadRecorder& recorder) : recorder_(recorder) {}
  absl::Status Saw(const TenantId& tenant, const std::string& reader, absl::string_view resource,
                   const std::string& subject) override {
    return recorder_.Record(tenant, {reader, std::string(resource), subject});
  }

 private:
  events::ReadRecorder& recorder_;
};

struct Parts {
  struct Outside {
    storage::Database& database;
    const Clock& clock;
    rpc::CallObserver& observer;
    auth::CallTokenKeys keys;
    agreement::SealingKey sealing_key;
    agreement::Sealer seal_pdf;
    std::string installation_secret;
    std::string lti_url;
    std::string data;
    std::string smtp_from;
    std::unique_ptr<progress::evidence::VirusScanner> scanner = progress::evidence::NoVirusScanner();
  };
  explicit Parts(Outside from_outside);
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  // The services to register, the event service aside.
  std::vector<grpc::Service*> services();
  // What falls due by time or by what happened.
  std::vector<DeadlineRunner::Task> due_tasks();
  // What is worked out in the background and may take long: for a thread of its own.
  std::vector<DeadlineRunner::Task> long_tasks();

  const Outside outside;
  const access::AccessKeys access_keys;
  Uuid7Source ids;
  storage::TenantDatabase tenants;
  storage::FileStore files;

  events::EventSignal signal;
  events::ChangeLog changes;
  events::EventLog event_log;
  events::EventPoller poller;
  events::AuditChain audit;
  events::ReadRecorder recorder;
  RecordedReads reads;

  directory::SqlDirectoryStore directory_store;
  directory::DirectoryReader directory_reader;
  placement::SqlPlacementStore placement_store;
  placement::scan::SqlCriteriaStore scan_criteria_store;
  placement::scan::SqlScanStore scan_store;
  placement::continuation::SqlRouteStore route_store;
  placement::conflict::SqlConflictStore conflict_store;
  progress::assessment::SqlAssessmentStore assessment_store;
  JudgementsOfAssessments placement_judgements;
  agreement::SqlAgreementStore agreement_store;
  agreement::SqlPaperStore paper_store;
  PeopleOfDirectory people;
  SupervisionOfPlacements supervision;

  notify::MailQueue mail_queue;
  access::QueuedMails access_mails;
  access::GuestStore guest_store;
  access::RoleStore role_store;
  access::ClientStore client_store;
  auth::WrongSecrets wrong_secrets;
  access::GuestLinks guest_links;
  access::VerificationCodes codes;
  access::RoleGrants role_grants;
  access::LiveCredentials credentials;

  auth::RightsTable rights;
  rpc::Border border;

  access::SelfHandler self_handler;
  access::GuestHandler guest_handler;
  access::LinkHandler link_handler;
  access::RoleHandler role_handler;
  access::ClientHandler client_handler;
  access::AccessService access_service;

  RolesOfAccess granted_roles;
  PairsOfPlacements placement_pairs;
  registry::ExternalKeys external_keys;
  NumbersOfRegister student_numbers;
  directory::DirectoryHandler directory_handler;
  std::unique_ptr<grpc::Service> directory_service;
  std::unique_ptr<grpc::Service> job_structure_service;

  FactsOfPlacements agreement_facts;
  CodesOfAccess signing_codes;
  agreement::SealedVault vault;
  events::Remembered<agreement::KnownAgreement> known_agreements;
  agreement::Ports agreement_ports;
  std::unique_ptr<rpc::Executor> agreement_reads;
  agreement::AgreementHandler agreement_handler;
  agreement::AgreementDue agreement_due;

  PlacementFactsOfDirectory placement_facts;
  PlacementFactsOfAgreements placement_agreements;
  ScanFactsOfScans placement_scans;
  RegisterOfDirectory placement_register;
  capacity::SqlOfferStore offer_store;
  capacity::SeatClaims seat_claims;
  OffersOfCapacity placement_offers;
  SeatsOfCapacity offer_seats;
  FreeSeatsOfCapacity free_seats;
  RoomsOfCapacity offer_rooms;
  SharedSupervisorsOfDirectory shared_supervisors;
  placement::attention::AttentionClaims attention_claims;
  AttentionFollower attention_follower;
  placement::PlacementHandler placement_handler;
  std::unique_ptr<grpc::Service> placement_service;
  placement::PlacementDue placement_due;
  PlacementFollower placement_follower;

  ProgrammesOfDirectory scan_programmes;
  placement::scan::CriteriaHandler scan_criteria_handler;
  placement::scan::ScanHandler scan_handler;
  std::unique_ptr<grpc::Service> scan_service;
  placement::scan::ScanDue scan_due;
  ScanFollower scan_follower;

  SidesOfDirectory conflict_sides;
  placement::conflict::ConflictHandler conflict_handler;
  std::unique_ptr<grpc::Service> conflict_service;

  RegisterSnapshots registers;
  placement::continuation::RouteHandler route_handler;
  std::unique_ptr<grpc::Service> continuation_service;

  capacity::SqlIntentStore intent_store;
  CapacityFactsOfDirectory capacity_facts;
  capacity::CapacityHandler capacity_handler;
  std::unique_ptr<grpc::Service> capacity_service;

  RegisterBooks register_books;
  registry::RegisterHandler register_handler;
  std::unique_ptr<grpc::Service> register_service;

  RoundParts rounds;

  PreferenceBook preference_book;
  registry::PreferenceFileHandler preference_file_handler;
  std::unique_ptr<grpc::Service> preference_file_service;
  progress::task::SqlPlanStore plan_store;
  progress::task::SqlTaskStore task_store;
  PlacementsOfProgress progress_placements;
  DirectoryOfProgress progress_directory;
  ProgrammesOfTasks task_programmes;
  progress::task::PlanHandler plan_handler;
  progress::task::TaskHandler task_handler;
  std::unique_ptr<grpc::Service> task_service;
  progress::task::TaskDue task_due;
  progress::checkin::SqlCheckInStore check_in_store;
  progress::checkin::SqlContactStore contact_store;
  progress::checkin::ContactReading contact_reading;
  ProgrammesOfCheckIns check_in_programmes;
  InstitutionOfCheckIns check_in_institution;
  AgreementsOfCheckIns check_in_agreements;
  RunningPlacementsOfCheckIns check_in_placements;
  LearningTasksOfCheckIns check_in_tasks;
  progress::checkin::CheckInHandler check_in_handler;
  progress::checkin::ContactHandler contact_handler;
  std::unique_ptr<grpc::Service> check_in_service;
  std::unique_ptr<grpc::Service> contact_service;
  progress::checkin::CheckInDue check_in_due;
  CheckInFollower check_in_follower;
  progress::rhythm::SqlPulseStore pulse_store;
  progress::rhythm::SqlHoursStore hours_store;
  progress::rhythm::SqlShiftStore shift_store;
  ProgrammesOfRhythm rhythm_programmes;
  TasksOfRhythm rhythm_tasks;
  progress::rhythm::PulseHandler pulse_handler;
  progress::rhythm::HoursHandler hours_handler;
  progress::rhythm::ShiftHandler shift_handler;
  std::unique_ptr<grpc::Service> rhythm_service;

  progress::signal::SqlSignalStore signal_store;
  RunningOfPlacements signal_running;
  ContactsOfCheckIns signal_contacts;
  RhythmsOfStores signal_rhythms;
  VerdictsOfTasks signal_verdicts;
  ProgrammesOfSignals signal_programmes;
  ContinuationsOfRoutes signal_continuations;
  progress::signal::HistoryReading signal_histories;
  progress::signal::SignalHandler signal_handler;
  progress::signal::TriangleHandler triangle_handler;
  std::unique_ptr<grpc::Service> signal_service;
  progress::signal::SignalDue signal_due;
  SignalFollower signal_follower;
  ProofParts proof;

  NewsOfAgreements news;
  SearchesOfPlacements searches;
  NewsOfTasks task_news;
  NewsOfScans scan_news;
  NewsOfCheckIns check_in_news;
  NewsOfSignals signal_news;
  NewsOfEvidence evidence_news;
  NewsOfAssessments assessment_news;
  notify::AgreementSubject agreement_subject;
  notify::SearchSubject search_subject;
  notify::NamedSubject<notify::TaskNews> task_subject;
  notify::NamedSubject<notify::ScanNews> scan_subject;
  notify::NamedSubject<notify::CheckInNews> check_in_subject;
  notify::NamedSubject<notify::SignalNews> signal_subject;
  notify::NamedSubject<notify::EvidenceNews> evidence_subject;
  notify::NamedSubject<notify::AssessmentNews> assessment_subject;
  AddresseesOfDirectory addressees;
  GuestWaysOfAccess guest_ways;
  notify::NotifyStore notify_store;
  notify::PreferenceStore preference_store;
  notify::Notifier notifier;
  notify::PreferenceHandler preference_handler;
  std::unique_ptr<grpc::Service> notification_service;

  calendar::SqlFeedStore feed_store;
  AgendasOfHouse agendas;
  calendar::FeedHandler feed_handler;
  std::unique_ptr<grpc::Service> calendar_service;
};

}  // namespace driehoek::server
