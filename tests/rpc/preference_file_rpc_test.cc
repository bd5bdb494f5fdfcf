// ImportPreferences and ExportPreferences over gRPC, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_join.h"
#include "driehoek/v1/matching_service.grpc.pb.h"
#include "driehoek/v1/preference_file_service.grpc.pb.h"
#include "placement/register/preference_file_handler.h"
#include "placement/register/preference_file_service.h"
#include "placement/round/policy.h"
#include "register_world.h"
#include "server/offer_joins.h"
#include "server/preference_book.h"
#include "server/round_parts.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAreArray;
using Code = absl::StatusCode;
using Matching = v1::MatchingService::Stub;
using Files = v1::PreferenceFileService::Stub;

constexpr char kHeader[] = "student;place;rank;reason\n";

std::vector<auth::Right> RoundAndFileRights() {
  std::vector<auth::Right> rights = placement::round::MatchingRights();
  for (const auth::Right& right : registry::PreferenceFileRights()) rights.push_back(right);
  return rights;
}

// Rounds and the files of their wishes, as they are joined in the server.
class PreferenceWorld {
 public:
  PreferenceWorld(CapacityWorld& capacity, RegisterWorld& registered,
                  storage::TenantDatabase& database)
      : rights(RoundAndFileRights()),
        border({capacity.world.keys, capacity.world.credentials, rights, capacity.world.change_log,
                capacity.world.reads, capacity.world.observer, capacity.world.clock}),
        offer_rooms(capacity.offers, capacity.claims),
        offer_seats(capacity.world.clock),
        rounds({database, capacity.world.change_log, capacity.world.ids, capacity.world.clock,
                border, capacity.world.reader, capacity.world.directory_facts,
                capacity.world.placement_store, secret, offer_rooms, offer_seats}),
        book({capacity.world.directory_store, registered.keys, rounds.store, rounds.facts,
              capacity.world.change_log}),
        handler(book),
        service(registry::MakePreferenceFileService(border, handler)) {
    grpc::ServerBuilder builder;
    builder.RegisterService(rounds.service.get());
    builder.RegisterService(service.get());
    server = builder.BuildAndStart();
    matching = v1::MatchingService::NewStub(server->InProcessChannel({}));
    files = v1::PreferenceFileService::NewStub(server->InProcessChannel({}));
  }
  ~PreferenceWorld() { server->Shutdown(); }

  const std::string secret = std::string(32, 's');
  auth::RightsTable rights;
  rpc::Border border;
  server::RoomsOfCapacity offer_rooms;
  server::SeatsOfCapacity offer_seats;
  server::RoundParts rounds;
  server::PreferenceBook book;
  registry::PreferenceFileHandler handler;
  std::unique_ptr<grpc::Service> service;
  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<Matching> matching;
  std::unique_ptr<Files> files;
};

