#include "progress/evidence/item_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "progress/evidence/evidence_example.h"
#include "support/status_matchers.h"

namespace driehoek::progress::evidence {
namespace {

using test::IsOkAndHolds;
using test::StatusIs;

TEST(ItemJsonTest, GivenVersions_WhenWrittenAndRead_ThenTheSame) {
  EvidenceItem item = ExampleItem(ItemState::kConfirmed);
  item.versions.push_back({.content = ExampleFile("één.jpg"), .creator = kStudent, .time = kNow});
  item.versions.back().is_unverified = true;
  EXPECT_THAT(VersionsFromJson(ToJson(item.versions)), IsOkAndHolds(item.versions));
  EXPECT_THAT(CodesFromJson(ToJson(item.outcome_codes)), IsOkAndHolds(item.outcome_codes));
  EXPECT_THAT(FileFromJson(ToJson(item.versions.back().content.file)),
              IsOkAndHolds(item.versions.back().content.file));
  EXPECT_THAT(FileFromJson(ToJson(std::optional<FileFact>())),
              IsOkAndHolds(std::optional<FileFact>()));
}

TEST(ItemJsonTest, GivenAnythingElse_WhenRead_ThenUnreadable) {
  for (const char* bad : {"", "{", "[{}]", "{}", "[1]"}) {
    EXPECT_THAT(VersionsFromJson(bad),
                StatusIs(absl::StatusCode::kInternal, "STORED_PART_UNREADABLE"))
        << bad;
  }
}

}  // namespace
}  // namespace driehoek::progress::evidence
