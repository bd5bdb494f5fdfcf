// How a workplace is found, over gRPC and on every engine: proposals, screening, and what the side
// of the employer does not see.
#include <atomic>
#include <thread>

#include "placement_search_test.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;

DRIEHOEK_ON_EVERY_ENGINE(PlacementSearchTest);

TEST_P(PlacementSearchTest, GivenSearch_WhenProposedScreenedAndSupervised_ThenConfirmed) {
  const auto proposed = Ask(&Placements::ProposeWorkplace, student(), Proposal(MakeSearch()));
  ASSERT_THAT(proposed, IsOk());
  EXPECT_EQ(proposed->state(), v1::Placement::PROPOSED);
  EXPECT_EQ(proposed->workplace(), triangle().workplace);
  EXPECT_EQ(proposed->origin(), v1::Placement::STUDENT_PROPOSED);
  EXPECT_EQ(proposed->labels().organisation(), "Van Leeuwen");
  EXPECT_FALSE(proposed->has_search_clock());

  const auto screened = Ask(&Placements::ScreenPlacement, kOffice,
                            Verdict(*proposed, v1::ScreenPlacementRequest::SUITABLE));
  ASSERT_THAT(screened, IsOk());
  EXPECT_EQ(screened->state(), v1::Placement::SCREENED);

  v1::UpdatePlacementRequest update;
  update.mutable_placement()->set_name(screened->name());
  update.mutable_placement()->set_etag(screened->etag());
  update.mutable_placement()->set_supervisor(triangle().supervisor);
  const auto confirmed = Ask(&Placements::UpdatePlacement, kOffice, update);
  ASSERT_THAT(confirmed, IsOk());
  EXPECT_EQ(confirmed->state(), v1::Placement::CONFIRMED);
  EXPECT_EQ(confirmed->origin(), v1::Placement::STUDENT_PROPOSED);
}

TEST_P(PlacementSearchTest, GivenProposal_WhenUnsuitable_ThenTheSearchGoesOnWithTheReason) {
  const auto proposed = Ask(&Placements::ProposeWorkplace, student(), Proposal(MakeSearch()));
  ASSERT_THAT(proposed, IsOk());
  const auto refused = Ask(&Placements::ScreenPlacement, kOffice,
                           Verdict(*proposed, v1::ScreenPlacementRequest::UNSUITABLE));
  ASSERT_THAT(refused, IsOk());
  const auto read = Get(student(), refused->name());
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->state(), v1::Placement::SEARCHING);
  EXPECT_EQ(read->workplace(), "");
  EXPECT_EQ(read->refusal_count(), 1);
  EXPECT_EQ(read->refusal_reason(), "No level-5 work.");
  EXPECT_TRUE(read->has_search_clock());
  EXPECT_THAT(Ask(&Placements::ProposeWorkplace, student(), Proposal(*read)), IsOk());
}

TEST_P(PlacementSearchTest, GivenFoundWorkplace_WhenProposed_ThenMadeInTheRegisterNotVerified) {
  const auto proposed =
      Ask(&Placements::ProposeWorkplace, student(), Found(MakeSearch(), "87654321"));
  ASSERT_THAT(proposed, IsOk());
  EXPECT_EQ(proposed->labels().organisation(), "De Vries Metaal");
  EXPECT_EQ(proposed->labels().workplace(), "Werkplaats");
  const auto read = Get(student(), proposed->name());
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->SerializeAsString(), proposed->SerializeAsString());

  v1::GetWorkplaceRequest get;
  get.set_name(proposed->workplace());
  const auto workplace = world().Ask(world().directory, &Directory::GetWorkplace, kOffice, get);
  ASSERT_THAT(workplace, IsOk());
  EXPECT_EQ(workplace->display_name(), "Werkplaats");
  v1::GetEstablishmentRequest branch;
  branch.set_name(workplace->establishment());
  EXPECT_EQ(world().Ask(world().directory, &Directory::GetEstablishment, kOffice, branch)->city(),
            "Zwolle");
  ASSERT_THAT(Organisations(), SizeIs(2));
  for (const v1::Organisation& organisation : Organisations()) {
    if (organisation.display_name() != "De Vries Metaal") continue;
    EXPECT_EQ(organisation.kvk_number(), "87654321");
    EXPECT_EQ(organisation.relation_type(), v1::Organisation::INCIDENTAL);
    EXPECT_FALSE(organisation.has_verify_time());
  }
}

TEST_P(PlacementSearchTest, GivenKnownKvkNumber_WhenFound_ThenItsOrganisationIsTaken) {
  Steps steps(world());
  const auto known = steps.Organisation("De Vries Groep", "87654321");
  ASSERT_THAT(known, IsOk());
  const auto proposed =
      Ask(&Placements::ProposeWorkplace, student(), Found(MakeSearch(), "87654321"));
  ASSERT_THAT(proposed, IsOk());
  EXPECT_EQ(proposed->labels().organisation(), "De Vries Groep");
  EXPECT_TRUE(proposed->workplace().starts_with(known->name() + "/workplaces/"));
  EXPECT_THAT(Organisations(), SizeIs(2));
}

