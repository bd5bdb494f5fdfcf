// What one change writes, the same for both sides of the benchmark: a resource's version, a row of
// a service with a text of one kilobyte, the answer for a repeated request, one link of the audit
// chain and one event.
#pragma once

#include <string>

#include "shared/storage/migrate.h"

namespace driehoek::bench {

struct WriteRows {
  std::string id;          // of the row; unique
  std::string name;        // of the resource
  std::string request_id;  // unique
  std::string text;        // of the row
  std::string body_hash;
  std::string answer;
  std::string payload;  // of the event
};

inline constexpr char kTenant[] = "demo";
inline constexpr char kCaller[] = "institutions/demo/persons/01900000-0000-7000-8000-000000000001";
inline constexpr char kMethod[] = "driehoek.v1.AgreementService/UpdateAgreementDraft";
inline constexpr char kEvent[] = "agreement.changed";

// The rows of the `turn`th change of one of the callers.
WriteRows RowsOf(int caller, int turn);

// The table of the service's row.
absl::Span<const storage::Migration> NoteMigrations();

}  // namespace driehoek::bench
