#include "server/parts.h"

#include <utility>

#include "access/policy.h"
#include "agreement/policy.h"
#include "calendar/feed_policy.h"
#include "calendar/feed_service.h"
#include "directory/directory_service.h"
#include "directory/job_structure_service.h"
#include "directory/policy.h"
#include "notify/mime.h"
#include "notify/preference_policy.h"
#include "notify/preference_service.h"
#include "notify/sealed_mail.h"
#include "placement/capacity/capacity_service.h"
#include "placement/capacity/policy.h"
#include "placement/placement_service.h"
#include "placement/conflict/conflict_service.h"
#include "placement/conflict/policy.h"
#include "placement/continuation/route_policy.h"
#include "placement/continuation/route_service.h"
#include "placement/policy.h"
#include "placement/scan/scan_policy.h"
#include "placement/scan/scan_service.h"
#include "placement/register/policy.h"
#include "placement/register/register_service.h"
#include "placement/register/preference_file_service.h"
#include "placement/round/policy.h"
#include "progress/checkin/check_in_policy.h"
#include "progress/checkin/check_in_service.h"
#include "progress/rhythm/rhythm_policy.h"
#include "progress/rhythm/rhythm_service.h"
#include "progress/signal/signal_policy.h"
#include "progress/signal/signal_service.h"
#include "progress/assessment/assessment_policy.h"
#include "progress/evidence/evidence_policy.h"
#include "progress/task/task_policy.h"
#include "progress/task/task_service.h"
#include "shared/base/errors.h"

