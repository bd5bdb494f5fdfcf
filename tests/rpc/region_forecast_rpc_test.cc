// The forecast of a shortfall by region (R24), over gRPC on every engine: students by their
// enrolments, seats by the offers at workplaces of establishments.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "capacity_world.h"
#include "server/offer_joins.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Code = absl::StatusCode;

// "region: students, searching, seats, shortfall" of each row.
std::vector<std::string> Told(const v1::ForecastShortfallResponse& forecast) {
  std::vector<std::string> told;
  for (const auto& row : forecast.rows()) {
    told.push_back(absl::StrCat(row.region(), ": ", row.student_count(), ", ",
                                row.searching_count(), ", ", row.free_seat_count(), ", ",
                                row.shortfall_count()));
  }
  return told;
}

class RegionForecastTest : public CapacityTest {
 protected:
  void SetUp() override {
    CapacityTest::SetUp();
    if (HasFatalFailure()) return;
    seats_ = std::make_unique<server::FreeSeatsOfCapacity>(capacity_world().offers,
                                                           capacity_world().claims, world().clock);
    world().free_seats.lent = seats_.get();
  }
  // Somebody who starts in 50 days and looks for a place.
  void Search(const std::string& region) {
    Steps steps(world());
    v1::CreatePlacementRequest request;
    request.set_parent(kDemo);
    auto& placement = *request.mutable_placement();
    placement.set_student(steps.Person("Anna"));
    placement.set_enrolment(steps.Enrolment(placement.student(), triangle().variant, region));
    placement.set_form(v1::Placement::DUAL_POST);
    *placement.mutable_start_date() = rpc::ToProto(world().Today() + 50);
    *placement.mutable_end_date() = rpc::ToProto(world().Today() + 150);
    placement.set_weekly_hours(32);
    ASSERT_THAT(world().Ask(world().placements, &Placements::CreatePlacement, kOffice, request),
                IsOk());
  }
  // Five seats at a workplace of a branch in that region.
  void Offer(const std::string& region) {
    Steps steps(world());
    const std::string branch = steps.Establishment(triangle().organisation, region);
    auto request = Wish();
    request.mutable_capacity_offer()->set_workplace(
        steps.Workplace(triangle().organisation, branch));
    Offered(request);
  }
  std::vector<std::string> Forecast(bool by_region, const Who& who = kOffice) {
    v1::ForecastShortfallRequest request;
    request.set_parent(kDemo);
    request.set_by_region(by_region);
    const auto forecast =
        world().Ask(world().placements, &Placements::ForecastShortfall, who, request);
    EXPECT_THAT(forecast, IsOk());
    return forecast.ok() ? Told(*forecast) : std::vector<std::string>();
  }
  std::vector<v1::Establishment> Branches() {
    v1::ListEstablishmentsRequest request;
    request.set_parent(triangle().organisation);
    const auto listed =
        world().Ask(world().directory, &Directory::ListEstablishments, kOffice, request);
    EXPECT_THAT(listed, IsOk());
    return {listed->establishments().begin(), listed->establishments().end()};
  }

 private:
  std::unique_ptr<server::FreeSeatsOfCapacity> seats_;
};
DRIEHOEK_ON_EVERY_ENGINE(RegionForecastTest);

TEST_P(RegionForecastTest, GivenSeatsInAnotherRegion_WhenForecastByRegion_ThenTheShortfallIsSeen) {
  for (const char* region : {"Achterhoek", "achterhoek", " Achterhoek ", "Twente", ""}) {
    Search(region);
  }
  Offer("Twente");
  EXPECT_THAT(Forecast(true),
              ElementsAre(": 1, 1, 0, 1", "Achterhoek: 3, 3, 0, 3", "Twente: 1, 1, 5, 0"));
  // Together there is a seat for everybody.
  EXPECT_THAT(Forecast(false), ElementsAre(": 5, 5, 5, 0"));
  Offer("ACHTERHOEK");
  // At the workplace of the triangle, which is in no branch: five seats somewhere.
  Offered(Wish());
  EXPECT_THAT(Forecast(true, kManager),
              ElementsAre(": 1, 1, 5, 0", "Achterhoek: 3, 3, 5, 0", "Twente: 1, 1, 5, 0"));
  EXPECT_THAT(Forecast(false), ElementsAre(": 5, 5, 15, 0"));
  // Whoever holds the role for another programme sees nothing of this one.
  world().credentials.programmes = {"01900000-0000-7000-8000-00000000dddd"};
  EXPECT_THAT(Forecast(true), IsEmpty());
}

