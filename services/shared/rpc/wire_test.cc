#include "shared/rpc/wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "driehoek/v1/directory_service.pb.h"
#include "shared/base/errors.h"

namespace driehoek::rpc {
namespace {

v1::ListProgrammesRequest ListRequest() {
  v1::ListProgrammesRequest request;
  request.set_parent("institutions/demo");
  return request;
}

TEST(ParsePageTest, GivenSizes_WhenParsed_ThenBoundsHold) {
  auto request = ListRequest();
  EXPECT_EQ(ParsePage(request)->size, 50);
  request.set_page_size(501);
  EXPECT_EQ(ParsePage(request)->size, 500);
  request.set_page_size(-1);
  EXPECT_EQ(ReasonOf(ParsePage(request).status()), "PAGE_SIZE_NEGATIVE");
}

TEST(ParsePageTest, GivenTokenOfSameRequest_WhenParsed_ThenCursorComesBack) {
  auto request = ListRequest();
  request.set_page_token(MakePageToken(request, "after-me"));
  request.set_page_size(10);

  EXPECT_EQ(ParsePage(request)->cursor, "after-me");
}

TEST(ParsePageTest, GivenTokenOfOtherRequest_WhenParsed_ThenRefused) {
  auto other = ListRequest();
  other.set_parent("institutions/other");
  auto request = ListRequest();
  request.set_page_token(MakePageToken(other, "after-me"));

  EXPECT_EQ(ReasonOf(ParsePage(request).status()), "PAGE_TOKEN_INVALID");
}

TEST(CheckEtagTest, GivenVersions_WhenChecked_ThenOnlyTheSameOnePasses) {
  EXPECT_TRUE(CheckEtag(Etag(3), 3).ok());
  EXPECT_EQ(ReasonOf(CheckEtag(Etag(2), 3)), "STALE_ETAG");
  EXPECT_EQ(ReasonOf(CheckEtag("", 3)), "ETAG_MISSING");
  EXPECT_TRUE(CheckEtag("", 3, EtagRule::kOptional).ok());
}

TEST(ApplyMaskTest, GivenNoMask_WhenApplied_ThenOnlySetFieldsChange) {
  v1::Programme target;
  target.set_name("n");
  target.set_display_name("old");
  target.set_sector("zorg");
  v1::Programme update;
  update.set_name("other");
  update.set_display_name("new");

  ASSERT_TRUE(ApplyMask({}, update, target).ok());

  EXPECT_EQ(target.display_name(), "new");
  EXPECT_EQ(target.sector(), "zorg");
  EXPECT_EQ(target.name(), "n");
}

TEST(ApplyMaskTest, GivenMaskOfEmptyField_WhenApplied_ThenItIsCleared) {
  v1::Programme target;
  target.set_sector("zorg");
  google::protobuf::FieldMask mask;
  mask.add_paths("sector");

  ASSERT_TRUE(ApplyMask(mask, v1::Programme(), target).ok());

  EXPECT_EQ(target.sector(), "");
}

TEST(ApplyMaskTest, GivenUnknownPath_WhenApplied_ThenRefused) {
  v1::Programme target;
  google::protobuf::FieldMask mask;
  mask.add_paths("colour");

  EXPECT_EQ(ReasonOf(ApplyMask(mask, v1::Programme(), target)), "MASK_PATH_UNKNOWN");
}

TEST(DateTest, GivenImpossibleDays_WhenRead_ThenRefused) {
  google::type::Date date;
  date.set_year(2026);
  date.set_month(2);
  date.set_day(29);
  EXPECT_EQ(ReasonOf(FromProto(date, "start_date").status()), "DATE_INVALID");
  date.set_year(2028);
  EXPECT_EQ(*FromProto(date, "start_date"), absl::CivilDay(2028, 2, 29));
}

}  // namespace
}  // namespace driehoek::rpc
