// What an import wants stored, all or nothing: rows of several parts with their versions, events and external ids.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "directory/directory_proto.h"
#include "directory/resource_calls.h"
#include "placement/capacity/capacity_offer.h"
#include "placement/register/external_keys.h"
#include "placement/round/participant.h"
#include "shared/events/change_log.h"
#include "shared/rpc/call.h"

namespace driehoek::server {

// A value as an import leaves it; `value.version` is the one that it was read at.
template <typename V>
struct Draft {
  V value;
  bool is_new = false;
  bool is_changed = false;

  // Sets a field; an empty or equal value changes nothing.
  template <typename T>
  void Set(T V::*field, const T& wanted) {
    if (value.*field == wanted) return;
    value.*field = wanted;
    is_changed = true;
  }
  void SetText(std::string V::*field, const std::string& wanted) {
    if (!wanted.empty()) Set(field, wanted);
  }
};

// Rows are written in the order in which they were put: parents first.
class ImportPlan {
 public:
  // Of the register of the institution.
  explicit ImportPlan(const rpc::Call& call);
  // Of the resource of this name; `reason` goes into its audit row.
  ImportPlan(const rpc::Call& call, const std::string& resource, absl::string_view reason);

  // Nothing when the draft is neither new nor changed.
  template <typename V>
  void Put(const Draft<V>& draft) {
    if (!draft.is_new && !draft.is_changed) return;
    V value = draft.value;
    const std::string name = directory::Wire<V>::Name(call_.tenant(), value);
    plan_.writes.push_back({name, value.version});
    plan_.events.push_back(directory::DirectoryChanged(name));
    ++value.version;
    rows_.push_back([value = std::move(value)](storage::TenantTransaction& transaction) {
      return directory::SqlDirectoryStore::Put(transaction, value);
    });
  }
  // What is claimed must still fit in: FAILED_PRECONDITION / SEATS_TAKEN.
  void Put(const Draft<capacity::CapacityOffer>& draft);
  void Put(registry::NewKey key);
  // Wishes that the practice office hands in; `participant` has the version that it was read at. Each has an audit row of
  // its own, as if they were handed in one by one.
  void Put(placement::round::Participant participant);
  void ReliesOn(events::ResourceVersion version) { plan_.relies_on.push_back(std::move(version)); }

  // ABORTED / REGISTER_CHANGED when somebody else took a unique value meanwhile; those of ChangeLog::Commit.
  absl::Status Commit(events::ChangeLog& change_log, std::string response);

 private:
  const rpc::Call& call_;
  events::CommitPlan plan_;
  std::vector<std::function<absl::Status(storage::TenantTransaction&)>> rows_;
};

}  // namespace driehoek::server
