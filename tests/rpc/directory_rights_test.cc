// Rights of directory and placements against the methods that the contract has.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "directory_world.h"

namespace driehoek::test {
namespace {

// Every method has a rule, and a role without a row is told so before anything is looked up.
TEST(DirectoryRightsTest, GivenTheService_WhenItsMethodsAreRead_ThenEachHasARow) {
  const auth::RightsTable rights(AllRights());
  std::vector<std::string> methods;
  for (const auto* service : {v1::Institution::descriptor()->file()->pool()->FindServiceByName(
                                  "driehoek.v1.DirectoryService"),
                              v1::Institution::descriptor()->file()->pool()->FindServiceByName(
                                  "driehoek.v1.PlacementService")}) {
    ASSERT_NE(service, nullptr);
    for (int i = 0; i < service->method_count(); ++i) {
      methods.push_back(service->full_name() + "/" + service->method(i)->name());
    }
  }
  EXPECT_THAT(methods, ::testing::Contains("driehoek.v1.PlacementService/GetPlacement"));
  EXPECT_THAT(rights.MethodsWithoutRule(methods), ::testing::IsEmpty());
}

}  // namespace
}  // namespace driehoek::test
