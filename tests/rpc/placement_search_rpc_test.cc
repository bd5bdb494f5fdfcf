// How a workplace is looked for, over gRPC and on every engine: proposals, screening, the search
// clock, the forecast, and what the side of the employer does not see.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "directory_steps.h"
#include "driehoek/v1/event.pb.h"
#include "placement/placement_proto.h"
#include "shared/events/event_log.h"
#include "support/database_test.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;

class PlacementSearchTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    Migrate("events", events::Migrations());
    Migrate("directory", directory::Migrations());
    Migrate("placement", placement::Migrations());
    world_ = std::make_unique<DirectoryWorld>(tenant_database());
    ASSERT_THAT(world_->Found("demo"), IsOk());
    triangle_ = std::make_unique<Triangle>(*world_, v1::ProgrammeVariant::FULL_TIME);
    event_log_ = std::make_unique<events::EventLog>(tenant_database());
  }
  DirectoryWorld& world() { return *world_; }
  const Triangle& triangle() const { return *triangle_; }
  Who student() const { return As(Role::kStudent, triangle().student); }

  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (Placements::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return world_->Ask(world_->placements, method, who, request);
  }
  // A search of the triangle's student that is to end in a start in `start` days.
  v1::CreatePlacementRequest Search(int start = 100) {
    v1::CreatePlacementRequest request;
    request.set_parent(kDemo);
    auto& placement = *request.mutable_placement();
    placement.set_student(triangle().student);
    placement.set_enrolment(triangle().enrolment);
    placement.set_form(v1::Placement::INTERNSHIP);
    *placement.mutable_start_date() = rpc::ToProto(world().Today() + start);
    *placement.mutable_end_date() = rpc::ToProto(world().Today() + start + 100);
    placement.set_weekly_hours(32);
    return request;
  }
  v1::Placement MakeSearch(int start = 100) {
    const auto made = Ask(&Placements::CreatePlacement, kOffice, Search(start));
    EXPECT_THAT(made, IsOk());
    return made.ok() ? *made : v1::Placement();
  }
  v1::ProposeWorkplaceRequest Proposal(const v1::Placement& placement) {
    v1::ProposeWorkplaceRequest request;
    request.set_name(placement.name());
    request.set_etag(placement.etag());
    request.set_workplace(triangle().workplace);
    return request;
  }
  v1::ProposeWorkplaceRequest Found(const v1::Placement& placement, const std::string& kvk = "") {
    v1::ProposeWorkplaceRequest request = Proposal(placement);
    request.clear_workplace();
    request.mutable_found()->set_organisation_display_name("De Vries Metaal");
    request.mutable_found()->set_kvk_number(kvk);
    request.mutable_found()->set_city("Zwolle");
    request.mutable_found()->set_workplace_display_name("Werkplaats");
    return request;
  }
  v1::ScreenPlacementRequest Verdict(const v1::Placement& placement,
                                     v1::ScreenPlacementRequest::Decision decision) {
    v1::ScreenPlacementRequest request;
    request.set_name(placement.name());
    request.set_etag(placement.etag());
    request.set_decision(decision);
    if (decision == v1::ScreenPlacementRequest::UNSUITABLE) request.set_reason("No level-5 work.");
    return request;
  }
  absl::StatusOr<v1::Placement> Get(const Who& who, const std::string& name) {
    v1::GetPlacementRequest request;
    request.set_name(name);
    return Ask(&Placements::GetPlacement, who, request);
  }
  std::size_t Listed(const Who& who) {
    v1::ListPlacementsRequest request;
    request.set_parent(kDemo);
    const auto answer = Ask(&Placements::ListPlacements, who, request);
    EXPECT_THAT(answer, IsOk());
    return answer.ok() ? static_cast<std::size_t>(answer->placements_size()) : 999;
  }
  std::vector<v1::Organisation> Organisations() {
    v1::ListOrganisationsRequest request;
    request.set_parent(kDemo);
    const auto listed =
        world().Ask(world().directory, &Directory::ListOrganisations, kOffice, request);
    EXPECT_THAT(listed, IsOk());
    return {listed->organisations().begin(), listed->organisations().end()};
  }
  absl::StatusOr<bool> Look(const v1::Placement& placement) {
    return world().due.MoveOne(TenantId("demo"), placement::PlacementId(IdOf(placement.name())),
                               world().clock.Now(), DirectoryWorld::Deadline());
  }
  // The marks that were told of, in order.
  std::vector<int> ToldSteps() {
    std::vector<int> steps;
    const auto all = event_log_->ReadAfter(TenantId("demo"), 0, 1000, DirectoryWorld::Deadline());
    EXPECT_THAT(all, IsOk());
    for (const events::StoredEvent& stored : *all) {
      if (stored.type != "placement.search_escalated") continue;
      v1::Event event;
      EXPECT_TRUE(event.ParseFromString(stored.payload));
      EXPECT_EQ(event.placement_changed().placement(), stored.resource);
      EXPECT_EQ(event.placement_changed().state(), v1::Placement::SEARCHING);
      steps.push_back(event.placement_changed().escalation_step());
    }
    return steps;
  }

 private:
  std::unique_ptr<DirectoryWorld> world_;
  std::unique_ptr<Triangle> triangle_;
  std::unique_ptr<events::EventLog> event_log_;
};
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

