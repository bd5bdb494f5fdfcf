// Files of evidence over gRPC, on every engine: in, back and out as an archive.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "progress/evidence/zip_directory.h"
#include "progress/evidence/zip_example.h"
#include "proof_world.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"
#include "support/violations.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Code = absl::StatusCode;
using File = v1::EvidenceUpload;

constexpr std::size_t kChunk = std::size_t{512} << 10;

// A picture by its first bytes, of any size.
std::string Jpeg(std::size_t size) {
  std::string bytes = "\xFF\xD8\xFF\xE0";
  while (bytes.size() < size) bytes.push_back(static_cast<char>(bytes.size() * 31 % 251));
  return bytes;
}

class EvidenceFileRpcTest : public ProofTest {
 protected:
  absl::StatusOr<File> Begin(const std::string& placement, const std::string& file_name,
                             std::int64_t size, const std::string& sha256 = "") {
    v1::BeginEvidenceUploadRequest request;
    request.set_parent(kDemo);
    auto& upload = *request.mutable_evidence_upload();
    upload.set_placement(placement);
    upload.set_file_name(file_name);
    upload.set_size_bytes(size);
    upload.set_sha256(sha256);
    return Ask(&EvidenceStub::BeginEvidenceUpload, Student(), request);
  }
  absl::StatusOr<File> Write(const std::string& name, std::int64_t offset,
                             const std::string& data) {
    v1::WriteEvidenceUploadChunkRequest request;
    request.set_name(name);
    request.set_offset(offset);
    request.set_data(data);
    return Ask(&EvidenceStub::WriteEvidenceUploadChunk, Student(), request);
  }
  absl::StatusOr<File> Finish(const std::string& name) {
    v1::FinishEvidenceUploadRequest request;
    request.set_name(name);
    return Ask(&EvidenceStub::FinishEvidenceUpload, Student(), request);
  }
  absl::StatusOr<File> GetUpload(const std::string& name, const Who& who) {
    v1::GetEvidenceUploadRequest request;
    request.set_name(name);
    return Ask(&EvidenceStub::GetEvidenceUpload, who, request);
  }
  // In one go.
  absl::StatusOr<File> Send(const std::string& placement, const std::string& file_name,
                            const std::string& bytes) {
    auto upload = Begin(placement, file_name, static_cast<std::int64_t>(bytes.size()));
    if (!upload.ok()) return upload;
    for (std::size_t at = 0; at < bytes.size(); at += kChunk) {
      const auto written =
          Write(upload->name(), static_cast<std::int64_t>(at), bytes.substr(at, kChunk));
      if (!written.ok()) return written;
    }
    return Finish(upload->name());
  }
  absl::StatusOr<Item> TakeUp(const std::string& placement, const std::string& upload) {
    v1::CreateEvidenceItemRequest request = Wish(placement);
    request.mutable_content()->set_upload(upload);
    return Create(request);
  }
  absl::StatusOr<std::string> Read(const std::string& name, const Who& who) {
    std::string bytes;
    while (true) {
      v1::ReadEvidenceFileRequest request;
      request.set_name(name);
      request.set_offset(static_cast<std::int64_t>(bytes.size()));
      const auto part = Ask(&EvidenceStub::ReadEvidenceFile, who, request);
      if (!part.ok()) return part.status();
      EXPECT_LE(part->data().size(), kChunk);
      bytes += part->data();
      if (part->next_offset() == part->file().size_bytes()) return bytes;
    }
  }
  std::int64_t Rows(const char* sql) {
    std::int64_t rows = 0;
    EXPECT_THAT(database().Read(Soon(),
                                [&](storage::Transaction& transaction) -> absl::Status {
                                  const auto counted = transaction.Execute(sql, {});
                                  if (counted.ok()) rows = counted->front().Int(0);
                                  return counted.status();
                                }),
                IsOk());
    return rows;
  }
  std::int64_t Chunks() { return Rows("SELECT COUNT(*) FROM evidence_upload_chunk"); }
};
DRIEHOEK_ON_EVERY_ENGINE(EvidenceFileRpcTest);

