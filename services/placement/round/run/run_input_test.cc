#include "placement/round/run/run_input.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "placement/round/run/byte_form.h"
#include "placement/round/run/run_example.h"

namespace driehoek::placement::round::run {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(ByteFormTest, GivenNumbersAndTexts_WhenWrittenAndRead_ThenTheSame) {
  const std::vector<std::int64_t> numbers = {0,   1,   -1,        63,        64,       -64,
                                             -65, 300, 1LL << 40, INT64_MAX, INT64_MIN};
  ByteWriter writer;
  for (const std::int64_t number : numbers) writer.Number(number);
  writer.Text(std::string("a\0b", 3));
  const std::string bytes = std::move(writer).Take();
  ByteReader reader(bytes);
  for (const std::int64_t number : numbers) EXPECT_EQ(reader.Number(), number);
  EXPECT_EQ(reader.Text(), std::string("a\0b", 3));
  EXPECT_TRUE(reader.Finish().ok());
}

TEST(ByteFormTest, GivenCutOrLongerBytes_WhenRead_ThenUnreadable) {
  const std::string bytes = ToBytes(MakeInput(ScarceRound(), MatchRun()));
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
    ASSERT_EQ(ReasonOf(ParseInput(absl::string_view(bytes).substr(0, cut)).status()),
              "RUN_UNREADABLE");
  }
  EXPECT_EQ(ReasonOf(ParseInput(bytes + "x").status()), "RUN_UNREADABLE");
}

TEST(RunInputTest, GivenInput_WhenWrittenAndRead_ThenTheSame) {
  Snapshot snapshot = ScarceRound();
  snapshot.places[2].supervisor = SupervisorId("supervisor");
  snapshot.places[2].quotas = {{.group = "ad", .reserved = 2, .ceiling = 3}};
  snapshot.limits[SupervisorId("supervisor")] = 3;
  const RunInput input = MakeInput(snapshot, MatchRun());
  const auto read = ParseInput(ToBytes(input));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, input);
  EXPECT_THAT(read->supervisors, ElementsAre(InputSupervisor{SupervisorId("supervisor"), 3}));
}

TEST(RunInputTest, GivenIndexOutOfBounds_WhenRead_ThenUnreadable) {
  RunInput input = MakeInput(ScarceRound(), MatchRun());
  input.students[3].wishes[0].place = 14;
  EXPECT_EQ(ReasonOf(ParseInput(ToBytes(input)).status()), "RUN_UNREADABLE");
}

TEST(RunInputTest, GivenRowsInAnotherOrder_WhenMade_ThenSameBytes) {
  Snapshot snapshot = ScarceRound();
  snapshot.places[1].quotas = {{.group = "ad", .reserved = 1},
                               {.group = "bachelor", .reserved = 2}};
  const std::string bytes = ToBytes(MakeInput(snapshot, MatchRun()));
  std::reverse(snapshot.places.begin(), snapshot.places.end());
  std::rotate(snapshot.participants.begin(), snapshot.participants.begin() + 17,
              snapshot.participants.end());
  std::reverse(snapshot.places[12].quotas.begin(), snapshot.places[12].quotas.end());
  EXPECT_EQ(ToBytes(MakeInput(snapshot, MatchRun())), bytes);
}

TEST(RunInputTest, GivenAnythingThatCounts_WhenChanged_ThenAnotherHash) {
  const Snapshot before = ScarceRound();
  const std::string hash = HashOf(ToBytes(MakeInput(before, MatchRun())));
  const auto other = [&](auto change) {
    Snapshot after = before;
    change(after);
    return HashOf(ToBytes(MakeInput(after, MatchRun())));
  };
  EXPECT_NE(other([](Snapshot& s) { s.places[0].capacity = 9; }), hash);
  EXPECT_NE(other([](Snapshot& s) { s.round.rule = Rule::kMostPlaced; }), hash);
  EXPECT_NE(other([](Snapshot& s) { s.round.seed_commitment = SeedCommitment("other"); }), hash);
  EXPECT_NE(other([](Snapshot& s) {
              std::swap(s.participants[0].wishes[0], s.participants[0].wishes[1]);
            }),
            hash);
  EXPECT_NE(other([](Snapshot& s) {
              s.places[0].exclusions = {{s.participants[0].id, Ground::kBeenThere}};
            }),
            hash);
  EXPECT_NE(other([](Snapshot& s) { s.places[0].priorities = {{s.participants[0].id, 3}}; }), hash);
  EXPECT_EQ(other([](Snapshot& s) { s.places[0].description = "words"; }), hash);
  EXPECT_EQ(other([](Snapshot& s) { s.round.display_name = "words"; }), hash);
}

TEST(RunInputTest, GivenChange_WhenMade_ThenPlaceIsAsChanged) {
  MatchRun run;
  run.changes = {{.place = RoundPlaceId("place-03"),
                  .capacity = 7,
                  .quotas = {{.group = "ad", .reserved = 2, .ceiling = 4, .priority_class = 5}}}};
  const RunInput input = MakeInput(ScarceRound(), run);
  EXPECT_EQ(input.places[3].capacity, 7);
  EXPECT_THAT(input.places[3].quotas, ElementsAre(InputQuota{0, 2, 4}));
  for (const InputWish& wish : input.students[0].wishes) {
    EXPECT_EQ(wish.priority_class, wish.place == 3 ? 5 : 0);
  }
}

