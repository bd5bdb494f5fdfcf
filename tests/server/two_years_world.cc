#include "two_years_world.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "agreement/agreement_events.h"
#include "agreement/agreement_example.h"
#include "directory/create_institution.h"
#include "driehoek/v1/placement.pb.h"
#include "google/protobuf/util/json_util.h"
#include "server/installation_keys.h"
#include "server/migrations.h"
#include "support/held_role.h"
#include "support/status_matchers.h"

namespace driehoek::test {
namespace {

using Rules = PartTimeRules;

constexpr int kSearchDays = 100;     // before the start
constexpr int kLeadDays = 20;        // from making a placement that will run to its start
constexpr int kPlacementDays = 100;  // that it runs
constexpr int kConditionDays = 45;
constexpr int kExtraCheckInDays = 40;
constexpr int kClearDays = 20;  // more than the servers ever leave between two looks
constexpr int kAnswerDays = 31;

class NoObserver final : public rpc::CallObserver {
 public:
  void Began(const std::string& /*peer*/) override {}
  void Finished(absl::string_view /*method*/, const auth::Caller* /*caller*/,
                const absl::Status& /*status*/, absl::Duration /*took*/) override {}
};

absl::TimeZone Amsterdam() {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone("Europe/Amsterdam", &zone));
  return zone;
}

std::string Json(absl::CivilDay day) {
  return absl::StrFormat(R"({"year":%d,"month":%d,"day":%d})", day.year(), day.month(), day.day());
}

}  // namespace

LookingServer::LookingServer(const TestDatabase& database, const Clock& clock,
                             const auth::CallTokenKeys& keys, const std::string& data)
    : observer_(std::make_unique<NoObserver>()), database_(database.OpenAgain()) {
  const std::string secret = *server::EnsureKeyFile(server::InstallationKeyPath(data));
  parts_ = std::make_unique<server::Parts>(
      server::Parts::Outside{*database_, clock, *observer_, keys,
                             *agreement::EnsureSealingKey(data + "/keys", "Driehoek", clock.Now()),
                             agreement::SealPdf,
                             secret, "http://localhost:8080", data});
  tasks_ = parts_->due_tasks();
}

void LookingServer::Look(const TenantId& tenant, absl::Time now) {
  for (const server::DeadlineRunner::Task& task : tasks_) {
    EXPECT_THAT(task.run(tenant, now, absl::Now() + absl::Seconds(60)), IsOk())
        << task.name << " at " << now;
  }
}

TwoYearsWorld::TwoYearsWorld(TestDatabase& database, FakeClock& clock)
    : database_(database), clock_(clock), zone_(Amsterdam()) {
  EXPECT_THAT(server::MigrateAll(database.database(), clock), IsOk());
  front_ = NewServer();
  grpc::ServerBuilder builder;
  for (grpc::Service* service : front_->parts().services()) builder.RegisterService(service);
  grpc_ = builder.BuildAndStart();
  calls_ = std::make_unique<JsonCalls>(grpc_->InProcessChannel({}), keys_, clock);
  Found();
}

TwoYearsWorld::~TwoYearsWorld() { grpc_->Shutdown(); }

std::unique_ptr<LookingServer> TwoYearsWorld::NewServer() {
  return std::make_unique<LookingServer>(database_, clock_, keys_, folder_.path());
}

auth::Caller TwoYearsWorld::Service() const {
  return {.tenant = tenant_,
          .role = auth::Role::kService,
          .roles = {auth::Role::kService},
          .session = "two years"};
}

auth::Caller TwoYearsWorld::As(auth::Role role, const std::string& person) const {
  return {.tenant = tenant_,
          .person = PersonId(LastId(person)),
          .role = role,
          .roles = {role},
          .session = "two years"};
}

std::string TwoYearsWorld::Make(absl::string_view word, absl::string_view method,
                                const std::string& json, const auth::Caller& by) {
  return names_[std::string(word)] = calls_->Make(names_, method, json, by);
}

void TwoYearsWorld::Call(absl::string_view method, const std::string& json,
                         const auth::Caller& by) {
  EXPECT_THAT(calls_->Ask(method, ReplaceWords(json, names_), by), IsOk()) << method << " " << json;
}