namespace driehoek::server {
namespace {

constexpr int kAnswersAtOnce = 500;
// About 20 kB each.
constexpr std::size_t kKnownAgreements = 512;
constexpr int kReadThreads = 16;

// PostgreSQL may have several servers, and lies in another process; SQLite has one, and waits for nobody.
bool IsOnlyServer(const storage::Database& database) { return database.engine() == storage::Engine::kSqlite; }

std::unique_ptr<rpc::Executor> MakeReads(const storage::Database& database) {
  if (IsOnlyServer(database)) return std::make_unique<rpc::Inline>();
  return std::make_unique<rpc::ThreadPool>(kReadThreads);
}

// Appointments come from whoever sends the mails; from nobody when that is no address.
ics::Attendee OrganiserOf(absl::string_view smtp_from) {
  const auto sender = notify::ParseSender(smtp_from);
  if (!sender.ok()) return {};
  return {sender->name, sender->address};
}

// Following events is no part of the triangle: API clients and the adapter may, each in its own institution.
std::vector<auth::Right> EventRights() {
  constexpr absl::string_view kWatch = "driehoek.v1.EventService/WatchEvents";
  return {{kWatch, auth::Role::kService, {auth::Relation::kInstitution}},
          {kWatch, auth::Role::kAdapter, {auth::Relation::kInstitution}}};
}

std::vector<auth::Right> AllRights() {
  std::vector<auth::Right> rights = EventRights();
  for (const std::vector<auth::Right>& more :
       {std::vector<auth::Right>(access::AccessRights()), std::vector<auth::Right>(agreement::AgreementRights()),
        directory::DirectoryRights(), placement::PlacementRights(), placement::scan::ScanRights(),
        placement::continuation::ContinuationRights(), capacity::CapacityRights(), registry::RegisterRights(),
        registry::PreferenceFileRights(), placement::conflict::ConflictRights(),
        placement::round::MatchingRights(), progress::task::LearningTaskRights(),
        notify::NotificationRights(), calendar::CalendarRights(),
        progress::checkin::CheckInRights(), progress::checkin::ContactRights(),
        progress::rhythm::RhythmRights(), progress::signal::SignalRights(),
        progress::evidence::EvidenceRights(),
        progress::assessment::AssessmentRights()}) {
    rights.insert(rights.end(), more.begin(), more.end());
  }
  return rights;
}

}  // namespace

Parts::Parts(Outside from_outside)
    : outside(std::move(from_outside)),
      access_keys(access::AccessKeys::Derive(outside.installation_secret)),
      ids(outside.clock),
      tenants(outside.database),
      files(outside.data),
      changes(tenants, outside.clock, &signal),
      event_log(tenants),
      poller(event_log, signal),
      audit(tenants),
      recorder(tenants, outside.clock),
      reads(recorder),
      directory_store(tenants),
      directory_reader(directory_store, outside.clock),
      placement_store(tenants),
      scan_criteria_store(tenants),
      scan_store(tenants),
      route_store(tenants),
      conflict_store(tenants),
      assessment_store(tenants),
      placement_judgements(assessment_store),
      agreement_store(tenants, changes, ids),
      paper_store(tenants, changes),
      people(directory_reader, directory_store),
      supervision(placement_store, directory_reader, directory_store),
      mail_queue(tenants, ids, outside.clock, notify::DeriveMailKey(outside.installation_secret)),
      access_mails(mail_queue),
      guest_store(tenants),
      role_store(tenants),
      client_store(tenants),
      guest_links({guest_store, people, supervision, access_mails, ids, access_keys, outside.lti_url}),
      codes(tenants, people, access_mails, ids, access_keys),
      role_grants(role_store, people, access_mails, ids, access_keys),
      credentials({guest_store, client_store, role_store, people, supervision, wrong_secrets, outside.clock}),
      rights(AllRights()),
      border({outside.keys, credentials, rights, changes, reads, outside.observer, outside.clock}),
      self_handler({guest_store, guest_links, client_store, people, audit}),
      guest_handler({guest_store, guest_links, codes, people, supervision, changes, access_keys}),
      link_handler(
          {guest_store, guest_links, codes, people, wrong_secrets, changes, outside.database, access_keys}),
      role_handler({role_store, role_grants, changes}),
      client_handler({client_store, ids, changes}),
      access_service({border, self_handler, guest_handler, link_handler, role_handler, client_handler}),
      granted_roles(role_grants),
      placement_pairs(placement_store),
      external_keys(tenants),
      student_numbers(external_keys),
      directory_handler({directory_store, directory_reader, changes, ids, granted_roles, placement_pairs,
                         student_numbers}),
      directory_service(directory::MakeDirectoryService(border, directory_handler)),
      job_structure_service(directory::MakeJobStructureService(border, directory_handler)),
      agreement_facts(directory_reader, placement_store),
      signing_codes(codes, changes),
      vault(outside.sealing_key, outside.seal_pdf, files),
      known_agreements(changes.commits(), IsOnlyServer(outside.database) ? kKnownAgreements : 0),
      agreement_ports{agreement_store, paper_store, agreement_facts, signing_codes,
                      vault,           ids,         known_agreements},
      agreement_reads(MakeReads(outside.database)),
      agreement_handler(border, *agreement_reads, agreement_ports),
      agreement_due(agreement_store, agreement_facts),
      placement_facts(directory_reader),
      placement_agreements(agreement_store),
      placement_scans(scan_store, scan_criteria_store),
      placement_register(directory_store, ids),
      offer_store(tenants),
      seat_claims(tenants),
      placement_offers(offer_store),
      offer_seats(outside.clock),
      free_seats(offer_store, seat_claims, outside.clock),
      offer_rooms(offer_store, seat_claims),
      shared_supervisors(directory_reader, access_keys),
      attention_claims({tenants, placement_store, shared_supervisors, ids, outside.clock,
                        placement::attention::DeriveSlotKey(outside.installation_secret)}),
      attention_follower(attention_claims),
      placement_handler({placement_store, changes, ids, placement_facts, placement_agreements, placement_scans,
                         placement_register, &placement_offers, &offer_seats, &free_seats,
                         &conflict_store, &placement_judgements, &attention_claims}),
      placement_service(placement::MakePlacementService(border, placement_handler)),
      placement_due(placement_store, changes, placement_facts, placement_agreements, placement_scans,
                    &placement_judgements),
      placement_follower(placement_due, placement_facts, event_log, directory_store),
      scan_programmes(directory_store),
      scan_criteria_handler({scan_criteria_store, changes, ids, scan_programmes}),
      scan_handler({scan_store, scan_criteria_store, placement_store, changes, ids, placement_facts}),
      scan_service(placement::scan::MakeScanService(border, scan_criteria_handler, scan_handler)),
      scan_due({scan_store, scan_criteria_store, placement_store, changes, placement_facts}),
      scan_follower({scan_due, placement_due, scan_store, placement_store, placement_facts, event_log}),
      conflict_sides(directory_reader),
      conflict_handler({conflict_store, changes, ids, placement_facts, conflict_sides}),
      conflict_service(placement::conflict::MakeConflictService(border, conflict_handler)),
      registers({directory_store, placement_store, scan_store, event_log}),
      route_handler({route_store, placement_store, changes, ids, placement_facts, registers,
                     &conflict_store}),
      continuation_service(placement::continuation::MakeContinuationService(border, route_handler)),
      intent_store(tenants),
      capacity_facts(directory_reader, directory_store),
      capacity_handler({offer_store, seat_claims, intent_store, changes, ids, capacity_facts}),
      capacity_service(capacity::MakeCapacityService(border, capacity_handler)),
      register_books({directory_store, directory_reader, offer_store, external_keys, tenants, changes, ids}),
      register_handler(register_books),
      register_service(registry::MakeRegisterService(border, register_handler)),
      rounds({tenants, changes, ids, outside.clock, border, directory_reader, placement_facts, placement_store,
              outside.installation_secret, offer_rooms, offer_seats, &conflict_store,
              &attention_claims}),
      preference_book({directory_store, external_keys, rounds.store, rounds.facts, changes}),
      preference_file_handler(preference_book),
      preference_file_service(registry::MakePreferenceFileService(border, preference_file_handler)),
      plan_store(tenants),
      task_store(tenants),
      progress_placements(placement_store, placement_facts),
      progress_directory(directory_reader),
      task_programmes(directory_reader),
      plan_handler({plan_store, task_store, changes, progress_placements, progress_directory, task_programmes}),
      task_handler({task_store, changes, ids, progress_placements, progress_directory, task_programmes}),
      task_service(progress::task::MakeLearningTaskService(border, plan_handler, task_handler)),
      task_due({task_store, changes, progress_placements, progress_directory}),
      check_in_store(tenants),
      contact_store(tenants),
      contact_reading(tenants),
      check_in_programmes(directory_reader),
      check_in_institution(directory_reader),
      check_in_agreements(agreement_store),
      check_in_placements(placement_store, progress_placements),
      check_in_tasks(task_store),
      check_in_handler({check_in_store, changes, ids, progress_placements, progress_directory, check_in_programmes,
                        check_in_institution, check_in_tasks}),
      contact_handler({contact_store, check_in_store, contact_reading, changes, ids, progress_placements,
                       progress_directory, check_in_programmes}),
      check_in_service(progress::checkin::MakeCheckInService(border, check_in_handler)),
      contact_service(progress::checkin::MakeContactService(border, contact_handler)),
      check_in_due({check_in_store, changes, ids, progress_placements, progress_directory, check_in_programmes,
                    check_in_institution, check_in_agreements, check_in_placements}),
      check_in_follower(check_in_due, progress_directory, event_log),
      pulse_store(tenants),
      hours_store(tenants),
      shift_store(tenants),
      rhythm_programmes(directory_reader),
      rhythm_tasks(task_store),
      pulse_handler({pulse_store, changes, ids, progress_placements, progress_directory, rhythm_programmes}),
      hours_handler({hours_store, changes, ids, progress_placements, progress_directory}),
      shift_handler({shift_store, changes, ids, progress_placements, progress_directory, rhythm_tasks}),
      rhythm_service(progress::rhythm::MakeRhythmService(border, pulse_handler, hours_handler, shift_handler)),
      signal_store(tenants),
      signal_running(tenants, placement_facts, directory_reader),
      signal_contacts(tenants),
      signal_rhythms(pulse_store, hours_store, shift_store, directory_reader),
      signal_verdicts(tenants),
      signal_programmes(directory_reader),
      signal_continuations(route_store),
      signal_histories({signal_running, signal_contacts, signal_rhythms, signal_verdicts, signal_programmes}),
      signal_handler({signal_store, changes, ids, progress_placements, progress_directory, signal_programmes,
                      signal_continuations}),
      triangle_handler({signal_store, progress_placements, progress_directory, signal_running, signal_contacts,
                        signal_histories}),
      signal_service(progress::signal::MakeSignalService(border, signal_handler, triangle_handler)),
      signal_due({signal_store, changes, ids, signal_running, signal_histories, progress_directory}),
      signal_follower(signal_due, progress_directory, event_log),
      proof({tenants, changes, ids, border, files, directory_reader, placement_store, task_store, progress_placements,
             progress_directory, *outside.scanner}),
      news(agreement_store, agreement_facts, people, role_store),
      searches(placement_store, directory_reader, role_store),
      task_news(task_store, placement_store, directory_reader, role_store),
      scan_news(scan_store, directory_reader, role_store),
      check_in_news(check_in_store, placement_store, directory_reader),
      signal_news(signal_store, directory_reader, role_store),
      evidence_news(proof.items, placement_store, directory_reader),
      assessment_news(assessment_store, placement_store, directory_reader),
      agreement_subject(news),
      search_subject(searches),
      task_subject(task_news, notify::IsTaskTold, notify::TaskTellings),
      scan_subject(scan_news, notify::IsScanTold, notify::ScanTellings),
      check_in_subject(check_in_news, notify::IsCheckInTold, notify::CheckInTellings),
      signal_subject(signal_news, notify::IsSignalTold, notify::SignalTellings),
      evidence_subject(evidence_news, notify::IsEvidenceTold, notify::EvidenceTellings),
      assessment_subject(assessment_news, notify::IsAssessmentTold, notify::AssessmentTellings),
      addressees(people, directory_reader),
      guest_ways(guest_links),
      notify_store(tenants),
      preference_store(tenants),
      notifier({tenants, event_log, changes, notify_store, preference_store, mail_queue, addressees, guest_ways,
                {&agreement_subject, &search_subject, &task_subject, &scan_subject, &check_in_subject,
                 &signal_subject, &evidence_subject, &assessment_subject},
                notify::StopLinks(notify::DeriveStopKey(outside.installation_secret), outside.lti_url),
                OrganiserOf(outside.smtp_from)}),
      preference_handler({preference_store, addressees, wrong_secrets, changes}),
      notification_service(notify::MakeNotificationService(border, preference_handler)),
      feed_store(tenants),
      agendas({people, directory_reader, placement_store, progress_placements, task_programmes, task_store,
                check_in_store}),
      feed_handler({feed_store, changes, agendas, wrong_secrets, outside.lti_url}),
      calendar_service(calendar::MakeCalendarService(border, feed_handler)) {}

std::vector<grpc::Service*> Parts::services() {
  return {&access_service, &agreement_handler, directory_service.get(), placement_service.get(),
          scan_service.get(), continuation_service.get(), capacity_service.get(), register_service.get(),
          preference_file_service.get(),
          conflict_service.get(),
          job_structure_service.get(),
          notification_service.get(), calendar_service.get(),
          check_in_service.get(), contact_service.get(),
          rhythm_service.get(), signal_service.get(),
          proof.evidence_service.get(), proof.assessment_service.get(),
          rounds.service.get(), task_service.get()};
}

std::vector<DeadlineRunner::Task> Parts::due_tasks() {
  return {
      {"agreements",
       [this](const TenantId& tenant, absl::Time now, absl::Time deadline) {
         return agreement_due.Run(tenant, now, deadline).status();
       }},
      {"placements",
       [this](const TenantId& tenant, absl::Time now, absl::Time deadline) {
         return placement_follower.Run(tenant, now, deadline);
       }},
      {"attention",
       [this](const TenantId& tenant, absl::Time now, absl::Time deadline) {
         return attention_follower.Run(tenant, now, deadline);
       }},
      {"scans",
       [this](const TenantId& tenant, absl::Time now, absl::Time deadline) {
         return scan_follower.Run(tenant, now, deadline);
       }},
      {"registers",
       [this](const TenantId& tenant, absl::Time now, absl::Time deadline) {
         return registers.Refresh(tenant, now, deadline);
       }},
      {"rounds",
       [this](const TenantId& tenant, absl::Time now, absl::Time deadline) {
         return rounds.RunDue(tenant, now, deadline);
       }},
      {"tasks",
       [this](const TenantId& tenant, absl::Time now, absl::Time deadline) {
         return task_due.Run(tenant, now, deadline).status();
       }},
      {"check_ins",
       [this](const TenantId& tenant, absl::Time now, absl::Time deadline) {
         return check_in_follower.Run(tenant, now, deadline);
       }},
      {"signals",
       [this](const TenantId& tenant, absl::Time now, absl::Time deadline) {
         return signal_follower.Run(tenant, now, deadline);
       }},
      {"proof",
       [this](const TenantId& tenant, absl::Time now, absl::Time deadline) {
         return proof.RunDue(tenant, now, deadline);
       }},
      {"mails",
       [this](const TenantId& tenant, absl::Time now, absl::Time deadline) {
         return notifier.Run(tenant, now, deadline);
       }},
      {"answers",
       [this](const TenantId& tenant, absl::Time /*now*/, absl::Time deadline) {
         return changes.DeleteExpiredAnswers(tenant, kAnswersAtOnce, deadline).status();
       }},
  };
}

std::vector<DeadlineRunner::Task> Parts::long_tasks() {
  return {{"match_runs", [this](const TenantId& tenant, absl::Time /*now*/, absl::Time /*deadline*/) {
             return rounds.runner.Run(tenant);
           }}};
}

}  // namespace driehoek::server