TEST_P(EvidenceFileRpcTest, GivenALargePicture_WhenSentInChunks_ThenReadBackTheSame) {
  const v1::Placement placement = Place();
  const std::string bytes = Jpeg(std::size_t{3} << 20);
  const std::string sha256 = crypto::HexEncode(crypto::Sha256(bytes));
  const auto begun =
      Begin(placement.name(), "Foto één.html", static_cast<std::int64_t>(bytes.size()), sha256);
  ASSERT_THAT(begun, IsOk());
  EXPECT_EQ(begun->state(), File::RECEIVING);
  const std::string& name = begun->name();
  ASSERT_THAT(Write(name, 0, bytes.substr(0, 1000)), IsOk());
  // The network repeats, skips and changes.
  EXPECT_EQ(Write(name, 0, bytes.substr(0, 1000))->received_bytes(), 1000);
  EXPECT_EQ(Write(name, 500, bytes.substr(500, 100))->received_bytes(), 1000);
  EXPECT_THAT(ViolationsOf(Write(name, 500, std::string(100, '?')).status()),
              ElementsAre("data CHUNK_DIFFERS"));
  EXPECT_THAT(Write(name, 2000, bytes.substr(2000, 10)),
              StatusIs(Code::kFailedPrecondition, "OFFSET_UNEXPECTED"));
  EXPECT_THAT(Finish(name), StatusIs(Code::kFailedPrecondition, "UPLOAD_INCOMPLETE"));
  EXPECT_THAT(TakeUp(placement.name(), name),
              StatusIs(Code::kFailedPrecondition, "UPLOAD_NOT_FINISHED"));
  EXPECT_EQ(GetUpload(name, Student())->received_bytes(), 1000);
  for (std::size_t at = 1000; at < bytes.size(); at += kChunk) {
    ASSERT_THAT(Write(name, static_cast<std::int64_t>(at), bytes.substr(at, kChunk)), IsOk());
  }
  ASSERT_EQ(Finish(name)->state(), File::FINISHED);
  const auto item = TakeUp(placement.name(), name);
  ASSERT_THAT(item, IsOk());
  const v1::EvidenceFile& file = item->versions(0).content().file();
  EXPECT_EQ(file.content_type(), "image/jpeg");
  EXPECT_EQ(file.file_name(), "Foto één.html.jpg") << "nobody opens it as a page";
  EXPECT_EQ(file.sha256(), sha256);
  EXPECT_EQ(file.scan(), v1::EvidenceFile::NOT_SCANNED);
  EXPECT_EQ(Chunks(), 0) << "the bytes lie in the file store now";
  EXPECT_THAT(TakeUp(placement.name(), name), StatusIs(Code::kFailedPrecondition, "UPLOAD_TAKEN"));
  for (const Who& who : {Student(), Teacher(), Supervisor()}) {
    const auto read = Read(item->name(), who);
    ASSERT_THAT(read, IsOk());
    EXPECT_TRUE(*read == bytes);
  }
  v1::ReadEvidenceFileRequest beyond;
  beyond.set_name(item->name());
  beyond.set_offset(file.size_bytes() + 1);
  EXPECT_THAT(Ask(&EvidenceStub::ReadEvidenceFile, Student(), beyond),
              StatusIs(Code::kOutOfRange, "OFFSET_BEYOND_END"));
  beyond.set_offset(0);
  beyond.set_version(2);
  EXPECT_THAT(Ask(&EvidenceStub::ReadEvidenceFile, Student(), beyond),
              StatusIs(Code::kFailedPrecondition, "VERSION_WITHOUT_FILE"));
}

