#include "progress/evidence/zip_directory.h"

#include <gtest/gtest.h>

#include <random>

#include "progress/evidence/zip_example.h"
#include "support/status_matchers.h"

namespace driehoek::progress::evidence {
namespace {

using test::IsOk;
using test::StatusIs;
using Code = absl::StatusCode;

TEST(ZipDirectoryTest, GivenAnArchive_WhenRead_ThenItsEntriesAreThere) {
  const std::string zip = ZipOf({{"a.txt", "hello"}, {"b/c.bin", "123", 0, 8}});
  const auto entries = ReadZipDirectory(zip);
  ASSERT_THAT(entries, IsOk());
  ASSERT_EQ(entries->size(), 2U);
  EXPECT_EQ((*entries)[0].name, "a.txt");
  EXPECT_EQ(StoredBytes(zip, (*entries)[0]), "hello");
  EXPECT_EQ((*entries)[1].compressed_bytes, 3U);
  EXPECT_EQ(StoredBytes(zip, (*entries)[1]), "") << "it is deflated";
  EXPECT_FALSE(UnpacksTooLarge(*entries));
}

TEST(ZipDirectoryTest, GivenBombs_WhenLookedAt_ThenTheyUnpackTooLarge) {
  EXPECT_TRUE(UnpacksTooLarge(*ReadZipDirectory(ZipBomb())));
  std::vector<SaidEntry> many;
  for (int i = 0; i < 60; ++i) many.push_back({"x", std::string(50'000, 'x'), 5U << 20U, 8});
  EXPECT_TRUE(UnpacksTooLarge(*ReadZipDirectory(ZipOf(many)))) << "300 MiB in all";
  const std::string shared = ZipOf(
      {{"a", std::string(1000, 'x'), 100'000, 8}, {"b", std::string(1000, 'x'), 100'000, 8, 0, 0}});
  EXPECT_TRUE(UnpacksTooLarge(*ReadZipDirectory(shared))) << "both say that they begin at 0";
}

TEST(ZipDirectoryTest, GivenWhatIsNoPlainArchive_WhenRead_ThenUnreadable) {
  EXPECT_THAT(ReadZipDirectory(""), StatusIs(Code::kInvalidArgument, "ZIP_UNREADABLE"));
  EXPECT_THAT(ReadZipDirectory(std::string(100, 'P')),
              StatusIs(Code::kInvalidArgument, "ZIP_UNREADABLE"));
  const std::string good = DocxBytes();
  EXPECT_THAT(ReadZipDirectory(good + "tail"), StatusIs(Code::kInvalidArgument, "ZIP_UNREADABLE"));
  EXPECT_THAT(ReadZipDirectory(good.substr(1)), StatusIs(Code::kInvalidArgument, "ZIP_UNREADABLE"))
      << "something else may hide in front";
  EXPECT_THAT(ReadZipDirectory(ZipOf({{"a", "b", 0, 0, 1}})),
              StatusIs(Code::kInvalidArgument, "ZIP_UNREADABLE"))
      << "encrypted";
  EXPECT_THAT(ReadZipDirectory(ZipOf({{"a", "b", 0, 0, 0, 1'000'000}})),
              StatusIs(Code::kInvalidArgument, "ZIP_UNREADABLE"))
      << "outside the file";
}

// Whatever bytes come, reading ends within them; the sanitizer builds watch that.
TEST(ZipDirectoryTest, GivenTenThousandBrokenArchives_WhenRead_ThenNeverBeyondTheBytes) {
  const std::string good = DocxBytes();
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    std::mt19937 random(seed);
    std::string broken = good;
    for (unsigned i = 0; i < 1 + random() % 4; ++i) {
      broken[random() % broken.size()] = static_cast<char>(random());
    }
    broken.resize(random() % 4 == 0 ? random() % broken.size() : broken.size());
    const auto entries = ReadZipDirectory(broken);
    if (!entries.ok()) continue;
    for (const ZipEntry& entry : *entries) {
      EXPECT_LE(StoredBytes(broken, entry).size(), broken.size()) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace driehoek::progress::evidence
