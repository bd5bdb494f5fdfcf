// AssessmentService over gRPC, on every engine.
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

const Who kService{.role = Role::kService};
const Who kAdapter{.role = Role::kAdapter};

class AssessmentRpcTest : public ProofTest {
 protected:
  absl::StatusOr<Judged> Open(const std::string& placement, const std::string& examiner,
                              const Who& who = kOffice) {
    v1::CreateAssessmentRequest request;
    request.set_parent(kDemo);
    request.mutable_assessment()->set_placement(placement);
    request.mutable_assessment()->set_examiner(examiner);
    return Ask(&AssessmentStub::CreateAssessment, who, request);
  }
  absl::StatusOr<Judged> Get(const std::string& name, const Who& who) {
    v1::GetAssessmentRequest request;
    request.set_name(name);
    return Ask(&AssessmentStub::GetAssessment, who, request);
  }
  template <typename Q>
  static Q For(const Judged& assessment) {
    Q request;
    request.set_name(assessment.name());
    request.set_etag(assessment.etag());
    return request;
  }
  absl::StatusOr<Judged> Advise(const Judged& assessment, const Who& who) {
    auto request = For<v1::GiveAssessmentAdviceRequest>(assessment);
    auto* outcome = request.mutable_advice()->add_outcomes();
    outcome->set_outcome_code("LU1");
    outcome->set_level(3);
    request.mutable_advice()->set_remarks("Werkt zelfstandig.");
    return Ask(&AssessmentStub::GiveAssessmentAdvice, who, request);
  }
  absl::StatusOr<Judged> RecordTalk(const Judged& assessment, absl::CivilDay day) {
    auto request = For<v1::RecordAssessmentTalkRequest>(assessment);
    request.mutable_talk()->set_kind(Judged::Talk::PRESENTATION);
    *request.mutable_talk()->mutable_held_date() = rpc::ToProto(day);
    request.mutable_talk()->set_notes("Helder verhaal.");
    return Ask(&AssessmentStub::RecordAssessmentTalk, Examiner(), request);
  }
  v1::SubmitAssessmentProductRequest Product(const Judged& assessment, const std::string& item,
                                             int version = 1) {
    auto request = For<v1::SubmitAssessmentProductRequest>(assessment);
    request.mutable_product()->set_evidence_item(item);
    request.mutable_product()->set_version(version);
    return request;
  }
  absl::StatusOr<Judged> Reflect(const Judged& assessment) {
    auto request = For<v1::WriteReflectionRequest>(assessment);
    request.set_text("Ik leerde vragen stellen.");
    return Ask(&AssessmentStub::WriteReflection, Student(), request);
  }
  absl::StatusOr<Judged> Prove(const Judged& assessment) {
    auto request = For<v1::WriteProofOfCompetenceRequest>(assessment);
    request.set_text("Hoofdstuk 3 is van mij.");
    return Ask(&AssessmentStub::WriteProofOfCompetence, Student(), request);
  }
  // With all inputs; the product is handed in now.
  Judged Complete(const std::string& placement, const std::string& item) {
    auto assessment = Open(placement, examiner());
    EXPECT_THAT(assessment, IsOk());
    assessment = Advise(*assessment, Supervisor());
    EXPECT_THAT(assessment, IsOk());
    assessment = RecordTalk(*Get(assessment->name(), Examiner()), world().Today());
    EXPECT_THAT(assessment, IsOk());
    assessment =
        Ask(&AssessmentStub::SubmitAssessmentProduct, Student(), Product(*assessment, item));
    EXPECT_THAT(assessment, IsOk());
    assessment = Reflect(*assessment);
    EXPECT_THAT(assessment, IsOk());
    assessment = Prove(*assessment);
    EXPECT_THAT(assessment, IsOk());
    return assessment.value_or(Judged());
  }
  v1::JudgeAssessmentRequest Says(const Judged& assessment, int tenths) {
    auto request = For<v1::JudgeAssessmentRequest>(assessment);
    for (const char* code : {"LU1", "LU2"}) {
      auto* outcome = request.add_outcomes();
      outcome->set_outcome_code(code);
      outcome->set_level(3);
      outcome->set_reason("Gezien.");
    }
    request.set_final_mark_tenths(tenths);
    request.set_reason("Alles bij elkaar.");
    return request;
  }
  absl::StatusOr<Judged> Judge(const Judged& assessment, int tenths) {
    return Ask(&AssessmentStub::JudgeAssessment, Examiner(), Says(assessment, tenths));
  }
  absl::StatusOr<Judged> Publish(const Judged& assessment) {
    return Ask(&AssessmentStub::PublishAssessment, Examiner(),
               For<v1::PublishAssessmentRequest>(assessment));
  }
  absl::StatusOr<Judged> Appeal(const Judged& assessment) {
    auto request = For<v1::AppealAssessmentRequest>(assessment);
    request.set_grounds("LU2 is niet bekeken.");
    return Ask(&AssessmentStub::AppealAssessment, Student(), request);
  }
};
DRIEHOEK_ON_EVERY_ENGINE(AssessmentRpcTest);

