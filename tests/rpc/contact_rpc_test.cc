// ContactService and the reading of contact, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check_in_world.h"
#include "support/violations.h"

namespace driehoek::test {
namespace {

using progress::PlacementId;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::Le;
using ::testing::Optional;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using Code = absl::StatusCode;
using Overviewed = v1::ContactOverview;

class ContactRpcTest : public CheckInTest {
 protected:
  absl::StatusOr<Moment> Record(const v1::CreateContactMomentRequest& request, const Who& who) {
    return Ask(&Contacts::CreateContactMoment, who, request);
  }
};
DRIEHOEK_ON_EVERY_ENGINE(ContactRpcTest);

TEST_P(ContactRpcTest, GivenContact_WhenRecorded_ThenItCountsForEachTwoThatTookPart) {
  const v1::Placement placement = Running();
  const absl::CivilDay today = world().Today();
  const auto call =
      Record(Contact(placement, today, {CheckIn::SUPERVISOR, CheckIn::TEACHER}), Teacher());
  ASSERT_THAT(call, IsOk());
  EXPECT_THAT(call->edges(), ElementsAre(Moment::PROGRAMME_WORKPLACE));
  EXPECT_EQ(call->recorder_party(), CheckIn::TEACHER);
  GoTo(today + 10);
  const auto overview = Overview(placement, Supervisor());
  ASSERT_THAT(overview, IsOk());
  ASSERT_THAT(overview->edges(), SizeIs(3));
  EXPECT_EQ(overview->edges(1).contact_count(), 1);
  EXPECT_EQ(Day(overview->edges(1).last_contact_date()), today);
  EXPECT_EQ(overview->edges(1).silent_days(), 10);
  EXPECT_EQ(overview->edges(1).silence_weeks(), 6);
  EXPECT_FALSE(overview->edges(0).has_last_contact_date());
  EXPECT_EQ(overview->edges(0).silence_weeks(), 3);
  EXPECT_EQ(overview->edges(2).silence_weeks(), 2);
  EXPECT_THAT(Told(), ::testing::Contains("contact.recorded").Times(1));
}

TEST_P(ContactRpcTest, GivenACheckInThatWasHeld_WhenCounted_ThenForWhoWasPresent) {
  const v1::Placement placement = Running();
  const CheckIn kick_off = Of(placement, CheckIn::KICK_OFF);
  const absl::CivilDay day = PlannedDay(kick_off);
  GoTo(day);
  v1::HoldCheckInRequest hold = Held(*Get(kick_off.name()), day);
  hold.clear_present_parties();
  hold.add_present_parties(CheckIn::TEACHER);
  hold.add_present_parties(CheckIn::STUDENT);
  const auto held = Ask(&CheckIns::HoldCheckIn, Teacher(), hold);
  ASSERT_THAT(held, IsOk());
  ASSERT_THAT(Ask(&CheckIns::AddAgreedAction, Teacher(), Action(*held, CheckIn::STUDENT, day + 7)),
              IsOk());
  const auto overview = Overview(placement, Student());
  ASSERT_THAT(overview, IsOk());
  EXPECT_EQ(overview->edges(0).contact_count(), 1);
  EXPECT_EQ(overview->edges(1).contact_count(), 0) << "the supervisor was not there";
  ASSERT_THAT(overview->planned_contacts(), SizeIs(3));
  EXPECT_EQ(overview->planned_contacts(0).standing(), Overviewed::PlannedContact::MADE);
  EXPECT_EQ(overview->planned_contacts(0).check_in(), kick_off.name());
  EXPECT_EQ(overview->planned_contacts(1).standing(), Overviewed::PlannedContact::AHEAD);
  EXPECT_EQ(overview->made_count(), 1);
  EXPECT_EQ(overview->due_count(), 1);
}

TEST_P(ContactRpcTest, GivenAnInterval_WhenItPassesInSilence_ThenNotMade) {
  UseVariant(v1::ProgrammeVariant::PART_TIME);
  const v1::Placement placement = Running(200);
  const absl::CivilDay start = Day(placement.start_date());
  const auto interval = [&]() -> Overviewed::PlannedContact {
    const auto overview = Overview(placement);
    EXPECT_THAT(overview, IsOk());
    if (!overview.ok()) return {};
    for (const auto& contact : overview->planned_contacts()) {
      if (contact.cause() == Overviewed::PlannedContact::INTERVAL) return contact;
    }
    ADD_FAILURE() << "none is asked for";
    return {};
  };
  EXPECT_EQ(Day(interval().by_date()), start + 42);
  GoTo(start + 42);
  EXPECT_EQ(interval().standing(), Overviewed::PlannedContact::AHEAD);
  GoTo(start + 43);
  EXPECT_EQ(interval().standing(), Overviewed::PlannedContact::NOT_MADE);
  ASSERT_THAT(
      Record(Contact(placement, start + 40, {CheckIn::STUDENT, CheckIn::TEACHER}), Student()),
      IsOk());
  EXPECT_EQ(interval().standing(), Overviewed::PlannedContact::MADE) << "recorded afterwards";
}

TEST_P(ContactRpcTest, GivenWrongContact_WhenRecorded_ThenEachFieldIsNamed) {
  const v1::Placement placement = Running();
  v1::CreateContactMomentRequest wrong =
      Contact(placement, world().Today() + 1, {CheckIn::STUDENT, CheckIn::SUPERVISOR});
  EXPECT_THAT(ViolationsOf(Record(wrong, Teacher()).status()),
              UnorderedElementsAre("contact_moment.parties RECORDER_ABSENT",
                                   "contact_moment.contact_date DATE_IN_FUTURE"));
  // What is missing is said before what is wrong.
  wrong.mutable_contact_moment()->clear_kind();
  EXPECT_THAT(ViolationsOf(Record(wrong, Teacher()).status()),
              UnorderedElementsAre("contact_moment.kind FIELD_MISSING"));
  EXPECT_THAT(Record(Contact(placement, world().Today() - 91, {CheckIn::STUDENT, CheckIn::TEACHER}),
                     Student()),
              StatusIs(Code::kInvalidArgument, "DATE_OUTSIDE_PLACEMENT"));
  Steps steps(world());
  const std::string stranger = steps.Person("Stranger");
  EXPECT_THAT(Record(Contact(placement, world().Today(), {CheckIn::STUDENT, CheckIn::TEACHER}),
                     As(Role::kTeacher, stranger)),
              StatusIs(Code::kInvalidArgument, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(Overview(placement, As(Role::kTeacher, stranger)),
              StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_P(ContactRpcTest, GivenANote_WhenRead_ThenOnlyByWhoTookPartAndTheProgramme) {
  const v1::Placement placement = Running();
  const auto moment =
      Record(Contact(placement, world().Today(), {CheckIn::STUDENT, CheckIn::TEACHER}), Student());
  ASSERT_THAT(moment, IsOk());
  v1::GetContactMomentRequest get;
  get.set_name(moment->name());
  EXPECT_EQ(Ask(&Contacts::GetContactMoment, Teacher(), get)->note(), "Over de planning.");
  EXPECT_EQ(Ask(&Contacts::GetContactMoment, kOffice, get)->note(), "Over de planning.");
  const auto seen = Ask(&Contacts::GetContactMoment, Supervisor(), get);
  ASSERT_THAT(seen, IsOk());
  EXPECT_EQ(seen->note(), "");
}

TEST_P(ContactRpcTest, GivenSeveral_WhenListed_ThenNewestFirstInPages) {
  const v1::Placement placement = Running();
  std::vector<std::string> names;
  for (int i = 0; i < 3; ++i) {
    const auto made = Record(
        Contact(placement, world().Today() - i, {CheckIn::STUDENT, CheckIn::TEACHER}), Student());
    ASSERT_THAT(made, IsOk());
    names.insert(names.begin(), made->name());
  }
  v1::ListContactMomentsRequest list;
  list.set_parent(kDemo);
  list.set_placement(placement.name());
  list.set_page_size(2);
  std::vector<std::string> listed;
  do {
    const auto page = Ask(&Contacts::ListContactMoments, Teacher(), list);
    ASSERT_THAT(page, IsOk());
    for (const Moment& moment : page->contact_moments()) listed.push_back(moment.name());
    list.set_page_token(page->next_page_token());
  } while (!list.page_token().empty());
  EXPECT_EQ(listed, names);
}

TEST_P(ContactRpcTest, GivenSeveralPlacements_WhenRead_ThenLastContactAndMissedCheckIns) {
  const v1::Placement placement = Running();
  const absl::CivilDay today = world().Today();
  for (const int ago : {3, 8}) {
    ASSERT_THAT(
        Record(Contact(placement, today - ago, {CheckIn::STUDENT, CheckIn::TEACHER}), Teacher()),
        IsOk());
  }
  const PlacementId id(IdOf(placement.name()));
  const PlacementId other("0197c000-0000-7000-8000-000000000999");
  const auto read = [&] {
    return contact_reading().Of(TenantId("demo"), {id, other}, DirectoryWorld::Deadline());
  };
  const auto states = read();
  ASSERT_THAT(states, IsOk());
  ASSERT_THAT(*states, SizeIs(1));
  EXPECT_THAT(states->at(id).last_contact, ElementsAre(today - 3, std::nullopt, std::nullopt));
  EXPECT_EQ(states->at(id).missed_check_in_count, 0);
  GoTo(Day(Of(placement, CheckIn::KICK_OFF).window().last_date()) + 1);
  EXPECT_EQ(read()->at(id).missed_check_in_count, 1);
  const auto window = Of(placement, CheckIn::KICK_OFF).window();
  EXPECT_THAT(read()->at(id).last_missed,
              Optional(AllOf(Ge(Day(window.first_date())), Le(Day(window.last_date())))));
  const auto next = contact_reading().NextCheckIns(TenantId("demo"), {id, other},
                                                   world().clock.Now(), DirectoryWorld::Deadline());
  ASSERT_THAT(next, IsOk());
  ASSERT_THAT(*next, ElementsAre(Key(id)));
  EXPECT_EQ(absl::ToUnixSeconds(next->at(id)),
            Of(placement, CheckIn::MID_TERM).start_time().seconds());
  EXPECT_THAT(contact_reading().Of(TenantId("other"), {id}, DirectoryWorld::Deadline()),
              IsOkAndHolds(IsEmpty()));
}

}  // namespace
}  // namespace driehoek::test
