// What becomes of the student's choice, over gRPC, on every engine: the placements that it makes
// (R64, R30; journey 8 of the requirements).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "continuation_test.h"

namespace driehoek::test {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;

class ContinuationChoiceRpcTest : public ContinuationRpcTest {
 protected:
  void SetUp() override {
    ContinuationRpcTest::SetUp();
    Steps steps(world().directory);
    for (const char* name : {"Zorgpunt", "Thuiszorg"}) {
      organisations_.push_back(steps.Organisation(name).value().name());
      workplaces_.push_back(steps.Workplace(organisations_.back()));
    }
    old_ = Place();
  }
  // A route for the old placement with one option of `kind` at `workplaces`.
  Route Offered(Route::OptionKind kind, const std::vector<std::string>& workplaces) {
    const auto opened = Open(old_.name());
    EXPECT_THAT(opened, IsOk());
    auto offer = Offer(*opened);
    auto& option = *offer.add_options();
    option.set_kind(kind);
    for (const std::string& workplace : workplaces) option.add_workplaces(workplace);
    option.add_outcome_codes("LU1");
    if (kind == Route::OTHER_KIND) option.set_note("A year at sea.");
    const auto offered = Ask(&Routes::OfferOptions, kOffice, offer);
    EXPECT_THAT(offered, IsOk());
    return offered.value_or(Route());
  }
  absl::StatusOr<Route> Choose(const Route& offered) {
    return Ask(&Routes::ChooseOption, Student(), Choice(offered, offered.options(0).id()));
  }
  int PlacementCount() {
    v1::ListPlacementsRequest request;
    request.set_parent(kDemo);
    const auto listed = world().directory.Ask(world().directory.placements,
                                              &Placements::ListPlacements, kOffice, request);
    EXPECT_THAT(listed, IsOk());
    return listed.ok() ? listed->placements_size() : -1;
  }

  std::vector<std::string> organisations_;
  std::vector<std::string> workplaces_;
  v1::Placement old_;
};
DRIEHOEK_ON_EVERY_ENGINE(ContinuationChoiceRpcTest);

TEST_P(ContinuationChoiceRpcTest, GivenAnotherWorkplace_WhenChosen_ThenAProposedPlacementIsThere) {
  const auto chosen = Choose(Offered(Route::ANOTHER_WORKPLACE, {workplaces_[0]}));
  ASSERT_THAT(chosen, IsOk());
  ASSERT_THAT(chosen->new_placements(), SizeIs(1));
  const auto made = Read(chosen->new_placements(0));
  EXPECT_EQ(made.state(), v1::Placement::PROPOSED);
  EXPECT_EQ(made.origin(), v1::Placement::CONTINUATION);
  EXPECT_EQ(made.student(), triangle().student);
  EXPECT_EQ(made.enrolment(), triangle().enrolment);
  EXPECT_EQ(made.workplace(), workplaces_[0]);
  EXPECT_EQ(made.form(), old_.form());
  EXPECT_EQ(made.weekly_hours(), old_.weekly_hours());
  EXPECT_EQ(made.end_date().SerializeAsString(), old_.end_date().SerializeAsString());
  EXPECT_EQ(Read(old_.name()).state(), old_.state())
      << "the old one is ended by whoever decides so";
  EXPECT_EQ(Get(chosen->name())->SerializeAsString(), chosen->SerializeAsString());
}

TEST_P(ContinuationChoiceRpcTest, GivenShortOnesCombined_WhenChosen_ThenOneForEachWorkplace) {
  const auto chosen = Choose(Offered(Route::SHORT_PLACEMENTS_COMBINED, workplaces_));
  ASSERT_THAT(chosen, IsOk());
  ASSERT_THAT(chosen->new_placements(), SizeIs(2));
  for (int i = 0; i < 2; ++i) {
    const auto made = Read(chosen->new_placements(i));
    EXPECT_EQ(made.workplace(), workplaces_[static_cast<std::size_t>(i)]);
    EXPECT_EQ(made.form(), v1::Placement::SHORT_ASSIGNMENT);
    EXPECT_EQ(made.weekly_hours(), old_.weekly_hours() / 2);
  }
  EXPECT_EQ(PlacementCount(), 3);
}

TEST_P(ContinuationChoiceRpcTest,
       GivenPracticeAtSchool_WhenChosen_ThenASchoolProjectWithoutSearch) {
  const auto chosen = Choose(Offered(Route::SIMULATED_PRACTICE, {}));
  ASSERT_THAT(chosen, IsOk());
  ASSERT_THAT(chosen->new_placements(), SizeIs(1));
  const auto made = Read(chosen->new_placements(0));
  EXPECT_EQ(made.form(), v1::Placement::SCHOOL_PROJECT);
  EXPECT_EQ(made.workplace(), "");
  EXPECT_FALSE(made.has_search_clock());
}

TEST_P(ContinuationChoiceRpcTest, GivenOtherWithoutWorkplace_WhenChosen_ThenNoPlacement) {
  const auto chosen = Choose(Offered(Route::OTHER_KIND, {}));
  ASSERT_THAT(chosen, IsOk());
  EXPECT_THAT(chosen->new_placements(), IsEmpty());
  EXPECT_EQ(PlacementCount(), 1);
}

TEST_P(ContinuationChoiceRpcTest, GivenStaleChoice_WhenMade_ThenNothingIsStored) {
  Route offered = Offered(Route::ANOTHER_WORKPLACE, {workplaces_[0]});
  offered.set_etag("djE");
  EXPECT_THAT(Choose(offered), StatusIs(Code::kAborted, "STALE_ETAG"));
  EXPECT_EQ(PlacementCount(), 1);
}

TEST_P(ContinuationChoiceRpcTest,
       GivenRequestId_WhenChosenAgain_ThenTheFirstAnswerAndOnePlacement) {
  const Route offered = Offered(Route::ANOTHER_WORKPLACE, {workplaces_[0]});
  auto choice = Choice(offered, offered.options(0).id());
  choice.set_request_id("0b9b3b0e-8f0f-4e59-9d0e-6f5a1c1f9a11");
  const auto first = Ask(&Routes::ChooseOption, Student(), choice);
  const auto again = Ask(&Routes::ChooseOption, Student(), choice);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(first->SerializeAsString(), again->SerializeAsString());
  EXPECT_EQ(PlacementCount(), 2);
}

// The choice and what it makes are told together, each once.
TEST_P(ContinuationChoiceRpcTest, GivenChoice_WhenMade_ThenToldWithItsPlacements) {
  const auto chosen = Choose(Offered(Route::ANOTHER_WORKPLACE, {workplaces_[0]}));
  ASSERT_THAT(chosen, IsOk());
  const auto events =
      world().event_log.ReadAfter(TenantId("demo"), 0, 500, DirectoryWorld::Deadline());
  ASSERT_THAT(events, IsOk());
  std::vector<std::string> told;
  for (const auto& event : *events) {
    if (event.resource == chosen->new_placements(0)) told.push_back(event.type);
  }
  EXPECT_THAT(told, Contains("placement.proposed").Times(1));
}

}  // namespace
}  // namespace driehoek::test
