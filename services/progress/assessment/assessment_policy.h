// Who may call what on assessments (domain text 6.4), how a caller stands to one, and how much of
// it the caller sees.
#pragma once

#include <vector>

#include "progress/assessment/assessment.h"
#include "progress/assessment/sql_assessment_store.h"
#include "progress/facts.h"
#include "shared/auth/caller.h"
#include "shared/auth/rights.h"

namespace driehoek::progress::assessment {

inline constexpr absl::string_view kCreateAssessment =
    "driehoek.v1.AssessmentService/CreateAssessment";
inline constexpr absl::string_view kGetAssessment = "driehoek.v1.AssessmentService/GetAssessment";
inline constexpr absl::string_view kListAssessments =
    "driehoek.v1.AssessmentService/ListAssessments";
inline constexpr absl::string_view kNameExaminer = "driehoek.v1.AssessmentService/NameExaminer";
inline constexpr absl::string_view kGiveAssessmentAdvice =
    "driehoek.v1.AssessmentService/GiveAssessmentAdvice";
inline constexpr absl::string_view kRecordAssessmentTalk =
    "driehoek.v1.AssessmentService/RecordAssessmentTalk";
inline constexpr absl::string_view kSubmitAssessmentProduct =
    "driehoek.v1.AssessmentService/SubmitAssessmentProduct";
inline constexpr absl::string_view kWriteReflection =
    "driehoek.v1.AssessmentService/WriteReflection";
inline constexpr absl::string_view kWriteProofOfCompetence =
    "driehoek.v1.AssessmentService/WriteProofOfCompetence";
inline constexpr absl::string_view kRecordInputsException =
    "driehoek.v1.AssessmentService/RecordInputsException";
inline constexpr absl::string_view kJudgeAssessment =
    "driehoek.v1.AssessmentService/JudgeAssessment";
inline constexpr absl::string_view kPublishAssessment =
    "driehoek.v1.AssessmentService/PublishAssessment";
inline constexpr absl::string_view kAppealAssessment =
    "driehoek.v1.AssessmentService/AppealAssessment";
inline constexpr absl::string_view kDecideAppeal = "driehoek.v1.AssessmentService/DecideAppeal";

// The rows of AssessmentService for the rights table.
std::vector<auth::Right> AssessmentRights();

// As to the placement. An examiner is assigned where `examiner` is the caller, and reaches the
// programmes of the grant, to open an assessment there.
auth::Relations RelationsTo(const PlacementFact& placement, const PersonId& examiner,
                            const auth::Caller& caller, const ReachFact& reach);

// Cuts `query` down to what a caller, who needs one of `needed`, may list. False: nothing at all.
bool Narrow(auth::Relations needed, const auth::Caller& caller, const ReachFact& reach,
            AssessmentQuery& query);

// How much of an assessment a role sees.
enum class Sight {
  kWhole,      // also a judgement that is not published
  kPublished,  // what was published, and all inputs
  kAdvice,     // the side of the employer: its own advice
};
Sight SightOf(auth::Role role);

}  // namespace driehoek::progress::assessment