// A round that is open for wishes, with two students of the register, Anna and Bart, and the places
// p1 (an offer of the register), p2 and p3.
class PreferenceFileTest : public RegisterTest {
 protected:
  void SetUp() override {
    RegisterTest::SetUp();
    Migrate("round", placement::round::Migrations());
    Migrate("round_run", placement::round::run::Migrations());
    if (HasFatalFailure()) return;
    preferences_ =
        std::make_unique<PreferenceWorld>(capacity_world(), register_world(), tenant_database());
    AddStudents(
        "s1;Anna;anna@s.nl;Ad Engineering;dual;1\ns2;Bart;bart@s.nl;Ad Engineering;dual;1\n");
    ASSERT_TRUE(
        Import(v1::PLACES, absl::StrCat("external_id;organisation;workplace;seats;start;end;"
                                        "weekly_hours;forms\np1;",
                                        IdOf(triangle().organisation),
                                        ";Ontwerp;4;2027-02-01;2027-07-01;32;dual_post\n"))
            ->applied());
    MakeRound();
  }
  void AddStudents(const std::string& rows) {
    ASSERT_TRUE(
        Import(v1::STUDENTS, absl::StrCat("external_id;name;email;programme;variant;phase\n", rows))
            ->applied());
  }
  void MakeRound() {
    v1::CreateMatchingRoundRequest request;
    request.set_parent(kDemo);
    auto& round = *request.mutable_matching_round();
    round.set_display_name("Ronde voorjaar");
    *round.mutable_start_date() = rpc::ToProto(world().Today() + 60);
    *round.mutable_end_date() = rpc::ToProto(world().Today() + 160);
    round.set_form(v1::Placement::DUAL_POST);
    round.set_weekly_hours(32);
    round.set_max_wish_count(2);
    *round.mutable_preferences_due_time() = rpc::ToProto(world().clock.Now() + absl::Hours(1));
    round_ = Value(AskRound(&Matching::CreateMatchingRound, request));
    v1::ListCapacityOffersRequest list;
    list.set_parent(kDemo);
    const auto offers = Ask(&Capacity::ListCapacityOffers, kOffice, list);
    ASSERT_THAT(offers, IsOk());
    ASSERT_THAT(offers->capacity_offers(), SizeIs(1));
    places_ = {NewPlace(offers->capacity_offers(0).name(), 0), NewPlace("", 0), NewPlace("", 3)};
    for (const v1::Enrolment& enrolment : Enrolments()) Join(enrolment.name());
    v1::OpenPreferencesRequest open;
    open.set_name(round_.name());
    open.set_etag(round_.etag());
    round_ = Value(AskRound(&Matching::OpenPreferences, open));
  }
  std::string NewPlace(const std::string& offer, int min_phase) {
    v1::CreateRoundPlaceRequest request;
    request.set_parent(round_.name());
    request.mutable_place()->set_workplace(triangle().workplace);
    request.mutable_place()->set_capacity_offer(offer);
    request.mutable_place()->set_capacity(4);
    request.mutable_place()->mutable_requirements()->set_min_phase(min_phase);
    return Value(AskRound(&Matching::CreateRoundPlace, request)).name();
  }
  std::vector<v1::Enrolment> Enrolments() {
    v1::ListEnrolmentsRequest request;
    request.set_parent(kDemo);
    request.set_page_size(500);
    const auto listed =
        world().Ask(world().directory, &Directory::ListEnrolments, kOffice, request);
    EXPECT_THAT(listed, IsOk());
    return {listed->enrolments().begin(), listed->enrolments().end()};
  }
  void Join(const std::string& enrolment) {
    v1::AddParticipantsRequest request;
    request.set_parent(round_.name());
    request.add_enrolments(enrolment);
    EXPECT_THAT(AskRound(&Matching::AddParticipants, request), IsOk());
  }
  template <typename Q, typename R>
  absl::StatusOr<R> AskRound(grpc::Status (Matching::*method)(grpc::ClientContext*, const Q&, R*),
                             const Q& request, const Who& who = kOffice) {
    return world().Ask(preferences_->matching, method, who, request);
  }
  absl::StatusOr<Answer> HandIn(const std::string& rows, Request::Mode mode = Request::APPLY,
                                const Who& who = kOffice, const std::string& request_id = "") {
    v1::ImportPreferencesRequest request;
    request.set_parent(round_.name());
    request.set_content(absl::StrCat(kHeader, rows));
    request.set_mode(mode);
    request.set_request_id(request_id);
    return world().Ask(preferences_->files, &Files::ImportPreferences, who, request);
  }
  absl::StatusOr<v1::ExportRegisterResponse> HandOut(const Who& who = kOffice) {
    v1::ExportPreferencesRequest request;
    request.set_parent(round_.name());
    request.set_format(v1::ExportRegisterRequest::CSV);
    return world().Ask(preferences_->files, &Files::ExportPreferences, who, request);
  }
  // By name of the student.
  v1::Participant Participant(const std::string& display_name) {
    v1::ListParticipantsRequest request;
    request.set_parent(round_.name());
    request.set_page_size(500);
    do {
      const auto listed = AskRound(&Matching::ListParticipants, request);
      EXPECT_THAT(listed, IsOk());
      if (!listed.ok()) return {};
      for (const v1::Participant& one : listed->participants()) {
        if (one.student_display_name() == display_name) return one;
      }
      request.set_page_token(listed->next_page_token());
    } while (!request.page_token().empty());
    ADD_FAILURE() << display_name << " is not in the round";
    return {};
  }
  template <typename T>
  static T Value(const absl::StatusOr<T>& answer) {
    EXPECT_THAT(answer, IsOk());
    return answer.ok() ? *answer : T();
  }

