// The shared claims on attention as they are joined in the server, and institutions that know one
// supervisor of one organisation, each in its own register.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "access/access_keys.h"
#include "directory_steps.h"
#include "google/rpc/error_details.pb.h"
#include "placement/attention/attention_claims.h"
#include "server/attention_joins.h"
#include "support/database_test.h"

namespace driehoek::test {

inline constexpr char kKvk[] = "12345678";
inline constexpr char kIngridsMail[] = "ingrid@vanleeuwen.example";

// Lent to the placements of a world for as long as this lives.
class SharedClaims {
 public:
  SharedClaims(storage::TenantDatabase& database, DirectoryWorld& world)
      : world_(world),
        keys_(access::AccessKeys::Derive(std::string(32, 's'))),
        supervisors_(world.reader, keys_),
        claims({database, world.placement_store, supervisors_, world.ids, world.clock,
                placement::attention::DeriveSlotKey(std::string(32, 's'))}) {
    world_.attention.lent = &claims;
  }
  ~SharedClaims() { world_.attention.lent = nullptr; }
  SharedClaims(const SharedClaims&) = delete;
  SharedClaims& operator=(const SharedClaims&) = delete;

 private:
  DirectoryWorld& world_;
  const access::AccessKeys keys_;
  server::SharedSupervisorsOfDirectory supervisors_;

 public:
  placement::attention::AttentionClaims claims;
};

// What one institution knows of the organisation: a full-time policy allows two students at once.
struct SharedPlace {
  std::string tenant, variant, organisation, workplace, supervisor_person, supervisor;

  SharedPlace(DirectoryWorld& world, const std::string& of_tenant, bool is_verified = true,
              const std::string& email = kIngridsMail)
      : tenant(of_tenant) {
    Steps steps(world, tenant);
    variant = steps.Variant(steps.Programme(), v1::ProgrammeVariant::FULL_TIME);
    const auto made = steps.Organisation("Van Leeuwen", kKvk);
    EXPECT_THAT(made, IsOk());
    organisation = made->name();
    if (is_verified) steps.Verify(*made);
    workplace = steps.Workplace(organisation);
    AddSupervisor(steps, email);
  }
  // From then on `supervisor` is somebody else.
  void AddSupervisor(Steps& steps, const std::string& email) {
    supervisor_person = steps.Person("Ingrid Maas");
    if (!email.empty()) steps.Mail(supervisor_person, email);
    supervisor = steps.Supervisor(organisation, supervisor_person);
  }
};

// The values that a refusal carries.
inline std::map<std::string, std::string> MetadataOf(const absl::Status& status) {
  const auto payload = status.GetPayload("type.googleapis.com/google.rpc.ErrorInfo");
  google::rpc::ErrorInfo info;
  if (!payload.has_value() || !info.ParseFromString(std::string(*payload))) return {};
  return {info.metadata().begin(), info.metadata().end()};
}

}  // namespace driehoek::test
