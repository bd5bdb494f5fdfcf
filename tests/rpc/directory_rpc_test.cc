// DirectoryService over gRPC, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "directory/methods.h"
#include "directory_steps.h"
#include "support/database_test.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using Code = absl::StatusCode;

const Who kAdapter{.role = Role::kAdapter};

class DirectoryRpcTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    Migrate("events", events::Migrations());
    Migrate("directory", directory::Migrations());
    Migrate("placement", placement::Migrations());
    world_ = std::make_unique<DirectoryWorld>(tenant_database());
    ASSERT_THAT(world_->Found("demo"), IsOk());
    steps_ = std::make_unique<Steps>(*world_);
  }
  DirectoryWorld& world() { return *world_; }
  Steps& steps() { return *steps_; }

  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (Directory::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return world_->Ask(world_->directory, method, who, request);
  }
  template <typename Q>
  static Q Named(const std::string& name) {
    Q request;
    request.set_name(name);
    return request;
  }
  v1::EnsurePersonRequest Launch(const std::string& subject, const std::string& name) {
    v1::EnsurePersonRequest request;
    request.set_parent(kDemo);
    request.set_issuer("https://lms.example");
    request.set_subject(subject);
    request.set_display_name(name);
    request.set_email("same@school.example");
    request.add_launch_roles("student");
    return request;
  }

 private:
  std::unique_ptr<DirectoryWorld> world_;
  std::unique_ptr<Steps> steps_;
};
DRIEHOEK_ON_EVERY_ENGINE(DirectoryRpcTest);

TEST_P(DirectoryRpcTest, GivenNewInstitution_WhenFounded_ThenPoliciesAreThereAndTheIdIsTaken) {
  v1::ListPolicySetsRequest request;
  request.set_parent(kDemo);
  const auto sets = Ask(&Directory::ListPolicySets, kManager, request);
  ASSERT_THAT(sets, IsOk());
  ASSERT_THAT(sets->policy_sets(), SizeIs(3));
  EXPECT_EQ(sets->policy_sets(0).variant(), v1::ProgrammeVariant::FULL_TIME);
  EXPECT_EQ(sets->policy_sets(2).agreement_rule(), v1::PolicySet::THREE_PARTY_LEGAL);
  EXPECT_THAT(world().Found("demo"), StatusIs(Code::kAlreadyExists, "INSTITUTION_EXISTS"));
  for (const char* id : {"", "x", "Demo", "1demo", "de mo", "../x"}) {
    EXPECT_THAT(world().Found(id), StatusIs(Code::kInvalidArgument, "INSTITUTION_ID_MALFORMED"))
        << id;
  }
}

