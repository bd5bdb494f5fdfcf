// EvidenceService over gRPC, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "proof_world.h"
#include "support/violations.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;

class EvidenceRpcTest : public ProofTest {};
DRIEHOEK_ON_EVERY_ENGINE(EvidenceRpcTest);

// Journey 5: the supervisor confirms a bundle, all at once.
TEST_P(EvidenceRpcTest, GivenABundle_WhenConfirmed_ThenAllOfIt) {
  VerifyOrganisation();
  const v1::Placement placement = Place();
  std::vector<Item> items;
  for (int i = 0; i < 3; ++i) {
    const auto made = Create(Wish(placement.name()));
    ASSERT_THAT(made, IsOk());
    EXPECT_EQ(made->state(), Item::LINKED);
    EXPECT_EQ(made->organisation(), triangle().organisation);
    EXPECT_TRUE(made->organisation_verified());
    EXPECT_EQ(made->labels().supervisor(), "Ingrid Maas");
    EXPECT_EQ(made->labels().institution(), "Hogeschool demo");
    items.push_back(*made);
  }
  const auto requested = RequestAll(items);
  ASSERT_THAT(requested, IsOk());
  ASSERT_THAT(*requested, SizeIs(3));
  EXPECT_EQ(requested->front().state(), Item::CONFIRMATION_REQUESTED);
  EXPECT_EQ(rpc::FromProto(requested->front().versions(0).request().due_date(), "d").value(),
            world().Today() + 99 + 30);
  const auto confirmed = ConfirmAll(*requested, Supervisor());
  ASSERT_THAT(confirmed, IsOk());
  for (const Item& item : *confirmed) {
    EXPECT_EQ(item.state(), Item::CONFIRMED);
    EXPECT_EQ(item.versions(0).confirmation().supervisor(), triangle().supervisor_person);
  }
  EXPECT_EQ(Get(items[1].name(), Teacher())->SerializeAsString(),
            (*confirmed)[1].SerializeAsString());
  EXPECT_THAT(Told("evidence."),
              ElementsAre("evidence.added", "evidence.linked", "evidence.added", "evidence.linked",
                          "evidence.added", "evidence.linked", "evidence.confirmation_requested",
                          "evidence.confirmation_requested", "evidence.confirmation_requested",
                          "evidence.confirmed", "evidence.confirmed", "evidence.confirmed"));
}

TEST_P(EvidenceRpcTest, GivenABundleWithAStaleVersion_WhenConfirmed_ThenNothingOfIt) {
  VerifyOrganisation();
  const v1::Placement placement = Place();
  const auto requested =
      RequestAll({*Create(Wish(placement.name())), *Create(Wish(placement.name()))});
  ASSERT_THAT(requested, IsOk());
  const auto revised = AddText((*requested)[1], "Wat ik echt deed.");
  ASSERT_THAT(revised, IsOk());
  EXPECT_EQ(revised->state(), Item::LINKED);
  EXPECT_THAT(ConfirmAll(*requested, Supervisor()), StatusIs(Code::kAborted, "STALE_ETAG"));
  Item old_version = *revised;
  old_version.set_version(1);
  EXPECT_THAT(ConfirmAll({(*requested)[0], old_version}, Supervisor()),
              StatusIs(Code::kAborted, "STALE_VERSION"));
  EXPECT_EQ(Get((*requested)[0].name(), Student())->state(), Item::CONFIRMATION_REQUESTED);
  EXPECT_THAT(ConfirmAll({(*requested)[0], (*requested)[0]}, Supervisor()),
              StatusIs(Code::kInvalidArgument, "ITEM_REPEATED"));
  EXPECT_THAT(ConfirmAll({}, Supervisor()), StatusIs(Code::kInvalidArgument, "FIELD_MISSING"));
}