TEST_P(EvidenceFileRpcTest, GivenBadFiles_WhenSent_ThenFieldAndReasonAndNothingHalfStored) {
  const v1::Placement placement = Place();
  const auto begin = [&](const std::string& file_name, std::int64_t size = 10) {
    return ViolationsOf(Begin(placement.name(), file_name, size).status());
  };
  EXPECT_THAT(begin("../../x"), ElementsAre("evidence_upload.file_name FILE_NAME_UNSAFE"));
  EXPECT_THAT(begin("a\nb"), ElementsAre("evidence_upload.file_name FILE_NAME_UNSAFE"));
  EXPECT_THAT(begin(std::string(256, 'a')), ElementsAre("evidence_upload.file_name TEXT_TOO_LONG"));
  EXPECT_THAT(begin("x.jpg", (25 << 20) + 1),
              ElementsAre("evidence_upload.size_bytes FILE_TOO_LARGE"));
  EXPECT_THAT(begin("x.jpg", -1), ElementsAre("evidence_upload.size_bytes FILE_EMPTY"));
  const auto send = [&](const std::string& file_name, const std::string& bytes) {
    return ViolationsOf(Send(placement.name(), file_name, bytes).status());
  };
  EXPECT_THAT(send("x.txt", "<!doctype html><script>alert(1)</script>"),
              ElementsAre("data FILE_TYPE_REFUSED"));
  EXPECT_THAT(send("x.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
              ElementsAre("data FILE_TYPE_REFUSED"));
  EXPECT_THAT(send("x.docx", progress::evidence::ZipBomb()),
              ElementsAre("data FILE_UNPACKS_TOO_LARGE"));
  const std::string other_hash(64, '0');
  const std::string bytes = Jpeg(100);
  const auto begun = Begin(placement.name(), "x.jpg", 100, other_hash);
  ASSERT_THAT(Write(begun->name(), 0, bytes), IsOk());
  EXPECT_THAT(ViolationsOf(Finish(begun->name()).status()), ElementsAre("data HASH_DIFFERS"));
  EXPECT_EQ(GetUpload(begun->name(), Student())->state(), File::RECEIVING);
  v1::ListEvidenceItemsRequest list;
  list.set_parent(kDemo);
  EXPECT_THAT(Ask(&EvidenceStub::ListEvidenceItems, kOffice, list)->evidence_items(), IsEmpty());
  GoTo(world().Today() + 2);
  EXPECT_THAT(Look(), IsOk());
  EXPECT_EQ(Chunks(), 0) << "what nobody took up is thrown away";
  EXPECT_EQ(Rows("SELECT COUNT(*) FROM evidence_upload"), 0);
  EXPECT_THAT(GetUpload(begun->name(), Student()), StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_P(EvidenceFileRpcTest, GivenSomebodyElsesUpload_WhenUsed_ThenNotThere) {
  const v1::Placement placement = Place();
  const auto upload = Send(placement.name(), "x.jpg", Jpeg(100));
  ASSERT_THAT(upload, IsOk());
  const std::string other = Steps(world()).Person("Fatima");
  EXPECT_THAT(GetUpload(upload->name(), As(Role::kStudent, other)),
              StatusIs(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  const std::string again = world().ids.NewId();
  EXPECT_THAT(
      ViolationsOf(
          TakeUp(placement.name(), absl::StrCat(kDemo, "/evidenceUploads/", again)).status()),
      ElementsAre("content.upload REFERENCE_NOT_FOUND"));
}

TEST_P(EvidenceFileRpcTest, GivenTwentyUploads_WhenAnotherBegins_ThenRefused) {
  const v1::Placement placement = Place();
  for (int i = 0; i < 20; ++i) {
    ASSERT_THAT(Begin(placement.name(), "x.jpg", 10), IsOk());
  }
  EXPECT_THAT(Begin(placement.name(), "x.jpg", 10),
              StatusIs(Code::kFailedPrecondition, "UPLOADS_TOO_MANY"));
}

TEST_P(EvidenceFileRpcTest, GivenEvidence_WhenExported_ThenOneArchiveInParts) {
  const v1::Placement placement = Place();
  const std::string bytes = Jpeg(std::size_t{1} << 20);
  const auto upload = Send(placement.name(), "Foto <1>.jpg", bytes);
  ASSERT_THAT(upload, IsOk());
  ASSERT_THAT(TakeUp(placement.name(), upload->name()), IsOk());
  ASSERT_THAT(Create(Wish(placement.name())), IsOk());
  std::string zip;
  v1::ExportEvidenceRequest request;
  request.set_placement(placement.name());
  while (true) {
    request.set_offset(static_cast<std::int64_t>(zip.size()));
    const auto part = Ask(&EvidenceStub::ExportEvidence, Student(), request);
    ASSERT_THAT(part, IsOk());
    request.set_etag(part->etag());
    zip += part->data();
    if (part->next_offset() == part->size_bytes()) break;
  }
  const auto entries = progress::evidence::ReadZipDirectory(zip);
  ASSERT_THAT(entries, IsOk());
  ASSERT_THAT(*entries, SizeIs(2));
  EXPECT_EQ((*entries)[0].name, "index.html");
  EXPECT_THAT(std::string(progress::evidence::StoredBytes(zip, (*entries)[0])),
              testing::HasSubstr("Foto &lt;1&gt;.jpg"));
  EXPECT_TRUE(progress::evidence::StoredBytes(zip, (*entries)[1]) == bytes);
  ASSERT_THAT(Create(Wish(placement.name())), IsOk());
  EXPECT_THAT(Ask(&EvidenceStub::ExportEvidence, Student(), request),
              StatusIs(Code::kAborted, "STALE_ETAG"));
  EXPECT_THAT(Ask(&EvidenceStub::ExportEvidence, Teacher(), request),
              StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
}

}  // namespace
}  // namespace driehoek::test
