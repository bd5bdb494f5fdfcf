// ContinuationService over gRPC, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "continuation_test.h"
#include "shared/base/working_days.h"
#include "support/violations.h"

namespace driehoek::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using Code = absl::StatusCode;

DRIEHOEK_ON_EVERY_ENGINE(ContinuationRpcTest);

// Journey 8 of the requirements: the organisation reorganises, and within ten working days the
// student has three options.
TEST_P(ContinuationRpcTest, GivenWorkplaceThatEnds_WhenAWayOnIsSought_ThenTheStudentChooses) {
  Steps steps(world().directory);
  const auto placement = Place();
  const auto opened = Open(placement.name(), Teacher());
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(opened->state(), Route::OPEN);
  EXPECT_EQ(opened->opener(), triangle().teacher);
  EXPECT_EQ(opened->labels().student(), "Daan Verhoeven");
  EXPECT_EQ(opened->labels().organisation(), "Van Leeuwen");
  EXPECT_EQ(rpc::FromProto(opened->due_date(), "d").value(), AddWorkingDays(Today(), 10));

  const std::string fellow = steps.Organisation("Zorgpunt").value().name();
  const std::string first = steps.Workplace(fellow);
  const std::string second = steps.Workplace(steps.Organisation("Thuiszorg").value().name());
  steps.Supervisor(fellow, steps.Person("Noor"));
  const auto found = Suggest(opened->name(), Teacher());
  ASSERT_THAT(found, IsOk());
  ASSERT_THAT(found->alternatives(), SizeIs(2));
  EXPECT_EQ(found->compared_count(), 3) << "its own organisation is compared and left out";
  EXPECT_EQ(found->alternatives(0).workplace(), first) << "somebody there has time";
  EXPECT_EQ(found->alternatives(0).supervisor_places_left(), 2);
  EXPECT_EQ(found->alternatives(0).organisation_display_name(), "Zorgpunt");

  auto offer = Offer(*opened);
  auto* combined = offer.add_options();
  combined->set_kind(Route::SHORT_PLACEMENTS_COMBINED);
  combined->add_workplaces(first);
  combined->add_workplaces(second);
  combined->add_outcome_codes("LU1");
  auto* at_fellow = offer.add_options();
  at_fellow->set_kind(Route::FELLOW_STUDENT_ORGANISATION);
  at_fellow->add_workplaces(first);
  auto* simulated = offer.add_options();
  simulated->set_kind(Route::SIMULATED_PRACTICE);
  simulated->add_outcome_codes("LU1");
  simulated->add_outcome_codes("LU2");
  const auto offered = Ask(&Routes::OfferOptions, kOffice, offer);
  ASSERT_THAT(offered, IsOk());
  EXPECT_EQ(offered->state(), Route::OFFERED);
  ASSERT_THAT(offered->options(), SizeIs(3));
  ASSERT_THAT(offered->options(0).fits(), SizeIs(2));
  EXPECT_EQ(offered->options(0).fits(0).score(), found->alternatives(0).score());
  EXPECT_EQ(offered->options(0).fits(1).organisation_display_name(), "Thuiszorg");

  EXPECT_THAT(Ask(&Routes::ChooseOption, Student(), Choice(*offered, "none")),
              StatusIs(Code::kInvalidArgument, "OPTION_UNKNOWN"));
  const auto chosen =
      Ask(&Routes::ChooseOption, Student(), Choice(*offered, offered->options(1).id()));
  ASSERT_THAT(chosen, IsOk());
  EXPECT_EQ(chosen->state(), Route::CHOSEN);
  EXPECT_EQ(chosen->chosen_option(), offered->options(1).id());
  const auto closed = Ask(&Routes::CloseContinuationRoute, kOffice, End(*chosen));
  ASSERT_THAT(closed, IsOk());
  EXPECT_EQ(closed->state(), Route::CLOSED);
  EXPECT_EQ(Get(closed->name())->SerializeAsString(), closed->SerializeAsString());
  EXPECT_THAT(Suggest(closed->name()), StatusIs(Code::kFailedPrecondition, "ROUTE_CLOSED"));

  const auto events =
      world().event_log.ReadAfter(TenantId("demo"), 0, 500, DirectoryWorld::Deadline());
  ASSERT_THAT(events, IsOk());
  std::vector<std::string> types;
  for (const auto& event : *events) types.push_back(event.type);
  for (const char* type : {"continuation.opened", "continuation.offered", "continuation.chosen",
                           "continuation.closed"}) {
    EXPECT_THAT(types, Contains(type).Times(1));
  }
}