  PreferenceWorld& preferences() { return *preferences_; }

  v1::MatchingRound round_;
  std::vector<std::string> places_;  // p1, p2 and p3, which asks for phase 3

 private:
  std::unique_ptr<PreferenceWorld> preferences_;
};
DRIEHOEK_ON_EVERY_ENGINE(PreferenceFileTest);

TEST_P(PreferenceFileTest, GivenWishes_WhenImported_ThenHandedInAndTheSameAgain) {
  const std::string file = absl::StrCat("s1;", IdOf(places_[1]), ";2;\ns1;p1;1;Was ziek.\n",
                                        "BART@s.nl;p1;1;Zonder internet.\n");
  const auto preview = HandIn(file, Request::PREVIEW);
  ASSERT_THAT(preview, IsOk());
  EXPECT_EQ(preview->create_count(), 3);
  EXPECT_FALSE(preview->applied());
  EXPECT_THAT(Participant("Anna").wishes(), IsEmpty());

  const auto applied = HandIn(file);
  ASSERT_THAT(applied, IsOk());
  EXPECT_THAT(Told(*applied), IsEmpty());
  EXPECT_TRUE(applied->applied());
  EXPECT_EQ(applied->create_count(), 3);
  const v1::Participant anna = Participant("Anna");
  EXPECT_THAT(anna.wishes(), ElementsAre(places_[0], places_[1]));
  EXPECT_EQ(anna.submit_reason(), "Was ziek.");
  EXPECT_TRUE(anna.has_submit_time());
  EXPECT_THAT(Participant("Bart").wishes(), ElementsAre(places_[0]));

  const auto again = HandIn(file);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->same_count(), 3);
  EXPECT_EQ(Participant("Anna").etag(), anna.etag());

  const auto fewer = HandIn("s1;p1;1;Nam er een terug.\n");
  ASSERT_THAT(fewer, IsOk());
  EXPECT_EQ(fewer->change_count(), 1);
  EXPECT_THAT(Participant("Anna").wishes(), ElementsAre(places_[0]));
  EXPECT_THAT(Participant("Bart").wishes(), ElementsAre(places_[0]));
}

TEST_P(PreferenceFileTest, GivenWrongRows_WhenImported_ThenAllAreNamedAndNothingIsStored) {
  AddStudents("s3;Cem;;Ad Engineering;dual;1\n");
  const std::string p2 = IdOf(places_[1]);
  const std::string p3 = IdOf(places_[2]);
  const auto refused = HandIn(absl::StrCat("s9;p1;1;x\n",                           // line 2
                                           "s3;p1;1;x\n",                           // 3
                                           "s1;Kelder;1;x\n",                       // 4
                                           "s1;Van Leeuwen / Ontwerp;2;\n",         // 5
                                           "s2;p1;1;\ns2;p1;2;\ns2;", p3, ";3;\n",  // 6 to 8
                                           "bart@s.nl;", p2, ";1;\n"));             // 9
  ASSERT_THAT(refused, IsOk());
  EXPECT_FALSE(refused->applied());
  EXPECT_THAT(
      Told(*refused),
      ElementsAre("2:student:1:STUDENT_UNKNOWN", "3:student:1:STUDENT_NOT_IN_ROUND",
                  "4:place:2:PLACE_UNKNOWN", "5:place:2:PLACE_AMBIGUOUS",
                  "6:reason:4:VALUE_MISSING", "7:place:2:PLACE_TWICE", "8:place:2:MISMATCH_PHASE",
                  "8:rank:3:TOO_MANY_WISHES", "9:student:1:STUDENT_NAMED_TWICE"));
  EXPECT_THAT(Participant("Anna").wishes(), IsEmpty());
  EXPECT_THAT(Participant("Bart").wishes(), IsEmpty());
}

