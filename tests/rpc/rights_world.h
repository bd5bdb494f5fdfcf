// The whole service over real gRPC, with four triangles in two institutions, and a call to it by the name of a method with a
// request in JSON: what the rights matrix asks its questions with.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/wiring.h"
#include "shared/auth/call_token.h"
#include "shared/storage/database.h"
#include "shared/storage/tenant_database.h"
#include "support/ids.h"
#include "support/json_calls.h"
#include "support/temp_folder.h"

namespace driehoek::test {

// How what is asked about stands to the caller.
enum class Case { kOwn, kOtherPerson, kOtherProgramme, kOtherTenant };
inline constexpr int kCases = 4;

class RightsWorld {
 public:
  // Fails the test, and `ok` stays false, when anything cannot be made.
  RightsWorld();
  ~RightsWorld();

  // The answer as JSON. Each `$word` in `json` becomes the name of that thing in the triangle of `which`; `$person` is the
  // caller for kOwn, else the student.
  absl::StatusOr<std::string> Call(absl::string_view method, absl::string_view json, const auth::Caller& caller, Case which);
  // Who acts in `role` in the first triangle; a practice office and a manager have its programme only.
  auth::Caller CallerIn(auth::Role role) const;
  const Names& names(Case which) const { return triangles_[static_cast<std::size_t>(which)]; }

  bool ok = false;

 private:
  void Found();
  // Makes a triangle in `tenant`, of the programme of `beside` when that is not null.
  Names MakeTriangle(const std::string& tenant, const Names* beside);
  // Adds a matching round of the triangle to `n`: round, place, participant, run.
  void MakeRound(const std::string& tenant, Names& n);
  std::string PutHours(const Names& known);

  TempFolder folder_;
  SystemClock clock_;
  SeededIds ids_{7};
  std::unique_ptr<server::Service> service_;
  std::unique_ptr<storage::Database> database_;
  std::unique_ptr<storage::TenantDatabase> tenants_;
  std::unique_ptr<auth::CallTokenKeys> keys_;
  std::unique_ptr<JsonCalls> calls_;
  std::array<Names, kCases> triangles_;
};

}  // namespace driehoek::test
