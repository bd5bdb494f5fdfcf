#include "passback/column.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace driehoek::lti {
namespace {

constexpr const char* kItems = "https://lms.school.example/ags/5/lineitems?type_id=3";
constexpr const char* kItem = "https://lms.school.example/ags/5/lineitems/8/lineitem?type_id=3";
const ColumnName kName{"driehoek:programme:sw", "final", "Eindbeoordeling"};

TEST(WayToColumnTest, GivenWhatALaunchMayDo_WhenAsked_ThenTheWay) {
  EXPECT_EQ(WayToColumn({}), ColumnWay::kNone);
  EXPECT_EQ(WayToColumn({{"lineitem"}, kItems, kItem}), ColumnWay::kNone);
  EXPECT_EQ(WayToColumn({{"score"}, kItems, ""}), ColumnWay::kNone);
  EXPECT_EQ(WayToColumn({{"score"}, kItems, kItem}), ColumnWay::kGiven);
  EXPECT_EQ(WayToColumn({{"score"}, "", kItem}), ColumnWay::kGiven);
  EXPECT_EQ(WayToColumn({{"score", "lineitem"}, "", kItem}), ColumnWay::kGiven);
  EXPECT_EQ(WayToColumn({{"score", "lineitem"}, kItems, kItem}), ColumnWay::kFindOrCreate);
  EXPECT_EQ(WayToColumn({{"score", "lineitem.readonly"}, kItems, ""}), ColumnWay::kFind);
}

GradeSeat Seat(const std::string& context, const std::vector<std::string>& scopes) {
  return {.registration_id = "r",
          .deployment_id = "3",
          .context_id = context,
          .service = {scopes, kItems, ""}};
}

TEST(ChooseSeatTest, GivenSeveralCourses_WhenChosen_ThenNewestThatTakesGradesUnlessOneHasIt) {
  const std::vector<GradeSeat> seats = {Seat("closed", {"lineitem"}),
                                        Seat("newest", {"score", "lineitem"}),
                                        Seat("older", {"score", "lineitem"})};

  EXPECT_EQ(ChooseSeat(seats, "")->context_id, "newest");
  EXPECT_EQ(ChooseSeat(seats, CourseOf(seats[2]))->context_id, "older");
  EXPECT_EQ(ChooseSeat(seats, CourseOf(seats[0]))->context_id, "newest");
  EXPECT_EQ(ChooseSeat({seats[0]}, ""), nullptr);
}

TEST(ColumnKeyTest, GivenOneColumnOrMany_WhenKeyed_ThenScoresOfOneColumnShareIt) {
  const GradeService service{{"score"}, "", kItem};
  const ColumnName second{kName.resource_id, "final-2", ""};

  EXPECT_EQ(ColumnKey(ColumnWay::kGiven, service, kName),
            ColumnKey(ColumnWay::kGiven, service, second));
  EXPECT_NE(ColumnKey(ColumnWay::kFindOrCreate, service, kName),
            ColumnKey(ColumnWay::kFindOrCreate, service, second));
}

TEST(UrlTest, GivenQueryOrNone_WhenExtended_ThenThePathAndTheQueryStayWhatTheyAre) {
  EXPECT_EQ(ScoresUrl(kItem),
            "https://lms.school.example/ags/5/lineitems/8/lineitem/scores?type_id=3");
  EXPECT_EQ(ScoresUrl("https://lms.example/api/lti/line_items/8"),
            "https://lms.example/api/lti/line_items/8/scores");
  EXPECT_EQ(ScoresUrl("https://lms.example/items/8/"), "https://lms.example/items/8/scores");
  EXPECT_EQ(FindUrl(kItems, kName),
            "https://lms.school.example/ags/5/lineitems?type_id=3&resource_id=driehoek%3Aprogramme"
            "%3Asw&tag=final");
  EXPECT_EQ(FindUrl("https://lms.example/items", {"a b", "t", ""}),
            "https://lms.example/items?resource_id=a%20b&tag=t");
}

TEST(NextPageTest, GivenLinkHeaders_WhenRead_ThenNextOfTheSamePlatform) {
  const std::string next = "https://lms.school.example/ags/5/lineitems?type_id=3&from=50";
  const auto read = [](const std::string& value) {
    return NextPage({Header{"link", value}}, kItems);
  };
  EXPECT_EQ(read("<" + next + ">; rel=\"next\""), next);
  EXPECT_EQ(read("<" + next + ">;rel=next"), next);
  EXPECT_EQ(read("<https://lms.school.example/a>; rel=\"first\", <" + next + ">; rel=\"next\""),
            next);
  EXPECT_EQ(read("<" + next + ">; rel=\"next\", <https://lms.school.example/a>; rel=\"last\""),
            next);
  // Moodle: curly quotes, and the address as HTML.
  EXPECT_EQ(read("<https://lms.school.example/a?x=1&amp;y=2>; rel=\u201cnext\u201d"),
            "https://lms.school.example/a?x=1&y=2");
  EXPECT_EQ(read("<https://lms.school.example/a>; rel=\"last next\"; title=\"x\""),
            "https://lms.school.example/a");
  EXPECT_EQ(NextPage({Header{"link", "<https://lms.school.example/a>; rel=first"},
                      Header{"link", "<" + next + ">; rel=next"}},
                     kItems),
            next);
  for (const char* none :
       {"", "<https://lms.school.example/a>; rel=\"prev\"",
        "<https://evil.example/a>; rel=\"next\"", "https://lms.school.example/a; rel=next",
        "<https://lms.school.example/a; rel=next",
        "<https://lms.school.example/a>; title=\"rel=next\""}) {
    EXPECT_EQ(read(none), "") << none;
  }
  EXPECT_EQ(NextPage({Header{"x-link", "<" + next + ">; rel=next"}}, kItems), "");
}

TEST(ReadColumnsTest, GivenAList_WhenMatched_ThenTheColumnOfBothNames) {
  const auto columns = ReadColumns(
      R"([{"id":"https://lms.school.example/1","resourceId":"other","tag":"final"},
          {"id":"https://evil.example/2","resourceId":"driehoek:programme:sw","tag":"final"},
          {"id":"https://lms.school.example/3","resourceId":"driehoek:programme:sw"},
          {"resourceId":"driehoek:programme:sw","tag":"final"},
          {"id":"https://lms.school.example/4","resourceId":"driehoek:programme:sw","tag":"final",
           "label":"x","scoreMaximum":100}])",
      kItems);

  ASSERT_TRUE(columns.has_value());
  EXPECT_EQ(Match(*columns, kName), "https://lms.school.example/4");
  EXPECT_EQ(Match(*columns, {"nowhere", "final", ""}), "");
  EXPECT_EQ(ReadColumns("<html>", kItems), std::nullopt);
  EXPECT_EQ(ReadColumns("{}", kItems), std::nullopt);
  EXPECT_TRUE(ReadColumns(" [] ", kItems)->empty());
}

TEST(ReadCreatedTest, GivenTheAnswer_WhenRead_ThenItsAddressOnTheSamePlatform) {
  EXPECT_EQ(ReadCreated(R"({"id":"https://lms.school.example/9"})", kItems),
            "https://lms.school.example/9");
  EXPECT_EQ(ReadCreated(R"({"id":"https://evil.example/9"})", kItems), "");
  EXPECT_EQ(ReadCreated("", kItems), "");
}

TEST(ColumnJsonTest, GivenLinkOrNone_WhenWritten_ThenTiedOnlyToALink) {
  EXPECT_EQ(ColumnJson(kName, ""), R"({"scoreMaximum":10,"label":"Eindbeoordeling",)"
                                   R"("resourceId":"driehoek:programme:sw","tag":"final"})");
  EXPECT_THAT(ColumnJson(kName, "12"), testing::HasSubstr(R"("resourceLinkId":"12")"));
}

}  // namespace
}  // namespace driehoek::lti
