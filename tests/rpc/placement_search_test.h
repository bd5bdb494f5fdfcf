// A student of the triangle who looks for a workplace, over gRPC on every engine.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "directory_steps.h"
#include "driehoek/v1/event.pb.h"
#include "placement/placement_proto.h"
#include "shared/events/event_log.h"
#include "support/database_test.h"

namespace driehoek::test {

class PlacementSearchTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    Migrate("events", events::Migrations());
    Migrate("directory", directory::Migrations());
    Migrate("placement", placement::Migrations());
    world_ = std::make_unique<DirectoryWorld>(tenant_database());
    ASSERT_THAT(world_->Found("demo"), IsOk());
    triangle_ = std::make_unique<Triangle>(*world_, v1::ProgrammeVariant::FULL_TIME);
    event_log_ = std::make_unique<events::EventLog>(tenant_database());
  }
  DirectoryWorld& world() { return *world_; }
  const Triangle& triangle() const { return *triangle_; }
  Who student() const { return As(Role::kStudent, triangle().student); }

  template <typename Q, typename R>
  absl::StatusOr<R> Ask(grpc::Status (Placements::*method)(grpc::ClientContext*, const Q&, R*),
                        const Who& who, const Q& request) {
    return world_->Ask(world_->placements, method, who, request);
  }
  // A search of the triangle's student that is to end in a start in `start` days.
  v1::CreatePlacementRequest Search(int start = 100) {
    v1::CreatePlacementRequest request;
    request.set_parent(kDemo);
    auto& placement = *request.mutable_placement();
    placement.set_student(triangle().student);
    placement.set_enrolment(triangle().enrolment);
    placement.set_form(v1::Placement::INTERNSHIP);
    *placement.mutable_start_date() = rpc::ToProto(world().Today() + start);
    *placement.mutable_end_date() = rpc::ToProto(world().Today() + start + 100);
    placement.set_weekly_hours(32);
    return request;
  }
  v1::Placement MakeSearch(int start = 100) {
    const auto made = Ask(&Placements::CreatePlacement, kOffice, Search(start));
    EXPECT_THAT(made, IsOk());
    return made.ok() ? *made : v1::Placement();
  }
  v1::ProposeWorkplaceRequest Proposal(const v1::Placement& placement) {
    v1::ProposeWorkplaceRequest request;
    request.set_name(placement.name());
    request.set_etag(placement.etag());
    request.set_workplace(triangle().workplace);
    return request;
  }
  v1::ProposeWorkplaceRequest Found(const v1::Placement& placement, const std::string& kvk = "") {
    v1::ProposeWorkplaceRequest request = Proposal(placement);
    request.clear_workplace();
    request.mutable_found()->set_organisation_display_name("De Vries Metaal");
    request.mutable_found()->set_kvk_number(kvk);
    request.mutable_found()->set_city("Zwolle");
    request.mutable_found()->set_workplace_display_name("Werkplaats");
    return request;
  }
  v1::ScreenPlacementRequest Verdict(const v1::Placement& placement,
                                     v1::ScreenPlacementRequest::Decision decision) {
    v1::ScreenPlacementRequest request;
    request.set_name(placement.name());
    request.set_etag(placement.etag());
    request.set_decision(decision);
    if (decision == v1::ScreenPlacementRequest::UNSUITABLE) request.set_reason("No level-5 work.");
    return request;
  }
  absl::StatusOr<v1::Placement> Get(const Who& who, const std::string& name) {
    v1::GetPlacementRequest request;
    request.set_name(name);
    return Ask(&Placements::GetPlacement, who, request);
  }
  std::size_t Listed(const Who& who) {
    v1::ListPlacementsRequest request;
    request.set_parent(kDemo);
    const auto answer = Ask(&Placements::ListPlacements, who, request);
    EXPECT_THAT(answer, IsOk());
    return answer.ok() ? static_cast<std::size_t>(answer->placements_size()) : 999;
  }
  std::vector<v1::Organisation> Organisations() {
    v1::ListOrganisationsRequest request;
    request.set_parent(kDemo);
    const auto listed =
        world().Ask(world().directory, &Directory::ListOrganisations, kOffice, request);
    EXPECT_THAT(listed, IsOk());
    return {listed->organisations().begin(), listed->organisations().end()};
  }
  absl::StatusOr<bool> Look(const v1::Placement& placement) {
    return world().due.MoveOne(TenantId("demo"), placement::PlacementId(IdOf(placement.name())),
                               world().clock.Now(), DirectoryWorld::Deadline());
  }
  // The marks that were told of, in order.
  std::vector<int> ToldSteps() {
    std::vector<int> steps;
    const auto all = event_log_->ReadAfter(TenantId("demo"), 0, 1000, DirectoryWorld::Deadline());
    EXPECT_THAT(all, IsOk());
    for (const events::StoredEvent& stored : *all) {
      if (stored.type != "placement.search_escalated") continue;
      v1::Event event;
      EXPECT_TRUE(event.ParseFromString(stored.payload));
      EXPECT_EQ(event.placement_changed().placement(), stored.resource);
      EXPECT_EQ(event.placement_changed().state(), v1::Placement::SEARCHING);
      steps.push_back(event.placement_changed().escalation_step());
    }
    return steps;
  }

 private:
  std::unique_ptr<DirectoryWorld> world_;
  std::unique_ptr<Triangle> triangle_;
  std::unique_ptr<events::EventLog> event_log_;
};

}  // namespace driehoek::test
