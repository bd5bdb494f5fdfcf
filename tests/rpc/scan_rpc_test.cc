// WorkplaceScanService over gRPC, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scan_world.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;

DRIEHOEK_ON_EVERY_ENGINE(ScanRpcTest);

TEST_P(ScanRpcTest, GivenCriteria_WhenPublished_ThenNumberedAndTheNewestForThePhaseCounts) {
  const auto first = Publish(1, 8);
  EXPECT_EQ(first.version(), 1);
  const auto late = Publish(3, 4);
  EXPECT_EQ(late.version(), 2);
  v1::GetScanCriteriaRequest get;
  get.set_name(late.name());
  EXPECT_EQ(world().Ask(&Scans::GetScanCriteria, Supervisor(), get)->SerializeAsString(),
            late.SerializeAsString());
  v1::ListScanCriteriaRequest list;
  list.set_parent(triangle().programme);
  list.set_page_size(1);
  const auto page = world().Ask(&Scans::ListScanCriteria, kOffice, list);
  ASSERT_THAT(page, IsOk());
  ASSERT_THAT(page->scan_criteria(), SizeIs(1));
  EXPECT_EQ(page->scan_criteria(0).name(), late.name());
  list.set_page_token(page->next_page_token());
  EXPECT_EQ(world().Ask(&Scans::ListScanCriteria, kOffice, list)->scan_criteria(0).name(),
            first.name());

  EXPECT_EQ(Request(ForAll(1))->criteria(), first.name());
  EXPECT_EQ(Request(ForAll(3))->criteria(), late.name());
}

