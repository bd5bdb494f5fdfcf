#include "rights_world.h"

#include <gtest/gtest.h>

#include <regex>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "access/role_store.h"
#include "directory/create_institution.h"
#include "google/protobuf/dynamic_message.h"
#include "google/protobuf/util/json_util.h"
#include "server/config.h"
#include "shared/base/errors.h"
#include "shared/events/change_log.h"
#include "support/grpc_status.h"
#include "support/status_matchers.h"

namespace driehoek::test {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
namespace json_util = google::protobuf::util;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

std::string ReplaceWords(absl::string_view json, const Names& names) {
  std::vector<std::pair<std::string, std::string>> words;
  for (const auto& [word, name] : names) words.emplace_back(absl::StrCat("$", word), name);
  return absl::StrReplaceAll(json, words);
}

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

std::unique_ptr<Message> NewMessage(const google::protobuf::Descriptor* type) {
  return std::unique_ptr<Message>(MessageFactory::generated_factory()->GetPrototype(type)->New());
}

grpc::ByteBuffer ToBuffer(const Message& message) {
  const grpc::Slice slice(message.SerializeAsString());
  return {&slice, 1};
}

bool FromBuffer(const grpc::ByteBuffer& buffer, Message& message) {
  std::vector<grpc::Slice> slices;
  if (!buffer.Dump(&slices).ok()) return false;
  std::string bytes;
  for (const grpc::Slice& slice : slices) bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return message.ParseFromString(bytes);
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
  stub_ = std::make_unique<grpc::GenericStub>(
      grpc::CreateChannel(absl::StrCat("127.0.0.1:", service_->grpc_port()), grpc::InsecureChannelCredentials()));
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
    Hold(Administrator(tenant), {});
    Hold(WholeOffice(tenant), {});
  }
  triangles_[0] = MakeTriangle("demo", nullptr);
  triangles_[1] = MakeTriangle("demo", &triangles_[0]);
  triangles_[2] = MakeTriangle("demo", nullptr);
  triangles_[3] = MakeTriangle("other", nullptr);
  for (int i = 0; i < auth::kRoleCount; ++i) {
    const auto role = static_cast<auth::Role>(i);
    const bool is_limited = role == auth::Role::kPracticeOffice || role == auth::Role::kProgrammeManager;
    if (!auth::IsGranted(role)) continue;
    Hold(CallerIn(role), is_limited ? std::vector<std::string>{IdOf(triangles_[0].at("programme"))}
                                    : std::vector<std::string>());
  }
}

void RightsWorld::Hold(const auth::Caller& caller, std::vector<std::string> programmes) {
  const access::RoleGrant grant{.id = access::RoleGrantId(ids_.NewId()),
                                .role = caller.role,
                                .email = "somebody@school.example",
                                .programmes = std::move(programmes),
                                .code_hash = std::string(auth::RoleName(caller.role)) + caller.person.value(),
                                .person = caller.person,
                                .state = access::RoleGrantState::kActive,
                                .create_time = clock_.Now(),
                                .expire_time = clock_.Now()};
  EXPECT_THAT(tenants_->Write(caller.tenant, absl::Now() + absl::Seconds(20),
                              [&](storage::TenantTransaction& transaction) {
                                return access::RoleStore::Write(transaction, grant);
                              }),
              IsOk());
}

// The first name in the answer is that of what was made, or of the first that is listed.
std::string RightsWorld::Make(const Names& known, absl::string_view method, absl::string_view json,
                              const auth::Caller& caller) {
  const auto answer = CallWith(method, ReplaceWords(json, known), caller);
  EXPECT_THAT(answer, IsOk()) << method << " " << ReplaceWords(json, known);
  std::smatch name;
  static const std::regex pattern("\"name\":\"([^\"]+)\"");
  return answer.ok() && std::regex_search(*answer, name, pattern) ? name[1].str() : std::string("missing");
}

Names RightsWorld::MakeTriangle(const std::string& tenant, const Names* beside) {
  const auth::Caller office = Office(tenant);
  const auth::Caller admin = Administrator(tenant);
  Names n{{"institution", absl::StrCat("institutions/", tenant)}};
  const auto make = [&](const char* word, absl::string_view method, absl::string_view json, const auth::Caller& by) {
    n[word] = Make(n, method, json, by);
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
  student.person = PersonId(IdOf(n["student"]));
  student.role = auth::Role::kStudent;
  student.roles = {student.role};
  make("task", "LearningTaskService/CreateLearningTask",
       R"({"parent":"$institution","learningTask":{"placement":"$placement","content":{"route":"NORMAL","title":"Intake",
           "description":"Teken de intake.","outcomeLinks":[{"outcomeCode":"A1","level":2}]}}})", student);
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
  Make(n, "DirectoryService/UpdatePersonContact",
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
    n[word] = Make(n, method, json, office);
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
      caller.person = PersonId(IdOf(own.at("student")));
      break;
    case auth::Role::kTeacher:
      caller.person = PersonId(IdOf(own.at("teacher")));
      break;
    case auth::Role::kWorkplaceSupervisor:
      caller.person = PersonId(IdOf(own.at("supervisorPerson")));
      break;
    case auth::Role::kOrganisationContact:
      caller.person = PersonId(IdOf(own.at("contactPerson")));
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
      caller.person = PersonId(IdOf(own.at("signatory")));
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
  return CallWith(method, ReplaceWords(json, words), caller);
}

absl::StatusOr<std::string> RightsWorld::CallWith(absl::string_view method, const std::string& json,
                                                  const auth::Caller& caller) {
  const std::string full = absl::StrCat("driehoek.v1.", method);
  const auto* const descriptor =
      DescriptorPool::generated_pool()->FindMethodByName(absl::StrReplaceAll(full, {{"/", "."}}));
  if (descriptor == nullptr) return absl::InternalError(absl::StrCat("no method ", full));
  const auto request = NewMessage(descriptor->input_type());
  if (const auto parsed = json_util::JsonStringToMessage(json, request.get()); !parsed.ok()) {
    return absl::InternalError(absl::StrCat(full, ": ", std::string(parsed.message()), " in ", json));
  }
  grpc::ClientContext context;
  // A watch that is let in stays open.
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(descriptor->server_streaming() ? 1 : 20)));
  context.AddMetadata("authorization", absl::StrCat("Driehoek ", auth::SignCallToken(*keys_, caller, clock_.Now())));
  grpc::CompletionQueue queue;
  const auto call = stub_->PrepareUnaryCall(&context, absl::StrCat("/", full), ToBuffer(*request), &queue);
  call->StartCall();
  grpc::ByteBuffer answer;
  grpc::Status status;
  call->Finish(&answer, &status, nullptr);
  void* tag = nullptr;
  bool finished = false;
  queue.Next(&tag, &finished);
  if (!status.ok()) return FromGrpc(status);
  const auto response = NewMessage(descriptor->output_type());
  std::string text;
  if (!FromBuffer(answer, *response) || !json_util::MessageToJsonString(*response, &text).ok()) {
    return absl::InternalError(absl::StrCat(full, ": the answer cannot be read"));
  }
  return text;
}

}  // namespace driehoek::test
