// The guards of assessments, each at its boundary.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "progress/assessment/assessment_example.h"
#include "progress/assessment/assessment_json.h"
#include "support/status_matchers.h"
#include "support/violations.h"

namespace driehoek::progress::assessment {
namespace {

using test::IsOk;
using test::StatusIs;
using test::ViolationsOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;

TEST(AssessmentLifecycleTest, GivenAnExaminerCloseBy_WhenOpened_ThenOnlyRecognised) {
  for (const auto& [person, reason] : std::vector<std::pair<PersonId, std::string>>{
           {kSupervisor, "EXAMINER_IS_SUPERVISOR"}, {kTeacher, "EXAMINER_IS_CONTACT_PERSON"}}) {
    Assessment draft{.id = AssessmentId("a"), .examiner = person};
    EXPECT_THAT(Open(draft, ExampleAround(), kNow), StatusIs(Code::kFailedPrecondition, reason));
    draft.recognition = Recognition{"EC-2026-12", "Trained.", kTeacher, kNow};
    EXPECT_THAT(Open(draft, ExampleAround(), kNow), IsOk());
  }
  EXPECT_THAT(ViolationsOf(Open({.examiner = kStudent}, ExampleAround(), kNow).status()),
              ElementsAre("assessment.examiner SAME_PERSON"));
  const auto opened = Open({.examiner = kExaminer}, ExampleAround(), kNow);
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(opened->after.state, State::kOpen);
  EXPECT_EQ(opened->after.enrolment, EnrolmentId("enrolment"));
  EXPECT_THAT(opened->told, ElementsAre(Told::kOpen));
}

TEST(AssessmentLifecycleTest, GivenInputs_WhenTheLastComesIn_ThenComplete) {
  const Assessment complete = CompleteAssessment();
  Assessment assessment = ExampleAssessment();
  EXPECT_THAT(MissingInputs(assessment), SizeIs(5));
  assessment = GiveAdvice(assessment, *complete.advice, kNow)->after;
  assessment = RecordTalk(assessment, *complete.talk, kNow)->after;
  assessment = HandIn(assessment, *complete.product, kNow)->after;
  assessment = Reflect(assessment, *complete.reflection, kNow)->after;
  EXPECT_EQ(assessment.state, State::kOpen);
  EXPECT_THAT(Judge(assessment, ExampleVerdict(), ExampleBasis(), kNow),
              StatusIs(Code::kFailedPrecondition, "INPUTS_MISSING"));
  const auto last = ProveCompetence(assessment, *complete.proof_of_competence, kNow);
  ASSERT_THAT(last, IsOk());
  EXPECT_EQ(last->after.state, State::kInputsComplete);
  EXPECT_THAT(last->told, ElementsAre(Told::kInputsComplete));
  const auto again = Reflect(last->after, {"Better.", kStudent, kNow}, kNow);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->after.state, State::kInputsComplete);
  EXPECT_THAT(again->told, IsEmpty()) << "told once";
}

TEST(AssessmentLifecycleTest, GivenAnException_WhenRecorded_ThenWhatWasMissingIsKept) {
  EXPECT_THAT(Except(ExampleAssessment(), "Ill.", kTeacher, kNow),
              StatusIs(Code::kPermissionDenied, "NOT_THE_EXAMINER"));
  EXPECT_THAT(ViolationsOf(Except(ExampleAssessment(), "", kExaminer, kNow).status()),
              ElementsAre("reason TEXT_MISSING"));
  EXPECT_THAT(Except(CompleteAssessment(), "Ill.", kExaminer, kNow),
              StatusIs(Code::kFailedPrecondition, "INPUTS_NOT_MISSING"));
  const auto excepted = Except(ExampleAssessment(), "The company is gone.", kExaminer, kNow);
  ASSERT_THAT(excepted, IsOk());
  EXPECT_THAT(excepted->after.inputs_exception->missing, SizeIs(5));
  EXPECT_THAT(Judge(excepted->after, ExampleVerdict(), ExampleBasis(), kNow), IsOk());
}

TEST(AssessmentLifecycleTest, GivenAVerdict_WhenNotWhole_ThenEveryFieldIsNamed) {
  Verdict verdict = ExampleVerdict();
  verdict.outcomes = {{"LU1", 5, ""}};
  verdict.mark_tenths = 101;
  verdict.reason = "";
  EXPECT_THAT(ViolationsOf(Judge(CompleteAssessment(), verdict, ExampleBasis(), kNow).status()),
              ElementsAre("outcomes[0].level NUMBER_OUT_OF_RANGE",
                          "outcomes[0].reason TEXT_MISSING", "outcomes OUTCOME_MISSING",
                          "final_mark_tenths NUMBER_OUT_OF_RANGE", "reason TEXT_MISSING"));
  for (const int mark : {10, 100}) {
    EXPECT_THAT(Judge(CompleteAssessment(), ExampleVerdict(mark), ExampleBasis(), kNow), IsOk());
  }
  for (const int mark : {9, 101, 0, -10}) {
    EXPECT_THAT(
        ViolationsOf(
            Judge(CompleteAssessment(), ExampleVerdict(mark), ExampleBasis(), kNow).status()),
        ElementsAre("final_mark_tenths NUMBER_OUT_OF_RANGE"));
  }
  Verdict other = ExampleVerdict();
  other.examiner = kTeacher;
  EXPECT_THAT(Judge(CompleteAssessment(), other, ExampleBasis(), kNow),
              StatusIs(Code::kPermissionDenied, "NOT_THE_EXAMINER"));
}

TEST(AssessmentLifecycleTest, GivenTheExaminerBecameContactPerson_WhenJudging_ThenRefused) {
  Basis basis = ExampleBasis();
  basis.around.contact.teacher = kExaminer;
  EXPECT_THAT(Judge(CompleteAssessment(), ExampleVerdict(), basis, kNow),
              StatusIs(Code::kFailedPrecondition, "EXAMINER_IS_CONTACT_PERSON"));
  basis = ExampleBasis();
  basis.around.placement.supervisor_person = kExaminer;
  EXPECT_THAT(Judge(CompleteAssessment(), ExampleVerdict(), basis, kNow),
              StatusIs(Code::kFailedPrecondition, "EXAMINER_IS_SUPERVISOR"));
}

// Fail case of journey 9: what nobody confirmed does not count, and says why.
TEST(AssessmentLifecycleTest, GivenUnverifiedEvidence_WhenJudged_ThenListedAsExcluded) {
  const Assessment judged = JudgedAssessment();
  const auto& evidence = judged.judgements.back().evidence;
  ASSERT_THAT(evidence, SizeIs(2));
  EXPECT_EQ(evidence[0].exclusion, std::nullopt);
  EXPECT_EQ(evidence[1].exclusion, Exclusion::kUnverified);
  EXPECT_EQ(evidence[1].title, "From a company");
  const auto published = Publish(judged, ExampleEvidence(), ExamplePolicy(), kMonday, kNow);
  ASSERT_THAT(published, IsOk());
  EXPECT_THAT(published->uses, ElementsAre(EvidenceId("good")));
}

TEST(AssessmentLifecycleTest, GivenCountedEvidenceThatChanged_WhenPublished_ThenJudgeAgain) {
  auto changed = ExampleEvidence();
  changed[0].version = 2;
  EXPECT_THAT(Publish(JudgedAssessment(), changed, ExamplePolicy(), kMonday, kNow),
              StatusIs(Code::kAborted, "EVIDENCE_CHANGED"));
  changed = ExampleEvidence();
  changed[0].exclusion = Exclusion::kDisputed;
  EXPECT_THAT(Publish(JudgedAssessment(), changed, ExamplePolicy(), kMonday, kNow),
              StatusIs(Code::kAborted, "EVIDENCE_CHANGED"));
  changed = ExampleEvidence();
  changed[1].version = 9;
  EXPECT_THAT(Publish(JudgedAssessment(), changed, ExamplePolicy(), kMonday, kNow), IsOk())
      << "what does not count may change";
  const auto again = Judge(JudgedAssessment(), ExampleVerdict(60), ExampleBasis(), kNow);
  ASSERT_THAT(again, IsOk());
  EXPECT_THAT(again->after.judgements, SizeIs(1)) << "nobody saw the one before";
}

TEST(AssessmentLifecycleTest, GivenAPublishedResult_WhenChanged_ThenRefused) {
  const Assessment published = PublishedAssessment();
  const auto refused = StatusIs(Code::kFailedPrecondition, "ASSESSMENT_PUBLISHED");
  EXPECT_THAT(Judge(published, ExampleVerdict(), ExampleBasis(), kNow), refused);
  EXPECT_THAT(Publish(published, ExampleEvidence(), ExamplePolicy(), kMonday, kNow), refused);
  EXPECT_THAT(GiveAdvice(published, Advice{}, kNow), refused);
  EXPECT_THAT(RecordTalk(published, Talk{}, kNow), refused);
  EXPECT_THAT(HandIn(published, Product{}, kNow), refused);
  EXPECT_THAT(Reflect(published, {"x", kStudent, kNow}, kNow), refused);
  EXPECT_THAT(ProveCompetence(published, {"x", kStudent, kNow}, kNow), refused);
  EXPECT_THAT(Except(published, "x", kExaminer, kNow), refused);
  EXPECT_THAT(NameExaminer(published, PersonId("other"), std::nullopt, ExampleAround(), kNow),
              refused);
}

TEST(AssessmentLifecycleTest, GivenSixWeeks_WhenAppealed_ThenUpToTheLastDay) {
  const Assessment published = PublishedAssessment();
  EXPECT_EQ(*published.appeal_until, kMonday + 42);
  EXPECT_THAT(MakeAppeal(published, "Unfair.", kMonday, kNow), IsOk());
  EXPECT_THAT(MakeAppeal(published, "Unfair.", kMonday + 42, kNow), IsOk());
  EXPECT_THAT(MakeAppeal(published, "Unfair.", kMonday + 43, kNow),
              StatusIs(Code::kFailedPrecondition, "APPEAL_WINDOW_CLOSED"));
  EXPECT_EQ(PassTime(published, kMonday + 42, kNow), std::nullopt);
  const auto over = PassTime(published, kMonday + 43, kNow);
  ASSERT_TRUE(over.has_value());
  EXPECT_EQ(over->after.state, State::kFinal);
  EXPECT_THAT(MakeAppeal(over->after, "Unfair.", kMonday, kNow),
              StatusIs(Code::kFailedPrecondition, "ASSESSMENT_FINAL"));
  EXPECT_THAT(MakeAppeal(JudgedAssessment(), "Unfair.", kMonday, kNow),
              StatusIs(Code::kFailedPrecondition, "ASSESSMENT_NOT_PUBLISHED"));
}

TEST(AssessmentLifecycleTest, GivenAnAppealUpheld_WhenPublishedAgain_ThenHistoryIsKept) {
  const Assessment appealed =
      MakeAppeal(PublishedAssessment(), "You forgot LU2.", kMonday + 42, kNow)->after;
  EXPECT_EQ(PassTime(appealed, kMonday + 100, kNow), std::nullopt) << "it waits for a decision";
  const auto decided =
      DecideAppeal(appealed, Decision::kUpheld, ExampleVerdict(80), ExampleBasis(), kNow);
  ASSERT_THAT(decided, IsOk());
  EXPECT_EQ(decided->after.state, State::kJudged);
  EXPECT_EQ(ShownState(decided->after), State::kAppealed) << "nobody was told yet";
  EXPECT_EQ(Holding(decided->after)->mark_tenths, 75);
  EXPECT_THAT(Judge(decided->after, ExampleVerdict(), ExampleBasis(), kNow),
              StatusIs(Code::kFailedPrecondition, "ASSESSMENT_APPEALED"));
  const auto published =
      Publish(decided->after, ExampleEvidence(), ExamplePolicy(), kMonday + 50, kNow);
  ASSERT_THAT(published, IsOk());
  EXPECT_EQ(PublishedVersion(published->after), 2);
  EXPECT_EQ(Holding(published->after)->mark_tenths, 80);
  EXPECT_EQ(published->after.judgements.front(), appealed.judgements.front());
  EXPECT_EQ(*published->after.appeal_until, kMonday + 92);
}

TEST(AssessmentLifecycleTest, GivenAnAppealRejected_WhenDecided_ThenTheJudgementIsRepeated) {
  const Assessment appealed = MakeAppeal(PublishedAssessment(), "Unfair.", kMonday, kNow)->after;
  const auto decided =
      DecideAppeal(appealed, Decision::kRejected,
                   {.reason = "It is as it was.", .examiner = kExaminer}, ExampleBasis(), kNow);
  ASSERT_THAT(decided, IsOk());
  EXPECT_EQ(decided->after.judgements.back().mark_tenths, 75);
  EXPECT_EQ(decided->after.judgements.back().outcomes, appealed.judgements.back().outcomes);
  EXPECT_EQ(decided->after.judgements.back().appeal, 1);
  EXPECT_THAT(DecideAppeal(PublishedAssessment(), Decision::kRejected,
                           {.reason = "No.", .examiner = kExaminer}, ExampleBasis(), kNow),
              StatusIs(Code::kFailedPrecondition, "ASSESSMENT_NOT_APPEALED"));
}

TEST(AssessmentLifecycleTest, GivenMarks_WhenWritten_ThenWithOneDecimal) {
  EXPECT_EQ(MarkText(10), "1.0");
  EXPECT_EQ(MarkText(75), "7.5");
  EXPECT_EQ(MarkText(100), "10.0");
}

TEST(AssessmentJsonTest, GivenAnAssessment_WhenWrittenAndRead_ThenTheSame) {
  Assessment full = DecideAppeal(MakeAppeal(PublishedAssessment(), "Unfair.", kMonday, kNow)->after,
                                 Decision::kUpheld, ExampleVerdict(80), ExampleBasis(), kNow)
                        ->after;
  full.recognition = Recognition{"EC-1", "Because.", kTeacher, kNow};
  full.inputs_exception = InputsException{{Input::kTalk, Input::kAdvice}, "Ill.", kExaminer, kNow};
  Assessment read;
  ASSERT_THAT(FillContent(ContentToJson(full), read), IsOk());
  EXPECT_EQ(read.recognition, full.recognition);
  EXPECT_EQ(read.advice, full.advice);
  EXPECT_EQ(read.talk, full.talk);
  EXPECT_EQ(read.product, full.product);
  EXPECT_EQ(read.reflection, full.reflection);
  EXPECT_EQ(read.proof_of_competence, full.proof_of_competence);
  EXPECT_EQ(read.inputs_exception, full.inputs_exception);
  EXPECT_EQ(read.judgements, full.judgements);
  EXPECT_EQ(read.appeals, full.appeals);
  EXPECT_EQ(read.appeal_until, full.appeal_until);
  Assessment empty;
  ASSERT_THAT(FillContent(ContentToJson(Assessment()), empty), IsOk());
  for (const char* bad : {"", "{", "[]", "{}", "{\"judgements\":[1],\"appeals\":[]}"}) {
    EXPECT_THAT(FillContent(bad, empty), StatusIs(Code::kInternal, "STORED_PART_UNREADABLE"))
        << bad;
  }
}

}  // namespace
}  // namespace driehoek::progress::assessment
