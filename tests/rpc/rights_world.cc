#include "rights_world.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "directory/create_institution.h"
#include "progress/rhythm/sql_hours_store.h"
#include "server/config.h"
#include "shared/base/errors.h"
#include "shared/events/change_log.h"
#include "support/held_role.h"
#include "support/status_matchers.h"

namespace driehoek::test {
namespace {

auth::Caller Office(const std::string& tenant) {
  return {.tenant = TenantId(tenant), .role = auth::Role::kService, .roles = {auth::Role::kService}, .session = "seed"};
}

auth::Caller Administrator(const std::string& tenant) {
  return {.tenant = TenantId(tenant),
          .person = PersonId("01900000-0000-7000-8000-00000000aaaa"),
          .role = auth::Role::kInstitutionAdmin,
          .roles = {auth::Role::kInstitutionAdmin},
          .session = "seed"};
}

// A practice office that reaches every programme.
auth::Caller WholeOffice(const std::string& tenant) {
  return {.tenant = TenantId(tenant),
          .person = PersonId("01900000-0000-7000-8000-00000000bbbb"),
          .role = auth::Role::kPracticeOffice,
          .roles = {auth::Role::kPracticeOffice},
          .session = "seed"};
}

}  // namespace

RightsWorld::RightsWorld() {
  const auto config = server::ReadConfig(
      {"--data", folder_.path(), "--grpc-listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0"}, {});
  if (!config.ok()) return;
  auto service = server::Service::Start(*config, clock_);
  EXPECT_THAT(service, IsOk());
  if (!service.ok()) return;
  service_ = *std::move(service);
  auto keys = auth::CallTokenKeys::ReadFile(config->call_token_key_file);
  auto database = storage::Open(config->database, "driehoek");
  if (!keys.ok() || !database.ok()) return;
  keys_ = std::make_unique<auth::CallTokenKeys>(*std::move(keys));
  database_ = *std::move(database);
  tenants_ = std::make_unique<storage::TenantDatabase>(*database_);
  calls_ = std::make_unique<JsonCalls>(
      grpc::CreateChannel(absl::StrCat("127.0.0.1:", service_->grpc_port()), grpc::InsecureChannelCredentials()), *keys_,
      clock_);
  Found();
  ok = !::testing::Test::HasFailure();
}

RightsWorld::~RightsWorld() {
  if (service_ != nullptr) service_->Stop();
}

void RightsWorld::Found() {
  events::ChangeLog change_log(*tenants_, clock_);
  for (const char* tenant : {"demo", "other"}) {
    EXPECT_THAT(directory::CreateInstitution({.id = tenant, .display_name = tenant}, change_log, ids_, clock_.Now(),
                                             absl::Now() + absl::Seconds(20)),
                IsOk());
    HoldRole(*tenants_, ids_, clock_, Administrator(tenant));
    HoldRole(*tenants_, ids_, clock_, WholeOffice(tenant));
  }
  triangles_[0] = MakeTriangle("demo", nullptr);
  triangles_[1] = MakeTriangle("demo", &triangles_[0]);
  triangles_[2] = MakeTriangle("demo", nullptr);
  triangles_[3] = MakeTriangle("other", nullptr);
  for (int i = 0; i < auth::kRoleCount; ++i) {
    const auto role = static_cast<auth::Role>(i);
    const bool is_limited = role == auth::Role::kPracticeOffice || role == auth::Role::kProgrammeManager;
    if (!auth::IsGranted(role)) continue;
    HoldRole(*tenants_, ids_, clock_, CallerIn(role), is_limited ? std::vector<std::string>{LastId(triangles_[0].at("programme"))}
                                    : std::vector<std::string>());
  }
}

// Hours are told of placements that run, which none here does yet.
std::string RightsWorld::PutHours(const Names& known) {
  const progress::rhythm::HoursEntry entry{.id = progress::rhythm::HoursId(ids_.NewId()),
                                           .placement = progress::PlacementId(LastId(known.at("placement"))),
                                           .student = PersonId(LastId(known.at("student"))),
                                           .day = absl::CivilDay(2027, 2, 1),
                                           .learning_minutes = 60,
                                           .create_time = clock_.Now(),
                                           .update_time = clock_.Now(),
                                           .version = 1};
  const TenantId tenant(LastId(known.at("institution")));
  EXPECT_THAT(tenants_->Write(tenant, absl::Now() + absl::Seconds(20),
                              [&](storage::TenantTransaction& transaction) {
                                return progress::rhythm::SqlHoursStore::Put(transaction, entry);
                              }),
              IsOk());
  return known.at("institution") + "/hoursEntries/" + entry.id.value();
}

Names RightsWorld::MakeTriangle(const std::string& tenant, const Names* beside) {
  const auth::Caller office = Office(tenant);
  const auth::Caller admin = Administrator(tenant);
  Names n{{"institution", absl::StrCat("institutions/", tenant)}};
  const auto make = [&](const char* word, absl::string_view method, absl::string_view json, const auth::Caller& by) {
    n[word] = calls_->Make(n, method, json, by);
  };
  constexpr char kCreatePerson[] = "DirectoryService/CreatePerson";
  for (const char* person : {"student", "teacher", "supervisorPerson", "contactPerson", "signatory"}) {
    make(person, kCreatePerson, absl::StrCat(R"({"parent":"$institution","person":{"displayName":")", person, "\"}}"), office);
  }
  n["personContact"] = n["student"] + "/contact";
  if (beside != nullptr) {
    for (const char* same : {"programme", "variant", "outcomeSet", "scanCriteria"}) n[same] = beside->at(same);
  } else {
    make("programme", "DirectoryService/CreateProgramme",
         R"({"parent":"$institution","programme":{"displayName":"Ad","level":5}})", admin);
    make("variant", "DirectoryService/CreateProgrammeVariant",
         R"({"parent":"$programme","programmeVariant":{"variant":"DUAL","funding":"FUNDED","creditsEc":120}})", admin);
    make("outcomeSet", "DirectoryService/CreateOutcomeSet",
         R"({"parent":"$programme","outcomeSet":{"outcomes":[{"code":"A1","title":"Werkt samen"}]}})", admin);
    make("scanCriteria", "WorkplaceScanService/CreateScanCriteria",
         R"({"parent":"$programme","scanCriteria":{"firstPhase":1,"lastPhase":8,"criteria":[{"code":"W1",
             "titleNl":"Plek","titleEn":"Place","subject":"WORKPLACE","weight":"ESSENTIAL"}]}})", admin);
  }
  make("enrolment", "DirectoryService/CreateEnrolment",
       R"({"parent":"$institution","enrolment":{"student":"$student","programmeVariant":"$variant","phase":1,
           "startDate":{"year":2026,"month":1,"day":5}}})", office);
  make("assignment", "DirectoryService/CreateContactAssignment",
       R"({"parent":"$institution","contactAssignment":{"student":"$student","teacher":"$teacher",
           "startDate":{"year":2026,"month":1,"day":5}}})", office);
  make("organisation", "DirectoryService/CreateOrganisation",
       R"({"parent":"$institution","organisation":{"displayName":"Van Leeuwen","relationType":"STRUCTURAL"}})", office);
  make("establishment", "DirectoryService/CreateEstablishment",
       R"({"parent":"$organisation","establishment":{"displayName":"Hal"}})", office);
  make("workplace", "DirectoryService/CreateWorkplace",
       R"({"parent":"$organisation","workplace":{"displayName":"Ontwerp"}})", office);
  make("profile", "DirectoryService/CreateSupervisorProfile",
       R"({"parent":"$organisation","supervisorProfile":{"person":"$supervisorPerson","function":"FLOOR_SUPERVISOR"}})",
       office);
  make("contactProfile", "DirectoryService/CreateSupervisorProfile",
       R"({"parent":"$organisation","supervisorProfile":{"person":"$contactPerson","function":"ORGANISATION_CONTACT"}})",
       office);
  make("placement", "PlacementService/CreatePlacement",
       R"({"parent":"$institution","placement":{"student":"$student","enrolment":"$enrolment","form":"DUAL_POST",
           "workplace":"$workplace","supervisor":"$profile",
           "startDate":{"year":2027,"month":2,"day":1},"endDate":{"year":2027,"month":7,"day":1},"weeklyHours":32,
           "loadHours":600}})", office);
  make("scan", "WorkplaceScanService/RequestWorkplaceScan",
       R"({"parent":"$institution","workplaceScan":{"placement":"$placement"}})", WholeOffice(tenant));
  make("route", "ContinuationService/OpenContinuationRoute",
       R"({"parent":"$institution","continuationRoute":{"placement":"$placement","ground":"WORKPLACE_ENDS"}})",
       WholeOffice(tenant));
  auth::Caller student = office;
  student.person = PersonId(LastId(n["student"]));
  student.role = auth::Role::kStudent;
  student.roles = {student.role};
  make("task", "LearningTaskService/CreateLearningTask",
       R"({"parent":"$institution","learningTask":{"placement":"$placement","content":{"route":"NORMAL","title":"Intake",
           "description":"Teken de intake.","outcomeLinks":[{"outcomeCode":"A1","level":2}]}}})", student);
  make("checkIn", "CheckInService/CreateCheckIn",
       R"({"parent":"$institution","checkIn":{"placement":"$placement","kind":"EXTRA","startTime":"2027-02-10T10:00:00Z"}})",
       student);
  make("contactMoment", "ContactService/CreateContactMoment",
       R"({"parent":"$institution","contactMoment":{"placement":"$placement","parties":["STUDENT","TEACHER"],
           "contactDate":{"year":2026,"month":11,"day":20},"kind":"CALL"}})", student);
  make("signal", "SignalService/RaiseSignal",
       R"({"parent":"$institution","signal":{"placement":"$placement","words":"Te druk."}})", student);
  n["hours"] = PutHours(n);
  make("evidence", "EvidenceService/CreateEvidenceItem",
       R"({"parent":"$institution","evidenceItem":{"placement":"$placement","title":"Intake","outcomeCodes":["A1"]},
           "content":{"text":"Wat ik deed."}})", student);
  make("upload", "EvidenceService/BeginEvidenceUpload",
       R"({"parent":"$institution","evidenceUpload":{"placement":"$placement","fileName":"x.jpg","sizeBytes":9}})", student);
  make("assessment", "AssessmentService/CreateAssessment",
       R"({"parent":"$institution","assessment":{"placement":"$placement","examiner":"$signatory"}})", WholeOffice(tenant));
  make("jobRole", "JobStructureService/CreateJobRole",
       R"({"parent":"$organisation","jobRole":{"displayName":"Werkvoorbereider","presence":"PRESENT"}})", WholeOffice(tenant));
  make("secondOrganisation", "DirectoryService/CreateOrganisation",
       R"({"parent":"$institution","organisation":{"displayName":"Bakker","relationType":"INCIDENTAL"}})", office);
  make("conflict", "ConflictService/CreateConflictOfInterest",
       R"({"parent":"$institution","conflictOfInterest":{"enrolment":"$enrolment","organisation":"$secondOrganisation",
           "kind":"FAMILY","reason":"Familie."}})", WholeOffice(tenant));
  make("offer", "CapacityService/CreateCapacityOffer",
       R"({"parent":"$institution","capacityOffer":{"workplace":"$workplace","seatCount":3,"weeklyHours":32,
           "forms":["DUAL_POST"],"startDate":{"year":2027,"month":2,"day":1},
           "endDate":{"year":2027,"month":7,"day":1}}})", office);
  make("intent", "CapacityService/AskHostingIntent",
       R"({"parent":"$institution","organisation":"$organisation","year":2027})", office);
  make("agreement", "AgreementService/CreateAgreement",
       R"({"parent":"$institution","agreement":{"placement":"$placement"}})", student);
  n["version"] = n["agreement"] + "/versions/1";
  make("framework", "AgreementService/CreateFrameworkAgreement",
       R"({"parent":"$institution","frameworkAgreement":{"organisation":"$organisation","signatory":"$contactProfile",
           "text":"Wij werken samen.","startDate":{"year":2026,"month":1,"day":1},
           "endDate":{"year":2028,"month":1,"day":1}}})", office);
  calls_->Make(n, "DirectoryService/UpdatePersonContact",
       R"({"personContact":{"name":"$supervisorPerson/contact","email":"i@example.org"}})", admin);
  make("guestGrant", "AccessService/CreateGuestGrant",
       R"({"parent":"$institution","guestGrant":{"person":"$supervisorPerson"}})", admin);
  make("policySet", "DirectoryService/ListPolicySets", R"({"parent":"$institution"})", admin);
  make("template", "AgreementService/ListAgreementTemplates", R"({"parent":"$institution"})", admin);
  make("roleGrant", "AccessService/CreateRoleGrant",
       R"({"parent":"$institution","roleGrant":{"role":"practice_office","email":"a@school.example"}})", admin);
  make("apiClient", "AccessService/CreateApiClient",
       R"({"parent":"$institution","apiClient":{"displayName":"SIS","role":"service"}})", admin);
  MakeRound(tenant, n);
  return n;
}

