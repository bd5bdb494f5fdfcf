// RhythmService over gRPC, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "signal_world.h"
#include "support/violations.h"

namespace driehoek::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;

class RhythmRpcTest : public SignalWorldTest {};
DRIEHOEK_ON_EVERY_ENGINE(RhythmRpcTest);

TEST_P(RhythmRpcTest, GivenARunningPlacement_WhenAPulseIsAnswered_ThenNoLongerDue) {
  const v1::Placement placement = Run();
  v1::GetPulseDueRequest request;
  request.set_name(placement.name() + "/pulseDue");
  auto due = Ask(&Rhythm::GetPulseDue, Student(), request);
  ASSERT_THAT(due, IsOk());
  EXPECT_EQ(due->standing(), v1::PulseDue::DUE);
  EXPECT_EQ(rpc::FromProto(due->until_date(), "d").value(), world().Today() + 13)
      << "two weeks by the policy of part-time";
  const auto said = Ask(&Rhythm::AnswerPulse, Student(), Says(placement, 60, 4));
  ASSERT_THAT(said, IsOk());
  EXPECT_EQ(said->party(), v1::Pulse::STUDENT);
  due = Ask(&Rhythm::GetPulseDue, Student(), request);
  EXPECT_EQ(due->standing(), v1::PulseDue::ANSWERED);
  EXPECT_EQ(due->pulse().mood(), 4);
  EXPECT_EQ(Ask(&Rhythm::GetPulseDue, Supervisor(), request)->standing(), v1::PulseDue::DUE);
  EXPECT_THAT(Ask(&Rhythm::GetPulseDue, Teacher(), request),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  EXPECT_THAT(Told("pulse."), ElementsAre("pulse.answered"));
}

TEST_P(RhythmRpcTest, GivenAnAnswerThatIsSentAgain_WhenItArrives_ThenStoredOnce) {
  const v1::Placement placement = Run();
  v1::AnswerPulseRequest request = Says(placement, 60, 4);
  request.set_pulse_id("01900000-0000-4000-8000-0000000000f1");
  const auto first = Ask(&Rhythm::AnswerPulse, Student(), request);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(IdOf(first->name()), request.pulse_id());
  const auto again = Ask(&Rhythm::AnswerPulse, Student(), request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->name(), first->name());
  request.set_pulse_id("01900000-0000-4000-8000-0000000000f2");
  request.mutable_pulse()->set_learning_share_percent(10);
  EXPECT_EQ(Ask(&Rhythm::AnswerPulse, Student(), request)->name(), first->name())
      << "from another device: the same period";
  const auto listed = Pulses(placement, Student());
  ASSERT_THAT(listed->pulses(), SizeIs(1));
  EXPECT_EQ(listed->pulses(0).learning_share_percent(), 10);
  request = Says(placement, 60);
  request.set_pulse_id(IdOf(first->name()));
  EXPECT_THAT(Ask(&Rhythm::AnswerPulse, Supervisor(), request),
              StatusIs(Code::kAlreadyExists, "PULSE_ID_TAKEN"));
}

TEST_P(RhythmRpcTest, GivenTheOthersPulse_WhenOnesOwnIsNotAnswered_ThenHiddenAndTheMoodAlways) {
  const v1::Placement placement = Run();
  v1::AnswerPulseRequest of_student = Says(placement, 60, 2);
  of_student.mutable_pulse()->set_word("moe");
  ASSERT_THAT(Ask(&Rhythm::AnswerPulse, Student(), of_student), IsOk());
  EXPECT_THAT(Pulses(placement, Supervisor())->pulses(), IsEmpty());
  v1::AnswerPulseRequest of_supervisor = Says(placement, 40);
  of_supervisor.mutable_pulse()->set_too_little_time(true);
  ASSERT_THAT(Ask(&Rhythm::AnswerPulse, Supervisor(), of_supervisor), IsOk());
  const auto seen = Pulses(placement, Supervisor());
  ASSERT_THAT(seen->pulses(), SizeIs(2));
  for (const v1::Pulse& pulse : seen->pulses()) {
    EXPECT_EQ(pulse.mood(), 0) << "never for the employer's side";
    EXPECT_EQ(pulse.word(), "");
  }
  const auto by_student = Pulses(placement, Student());
  ASSERT_THAT(by_student->pulses(), SizeIs(2));
  const auto by_teacher = Pulses(placement, Teacher());
  ASSERT_THAT(by_teacher->pulses(), SizeIs(2));
  std::vector<int> moods = {by_teacher->pulses(0).mood(), by_teacher->pulses(1).mood()};
  EXPECT_THAT(moods, Contains(2));
  of_supervisor.mutable_pulse()->set_mood(3);
  EXPECT_THAT(ViolationsOf(Ask(&Rhythm::AnswerPulse, Supervisor(), of_supervisor).status()),
              ElementsAre("pulse.mood NOT_FOR_PARTY"));
}

TEST_P(RhythmRpcTest, GivenANormalWeek_WhenWrittenAndConfirmed_ThenAddedUp) {
  const v1::Placement placement = Run(10);
  const absl::CivilDay today = world().Today();
  v1::WriteHoursRequest request = Hours(placement);
  for (int i = 0; i < 5; ++i) AddDay(request, today - i, 120, 360);
  const auto written = Ask(&Rhythm::WriteHours, Student(), request);
  ASSERT_THAT(written, IsOk());
  const auto again = Ask(&Rhythm::WriteHours, Student(), request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), written->SerializeAsString()) << "nothing doubles";
  const std::vector<v1::HoursEntry> entries(written->hours_entries().begin(),
                                            written->hours_entries().end());
  const auto confirmed = Ask(&Rhythm::ConfirmHours, Supervisor(), Seen(placement, entries));
  ASSERT_THAT(confirmed, IsOk());
  EXPECT_EQ(confirmed->hours_entries(0).state(), v1::HoursEntry::CONFIRMED);
  EXPECT_THAT(Ask(&Rhythm::ConfirmHours, Supervisor(), Seen(placement, entries)),
              StatusIs(Code::kAborted, "STALE_ETAG"));
  v1::GetHoursSummaryRequest ask;
  ask.set_name(placement.name() + "/hoursSummary");
  auto summary = Ask(&Rhythm::GetHoursSummary, Teacher(), ask);
  ASSERT_THAT(summary, IsOk());
  EXPECT_EQ(summary->totals().learning_minutes(), 600);
  EXPECT_EQ(summary->totals().confirmed_minutes(), 2400);
  EXPECT_EQ(summary->totals().unconfirmed_day_count(), 0);

  v1::WriteHoursRequest change = Hours(placement);
  AddDay(change, today, 60, 60);
  const auto changed = Ask(&Rhythm::WriteHours, Student(), change);
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(changed->hours_entries(0).state(), v1::HoursEntry::WRITTEN);
  EXPECT_EQ(changed->hours_entries(0).name(), entries[0].name());
  v1::DisputeHoursRequest dispute;
  dispute.set_parent(kDemo);
  dispute.set_placement(placement.name());
  dispute.add_seen()->set_name(changed->hours_entries(0).name());
  dispute.mutable_seen(0)->set_etag(changed->hours_entries(0).etag());
  EXPECT_THAT(ViolationsOf(Ask(&Rhythm::DisputeHours, Supervisor(), dispute).status()),
              ElementsAre("reason FIELD_MISSING"));
  dispute.set_reason(" ");
  EXPECT_THAT(ViolationsOf(Ask(&Rhythm::DisputeHours, Supervisor(), dispute).status()),
              ElementsAre("reason TEXT_MISSING"));
  dispute.set_reason("Die dag was je vrij.");
  const auto disputed = Ask(&Rhythm::DisputeHours, Supervisor(), dispute);
  ASSERT_THAT(disputed, IsOk());
  v1::WithdrawHoursRequest withdraw;
  withdraw.set_name(disputed->hours_entries(0).name());
  withdraw.set_etag(disputed->hours_entries(0).etag());
  ASSERT_THAT(Ask(&Rhythm::WithdrawHours, Student(), withdraw), IsOk());
  summary = Ask(&Rhythm::GetHoursSummary, Student(), ask);
  EXPECT_EQ(summary->totals().day_count(), 4);
  v1::ListHoursRequest list;
  list.set_parent(kDemo);
  list.set_placement(placement.name());
  list.set_page_size(3);
  auto page = Ask(&Rhythm::ListHours, Supervisor(), list);
  ASSERT_THAT(page, IsOk());
  EXPECT_THAT(page->hours_entries(), SizeIs(3));
  list.set_page_token(page->next_page_token());
  page = Ask(&Rhythm::ListHours, Supervisor(), list);
  EXPECT_THAT(page->hours_entries(), SizeIs(1));
  EXPECT_EQ(page->next_page_token(), "");
}

