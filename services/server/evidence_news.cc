#include "server/evidence_news.h"

#include "progress/assessment/assessment_names.h"
#include "progress/evidence/item_names.h"
#include "shared/auth/rights.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::server {

absl::StatusOr<notify::EvidenceNews> NewsOfEvidence::Of(const TenantId& tenant,
                                                        absl::string_view name, absl::Time now,
                                                        absl::Time deadline) {
  using progress::evidence::ItemState;
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, progress::evidence::kItemPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto item,
                            items_.Find(tenant, progress::evidence::ItemId(parsed.id()), deadline));
  if (!item.has_value() || item->versions.empty()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto placement,
      placements_.Find(tenant, placement::PlacementId(item->placement.value()), deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto student,
                            reader_.NamedPersonOf(tenant, item->student, deadline));
  if (!placement.has_value() || !student.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reader_.Today(tenant, now, deadline));
  const auto& question = item->versions.back().question;
  notify::EvidenceNews news{
      .student_name = student->display_name,
      .student_given_name = student->given_name,
      .title = item->title,
      .today = today,
      .student = item->student,
      .is_asked = item->state == ItemState::kConfirmationRequested && question.has_value(),
      .is_disputed = item->state == ItemState::kDisputed};
  if (question.has_value()) news.confirm_by = question->due_date;
  if (placement::IsShownToEmployer(*placement)) news.supervisor = placement->supervisor_person;
  return news;
}

absl::StatusOr<notify::AssessmentNews> NewsOfAssessments::Of(const TenantId& tenant,
                                                             absl::string_view name,
                                                             absl::Time /*now*/,
                                                             absl::Time deadline) {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, progress::assessment::kAssessmentPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto assessment,
      assessments_.Find(tenant, progress::assessment::AssessmentId(parsed.id()), deadline));
  if (!assessment.has_value()) return auth::NotFound();
  notify::AssessmentNews news{
      .student = assessment->student,
      .is_published = progress::assessment::Holding(*assessment) != nullptr};
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto placement,
      placements_.Find(tenant, placement::PlacementId(assessment->placement.value()), deadline));
  if (!placement.has_value() || placement->workplace.empty()) return news;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto place,
      reader_.WorkplaceOf(tenant, directory::WorkplaceId(placement->workplace.value()), deadline));
  if (place.has_value()) news.organisation_name = place->organisation.display_name;
  return news;
}

}  // namespace driehoek::server