TEST_P(RegionForecastTest, GivenManyStudents_WhenForecastByRegion_ThenEachIsFound) {
  // More than are read at once.
  constexpr int kMany = 501;
  Steps steps(world());
  const std::string student = steps.Person("Anna");
  const auto variant = world().directory_store.Find<directory::ProgrammeVariant>(
      TenantId("demo"), IdOf(triangle().variant), DirectoryWorld::Deadline());
  ASSERT_TRUE(variant.ok() && variant->has_value());
  std::vector<directory::EnrolmentId> ids;
  ASSERT_THAT(
      tenant_database().Write(
          TenantId("demo"), DirectoryWorld::Deadline(),
          [&](storage::TenantTransaction& transaction) -> absl::Status {
            ids.clear();
            for (int i = 0; i < kMany; ++i) {
              directory::Enrolment enrolment{.id = directory::EnrolmentId(world().ids.NewId()),
                                             .student = PersonId(IdOf(student)),
                                             .programme = (*variant)->programme,
                                             .variant = (*variant)->id,
                                             .phase = 1,
                                             .start_date = world().Today(),
                                             .region = absl::StrCat("R", i),
                                             .create_time = world().clock.Now(),
                                             .version = 1};
              ids.push_back(enrolment.id);
              DRIEHOEK_RETURN_IF_ERROR(directory::SqlDirectoryStore::Put(transaction, enrolment));
            }
            return absl::OkStatus();
          }),
      IsOk());
  const auto regions = world().reader.RegionsOf(TenantId("demo"), ids, DirectoryWorld::Deadline());
  ASSERT_THAT(regions, IsOk());
  ASSERT_EQ(regions->size(), ids.size());
  for (int i = 0; i < kMany; ++i) {
    EXPECT_EQ(regions->at(ids[static_cast<std::size_t>(i)]), absl::StrCat("R", i));
  }
}

TEST_P(RegionForecastTest, GivenBranch_WhenItsRegionIsUpdated_ThenTrimmedAndHeldToItsLength) {
  Steps(world()).Establishment(triangle().organisation, "Twente");
  const auto made = Branches().at(0);
  EXPECT_EQ(made.region(), "Twente");
  v1::UpdateEstablishmentRequest update;
  update.mutable_establishment()->set_name(made.name());
  update.mutable_establishment()->set_region("  De Achterhoek ");
  update.mutable_update_mask()->add_paths("region");
  const auto changed =
      world().Ask(world().directory, &Directory::UpdateEstablishment, kOffice, update);
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(changed->region(), "De Achterhoek");
  EXPECT_EQ(changed->display_name(), made.display_name());
  EXPECT_EQ(Branches().at(0).SerializeAsString(), changed->SerializeAsString());
  update.mutable_establishment()->set_region(std::string(61, 'x'));
  EXPECT_THAT(world().Ask(world().directory, &Directory::UpdateEstablishment, kOffice, update),
              StatusIs(Code::kInvalidArgument, "TEXT_TOO_LONG"));

  v1::UpdateEnrolmentRequest study;
  study.mutable_enrolment()->set_name(triangle().enrolment);
  study.mutable_enrolment()->set_region("Twente");
  study.mutable_update_mask()->add_paths("region");
  const auto enrolment =
      world().Ask(world().directory, &Directory::UpdateEnrolment, kOffice, study);
  ASSERT_THAT(enrolment, IsOk());
  EXPECT_EQ(enrolment->region(), "Twente");
  EXPECT_EQ(enrolment->phase(), 1);
  EXPECT_THAT(world().Ask(world().directory, &Directory::UpdateEnrolment,
                          As(Role::kStudent, triangle().student), study),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
}

TEST_P(RegionForecastTest, GivenWhereAStudentLooks_WhenRead_ThenTheSideOfTheEmployerDoesNotSeeIt) {
  v1::UpdateEnrolmentRequest study;
  study.mutable_enrolment()->set_name(triangle().enrolment);
  study.mutable_enrolment()->set_region("Twente");
  study.mutable_update_mask()->add_paths("region");
  ASSERT_THAT(world().Ask(world().directory, &Directory::UpdateEnrolment, kOffice, study), IsOk());
  v1::CreatePlacementRequest request;
  request.set_parent(kDemo);
  auto& placement = *request.mutable_placement();
  placement.set_student(triangle().student);
  placement.set_enrolment(triangle().enrolment);
  placement.set_form(v1::Placement::DUAL_POST);
  placement.set_workplace(triangle().workplace);
  placement.set_supervisor(triangle().supervisor);
  *placement.mutable_start_date() = rpc::ToProto(world().Today() + 50);
  *placement.mutable_end_date() = rpc::ToProto(world().Today() + 150);
  placement.set_weekly_hours(32);
  ASSERT_THAT(world().Ask(world().placements, &Placements::CreatePlacement, kOffice, request),
              IsOk());

  v1::GetEnrolmentRequest get;
  get.set_name(triangle().enrolment);
  v1::ListEnrolmentsRequest list;
  list.set_parent(kDemo);
  const auto seen_by = [&](const Who& who) {
    const auto one = world().Ask(world().directory, &Directory::GetEnrolment, who, get);
    const auto all = world().Ask(world().directory, &Directory::ListEnrolments, who, list);
    EXPECT_THAT(one, IsOk());
    EXPECT_THAT(all, IsOk());
    if (!one.ok() || !all.ok() || all->enrolments_size() != 1) return std::string("not one");
    EXPECT_EQ(all->enrolments(0).SerializeAsString(), one->SerializeAsString());
    EXPECT_EQ(one->phase(), 1);
    return one->region();
  };
  EXPECT_EQ(seen_by(As(Role::kWorkplaceSupervisor, triangle().supervisor_person)), "");
  EXPECT_EQ(seen_by(As(Role::kStudent, triangle().student)), "Twente");
  EXPECT_EQ(seen_by(As(Role::kTeacher, triangle().teacher)), "Twente");
  EXPECT_EQ(seen_by(kOffice), "Twente");
}

}  // namespace
}  // namespace driehoek::test
