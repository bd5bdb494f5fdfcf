#include "progress/checkin/views.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "progress/checkin/check_in_example.h"

namespace driehoek::progress::checkin {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using S = CheckInState;

CheckIn With(std::vector<std::pair<Party, ViewText>> views, S state = S::kViewsOpen) {
  CheckIn check_in = ExampleCheckIn(state);
  for (auto& [party, text] : views) check_in.views.push_back({party, kStudent, kNow, text});
  return check_in;
}

TEST(MayReadTest, GivenNoViewOfOnesOwn_WhenOthersWrote_ThenTheirsIsHidden) {
  const CheckIn check_in = With({{Party::kSupervisor, ExampleView()}});
  EXPECT_FALSE(MayRead(check_in, Party::kSupervisor, {.party = Party::kStudent}));
  EXPECT_FALSE(MayRead(check_in, Party::kSupervisor, {.party = Party::kTeacher}));
  EXPECT_FALSE(MayRead(check_in, Party::kSupervisor, {.party = std::nullopt}));
  EXPECT_TRUE(MayRead(check_in, Party::kSupervisor, {.party = Party::kSupervisor}));
}

TEST(MayReadTest, GivenAViewOfOnesOwn_WhenOthersWrote_ThenTheirsIsShown) {
  const CheckIn check_in =
      With({{Party::kStudent, ExampleView()}, {Party::kSupervisor, ExampleView()}});
  EXPECT_TRUE(MayRead(check_in, Party::kSupervisor, {.party = Party::kStudent}));
  EXPECT_FALSE(MayRead(check_in, Party::kSupervisor, {.party = Party::kTeacher}));
}

TEST(MayReadTest, GivenItWasHeld_WhenRead_ThenAllAreShownButToContactsOfTheOrganisation) {
  for (const S state : {S::kHeld, S::kActionsOpen, S::kClosed}) {
    const CheckIn check_in = With({{Party::kStudent, ExampleView()}}, state);
    EXPECT_TRUE(MayRead(check_in, Party::kStudent, {.party = Party::kTeacher}));
    EXPECT_TRUE(MayRead(check_in, Party::kStudent, {.party = std::nullopt}));
    EXPECT_FALSE(
        MayRead(check_in, Party::kStudent, {.party = std::nullopt, .reads_no_views = true}));
  }
  for (const S state : {S::kMissed, S::kCancelled}) {
    const CheckIn check_in = With({{Party::kStudent, ExampleView()}}, state);
    EXPECT_FALSE(MayRead(check_in, Party::kStudent, {.party = Party::kTeacher}));
    EXPECT_FALSE(MayRead(check_in, Party::kStudent, {.party = std::nullopt}));
  }
}

TEST(AgendaTest, GivenRatingsTwoApart_WhenAsked_ThenTheyAreSpokenAbout) {
  ViewText low = ExampleView(2);
  low.must_change = "More time for tasks.";
  const CheckIn check_in = With({{Party::kStudent, low}, {Party::kSupervisor, ExampleView(4)}});

  const auto items = Agenda(check_in, {.party = Party::kStudent});

  EXPECT_THAT(items, ElementsAre(AgendaItem{.cause = AgendaCause::kRatingsDiffer,
                                            .parties = {Party::kStudent, Party::kSupervisor},
                                            .lowest_rating = 2,
                                            .highest_rating = 4},
                                 AgendaItem{.cause = AgendaCause::kRatingsDiffer,
                                            .outcome_code = "LU1",
                                            .parties = {Party::kStudent, Party::kSupervisor},
                                            .lowest_rating = 2,
                                            .highest_rating = 4},
                                 AgendaItem{.cause = AgendaCause::kMustChange,
                                            .parties = {Party::kStudent}}));
}

TEST(AgendaTest, GivenRatingsOneApart_WhenAsked_ThenNothing) {
  const CheckIn check_in =
      With({{Party::kStudent, ExampleView(3)}, {Party::kSupervisor, ExampleView(4)}});
  EXPECT_THAT(Agenda(check_in, {.party = Party::kStudent}), IsEmpty());
}

TEST(AgendaTest, GivenAHiddenView_WhenAsked_ThenNothingIsGivenAway) {
  const CheckIn check_in =
      With({{Party::kStudent, ExampleView(1)}, {Party::kSupervisor, ExampleView(5)}});
  EXPECT_THAT(Agenda(check_in, {.party = Party::kTeacher}), IsEmpty());
}

TEST(AgendaTest, GivenItWasHeld_WhenAViewIsMissing_ThenItSaysWhose) {
  const CheckIn check_in =
      With({{Party::kStudent, ExampleView()}, {Party::kSupervisor, ExampleView()}}, S::kHeld);
  EXPECT_THAT(
      Agenda(check_in, {.party = Party::kTeacher}),
      ElementsAre(AgendaItem{.cause = AgendaCause::kViewMissing, .parties = {Party::kTeacher}}));
}

}  // namespace
}  // namespace driehoek::progress::checkin
