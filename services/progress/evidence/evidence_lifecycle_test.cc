// The guards of evidence, each at its boundary.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "progress/evidence/evidence_example.h"
#include "support/status_matchers.h"
#include "support/violations.h"

namespace driehoek::progress::evidence {
namespace {

using test::IsOk;
using test::StatusIs;
using test::ViolationsOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Code = absl::StatusCode;

absl::StatusOr<ItemChange> SayOn(
    absl::CivilDay day, const Answer& answer = Yes(), PlacementFact placement = ExamplePlacement(),
    std::optional<OrganisationFact> organisation = ExampleOrganisation()) {
  return Say(ExampleItem(ItemState::kConfirmationRequested), answer, placement, organisation,
             ExamplePolicy(), day, kNow);
}

TEST(EvidenceLifecycleTest, GivenNewEvidence_WhenAdded_ThenLinkedOnlyWithAnOutcome) {
  EvidenceItem draft{.id = ItemId("item"), .title = "The intake"};
  const auto added = Add(draft, ExampleText(), ExamplePlacement(), {}, kStudent, kNow);
  ASSERT_THAT(added, IsOk());
  EXPECT_EQ(added->after.state, ItemState::kAdded);
  EXPECT_THAT(added->told, ElementsAre(Told::kAdded));
  draft.outcome_codes = {"LU1"};
  const auto linked = Add(draft, ExampleText(), ExamplePlacement(), {}, kStudent, kNow);
  ASSERT_THAT(linked, IsOk());
  EXPECT_EQ(linked->after.state, ItemState::kLinked);
  EXPECT_THAT(linked->told, ElementsAre(Told::kAdded, Told::kLinked));
}

TEST(EvidenceLifecycleTest, GivenAFullPlacement_WhenAdded_ThenRefused) {
  const EvidenceItem draft{.id = ItemId("item"), .title = "The intake"};
  EXPECT_THAT(Add(draft, ExampleText(), ExamplePlacement(), {.items = kMostItems}, kStudent, kNow),
              StatusIs(Code::kFailedPrecondition, "EVIDENCE_TOO_MUCH"));
  EXPECT_THAT(
      Add(draft, ExampleFile(), ExamplePlacement(), {.bytes = kMostBytes - 3}, kStudent, kNow),
      IsOk());
  EXPECT_THAT(
      Add(draft, ExampleFile(), ExamplePlacement(), {.bytes = kMostBytes - 2}, kStudent, kNow),
      StatusIs(Code::kFailedPrecondition, "EVIDENCE_TOO_MUCH"));
}

TEST(EvidenceLifecycleTest, GivenTheSupervisor_WhenConfirmingByTheDay_ThenUpToThirtyDaysAfter) {
  EXPECT_THAT(SayOn(kFirstDay - 1),
              StatusIs(Code::kFailedPrecondition, "CONFIRMATION_WINDOW_CLOSED"));
  EXPECT_THAT(SayOn(kFirstDay), IsOk());
  EXPECT_THAT(SayOn(kLastDay + 30), IsOk());
  EXPECT_THAT(SayOn(kLastDay + 31),
              StatusIs(Code::kFailedPrecondition, "CONFIRMATION_WINDOW_CLOSED"));
}

TEST(EvidenceLifecycleTest, GivenAPolicyOfOtherDays_WhenCounted_ThenNeverMoreThanThirty) {
  ProofPolicy policy = ExamplePolicy();
  policy.guest_after_end_days = 14;
  EXPECT_EQ(LastAnswerDay(ExamplePlacement(), policy), kLastDay + 14);
  policy.guest_after_end_days = 90;
  EXPECT_EQ(LastAnswerDay(ExamplePlacement(), policy), kLastDay + 30);
}

TEST(EvidenceLifecycleTest, GivenAnybodyElse_WhenConfirming_ThenRefused) {
  Answer other = Yes();
  other.supervisor = PersonId("other");
  EXPECT_THAT(SayOn(kMonday, other), StatusIs(Code::kPermissionDenied, "NOT_THE_SUPERVISOR"));
  PlacementFact elsewhere = ExamplePlacement();
  elsewhere.id = PlacementId("another");
  EXPECT_THAT(SayOn(kMonday, Yes(), elsewhere),
              StatusIs(Code::kPermissionDenied, "NOT_THE_SUPERVISOR"));
  PlacementFact without = ExamplePlacement();
  without.supervisor_person = PersonId();
  Answer nobody = Yes();
  nobody.supervisor = PersonId();
  EXPECT_THAT(SayOn(kMonday, nobody, without),
              StatusIs(Code::kPermissionDenied, "NOT_THE_SUPERVISOR"));
}

TEST(EvidenceLifecycleTest, GivenAnUncheckedOrganisation_WhenConfirming_ThenRefused) {
  OrganisationFact unchecked = *ExampleOrganisation();
  unchecked.is_verified = false;
  EXPECT_THAT(SayOn(kMonday, Yes(), ExamplePlacement(), unchecked),
              StatusIs(Code::kFailedPrecondition, "ORGANISATION_NOT_VERIFIED"));
  EXPECT_THAT(SayOn(kMonday, Yes(), ExamplePlacement(), std::nullopt),
              StatusIs(Code::kFailedPrecondition, "ORGANISATION_NOT_VERIFIED"));
}

TEST(EvidenceLifecycleTest, GivenAnotherVersion_WhenConfirming_ThenStale) {
  EXPECT_THAT(SayOn(kMonday, Yes(2)), StatusIs(Code::kAborted, "STALE_VERSION"));
  EXPECT_THAT(SayOn(kMonday, Yes(0)), StatusIs(Code::kAborted, "STALE_VERSION"));
}

TEST(EvidenceLifecycleTest, GivenADispute_WhenSaid_ThenWithItsReason) {
  Answer silent = No();
  silent.reason = " ";
  EXPECT_THAT(ViolationsOf(SayOn(kMonday, silent).status()), ElementsAre("reason TEXT_MISSING"));
  const auto disputed = SayOn(kMonday, No());
  ASSERT_THAT(disputed, IsOk());
  EXPECT_EQ(disputed->after.state, ItemState::kDisputed);
  EXPECT_EQ(disputed->after.versions.back().confirmation->reason, "Somebody else made this.");
  EXPECT_EQ(disputed->relies_on.size(), 3U);
}

TEST(EvidenceLifecycleTest, GivenAConfirmedItem_WhenANewVersionComes_ThenItIsConfirmedNoMore) {
  const auto revised =
      Revise(ExampleItem(ItemState::kConfirmed), ExampleText(), {}, kStudent, kNow);
  ASSERT_THAT(revised, IsOk());
  EXPECT_EQ(revised->after.state, ItemState::kLinked);
  EXPECT_TRUE(IsConfirmationLapsed(revised->after));
  EXPECT_FALSE(IsConfirmationLapsed(ExampleItem(ItemState::kConfirmed)));
  EXPECT_FALSE(IsConfirmationLapsed(ExampleItem()));
  EXPECT_TRUE(revised->after.versions.front().confirmation.has_value()) << "history stays";
}

TEST(EvidenceLifecycleTest, GivenWhatCannotBeAskedAbout_WhenRequested_ThenRefused) {
  const auto request = [](EvidenceItem item, absl::CivilDay day,
                          PlacementFact placement = ExamplePlacement()) {
    return Request(std::move(item), 1, placement, ExamplePolicy(), kStudent, day, kNow);
  };
  EvidenceItem unlinked = ExampleItem(ItemState::kAdded);
  unlinked.outcome_codes.clear();
  EXPECT_THAT(request(unlinked, kMonday),
              StatusIs(Code::kFailedPrecondition, "EVIDENCE_NOT_LINKED"));
  EXPECT_THAT(request(ExampleItem(ItemState::kConfirmed), kMonday),
              StatusIs(Code::kFailedPrecondition, "EVIDENCE_NOT_LINKED"));
  PlacementFact without = ExamplePlacement();
  without.supervisor_person = PersonId();
  EXPECT_THAT(request(ExampleItem(), kMonday, without),
              StatusIs(Code::kFailedPrecondition, "SUPERVISOR_MISSING"));
  EXPECT_THAT(request(ExampleItem(), kFirstDay - 1),
              StatusIs(Code::kFailedPrecondition, "CONFIRMATION_WINDOW_CLOSED"));
  EXPECT_THAT(request(ExampleItem(), kLastDay + 30), IsOk());
  EXPECT_THAT(request(ExampleItem(), kLastDay + 31),
              StatusIs(Code::kFailedPrecondition, "CONFIRMATION_WINDOW_CLOSED"));
}

TEST(EvidenceLifecycleTest, GivenARequest_WhenTheDaysPass_ThenUnverifiedTheDayAfterTheLast) {
  const EvidenceItem item = ExampleItem(ItemState::kConfirmationRequested);
  EXPECT_EQ(NextLook(item), kLastDay + 25);
  EXPECT_EQ(PassTime(item, ExamplePlacement(), ExamplePolicy(), kLastDay + 24, kNow), std::nullopt);
  const auto due = PassTime(item, ExamplePlacement(), ExamplePolicy(), kLastDay + 25, kNow);
  ASSERT_TRUE(due.has_value());
  EXPECT_THAT(due->told, ElementsAre(Told::kConfirmationDue));
  EXPECT_EQ(due->after.state, ItemState::kConfirmationRequested);
  EXPECT_EQ(NextLook(due->after), kLastDay + 31);
  EXPECT_EQ(PassTime(due->after, ExamplePlacement(), ExamplePolicy(), kLastDay + 30, kNow),
            std::nullopt)
      << "once";
  const auto over = PassTime(due->after, ExamplePlacement(), ExamplePolicy(), kLastDay + 31, kNow);
  ASSERT_TRUE(over.has_value());
  EXPECT_EQ(over->after.state, ItemState::kUnverified);
  EXPECT_TRUE(over->after.versions.back().is_unverified);
  EXPECT_EQ(NextLook(over->after), std::nullopt);
}

TEST(EvidenceLifecycleTest, GivenARequestInTheLastDays_WhenTheDaysPass_ThenNobodyIsReminded) {
  for (const int day : {24, 25}) {
    const auto asked = Request(ExampleItem(ItemState::kLinked), 1, ExamplePlacement(),
                               ExamplePolicy(), kStudent, kLastDay + day, kNow);
    ASSERT_THAT(asked, IsOk());
    EXPECT_EQ(PassTime(asked->after, ExamplePlacement(), ExamplePolicy(), kLastDay + 30, kNow)
                  .has_value(),
              day == 24);
  }
}

TEST(EvidenceLifecycleTest, GivenAPlacementThatLastsLonger_WhenTimePasses_ThenTheDayMoves) {
  PlacementFact longer = ExamplePlacement();
  longer.end_date = kLastDay + 10;
  const auto moved = PassTime(ExampleItem(ItemState::kConfirmationRequested), longer,
                              ExamplePolicy(), kLastDay + 31, kNow);
  ASSERT_TRUE(moved.has_value());
  EXPECT_EQ(moved->after.state, ItemState::kConfirmationRequested);
  EXPECT_THAT(moved->told, IsEmpty());
  EXPECT_EQ(NextLook(moved->after), kLastDay + 35) << "the supervisor will be reminded anew";
}

TEST(EvidenceLifecycleTest, GivenUsedEvidence_WhenChanged_ThenRefused) {
  const EvidenceItem used = ExampleItem(ItemState::kUsed);
  EXPECT_THAT(Revise(used, ExampleText(), {}, kStudent, kNow),
              StatusIs(Code::kFailedPrecondition, "EVIDENCE_USED"));
  EXPECT_THAT(Link(used, {"LU2"}, TaskId(), kNow),
              StatusIs(Code::kFailedPrecondition, "EVIDENCE_USED"));
  EXPECT_THAT(Archive(used, Archivist::kStudent, kNow),
              StatusIs(Code::kFailedPrecondition, "EVIDENCE_USED"));
  EXPECT_THAT(Archive(used, Archivist::kOffice, kNow), IsOk());
  EXPECT_THAT(Archive(ExampleItem(), Archivist::kOffice, kNow),
              StatusIs(Code::kFailedPrecondition, "EVIDENCE_NOT_USED"));
  EXPECT_THAT(Use(ExampleItem(ItemState::kUnverified), kNow),
              StatusIs(Code::kFailedPrecondition, "EVIDENCE_NOT_CONFIRMED"));
}

TEST(EvidenceItemTest, GivenLinks_WhenChecked_ThenHttpsOnly) {
  const auto violations = [](const std::string& link) {
    FieldViolations found;
    Check(Content{.kind = ContentKind::kLink, .text = link}, found);
    return ViolationsOf(found.ToStatus());
  };
  EXPECT_THAT(violations("https://example.nl/a?b=c#d"), IsEmpty());
  for (const char* bad : {"", "http://example.nl", "javascript:alert(1)", "https://", "https:///a",
                          "https://example.nl/a b", "https://example.nl/\"onclick=\"",
                          "HTTPS://example.nl", " https://example.nl", "data:text/html,x"}) {
    EXPECT_THAT(violations(bad), ElementsAre("content.link LINK_NOT_HTTPS")) << bad;
  }
  EXPECT_THAT(violations("https://e.nl/" + std::string(2000, 'a')),
              ElementsAre("content.link TEXT_TOO_LONG"));
}

TEST(EvidenceItemTest, GivenCodes_WhenChecked_ThenKnownAndNoneTwice) {
  const auto violations = [](const std::vector<std::string>& codes) {
    FieldViolations found;
    CheckCodes(codes, kOutcomes, "outcome_codes", found);
    return ViolationsOf(found.ToStatus());
  };
  EXPECT_THAT(violations({"LU1", "LU2"}), IsEmpty());
  EXPECT_THAT(violations({"LU1", "LU1"}), ElementsAre("outcome_codes OUTCOME_REPEATED"));
  EXPECT_THAT(violations({"LU9"}), ElementsAre("outcome_codes OUTCOME_UNKNOWN"));
  EXPECT_THAT(violations(std::vector<std::string>(31, "LU1")),
              ElementsAre("outcome_codes LINKS_TOO_MANY"));
}

}  // namespace
}  // namespace driehoek::progress::evidence
