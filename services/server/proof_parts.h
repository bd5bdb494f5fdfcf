// Evidence and assessments put together: stores, joins, handlers, services and what falls due.
#pragma once

#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/service_type.h>

#include <memory>
#include <string>

#include "directory/reader.h"
#include "placement/sql_placement_store.h"
#include "progress/assessment/assessment_desk.h"
#include "progress/assessment/assessment_due.h"
#include "progress/assessment/assessment_handler.h"
#include "progress/assessment/input_handler.h"
#include "progress/evidence/evidence_due.h"
#include "progress/evidence/evidence_reading.h"
#include "progress/evidence/item_handler.h"
#include "progress/evidence/profile_handler.h"
#include "progress/evidence/upload_handler.h"
#include "server/proof_joins.h"
#include "shared/rpc/border.h"

namespace driehoek::server {

// Thread-safe. What it refers to must outlive it.
class ProofParts {
 public:
  struct Outside {
    storage::TenantDatabase& tenants;
    events::ChangeLog& changes;
    IdSource& ids;
    rpc::Border& border;
    const storage::FileStore& files;
    const directory::DirectoryReader& reader;
    const placement::SqlPlacementStore& placements;
    const progress::task::SqlTaskStore& tasks;
    progress::Placements& progress_placements;
    progress::Directory& progress_directory;
    progress::evidence::VirusScanner& scanner;
  };
  explicit ProofParts(const Outside& outside);
  ProofParts(const ProofParts&) = delete;
  ProofParts& operator=(const ProofParts&) = delete;

  absl::Status RunDue(const TenantId& tenant, absl::Time now, absl::Time deadline) const;

  progress::evidence::SqlItemStore items;
  progress::evidence::SqlUploadStore uploads;
  progress::assessment::SqlAssessmentStore assessments;
  ProgrammesOfProof programmes;
  OrganisationsOfEvidence organisations;
  TasksOfEvidence tasks;
  ExaminersOfAssessments examiners;
  EvidenceOfAssessments evidence;
  progress::evidence::EvidenceReading reading;
  progress::evidence::ItemHandler item_handler;
  progress::evidence::UploadHandler upload_handler;
  progress::evidence::ProfileHandler profile_handler;
  progress::evidence::EvidenceDue evidence_due;
  std::unique_ptr<grpc::Service> evidence_service;
  progress::assessment::AssessmentDesk desk;
  progress::assessment::AssessmentHandler assessment_handler;
  progress::assessment::InputHandler input_handler;
  progress::assessment::AssessmentDue assessment_due;
  std::unique_ptr<grpc::Service> assessment_service;
};

}  // namespace driehoek::server