TEST_P(ScanRpcTest, GivenWrongCriteria_WhenPublished_ThenEveryFieldIsNamed) {
  auto request = Asked(triangle().programme, 3, 2);
  request.mutable_scan_criteria()->mutable_criteria(1)->set_code("W1");
  request.mutable_scan_criteria()->mutable_criteria(2)->set_title_en(std::string(201, 'x'));
  const auto refused = world().Ask(&Scans::CreateScanCriteria, kManager, request);
  EXPECT_THAT(refused, StatusIs(Code::kInvalidArgument, "INVALID_FIELD"));
  EXPECT_THAT(
      FieldsOf(refused.status()),
      ::testing::UnorderedElementsAre("scan_criteria.last_phase", "scan_criteria.criteria[1].code",
                                      "scan_criteria.criteria[2].title_en"));
  request = Asked(std::string(kDemo) + "/programmes/01900000-0000-7000-8000-00000000ffff", 1, 2);
  EXPECT_THAT(world().Ask(&Scans::CreateScanCriteria, kManager, request),
              StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(world().Ask(&Scans::CreateScanCriteria, kOffice, Asked(triangle().programme, 1, 2)),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
}

TEST_P(ScanRpcTest, GivenPlacement_WhenScanned_ThenFilledByBothSidesAndJudged) {
  Publish(1, 8);
  const auto placement = Place();
  const auto requested = Request(For(placement.name()));
  ASSERT_THAT(requested, IsOk());
  EXPECT_EQ(requested->state(), Scan::REQUESTED);
  EXPECT_EQ(requested->workplace(), triangle().workplace);
  EXPECT_EQ(requested->phase(), 1);
  EXPECT_EQ(requested->trigger(), Scan::FIRST);
  EXPECT_EQ(requested->labels().organisation(), "Van Leeuwen");
  EXPECT_EQ(requested->labels().supervisor(), "Ingrid Maas");
  EXPECT_EQ(requested->labels().programme(), "Ad Engineering");
  // A part-time policy looks four weeks ahead.
  EXPECT_EQ(rpc::FromProto(requested->due_date(), "d").value(), Today() + 14 - 28);

  const auto floor = Fill(*requested, Supervisor(), {{"T1", Scan::NOT_MET}, {"W1", Scan::MET}});
  ASSERT_THAT(floor, IsOk());
  EXPECT_EQ(floor->state(), Scan::FILLED);
  EXPECT_EQ(floor->answers(0).criterion_code(), "W1");
  EXPECT_EQ(floor->answers(0).side(), Scan::SUPERVISOR);
  const auto office = Fill(*floor, kOffice, {{"S1", Scan::PARTLY}});
  ASSERT_THAT(office, IsOk());
  EXPECT_THAT(office->answers(), SizeIs(3));
  EXPECT_EQ(office->answers(2).side(), Scan::PRACTICE_OFFICE);

  EXPECT_THAT(Assess(Verdict(*office, Scan::FIT)),
              StatusIs(Code::kFailedPrecondition, "ESSENTIAL_NOT_MET"));
  auto verdict = Verdict(*office, Scan::CONDITIONAL, "No room for the budget task.");
  EXPECT_THAT(Assess(verdict), StatusIs(Code::kInvalidArgument, "CONDITIONS_MISSING"));
  auto* condition = verdict.add_conditions();
  condition->set_action("HR makes room");
  condition->set_owner("HR");
  *condition->mutable_due_date() = rpc::ToProto(Today() + 30);
  const auto judged = Assess(verdict);
  ASSERT_THAT(judged, IsOk());
  EXPECT_EQ(judged->state(), Scan::ASSESSED);
  EXPECT_EQ(judged->verdict(), Scan::CONDITIONAL);
  ASSERT_THAT(judged->conditions(), SizeIs(1));
  EXPECT_FALSE(judged->conditions(0).id().empty());
  const auto read = Get(judged->name());
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->SerializeAsString(), judged->SerializeAsString());

  v1::CompleteScanConditionRequest done;
  done.set_name(judged->name());
  done.set_condition(judged->conditions(0).id());
  done.set_etag(judged->etag());
  const auto completed = world().Ask(&Scans::CompleteScanCondition, kOffice, done);
  ASSERT_THAT(completed, IsOk());
  EXPECT_TRUE(completed->conditions(0).has_done_time());
  done.set_etag(completed->etag());
  EXPECT_THAT(world().Ask(&Scans::CompleteScanCondition, kOffice, done),
              StatusIs(Code::kFailedPrecondition, "CONDITION_DONE"));
}

TEST_P(ScanRpcTest, GivenWrongRequests_WhenAsked_ThenEveryFieldIsNamed) {
  EXPECT_THAT(Request(ForAll()), StatusIs(Code::kFailedPrecondition, "SCAN_CRITERIA_MISSING"));
  Publish(1, 8);
  v1::RequestWorkplaceScanRequest empty;
  empty.set_parent(kDemo);
  empty.mutable_workplace_scan()->set_trigger(Scan::SIGNAL);
  EXPECT_THAT(FieldsOf(Request(empty).status()),
              ElementsAre("workplace_scan.workplace", "workplace_scan.supervisor",
                          "workplace_scan.programme_variant", "workplace_scan.phase"));
  Steps steps(world().directory);
  auto request = ForAll();
  request.mutable_workplace_scan()->set_supervisor(steps.Supervisor(
      triangle().organisation, steps.Person("Petra"), v1::SupervisorProfile::ORGANISATION_CONTACT));
  EXPECT_THAT(Request(request), StatusIs(Code::kInvalidArgument, "NOT_ON_THE_FLOOR"));
  request = ForAll();
  request.mutable_workplace_scan()->set_programme_variant(steps.Programme("Other") + "/variants/" +
                                                          IdOf(triangle().variant));
  EXPECT_THAT(Request(request), StatusIs(Code::kInvalidArgument, "REFERENCE_NOT_FOUND"));
  request = For(Place().name());
  request.mutable_workplace_scan()->set_phase(7);
  EXPECT_THAT(Request(request), StatusIs(Code::kInvalidArgument, "NOT_OF_PLACEMENT"));
  EXPECT_THAT(Request(For(std::string(kDemo) + "/placements/01900000-0000-7000-8000-00000000ffff")),
              StatusIs(Code::kInvalidArgument, "REFERENCE_NOT_FOUND"));

  const auto scan = Request(ForAll());
  ASSERT_THAT(scan, IsOk());
  const auto refused =
      Fill(*scan, Supervisor(), {{"W1", Scan::MET}, {"X9", Scan::MET}, {"W1", Scan::MET}});
  EXPECT_THAT(refused, StatusIs(Code::kInvalidArgument, "INVALID_FIELD"));
  EXPECT_THAT(FieldsOf(refused.status()),
              ElementsAre("answers[1].criterion_code", "answers[2].criterion_code"));
  EXPECT_THAT(Assess(Verdict(*scan, Scan::FIT)),
              StatusIs(Code::kFailedPrecondition, "SCAN_NOT_FILLED"));
  auto verdict = Verdict(*scan, Scan::UNFIT);
  verdict.add_conditions()->set_action("x");
  verdict.mutable_conditions(0)->set_owner("y");
  *verdict.mutable_conditions(0)->mutable_due_date() = rpc::ToProto(Today() - 1);
  EXPECT_THAT(FieldsOf(Assess(verdict).status()),
              ElementsAre("reason", "conditions", "conditions[0].due_date"));
}

TEST_P(ScanRpcTest, GivenStaleEtagsAndRepeatedRequests_WhenAsked_ThenRefusedOrAnsweredAgain) {
  Publish(1, 8);
  auto request = ForAll();
  request.set_request_id("2b7f7e9c-4c55-4a57-9d2d-0d8f4c1c9a01");
  const auto scan = Request(request);
  ASSERT_THAT(scan, IsOk());
  EXPECT_EQ(Request(request)->name(), scan->name());
  request.mutable_workplace_scan()->set_phase(2);
  EXPECT_THAT(Request(request), StatusIs(Code::kInvalidArgument, "REQUEST_ID_REUSED"));

  auto answers = Answers(*scan, {{"W1", Scan::MET}, {"T1", Scan::MET}});
  answers.set_request_id("2b7f7e9c-4c55-4a57-9d2d-0d8f4c1c9a02");
  const auto filled = world().Ask(&Scans::FillWorkplaceScan, Supervisor(), answers);
  ASSERT_THAT(filled, IsOk());
  EXPECT_EQ(world().Ask(&Scans::FillWorkplaceScan, Supervisor(), answers)->etag(), filled->etag());
  EXPECT_THAT(Fill(*scan, Supervisor(), {{"W1", Scan::MET}}),
              StatusIs(Code::kAborted, "STALE_ETAG"));
  EXPECT_THAT(Assess(Verdict(*scan, Scan::FIT)), StatusIs(Code::kAborted, "STALE_ETAG"));

  auto verdict = Verdict(*filled, Scan::FIT);
  verdict.set_request_id("2b7f7e9c-4c55-4a57-9d2d-0d8f4c1c9a03");
  const auto judged = Assess(verdict);
  ASSERT_THAT(judged, IsOk());
  EXPECT_EQ(Assess(verdict)->SerializeAsString(), judged->SerializeAsString());
  v1::ReopenWorkplaceScanRequest reopen;
  reopen.set_name(judged->name());
  reopen.set_trigger(Scan::SIGNAL);
  reopen.set_reason("The team moved.");
  reopen.set_etag(filled->etag());
  EXPECT_THAT(world().Ask(&Scans::ReopenWorkplaceScan, kOffice, reopen),
              StatusIs(Code::kAborted, "STALE_ETAG"));
  reopen.set_etag(judged->etag());
  const auto reopened = world().Ask(&Scans::ReopenWorkplaceScan, kOffice, reopen);
  ASSERT_THAT(reopened, IsOk());
  EXPECT_EQ(reopened->state(), Scan::REOPENED);
  EXPECT_EQ(reopened->trigger_reason(), "The team moved.");
  EXPECT_THAT(Fill(*reopened, Supervisor(), {{"W1", Scan::NOT_MET}}), IsOk());
}

TEST_P(ScanRpcTest, GivenCallers_WhenReadingAndFilling_ThenEachWithinReach) {
  Publish(1, 8);
  const auto scan = Request(For(Place().name()));
  ASSERT_THAT(scan, IsOk());
  Steps steps(world().directory);
  const std::string hr = steps.Person("Petra");
  steps.Supervisor(triangle().organisation, hr, v1::SupervisorProfile::ORGANISATION_CONTACT);
  const std::string stranger = steps.Person("Stranger");
  v1::ListWorkplaceScansRequest list;
  list.set_parent(kDemo);
  for (const Who& who :
       {As(Role::kStudent, triangle().student), As(Role::kTeacher, triangle().teacher),
        Supervisor(), As(Role::kOrganisationContact, hr), kManager, kOffice}) {
    EXPECT_THAT(Get(scan->name(), who), IsOk()) << auth::RoleName(who.role);
    EXPECT_THAT(world().Ask(&Scans::ListWorkplaceScans, who, list)->workplace_scans(), SizeIs(1))
        << auth::RoleName(who.role);
  }
  for (const Role role :
       {Role::kStudent, Role::kTeacher, Role::kWorkplaceSupervisor, Role::kOrganisationContact}) {
    EXPECT_THAT(Get(scan->name(), As(role, stranger)),
                StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
    EXPECT_THAT(
        world().Ask(&Scans::ListWorkplaceScans, As(role, stranger), list)->workplace_scans(),
        IsEmpty());
  }
  EXPECT_THAT(Get(scan->name(), kAdmin), StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  EXPECT_TRUE(world().directory.reads.Has(triangle().teacher, scan->name()));

  EXPECT_THAT(Fill(*scan, As(Role::kStudent, triangle().student), {{"W1", Scan::MET}}),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  EXPECT_THAT(Fill(*scan, As(Role::kWorkplaceSupervisor, stranger), {{"W1", Scan::MET}}),
              StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  const auto filled = Fill(*scan, As(Role::kOrganisationContact, hr), {{"W1", Scan::MET}});
  ASSERT_THAT(filled, IsOk());
  EXPECT_EQ(filled->answers(0).side(), Scan::ORGANISATION_CONTACT);
  for (const Who& who : {Supervisor(), kManager, As(Role::kTeacher, triangle().teacher)}) {
    EXPECT_THAT(Assess(Verdict(*filled, Scan::UNFIT, "x"), who),
                StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  }
  // An office that works for another programme only.
  world().directory.credentials.programmes = {"01900000-0000-7000-8000-00000000ffff"};
  EXPECT_THAT(Get(scan->name()), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Request(ForAll()), StatusIs(Code::kInvalidArgument, "REFERENCE_NOT_FOUND"));
}

TEST_P(ScanRpcTest, GivenScans_WhenListed_ThenFilteredAndPagedNewestFirst) {
  Publish(1, 8);
  const auto placement = Place();
  const auto passed = Passed(For(placement.name()));
  ASSERT_THAT(passed, IsOk());
  ASSERT_THAT(Request(ForAll()), IsOk());
  ASSERT_THAT(Request(ForAll(2)), IsOk());
  v1::ListWorkplaceScansRequest list;
  list.set_parent(kDemo);
  list.set_workplace(triangle().workplace);
  list.set_page_size(2);
  std::vector<std::string> names;
  do {
    const auto page = world().Ask(&Scans::ListWorkplaceScans, kOffice, list);
    ASSERT_THAT(page, IsOk());
    for (const Scan& scan : page->workplace_scans()) names.push_back(scan.name());
    list.set_page_token(page->next_page_token());
  } while (!list.page_token().empty());
  EXPECT_THAT(names, SizeIs(3));
  EXPECT_TRUE(std::is_sorted(names.rbegin(), names.rend()));
  list.add_states(Scan::ASSESSED);
  auto found = world().Ask(&Scans::ListWorkplaceScans, kOffice, list);
  ASSERT_THAT(found, IsOk());
  ASSERT_THAT(found->workplace_scans(), SizeIs(1));
  EXPECT_EQ(found->workplace_scans(0).name(), passed->name());
  list.clear_states();
  list.set_placement(placement.name());
  EXPECT_THAT(world().Ask(&Scans::ListWorkplaceScans, kOffice, list)->workplace_scans(), SizeIs(1));
  list.clear_placement();
  list.set_workplace(triangle().organisation + "/workplaces/01900000-0000-7000-8000-00000000ffff");
  EXPECT_THAT(world().Ask(&Scans::ListWorkplaceScans, kOffice, list)->workplace_scans(), IsEmpty());
}

TEST_P(ScanRpcTest, GivenLastDay_WhenItHasBeen_ThenExpiredByTheClock) {
  Publish(1, 8);
  const auto fit = Passed(ForAll());
  ASSERT_THAT(fit, IsOk());
  const absl::CivilDay last = rpc::FromProto(fit->valid_until_date(), "d").value();
  EXPECT_GT(last, Today() + 100) << "a part-time policy lets it hold for half a year";
  ASSERT_THAT(Follow(), IsOk());
  EXPECT_EQ(Get(fit->name())->state(), Scan::ASSESSED);
  const auto expired = world().due.MoveAll(
      TenantId("demo"), absl::FromCivil(last + 1, absl::UTCTimeZone()) + absl::Hours(12),
      DirectoryWorld::Deadline());
  EXPECT_THAT(expired, IsOkAndHolds(1));
  EXPECT_EQ(Get(fit->name())->state(), Scan::EXPIRED);
  const auto events =
      world().event_log.ReadAfter(TenantId("demo"), 0, 500, DirectoryWorld::Deadline());
  ASSERT_THAT(events, IsOk());
  EXPECT_EQ(events->back().type, "scan.expired");
}

class FullTimeScanTest : public ScanRpcTest {
 protected:
  FullTimeScanTest() : ScanRpcTest(v1::ProgrammeVariant::FULL_TIME) {}
};
DRIEHOEK_ON_EVERY_ENGINE(FullTimeScanTest);

TEST_P(FullTimeScanTest, GivenPolicyForOnePlacement_WhenScanned_ThenForThatOneUntilItsEnd) {
  Publish(1, 8);
  EXPECT_THAT(Request(ForAll()), StatusIs(Code::kInvalidArgument, "PLACEMENT_NEEDED"));
  const auto placement = Place();
  const auto fit = Passed(For(placement.name()));
  ASSERT_THAT(fit, IsOk());
  EXPECT_EQ(rpc::FromProto(fit->valid_until_date(), "d").value(), Today() + 14 + 300);
}

TEST_P(FullTimeScanTest, GivenAnotherSupervisor_WhenThePlacementChanges_ThenReopenedForThatOne) {
  Publish(1, 8);
  const auto placement = Place();
  const auto fit = Passed(For(placement.name()));
  ASSERT_THAT(fit, IsOk());
  Steps steps(world().directory);
  const std::string person = steps.Person("Second");
  v1::UpdatePlacementRequest update;
  update.mutable_placement()->set_name(placement.name());
  update.mutable_placement()->set_supervisor(steps.Supervisor(triangle().organisation, person));
  ASSERT_THAT(world().directory.Ask(world().directory.placements, &Placements::UpdatePlacement,
                                    kOffice, update),
              IsOk());
  EXPECT_TRUE(IsBlocked(placement.name(), v1::Placement::Blocker::SCAN_EXPIRED))
      << "before the scan was looked at";
  ASSERT_THAT(Follow(), IsOk());
  const auto reopened = Get(fit->name(), As(Role::kWorkplaceSupervisor, person));
  ASSERT_THAT(reopened, IsOk());
  EXPECT_EQ(reopened->state(), Scan::REOPENED);
  EXPECT_EQ(reopened->trigger(), Scan::SUPERVISOR_CHANGE);
  EXPECT_EQ(reopened->supervisor(), update.placement().supervisor());
  EXPECT_THAT(Get(fit->name(), Supervisor()), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

}  // namespace
}  // namespace driehoek::test