// Invariant I5: whoever supervises or represents the employer sees nothing of a search, not even
// that there is one.
TEST_P(ContinuationRpcTest, GivenTheEmployersSide_WhenItCalls_ThenNothingIsLookedUp) {
  const auto route = Open(Place().name(), Student());
  ASSERT_THAT(route, IsOk());
  Steps steps(world().directory);
  const std::string hr = steps.Person("Petra");
  steps.Supervisor(triangle().organisation, hr, v1::SupervisorProfile::ORGANISATION_CONTACT);
  v1::ListContinuationRoutesRequest list;
  list.set_parent(kDemo);
  for (const Who& who : {Supervisor(), As(Role::kOrganisationContact, hr)}) {
    const auto refused = StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED");
    EXPECT_THAT(Get(route->name(), who), refused);
    EXPECT_THAT(Ask(&Routes::ListContinuationRoutes, who, list), refused);
    EXPECT_THAT(Suggest(route->name(), who), refused);
    EXPECT_THAT(Open(route->placement(), who), refused);
    EXPECT_THAT(Ask(&Routes::ChooseOption, who, Choice(*route, "x")), refused);
    EXPECT_THAT(Ask(&Routes::CloseContinuationRoute, who, End(*route)), refused);
  }
  for (const auth::Right& right : placement::continuation::ContinuationRights()) {
    EXPECT_NE(right.role, Role::kWorkplaceSupervisor);
    EXPECT_NE(right.role, Role::kOrganisationContact);
  }
}

