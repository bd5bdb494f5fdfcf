#include "agreement/sealed_pdf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "agreement/pdf/seal_file.h"
#include "agreement/pdf/seal_signature.h"
#include "agreement/pdf/temporary_folder.h"
#include "agreement/sealed_pdf_example.h"
#include "shared/base/errors.h"
#include "shared/crypto/encoding.h"

namespace driehoek::agreement {
namespace {

using testing::HasSubstr;

class SealedPdfTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const TemporaryFolder folder;
    key_ = new SealingKey(*EnsureSealingKey(folder.path(), "Hogeschool De Waarden", ExampleTime()));
    const TemporaryFolder other;
    foreign_key_ = new SealingKey(*EnsureSealingKey(other.path(), "Somebody", ExampleTime()));
    const auto pdf = SealPdf(ExampleRequest(ExampleContent()), *key_);
    pdf_ = new std::string(pdf.ok() ? *pdf : "");
    failure_ = new std::string(pdf.status().ToString());
  }
  static void TearDownTestSuite() {
    delete key_;
    delete foreign_key_;
    delete pdf_;
    delete failure_;
  }
  void SetUp() override { ASSERT_FALSE(pdf_->empty()) << *failure_; }

  // Seals a file again after a change by somebody who has a key.
  static std::string Reseal(std::string pdf, const SealingKey& key) {
    const SealGap gap = *FindGap(pdf);
    pdf.replace(gap.begin + 1, gap.end - gap.begin - 2, gap.end - gap.begin - 2, '0');
    EXPECT_TRUE(FillGap(gap, *MakeSealSignature(key, DigestAround(pdf, gap)), pdf).ok());
    return pdf;
  }

  static SealingKey* key_;
  static SealingKey* foreign_key_;
  static std::string* pdf_;
  static std::string* failure_;
};
SealingKey* SealedPdfTest::key_ = nullptr;
SealingKey* SealedPdfTest::foreign_key_ = nullptr;
std::string* SealedPdfTest::pdf_ = nullptr;
std::string* SealedPdfTest::failure_ = nullptr;

TEST_F(SealedPdfTest, GivenSealedFile_WhenChecked_ThenValidWithSignersAndText) {
  const auto report = CheckSealedPdf(*pdf_, key_->fingerprint);

  ASSERT_TRUE(report.ok());
  EXPECT_TRUE(report->valid) << report->summary;
  EXPECT_EQ(report->trusted, true);
  EXPECT_EQ(report->certificate_sha256, key_->fingerprint);
  EXPECT_EQ(report->text, CanonicalText(*ComposeDocument(ExampleContent())));
  EXPECT_EQ(report->evidence.document_sha256, DocumentHash(report->text));
  EXPECT_EQ(report->evidence.seal_time, ExampleTime());
  ASSERT_EQ(report->evidence.signers.size(), 3U);
  EXPECT_EQ(report->evidence.signers[2].name, "Ingrid Maas");
  EXPECT_EQ(report->evidence.signers[2].sign_time, ExampleTime() - absl::Seconds(1));
}

TEST_F(SealedPdfTest, GivenNoTrustedCertificate_WhenChecked_ThenValidButTrustIsOpen) {
  const auto report = CheckSealedPdf(*pdf_, std::nullopt);

  EXPECT_TRUE(report->valid);
  EXPECT_FALSE(report->trusted.has_value());
  EXPECT_THAT(report->summary, HasSubstr("Compare the fingerprint"));
}

TEST_F(SealedPdfTest, GivenFingerprintAsPeopleWriteIt_WhenChecked_ThenUnderstood) {
  std::string colons;
  for (std::size_t i = 0; i < key_->fingerprint.size(); i += 2) {
    colons += (i == 0 ? "" : ":") + absl::AsciiStrToUpper(key_->fingerprint.substr(i, 2));
  }

  EXPECT_TRUE(CheckSealedPdf(*pdf_, colons)->valid);
  EXPECT_EQ(ReasonOf(CheckSealedPdf(*pdf_, "abc").status()), "FINGERPRINT_MALFORMED");
  EXPECT_EQ(ReasonOf(CheckSealedPdf(*pdf_, std::string(64, 'g')).status()),
            "FINGERPRINT_MALFORMED");
}

