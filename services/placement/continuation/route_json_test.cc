#include "placement/continuation/route_json.h"

#include <gtest/gtest.h>

#include "shared/base/errors.h"

namespace driehoek::placement::continuation {
namespace {

TEST(RouteJsonTest, GivenOptions_WhenWrittenAndRead_ThenTheSame) {
  const std::vector<Option> options = {
      {.id = "a",
       .kind = OptionKind::kShortPlacementsCombined,
       .workplaces = {{.organisation = OrganisationId("o"),
                       .workplace = WorkplaceId("w"),
                       .workplace_name = "Zorg \"thuis\"",
                       .organisation_name = "Van Leeuwen",
                       .sector_matches = true,
                       .supervisor_places_left = 2,
                       .scan = ScanFound::kExpired,
                       .score = 132}},
       .outcome_codes = {"LU1", "LU2"}},
      {.id = "b", .kind = OptionKind::kOther, .note = "Een opdracht\nvoor de gemeente"}};
  EXPECT_EQ(OptionsFromJson(ToJson(options)).value(), options);
  EXPECT_TRUE(OptionsFromJson("[]").value().empty());
}

TEST(RouteJsonTest, GivenWhatNobodyWrote_WhenRead_ThenRefused) {
  for (const char* json :
       {"", "{}", "[1]", R"([{"id":"a","kind":"magic","note":"","workplaces":[],"outcomes":[]}])",
        R"([{"id":"a","kind":"other","note":"","workplaces":[{}],"outcomes":[]}])",
        R"([{"id":"a","kind":"other","note":"","workplaces":[],"outcomes":[1]}])"}) {
    EXPECT_EQ(ReasonOf(OptionsFromJson(json).status()), "STORED_PART_UNREADABLE") << json;
  }
}

}  // namespace
}  // namespace driehoek::placement::continuation