// Journey 9: product, reflection, presentation and the supervisor's form; the examiner decides;
// what nobody confirmed does not count.
TEST_P(AssessmentRpcTest, GivenAllInputs_WhenJudgedAndPublished_ThenTheMarkIsThere) {
  VerifyOrganisation();
  const v1::Placement placement = Place();
  const Item product = Confirmed(placement.name(), {"LU1", "LU2"});
  const auto unconfirmed = Create(Wish(placement.name()));
  ASSERT_THAT(unconfirmed, IsOk());
  const absl::Time handed_in = world().clock.Now();
  const Judged complete = Complete(placement.name(), product.name());
  EXPECT_EQ(complete.state(), Judged::INPUTS_COMPLETE);
  EXPECT_THAT(complete.missing_inputs(), IsEmpty());
  world().clock.Advance(absl::Hours(72));

  const auto judged = Judge(complete, 75);
  ASSERT_THAT(judged, IsOk());
  EXPECT_EQ(judged->state(), Judged::JUDGED);
  ASSERT_THAT(judged->judgements(0).counted_evidence(), SizeIs(1));
  EXPECT_EQ(judged->judgements(0).counted_evidence(0).evidence_item(), product.name());
  ASSERT_THAT(judged->judgements(0).excluded_evidence(), SizeIs(1));
  EXPECT_EQ(judged->judgements(0).excluded_evidence(0).exclusion(),
            Judged::WeighedEvidence::NOT_CONFIRMED);
  EXPECT_EQ(judged->judgements(0).outcomes(1).counted_evidence(), 1);
  // Nobody knows before it is published.
  for (const Who& who : {Student(), Teacher(), kService, kAdapter}) {
    const auto seen = Get(judged->name(), who);
    ASSERT_THAT(seen, IsOk());
    EXPECT_EQ(seen->state(), Judged::INPUTS_COMPLETE);
    EXPECT_THAT(seen->judgements(), IsEmpty());
    EXPECT_EQ(seen->final_mark(), "");
  }
  v1::ListAssessmentsRequest list;
  list.set_parent(kDemo);
  list.add_states(Judged::JUDGED);
  EXPECT_THAT(Ask(&AssessmentStub::ListAssessments, Student(), list)->assessments(), IsEmpty());
  EXPECT_THAT(Ask(&AssessmentStub::ListAssessments, Examiner(), list)->assessments(), SizeIs(1));

  const auto published = Publish(*judged);
  ASSERT_THAT(published, IsOk());
  EXPECT_EQ(published->state(), Judged::PUBLISHED);
  EXPECT_EQ(ProofTest::Get(product.name(), Student())->state(), Item::USED);
  const auto seen = Get(judged->name(), kAdapter);
  ASSERT_THAT(seen, IsOk());
  EXPECT_EQ(seen->final_mark(), "7.5");
  EXPECT_EQ(seen->published_version(), 1);
  EXPECT_EQ(seen->student(), triangle().student);
  EXPECT_EQ(seen->enrolment(), triangle().enrolment);
  EXPECT_EQ(seen->programme(), triangle().programme);
  EXPECT_EQ(rpc::FromProto(seen->submission_time()), handed_in) << "never when it was judged";
  EXPECT_EQ(rpc::FromProto(seen->appeal_until_date(), "d").value(), world().Today() + 42);
  EXPECT_THAT(Told("assessment."), ElementsAre("assessment.open", "assessment.inputs_complete",
                                               "assessment.judged", "assessment.published"));
  EXPECT_THAT(Told("evidence.used"), SizeIs(1));
}

TEST_P(AssessmentRpcTest, GivenTheSideOfTheEmployer_WhenItReads_ThenItsAdviceAlone) {
  VerifyOrganisation();
  const v1::Placement placement = Place();
  const Judged complete = Complete(placement.name(), Confirmed(placement.name()).name());
  ASSERT_THAT(Publish(*Judge(complete, 60)), IsOk());
  const auto seen = Get(complete.name(), Supervisor());
  ASSERT_THAT(seen, IsOk());
  EXPECT_EQ(seen->advice().remarks(), "Werkt zelfstandig.");
  EXPECT_FALSE(seen->has_talk());
  EXPECT_FALSE(seen->has_product());
  EXPECT_FALSE(seen->has_reflection());
  EXPECT_FALSE(seen->has_proof_of_competence());
  EXPECT_THAT(seen->judgements(), IsEmpty());
  EXPECT_EQ(seen->final_mark(), "");
}

