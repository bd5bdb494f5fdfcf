// Two servers over one PostgreSQL: the one that works out a run is killed (-9) before it can tell
// the result, and the other one finishes it with the very same result.
#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "driehoek/v1/directory_service.grpc.pb.h"
#include "driehoek/v1/matching_service.grpc.pb.h"
#include "shared/rpc/wire.h"
#include "support/grpc_status.h"
#include "support/postgres_server.h"
#include "support/service_process.h"
#include "support/status_matchers.h"
#include "support/temp_folder.h"

namespace driehoek::test {
namespace {

constexpr char kDemo[] = "institutions/demo";
constexpr int kStudents = 12;
constexpr int kPlaces = 3;

// A connection of an administrator, to look and to hold things up.
class Administrator {
 public:
  Administrator() : connection_(PQconnectdb(PostgresServer::Get().Url().c_str())) {}
  ~Administrator() { PQfinish(connection_); }
  Administrator(const Administrator&) = delete;
  Administrator& operator=(const Administrator&) = delete;

  // The first value of the first row; empty when there is none.
  std::string Ask(const std::string& sql) {
    PGresult* const result = PQexec(connection_, sql.c_str());
    const ExecStatusType status = PQresultStatus(result);
    EXPECT_TRUE(status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
        << PQresultErrorMessage(result);
    const std::string value = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
    PQclear(result);
    return value;
  }

 private:
  PGconn* const connection_;
};

// A practice office's system at one of the servers.
class Office {
 public:
  Office(const ServiceProcess& service, std::string credential)
      : channel_(service.Connect()),
        directory(v1::DirectoryService::NewStub(channel_)),
        matching(v1::MatchingService::NewStub(channel_)),
        credential_(std::move(credential)) {}

  template <typename Stub, typename Request, typename Response>
  Response Ask(const std::unique_ptr<Stub>& stub,
               grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
               const Request& request) const {
    grpc::ClientContext context;
    context.set_wait_for_ready(true);
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(20)));
    context.AddMetadata("authorization", absl::StrCat("Bearer ", credential_));
    Response response;
    EXPECT_THAT(FromGrpc((stub.get()->*method)(&context, request, &response)), IsOk());
    return response;
  }

 private:
  std::shared_ptr<grpc::Channel> channel_;

 public:
  std::unique_ptr<v1::DirectoryService::Stub> directory;
  std::unique_ptr<v1::MatchingService::Stub> matching;

 private:
  std::string credential_;
};

using Directory = v1::DirectoryService::Stub;
using Matching = v1::MatchingService::Stub;

class MatchTakeoverTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(PostgresServer::Get().problem(), "");
    const std::string url = PostgresServer::Get().Url();
    first_ = std::make_unique<ServiceProcess>(
        ServiceProcess::Options{.data = first_folder_.path(), .database = url});
    second_ = std::make_unique<ServiceProcess>(
        ServiceProcess::Options{.data = second_folder_.path(), .database = url});
    ASSERT_THAT(first_->Found(), IsOk());
    office_credential_ = Credential("practice_office");
    admin_credential_ = Credential("institution_admin");
    ASSERT_THAT(first_->Start(), IsOk());
    // One installation: the same keys.
    std::filesystem::copy(first_folder_.path() + "/keys", second_folder_.path() + "/keys",
                          std::filesystem::copy_options::recursive);
  }
  std::string Credential(const char* role) {
    const auto credential = first_->NewClient(role);
    EXPECT_THAT(credential, IsOk());
    return credential.ok() ? *credential : "";
  }

  // Twelve students who all want the same three places of three seats.
  std::string FrozenRound(const Office& office, const Office& admin) {
    v1::CreateProgrammeRequest programme;
    programme.set_parent(kDemo);
    programme.mutable_programme()->set_display_name("Ad Engineering");
    programme.mutable_programme()->set_level(5);
    v1::CreateProgrammeVariantRequest variant;
    variant.set_parent(
        admin.Ask(admin.directory, &Directory::CreateProgramme, programme).name());
    variant.mutable_programme_variant()->set_variant(v1::ProgrammeVariant::FULL_TIME);
    variant.mutable_programme_variant()->set_funding(v1::ProgrammeVariant::FUNDED);
    variant.mutable_programme_variant()->set_credits_ec(120);
    const std::string variant_name =
        admin.Ask(admin.directory, &Directory::CreateProgrammeVariant, variant).name();
    const absl::CivilDay today = absl::ToCivilDay(absl::Now(), absl::UTCTimeZone());

    v1::CreateMatchingRoundRequest create;
    create.set_parent(kDemo);
    auto& wanted = *create.mutable_matching_round();
    wanted.set_display_name("Ronde");
    *wanted.mutable_start_date() = rpc::ToProto(today + 60);
    *wanted.mutable_end_date() = rpc::ToProto(today + 160);
    wanted.set_form(v1::Placement::INTERNSHIP);
    wanted.set_weekly_hours(32);
    *wanted.mutable_preferences_due_time() = rpc::ToProto(absl::Now() + absl::Hours(1));
    const std::string round =
        office.Ask(office.matching, &Matching::CreateMatchingRound, create).name();

    v1::CreateOrganisationRequest organisation;
    organisation.set_parent(kDemo);
    organisation.mutable_organisation()->set_display_name("Van Leeuwen");
    organisation.mutable_organisation()->set_relation_type(v1::Organisation::STRUCTURAL);
    v1::CreateWorkplaceRequest workplace;
    workplace.set_parent(
        office.Ask(office.directory, &Directory::CreateOrganisation, organisation).name());
    workplace.mutable_workplace()->set_display_name("Ontwerp");
    v1::CreateRoundPlaceRequest place;
    place.set_parent(round);
    place.mutable_place()->set_workplace(
        office.Ask(office.directory, &Directory::CreateWorkplace, workplace).name());
    place.mutable_place()->set_capacity(3);
    std::vector<std::string> places;
    for (int i = 0; i < kPlaces; ++i) {
      places.push_back(office.Ask(office.matching, &Matching::CreateRoundPlace, place).name());
    }

    v1::AddParticipantsRequest add;
    add.set_parent(round);
    for (int i = 0; i < kStudents; ++i) {
      v1::CreatePersonRequest person;
      person.set_parent(kDemo);
      person.mutable_person()->set_display_name(absl::StrCat("Student ", i));
      v1::CreateEnrolmentRequest enrolment;
      enrolment.set_parent(kDemo);
      enrolment.mutable_enrolment()->set_student(
          office.Ask(office.directory, &Directory::CreatePerson, person).name());
      enrolment.mutable_enrolment()->set_programme_variant(variant_name);
      enrolment.mutable_enrolment()->set_phase(1);
      *enrolment.mutable_enrolment()->mutable_start_date() = rpc::ToProto(today - 100);
      add.add_enrolments(
          office.Ask(office.directory, &Directory::CreateEnrolment, enrolment).name());
    }
    const auto added = office.Ask(office.matching, &Matching::AddParticipants, add);

    v1::OpenPreferencesRequest open;
    open.set_name(round);
    open.set_etag(Read(office, round).etag());
    office.Ask(office.matching, &Matching::OpenPreferences, open);
    for (const v1::Participant& participant : added.participants()) {
      v1::SubmitPreferencesRequest submit;
      submit.set_name(participant.name());
      submit.set_etag(participant.etag());
      submit.set_reason("Op papier ingeleverd");
      for (const std::string& name : places) submit.add_wishes(name);
      office.Ask(office.matching, &Matching::SubmitPreferences, submit);
    }
    v1::FreezeMatchingRoundRequest freeze;
    freeze.set_name(round);
    freeze.set_etag(Read(office, round).etag());
    office.Ask(office.matching, &Matching::FreezeMatchingRound, freeze);
    return round;
  }
  static v1::MatchingRound Read(const Office& office, const std::string& round) {
    v1::GetMatchingRoundRequest get;
    get.set_name(round);
    return office.Ask(office.matching, &Matching::GetMatchingRound, get);
  }
  static v1::MatchRun Start(const Office& office, const std::string& round) {
    v1::CreateMatchRunRequest create;
    create.set_parent(round);
    create.mutable_run()->set_display_name("Zoals nu");
    return office.Ask(office.matching, &Matching::CreateMatchRun, create);
  }
  // The run once it ended, or as it is after `patience`.
  static v1::MatchRun Await(const Office& office, const std::string& run, absl::Duration patience) {
    v1::GetMatchRunRequest get;
    get.set_name(run);
    const absl::Time give_up = absl::Now() + patience;
    for (;;) {
      auto now = office.Ask(office.matching, &Matching::GetMatchRun, get);
      if (now.state() != v1::MatchRun::RUNNING || absl::Now() > give_up) return now;
      absl::SleepFor(absl::Milliseconds(50));
    }
  }

  TempFolder first_folder_;
  TempFolder second_folder_;
  std::unique_ptr<ServiceProcess> first_;
  std::unique_ptr<ServiceProcess> second_;
  std::string office_credential_;
  std::string admin_credential_;
};