TEST_P(PlacementSearchTest, GivenSearch_WhenReadByTheSchool_ThenTheClockIsShown) {
  // The marks of a full-time programme are 8, 4 and 2 weeks.
  const auto made = MakeSearch(30);
  for (const Who& who : {student(), As(Role::kTeacher, triangle().teacher), kOffice, kManager}) {
    const auto read = Get(who, made.name());
    ASSERT_THAT(read, IsOk()) << auth::RoleName(who.role);
    EXPECT_EQ(rpc::FromProto(read->search_clock().since_date(), "d").value(), world().Today());
    EXPECT_EQ(read->search_clock().weeks_to_start(), 4);
    EXPECT_EQ(read->search_clock().escalation_step(), 1);
  }
}

TEST_P(PlacementSearchTest, GivenMarksOfTheClock_WhenPassed_ThenEachIsToldOnce) {
  const auto made = MakeSearch(60);
  EXPECT_THAT(Look(made), IsOkAndHolds(false));
  world().clock.Advance(absl::Hours(24 * 5));
  EXPECT_THAT(Look(made), IsOkAndHolds(true));
  EXPECT_THAT(Look(made), IsOkAndHolds(false));
  EXPECT_THAT(ToldSteps(), ElementsAre(1));
  // Nobody looked for seven weeks; the whole institution is looked at then.
  world().clock.Advance(absl::Hours(24 * 49));
  EXPECT_THAT(
      world().due.MoveAll(TenantId("demo"), world().clock.Now(), DirectoryWorld::Deadline()),
      IsOkAndHolds(1));
  EXPECT_THAT(
      world().due.MoveAll(TenantId("demo"), world().clock.Now(), DirectoryWorld::Deadline()),
      IsOkAndHolds(0));
  EXPECT_THAT(ToldSteps(), ElementsAre(1, 2, 3));
}

TEST_P(PlacementSearchTest, GivenManyWhoLookAtOnce_WhenMarksArePassed_ThenEachIsToldOnce) {
  const auto made = MakeSearch(20);
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] { EXPECT_THAT(Look(made).status(), IsOk()); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(ToldSteps(), ElementsAre(1, 2));
}