std::string TwoYearsWorld::Read(absl::string_view method, const std::string& json) {
  const auto answer = calls_->Ask(method, ReplaceWords(json, names_), office_);
  EXPECT_THAT(answer, IsOk()) << method;
  return answer.value_or("{}");
}

void TwoYearsWorld::Found() {
  EXPECT_THAT(
      directory::CreateInstitution({.id = "demo", .display_name = "Demo"}, front_->parts().changes,
                                   ids_, clock_.Now(), absl::Now() + absl::Seconds(20)),
      IsOk());
  const auto held = [&](auth::Role role, const char* person) {
    const auth::Caller caller = As(role, person);
    HoldRole(database_.tenant_database(), ids_, clock_, caller);
    return caller;
  };
  const auth::Caller admin =
      held(auth::Role::kInstitutionAdmin, "01900000-0000-7000-8000-00000000aaaa");
  office_ = held(auth::Role::kPracticeOffice, "01900000-0000-7000-8000-00000000bbbb");
  names_["institution"] = "institutions/demo";
  Make("programme", "DirectoryService/CreateProgramme",
       R"({"parent":"$institution","programme":{"displayName":"Ad","level":5}})", admin);
  SetPartTimeRules(admin);
  for (const char* variant : {"FULL_TIME", "PART_TIME"}) {
    Make(variant, "DirectoryService/CreateProgrammeVariant",
         absl::StrCat(R"({"parent":"$programme","programmeVariant":{"variant":")", variant,
                      R"(","funding":"FUNDED","creditsEc":120}})"),
         admin);
  }
  Make("outcomeSet", "DirectoryService/CreateOutcomeSet",
       R"({"parent":"$programme","outcomeSet":{"outcomes":[{"code":"A1","title":"Werkt samen"}]}})",
       admin);
  Make("criteria", "WorkplaceScanService/CreateScanCriteria",
       R"({"parent":"$programme","scanCriteria":{"firstPhase":1,"lastPhase":8,"criteria":[
           {"code":"W1","titleNl":"Plek","titleEn":"Place","subject":"WORKPLACE",
            "weight":"ESSENTIAL"}]}})",
       admin);
  Make("organisation", "DirectoryService/CreateOrganisation",
       R"({"parent":"$institution","organisation":{"displayName":"Van Leeuwen",
           "relationType":"STRUCTURAL"}})",
       Service());
  for (const char* person : {"teacher", "examiner"}) {
    Make(person, "DirectoryService/CreatePerson",
         R"({"parent":"$institution","person":{"displayName":"Docent"}})", Service());
  }
  examiner_ = As(auth::Role::kExaminer, names_["examiner"]);
  HoldRole(database_.tenant_database(), ids_, clock_, examiner_);
}

// A placement may run without an agreement, so that no signature is needed for it.
void TwoYearsWorld::SetPartTimeRules(const auth::Caller& admin) {
  Make("rules", "DirectoryService/CreatePolicySet",
       absl::StrFormat(
           R"({"parent":"$institution","policySet":{"variant":"PART_TIME",
               "agreementRule":"DESIRABLE","scanValidityDays":%d,"verdictWorkingDays":%d,
               "verdictLeadDays":%d,"verdictManagerDays":%d,"midTermFromPercent":%d,
               "midTermToPercent":%d,"silenceProgrammeWorkplaceWeeks":%d,
               "silenceProgrammeStudentWeeks":%d,"silenceStudentWorkplaceWeeks":%d,
               "pulseIntervalWeeks":%d,"signalWorkingDays":%d,"appealWeeks":%d,
               "guestAfterEndDays":%d,"loosenedReason":"Proef."}})",
           Rules::kScanValidDays, Rules::kVerdictWorkingDays, Rules::kVerdictLeadDays,
           Rules::kVerdictManagerDays, Rules::kMidTermFromPercent, Rules::kMidTermToPercent,
           Rules::kSilentProgrammeWorkplaceWeeks, Rules::kSilentProgrammeStudentWeeks,
           Rules::kSilentStudentWorkplaceWeeks, Rules::kPulseWeeks, Rules::kSignalWorkingDays,
           Rules::kAppealWeeks, Rules::kAnswerDaysAfterEnd),
       admin);
}