TEST_F(MatchTakeoverTest, GivenServerThatWorksOnARun_WhenKilled_ThenTheOtherFinishesItAlike) {
  const Office office(*first_, office_credential_);
  const std::string round = FrozenRound(office, Office(*first_, admin_credential_));
  ASSERT_FALSE(HasFailure());
  const auto undisturbed = Await(office, Start(office, round).name(), absl::Seconds(20));
  ASSERT_EQ(undisturbed.state(), v1::MatchRun::SUCCEEDED) << first_->Log();
  EXPECT_EQ(undisturbed.outcome().placed_count(), kPlaces * 3);

  // What a run gave waits for us before it is written, so that the first server gets no further.
  Administrator administrator;
  administrator.Ask("SET search_path TO driehoek");
  administrator.Ask(
      "CREATE FUNCTION hold_up() RETURNS trigger LANGUAGE plpgsql AS "
      "'BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NEW; END'");
  administrator.Ask(
      "CREATE TRIGGER hold_up BEFORE INSERT ON match_run_content FOR EACH ROW "
      "WHEN (NEW.part = 'result') EXECUTE FUNCTION hold_up()");
  administrator.Ask("SELECT pg_advisory_lock(1)");
  const auto started = Start(office, round);
  const std::string id = started.name().substr(started.name().rfind('/') + 1);
  const auto fence = [&] {
    return administrator.Ask(absl::StrCat("SELECT fence FROM match_run WHERE id = '", id, "'"));
  };
  const auto is_held_up = [&] {
    return administrator.Ask(
               "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") != "0";
  };
  for (int i = 0; i < 500 && !is_held_up(); ++i) absl::SleepFor(absl::Milliseconds(20));
  ASSERT_TRUE(is_held_up());
  EXPECT_EQ(fence(), "1");
  first_->Kill();
  administrator.Ask("SELECT pg_advisory_unlock(1)");

  ASSERT_THAT(second_->Start(), IsOk());
  const Office other(*second_, office_credential_);
  const auto finished = Await(other, started.name(), absl::Seconds(60));

  EXPECT_EQ(finished.state(), v1::MatchRun::SUCCEEDED) << second_->Log();
  EXPECT_EQ(finished.input_hash(), undisturbed.input_hash());
  EXPECT_EQ(finished.result_hash(), undisturbed.result_hash());
  EXPECT_EQ(fence(), "2");
}

}  // namespace
}  // namespace driehoek::test
