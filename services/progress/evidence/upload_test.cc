#include "progress/evidence/upload.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "support/status_matchers.h"
#include "support/violations.h"

namespace driehoek::progress::evidence {
namespace {

using test::IsOk;
using test::IsOkAndHolds;
using test::StatusIs;
using test::ViolationsOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Code = absl::StatusCode;

Upload Example(std::int64_t size = 1000, std::int64_t received = 400) {
  return {.id = UploadId("u"),
          .file_name = "photo.jpg",
          .size_bytes = size,
          .received_bytes = received};
}

TEST(UploadTest, GivenWhatIsAnnounced_WhenChecked_ThenWithinTheBounds) {
  const auto violations = [](const Upload& upload) {
    FieldViolations found;
    Check(upload, found);
    return ViolationsOf(found.ToStatus());
  };
  EXPECT_THAT(violations(Example(kLargestFile)), IsEmpty());
  EXPECT_THAT(violations(Example(kLargestFile + 1)), ElementsAre("size_bytes FILE_TOO_LARGE"));
  EXPECT_THAT(violations(Example(0)), ElementsAre("size_bytes FILE_EMPTY"));
  Upload wrong = Example(-1);
  wrong.file_name = "../../x";
  wrong.sha256 = "ABC";
  EXPECT_THAT(violations(wrong), ElementsAre("file_name FILE_NAME_UNSAFE", "size_bytes FILE_EMPTY",
                                             "sha256 HASH_MALFORMED"));
}

TEST(UploadTest, GivenAChunk_WhenPlaced_ThenOnlyWhereTheNextByteIs) {
  EXPECT_THAT(Place(Example(), 400, 100), IsOkAndHolds(ChunkStep::kAppend));
  EXPECT_THAT(Place(Example(), 400, 600), IsOkAndHolds(ChunkStep::kAppend));
  EXPECT_THAT(Place(Example(), 300, 100), IsOkAndHolds(ChunkStep::kCompare));
  EXPECT_THAT(Place(Example(), 0, 1), IsOkAndHolds(ChunkStep::kCompare));
  EXPECT_THAT(Place(Example(), 500, 100), StatusIs(Code::kFailedPrecondition, "OFFSET_UNEXPECTED"));
  EXPECT_THAT(Place(Example(), 399, 100), StatusIs(Code::kFailedPrecondition, "OFFSET_UNEXPECTED"));
  EXPECT_THAT(ViolationsOf(Place(Example(), 400, 601).status()),
              ElementsAre("data CHUNK_BEYOND_END"));
  EXPECT_THAT(ViolationsOf(Place(Example(), 400, 0).status()), ElementsAre("data CHUNK_EMPTY"));
  EXPECT_THAT(ViolationsOf(Place(Example(), -1, 1).status()),
              ElementsAre("offset OFFSET_NEGATIVE"));
  const std::int64_t large = kLargestFile;
  EXPECT_THAT(Place(Example(large), 400, kLargestChunk), IsOk());
  EXPECT_THAT(ViolationsOf(Place(Example(large), 400, kLargestChunk + 1).status()),
              ElementsAre("data CHUNK_TOO_LARGE"));
  EXPECT_THAT(
      ViolationsOf(Place(Example(), std::numeric_limits<std::int64_t>::max() - 10, 5).status()),
      ElementsAre("data CHUNK_BEYOND_END"));
}

TEST(UploadTest, GivenAFinishedUpload_WhenMoreComes_ThenRefused) {
  Upload finished = Example(1000, 1000);
  EXPECT_THAT(CheckComplete(finished), IsOk());
  EXPECT_THAT(CheckTakeable(finished), StatusIs(Code::kFailedPrecondition, "UPLOAD_NOT_FINISHED"));
  finished.state = UploadState::kFinished;
  EXPECT_THAT(CheckComplete(finished), StatusIs(Code::kFailedPrecondition, "UPLOAD_FINISHED"));
  EXPECT_THAT(CheckTakeable(finished), IsOk());
  EXPECT_THAT(Place(finished, 900, 100), IsOkAndHolds(ChunkStep::kCompare));
  finished.state = UploadState::kTaken;
  EXPECT_THAT(CheckTakeable(finished), StatusIs(Code::kFailedPrecondition, "UPLOAD_TAKEN"));
  EXPECT_THAT(CheckComplete(Example()), StatusIs(Code::kFailedPrecondition, "UPLOAD_INCOMPLETE"));
}

// A device on a bad network repeats, skips and restarts: in the end the bytes are the file's.
TEST(UploadTest, GivenTenThousandSeededNetworks_WhenChunksRepeat_ThenTheFileIsWhole) {
  for (unsigned seed = 0; seed < 10'000; ++seed) {
    std::mt19937 random(seed);
    std::string file(1 + random() % 200, ' ');
    for (char& byte : file) byte = static_cast<char>(random());
    Upload upload = Example(static_cast<std::int64_t>(file.size()), 0);
    std::string stored;
    for (int tries = 0; stored.size() < file.size() && tries < 5000; ++tries) {
      const std::size_t offset = random() % 3 == 0 ? random() % file.size() : stored.size();
      const std::size_t size = 1 + random() % (file.size() - offset);
      const auto step = Place(upload, static_cast<std::int64_t>(offset), size);
      if (!step.ok() || *step == ChunkStep::kCompare) continue;
      stored += file.substr(offset, size);
      upload.received_bytes = static_cast<std::int64_t>(stored.size());
    }
    ASSERT_EQ(stored, file) << "seed " << seed;
  }
}

}  // namespace
}  // namespace driehoek::progress::evidence