TEST_P(PreferenceFileTest, GivenThousandStudentsWithFortyFaults_WhenImported_ThenAllAreNamed) {
  std::string students;
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 1000; ++i) {
    absl::StrAppend(&students, "n", i, ";Student ", i, ";;Ad Engineering;dual;1\n");
    const std::string number = absl::StrCat("n", i);
    rows.push_back({number, "p1", "1", "Van papier overgenomen."});
    rows.push_back({number, IdOf(places_[1]), "2", ""});
  }
  AddStudents(students);
  v1::AddParticipantsRequest join;
  join.set_parent(round_.name());
  std::string page_token;
  do {
    v1::ListEnrolmentsRequest request;
    request.set_parent(kDemo);
    request.set_page_size(500);
    request.set_page_token(page_token);
    const auto listed =
        world().Ask(world().directory, &Directory::ListEnrolments, kOffice, request);
    ASSERT_THAT(listed, IsOk());
    join.clear_enrolments();
    for (const v1::Enrolment& one : listed->enrolments()) join.add_enrolments(one.name());
    ASSERT_THAT(AskRound(&Matching::AddParticipants, join), IsOk());
    page_token = listed->next_page_token();
  } while (!page_token.empty());
  const auto text = [](const std::vector<std::vector<std::string>>& all) {
    std::string joined;
    for (const auto& row : all) absl::StrAppend(&joined, absl::StrJoin(row, ";"), "\n");
    return joined;
  };
  struct Fault {
    std::size_t column;
    std::string value;
    std::string reason;
  };
  // In the second wish of a student, so that each is one fault.
  const std::vector<Fault> faults = {{0, "", "VALUE_MISSING"},
                                     {0, "n1000", "STUDENT_UNKNOWN"},
                                     {1, "", "VALUE_MISSING"},
                                     {1, "Kelder", "PLACE_UNKNOWN"},
                                     {1, "p1", "PLACE_TWICE"},
                                     {2, "1", "RANK_TWICE"},
                                     {2, "3", "RANK_GAP"},
                                     {2, "twee", "NUMBER_MALFORMED"},
                                     {3, "anders", "ROW_CONTRADICTS"},
                                     {1, IdOf(places_[2]), "MISMATCH_PHASE"}};
  const std::vector<std::string> columns = {"student", "place", "rank", "reason"};
  auto bad = rows;
  std::vector<std::string> planted;
  for (std::size_t i = 0; i < 40; ++i) {
    const Fault& fault = faults[i % faults.size()];
    const std::size_t row = 2 * (7 + i * 20) + 1;
    bad[row][fault.column] = fault.value;
    planted.push_back(absl::StrCat(row + 2, ":", columns[fault.column], ":", fault.column + 1, ":",
                                   fault.reason));
  }

  const auto refused = HandIn(text(bad));
  ASSERT_THAT(refused, IsOk());
  EXPECT_EQ(refused->error_count(), 40);
  EXPECT_THAT(Told(*refused), UnorderedElementsAreArray(planted));
  EXPECT_THAT(Participant("Student 0").wishes(), IsEmpty());

  const auto applied = HandIn(text(rows));
  ASSERT_THAT(applied, IsOk());
  EXPECT_TRUE(applied->applied());
  EXPECT_EQ(applied->create_count(), 2000);
  EXPECT_EQ(HandIn(text(rows))->same_count(), 2000);
  const v1::Participant last = Participant("Student 999");
  EXPECT_THAT(last.wishes(), ElementsAre(places_[0], places_[1]));
}

