#include "progress/task/task_json.h"

#include <gtest/gtest.h>

#include "progress/task/task_example.h"
#include "shared/base/errors.h"

namespace driehoek::progress::task {
namespace {

// Only whole microseconds are kept.
const absl::Time kWhole = absl::FromUnixMicros(1'788'800'000'123'456);

Submission Full() {
  Submission submission{.content = ExampleContent(Route::kGraduation),
                        .submitter = kStudent,
                        .time = kWhole,
                        .clock = StartClock(kMonday, ExamplePolicy()),
                        .advice = Advice{"Too \"broad\"\nfor one.", PersonId("office"), kWhole},
                        .verdict = Verdict{.kind = VerdictKind::kAdjust,
                                           .reason = "Één stap: ☺",
                                           .difference_from_bachelor = "No theory of its own.",
                                           .teacher = kTeacher,
                                           .time = kWhole}};
  submission.clock.mark = Mark::kLeadTold;
  submission.clock.stop_date = absl::CivilDay(2026, 9, 29);
  return submission;
}

TEST(TaskJsonTest, GivenParts_WhenWrittenAndRead_ThenTheSame) {
  Content content = ExampleContent(Route::kLight);
  content.fixed_part = "f";
  content.free_part = "v";
  content.authenticity = "a";
  content.usefulness = "u";
  EXPECT_EQ(ContentFromJson(ToJson(content)).value(), content);
  const std::vector<Submission> submissions = {
      Full(), {.content = ExampleContent(), .time = kWhole, .clock = StartClock(kMonday, {})}};
  EXPECT_EQ(SubmissionsFromJson(ToJson(submissions)).value(), submissions);
  const std::vector<Contribution> contributions = {
      {Side::kProgramme, Act::kAgreed, kTeacher, kWhole, 7}};
  EXPECT_EQ(ContributionsFromJson(ToJson(contributions)).value(), contributions);
  const std::optional<Rating> rating = Rating{4, 5, "Used daily.", kSupervisor, kWhole};
  EXPECT_EQ(RatingFromJson(ToJson(rating)).value(), rating);
  EXPECT_EQ(RatingFromJson(ToJson(std::optional<Rating>())).value(), std::nullopt);
}

TEST(TaskJsonTest, GivenSomethingElse_WhenRead_ThenUnreadable) {
  for (const char* text :
       {"", "{", "[]", "7", R"({"route":"normal"})", R"({"route":"scenic","title":"t"})"}) {
    EXPECT_EQ(ReasonOf(ContentFromJson(text).status()), "STORED_PART_UNREADABLE") << text;
  }
  EXPECT_EQ(ReasonOf(SubmissionsFromJson("{}").status()), "STORED_PART_UNREADABLE");
  EXPECT_EQ(ReasonOf(SubmissionsFromJson("[{}]").status()), "STORED_PART_UNREADABLE");
  EXPECT_EQ(ReasonOf(ContributionsFromJson("[3]").status()), "STORED_PART_UNREADABLE");
  EXPECT_EQ(ReasonOf(RatingFromJson("{}").status()), "STORED_PART_UNREADABLE");
  EXPECT_EQ(ReasonOf(RatingFromJson("").status()), "STORED_PART_UNREADABLE");
}

}  // namespace
}  // namespace driehoek::progress::task