TEST_P(PlacementSearchTest, GivenRefusedProposal_WhenFound_ThenTheRegisterStaysAsItWas) {
  const auto made = MakeSearch();
  auto request = Found(made, "87654321");
  request.set_etag("djk5OQ");
  EXPECT_THAT(Ask(&Placements::ProposeWorkplace, student(), request),
              StatusIs(Code::kAborted, "STALE_ETAG"));
  const auto proposed = Ask(&Placements::ProposeWorkplace, student(), Proposal(made));
  ASSERT_THAT(proposed, IsOk());
  EXPECT_THAT(Ask(&Placements::ProposeWorkplace, student(), Found(*proposed, "87654321")),
              StatusIs(Code::kFailedPrecondition, "PLACEMENT_NOT_SEARCHING"));
  EXPECT_THAT(Organisations(), SizeIs(1));
}

// Both students find the same company; whoever is second takes the organisation of the first.
TEST_P(PlacementSearchTest, GivenOneNumberFoundByMany_WhenProposedAtOnce_ThenOneOrganisation) {
  Steps steps(world());
  std::vector<std::pair<Who, v1::ProposeWorkplaceRequest>> proposals;
  for (int i = 0; i < 4; ++i) {
    auto search = Search();
    search.mutable_placement()->set_student(steps.Person("Student"));
    search.mutable_placement()->set_enrolment(
        steps.Enrolment(search.placement().student(), triangle().variant));
    const auto made = Ask(&Placements::CreatePlacement, kOffice, search);
    ASSERT_THAT(made, IsOk());
    proposals.emplace_back(As(Role::kStudent, made->student()), Found(*made, "87654321"));
  }
  std::atomic<int> proposed = 0;
  std::vector<std::thread> threads;
  for (const auto& [who, request] : proposals) {
    threads.emplace_back([this, &proposed, who = who, request = request] {
      const auto answer = Ask(&Placements::ProposeWorkplace, who, request);
      EXPECT_THAT(answer, IsOk());
      if (answer.ok()) ++proposed;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(proposed, 4);
  EXPECT_THAT(Organisations(), SizeIs(2));
}

TEST_P(PlacementSearchTest, GivenWrongRequests_WhenProposedOrScreened_ThenEachFieldIsNamed) {
  const auto made = MakeSearch();
  const auto propose = [&](auto change) {
    auto request = Proposal(made);
    change(request);
    return ReasonOf(Ask(&Placements::ProposeWorkplace, student(), request).status());
  };
  EXPECT_EQ(propose([](auto& r) { r.clear_workplace(); }), "PLACE_MISSING");
  EXPECT_EQ(propose([&](auto& r) { *r.mutable_found() = Found(made).found(); }), "PLACE_TWICE");
  EXPECT_EQ(propose([](auto& r) { r.set_workplace(std::string(kDemo) + "/organisations/x"); }),
            "NAME_MALFORMED");
  EXPECT_EQ(propose([&](auto& r) {
              r.set_workplace(triangle().organisation +
                              "/workplaces/01900000-0000-7000-8000-00000000ffff");
            }),
            "REFERENCE_NOT_FOUND");
  EXPECT_EQ(propose([](auto& r) { r.set_origin(v1::Placement::MATCHING_ROUND); }),
            "ORIGIN_NOT_ALLOWED");
  EXPECT_EQ(propose([](auto& r) { r.set_origin(static_cast<v1::Placement::Origin>(99)); }),
            "UNKNOWN_ENUM_VALUE");
  EXPECT_EQ(propose([&](auto& r) {
              r = Found(made, "12");
              r.set_etag(made.etag());
            }),
            "KVK_NUMBER_MALFORMED");
  EXPECT_EQ(propose([&](auto& r) {
              r = Found(made, "12");
              r.mutable_found()->set_workplace_display_name(std::string(201, 'a'));
            }),
            "INVALID_FIELD");
  EXPECT_EQ(propose([](auto& r) { r.clear_etag(); }), "FIELD_MISSING");

  const auto proposed = Ask(&Placements::ProposeWorkplace, student(), Proposal(made));
  ASSERT_THAT(proposed, IsOk());
  const auto screen = [&](auto change) {
    auto request = Verdict(*proposed, v1::ScreenPlacementRequest::UNSUITABLE);
    change(request);
    return ReasonOf(Ask(&Placements::ScreenPlacement, kOffice, request).status());
  };
  EXPECT_EQ(screen([](auto& r) { r.clear_decision(); }), "FIELD_MISSING");
  EXPECT_EQ(screen([](auto& r) { r.clear_reason(); }), "TEXT_MISSING");
  EXPECT_EQ(screen([](auto& r) { r.set_reason(std::string(1001, 'a')); }), "TEXT_TOO_LONG");
  EXPECT_EQ(screen([&](auto& r) { r.set_etag(made.etag()); }), "STALE_ETAG");
  EXPECT_THAT(Ask(&Placements::ScreenPlacement, student(),
                  Verdict(*proposed, v1::ScreenPlacementRequest::SUITABLE)),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  EXPECT_EQ(Get(kOffice, made.name())->etag(), proposed->etag());
}

TEST_P(PlacementSearchTest, GivenRepeatedRequestId_WhenProposed_ThenTheFirstAnswerAndOneWorkplace) {
  auto request = Found(MakeSearch());
  request.set_request_id("5f0c1c0e-54b5-4d3a-9a2b-0a4f6d5e7c11");
  const auto first = Ask(&Placements::ProposeWorkplace, student(), request);
  const auto again = Ask(&Placements::ProposeWorkplace, student(), request);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString());
  EXPECT_THAT(Organisations(), SizeIs(2));
  request.mutable_found()->set_city("Kampen");
  EXPECT_THAT(Ask(&Placements::ProposeWorkplace, student(), request),
              StatusIs(Code::kInvalidArgument, "REQUEST_ID_REUSED"));
}

// Invariant I5, and the promise of R32: the employer's side never sees a search.
TEST_P(PlacementSearchTest, GivenSearchAndProposal_WhenTheEmployerLooks_ThenNothingIsThere) {
  Steps steps(world());
  const std::string hr = steps.Person("Petra");
  steps.Supervisor(triangle().organisation, hr, v1::SupervisorProfile::ORGANISATION_CONTACT);
  const Who contact = As(Role::kOrganisationContact, hr);
  const Who supervisor = As(Role::kWorkplaceSupervisor, triangle().supervisor_person);
  const auto expect_hidden = [&](const std::string& name) {
    for (const Who& who : {contact, supervisor}) {
      EXPECT_THAT(Get(who, name), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
      EXPECT_EQ(Listed(who), 0U);
    }
  };
  const auto made = MakeSearch();
  expect_hidden(made.name());
  const auto first = Ask(&Placements::ProposeWorkplace, student(), Proposal(made));
  ASSERT_THAT(first, IsOk());
  expect_hidden(made.name());
  const auto refused = Ask(&Placements::ScreenPlacement, kOffice,
                           Verdict(*first, v1::ScreenPlacementRequest::UNSUITABLE));
  ASSERT_THAT(refused, IsOk());
  expect_hidden(made.name());
  const auto second = Ask(&Placements::ProposeWorkplace, student(), Proposal(*refused));
  ASSERT_THAT(second, IsOk());
  const auto screened = Ask(&Placements::ScreenPlacement, kOffice,
                            Verdict(*second, v1::ScreenPlacementRequest::SUITABLE));
  ASSERT_THAT(screened, IsOk());

  // Now the organisation is involved, and still hears nothing of the way here.
  const auto seen = Get(contact, made.name());
  ASSERT_THAT(seen, IsOk());
  EXPECT_EQ(Listed(contact), 1U);
  EXPECT_EQ(seen->origin(), v1::Placement::ORIGIN_UNSPECIFIED);
  EXPECT_EQ(seen->refusal_count(), 0);
  EXPECT_EQ(seen->refusal_reason(), "");
  EXPECT_FALSE(seen->has_search_clock());
  EXPECT_EQ(Get(kOffice, made.name())->refusal_count(), 1);
}

TEST_P(PlacementSearchTest, GivenProposalThatEnded_WhenTheEmployerLooks_ThenNothingIsThere) {
  Steps steps(world());
  const std::string hr = steps.Person("Petra");
  steps.Supervisor(triangle().organisation, hr, v1::SupervisorProfile::ORGANISATION_CONTACT);
  const auto proposed = Ask(&Placements::ProposeWorkplace, student(), Proposal(MakeSearch()));
  ASSERT_THAT(proposed, IsOk());
  v1::EndPlacementRequest end;
  end.set_name(proposed->name());
  end.set_etag(proposed->etag());
  end.set_reason("Found something else.");
  ASSERT_THAT(Ask(&Placements::EndPlacement, kOffice, end), IsOk());
  EXPECT_THAT(Get(As(Role::kOrganisationContact, hr), proposed->name()),
              StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_EQ(Listed(As(Role::kOrganisationContact, hr)), 0U);
}

TEST_P(PlacementSearchTest, GivenProposalOfOwnEmployer_WhenThatEmployerLooks_ThenItIsThere) {
  Steps steps(world());
  const std::string hr = steps.Person("Petra");
  steps.Supervisor(triangle().organisation, hr, v1::SupervisorProfile::ORGANISATION_CONTACT);
  auto request = Proposal(MakeSearch());
  request.set_origin(v1::Placement::OWN_EMPLOYER);
  const auto proposed = Ask(&Placements::ProposeWorkplace, student(), request);
  ASSERT_THAT(proposed, IsOk());
  EXPECT_THAT(Get(As(Role::kOrganisationContact, hr), proposed->name()), IsOk());
  EXPECT_EQ(Listed(As(Role::kOrganisationContact, hr)), 1U);
}

}  // namespace
}  // namespace driehoek::test
