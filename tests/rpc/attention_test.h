// Two institutions with their registers, and what stands in the tenant of the organisation that
// they share.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "attention_world.h"

namespace driehoek::test {

inline const TenantId kOrganisation("kvk-12345678");

class AttentionRpcTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    Migrate("events", events::Migrations());
    Migrate("directory", directory::Migrations());
    Migrate("placement", placement::Migrations());
    Migrate("attention", placement::attention::Migrations());
    world_ = std::make_unique<DirectoryWorld>(tenant_database());
    for (const char* tenant : {"north", "south"}) ASSERT_THAT(world_->Found(tenant), IsOk());
    shared_ = std::make_unique<SharedClaims>(tenant_database(), *world_);
  }
  DirectoryWorld& world() { return *world_; }
  placement::attention::AttentionClaims& claims() { return shared_->claims; }

  // A placement of a new student, unless `student` is given.
  v1::CreatePlacementRequest Wish(const SharedPlace& place, int first = 14, int days = 100,
                                  const std::string& student = "") {
    Steps steps(world(), place.tenant);
    v1::CreatePlacementRequest request;
    request.set_parent(steps.parent());
    auto& placement = *request.mutable_placement();
    placement.set_student(student.empty() ? steps.Person("Daan Verhoeven") : student);
    placement.set_enrolment(steps.Enrolment(placement.student(), place.variant));
    placement.set_form(v1::Placement::INTERNSHIP);
    placement.set_workplace(place.workplace);
    placement.set_supervisor(place.supervisor);
    *placement.mutable_start_date() = rpc::ToProto(world().Today() + first);
    *placement.mutable_end_date() = rpc::ToProto(world().Today() + first + days);
    placement.set_weekly_hours(24);
    return request;
  }
  Who Office(const std::string& tenant) { return {.tenant = tenant}; }
  absl::StatusOr<v1::Placement> Make(const SharedPlace& place,
                                     const v1::CreatePlacementRequest& request) {
    return world().Ask(world().placements, &Placements::CreatePlacement, Office(place.tenant),
                       request);
  }
  absl::StatusOr<v1::Placement> Make(const SharedPlace& place) { return Make(place, Wish(place)); }
  void End(const SharedPlace& place, const std::string& name) {
    v1::GetPlacementRequest get;
    get.set_name(name);
    const auto now =
        world().Ask(world().placements, &Placements::GetPlacement, Office(place.tenant), get);
    ASSERT_THAT(now, IsOk());
    v1::EndPlacementRequest request;
    request.set_name(name);
    request.set_etag(now->etag());
    request.set_reason("De afdeling sluit.");
    ASSERT_THAT(
        world().Ask(world().placements, &Placements::EndPlacement, Office(place.tenant), request),
        IsOk());
  }
  absl::StatusOr<v1::Placement> Update(const SharedPlace& place, const v1::Placement& changes) {
    v1::UpdatePlacementRequest request;
    *request.mutable_placement() = changes;
    return world().Ask(world().placements, &Placements::UpdatePlacement, Office(place.tenant),
                       request);
  }
  // "institution state" of each claim in the tenant of the organisation.
  std::vector<std::string> Claims() {
    std::vector<std::string> all;
    for (const storage::Row& row : Select(kOrganisation,
                                          "SELECT institution_id, state FROM attention_claim WHERE "
                                          "tenant_id = $1 ORDER BY institution_id, state")) {
      all.push_back(absl::StrCat(row.Text(0), " ", row.Text(1)));
    }
    return all;
  }
  std::vector<std::string> Notes(const std::string& tenant) {
    std::vector<std::string> all;
    for (const storage::Row& row :
         Select(TenantId(tenant), "SELECT state FROM attention_note WHERE tenant_id = $1")) {
      all.push_back(row.Text(0));
    }
    return all;
  }
  storage::Rows Select(const TenantId& tenant, absl::string_view sql) {
    storage::Rows rows;
    EXPECT_THAT(
        tenant_database().Read(tenant, DirectoryWorld::Deadline(),
                               [&](storage::TenantTransaction& transaction) -> absl::Status {
                                 DRIEHOEK_ASSIGN_OR_RETURN(rows, transaction.Execute(sql));
                                 return absl::OkStatus();
                               }),
        IsOk());
    return rows;
  }
  void RunClock() {
    for (const char* tenant : {"north", "south"}) {
      EXPECT_THAT(claims().SettleDue(TenantId(tenant), DirectoryWorld::Deadline()), IsOk());
    }
  }
  void LookAtAll(const std::string& tenant) {
    EXPECT_THAT(claims().SettleAll(TenantId(tenant), DirectoryWorld::Deadline()), IsOk());
  }

 private:
  std::unique_ptr<DirectoryWorld> world_;
  std::unique_ptr<SharedClaims> shared_;
};

}  // namespace driehoek::test
