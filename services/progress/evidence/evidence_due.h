// What time brings to evidence: for the server's deadline runner.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "progress/evidence/lifecycle.h"
#include "progress/evidence/sql_item_store.h"
#include "progress/evidence/sql_upload_store.h"
#include "progress/facts.h"
#include "progress/proof_facts.h"
#include "shared/events/change_log.h"

namespace driehoek::progress::evidence {

// Thread-safe; holds no state. What it refers to must outlive it.
class EvidenceDue {
 public:
  struct Parts {
    const SqlItemStore& items;
    const SqlUploadStore& uploads;
    events::ChangeLog& change_log;
    Placements& placements;
    Directory& directory;
    ProofProgrammes& programmes;
  };
  explicit EvidenceDue(const Parts& parts) : parts_(parts) {}

  // Leaves unverified what was not answered in time, and throws away uploads that nobody took up.
  // How many items changed. Cheap when there is nothing to do. Several processes may run it at
  // once: each item is moved by one of them.
  absl::StatusOr<int> Run(const TenantId& tenant, absl::Time now, absl::Time deadline) const;

 private:
  absl::StatusOr<bool> Move(const TenantId& tenant, const EvidenceItem& item, absl::CivilDay today,
                            absl::Time now, absl::Time deadline) const;

  const Parts parts_;
};

}  // namespace driehoek::progress::evidence