void TwoYearsWorld::NewTriangle(absl::string_view variant) {
  for (const char* person : {"student", "supervisorPerson"}) {
    Make(person, "DirectoryService/CreatePerson",
         R"({"parent":"$institution","person":{"displayName":"Iemand"}})", Service());
  }
  Make("enrolment", "DirectoryService/CreateEnrolment",
       absl::StrCat(R"({"parent":"$institution","enrolment":{"student":"$student","phase":1,
           "programmeVariant":"$)",
                    variant, R"(","startDate":)", Json(Today()), "}}"),
       Service());
  Make("assignment", "DirectoryService/CreateContactAssignment",
       absl::StrCat(R"({"parent":"$institution","contactAssignment":{"student":"$student",
           "teacher":"$teacher","startDate":)",
                    Json(Today()), "}}"),
       Service());
  Make("workplace", "DirectoryService/CreateWorkplace",
       R"({"parent":"$organisation","workplace":{"displayName":"Ontwerp"}})", Service());
  Make("profile", "DirectoryService/CreateSupervisorProfile",
       R"({"parent":"$organisation","supervisorProfile":{"person":"$supervisorPerson",
           "function":"FLOOR_SUPERVISOR"}})",
       Service());
}

std::string TwoYearsWorld::NewPlacement(absl::string_view word, absl::CivilDay start, int days,
                                        bool has_place) {
  return Make(word, "PlacementService/CreatePlacement",
              absl::StrCat(R"({"parent":"$institution","placement":{"student":"$student",
                  "enrolment":"$enrolment","form":"RIBBON_INTERNSHIP","weeklyHours":16,)",
                           has_place ? R"("workplace":"$workplace","supervisor":"$profile",)" : "",
                           R"("startDate":)", Json(start), R"(,"endDate":)",
                           Json(start + (days - 1)), "}}"),
              Service());
}

void TwoYearsWorld::EndOn(absl::CivilDay day, const std::string& placement) {
  ends_.emplace(day, placement);
}

void TwoYearsWorld::EndPlacements() {
  for (; !ends_.empty() && ends_.begin()->first <= Today(); ends_.erase(ends_.begin())) {
    names_["placement"] = ends_.begin()->second;
    v1::Placement placement;
    EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(
                    Read("PlacementService/GetPlacement", R"({"name":"$placement"})"), &placement)
                    .ok());
    Call(
        "PlacementService/EndPlacement",
        absl::StrCat(R"({"name":"$placement","reason":"Klaar.","etag":")", placement.etag(), "\"}"),
        office_);
  }
}

void TwoYearsWorld::AddStudents() {
  NewTriangle("FULL_TIME");
  AddSearcher();
  AddUnsigned();
  AddRound();
  AddInForce();
  NewTriangle("PART_TIME");
  AddTrainee();
}

void TwoYearsWorld::AddSearcher() {
  const absl::CivilDay start = Today() + kSearchDays;
  searchers_.push_back({NewPlacement("search", start, kPlacementDays, false), start});
  EndOn(start + kClearDays, searchers_.back().search);
}

void TwoYearsWorld::AddUnsigned() {
  Unsigned made{.start = Today() + kSearchDays, .submitted = Today()};
  EndOn(made.start + kClearDays, NewPlacement("placement", made.start, kPlacementDays, true));
  const auth::Caller student = As(auth::Role::kStudent, names_["student"]);
  made.agreement =
      Make("agreement", "AgreementService/CreateAgreement",
           R"({"parent":"$institution","agreement":{"placement":"$placement"}})", student);
  made.task = Make("task", "LearningTaskService/CreateLearningTask",
                   R"({"parent":"$institution","learningTask":{"placement":"$placement",
                       "content":{"route":"NORMAL","title":"Intake",
                       "description":"Teken de intake.",
                       "outcomeLinks":[{"outcomeCode":"A1","level":2}]}}})",
                   student);
  Call("LearningTaskService/SubmitLearningTask", R"({"name":"$task","etag":"djE"})", student);
  unsigned_.push_back(std::move(made));
}