TEST_P(DirectoryRpcTest, GivenInstitution_WhenUpdated_ThenMaskEtagAndZoneAreHeld) {
  const auto before =
      Ask(&Directory::GetInstitution, kOffice, Named<v1::GetInstitutionRequest>(kDemo));
  ASSERT_THAT(before, IsOk());
  v1::UpdateInstitutionRequest request;
  *request.mutable_institution() = *before;
  request.mutable_institution()->set_accent_color("#aa00ff");
  request.mutable_institution()->set_time_zone("Nowhere/Else");
  EXPECT_THAT(Ask(&Directory::UpdateInstitution, kAdmin, request),
              StatusIs(Code::kInvalidArgument, "TIME_ZONE_UNKNOWN"));
  request.mutable_update_mask()->add_paths("accent_color");
  EXPECT_THAT(Ask(&Directory::UpdateInstitution, kOffice, request),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  const auto after = Ask(&Directory::UpdateInstitution, kAdmin, request);
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(after->accent_color(), "#aa00ff");
  EXPECT_EQ(after->time_zone(), "Europe/Amsterdam");
  EXPECT_THAT(Ask(&Directory::UpdateInstitution, kAdmin, request),
              StatusIs(Code::kAborted, "STALE_ETAG"));
}

TEST_P(DirectoryRpcTest, GivenProgrammes_WhenPagedThrough_ThenEachComesOnceByName) {
  for (const char* name : {"ad Zorg", "Ad Bouw", "ad ICT", "Ad Finance", "Ad Design"})
    steps().Programme(name);
  v1::ListProgrammesRequest request;
  request.set_parent(kDemo);
  request.set_page_size(2);
  std::vector<std::string> names;
  do {
    const auto page = Ask(&Directory::ListProgrammes, kOffice, request);
    ASSERT_THAT(page, IsOk());
    for (const auto& programme : page->programmes()) names.push_back(programme.display_name());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names, ElementsAre("Ad Bouw", "Ad Design", "Ad Finance", "ad ICT", "ad Zorg"));
}

TEST_P(DirectoryRpcTest, GivenSameRequestId_WhenCreatedAgain_ThenFirstAnswerAgain) {
  v1::CreateProgrammeRequest request;
  request.set_parent(kDemo);
  request.mutable_programme()->set_display_name("Ad Zorg");
  request.mutable_programme()->set_level(5);
  request.set_request_id(world().ids.NewRequestId());
  const auto first = Ask(&Directory::CreateProgramme, kManager, request);
  const auto second = Ask(&Directory::CreateProgramme, kManager, request);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(first->name(), second->name());
  request.mutable_programme()->set_level(6);
  EXPECT_THAT(Ask(&Directory::CreateProgramme, kManager, request),
              StatusIs(Code::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_P(DirectoryRpcTest, GivenPolicies_WhenNewVersionIsMade_ThenRulesAreHeldAndItCountsUp) {
  v1::CreatePolicySetRequest request;
  request.set_parent(kDemo);
  request.mutable_policy_set()->set_variant(v1::ProgrammeVariant::DUAL);
  request.mutable_policy_set()->set_agreement_rule(v1::PolicySet::DESIRABLE);
  EXPECT_THAT(Ask(&Directory::CreatePolicySet, kManager, request),
              StatusIs(Code::kInvalidArgument, "DUAL_NEEDS_LEGAL_AGREEMENT"));
  request.mutable_policy_set()->set_variant(v1::ProgrammeVariant::PART_TIME);
  const auto made = Ask(&Directory::CreatePolicySet, kManager, request);
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->version(), 2);
  EXPECT_EQ(made->verdict_working_days(), 5);  // left out: the shipped default

  const std::string programme = steps().Programme();
  v1::CreateProgrammeVariantRequest variant;
  variant.set_parent(programme);
  variant.mutable_programme_variant()->set_variant(v1::ProgrammeVariant::PART_TIME);
  variant.mutable_programme_variant()->set_funding(v1::ProgrammeVariant::NON_FUNDED);
  variant.mutable_programme_variant()->set_credits_ec(120);
  EXPECT_THAT(Ask(&Directory::CreateProgrammeVariant, kManager, variant),
              StatusIs(Code::kFailedPrecondition, "LOOSENED_WITHOUT_REASON"));
  variant.mutable_programme_variant()->set_funding(v1::ProgrammeVariant::FUNDED);
  EXPECT_THAT(Ask(&Directory::CreateProgrammeVariant, kManager, variant), IsOk());
  steps().Variant(programme, v1::ProgrammeVariant::FULL_TIME, v1::ProgrammeVariant::NON_FUNDED);
  request.mutable_policy_set()->set_variant(v1::ProgrammeVariant::FULL_TIME);
  EXPECT_THAT(Ask(&Directory::CreatePolicySet, kManager, request),
              StatusIs(Code::kInvalidArgument, "LOOSENED_WITHOUT_REASON"));
}

TEST_P(DirectoryRpcTest, GivenOutcomes_WhenStoredAndRead_ThenTheSameWithLevels) {
  const std::string programme = steps().Programme();
  v1::CreateOutcomeSetRequest request;
  request.set_parent(programme);
  for (const char* code : {"LU2", "LU1"}) {
    auto* outcome = request.mutable_outcome_set()->add_outcomes();
    outcome->set_code(code);
    outcome->set_title(std::string("Leeruitkomst ") + code);
    for (const int level : {1, 2}) {
      auto* descriptor = outcome->add_level_descriptors();
      descriptor->set_level(level);
      descriptor->set_description("zoals het hoort");
    }
  }
  const auto made = Ask(&Directory::CreateOutcomeSet, kManager, request);
  ASSERT_THAT(made, IsOk());
  const auto read =
      Ask(&Directory::GetOutcomeSet, kOffice, Named<v1::GetOutcomeSetRequest>(made->name()));
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->SerializeAsString(), made->SerializeAsString());
  EXPECT_EQ(read->outcomes(0).code(), "LU2");
  EXPECT_EQ(read->outcomes(1).level_descriptors(1).level(), 2);
  EXPECT_EQ(Ask(&Directory::CreateOutcomeSet, kManager, request)->version(), 2);
}

TEST_P(DirectoryRpcTest, GivenLaunches_WhenRepeated_ThenOnePersonThatFollowsTheLms) {
  const auto first = Ask(&Directory::EnsurePerson, kAdapter, Launch("42", "Daan V."));
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(first->roles(), ElementsAre("student"));
  world().roles.Say(PersonId(IdOf(first->person().name())),
                    {Role::kPracticeOffice, Role::kStudent});
  const auto second = Ask(&Directory::EnsurePerson, kAdapter, Launch("42", "Daan Verhoeven"));
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->person().name(), first->person().name());
  EXPECT_EQ(second->person().display_name(), "Daan Verhoeven");
  EXPECT_THAT(second->roles(), ElementsAre("student", "practice_office"));
  // The same address is never a reason to join two.
  const auto other = Ask(&Directory::EnsurePerson, kAdapter, Launch("43", "Daan Verhoeven"));
  ASSERT_THAT(other, IsOk());
  EXPECT_NE(other->person().name(), first->person().name());

  EXPECT_THAT(Ask(&Directory::EnsurePerson, kAdmin, Launch("44", "X")),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  auto forged = Launch("45", "X");
  forged.add_launch_roles("institution_admin");
  EXPECT_THAT(Ask(&Directory::EnsurePerson, kAdapter, forged),
              StatusIs(Code::kInvalidArgument, "LAUNCH_ROLE_UNKNOWN"));
}

TEST_P(DirectoryRpcTest, GivenManyLaunchesAtOnce_WhenTheSamePerson_ThenMadeOnce) {
  std::vector<std::thread> threads;
  std::mutex mutex;
  std::set<std::string> names;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const auto answer = Ask(&Directory::EnsurePerson, kAdapter, Launch("race", "Noor"));
      EXPECT_THAT(answer, IsOk());
      const std::lock_guard lock(mutex);
      if (answer.ok()) names.insert(answer->person().name());
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(names, SizeIs(1));
}

TEST_P(DirectoryRpcTest, GivenContact_WhenReadByTheCircle_ThenAllowedAndNoted) {
  const Triangle triangle(world(), v1::ProgrammeVariant::DUAL);
  v1::UpdatePersonContactRequest update;
  update.mutable_person_contact()->set_name(triangle.student + "/contact");
  update.mutable_person_contact()->set_email("daan@school.example");
  ASSERT_THAT(Ask(&Directory::UpdatePersonContact, kOffice, update), IsOk());
  const auto request = Named<v1::GetPersonContactRequest>(triangle.student + "/contact");
  EXPECT_THAT(Ask(&Directory::GetPersonContact, As(Role::kStudent, triangle.student), request),
              IsOk());
  EXPECT_FALSE(world().reads.Has(triangle.student, request.name()));
  const auto seen =
      Ask(&Directory::GetPersonContact, As(Role::kTeacher, triangle.teacher), request);
  ASSERT_THAT(seen, IsOk());
  EXPECT_EQ(seen->email(), "daan@school.example");
  EXPECT_TRUE(world().reads.Has(triangle.teacher, request.name()));

  const std::string stranger = steps().Person("Somebody Else");
  for (const Role role :
       {Role::kStudent, Role::kTeacher, Role::kWorkplaceSupervisor, Role::kExaminer}) {
    EXPECT_THAT(Ask(&Directory::GetPersonContact, As(role, stranger), request),
                StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  }
  // The teacher may read it, but changes only what is of own students' supervisors.
  EXPECT_THAT(Ask(&Directory::UpdatePersonContact, As(Role::kTeacher, triangle.teacher), update),
              StatusIs(Code::kPermissionDenied, "RELATION_NOT_ALLOWED"));
  update.mutable_person_contact()->set_phone("0612345678");
  EXPECT_THAT(Ask(&Directory::UpdatePersonContact, kOffice, update),
              StatusIs(Code::kInvalidArgument, "PHONE_MALFORMED"));
}

TEST_P(DirectoryRpcTest, GivenAssignments_WhenHandedOver_ThenNoGapNoOverlapAndReachMoves) {
  const Triangle triangle(world(), v1::ProgrammeVariant::PART_TIME);
  const std::string next = steps().Person("Next Teacher");
  const absl::CivilDay today = world().Today();
  EXPECT_THAT(steps().Assign(triangle.student, next, today - 30),
              StatusIs(Code::kFailedPrecondition, "CONTACT_OVERLAP"));
  const auto enrolment = Named<v1::GetEnrolmentRequest>(triangle.enrolment);
  EXPECT_THAT(Ask(&Directory::GetEnrolment, As(Role::kTeacher, next), enrolment),
              HasCode(Code::kNotFound));
  ASSERT_THAT(steps().Assign(triangle.student, next, today), IsOk());
  EXPECT_THAT(Ask(&Directory::GetEnrolment, As(Role::kTeacher, next), enrolment), IsOk());
  EXPECT_THAT(Ask(&Directory::GetEnrolment, As(Role::kTeacher, triangle.teacher), enrolment),
              HasCode(Code::kNotFound));

  v1::ListContactAssignmentsRequest list;
  list.set_parent(kDemo);
  const auto all =
      Ask(&Directory::ListContactAssignments, As(Role::kStudent, triangle.student), list);
  ASSERT_THAT(all, IsOk());
  ASSERT_THAT(all->contact_assignments(), SizeIs(2));
  EXPECT_EQ(rpc::FromProto(all->contact_assignments(0).end_date(), "d").value(), today - 1);
  EXPECT_FALSE(all->contact_assignments(1).has_end_date());
  EXPECT_THAT(steps().Assign(triangle.student, triangle.student, today + 9),
              StatusIs(Code::kInvalidArgument, "SAME_PERSON"));
}

TEST_P(DirectoryRpcTest,
       GivenOrganisations_WhenNumbersClash_ThenTakenAndVerificationFollowsTheNumber) {
  const auto first = steps().Organisation("Van Leeuwen", "12345678");
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(steps().Organisation("Other", "12345678"),
              StatusIs(Code::kAlreadyExists, "KVK_NUMBER_TAKEN"));
  EXPECT_THAT(steps().Organisation("Other", "1234"),
              StatusIs(Code::kInvalidArgument, "KVK_NUMBER_MALFORMED"));
  v1::VerifyOrganisationRequest verify;
  verify.set_name(first->name());
  verify.set_etag(first->etag());
  const auto verified = Ask(&Directory::VerifyOrganisation, kOffice, verify);
  ASSERT_THAT(verified, IsOk());
  EXPECT_TRUE(verified->has_verify_time());
  EXPECT_THAT(Ask(&Directory::VerifyOrganisation, kOffice, verify),
              StatusIs(Code::kAborted, "STALE_ETAG"));
  v1::UpdateOrganisationRequest update;
  update.mutable_organisation()->set_name(first->name());
  update.mutable_organisation()->set_kvk_number("87654321");
  const auto changed = Ask(&Directory::UpdateOrganisation, kOffice, update);
  ASSERT_THAT(changed, IsOk());
  EXPECT_FALSE(changed->has_verify_time());
  EXPECT_EQ(changed->display_name(), "Van Leeuwen");
}

TEST_P(DirectoryRpcTest, GivenGuest_WhenReading_ThenOwnOrganisationOnly) {
  const Triangle triangle(world(), v1::ProgrammeVariant::DUAL);
  const auto other = steps().Organisation("Another");
  ASSERT_THAT(other, IsOk());
  const Who guest = As(Role::kWorkplaceSupervisor, triangle.supervisor_person);
  v1::ListOrganisationsRequest list;
  list.set_parent(kDemo);
  const auto own = Ask(&Directory::ListOrganisations, guest, list);
  ASSERT_THAT(own, IsOk());
  ASSERT_THAT(own->organisations(), SizeIs(1));
  EXPECT_EQ(own->organisations(0).name(), triangle.organisation);
  EXPECT_THAT(
      Ask(&Directory::GetOrganisation, guest, Named<v1::GetOrganisationRequest>(other->name())),
      HasCode(Code::kNotFound));
  EXPECT_THAT(
      Ask(&Directory::GetWorkplace, guest, Named<v1::GetWorkplaceRequest>(triangle.workplace)),
      IsOk());
  v1::ListWorkplacesRequest places;
  places.set_parent(other->name());
  EXPECT_THAT(Ask(&Directory::ListWorkplaces, guest, places), HasCode(Code::kNotFound));
}

TEST_P(DirectoryRpcTest, GivenBriefing_WhenRecorded_ThenValidForTheMonthsOfThePolicy) {
  const Triangle triangle(world(), v1::ProgrammeVariant::DUAL);
  v1::RecordBriefingRequest request;
  request.set_name(triangle.supervisor);
  *request.mutable_briefing_date() = rpc::ToProto(world().Today() + 1);
  EXPECT_THAT(Ask(&Directory::RecordBriefing, kOffice, request),
              StatusIs(Code::kInvalidArgument, "DATE_IN_FUTURE"));
  *request.mutable_briefing_date() = rpc::ToProto(world().Today());
  const auto briefed = Ask(&Directory::RecordBriefing, kOffice, request);
  ASSERT_THAT(briefed, IsOk());
  EXPECT_EQ(rpc::FromProto(briefed->briefing_valid_until_date(), "d").value(),
            directory::BriefingValidUntil(world().Today(), 24));
}

TEST_P(DirectoryRpcTest, GivenWrongFields_WhenCreated_ThenAllAreNamedAndReferencesLookedUp) {
  const Triangle triangle(world(), v1::ProgrammeVariant::DUAL);
  const std::string other = steps().Programme("Other");
  v1::CreateEnrolmentRequest request;
  request.set_parent(kDemo);
  auto& enrolment = *request.mutable_enrolment();
  enrolment.set_student("institutions/demo/persons/01900000-0000-7000-8000-0000000000ff");
  // The variant is there, but not under this programme.
  enrolment.set_programme_variant(other + "/variants/" + IdOf(triangle.variant));
  enrolment.set_phase(9);
  *enrolment.mutable_start_date() = rpc::ToProto(world().Today());
  *enrolment.mutable_end_date() = rpc::ToProto(world().Today() - 1);
  const auto refused = Ask(&Directory::CreateEnrolment, kOffice, request);
  EXPECT_THAT(refused, StatusIs(Code::kInvalidArgument, "INVALID_FIELD"));
  for (const char* field : {"enrolment.student", "enrolment.programme_variant", "enrolment.phase",
                            "enrolment.end_date"}) {
    EXPECT_NE(refused.status().message().find(field), absl::string_view::npos) << field;
  }
}

TEST_P(DirectoryRpcTest, GivenAnotherInstitution_WhenAskedAcross_ThenNothingIsThere) {
  ASSERT_THAT(world().Found("other"), IsOk());
  const std::string person = steps().Person("Daan");
  const Who foreigner{.role = Role::kPracticeOffice, .tenant = "other"};
  EXPECT_THAT(Ask(&Directory::GetPerson, foreigner, Named<v1::GetPersonRequest>(person)),
              HasCode(Code::kNotFound));
  EXPECT_THAT(Ask(&Directory::GetPerson, foreigner,
                  Named<v1::GetPersonRequest>("institutions/other/persons/" + IdOf(person))),
              StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Ask(&Directory::GetPerson, kOffice,
                  Named<v1::GetPersonRequest>("institutions/demo/persons/no-uuid")),
              StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_P(DirectoryRpcTest, GivenStudent_WhenListingPersons_ThenSelfAndCircle) {
  const Triangle triangle(world(), v1::ProgrammeVariant::DUAL);
  steps().Person("Somebody Else");
  v1::ListPersonsRequest request;
  request.set_parent(kDemo);
  const auto seen = Ask(&Directory::ListPersons, As(Role::kStudent, triangle.student), request);
  ASSERT_THAT(seen, IsOk());
  std::vector<std::string> names;
  for (const auto& person : seen->persons()) names.push_back(person.name());
  EXPECT_THAT(names, UnorderedElementsAre(triangle.student, triangle.teacher));
}

}  // namespace
}  // namespace driehoek::test