TEST_P(PlacementSearchTest, GivenOutcomesAxesAndOffer_WhenStored_ThenCheckedAndReadBack) {
  v1::CreateOutcomeSetRequest set;
  set.set_parent(triangle().programme);
  for (const char* code : {"A1", "A2"}) {
    auto& outcome = *set.mutable_outcome_set()->add_outcomes();
    outcome.set_code(code);
    outcome.set_title("Works together");
  }
  ASSERT_THAT(world().Ask(world().directory, &Directory::CreateOutcomeSet, kManager, set), IsOk());
  const std::string offer = "01900000-0000-7000-8000-00000000bbbb";
  world().offers.workplaces[placement::CapacityOfferId(offer)] =
      placement::WorkplaceId(IdOf(triangle().workplace));
  auto request = Search();
  auto& wish = *request.mutable_placement();
  wish.set_workplace(triangle().workplace);
  wish.set_supervisor(triangle().supervisor);
  wish.set_origin(v1::Placement::TEACHER_NETWORK);
  wish.set_collaboration_level(3);
  wish.set_authenticity_level(5);
  wish.add_outcome_codes("A2");
  wish.add_outcome_codes("A1");
  wish.set_capacity_offer(std::string(kDemo) + "/capacityOffers/" + offer);
  const auto made = Ask(&Placements::CreatePlacement, kOffice, request);
  ASSERT_THAT(made, IsOk());
  const auto read = Get(kOffice, made->name());
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->SerializeAsString(), made->SerializeAsString());
  EXPECT_THAT(read->outcome_codes(), ElementsAre("A2", "A1"));
  EXPECT_EQ(read->capacity_offer(), wish.capacity_offer());
  EXPECT_EQ(read->collaboration_level(), 3);

  const auto update = [&](auto change) {
    v1::UpdatePlacementRequest q;
    q.mutable_placement()->set_name(made->name());
    change(*q.mutable_placement());
    return ReasonOf(Ask(&Placements::UpdatePlacement, kOffice, q).status());
  };
  EXPECT_EQ(update([](auto& p) { p.add_outcome_codes("Z9"); }), "OUTCOME_UNKNOWN");
  EXPECT_EQ(update([](auto& p) { p.set_collaboration_level(6); }), "NUMBER_OUT_OF_RANGE");
  EXPECT_EQ(update([](auto& p) {
              p.set_capacity_offer(std::string(kDemo) +
                                   "/capacityOffers/01900000-0000-7000-8000-00000000cccc");
            }),
            "REFERENCE_NOT_FOUND");
  Steps steps(world());
  EXPECT_EQ(update([&](auto& p) { p.set_workplace(steps.Workplace(triangle().organisation)); }),
            "OTHER_WORKPLACE");
  // The port that gives out the seats refuses inside the commit.
  world().offer_seats.answer =
      Error(Code::kFailedPrecondition, "CAPACITY_EXCEEDED", "no seat is left");
  EXPECT_EQ(update([](auto& p) { p.set_weekly_hours(30); }), "CAPACITY_EXCEEDED");
  EXPECT_EQ(Get(kOffice, made->name())->etag(), made->etag());
  // And hears of the end, so that the seat is free again.
  world().offer_seats.answer = absl::OkStatus();
  world().offer_seats.changes.clear();
  v1::EndPlacementRequest end;
  end.set_name(made->name());
  end.set_etag(made->etag());
  end.set_reason("The department was closed.");
  ASSERT_THAT(Ask(&Placements::EndPlacement, kOffice, end), IsOk());
  const placement::CapacityOfferId id(offer);
  EXPECT_THAT(world().offer_seats.changes,
              ElementsAre(std::make_tuple(id, id, placement::State::kEndedEarly)));
}

TEST_P(PlacementSearchTest, GivenParallelPlacements_WhenTheyAskTooManyHours_ThenRefused) {
  Steps steps(world());
  const auto confirmed = [&](int hours, int start) {
    auto request = Search(start);
    auto& wish = *request.mutable_placement();
    wish.set_workplace(triangle().workplace);
    wish.set_supervisor(triangle().supervisor);
    wish.set_weekly_hours(hours);
    return request;
  };
  ASSERT_THAT(Ask(&Placements::CreatePlacement, kOffice, confirmed(32, 50)), IsOk());
  EXPECT_THAT(Ask(&Placements::CreatePlacement, kOffice, confirmed(29, 60)),
              StatusIs(Code::kInvalidArgument, "HOURS_EXCEEDED"));
  const auto fits = Ask(&Placements::CreatePlacement, kOffice, confirmed(28, 60));
  ASSERT_THAT(fits, IsOk());
  // One after the other, and a search beside them, ask nothing together.
  EXPECT_THAT(Ask(&Placements::CreatePlacement, kOffice, confirmed(60, 161)), IsOk());
  EXPECT_THAT(Ask(&Placements::CreatePlacement, kOffice, Search(60)), IsOk());
  v1::UpdatePlacementRequest update;
  update.mutable_placement()->set_name(fits->name());
  update.mutable_placement()->set_weekly_hours(29);
  EXPECT_THAT(Ask(&Placements::UpdatePlacement, kOffice, update),
              StatusIs(Code::kInvalidArgument, "HOURS_EXCEEDED"));
}

TEST_P(PlacementSearchTest, GivenManyAtOnce_WhenOneStudent_ThenNeverMoreThanSixtyHours) {
  auto request = Search();
  request.mutable_placement()->set_workplace(triangle().workplace);
  request.mutable_placement()->set_supervisor(triangle().supervisor);
  request.mutable_placement()->set_weekly_hours(20);
  std::atomic<int> made = 0;
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] {
      const auto answer = Ask(&Placements::CreatePlacement, kOffice, request);
      if (answer.ok()) ++made;
      if (ReasonOf(answer.status()) == "HOURS_EXCEEDED") ++refused;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(made, 3);
  EXPECT_EQ(refused, 3);
}