TEST_P(AssessmentRpcTest, GivenAnExaminerCloseBy_WhenNamed_ThenOnlyRecognised) {
  const v1::Placement placement = Place();
  EXPECT_THAT(Open(placement.name(), triangle().supervisor_person),
              StatusIs(Code::kFailedPrecondition, "EXAMINER_IS_SUPERVISOR"));
  EXPECT_THAT(Open(placement.name(), triangle().teacher),
              StatusIs(Code::kFailedPrecondition, "EXAMINER_IS_CONTACT_PERSON"));
  EXPECT_THAT(ViolationsOf(Open(placement.name(), triangle().student).status()),
              ElementsAre("assessment.examiner SAME_PERSON"));
  EXPECT_THAT(ViolationsOf(Open(placement.name(), "").status()),
              ElementsAre("assessment.examiner FIELD_MISSING"));
  EXPECT_THAT(Open(placement.name(), triangle().teacher, Examiner()),
              StatusIs(Code::kPermissionDenied, "NOT_THE_EXAMINER"));
  v1::CreateAssessmentRequest request;
  request.set_parent(kDemo);
  request.mutable_assessment()->set_placement(placement.name());
  request.mutable_assessment()->set_examiner(triangle().supervisor_person);
  request.mutable_assessment()->mutable_recognition()->set_reference("EC-2026-12");
  EXPECT_THAT(ViolationsOf(Ask(&AssessmentStub::CreateAssessment, kOffice, request).status()),
              ElementsAre("assessment.recognition.reason FIELD_MISSING"));
  request.mutable_assessment()->mutable_recognition()->set_reason("Opgeleid als examinator.");
  const auto opened = Ask(&AssessmentStub::CreateAssessment, kOffice, request);
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(opened->recognition().reference(), "EC-2026-12");
  EXPECT_THAT(Open(placement.name(), examiner()),
              StatusIs(Code::kFailedPrecondition, "ASSESSMENT_EXISTS"));
}

TEST_P(AssessmentRpcTest, GivenMissingInputs_WhenJudged_ThenOnlyWithAnException) {
  const v1::Placement placement = Place();
  const auto opened = Open(placement.name(), examiner(), Teacher());
  ASSERT_THAT(opened, IsOk());
  EXPECT_THAT(opened->missing_inputs(), SizeIs(5));
  EXPECT_THAT(Judge(*opened, 75), StatusIs(Code::kFailedPrecondition, "INPUTS_MISSING"));
  auto exception = For<v1::RecordInputsExceptionRequest>(*opened);
  exception.set_reason("De organisatie bestaat niet meer.");
  const auto excepted = Ask(&AssessmentStub::RecordInputsException, Examiner(), exception);
  ASSERT_THAT(excepted, IsOk());
  EXPECT_EQ(excepted->state(), Judged::INPUTS_COMPLETE);
  EXPECT_THAT(excepted->inputs_exception().missing_inputs(), SizeIs(5));
  EXPECT_THAT(ViolationsOf(Judge(*excepted, 101).status()),
              ElementsAre("final_mark_tenths NUMBER_OUT_OF_RANGE"));
  EXPECT_THAT(Judge(*excepted, 55), IsOk());
}

