#include "placement/round/preferences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "placement/round/round_example.h"
#include "support/status_matchers.h"
#include "support/violations.h"

namespace driehoek::placement::round {
namespace {

using test::StatusIs;
using test::ViolationsOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Code = absl::StatusCode;

RoundPlaceId Id(const char* id) { return RoundPlaceId(id); }

std::vector<RoundPlace> Places() {
  return {ExamplePlace("a"), ExamplePlace("b"), ExamplePlace("c")};
}

absl::StatusOr<Participant> Submit(Preferences preferences,
                                   const std::vector<RoundPlace>& places = Places(),
                                   HandedInBy by = HandedInBy::kStudent,
                                   MatchingRound round = ExampleRound(State::kPreferencesOpen),
                                   absl::Time now = kNow) {
  return SubmitPreferences(round, ExampleParticipant(), std::move(preferences), places, by, now);
}

TEST(PreferencesTest, GivenWishes_WhenHandedIn_ThenKeptInOrderWithTheTime) {
  const auto after = Submit({.wishes = {Id("c"), Id("a")},
                             .languages = {"nl", "en"},
                             .home = GeoPoint{52, 5},
                             .max_distance_km = 40});
  ASSERT_THAT(after, test::IsOk());
  EXPECT_THAT(after->wishes, ElementsAre(Id("c"), Id("a")));
  EXPECT_THAT(after->languages, ElementsAre("nl", "en"));
  EXPECT_EQ(after->home, (GeoPoint{52, 5}));
  EXPECT_EQ(after->max_distance_km, 40);
  EXPECT_EQ(after->submit_time, kNow);
}

TEST(PreferencesTest, GivenNoWish_WhenHandedIn_ThenThatIsAnAnswerToo) {
  const auto after = Submit({});
  ASSERT_THAT(after, test::IsOk());
  EXPECT_THAT(after->wishes, IsEmpty());
  EXPECT_EQ(after->submit_time, kNow);
}

TEST(PreferencesTest, GivenAnotherState_WhenHandedIn_ThenRefused) {
  for (const State state : {State::kSetup, State::kFrozen, State::kPublished, State::kClosed}) {
    EXPECT_THAT(Submit({}, Places(), HandedInBy::kStudent, ExampleRound(state)),
                StatusIs(Code::kFailedPrecondition, "PREFERENCES_NOT_OPEN"));
  }
}

TEST(PreferencesTest, GivenDueTime_WhenReached_ThenTooLateAndNotBefore) {
  const MatchingRound round = ExampleRound(State::kPreferencesOpen);
  const absl::Time due = round.preferences_due_time;
  EXPECT_THAT(Submit({}, Places(), HandedInBy::kStudent, round, due - absl::Microseconds(1)),
              test::IsOk());
  EXPECT_THAT(Submit({}, Places(), HandedInBy::kStudent, round, due),
              StatusIs(Code::kFailedPrecondition, "PREFERENCES_NOT_OPEN"));
}

TEST(PreferencesTest, GivenWrongWishes_WhenHandedIn_ThenEachIsNamedWithItsReason) {
  MatchingRound round = ExampleRound(State::kPreferencesOpen);
  round.max_wish_count = 4;
  std::vector<RoundPlace> places = Places();
  places[1].requirements.languages = {"en"};
  places[1].requirements.min_phase = 4;
  const auto refused =
      Submit({.wishes = {Id("a"), Id("nowhere"), Id("a"), Id("b"), Id("c")}, .languages = {"nl"}},
             places, HandedInBy::kStudent, round);
  EXPECT_THAT(refused, test::HasCode(Code::kInvalidArgument));
  EXPECT_THAT(
      ViolationsOf(refused.status()),
      ElementsAre("wishes[1] PLACE_UNKNOWN", "wishes[2] PLACE_TWICE", "wishes[3] MISMATCH_PHASE",
                  "wishes[3] MISMATCH_LANGUAGE", "wishes[4] TOO_MANY_WISHES"));
}

TEST(PreferencesTest, GivenLanguagesHandedInWithTheWishes_WhenJudged_ThenTheseCount) {
  std::vector<RoundPlace> places = Places();
  places[0].requirements.languages = {"en"};
  EXPECT_THAT(Submit({.wishes = {Id("a")}, .languages = {"en-GB"}}, places), test::IsOk());
}

TEST(PreferencesTest, GivenWrongRest_WhenHandedIn_ThenEachFieldIsNamed) {
  const auto refused = Submit({.languages = {"nl", "NL", "?"},
                               .home = GeoPoint{91, -181},
                               .max_distance_km = 501,
                               .reason = "because"});
  EXPECT_THAT(
      ViolationsOf(refused.status()),
      ElementsAre("reason REASON_NOT_ASKED", "languages[1] LANGUAGE_TWICE",
                  "languages[2] LANGUAGE_MALFORMED", "home.latitude_degrees NUMBER_OUT_OF_RANGE",
                  "home.longitude_degrees NUMBER_OUT_OF_RANGE",
                  "max_distance_km NUMBER_OUT_OF_RANGE"));
}

TEST(PreferencesTest, GivenTheOffice_WhenHandedIn_ThenOnlyWithAReason) {
  EXPECT_THAT(Submit({}, Places(), HandedInBy::kOffice),
              StatusIs(Code::kInvalidArgument, "TEXT_MISSING"));
  const auto after = Submit({.reason = "The student is ill."}, Places(), HandedInBy::kOffice);
  ASSERT_THAT(after, test::IsOk());
  EXPECT_EQ(after->submit_reason, "The student is ill.");
}

}  // namespace
}  // namespace driehoek::placement::round
