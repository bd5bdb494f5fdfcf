// The clock of a search, what a placement says of itself, hours beside each other, and the
// forecast, over gRPC and on every engine.
#include <atomic>
#include <thread>

#include "placement_search_test.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;

class PlacementClockTest : public PlacementSearchTest {};
DRIEHOEK_ON_EVERY_ENGINE(PlacementClockTest);

TEST_P(PlacementClockTest, GivenSearch_WhenReadByTheSchool_ThenTheClockIsShown) {
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

TEST_P(PlacementClockTest, GivenMarksOfTheClock_WhenPassed_ThenEachIsToldOnce) {
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

TEST_P(PlacementClockTest, GivenManyWhoLookAtOnce_WhenMarksArePassed_ThenEachIsToldOnce) {
  const auto made = MakeSearch(20);
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] { EXPECT_THAT(Look(made).status(), IsOk()); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(ToldSteps(), ElementsAre(1, 2));
}

TEST_P(PlacementClockTest, GivenOutcomesAxesAndOffer_WhenStored_ThenCheckedAndReadBack) {
  Steps(world()).Outcomes(triangle().programme, {"A1", "A2"});
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

TEST_P(PlacementClockTest, GivenParallelPlacements_WhenTheyAskTooManyHours_ThenRefused) {
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

TEST_P(PlacementClockTest, GivenManyAtOnce_WhenOneStudent_ThenNeverMoreThanSixtyHours) {
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

TEST_P(PlacementClockTest, GivenSearches_WhenForecast_ThenCountedByVariantAndWeek) {
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

TEST_P(PlacementClockTest, GivenLevels_WhenTheAxesAreAsked_ThenCountedByVariantAndWithinReach) {
  Steps steps(world());
  const auto make = [&](int start, int collaboration, int authenticity) {
    auto request = Search(start);
    request.mutable_placement()->set_collaboration_level(collaboration);
    request.mutable_placement()->set_authenticity_level(authenticity);
    const auto made = Ask(&Placements::CreatePlacement, kOffice, request);
    EXPECT_THAT(made, IsOk());
    return made.ok() ? *made : v1::Placement();
  };
  make(50, 4, 5);
  make(120, 4, 5);
  make(50, 1, 3);
  make(50, 0, 3);
  make(50, 0, 0);
  v1::EndPlacementRequest end;
  const auto ended = make(50, 4, 5);
  end.set_name(ended.name());
  end.set_etag(ended.etag());
  end.set_reason("x");
  ASSERT_THAT(Ask(&Placements::EndPlacement, kOffice, end), IsOk());

  v1::GetAxesDistributionRequest request;
  request.set_parent(kDemo);
  const auto all = Ask(&Placements::GetAxesDistribution, kManager, request);
  ASSERT_THAT(all, IsOk());
  ASSERT_THAT(all->rows(), SizeIs(1));
  const auto& row = all->rows(0);
  EXPECT_EQ(row.programme_variant(), triangle().variant);
  EXPECT_EQ(row.programme_display_name(), "Ad Engineering");
  EXPECT_EQ(row.variant(), v1::ProgrammeVariant::FULL_TIME);
  EXPECT_EQ(row.funding(), v1::ProgrammeVariant::FUNDED);
  EXPECT_EQ(row.placement_count(), 5);
  EXPECT_EQ(row.unsaid_count(), 2);
  ASSERT_THAT(row.cells(), SizeIs(2));
  EXPECT_EQ(row.cells(0).collaboration_level(), 1);
  EXPECT_EQ(row.cells(0).authenticity_level(), 3);
  EXPECT_EQ(row.cells(0).placement_count(), 1);
  EXPECT_EQ(row.cells(1).collaboration_level(), 4);
  EXPECT_EQ(row.cells(1).authenticity_level(), 5);
  EXPECT_EQ(row.cells(1).placement_count(), 2);

  // Both days count.
  *request.mutable_from_date() = rpc::ToProto(world().Today() + 120);
  *request.mutable_to_date() = rpc::ToProto(world().Today() + 120);
  const auto one = Ask(&Placements::GetAxesDistribution, kOffice, request);
  ASSERT_THAT(one, IsOk());
  ASSERT_THAT(one->rows(), SizeIs(1));
  EXPECT_EQ(one->rows(0).placement_count(), 1);
  *request.mutable_to_date() = rpc::ToProto(world().Today() + 119);
  EXPECT_THAT(Ask(&Placements::GetAxesDistribution, kOffice, request),
              StatusIs(Code::kInvalidArgument, "END_BEFORE_START"));
  request.clear_to_date();
  *request.mutable_from_date() = rpc::ToProto(world().Today() + 121);
  EXPECT_THAT(Ask(&Placements::GetAxesDistribution, kOffice, request)->rows(), IsEmpty());
  request.mutable_from_date()->set_month(13);
  EXPECT_THAT(Ask(&Placements::GetAxesDistribution, kOffice, request),
              StatusIs(Code::kInvalidArgument, "DATE_INVALID"));
  request.clear_from_date();
  EXPECT_THAT(Ask(&Placements::GetAxesDistribution, student(), request),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  // Whoever holds the role for another programme sees nothing of this one.
  world().credentials.programmes = {"01900000-0000-7000-8000-00000000dddd"};
  EXPECT_THAT(Ask(&Placements::GetAxesDistribution, kOffice, request)->rows(), IsEmpty());
}

TEST_P(PlacementClockTest, GivenWrongDays_WhenForecast_ThenRefused) {
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