TEST_P(AssessmentRpcTest, GivenBadInputs_WhenSent_ThenFieldAndReason) {
  VerifyOrganisation();
  const v1::Placement placement = Place();
  const v1::Placement other = Place();
  const auto foreign = Create(Wish(other.name()));
  const auto own = Create(Wish(placement.name()));
  const auto opened = Open(placement.name(), examiner());
  ASSERT_THAT(opened, IsOk());
  const auto submit = [&](const std::string& item, int version, const Who& who,
                          std::optional<absl::Time> time = std::nullopt) {
    auto request = Product(*opened, item, version);
    if (time.has_value()) {
      *request.mutable_product()->mutable_submission_time() = rpc::ToProto(*time);
    }
    return Ask(&AssessmentStub::SubmitAssessmentProduct, who, request);
  };
  const absl::Time now = world().clock.Now();
  EXPECT_THAT(ViolationsOf(submit(foreign->name(), 1, Student()).status()),
              ElementsAre("product.evidence_item REFERENCE_NOT_FOUND"));
  EXPECT_THAT(ViolationsOf(submit(own->name(), 2, Student()).status()),
              ElementsAre("product.version REFERENCE_NOT_FOUND"));
  EXPECT_THAT(ViolationsOf(submit(own->name(), 1, Student(), now).status()),
              ElementsAre("product.submission_time TIME_NOT_YOURS"));
  EXPECT_THAT(ViolationsOf(submit(own->name(), 1, kOffice).status()),
              ElementsAre("product.submission_time FIELD_MISSING"));
  EXPECT_THAT(ViolationsOf(submit(own->name(), 1, kOffice, now + absl::Hours(1)).status()),
              ElementsAre("product.submission_time TIME_IN_FUTURE"));
  EXPECT_THAT(ViolationsOf(RecordTalk(*opened, world().Today() + 1).status()),
              ElementsAre("talk.held_date DATE_IN_FUTURE"));
  auto advice = For<v1::GiveAssessmentAdviceRequest>(*opened);
  advice.mutable_advice()->add_outcomes()->set_outcome_code("LU9");
  EXPECT_THAT(
      ViolationsOf(Ask(&AssessmentStub::GiveAssessmentAdvice, Supervisor(), advice).status()),
      ElementsAre("advice.outcomes OUTCOME_UNKNOWN"));
  const auto recorded = submit(own->name(), 1, kOffice, now - absl::Hours(48));
  ASSERT_THAT(recorded, IsOk());
  EXPECT_EQ(rpc::FromProto(recorded->submission_time()), now - absl::Hours(48));
  EXPECT_THAT(Advise(*opened, Supervisor()), StatusIs(Code::kAborted, "STALE_ETAG"));
}

TEST_P(AssessmentRpcTest, GivenAPublishedResult_WhenChanged_ThenRefused) {
  VerifyOrganisation();
  const v1::Placement placement = Place();
  const Judged complete = Complete(placement.name(), Confirmed(placement.name()).name());
  const auto published = Publish(*Judge(complete, 75));
  ASSERT_THAT(published, IsOk());
  const auto refused = StatusIs(Code::kFailedPrecondition, "ASSESSMENT_PUBLISHED");
  EXPECT_THAT(Judge(*published, 80), refused);
  EXPECT_THAT(Publish(*published), refused);
  EXPECT_THAT(Reflect(*published), refused);
  EXPECT_THAT(Advise(*published, Supervisor()), refused);
  EXPECT_THAT(Judge(complete, 80), StatusIs(Code::kAborted, "STALE_ETAG"));
}

TEST_P(AssessmentRpcTest, GivenCountedEvidenceThatChanged_WhenPublished_ThenJudgeAgain) {
  VerifyOrganisation();
  const v1::Placement placement = Place();
  const Item product = Confirmed(placement.name());
  const auto judged = Judge(Complete(placement.name(), product.name()), 75);
  ASSERT_THAT(judged, IsOk());
  ASSERT_THAT(AddText(product, "Anders."), IsOk());
  EXPECT_THAT(Publish(*judged), StatusIs(Code::kAborted, "EVIDENCE_CHANGED"));
  const auto again = Judge(*judged, 70);
  ASSERT_THAT(again, IsOk());
  EXPECT_THAT(again->judgements(0).counted_evidence(), IsEmpty());
  EXPECT_THAT(Publish(*again), IsOk());
}