// A frozen round with the student in it and a run.
void RightsWorld::MakeRound(const std::string& tenant, Names& n) {
  const auth::Caller office = WholeOffice(tenant);
  const auto make = [&](const char* word, absl::string_view method, absl::string_view json) {
    n[word] = calls_->Make(n, method, json, office);
  };
  make("round", "MatchingService/CreateMatchingRound",
       R"({"parent":"$institution","matchingRound":{"displayName":"Ronde","form":"INTERNSHIP","weeklyHours":32,
           "groups":[{"code":"ad","displayName":"Ad","programmes":["$programme"]}],
           "startDate":{"year":2027,"month":2,"day":1},"endDate":{"year":2027,"month":7,"day":1},
           "preferencesDueTime":"2100-01-01T00:00:00Z"}})");
  make("place", "MatchingService/CreateRoundPlace",
       R"({"parent":"$round","place":{"workplace":"$workplace","supervisor":"$profile","capacity":2}})");
  make("participant", "MatchingService/AddParticipants", R"({"parent":"$round","enrolments":["$enrolment"]})");
  make("round", "MatchingService/OpenPreferences", R"({"name":"$round","etag":"djE"})");
  make("round", "MatchingService/FreezeMatchingRound", R"({"name":"$round","etag":"djI"})");
  make("run", "MatchingService/CreateMatchRun", R"({"parent":"$round","run":{"displayName":"Zoals nu"}})");
}