TEST_P(PlacementSearchTest, GivenSearches_WhenForecast_ThenCountedByVariantAndWeek) {
  Steps steps(world());
  MakeSearch(50);
  ASSERT_THAT(Ask(&Placements::ProposeWorkplace, student(), Proposal(MakeSearch(50))), IsOk());
  auto other = Search(50);
  other.mutable_placement()->set_student(steps.Person("Another"));
  other.mutable_placement()->set_enrolment(
      steps.Enrolment(other.placement().student(), triangle().variant));
  ASSERT_THAT(Ask(&Placements::CreatePlacement, kOffice, other), IsOk());
  MakeSearch(400);

  v1::ForecastShortfallRequest request;
  request.set_parent(kDemo);
  const auto forecast = Ask(&Placements::ForecastShortfall, kManager, request);
  ASSERT_THAT(forecast, IsOk());
  ASSERT_THAT(forecast->rows(), SizeIs(1));
  const auto& row = forecast->rows(0);
  EXPECT_EQ(row.programme_variant(), triangle().variant);
  EXPECT_EQ(row.programme_display_name(), "Ad Engineering");
  EXPECT_EQ(row.variant(), v1::ProgrammeVariant::FULL_TIME);
  EXPECT_EQ(row.funding(), v1::ProgrammeVariant::FUNDED);
  const absl::CivilDay week = rpc::FromProto(row.week_date(), "d").value();
  EXPECT_EQ(absl::GetWeekday(week), absl::Weekday::monday);
  EXPECT_LE(week, world().Today() + 50);
  EXPECT_GT(week, world().Today() + 43);
  EXPECT_EQ(row.weeks_to_start(), static_cast<int>(week - world().Today()) / 7);
  EXPECT_EQ(row.student_count(), 2);
  EXPECT_EQ(row.searching_count(), 2);
  EXPECT_EQ(row.free_seat_count(), 0);
  EXPECT_EQ(row.shortfall_count(), 2);

  world().free_seats.open = {{.programmes = {},
                              .start_date = world().Today(),
                              .end_date = world().Today() + 60,
                              .seat_count = 1}};
  const auto with_seat = Ask(&Placements::ForecastShortfall, kOffice, request);
  ASSERT_THAT(with_seat, IsOk());
  EXPECT_EQ(with_seat->rows(0).free_seat_count(), 1);
  EXPECT_EQ(with_seat->rows(0).shortfall_count(), 1);
  // Whoever holds the role for another programme sees nothing of this one.
  world().credentials.programmes = {"01900000-0000-7000-8000-00000000dddd"};
  EXPECT_THAT(Ask(&Placements::ForecastShortfall, kOffice, request)->rows(), IsEmpty());
}

TEST_P(PlacementSearchTest, GivenWrongDays_WhenForecast_ThenRefused) {
  const auto refusal = [&](int from, int to) {
    v1::ForecastShortfallRequest request;
    request.set_parent(kDemo);
    *request.mutable_from_date() = rpc::ToProto(absl::CivilDay(2026, 9, 1) + from);
    *request.mutable_to_date() = rpc::ToProto(absl::CivilDay(2026, 9, 1) + to);
    return ReasonOf(Ask(&Placements::ForecastShortfall, kOffice, request).status());
  };
  EXPECT_EQ(refusal(0, 0), "");
  EXPECT_EQ(refusal(0, -1), "END_BEFORE_START");
  // 2028 has a leap day.
  EXPECT_EQ(refusal(0, 731), "");
  EXPECT_EQ(refusal(0, 732), "PERIOD_TOO_LONG");
  v1::ForecastShortfallRequest malformed;
  malformed.set_parent(kDemo);
  malformed.mutable_from_date()->set_year(2026);
  malformed.mutable_from_date()->set_month(13);
  EXPECT_THAT(Ask(&Placements::ForecastShortfall, kOffice, malformed),
              StatusIs(Code::kInvalidArgument, "DATE_INVALID"));
  EXPECT_THAT(Ask(&Placements::ForecastShortfall, student(), malformed),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
}

}  // namespace
}  // namespace driehoek::test
