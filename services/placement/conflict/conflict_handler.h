// What ConflictService does: each call in six steps.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "driehoek/v1/conflict_service.pb.h"
#include "placement/conflict/facts.h"
#include "placement/conflict/sql_conflict_store.h"
#include "placement/facts.h"
#include "shared/base/id_source.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::placement::conflict {

// Thread-safe; holds no state. What it refers to must outlive it.
class ConflictHandler {
 public:
  struct Parts {
    const SqlConflictStore& store;
    events::ChangeLog& change_log;
    IdSource& ids;
    DirectoryFacts& directory;
    SidesFacts& sides;
  };
  explicit ConflictHandler(const Parts& parts) : parts_(parts) {}

  absl::StatusOr<v1::ConflictOfInterest> GetConflictOfInterest(
      const rpc::Call& call, const v1::GetConflictOfInterestRequest& request) const;
  absl::StatusOr<v1::ListConflictsOfInterestResponse> ListConflictsOfInterest(
      const rpc::Call& call, const v1::ListConflictsOfInterestRequest& request) const;
  absl::StatusOr<v1::ConflictOfInterest> CreateConflictOfInterest(
      const rpc::Call& call, const v1::CreateConflictOfInterestRequest& request) const;
  absl::StatusOr<v1::ConflictOfInterest> EndConflictOfInterest(
      const rpc::Call& call, const v1::EndConflictOfInterestRequest& request) const;

 private:
  absl::StatusOr<ReachFact> Reach(const rpc::Call& call) const;
  // The conflict behind `name`, which the caller may do this to.
  absl::StatusOr<ConflictOfInterest> LoadAllowed(const rpc::Call& call,
                                                 const std::string& name) const;
  // With names to show. Notes that the caller saw them.
  absl::StatusOr<std::vector<v1::ConflictOfInterest>> View(
      const rpc::Call& call, const std::vector<ConflictOfInterest>& conflicts) const;
  // Adds what is wrong with the references of `draft`, and sets what it copies from them.
  absl::Status CheckReferences(const rpc::Call& call, ConflictOfInterest& draft,
                               FieldViolations& violations) const;
  // ALREADY_EXISTS / CONFLICT_EXISTS when the same one runs in the programme of `draft`.
  absl::Status CheckIsNew(const rpc::Call& call, const ConflictOfInterest& draft) const;
  // Stores `conflict`, decided on version `before`, and answers with it.
  absl::StatusOr<v1::ConflictOfInterest> Commit(const rpc::Call& call, ConflictOfInterest conflict,
                                                std::int64_t before) const;

  const Parts parts_;
};

}  // namespace driehoek::placement::conflict