TEST_P(RhythmRpcTest, GivenBadHours_WhenWritten_ThenEveryFieldIsNamedAndNothingIsStored) {
  const v1::Placement placement = Run(3);
  const absl::CivilDay today = world().Today();
  v1::WriteHoursRequest request = Hours(placement);
  AddDay(request, today, 240, 240);
  AddDay(request, today - 1, 1500, 0);
  AddDay(request, today - 4, 240, 0);
  AddDay(request, today + 1, 240, 0);
  EXPECT_THAT(ViolationsOf(Ask(&Rhythm::WriteHours, Student(), request).status()),
              ElementsAre("days[1].hours_entry.learning_minutes NUMBER_OUT_OF_RANGE",
                          "days[2].hours_entry.work_date OUTSIDE_PLACEMENT",
                          "days[3].hours_entry.work_date DATE_IN_FUTURE"));
  v1::ListHoursRequest list;
  list.set_parent(kDemo);
  list.set_placement(placement.name());
  EXPECT_THAT(Ask(&Rhythm::ListHours, Student(), list)->hours_entries(), IsEmpty());
}

TEST_P(RhythmRpcTest, GivenAnothersPlacement_WhenAnythingIsToldOfIt_ThenItIsNotThere) {
  const v1::Placement placement = Run();
  const Triangle other(world(), v1::ProgrammeVariant::PART_TIME);
  const v1::Placement others = Run(other);
  EXPECT_THAT(ViolationsOf(Ask(&Rhythm::AnswerPulse, Student(), Says(others, 50)).status()),
              ElementsAre("pulse.placement REFERENCE_NOT_FOUND"));
  v1::WriteHoursRequest hours = Hours(others);
  AddDay(hours, world().Today(), 60, 0);
  EXPECT_THAT(ViolationsOf(Ask(&Rhythm::WriteHours, Student(), hours).status()),
              ElementsAre("placement REFERENCE_NOT_FOUND"));
  EXPECT_THAT(Shift(others, Student()), StatusIs(Code::kInvalidArgument, "REFERENCE_NOT_FOUND"));
  hours.set_placement(placement.name());
  const auto written = Ask(&Rhythm::WriteHours, Student(), hours);
  ASSERT_THAT(written, IsOk());
  const Who other_supervisor = As(Role::kWorkplaceSupervisor, other.supervisor_person);
  EXPECT_THAT(
      Ask(&Rhythm::ConfirmHours, other_supervisor, Seen(placement, {written->hours_entries(0)}))
          .status(),
      StatusIs(Code::kInvalidArgument, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(ViolationsOf(Ask(&Rhythm::ConfirmHours, other_supervisor,
                               Seen(others, {written->hours_entries(0)}))
                               .status()),
              ElementsAre("seen[0].name REFERENCE_NOT_FOUND"));
}

TEST_P(RhythmRpcTest, GivenShiftedDeadlines_WhenTold_ThenEachIsCounted) {
  const v1::Placement placement = Run();
  EXPECT_EQ(Shift(placement, Student())->ordinal(), 1);
  EXPECT_EQ(Shift(placement, Teacher())->ordinal(), 2);
  EXPECT_EQ(Shift(placement, Supervisor())->ordinal(), 3);
  v1::ListDeadlineShiftsRequest list;
  list.set_parent(kDemo);
  list.set_placement(placement.name());
  list.set_page_size(2);
  auto page = Ask(&Rhythm::ListDeadlineShifts, kOffice, list);
  ASSERT_THAT(page, IsOk());
  ASSERT_THAT(page->deadline_shifts(), SizeIs(2));
  EXPECT_EQ(page->deadline_shifts(0).ordinal(), 3);
  list.set_page_token(page->next_page_token());
  EXPECT_EQ(Ask(&Rhythm::ListDeadlineShifts, kOffice, list)->deadline_shifts(0).ordinal(), 1);
  EXPECT_THAT(Told("deadline."), SizeIs(3));
}

}  // namespace
}  // namespace driehoek::test