// I4: who is not the supervisor of that placement cannot confirm, and does not even see it.
TEST_P(EvidenceRpcTest, GivenAnotherPlacement_WhenItsSupervisorConfirms_ThenNotThere) {
  VerifyOrganisation();
  const v1::Placement placement = Place();
  Steps steps(world());
  const std::string other = steps.Person("Olaf Ander");
  const std::string profile = steps.Supervisor(triangle().organisation, other);
  Place(0, 100, profile);
  const auto requested = RequestAll({*Create(Wish(placement.name()))});
  ASSERT_THAT(requested, IsOk());
  const Who elsewhere = As(Role::kWorkplaceSupervisor, other);
  EXPECT_THAT(ConfirmAll(*requested, elsewhere), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Dispute(requested->front(), "Niet van mij.", elsewhere),
              StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(ConfirmAll(*requested, Student()),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  EXPECT_THAT(ConfirmAll(*requested, Teacher()),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  v1::ListEvidenceItemsRequest list;
  list.set_parent(kDemo);
  EXPECT_THAT(Ask(&EvidenceStub::ListEvidenceItems, elsewhere, list)->evidence_items(), IsEmpty());
  EXPECT_THAT(Ask(&EvidenceStub::ListEvidenceItems, Supervisor(), list)->evidence_items(),
              SizeIs(1));
}

TEST_P(EvidenceRpcTest, GivenAnUncheckedOrganisation_WhenConfirmed_ThenRefusedUntilItIs) {
  const v1::Placement placement = Place();
  const auto made = Create(Wish(placement.name()));
  ASSERT_THAT(made, IsOk());
  EXPECT_FALSE(made->organisation_verified());
  const auto requested = RequestAll({*made});
  ASSERT_THAT(requested, IsOk());
  EXPECT_THAT(ConfirmAll(*requested, Supervisor()),
              StatusIs(Code::kFailedPrecondition, "ORGANISATION_NOT_VERIFIED"));
  VerifyOrganisation();
  EXPECT_THAT(ConfirmAll(*requested, Supervisor()), IsOk());
}

TEST_P(EvidenceRpcTest, GivenADispute_WhenSaid_ThenItsReasonIsThereForTheStudent) {
  VerifyOrganisation();
  const v1::Placement placement = Place();
  const auto requested = RequestAll({*Create(Wish(placement.name()))});
  ASSERT_THAT(requested, IsOk());
  EXPECT_THAT(ViolationsOf(Dispute(requested->front(), " ", Supervisor()).status()),
              ElementsAre("reason TEXT_MISSING"));
  const auto disputed = Dispute(requested->front(), "Dit deed een collega.", Supervisor());
  ASSERT_THAT(disputed, IsOk());
  EXPECT_EQ(disputed->state(), Item::DISPUTED);
  EXPECT_EQ(Get(disputed->name(), Student())->versions(0).confirmation().reason(),
            "Dit deed een collega.");
}

TEST_P(EvidenceRpcTest, GivenAConfirmedItem_WhenANewVersionComes_ThenItSaysThatItLapsed) {
  VerifyOrganisation();
  const v1::Placement placement = Place();
  const Item confirmed = Confirmed(placement.name());
  const auto revised = AddText(confirmed, "Beter.");
  ASSERT_THAT(revised, IsOk());
  EXPECT_EQ(revised->state(), Item::LINKED);
  EXPECT_EQ(revised->version(), 2);
  EXPECT_TRUE(revised->confirmation_lapsed());
  EXPECT_EQ(revised->versions(0).content().text(), "Wat ik deed: één stap.");
  EXPECT_EQ(revised->versions(0).confirmation().kind(), Item::Confirmation::CONFIRMED);
}

// The boundary days: the last of the thirty, and the one after.
TEST_P(EvidenceRpcTest, GivenThirtyDaysAfterTheEnd_WhenTheyAreOver_ThenUnverified) {
  VerifyOrganisation();
  const v1::Placement placement = Place(0, 100);
  const absl::CivilDay last = world().Today() + 99 + 30;
  const auto requested =
      RequestAll({*Create(Wish(placement.name())), *Create(Wish(placement.name()))});
  ASSERT_THAT(requested, IsOk());
  GoTo(last - 6);
  EXPECT_THAT(Look(), IsOk());
  EXPECT_THAT(Told("evidence.confirmation_due"), IsEmpty());
  GoTo(last);
  EXPECT_THAT(Look(), IsOk());
  EXPECT_THAT(Told("evidence.confirmation_due"), SizeIs(2)) << "of both, after some days away";
  const auto first = Get(requested->front().name(), Student());
  const auto second = Get(requested->back().name(), Student());
  EXPECT_THAT(ConfirmAll({*first}, Supervisor()), IsOk());
  GoTo(last + 1);
  EXPECT_THAT(ConfirmAll({*second}, Supervisor()),
              StatusIs(Code::kFailedPrecondition, "CONFIRMATION_WINDOW_CLOSED"));
  EXPECT_THAT(Look(), IsOk());
  EXPECT_THAT(Look(), IsOk());
  const auto over = Get(requested->back().name(), Student());
  EXPECT_EQ(over->state(), Item::UNVERIFIED);
  EXPECT_TRUE(over->versions(0).unverified());
  EXPECT_EQ(Get(requested->front().name(), Student())->state(), Item::CONFIRMED);
  EXPECT_THAT(RequestAll({*over}),
              StatusIs(Code::kFailedPrecondition, "CONFIRMATION_WINDOW_CLOSED"));
  EXPECT_EQ(Told("evidence.unverified"), std::vector<std::string>{"evidence.unverified"});
}

TEST_P(EvidenceRpcTest, GivenBadInput_WhenMade_ThenFieldAndReasonAndNothingStored) {
  const v1::Placement placement = Place();
  v1::CreateEvidenceItemRequest bad = Wish(placement.name(), {"LU1", "LU9"});
  bad.mutable_evidence_item()->set_title(std::string(201, 'a'));
  bad.mutable_content()->set_link("http://example.nl");
  EXPECT_THAT(
      ViolationsOf(Create(bad).status()),
      ElementsAre("evidence_item.title TEXT_TOO_LONG",
                  "evidence_item.outcome_codes OUTCOME_UNKNOWN", "content.link LINK_NOT_HTTPS"));
  bad = Wish(placement.name());
  bad.clear_content();
  EXPECT_THAT(ViolationsOf(Create(bad).status()), testing::Contains("content FIELD_MISSING"));
  bad = Wish(placement.name());
  bad.mutable_content()->set_upload(absl::StrCat(kDemo, "/evidenceUploads/", world().ids.NewId()));
  EXPECT_THAT(ViolationsOf(Create(bad).status()),
              ElementsAre("content.upload REFERENCE_NOT_FOUND"));
  bad = Wish(placement.name());
  bad.mutable_evidence_item()->set_learning_task(
      absl::StrCat(kDemo, "/learningTasks/", world().ids.NewId()));
  EXPECT_THAT(ViolationsOf(Create(bad).status()),
              ElementsAre("evidence_item.learning_task REFERENCE_NOT_FOUND"));
  // Evidence for another's placement.
  const std::string other = Steps(world()).Person("Fatima");
  EXPECT_THAT(ViolationsOf(Ask(&EvidenceStub::CreateEvidenceItem, As(Role::kStudent, other),
                               Wish(placement.name()))
                               .status()),
              ElementsAre("evidence_item.placement REFERENCE_NOT_FOUND"));
  v1::ListEvidenceItemsRequest list;
  list.set_parent(kDemo);
  EXPECT_THAT(Ask(&EvidenceStub::ListEvidenceItems, kOffice, list)->evidence_items(), IsEmpty());
}

TEST_P(EvidenceRpcTest, GivenItemsOfTwoPlacements_WhenAskedAboutAtOnce_ThenRefused) {
  const v1::Placement first = Place();
  const v1::Placement second = Place();
  EXPECT_THAT(RequestAll({*Create(Wish(first.name())), *Create(Wish(second.name()))}),
              StatusIs(Code::kInvalidArgument, "PLACEMENTS_DIFFER"));
  EXPECT_THAT(RequestAll({*Create(Wish(first.name(), {}))}),
              StatusIs(Code::kFailedPrecondition, "EVIDENCE_NOT_LINKED"));
}

TEST_P(EvidenceRpcTest, GivenATaskOfThePlacement_WhenLinked_ThenShownAndCounted) {
  VerifyOrganisation();
  const v1::Placement placement = Place();
  progress::task::LearningTask task{
      .id = progress::task::TaskId(world().ids.NewId()),
      .placement = progress::PlacementId(IdOf(placement.name())),
      .student = PersonId(IdOf(triangle().student)),
      .programme = progress::ProgrammeId(IdOf(triangle().programme)),
      .state = progress::task::TaskState::kClosed,
      .content = {.title = "Een betere intake", .outcome_links = {{"LU1", 2}}},
      .create_time = world().clock.Now(),
      .update_time = world().clock.Now(),
      .version = 1};
  ASSERT_THAT(tenant_database().Write(TenantId("demo"), Soon(),
                                      [&](storage::TenantTransaction& transaction) {
                                        return progress::task::SqlTaskStore::Put(transaction, task);
                                      }),
              IsOk());
  const auto added = Create(Wish(placement.name(), {}));
  ASSERT_THAT(added, IsOk());
  EXPECT_EQ(added->state(), Item::ADDED);
  v1::LinkEvidenceItemRequest link;
  link.set_name(added->name());
  link.set_etag(added->etag());
  link.set_learning_task(absl::StrCat(kDemo, "/learningTasks/", task.id.value()));
  EXPECT_THAT(ViolationsOf(Ask(&EvidenceStub::LinkEvidenceItem, Student(), link).status()),
              ElementsAre("outcome_codes FIELD_MISSING"));
  link.add_outcome_codes("LU1");
  const auto linked = Ask(&EvidenceStub::LinkEvidenceItem, Student(), link);
  ASSERT_THAT(linked, IsOk());
  EXPECT_EQ(linked->state(), Item::LINKED);
  EXPECT_EQ(linked->labels().learning_task(), "Een betere intake");
  Confirmed(placement.name(), {"LU1", "LU2"});

  v1::GetOutcomeProgressRequest progress;
  progress.set_name(placement.name() + "/outcomeProgress");
  for (const Who& who : {Student(), Teacher(), Supervisor()}) {
    const auto rows = Ask(&EvidenceStub::GetOutcomeProgress, who, progress);
    ASSERT_THAT(rows, IsOk());
    ASSERT_EQ(rows->rows_size(), 2);
    EXPECT_EQ(rows->rows(0).confirmed_count(), 1);
    EXPECT_EQ(rows->rows(0).linked_count(), 1);
    EXPECT_EQ(rows->rows(0).closed_task_count(), 1);
    EXPECT_EQ(rows->rows(1).confirmed_count(), 1);
    EXPECT_EQ(rows->rows(1).task_count(), 0);
  }
  v1::GetEvidenceProfileRequest profile;
  profile.set_name(placement.name() + "/evidenceProfile");
  const auto scores = Ask(&EvidenceStub::GetEvidenceProfile, Teacher(), profile);
  ASSERT_THAT(scores, IsOk());
  EXPECT_EQ(scores->item_count(), 2);
  EXPECT_EQ(scores->scores(2).criterion(), v1::EvidenceProfile::AUTHENTICITY);
  EXPECT_EQ(scores->scores(2).percent(), 50);
}

TEST_P(EvidenceRpcTest, GivenARepeatedRequestId_WhenMade_ThenOneItem) {
  const v1::Placement placement = Place();
  v1::CreateEvidenceItemRequest request = Wish(placement.name());
  request.set_request_id("0190a000-0000-4000-8000-000000000001");
  const auto first = Create(request);
  ASSERT_THAT(first, IsOk());
  const auto second = Create(request);
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(first->name(), second->name());
  v1::ArchiveEvidenceItemRequest archive;
  archive.set_name(first->name());
  archive.set_etag(first->etag());
  EXPECT_THAT(Ask(&EvidenceStub::ArchiveEvidenceItem, kOffice, archive),
              StatusIs(Code::kFailedPrecondition, "EVIDENCE_NOT_USED"));
  EXPECT_EQ(Ask(&EvidenceStub::ArchiveEvidenceItem, Student(), archive)->state(), Item::ARCHIVED);
}

}  // namespace
}  // namespace driehoek::test
