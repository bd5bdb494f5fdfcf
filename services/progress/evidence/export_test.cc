#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "progress/evidence/crc32.h"
#include "progress/evidence/evidence_example.h"
#include "progress/evidence/evidence_export.h"
#include "progress/evidence/zip_archive.h"
#include "progress/evidence/zip_directory.h"
#include "shared/base/errors.h"
#include "support/status_matchers.h"

namespace driehoek::progress::evidence {
namespace {

using test::IsOk;
using test::IsOkAndHolds;
using test::StatusIs;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

absl::StatusOr<std::string> Load(const ArchiveEntry& entry) {
  return std::string(static_cast<std::size_t>(entry.size_bytes), entry.sha256.front());
}

// The check value of the published catalogue of CRCs for CRC-32/ISO-HDLC.
TEST(Crc32Test, GivenTheCheckInput_WhenSummed_ThenAsPublished) {
  EXPECT_EQ(Crc32("123456789"), 0xCBF43926U);
  EXPECT_EQ(Crc32(""), 0U);
}

TEST(ZipArchiveTest, GivenEntries_WhenReadInParts_ThenOneArchiveThatReads) {
  const ZipArchive archive(
      {{.name = "index.html", .size_bytes = 5, .crc32 = Crc32("hello"), .bytes = "hello"},
       {.name = "files/1", .size_bytes = 300, .crc32 = 1, .sha256 = "b"},
       {.name = "files/2", .size_bytes = 7, .crc32 = 2, .sha256 = "c"}});
  const auto whole = archive.Bytes(0, archive.size_bytes() + 100, Load);
  ASSERT_THAT(whole, IsOk());
  EXPECT_EQ(static_cast<std::int64_t>(whole->size()), archive.size_bytes());
  const auto entries = ReadZipDirectory(*whole);
  ASSERT_THAT(entries, IsOk());
  ASSERT_THAT(*entries, SizeIs(3));
  EXPECT_EQ(StoredBytes(*whole, (*entries)[0]), "hello");
  EXPECT_EQ(StoredBytes(*whole, (*entries)[1]), std::string(300, 'b'));
  EXPECT_EQ(StoredBytes(*whole, (*entries)[2]), std::string(7, 'c'));
  for (const std::int64_t step : {1, 7, 64, 299}) {
    std::string joined;
    for (std::int64_t at = 0; at < archive.size_bytes(); at += step) {
      const auto part = archive.Bytes(at, step, Load);
      ASSERT_THAT(part, IsOk());
      joined += *part;
    }
    EXPECT_EQ(joined, *whole) << "in steps of " << step;
  }
  EXPECT_THAT(archive.Bytes(archive.size_bytes(), 10, Load), IsOkAndHolds(""));
}

TEST(ZipArchiveTest, GivenAFileThatIsShorter_WhenRead_ThenDataLoss) {
  const ZipArchive archive({{.name = "a", .size_bytes = 10, .crc32 = 1, .sha256 = "b"}});
  const auto shorter = [](const ArchiveEntry&) -> absl::StatusOr<std::string> {
    return std::string("b");
  };
  EXPECT_THAT(archive.Bytes(0, 1000, shorter),
              StatusIs(absl::StatusCode::kDataLoss, "FILE_CORRUPT"));
}

TEST(ZipArchiveTest, GivenAnotherFile_WhenFingerprinted_ThenAnotherArchive) {
  const ZipArchive one({{.name = "a", .size_bytes = 10, .crc32 = 1, .sha256 = "b"}});
  const ZipArchive other({{.name = "a", .size_bytes = 10, .crc32 = 2, .sha256 = "b"}});
  EXPECT_NE(one.Fingerprint(), other.Fingerprint());
}

TEST(EvidenceExportTest, GivenWordsOfPeople_WhenExported_ThenEscapedAndNeutral) {
  EvidenceItem item = ExampleItem(ItemState::kDisputed);
  item.title = "<script>alert('1')</script>";
  item.versions.back().content.text = "a & b <img src=x onerror=y>";
  item.versions.back().confirmation =
      Confirmation{ConfirmationKind::kDisputed, "\"no\" </pre>", kSupervisor, kNow};
  EvidenceItem file = ExampleItem();
  file.versions.back().content = ExampleFile("Foto <één>.jpg");
  file.versions.push_back({.content = {.kind = ContentKind::kLink, .text = "https://e.nl/?a=1&b=2"},
                           .creator = kStudent,
                           .time = kNow});
  const auto entries = ExportOf({item, file, ExampleItem(ItemState::kArchived)},
                                {.student = "Daan <b>", .programme = "Ad"}, absl::UTCTimeZone());
  ASSERT_THAT(entries, SizeIs(2));
  const std::string& html = entries[0].bytes;
  EXPECT_EQ(entries[0].name, "index.html");
  EXPECT_EQ(entries[0].crc32, Crc32(html));
  for (const char* bad : {"<script", "<img", "<b>", "onerror=y>", "\"no\""}) {
    EXPECT_THAT(html, Not(HasSubstr(bad)));
  }
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"));
  EXPECT_THAT(html, HasSubstr("href=\"https://e.nl/?a=1&amp;b=2\""));
  EXPECT_EQ(entries[1].name, "files/002-v01-Foto_n_.jpg");
  EXPECT_THAT(html, HasSubstr("href=\"files/002-v01-Foto_n_.jpg\""));
}

}  // namespace
}  // namespace driehoek::progress::evidence