// Every byte of the file, each changed in one bit (another one from byte to byte). Two threads,
// since it takes a while.
TEST_F(SealedPdfTest, GivenSealedFile_WhenAnyByteChanges_ThenNeverValid) {
  std::vector<std::size_t> still_valid[2];
  std::vector<std::thread> threads;
  threads.reserve(2);

  for (const std::size_t half : {0, 1}) {
    threads.emplace_back([half, &found = still_valid[half]] {
      std::string changed = *pdf_;
      for (std::size_t i = half; i < changed.size(); i += 2) {
        changed[i] = static_cast<char>(changed[i] ^ (1 << (i / 2 % 8)));
        if (VerifySealedPdf(changed, std::nullopt).valid) found.push_back(i);
        changed[i] = (*pdf_)[i];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_THAT(still_valid[0], testing::IsEmpty());
  EXPECT_THAT(still_valid[1], testing::IsEmpty());
}

// The only bytes that the signature does not cover, with every value that a byte can have.
TEST_F(SealedPdfTest, GivenSealedFile_WhenAByteOfTheSignatureTakesAnyOtherValue_ThenNeverValid) {
  const SealGap gap = *FindGap(*pdf_);
  std::string changed = *pdf_;

  for (std::size_t i = gap.begin; i < gap.end; i += 29) {
    for (int value = 0; value < 256; ++value) {
      changed[i] = static_cast<char>(value);
      if (changed[i] == (*pdf_)[i]) continue;
      ASSERT_FALSE(VerifySealedPdf(changed, std::nullopt).valid) << "byte " << i << " = " << value;
    }
    changed[i] = (*pdf_)[i];
  }
}

TEST_F(SealedPdfTest, GivenSealedFile_WhenBytesAreAddedOrTakenAway_ThenNotValid) {
  EXPECT_FALSE(VerifySealedPdf(*pdf_ + "\n", std::nullopt).valid);
  EXPECT_FALSE(VerifySealedPdf(*pdf_ + *pdf_, std::nullopt).valid);
  EXPECT_FALSE(VerifySealedPdf("\n" + *pdf_, std::nullopt).valid);
  EXPECT_FALSE(VerifySealedPdf("%PDF-1.7\n" + *pdf_, std::nullopt).valid);
  EXPECT_FALSE(
      VerifySealedPdf(*pdf_ + "\n1 0 obj\n<< /ByteRange [ 0 1 2 3 ] >>\nendobj\n", std::nullopt)
          .valid);
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{4}, std::size_t{1000}, pdf_->size() - 1}) {
    EXPECT_FALSE(VerifySealedPdf(pdf_->substr(0, length), std::nullopt).valid) << length;
  }
}

TEST_F(SealedPdfTest, GivenByteRangeThatLeavesMoreOut_WhenSealedAgain_ThenNotValid) {
  // Somebody with a key moves the start of the second range, to leave room for other bytes.
  const SealGap gap = *FindGap(*pdf_);
  const std::string before = std::to_string(gap.end) + " " + std::to_string(pdf_->size() - gap.end);
  const std::string after =
      std::to_string(gap.end + 100) + " " + std::to_string(pdf_->size() - gap.end - 100);
  const std::string moved = absl::StrReplaceAll(*pdf_, {{before, after}});
  ASSERT_NE(moved, *pdf_);

  EXPECT_THAT(VerifySealedPdf(moved, std::nullopt).summary,
              HasSubstr("does not cover the whole file"));
}

TEST_F(SealedPdfTest,
       GivenFileSealedBySomebodyElse_WhenChecked_ThenNotTheTrustedOneNorTheNamedOne) {
  const std::string foreign = Reseal(*pdf_, *foreign_key_);

  const SealReport with_trust = VerifySealedPdf(foreign, key_->fingerprint);
  const SealReport without = VerifySealedPdf(foreign, std::nullopt);

  EXPECT_FALSE(with_trust.valid);
  EXPECT_EQ(with_trust.trusted, false);
  EXPECT_EQ(with_trust.certificate_sha256, foreign_key_->fingerprint);
  EXPECT_FALSE(without.valid);
  EXPECT_THAT(without.summary, HasSubstr("the evidence names another seal"));
}

// One empty page.
std::string BlankPdf() {
  std::string pdf = "%PDF-1.4\n";
  std::string index = "0000000000 65535 f \n";
  for (const absl::string_view object :
       {"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
        "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n"}) {
    absl::StrAppend(&index, absl::Dec(pdf.size(), absl::kZeroPad10), " 00000 n \n");
    absl::StrAppend(&pdf, object);
  }
  const std::size_t start = pdf.size();
  return absl::StrCat(pdf, "xref\n0 4\n", index, "trailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n",
                      start, "\n%%EOF\n");
}

// Builds a sealed file around any attachments, with a good signature by our own key.
std::string SealAttachments(const std::vector<PdfAttachment>& attachments, const SealingKey& key) {
  auto pdf = AddSealFields(
      BlankPdf(), {.language = "nl-NL", .time = ExampleTime(), .attachments = attachments});
  if (!pdf.ok()) return pdf.status().ToString();
  const SealGap gap = *FixByteRange(*pdf);
  EXPECT_TRUE(FillGap(gap, *MakeSealSignature(key, DigestAround(*pdf, gap)), *pdf).ok());
  return *pdf;
}

TEST_F(SealedPdfTest, GivenGoodSealOverWrongContent_WhenChecked_ThenSaysWhatIsWrong) {
  const SealReport good = VerifySealedPdf(*pdf_, std::nullopt);
  const PdfAttachment evidence{"evidence.txt", "", WriteEvidence(good.evidence)};
  const PdfAttachment text{"agreement.txt", "", good.text};
  const PdfAttachment other_text{"agreement.txt", "", good.text + " "};
  const PdfAttachment other_evidence{"evidence.txt", "", "nothing"};

  EXPECT_TRUE(VerifySealedPdf(SealAttachments({text, evidence}, *key_), std::nullopt).valid);
  EXPECT_THAT(VerifySealedPdf(SealAttachments({other_text, evidence}, *key_), std::nullopt).summary,
              HasSubstr("belongs to another text"));
  EXPECT_THAT(VerifySealedPdf(SealAttachments({text, other_evidence}, *key_), std::nullopt).summary,
              HasSubstr("cannot be read"));
  EXPECT_THAT(VerifySealedPdf(SealAttachments({text}, *key_), std::nullopt).summary,
              HasSubstr("does not hold the text and its evidence"));
  EXPECT_THAT(
      VerifySealedPdf(SealAttachments({text, evidence, {"x", "", "y"}}, *key_), std::nullopt)
          .summary,
      HasSubstr("does not hold the text and its evidence"));
  EXPECT_FALSE(
      VerifySealedPdf(
          SealAttachments({{"agreement.txt", "", std::string(5 << 20, ' ')}, evidence}, *key_),
          std::nullopt)
          .valid);
}

TEST_F(SealedPdfTest, GivenAnythingElse_WhenChecked_ThenOneSentence) {
  for (const std::string& bytes :
       {std::string(), std::string("hello"), std::string("%PDF-1.7\n/ByteRange"),
        std::string("%PDF-1.7\n/ByteRange [ 0 1 2"),
        std::string("%PDF-1.7\n/ByteRange [ 0 99999999999999 0 0 ]")}) {
    const SealReport report = VerifySealedPdf(bytes, std::nullopt);
    EXPECT_FALSE(report.valid);
    EXPECT_TRUE(absl::StartsWith(report.summary, "Not valid: ")) << report.summary;
  }
}

TEST_F(SealedPdfTest, GivenWrongRequest_WhenSealed_ThenRefused) {
  SealRequest nobody = ExampleRequest(ExampleContent());
  nobody.signers.clear();
  SealRequest unseen = ExampleRequest(ExampleContent());
  unseen.signers[0].consent =
      "\xe2\x80\xae"
      "ja";

  EXPECT_EQ(ReasonOf(SealPdf(nobody, *key_).status()), "EVIDENCE_SIGNERS_OUT_OF_RANGE");
  EXPECT_EQ(ReasonOf(SealPdf(unseen, *key_).status()), "EVIDENCE_TEXT_UNPRINTABLE");
}

TEST_F(SealedPdfTest, GivenFourThreads_WhenSealingAtOnce_ThenAllValid) {
  std::vector<std::thread> threads;
  std::vector<int> valid(4, 0);
  threads.reserve(valid.size());

  for (int& result : valid) {
    threads.emplace_back([&result] {
      const auto pdf = SealPdf(ExampleRequest(ExampleContent()), *key_);
      result = pdf.ok() && VerifySealedPdf(*pdf, key_->fingerprint).valid ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(valid, std::vector<int>(4, 1));
}

}  // namespace
}  // namespace driehoek::agreement
