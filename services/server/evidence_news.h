// What mails ask of evidence and assessments, joined.
#pragma once

#include "directory/reader.h"
#include "notify/ports.h"
#include "placement/sql_placement_store.h"
#include "progress/assessment/sql_assessment_store.h"
#include "progress/evidence/sql_item_store.h"

namespace driehoek::server {

// Thread-safe. What it refers to must outlive it.
class NewsOfEvidence final : public notify::Evidence {
 public:
  NewsOfEvidence(const progress::evidence::SqlItemStore& items,
                 const placement::SqlPlacementStore& placements,
                 const directory::DirectoryReader& reader)
      : items_(items), placements_(placements), reader_(reader) {}
  absl::StatusOr<notify::EvidenceNews> Of(const TenantId& tenant, absl::string_view name,
                                          absl::Time now, absl::Time deadline) override;

 private:
  const progress::evidence::SqlItemStore& items_;
  const placement::SqlPlacementStore& placements_;
  const directory::DirectoryReader& reader_;
};

// Thread-safe. What it refers to must outlive it.
class NewsOfAssessments final : public notify::Assessments {
 public:
  NewsOfAssessments(const progress::assessment::SqlAssessmentStore& assessments,
                    const placement::SqlPlacementStore& placements,
                    const directory::DirectoryReader& reader)
      : assessments_(assessments), placements_(placements), reader_(reader) {}
  absl::StatusOr<notify::AssessmentNews> Of(const TenantId& tenant, absl::string_view name,
                                            absl::Time now, absl::Time deadline) override;

 private:
  const progress::assessment::SqlAssessmentStore& assessments_;
  const placement::SqlPlacementStore& placements_;
  const directory::DirectoryReader& reader_;
};

}  // namespace driehoek::server