TEST_P(ContinuationRpcTest, GivenCallers_WhenReading_ThenEachWithinReach) {
  const auto route = Open(Place().name());
  ASSERT_THAT(route, IsOk());
  Steps steps(world().directory);
  const std::string stranger = steps.Person("Stranger");
  v1::ListContinuationRoutesRequest list;
  list.set_parent(kDemo);
  for (const Who& who : {Student(), Teacher(), kManager, kOffice}) {
    EXPECT_THAT(Get(route->name(), who), IsOk()) << auth::RoleName(who.role);
    EXPECT_THAT(Ask(&Routes::ListContinuationRoutes, who, list)->continuation_routes(), SizeIs(1));
  }
  for (const Role role : {Role::kStudent, Role::kTeacher}) {
    EXPECT_THAT(Get(route->name(), As(role, stranger)),
                StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(
        Ask(&Routes::ListContinuationRoutes, As(role, stranger), list)->continuation_routes(),
        IsEmpty());
    EXPECT_THAT(Open(route->placement(), As(role, stranger)),
                StatusIs(Code::kInvalidArgument, "REFERENCE_NOT_FOUND"));
  }
  for (const Who& who : {Student(), Teacher(), kManager}) {
    auto offer = Offer(*route);
    offer.add_options()->set_kind(Route::OTHER_KIND);
    EXPECT_THAT(Ask(&Routes::OfferOptions, who, offer),
                StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  }
  EXPECT_THAT(Ask(&Routes::ChooseOption, kOffice, Choice(*route, "x")),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  EXPECT_TRUE(world().directory.reads.Has(triangle().teacher, route->name()));
  list.add_states(Route::OFFERED);
  EXPECT_THAT(Ask(&Routes::ListContinuationRoutes, kOffice, list)->continuation_routes(),
              IsEmpty());
  list.set_states(0, Route::OPEN);
  EXPECT_THAT(Ask(&Routes::ListContinuationRoutes, kOffice, list)->continuation_routes(),
              SizeIs(1));
}

TEST_P(ContinuationRpcTest, GivenWrongRequests_WhenAsked_ThenEveryFieldIsNamed) {
  auto wish = Wish(std::string(kDemo) + "/placements/01900000-0000-7000-8000-00000000ffff");
  EXPECT_THAT(Ask(&Routes::OpenContinuationRoute, kOffice, wish),
              StatusIs(Code::kInvalidArgument, "REFERENCE_NOT_FOUND"));
  const auto placement = Place();
  wish = Wish(placement.name());
  wish.mutable_continuation_route()->set_reason(std::string(1001, 'x'));
  EXPECT_THAT(FieldsOf(Ask(&Routes::OpenContinuationRoute, kOffice, wish).status()),
              ElementsAre("continuation_route.reason"));
  const auto route = Open(placement.name());
  ASSERT_THAT(route, IsOk());
  EXPECT_THAT(Open(placement.name(), Student()),
              StatusIs(Code::kFailedPrecondition, "ROUTE_UNDER_WAY"));
  EXPECT_THAT(Ask(&Routes::ChooseOption, Student(), Choice(*route, "x")),
              StatusIs(Code::kFailedPrecondition, "ROUTE_NOT_OFFERED"));
  auto offer = Offer(*route);
  offer.add_options()->set_kind(Route::SIMULATED_PRACTICE);
  offer.add_options()->set_kind(Route::OTHER_KIND);
  offer.add_options()->set_kind(Route::ANOTHER_WORKPLACE);
  EXPECT_THAT(FieldsOf(Ask(&Routes::OfferOptions, kOffice, offer).status()),
              ElementsAre("options[0].outcome_codes", "options[1].note", "options[2].workplaces"));
  offer = Offer(*route);
  auto* option = offer.add_options();
  option->set_kind(Route::ANOTHER_WORKPLACE);
  option->add_workplaces(triangle().organisation +
                         "/workplaces/01900000-0000-7000-8000-00000000ffff");
  const auto refused = Ask(&Routes::OfferOptions, kOffice, offer);
  EXPECT_THAT(refused, StatusIs(Code::kInvalidArgument, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(FieldsOf(refused.status()), ElementsAre("options[0].workplaces[0]"));
  offer = Offer(*route);
  option = offer.add_options();
  option->set_kind(Route::SIMULATED_PRACTICE);
  option->add_outcome_codes("LU1");
  option->add_outcome_codes("LU9");
  EXPECT_THAT(ViolationsOf(Ask(&Routes::OfferOptions, kOffice, offer).status()),
              ElementsAre("options[0].outcome_codes[1] OUTCOME_UNKNOWN"));
}

TEST_P(ContinuationRpcTest,
       GivenStaleEtagsAndRepeatedRequests_WhenAsked_ThenRefusedOrAnsweredAgain) {
  const auto placement = Place();
  auto wish = Wish(placement.name());
  wish.set_request_id("2b7f7e9c-4c55-4a57-9d2d-0d8f4c1c9b01");
  const auto route = Ask(&Routes::OpenContinuationRoute, kOffice, wish);
  ASSERT_THAT(route, IsOk());
  EXPECT_EQ(Ask(&Routes::OpenContinuationRoute, kOffice, wish)->name(), route->name());
  auto offer = Offer(*route);
  offer.add_options()->set_kind(Route::OTHER_KIND);
  offer.mutable_options(0)->set_note("Work for the city.");
  offer.set_request_id("2b7f7e9c-4c55-4a57-9d2d-0d8f4c1c9b02");
  const auto offered = Ask(&Routes::OfferOptions, kOffice, offer);
  ASSERT_THAT(offered, IsOk());
  EXPECT_EQ(Ask(&Routes::OfferOptions, kOffice, offer)->SerializeAsString(),
            offered->SerializeAsString());
  offer.clear_request_id();
  EXPECT_THAT(Ask(&Routes::OfferOptions, kOffice, offer), StatusIs(Code::kAborted, "STALE_ETAG"));
  EXPECT_THAT(Ask(&Routes::ChooseOption, Student(), Choice(*route, offered->options(0).id())),
              StatusIs(Code::kAborted, "STALE_ETAG"));
  EXPECT_THAT(Ask(&Routes::CloseContinuationRoute, kOffice, End(*route)),
              StatusIs(Code::kAborted, "STALE_ETAG"));
  ASSERT_THAT(Ask(&Routes::CloseContinuationRoute, kOffice, End(*offered)), IsOk());
  EXPECT_THAT(Open(placement.name()), IsOk()) << "the one before is closed";
}

TEST_P(ContinuationRpcTest, GivenTwoAtOnce_WhenOpening_ThenOneRoute) {
  const auto placement = Place();
  std::atomic<int> opened = 0;
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (const Who& who : {kOffice, Student(), Teacher()}) {
    threads.emplace_back([&, who] {
      const auto answer = Open(placement.name(), who);
      if (answer.ok()) ++opened;
      if (ReasonOf(answer.status()) == "ROUTE_UNDER_WAY") ++refused;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(opened, 1);
  EXPECT_EQ(refused, 2);
}

TEST_P(ContinuationRpcTest, GivenRegister_WhenItChanges_ThenTheNextLookHasIt) {
  Steps steps(world().directory);
  const auto route = Open(Place().name());
  ASSERT_THAT(route, IsOk());
  EXPECT_THAT(Suggest(route->name())->alternatives(), IsEmpty());
  const std::string later = steps.Workplace(steps.Organisation("Later").value().name());
  EXPECT_THAT(Suggest(route->name())->alternatives(), IsEmpty()) << "as it was some moments ago";
  ASSERT_THAT(Refresh(), IsOk());
  const auto found = Suggest(route->name());
  ASSERT_THAT(found->alternatives(), SizeIs(1));
  EXPECT_EQ(found->alternatives(0).workplace(), later);
}

// A workplace whose last scan says that it is not fit is never suggested; one that passed comes
// before one that was not scanned.
TEST_P(ContinuationRpcTest, GivenScans_WhenRanked_ThenWhatPassedComesFirst) {
  Publish(1, 8);
  Steps steps(world().directory);
  const auto scanned = [&](const std::string& name, Scan::Verdict verdict) {
    const std::string organisation = steps.Organisation(name).value().name();
    const std::string person = steps.Person("Supervisor of " + name);
    auto request = ForAll();
    request.mutable_workplace_scan()->set_workplace(steps.Workplace(organisation));
    request.mutable_workplace_scan()->set_supervisor(steps.Supervisor(organisation, person));
    const auto requested = Request(request);
    EXPECT_THAT(requested, IsOk());
    const auto filled = Fill(*requested, kOffice, {{"W1", Scan::MET}, {"T1", Scan::MET}});
    EXPECT_THAT(filled, IsOk());
    EXPECT_THAT(Assess(Verdict(*filled, verdict, "As seen.")), IsOk());
    return request.workplace_scan().workplace();
  };
  const std::string unfit = scanned("Unfit", Scan::UNFIT);
  const std::string unscanned_organisation = steps.Organisation("Unscanned").value().name();
  const std::string unscanned = steps.Workplace(unscanned_organisation);
  steps.Supervisor(unscanned_organisation, steps.Person("Noor"));
  const std::string fit = scanned("Fit", Scan::FIT);
  const auto route = Open(Place().name());
  ASSERT_THAT(route, IsOk());
  const auto found = Suggest(route->name());
  ASSERT_THAT(found, IsOk());
  std::vector<std::string> order;
  for (const auto& alternative : found->alternatives()) order.push_back(alternative.workplace());
  EXPECT_THAT(order, ElementsAre(fit, unscanned));
  EXPECT_EQ(found->alternatives(0).scan(), Route::WorkplaceFit::VALID);
  EXPECT_THAT(order, Not(Contains(unfit)));
}

// Conflicts as a test says.
class SaidConflicts final : public placement::ConflictFacts {
 public:
  absl::StatusOr<std::vector<placement::Conflict>> Running(const TenantId& /*tenant*/,
                                                           const PersonId& /*student*/,
                                                           absl::Time /*deadline*/) override {
    return running;
  }
  std::vector<placement::Conflict> running;
};

TEST_P(ContinuationRpcTest, GivenConflictOfInterest_WhenAWayOnIsSought_ThenNotSuggestedNorOffered) {
  Steps steps(world().directory);
  const auto opened = Open(Place().name());
  ASSERT_THAT(opened, IsOk());
  const std::string forbidden = steps.Organisation("Zorgpunt").value().name();
  const std::string workplace = steps.Workplace(forbidden);
  const std::string other = steps.Workplace(steps.Organisation("Thuiszorg").value().name());
  SaidConflicts said;
  said.running = {{PersonId(IdOf(triangle().student)), placement::OrganisationId(IdOf(forbidden)),
                   placement::SupervisorId()}};
  world().directory.conflicts.lent = &said;
  const auto found = Suggest(opened->name());
  ASSERT_THAT(found, IsOk());
  ASSERT_THAT(found->alternatives(), SizeIs(1));
  EXPECT_EQ(found->alternatives(0).workplace(), other);
  auto offer = Offer(*opened);
  auto& option = *offer.add_options();
  option.set_kind(Route::ANOTHER_WORKPLACE);
  option.add_workplaces(workplace);
  EXPECT_THAT(ViolationsOf(Ask(&Routes::OfferOptions, kOffice, offer).status()),
              ElementsAre("options[0].workplaces[0] CONFLICT_OF_INTEREST"));
  world().directory.conflicts.lent = nullptr;
}

}  // namespace
}  // namespace driehoek::test
