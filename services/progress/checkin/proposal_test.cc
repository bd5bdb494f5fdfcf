#include "progress/checkin/proposal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "progress/checkin/check_in_example.h"
#include "shared/base/working_days.h"

namespace driehoek::progress::checkin {
namespace {

using absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Proposal* Find(const std::vector<Proposal>& proposals, Kind kind, int ordinal = 0) {
  for (const Proposal& proposal : proposals) {
    if (proposal.kind == kind && proposal.ordinal == ordinal) return &proposal;
  }
  return nullptr;
}

std::vector<Kind> Kinds(const std::vector<Proposal>& proposals) {
  std::vector<Kind> kinds;
  for (const Proposal& proposal : proposals) kinds.push_back(proposal.kind);
  return kinds;
}

TEST(ProposalTest, GivenAFullTimePeriod_WhenProposed_ThenThreeMeetingsWithTheMidTermAt45Percent) {
  const auto proposals = Propose(ExamplePeriod(), FullTime());

  ASSERT_THAT(Kinds(proposals), ElementsAre(Kind::kKickOff, Kind::kMidTerm, Kind::kFinal));
  EXPECT_EQ(proposals[0].date, CivilDay(2026, 9, 3)) << "the third day";
  EXPECT_EQ(proposals[0].window.last, kFirstDay + 13);
  // 45 % of 150 days is day 67: Saturday 7 November; Friday and Monday lie as near as 1 and 2 days.
  EXPECT_EQ(proposals[1].date, CivilDay(2026, 11, 6));
  EXPECT_EQ(proposals[1].window.first, kFirstDay + 52) << "35 % of 150 days";
  EXPECT_EQ(proposals[1].window.last, kFirstDay + 90) << "60 % of 150 days";
  EXPECT_THAT(proposals[1].window.unmet_guards, IsEmpty());
  EXPECT_EQ(proposals[2].date, kLastDay - 7);
  EXPECT_EQ(proposals[2].window.last, kLastDay);
}

TEST(ProposalTest, GivenALateKickOff_WhenProposed_ThenTheMidTermLeavesTwoWeeksWhileTheWindowLasts) {
  Period period = ExamplePeriod();
  const auto days_between = [](const Period& of) {
    const auto proposals = Propose(of, FullTime());
    EXPECT_THAT(Kinds(proposals), ElementsAre(Kind::kKickOff, Kind::kMidTerm, Kind::kFinal));
    EXPECT_THAT(proposals[1].window.unmet_guards, IsEmpty());
    return proposals[1].date - proposals[0].date;
  };
  period.first_plan_date = period.today = kFirstDay + 66;
  EXPECT_EQ(days_between(period), 15) << "14 days after the next one";
  period.first_plan_date = period.today = kFirstDay + 84;
  EXPECT_LT(days_between(period), 14) << "the window ends on day 90";
}

TEST(ProposalTest, GivenHolidays_WhenProposed_ThenOnWorkingDays) {
  Period period = ExamplePeriod();
  period.start_date = CivilDay(2026, 12, 23);
  period.end_date = CivilDay(2027, 5, 5);
  period.first_plan_date = period.start_date;
  period.today = period.start_date;

  for (const Proposal& proposal : Propose(period, PartTime())) {
    EXPECT_TRUE(IsWorkingDay(proposal.date)) << proposal.date;
    EXPECT_TRUE(Holds(proposal.window, proposal.date)) << proposal.date;
  }
}

// The three guards of the window, each at the day that still keeps it and at the next.
TEST(ProposalTest, GivenAnAgreement_WhenItCameInForceLate_ThenTenDaysAreKeptToTheDay) {
  Period period = ExamplePeriod();
  const CivilDay to = kFirstDay + 90;  // Monday 30 November
  ASSERT_TRUE(IsWorkingDay(to));
  period.agreement_date = to - 10;
  const auto kept = Propose(period, FullTime());
  ASSERT_NE(Find(kept, Kind::kMidTerm), nullptr);
  EXPECT_EQ(Find(kept, Kind::kMidTerm)->date, to);
  EXPECT_THAT(Find(kept, Kind::kMidTerm)->window.unmet_guards, IsEmpty());

  period.agreement_date = to - 9;
  const auto missed = Propose(period, FullTime());
  ASSERT_NE(Find(missed, Kind::kMidTerm), nullptr);
  const auto& unmet = Find(missed, Kind::kMidTerm)->window.unmet_guards;
  ASSERT_THAT(unmet, SizeIs(1)) << "one day off, on whichever side";
  EXPECT_EQ(unmet[0].missed_by_days, 1);
}

TEST(ProposalTest, GivenItIsLate_WhenTheLastDayOfTheWindowIsToday_ThenKeptAndTheDayAfterNamed) {
  struct Case {
    CivilDay end;
    CivilDay last;  // both working days
    Guard guard;
  };
  // 60 % of 150 days is day 90; the final of 80 days is on 12 November, four weeks after 15
  // October.
  for (const Case& one : {Case{kLastDay, CivilDay(2026, 11, 30), Guard::kBeforeShare},
                          Case{kFirstDay + 79, CivilDay(2026, 10, 15), Guard::kBeforeFinal}}) {
    Period period = ExamplePeriod();
    period.end_date = one.end;
    period.today = one.last;
    const auto kept = Propose(period, FullTime());
    ASSERT_NE(Find(kept, Kind::kMidTerm), nullptr);
    EXPECT_EQ(Find(kept, Kind::kMidTerm)->date, one.last);
    EXPECT_THAT(Find(kept, Kind::kMidTerm)->window.unmet_guards, IsEmpty());

    period.today = one.last + 1;
    const auto missed = Propose(period, FullTime());
    ASSERT_NE(Find(missed, Kind::kMidTerm), nullptr);
    EXPECT_EQ(Find(missed, Kind::kMidTerm)->date, one.last + 1);
    const auto& unmet = Find(missed, Kind::kMidTerm)->window.unmet_guards;
    ASSERT_THAT(unmet, SizeIs(1));
    EXPECT_EQ(unmet[0].guard, one.guard);
    EXPECT_EQ(unmet[0].missed_by_days, 1);
  }
}

TEST(ProposalTest, GivenAShortPeriod_WhenFourWeeksBeforeTheFinalDoNotFit_ThenTheGuardIsNamed) {
  Period period = ExamplePeriod();
  period.end_date = kFirstDay + 49;
  const auto proposals = Propose(period, FullTime());

  const Proposal* const mid_term = Find(proposals, Kind::kMidTerm);
  ASSERT_NE(mid_term, nullptr) << "kept, with the nearest day";
  ASSERT_FALSE(mid_term->window.unmet_guards.empty());
  const CivilDay final_date = Find(proposals, Kind::kFinal)->date;
  EXPECT_LT(mid_term->date, final_date);
  EXPECT_GT(mid_term->date, Find(proposals, Kind::kKickOff)->date);
  EXPECT_THAT(mid_term->window.unmet_guards,
              ::testing::Each(::testing::AnyOf(Field(&UnmetGuard::guard, Guard::kBeforeFinal),
                                               Field(&UnmetGuard::guard, Guard::kAfterShare))));
}

TEST(ProposalTest, GivenNoAgreement_WhenProposed_ThenItAsksForNone) {
  Period period = ExamplePeriod();
  period.agreement_date.reset();

  EXPECT_EQ(Find(Propose(period, FullTime()), Kind::kMidTerm)->date, CivilDay(2026, 11, 6));
}

TEST(ProposalTest, GivenAnInterval_WhenProposed_ThenNoTwoMeetingsLieFurtherApart) {
  Period period = ExamplePeriod();
  period.end_date = kFirstDay + 500;
  const auto proposals = Propose(period, PartTime());

  for (std::size_t i = 1; i < proposals.size(); ++i) {
    EXPECT_LE(proposals[i].date - proposals[i - 1].date, 12 * 7 + 6)
        << "but for weekends and holidays";
  }
  EXPECT_GE(proposals.size(), 7U);
}

TEST(ProposalTest, GivenOneDay_WhenProposed_ThenOneMeeting) {
  Period period = ExamplePeriod();
  period.end_date = period.start_date;

  EXPECT_THAT(Kinds(Propose(period, FullTime())), ElementsAre(Kind::kKickOff));
}

TEST(ProposalTest, GivenTwoDays_WhenProposed_ThenNoMidTerm) {
  Period period = ExamplePeriod();
  period.end_date = period.start_date + 2;

  EXPECT_THAT(Kinds(Propose(period, FullTime())), ElementsAre(Kind::kKickOff));
}

TEST(ProposalTest, GivenAPlacementThatIsPlannedLate_WhenProposed_ThenNothingIsInThePast) {
  Period period = ExamplePeriod();
  period.first_plan_date = kFirstDay + 100;
  period.today = kFirstDay + 100;
  const auto proposals = Propose(period, FullTime());

  ASSERT_THAT(Kinds(proposals), ElementsAre(Kind::kKickOff, Kind::kMidTerm, Kind::kFinal));
  EXPECT_GE(proposals[0].date, period.today);
  EXPECT_THAT(proposals[1].window.unmet_guards,
              ::testing::Contains(Field(&UnmetGuard::guard, Guard::kBeforeShare)));
}

TEST(ProposalTest, GivenAnyPeriod_WhenProposed_ThenTheGuardsHoldOrAreNamed) {
  std::mt19937 random(4);
  const auto pick = [&](int count) {
    return static_cast<int>(random() % static_cast<unsigned>(count));
  };
  int unmet = 0;
  for (int i = 0; i < 10'000; ++i) {
    SCOPED_TRACE(absl::StrCat("case ", i));
    Period period;
    period.start_date = CivilDay(2026, 1, 1) + pick(1000);
    period.end_date = period.start_date + pick(400);
    if (pick(4) != 0) period.agreement_date = period.start_date - 30 + pick(200);
    period.first_plan_date = period.start_date + pick(30);
    period.today = period.first_plan_date + pick(100);
    const auto proposals = Propose(period, pick(2) == 0 ? FullTime() : PartTime());
    CivilDay before = CivilDay(1970, 1, 1);
    for (const Proposal& proposal : proposals) {
      ASSERT_TRUE(IsWorkingDay(proposal.date));
      ASSERT_TRUE(Holds(proposal.window, proposal.date));
      ASSERT_GE(proposal.date, period.today);
      ASSERT_LE(proposal.date, period.end_date);
      ASSERT_GE(proposal.date, before);
      before = proposal.date;
    }
    const Proposal* const mid_term = Find(proposals, Kind::kMidTerm);
    if (mid_term == nullptr) continue;
    const CivilDay final_date = Find(proposals, Kind::kFinal)->date;
    const auto length = period.end_date - period.start_date + 1;
    const bool keeps = (!period.agreement_date || mid_term->date >= *period.agreement_date + 10) &&
                       mid_term->date >= period.start_date + length * 35 / 100 &&
                       mid_term->date <= period.start_date + length * 60 / 100 &&
                       mid_term->date <= final_date - 28;
    ASSERT_EQ(keeps, mid_term->window.unmet_guards.empty());
    unmet += keeps ? 0 : 1;
  }
  EXPECT_GT(unmet, 1000);
  EXPECT_LT(unmet, 9000);
}

TEST(ContactDatesTest, GivenAnInterval_WhenAsked_ThenEachTimeBeforeTheFinal) {
  EXPECT_THAT(ContactDates(kFirstDay, kFirstDay + 84, PartTime()), ElementsAre(kFirstDay + 42));
  EXPECT_THAT(ContactDates(kFirstDay, kFirstDay + 85, PartTime()),
              ElementsAre(kFirstDay + 42, kFirstDay + 84));
  EXPECT_THAT(ContactDates(kFirstDay, kLastDay, FullTime()), IsEmpty());
}

}  // namespace
}  // namespace driehoek::progress::checkin