TEST_P(PreferenceFileTest, GivenWishesOfBoth_WhenExportedAndImported_ThenNothingChanges) {
  v1::SubmitPreferencesRequest own;
  own.set_name(Participant("Bart").name());
  own.set_etag(Participant("Bart").etag());
  own.add_wishes(places_[1]);
  ASSERT_THAT(AskRound(&Matching::SubmitPreferences, own,
                       As(Role::kStudent, Participant("Bart").student())),
              IsOk());
  ASSERT_TRUE(HandIn("s1;p1;1;'=1+1\n")->applied());
  const auto file = HandOut();
  ASSERT_THAT(file, IsOk());
  EXPECT_EQ(file->row_count(), 2);
  EXPECT_EQ(file->file_name(), "preferences.csv");
  EXPECT_NE(file->content().find("s1;p1;1;'=1+1\r\n"), std::string::npos) << file->content();
  EXPECT_NE(file->content().find(absl::StrCat("s2;", IdOf(places_[1]), ";1;\r\n")),
            std::string::npos)
      << file->content();
  const std::string etag = Participant("Bart").etag();
  const std::string rows = file->content().substr(file->content().find('\n') + 1);
  const auto again = HandIn(rows);
  ASSERT_THAT(again, IsOk());
  EXPECT_THAT(Told(*again), IsEmpty());
  EXPECT_EQ(again->same_count(), 2);
  EXPECT_EQ(Participant("Bart").etag(), etag);
}

TEST_P(PreferenceFileTest, GivenRoundThatIsNotOpen_WhenImported_ThenRefused) {
  world().clock.Advance(absl::Hours(2));
  EXPECT_THAT(HandIn("s1;p1;1;x\n", Request::PREVIEW),
              StatusIs(Code::kFailedPrecondition, "PREFERENCES_NOT_OPEN"));
  EXPECT_THAT(HandOut(), IsOk());
}

TEST_P(PreferenceFileTest, GivenFileThatCannotBeRead_WhenImported_ThenRefused) {
  v1::ImportPreferencesRequest request;
  request.set_parent(round_.name());
  request.set_mode(Request::PREVIEW);
  request.set_content("student;rank\n");
  EXPECT_THAT(
      world().Ask(preferences().files, &Files::ImportPreferences, kOffice, request).status(),
      StatusIs(Code::kInvalidArgument, "COLUMN_MISSING"));
}

TEST_P(PreferenceFileTest, GivenOfficeOfAnotherProgramme_WhenImporting_ThenTheStudentIsUnknown) {
  Steps steps(world());
  world().credentials.programmes = {IdOf(steps.Programme("Bachelor"))};
  const auto refused = HandIn("s1;p1;1;x\nanna@s.nl;p1;1;x\n");
  ASSERT_THAT(refused, IsOk());
  EXPECT_THAT(Told(*refused),
              ElementsAre("2:student:1:STUDENT_UNKNOWN", "3:student:1:STUDENT_UNKNOWN"));
  const auto file = HandOut();
  ASSERT_THAT(file, IsOk());
  EXPECT_EQ(file->row_count(), 0);
}

TEST_P(PreferenceFileTest, GivenOtherRoles_WhenCalling_ThenRefused) {
  for (const Role role : {Role::kStudent, Role::kTeacher, Role::kProgrammeManager, Role::kService,
                          Role::kOrganisationContact, Role::kInstitutionAdmin}) {
    EXPECT_THAT(HandIn("s1;p1;1;x\n", Request::PREVIEW, {.role = role}),
                StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
    EXPECT_THAT(HandOut({.role = role}), StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  }
}

TEST_P(PreferenceFileTest, GivenSameRequestId_WhenSentTwice_ThenTheFirstAnswer) {
  const std::string id = "00000000-0000-4000-8000-000000000001";
  const auto first = HandIn("s1;p1;1;x\n", Request::APPLY, kOffice, id);
  const auto second = HandIn("s1;p1;1;x\n", Request::APPLY, kOffice, id);
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(second->create_count(), 1);
}

}  // namespace
}  // namespace driehoek::test
