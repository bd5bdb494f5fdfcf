#include "progress/signal/lifecycle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "progress/signal/signal_example.h"
#include "shared/base/working_days.h"

namespace driehoek::progress::signal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Signal Wish() {
  return {.id = SignalId("signal"), .words = "Ik sta alleen achter de kassa.", .source = kStudent};
}

absl::StatusOr<SignalChange> RaiseWish(Signal wish, const PersonId& contact = kTeacher,
                                       int open = 0) {
  return Raise(std::move(wish), ExamplePlacement(), contact, open, PartTimePolicy(), kToday, kNow);
}

Signal Acknowledged() { return Acknowledge(ExampleSignal(), kTeacher, kNow).value().after; }
Signal InHand() {
  return OpenIntervention(Acknowledged(), ExampleIntervention(), kTeacher, kNow).value().after;
}
Signal ActedUpon() { return CloseIntervention(InHand(), "Gebeld.", kNow).value().after; }

TEST(SignalLifecycleTest, GivenAPerson_WhenItRaisesASignal_ThenItIsForTheContactPerson) {
  const auto raised = RaiseWish(Wish());
  ASSERT_TRUE(raised.ok());
  EXPECT_EQ(raised->after.addressee, kTeacher);
  EXPECT_EQ(raised->after.state, State::kRaised);
  EXPECT_EQ(raised->after.acknowledge_due, AddWorkingDays(kToday, 2));
  EXPECT_THAT(raised->told, ElementsAre(Told::kRaised));
}

TEST(SignalLifecycleTest, GivenAnAddressee_WhenNotOfTheProgrammesSide_ThenRefused) {
  Signal wish = Wish();
  wish.addressee = kStudent;
  EXPECT_FALSE(RaiseWish(wish).ok());
  wish.addressee = kSupervisor;
  EXPECT_EQ(ReasonOf(RaiseWish(wish).status()), "NOT_FOR_PERSON");
  wish.addressee = kOffice;
  EXPECT_EQ(RaiseWish(wish)->after.addressee, kOffice);
  wish.source = kOffice;
  EXPECT_EQ(ReasonOf(RaiseWish(wish).status()), "SAME_PERSON");
}

TEST(SignalLifecycleTest, GivenNobodyToTellInConfidence_WhenRaised_ThenRefused) {
  Signal wish = Wish();
  EXPECT_TRUE(RaiseWish(wish, PersonId()).ok()) << "the practice office sees to it";
  wish.is_confidential = true;
  EXPECT_EQ(ReasonOf(RaiseWish(wish, PersonId()).status()), "ADDRESSEE_MISSING");
  wish.source = kTeacher;
  EXPECT_EQ(ReasonOf(RaiseWish(wish, kTeacher).status()), "ADDRESSEE_MISSING")
      << "the contact person cannot confide in the contact person";
}

TEST(SignalLifecycleTest, GivenAPlacement_WhenItIsOverOrFull_ThenNoSignalIsRaised) {
  EXPECT_TRUE(RaiseWish(Wish(), kTeacher, kMostRaisedByPersons - 1).ok());
  EXPECT_EQ(ReasonOf(RaiseWish(Wish(), kTeacher, kMostRaisedByPersons).status()),
            "SIGNALS_TOO_MANY");
  PlacementFact over = ExamplePlacement();
  over.is_final = true;
  EXPECT_EQ(ReasonOf(Raise(Wish(), over, kTeacher, 0, PartTimePolicy(), kToday, kNow).status()),
            "PLACEMENT_FINAL");
}

TEST(SignalLifecycleTest, GivenTheTimeForAcknowledging_WhenItPasses_ThenTheManagerIsToldOnce) {
  const Signal signal = ExampleSignal();
  EXPECT_FALSE(PassTime(signal, signal.acknowledge_due, kNow).has_value()) << "still in time";
  const auto told = PassTime(signal, signal.acknowledge_due + 1, kNow);
  ASSERT_TRUE(told.has_value());
  EXPECT_EQ(told->after.state, State::kRaised) << "a mark moves no state";
  EXPECT_EQ(told->after.mark, Mark::kManagerTold);
  EXPECT_THAT(told->told, ElementsAre(Told::kEscalated));
  EXPECT_FALSE(PassTime(told->after, signal.acknowledge_due + 90, kNow).has_value());
  EXPECT_FALSE(PassTime(Acknowledged(), signal.acknowledge_due + 1, kNow).has_value());
}

TEST(SignalLifecycleTest, GivenAFinding_WhenSettledBefore_ThenNewOnlyByALaterFact) {
  const Finding finding = ExampleFinding();
  EXPECT_TRUE(IsNew(finding, std::nullopt));
  EXPECT_FALSE(IsNew(finding, finding.newest_fact));
  EXPECT_FALSE(IsNew(finding, finding.newest_fact + 1));
  EXPECT_TRUE(IsNew(finding, finding.newest_fact - 1));
}