// Signed by the decisions themselves: that codes are sent and entered is no matter of this test.
void TwoYearsWorld::AddInForce() {
  const absl::CivilDay start = Today() + kLeadDays;
  agreement::PlacementFacts facts = agreement::ExampleFacts(agreement::Variant::kFullTime);
  const std::string placement = NewPlacement("signedPlacement", start, kPlacementDays, true);
  facts.placement = agreement::PlacementId(LastId(placement));
  facts.start_day = start;
  facts.end_day = start + (kPlacementDays - 1);
  EndOn(facts.end_day + kClearDays, placement);
  const absl::Time now = clock_.Now();
  agreement::Agreement signed_one;
  const auto commit = [&](const agreement::AgreementChange& change) {
    EXPECT_THAT(parts().agreement_store.Commit(tenant_, change,
                                               {.events = agreement::EventsOf(tenant_, change)},
                                               absl::Now() + absl::Seconds(20)),
                IsOk());
    signed_one = change.after;
    ++signed_one.version;
  };
  commit(agreement::Draft(
             {.id = agreement::AgreementId(ids_.NewId()), .language = agreement::Language::kDutch},
             facts, agreement::ShippedTemplate(facts.variant, agreement::Language::kDutch),
             agreement::kStudentActor, now)
             .value());
  commit(agreement::UpdateDraft(signed_one, agreement::Completed(signed_one), facts,
                                agreement::kTeacherActor, now)
             .value());
  commit(agreement::Submit(signed_one, facts, agreement::kStudentActor, now).value());
  while (const auto step = agreement::NextValidation(signed_one)) {
    const std::string hash =
        agreement::TextOf(signed_one, agreement::Newest(signed_one)).value().hash;
    commit(
        agreement::Validate(signed_one, *step, facts, hash, agreement::kTeacherActor, now).value());
  }
  for (const auto role : {agreement::PartyRole::kStudent, agreement::PartyRole::kProgramme}) {
    commit(agreement::SignAs(signed_one, role, now).value());
  }
  agreement::AgreementChange last =
      agreement::SignAs(signed_one, agreement::PartyRole::kWorkplace, now).value();
  agreement::CameInForce(last)->sealed =
      agreement::SealedFile{std::string(64, 'a'), "overeenkomst-v1.pdf", 12345};
  commit(last);
  in_force_.push_back(
      {absl::StrCat("institutions/demo/agreements/", signed_one.id.value()), facts.end_day});
}

// The time is between two minutes, so that no look meets it by chance.
void TwoYearsWorld::AddRound() {
  const absl::Time due = clock_.Now() + absl::Hours(24 * 17) + absl::Seconds(1001);
  Make("round", "MatchingService/CreateMatchingRound",
       absl::StrCat(
           R"({"parent":"$institution","matchingRound":{"displayName":"Ronde","form":"INTERNSHIP",
           "weeklyHours":32,"groups":[{"code":"ad","displayName":"Ad","programmes":["$programme"]}],
           "startDate":)",
           Json(Today() + kSearchDays), R"(,"endDate":)", Json(Today() + 2 * kSearchDays),
           R"(,"preferencesDueTime":")",
           absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", due, absl::UTCTimeZone()), "\"}}"),
       office_);
  Make("place", "MatchingService/CreateRoundPlace",
       R"({"parent":"$round","place":{"workplace":"$workplace","supervisor":"$profile",
           "capacity":1}})",
       office_);
  Call("MatchingService/AddParticipants", R"({"parent":"$round","enrolments":["$enrolment"]})",
       office_);
  Call("MatchingService/OpenPreferences", R"({"name":"$round","etag":"djE"})", office_);
  rounds_.push_back({names_["round"], due});
}

