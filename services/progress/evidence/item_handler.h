// What EvidenceService does with items: each call in six steps.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/evidence_service.pb.h"
#include "progress/evidence/evidence_reading.h"
#include "progress/evidence/item_proto.h"
#include "progress/evidence/lifecycle.h"
#include "progress/evidence/sql_upload_store.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"
#include "shared/storage/file_store.h"

namespace driehoek::progress::evidence {

// Thread-safe; holds no state. What it refers to must outlive it.
class ItemHandler {
 public:
  struct Parts {
    const EvidenceReading& reading;
    const SqlUploadStore& uploads;
    const storage::FileStore& files;
    events::ChangeLog& change_log;
    IdSource& ids;
  };
  explicit ItemHandler(const Parts& parts) : parts_(parts), reading_(parts.reading) {}

  absl::StatusOr<v1::EvidenceItem> CreateEvidenceItem(
      const rpc::Call& call, const v1::CreateEvidenceItemRequest& request) const;
  absl::StatusOr<v1::EvidenceItem> GetEvidenceItem(const rpc::Call& call,
                                                   const v1::GetEvidenceItemRequest& request) const;
  absl::StatusOr<v1::ListEvidenceItemsResponse> ListEvidenceItems(
      const rpc::Call& call, const v1::ListEvidenceItemsRequest& request) const;
  absl::StatusOr<v1::EvidenceItem> AddEvidenceVersion(
      const rpc::Call& call, const v1::AddEvidenceVersionRequest& request) const;
  absl::StatusOr<v1::EvidenceItem> LinkEvidenceItem(
      const rpc::Call& call, const v1::LinkEvidenceItemRequest& request) const;
  absl::StatusOr<v1::RequestEvidenceConfirmationsResponse> RequestEvidenceConfirmations(
      const rpc::Call& call, const v1::RequestEvidenceConfirmationsRequest& request) const;
  absl::StatusOr<v1::ConfirmEvidenceItemsResponse> ConfirmEvidenceItems(
      const rpc::Call& call, const v1::ConfirmEvidenceItemsRequest& request) const;
  absl::StatusOr<v1::EvidenceItem> DisputeEvidenceItem(
      const rpc::Call& call, const v1::DisputeEvidenceItemRequest& request) const;
  absl::StatusOr<v1::EvidenceItem> ArchiveEvidenceItem(
      const rpc::Call& call, const v1::ArchiveEvidenceItemRequest& request) const;

 private:
  using Loaded = EvidenceReading::OfPlacement;
  // The item, which the caller may do this to, at the version that the caller saw.
  absl::StatusOr<Loaded> Load(const rpc::Call& call, const std::string& name,
                              const std::string& etag) const;
  // All items of a bundle, 1 to 50, none twice.
  template <typename References>
  absl::StatusOr<std::vector<Loaded>> LoadBundle(const rpc::Call& call,
                                                 const References& references) const;
  // What was sent, with the file that an upload became; `taken` is the upload that is taken up.
  absl::Status Resolve(const rpc::Call& call, const PlacementId& placement, SentContent& sent,
                       std::optional<Upload>& taken, FieldViolations& violations) const;
  // TaskId of `name`; REFERENCE_NOT_FOUND at `field` when it is no task of the placement.
  absl::StatusOr<TaskId> ReadTask(const rpc::Call& call, const PlacementId& placement,
                                  const std::string& name, absl::string_view field,
                                  FieldViolations& violations) const;
  absl::StatusOr<ItemChange> Answered(const rpc::Call& call, Loaded loaded,
                                      const Answer& answer) const;

  // A change and the version that it was decided on.
  struct Decided {
    ItemChange change;
    std::int64_t before = 0;
  };
  // Stores all changes or none, and answers with what `respond` makes of the items.
  template <typename Response, typename Respond>
  absl::StatusOr<Response> Commit(const rpc::Call& call, std::vector<Decided> decided,
                                  const std::optional<Upload>& taken, Respond respond) const;
  absl::StatusOr<v1::EvidenceItem> CommitOne(const rpc::Call& call,
                                             absl::StatusOr<ItemChange> change, std::int64_t before,
                                             const std::optional<Upload>& taken = {}) const;

  const Parts parts_;
  const EvidenceReading& reading_;
};

}  // namespace driehoek::progress::evidence
