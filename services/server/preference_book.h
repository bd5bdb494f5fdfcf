// Wishes of a matching round from a file and to a file, joined: what the rounds, the directory and
// the external ids of the register keep.
#pragma once

#include <string>
#include <vector>

#include "directory/sql_directory_store.h"
#include "placement/register/books.h"
#include "placement/register/external_keys.h"
#include "placement/round/facts.h"
#include "placement/round/sql_round_store.h"
#include "shared/events/change_log.h"

namespace driehoek::server {

// Thread-safe; holds no state. What it refers to must outlive it.
class PreferenceBook final : public registry::PreferenceBooks {
 public:
  struct Parts {
    const directory::SqlDirectoryStore& directory;
    const registry::ExternalKeys& keys;
    const placement::round::SqlRoundStore& rounds;
    placement::round::RoundFacts& facts;
    events::ChangeLog& change_log;
  };
  explicit PreferenceBook(const Parts& parts) : parts_(parts) {}

  absl::Status Import(const rpc::Call& call, const std::string& round,
                      const std::vector<registry::PreferenceRow>& rows, registry::RowReport& report,
                      registry::Books::Answer answer) override;
  absl::StatusOr<std::vector<std::vector<std::string>>> Export(const rpc::Call& call,
                                                               const std::string& round) override;

 private:
  const Parts parts_;
};

}  // namespace driehoek::server
