#include "shared/storage/file_store.h"

#include <filesystem>
#include <fstream>

#include "support/status_matchers.h"
#include "support/temp_folder.h"

namespace driehoek::storage {
namespace {

using ::driehoek::test::IsOk;
using ::driehoek::test::IsOkAndHolds;
using ::driehoek::test::StatusIs;

class FileStoreTest : public ::testing::Test {
 protected:
  std::string PathOf(const std::string& hash) const {
    return folder_.path() + "/files/demo/" + hash.substr(0, 2) + "/" + hash;
  }

  test::TempFolder folder_;
  FileStore store_{folder_.path()};
  const TenantId demo_{"demo"};
  const std::string missing_ = std::string(64, 'a');
};

TEST_F(FileStoreTest, GivenBytes_WhenStored_ThenReadBackUnderTheirHash) {
  const std::string bytes("%PDF\0\xff", 6);

  const auto hash = store_.Put(demo_, bytes);

  ASSERT_THAT(hash, IsOk());
  EXPECT_THAT(store_.Get(demo_, *hash), IsOkAndHolds(bytes));
  // FIPS 180-4, the example "abc".
  EXPECT_THAT(store_.Put(demo_, "abc"),
              IsOkAndHolds(
                  std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")));
}

TEST_F(FileStoreTest, GivenStoredFile_WhenStoredAgain_ThenOneFileAndNothingElse) {
  const auto hash = store_.Put(demo_, "x");
  ASSERT_THAT(store_.Put(demo_, "x"), IsOk());

  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
    files += entry.is_regular_file() ? 1 : 0;
  }
  EXPECT_EQ(files, 1);
  EXPECT_EQ(std::filesystem::status(PathOf(*hash)).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(FileStoreTest, GivenChangedByteOrCutFile_WhenRead_ThenDataLoss) {
  for (const char* damaged : {"sealee", "seale", ""}) {
    const auto hash = store_.Put(demo_, "sealed");
    std::ofstream(PathOf(*hash)) << damaged;

    EXPECT_THAT(store_.Get(demo_, *hash), StatusIs(absl::StatusCode::kDataLoss, "FILE_CORRUPT"));
  }
  EXPECT_THAT(store_.Put(demo_, "sealed"), IsOk());
  EXPECT_THAT(store_.Get(demo_, *store_.Put(demo_, "sealed")), IsOkAndHolds(std::string("sealed")));
}

TEST_F(FileStoreTest, GivenFileOfAnotherTenant_WhenRead_ThenNotFound) {
  const auto hash = store_.Put(demo_, "x");

  EXPECT_THAT(store_.Get(TenantId("other"), *hash),
              StatusIs(absl::StatusCode::kNotFound, "FILE_NOT_FOUND"));
}

TEST_F(FileStoreTest, GivenDeletedFile_WhenReadOrDeletedAgain_ThenNotFoundAndOk) {
  const auto hash = store_.Put(demo_, "x");

  EXPECT_THAT(store_.Delete(demo_, *hash), IsOk());
  EXPECT_THAT(store_.Get(demo_, *hash), StatusIs(absl::StatusCode::kNotFound, "FILE_NOT_FOUND"));
  EXPECT_THAT(store_.Delete(demo_, *hash), IsOk());
}

TEST_F(FileStoreTest, GivenNamesThatLeadElsewhere_WhenUsed_ThenRefused) {
  for (const char* tenant : {"", "..", "a/b", "Demo", "a\nb"}) {
    EXPECT_THAT(store_.Put(TenantId(tenant), "x"),
                StatusIs(absl::StatusCode::kInvalidArgument, "TENANT_MALFORMED"));
    EXPECT_THAT(store_.Get(TenantId(tenant), missing_),
                StatusIs(absl::StatusCode::kInvalidArgument, "TENANT_MALFORMED"));
  }
  for (const std::string& hash : {std::string("../../etc/passwd"), std::string(64, 'A'),
                                  std::string(63, 'a'), std::string(64, '.')}) {
    EXPECT_THAT(store_.Get(demo_, hash),
                StatusIs(absl::StatusCode::kInvalidArgument, "FILE_HASH_MALFORMED"));
    EXPECT_THAT(store_.Delete(demo_, hash),
                StatusIs(absl::StatusCode::kInvalidArgument, "FILE_HASH_MALFORMED"));
  }
}

TEST_F(FileStoreTest, GivenFolderThatCannotBeMade_WhenStored_ThenUnavailable) {
  std::ofstream(folder_.path() + "/files") << "a file in the way";

  EXPECT_THAT(store_.Put(demo_, "x"),
              StatusIs(absl::StatusCode::kUnavailable, "FILE_STORE_UNAVAILABLE"));
}

}  // namespace
}  // namespace driehoek::storage