void TwoYearsWorld::AddTrainee() {
  const std::size_t number = trainees_.size();
  Trainee made{.made = clock_.Now(),
               .start = Today() + kLeadDays,
               .assessed = Today(),
               .is_judged = number % 3 != 2};
  made.end = made.start + (kPlacementDays - 1);
  if (number % 2 == 1) made.condition_due = Today() + kConditionDays;
  made.placement = NewPlacement("placement", made.start, kPlacementDays, true);
  made.scan =
      Make("scan", "WorkplaceScanService/RequestWorkplaceScan",
           R"({"parent":"$institution","workplaceScan":{"placement":"$placement"}})", office_);
  Call("WorkplaceScanService/FillWorkplaceScan",
       R"({"name":"$scan","answers":[{"criterionCode":"W1","finding":"MET"}],"etag":"djE"})",
       office_);
  const std::string verdict =
      made.condition_due.has_value()
          ? absl::StrCat(R"("CONDITIONAL","conditions":[{"action":"Zet een bureau neer.",
                "owner":"Chef","dueDate":)",
                         Json(*made.condition_due), "}]")
          : R"("FIT")";
  Call("WorkplaceScanService/AssessWorkplaceScan",
       absl::StrCat(R"({"name":"$scan","etag":"djI","verdict":)", verdict, "}"), office_);
  names_[absl::StrCat("studentOf", number, ".")] = names_["student"];
  if (!made.is_judged) EndOn(made.end + kAnswerDays + kClearDays, made.placement);
  trainees_.push_back(std::move(made));
}

void TwoYearsWorld::BeginPlacements() {
  for (std::size_t i = 0; i < trainees_.size(); ++i) {
    Trainee& trainee = trainees_[i];
    if (trainee.has_begun || Today() < trainee.start) continue;
    names_["placement"] = trainee.placement;
    names_["student"] = names_[absl::StrCat("studentOf", i, ".")];
    Begin(trainee);
    if (trainee.is_judged) Judge(trainee);
  }
}

void TwoYearsWorld::Begin(Trainee& trainee) {
  trainee.has_begun = true;
  trainee.begun = Today();
  trainee.check_in_day = Today() + kExtraCheckInDays;
  const auth::Caller student = As(auth::Role::kStudent, names_["student"]);
  trainee.evidence = Make("evidence", "EvidenceService/CreateEvidenceItem",
                          R"({"parent":"$institution","evidenceItem":{"placement":"$placement",
                              "title":"Intake","outcomeCodes":["A1"]},
                              "content":{"text":"Wat ik deed."}})",
                          student);
  Call("EvidenceService/RequestEvidenceConfirmations",
       R"({"parent":"$institution","items":[{"name":"$evidence","version":1,"etag":"djE"}]})",
       student);
  trainee.task = Make("task", "LearningTaskService/CreateLearningTask",
                      R"({"parent":"$institution","learningTask":{"placement":"$placement",
                          "content":{"route":"NORMAL","title":"Intake",
                          "description":"Teken de intake.",
                          "outcomeLinks":[{"outcomeCode":"A1","level":2}]}}})",
                      student);
  Call("LearningTaskService/SubmitLearningTask", R"({"name":"$task","etag":"djE"})", student);
  trainee.check_in =
      Make("checkIn", "CheckInService/CreateCheckIn",
           absl::StrCat(R"({"parent":"$institution","checkIn":{"placement":"$placement",
                          "kind":"EXTRA","startTime":")",
                        absl::FormatCivilTime(trainee.check_in_day), R"(T10:00:00Z"}})"),
           student);
}

void TwoYearsWorld::Judge(Trainee& trainee) {
  trainee.assessment = Make("assessment", "AssessmentService/CreateAssessment",
                            R"({"parent":"$institution","assessment":{"placement":"$placement",
               "examiner":"$examiner"}})",
                            office_);
  Call("AssessmentService/RecordInputsException",
       R"({"name":"$assessment","reason":"Eerder bewezen.","etag":"djE"})", examiner_);
  Call("AssessmentService/JudgeAssessment",
       R"({"name":"$assessment","outcomes":[{"outcomeCode":"A1","level":3,"reason":"Goed."}],
           "finalMarkTenths":70,"reason":"Goed.","etag":"djI"})",
       examiner_);
  Call("AssessmentService/PublishAssessment", R"({"name":"$assessment","etag":"djM"})", examiner_);
}

}  // namespace driehoek::test
