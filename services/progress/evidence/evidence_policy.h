// Who may call what on evidence (domain text 6.4), and how a caller stands to it.
#pragma once

#include <vector>

#include "progress/evidence/sql_item_store.h"
#include "progress/facts.h"
#include "shared/auth/caller.h"
#include "shared/auth/rights.h"

namespace driehoek::progress::evidence {

inline constexpr absl::string_view kCreateEvidenceItem =
    "driehoek.v1.EvidenceService/CreateEvidenceItem";
inline constexpr absl::string_view kGetEvidenceItem = "driehoek.v1.EvidenceService/GetEvidenceItem";
inline constexpr absl::string_view kListEvidenceItems =
    "driehoek.v1.EvidenceService/ListEvidenceItems";
inline constexpr absl::string_view kAddEvidenceVersion =
    "driehoek.v1.EvidenceService/AddEvidenceVersion";
inline constexpr absl::string_view kLinkEvidenceItem =
    "driehoek.v1.EvidenceService/LinkEvidenceItem";
inline constexpr absl::string_view kRequestEvidenceConfirmations =
    "driehoek.v1.EvidenceService/RequestEvidenceConfirmations";
inline constexpr absl::string_view kConfirmEvidenceItems =
    "driehoek.v1.EvidenceService/ConfirmEvidenceItems";
inline constexpr absl::string_view kDisputeEvidenceItem =
    "driehoek.v1.EvidenceService/DisputeEvidenceItem";
inline constexpr absl::string_view kArchiveEvidenceItem =
    "driehoek.v1.EvidenceService/ArchiveEvidenceItem";
inline constexpr absl::string_view kBeginEvidenceUpload =
    "driehoek.v1.EvidenceService/BeginEvidenceUpload";
inline constexpr absl::string_view kGetEvidenceUpload =
    "driehoek.v1.EvidenceService/GetEvidenceUpload";
inline constexpr absl::string_view kWriteEvidenceUploadChunk =
    "driehoek.v1.EvidenceService/WriteEvidenceUploadChunk";
inline constexpr absl::string_view kFinishEvidenceUpload =
    "driehoek.v1.EvidenceService/FinishEvidenceUpload";
inline constexpr absl::string_view kReadEvidenceFile =
    "driehoek.v1.EvidenceService/ReadEvidenceFile";
inline constexpr absl::string_view kGetEvidenceProfile =
    "driehoek.v1.EvidenceService/GetEvidenceProfile";
inline constexpr absl::string_view kGetOutcomeProgress =
    "driehoek.v1.EvidenceService/GetOutcomeProgress";
inline constexpr absl::string_view kExportEvidence = "driehoek.v1.EvidenceService/ExportEvidence";

// The rows of EvidenceService for the rights table.
std::vector<auth::Right> EvidenceRights();

// As to the placement; an examiner who is named for its assessment, among `judged`, is assigned
// too.
auth::Relations RelationsTo(const PlacementFact& placement, const auth::Caller& caller,
                            const ReachFact& reach, const std::vector<PlacementId>& judged);

// Cuts `query` down to what a caller, who needs one of `needed`, may list. False: nothing at all.
bool Narrow(auth::Relations needed, const auth::Caller& caller, const ReachFact& reach,
            const std::vector<PlacementId>& judged, ItemQuery& query);

}  // namespace driehoek::progress::evidence
