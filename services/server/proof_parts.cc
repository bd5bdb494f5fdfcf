#include "server/proof_parts.h"

#include "progress/assessment/assessment_service.h"
#include "progress/evidence/evidence_service.h"
#include "shared/base/errors.h"

namespace driehoek::server {

ProofParts::ProofParts(const Outside& o)
    : items(o.tenants),
      uploads(o.tenants),
      assessments(o.tenants),
      programmes(o.reader),
      organisations(o.placements, o.reader),
      tasks(o.tasks),
      examiners(assessments),
      evidence(items),
      reading({items, o.progress_placements, o.progress_directory, programmes, organisations, tasks,
               examiners}),
      item_handler({reading, uploads, o.files, o.changes, o.ids}),
      upload_handler({reading, uploads, o.files, o.scanner, o.changes, o.ids}),
      profile_handler(reading, o.files),
      evidence_due(
          {items, uploads, o.changes, o.progress_placements, o.progress_directory, programmes}),
      evidence_service(progress::evidence::MakeEvidenceService(o.border, item_handler,
                                                               upload_handler, profile_handler)),
      desk({assessments, o.changes, o.progress_placements, o.progress_directory, programmes,
            evidence, evidence}),
      assessment_handler(desk, o.ids),
      input_handler(desk),
      assessment_due(assessments, o.changes, o.progress_directory),
      assessment_service(progress::assessment::MakeAssessmentService(o.border, assessment_handler,
                                                                     input_handler)) {}

absl::Status ProofParts::RunDue(const TenantId& tenant, absl::Time now, absl::Time deadline) const {
  DRIEHOEK_RETURN_IF_ERROR(evidence_due.Run(tenant, now, deadline).status());
  return assessment_due.Run(tenant, now, deadline).status();
}

}  // namespace driehoek::server
