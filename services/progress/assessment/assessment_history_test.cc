// Seeded histories of assessments: whatever is tried in whatever order, no state follows another
// that the table of domain text 6.2 does not have, and what was published never changes.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "progress/assessment/assessment_example.h"

namespace driehoek::progress::assessment {
namespace {

using S = State;

// Domain text 6.2, row "Assessment"; an appeal leads to another judgement.
const std::map<S, std::set<S>> kTable = {
    {S::kOpen, {S::kInputsComplete}}, {S::kInputsComplete, {S::kJudged}},
    {S::kJudged, {S::kPublished}},    {S::kPublished, {S::kAppealed, S::kFinal}},
    {S::kAppealed, {S::kJudged}},     {S::kFinal, {}}};

class History {
 public:
  explicit History(unsigned seed) : random_(seed) {}

  void Step() {
    if (Pick(4) == 0) today_ += Pick(15);
    const Assessment before = assessment_;
    const auto change = Try();
    if (!change.ok()) return;
    assessment_ = change->after;
    CheckStep(before, *change);
  }

  const Assessment& assessment() const { return assessment_; }
  int corrected() const { return corrected_; }

 private:
  int Pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }
  PersonId Somebody() { return Pick(6) == 0 ? kTeacher : kExaminer; }

  Basis SomeBasis() {
    Basis basis = ExampleBasis();
    if (Pick(8) == 0) basis.around.contact.teacher = kExaminer;
    if (Pick(8) == 0) basis.around.placement.supervisor_person = kExaminer;
    is_close_by_ = basis.around.contact.teacher == kExaminer ||
                   basis.around.placement.supervisor_person == kExaminer;
    return basis;
  }

  Verdict SomeVerdict() {
    Verdict verdict = ExampleVerdict(5 + Pick(110));
    verdict.examiner = Somebody();
    if (Pick(8) == 0) verdict.outcomes.pop_back();
    return verdict;
  }

  absl::StatusOr<AssessmentChange> Try() {
    const Assessment complete = CompleteAssessment();
    switch (Pick(13)) {
      case 0:
        return GiveAdvice(assessment_, *complete.advice, kNow);
      case 1:
        return RecordTalk(assessment_, *complete.talk, kNow);
      case 2:
        return HandIn(assessment_, *complete.product, kNow);
      case 3:
        return Reflect(assessment_, *complete.reflection, kNow);
      case 4:
        return ProveCompetence(assessment_, *complete.proof_of_competence, kNow);
      case 5:
        return Pick(6) == 0 ? Except(assessment_, "Ill.", Somebody(), kNow)
                            : absl::StatusOr<AssessmentChange>(absl::OutOfRangeError(""));
      case 6:
      case 7:
        return Judge(assessment_, SomeVerdict(), SomeBasis(), kNow);
      case 8: {
        auto evidence = ExampleEvidence();
        if (Pick(6) == 0) evidence[0].version = 2;
        return Publish(assessment_, evidence, ExamplePolicy(), today_, kNow);
      }
      case 9:
        return MakeAppeal(assessment_, Pick(5) == 0 ? "" : "Unfair.", today_, kNow);
      case 10:
        return DecideAppeal(assessment_, static_cast<Decision>(Pick(2)), SomeVerdict(), SomeBasis(),
                            kNow);
      default: {
        auto change = PassTime(assessment_, today_, kNow);
        if (!change.has_value()) return absl::OutOfRangeError("");
        return *std::move(change);
      }
    }
  }

  void CheckStep(const Assessment& before, const AssessmentChange& change) {
    const Assessment& after = change.after;
    if (after.state != before.state) {
      EXPECT_TRUE(kTable.at(before.state).contains(after.state))
          << NameOf(before.state) << " -> " << NameOf(after.state);
    }
    for (std::size_t i = 0; i < before.judgements.size(); ++i) {
      if (!before.judgements[i].publish_time.has_value()) continue;
      ASSERT_LT(i, after.judgements.size());
      EXPECT_EQ(after.judgements[i], before.judgements[i]) << "what was published stands";
    }
    EXPECT_GE(PublishedVersion(after), PublishedVersion(before));
    if (PublishedVersion(after) > 1) ++corrected_;
    const bool is_judged = after.state == S::kJudged && change.told.size() == 1 &&
                           change.told.front() == Told::kJudged;
    if (is_judged) CheckJudged(after);
    if (after.state == S::kAppealed && before.state == S::kPublished) {
      EXPECT_LE(today_, *before.appeal_until);
    }
    if (after.state == S::kFinal && before.state == S::kPublished) {
      EXPECT_GT(today_, *before.appeal_until);
    }
  }

  void CheckJudged(const Assessment& after) const {
    const Judgement& judgement = after.judgements.back();
    EXPECT_FALSE(is_close_by_) << "nobody judges an own student";
    EXPECT_EQ(judgement.examiner, kExaminer);
    EXPECT_GE(judgement.mark_tenths, 10);
    EXPECT_LE(judgement.mark_tenths, 100);
    EXPECT_EQ(judgement.outcomes.size(), kOutcomes.size());
    EXPECT_TRUE(MissingInputs(after).empty() || after.inputs_exception.has_value());
    for (const Weighed& weighed : judgement.evidence) {
      EXPECT_EQ(weighed.exclusion.has_value(), weighed.item == EvidenceId("unverified"));
    }
  }

  std::mt19937 random_;
  absl::CivilDay today_ = kMonday;
  Assessment assessment_ = ExampleAssessment();
  bool is_close_by_ = false;
  int corrected_ = 0;
};

TEST(AssessmentHistoryTest, GivenTenThousandHistories_WhenAnythingIsTried_ThenOnlyTheTableHappens) {
  std::map<S, int> reached;
  int corrected = 0;
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    History history(seed);
    const unsigned steps = 10 + seed % 120;
    for (unsigned step = 0; step < steps; ++step) history.Step();
    ++reached[history.assessment().state];
    corrected += history.corrected() > 0 ? 1 : 0;
    ASSERT_FALSE(testing::Test::HasFailure());
  }
  EXPECT_EQ(reached.size(), kTable.size()) << "every state is where some history ends";
  EXPECT_GT(corrected, 100) << "appeals were tried to their end too";
}

}  // namespace
}  // namespace driehoek::progress::assessment