TEST(SignalLifecycleTest, GivenAnOpenSignal_WhenItsFactsGo_ThenItStaysOpenAndIsNoLongerCurrent) {
  const Signal signal = ExampleSignal();
  const Finding finding = ExampleFinding();
  EXPECT_FALSE(Refresh(signal, &finding, kNow).has_value());
  const auto gone = Refresh(signal, nullptr, kNow);
  ASSERT_TRUE(gone.has_value());
  EXPECT_FALSE(gone->after.is_current);
  EXPECT_EQ(gone->after.state, State::kRaised);
  EXPECT_THAT(gone->told, IsEmpty());
  EXPECT_FALSE(Refresh(gone->after, nullptr, kNow).has_value());
  const auto back = Refresh(gone->after, &finding, kNow);
  ASSERT_TRUE(back.has_value());
  EXPECT_TRUE(back->after.is_current);
}

TEST(SignalLifecycleTest, GivenAnOpenSignal_WhenSomethingIsAdded_ThenItsFactsFollow) {
  const Signal signal = ExampleSignal();
  Finding finding = ExampleFinding();
  finding.newest_fact = kToday;
  finding.severity = Severity::kUrgent;
  const auto changed = Refresh(signal, &finding, kNow);
  ASSERT_TRUE(changed.has_value());
  EXPECT_EQ(changed->after.severity, Severity::kUrgent);
  EXPECT_EQ(changed->after.newest_fact, kToday);
  EXPECT_FALSE(IsNew(finding, changed->after.newest_fact));
  EXPECT_FALSE(Refresh(RaiseWish(Wish())->after, nullptr, kNow).has_value())
      << "what a person says is not computed";
}

TEST(SignalLifecycleTest, GivenAnIntervention_WhenPlanned_ThenItsFieldsAreChecked) {
  const auto reason = [](const Intervention& intervention) {
    FieldViolations violations;
    Check(intervention, kToday, violations);
    return violations.empty() ? std::string() : ReasonOf(violations.ToStatus());
  };
  Intervention intervention = ExampleIntervention();
  intervention.deadline = kToday;
  EXPECT_EQ(reason(intervention), "");
  intervention.deadline = kToday - 1;
  EXPECT_EQ(reason(intervention), "DATE_IN_PAST");
  intervention = ExampleIntervention();
  intervention.actions.clear();
  EXPECT_EQ(reason(intervention), "ACTIONS_OUT_OF_RANGE");
  intervention.actions.assign(10, "Bel.");
  EXPECT_EQ(reason(intervention), "");
  intervention.actions.assign(11, "Bel.");
  EXPECT_EQ(reason(intervention), "ACTIONS_OUT_OF_RANGE");
  intervention = ExampleIntervention();
  intervention.owner = PersonId();
  EXPECT_EQ(reason(intervention), "FIELD_MISSING");
}

TEST(SignalLifecycleTest, GivenAnOpenIntervention_WhenEnded_ThenRefusedUntilItsOutcomeIsSaid) {
  EXPECT_EQ(ReasonOf(End(InHand(), State::kResolved, "Klaar.", {}, kNow).status()),
            "INTERVENTION_OPEN");
  EXPECT_EQ(ReasonOf(OpenIntervention(InHand(), ExampleIntervention(), kTeacher, kNow).status()),
            "INTERVENTION_OPEN");
  EXPECT_EQ(ReasonOf(CloseIntervention(InHand(), "", kNow).status()), "TEXT_MISSING");
  EXPECT_EQ(ReasonOf(CloseIntervention(ActedUpon(), "Weer.", kNow).status()),
            "NO_INTERVENTION_OPEN");
  const auto again = OpenIntervention(ActedUpon(), ExampleIntervention(), kTeacher, kNow);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->after.interventions.size(), 2U);
  const auto ended = End(ActedUpon(), State::kContinuation, "Andere plek.", RouteId("r"), kNow);
  ASSERT_TRUE(ended.ok());
  EXPECT_EQ(ended->after.continuation_route, RouteId("r"));
  EXPECT_THAT(ended->told, ElementsAre(Told::kContinuation));
  Signal full = ActedUpon();
  full.interventions.resize(kMostInterventions, full.interventions.front());
  EXPECT_EQ(ReasonOf(OpenIntervention(full, ExampleIntervention(), kTeacher, kNow).status()),
            "INTERVENTIONS_TOO_MANY");
}

}  // namespace
}  // namespace driehoek::progress::signal