TEST(RunInputTest, GivenFloor_WhenMade_ThenSpreadInOrderOverPlacesMeantForTheGroup) {
  Snapshot snapshot = ScarceRound();
  // Counts already, and leaves room for three more.
  snapshot.places[1].quotas = {{.group = "ad", .reserved = 1},
                               {.group = "bachelor", .reserved = 1}};
  snapshot.places[2].quotas = {{.group = "ad", .reserved = 0, .ceiling = 2}};
  MatchRun run;
  run.floors = {{.group = "ad", .reserved = 12}};
  const RunInput input = MakeInput(snapshot, run);
  std::vector<int> reserved;
  for (const InputPlace& place : input.places) {
    int of_group = 0;
    for (const InputQuota& quota : place.quotas) of_group += quota.group == 0 ? quota.reserved : 0;
    reserved.push_back(of_group);
  }
  EXPECT_THAT(reserved, ElementsAre(4, 4, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
}

TEST(RunInputTest, GivenWishThatFitsNoMore_WhenMade_ThenKeptAsNotEligible) {
  Snapshot snapshot = ScarceRound();
  snapshot.places[0].requirements.min_phase = 8;
  const RunInput input = MakeInput(snapshot, MatchRun());
  ASSERT_THAT(input.students[0].wishes, SizeIs(6));
  EXPECT_FALSE(input.students[0].wishes[0].is_eligible);
  EXPECT_TRUE(input.students[0].wishes[1].is_eligible);
}

TEST(MatchRunTest, GivenWrongParts_WhenChecked_ThenEachIsNamed) {
  const Snapshot snapshot = ScarceRound();
  const auto reason = [&](MatchRun run) {
    FieldViolations violations;
    if (run.display_name.empty()) run.display_name = "Zoals nu";
    Check(run, snapshot.round, snapshot.places, violations);
    return ReasonOf(violations.ToStatus());
  };
  const RoundPlaceId place("place-00");
  EXPECT_EQ(reason({}), "");
  EXPECT_EQ(reason({.changes = {{.place = RoundPlaceId("none")}}}), "REFERENCE_NOT_FOUND");
  EXPECT_EQ(reason({.changes = {{.place = place}, {.place = place}}}), "PLACE_TWICE");
  EXPECT_EQ(reason({.changes = {{.place = place, .capacity = 501}}}), "NUMBER_OUT_OF_RANGE");
  EXPECT_EQ(reason({.changes = {{.place = place, .capacity = 500}}}), "");
  EXPECT_EQ(reason({.changes = {{.place = place, .quotas = {{.group = "master"}}}}}),
            "GROUP_UNKNOWN");
  EXPECT_EQ(reason({.changes = {{.place = place, .quotas = {{.group = "ad"}, {.group = "ad"}}}}}),
            "GROUP_TWICE");
  EXPECT_EQ(reason({.changes = {{.place = place, .quotas = {{.group = "ad", .reserved = 5}}}}}),
            "RESERVES_ABOVE_CAPACITY");
  EXPECT_EQ(reason({.changes = {{.place = place,
                                 .quotas = {{.group = "ad", .reserved = 2, .ceiling = 1}}}}}),
            "CEILING_BELOW_RESERVE");
  EXPECT_EQ(reason({.floors = {{.group = "ad", .reserved = 10'001}}}), "NUMBER_OUT_OF_RANGE");
  EXPECT_EQ(reason({.floors = {{.group = "master"}}}), "GROUP_UNKNOWN");
  EXPECT_EQ(reason({.floors = {{.group = "ad"}, {.group = "ad"}}}), "GROUP_TWICE");
}

TEST(MatchRunTest, GivenTrialAndSummary_WhenWrittenAndRead_ThenTheSame) {
  MatchRun run;
  run.changes = {
      {.place = RoundPlaceId("a"), .capacity = 3, .quotas = {{.group = "ad", .ceiling = 2}}},
      {.place = RoundPlaceId("b")}};
  run.floors = {{.group = "ad", .reserved = 9}};
  run.outcome = Outcome{.placed = 63, .total_rank = 100, .groups = {{"ad", 36, 33, 6}}};
  run.verification =
      Verification{.claims = 12, .faults = 1, .findings = {"place 3 has 4 students"}};
  MatchRun read;
  ASSERT_TRUE(ParseTrial(TrialBytes(run), read).ok());
  ASSERT_TRUE(ParseSummary(SummaryBytes(run), read).ok());
  EXPECT_EQ(read.changes, run.changes);
  EXPECT_EQ(read.floors, run.floors);
  EXPECT_EQ(read.outcome, run.outcome);
  EXPECT_EQ(read.verification, run.verification);
}

}  // namespace
}  // namespace driehoek::placement::round::run