TEST_P(AssessmentRpcTest, GivenAnAppealOnTheLastDay_WhenUpheld_ThenASecondVersionHolds) {
  VerifyOrganisation();
  const v1::Placement placement = Place();
  const Judged complete = Complete(placement.name(), Confirmed(placement.name()).name());
  const absl::CivilDay published_on = world().Today();
  const auto published = Publish(*Judge(complete, 55));
  ASSERT_THAT(published, IsOk());
  GoTo(published_on + 42);
  EXPECT_THAT(Look(), IsOk());
  const auto appealed = Appeal(*published);
  ASSERT_THAT(appealed, IsOk());
  EXPECT_EQ(appealed->state(), Judged::APPEALED);
  EXPECT_EQ(appealed->final_mark(), "5.5") << "it holds until another does";
  auto decide = For<v1::DecideAppealRequest>(*appealed);
  decide.set_decision(Judged::Appeal::REJECTED);
  decide.set_reason("Terecht.");
  decide.set_final_mark_tenths(60);
  EXPECT_THAT(ViolationsOf(Ask(&AssessmentStub::DecideAppeal, Examiner(), decide).status()),
              ElementsAre("final_mark_tenths FIELD_NOT_WANTED"));
  decide.set_decision(Judged::Appeal::UPHELD);
  *decide.mutable_outcomes() = Says(*appealed, 60).outcomes();
  const auto decided = Ask(&AssessmentStub::DecideAppeal, Examiner(), decide);
  ASSERT_THAT(decided, IsOk());
  EXPECT_EQ(Get(decided->name(), Student())->state(), Judged::APPEALED);
  EXPECT_EQ(Get(decided->name(), Student())->appeals(0).decision(),
            Judged::Appeal::DECISION_UNSPECIFIED);
  const auto corrected = Publish(*decided);
  ASSERT_THAT(corrected, IsOk());
  const auto seen = Get(decided->name(), Student());
  EXPECT_EQ(seen->final_mark(), "6.0");
  EXPECT_EQ(seen->published_version(), 2);
  ASSERT_THAT(seen->judgements(), SizeIs(2));
  EXPECT_EQ(seen->judgements(0).final_mark_tenths(), 55) << "history is kept";
  EXPECT_EQ(seen->appeals(0).decision(), Judged::Appeal::UPHELD);

  GoTo(published_on + 42 + 42);
  EXPECT_THAT(Look(), IsOk());
  EXPECT_EQ(Get(seen->name(), Student())->state(), Judged::PUBLISHED);
  GoTo(published_on + 42 + 43);
  EXPECT_THAT(Look(), IsOk());
  EXPECT_THAT(Look(), IsOk());
  EXPECT_EQ(Get(seen->name(), Student())->state(), Judged::FINAL);
  EXPECT_THAT(Told("assessment."),
              ElementsAre("assessment.open", "assessment.inputs_complete", "assessment.judged",
                          "assessment.published", "assessment.appealed", "assessment.judged",
                          "assessment.published", "assessment.final"));
}

// What the judgement is for: the placement is completed with it (domain text 6.2).
TEST_P(AssessmentRpcTest, GivenAPlacementThatIsOver_WhenTheResultIsPublished_ThenCompleted) {
  VerifyOrganisation();
  const v1::Placement placement = Place(0, 30);
  const placement::PlacementId id(IdOf(placement.name()));
  world().agreements.facts[id] = {
      .is_offered = true, .is_in_force = true, .responsibilities_accepted = true};
  server::JudgementsOfAssessments judgements(proof().assessments);
  placement::PlacementDue due(world().placement_store, world().change_log, world().directory_facts,
                              world().agreements, world().scans, &judgements);
  const auto move = [&] {
    return due.MoveOne(TenantId("demo"), id, world().clock.Now(), DirectoryWorld::Deadline());
  };
  const auto state = [&] {
    v1::GetPlacementRequest get;
    get.set_name(placement.name());
    return world().Ask(world().placements, &Placements::GetPlacement, kOffice, get)->state();
  };
  EXPECT_THAT(move(), IsOkAndHolds(true));
  EXPECT_EQ(state(), v1::Placement::ACTIVE);
  const Item product = Confirmed(placement.name());
  GoTo(world().Today() + 30);
  EXPECT_THAT(move(), IsOkAndHolds(true));
  EXPECT_EQ(state(), v1::Placement::FINISHING);
  const Judged complete = Complete(placement.name(), product.name());
  const auto judged = Judge(complete, 75);
  ASSERT_THAT(judged, IsOk());
  EXPECT_THAT(move(), IsOkAndHolds(false)) << "nobody was told yet";
  ASSERT_THAT(Publish(*judged), IsOk());
  EXPECT_THAT(move(), IsOkAndHolds(true));
  EXPECT_EQ(state(), v1::Placement::COMPLETED);
}

TEST_P(AssessmentRpcTest, GivenTheDayAfterTheWindow_WhenAppealed_ThenClosed) {
  VerifyOrganisation();
  const v1::Placement placement = Place();
  const Judged complete = Complete(placement.name(), Confirmed(placement.name()).name());
  const auto published = Publish(*Judge(complete, 55));
  ASSERT_THAT(published, IsOk());
  GoTo(world().Today() + 43);
  EXPECT_THAT(Appeal(*published), StatusIs(Code::kFailedPrecondition, "APPEAL_WINDOW_CLOSED"));
  EXPECT_THAT(Look(), IsOk());
  const auto over = Get(published->name(), Student());
  EXPECT_THAT(Appeal(*over), StatusIs(Code::kFailedPrecondition, "ASSESSMENT_FINAL"));
}

}  // namespace
}  // namespace driehoek::test