auth::Caller RightsWorld::CallerIn(auth::Role role) const {
  auth::Caller caller{.tenant = TenantId("demo"), .role = role, .roles = {role}, .session = "matrix"};
  const Names& own = triangles_[0];
  switch (role) {
    case auth::Role::kStudent:
      caller.person = PersonId(LastId(own.at("student")));
      break;
    case auth::Role::kTeacher:
      caller.person = PersonId(LastId(own.at("teacher")));
      break;
    case auth::Role::kWorkplaceSupervisor:
      caller.person = PersonId(LastId(own.at("supervisorPerson")));
      break;
    case auth::Role::kOrganisationContact:
      caller.person = PersonId(LastId(own.at("contactPerson")));
      break;
    case auth::Role::kService:
    case auth::Role::kAdapter:
      break;
    case auth::Role::kPracticeOffice:
    case auth::Role::kExaminer:
    case auth::Role::kProgrammeManager:
    case auth::Role::kPanelMember:
    case auth::Role::kInstitutionAdmin:
    case auth::Role::kPrivacyOfficer:
      caller.person = PersonId(LastId(own.at("signatory")));
      break;
  }
  return caller;
}

absl::StatusOr<std::string> RightsWorld::Call(absl::string_view method, absl::string_view json, const auth::Caller& caller,
                                              Case which) {
  Names words = names(which);
  words["person"] = which == Case::kOwn && !caller.person.empty()
                        ? absl::StrCat("institutions/demo/persons/", caller.person.value())
                        : words.at("student");
  return calls_->Ask(method, ReplaceWords(json, words), caller);
}

}  // namespace driehoek::test
