#include "agreement/pdf/evidence_record.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {
namespace {

EvidenceRecord Example() {
  return {.agreement = "institutions/waarden/agreements/a/versions/2",
          .institution = "Hogeschool De Waarden",
          .title = "Stageovereenkomst",
          .document_sha256 = std::string(64, 'a'),
          .seal_certificate_sha256 = std::string(64, 'b'),
          .seal_time = absl::FromUnixMicros(1790670245123456),
          .signers = {{.role = DocumentRole::kWorkplace,
                       .name = "Zoë: Çelik",
                       .masked_address = "z.c•••@x.nl",
                       .consent = "Ik ga akkoord.",
                       .sign_time = absl::FromUnixSeconds(1790670000)}}};
}

TEST(EvidenceRecordTest, GivenRecord_WhenWrittenAndParsed_ThenTheSame) {
  const auto printable = PrintableRecord(Example());
  ASSERT_TRUE(printable.ok());

  const auto parsed = ParseEvidence(WriteEvidence(*printable));

  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(WriteEvidence(*parsed), WriteEvidence(*printable));
  EXPECT_EQ(parsed->seal_time, absl::FromUnixSeconds(1790670245));
  ASSERT_EQ(parsed->signers.size(), 1U);
  EXPECT_EQ(parsed->signers[0].name, "Zoë: Çelik");
  EXPECT_EQ(parsed->signers[0].role, DocumentRole::kWorkplace);
}

TEST(EvidenceRecordTest, GivenAnyOtherText_WhenParsed_ThenNothing) {
  const std::string text = WriteEvidence(*PrintableRecord(Example()));

  EXPECT_FALSE(ParseEvidence("").has_value());
  EXPECT_FALSE(ParseEvidence(absl::StrCat(text, "more: 1\n")).has_value());
  EXPECT_FALSE(ParseEvidence(absl::StrCat(" ", text)).has_value());
  for (std::size_t i = 0; i < text.size(); ++i) {
    EXPECT_FALSE(ParseEvidence(absl::string_view(text).substr(0, i)).has_value()) << i;
  }
}

TEST(EvidenceRecordTest, GivenTextThatCannotBeShownOrIsTooLong_WhenMadePrintable_ThenRefused) {
  EvidenceRecord unseen = Example();
  unseen.signers[0].name =
      "\xe2\x80\xae"
      "naam";
  EvidenceRecord endless = Example();
  endless.signers[0].consent = std::string(501, 'x');

  EXPECT_EQ(ReasonOf(PrintableRecord(unseen).status()), "EVIDENCE_TEXT_UNPRINTABLE");
  EXPECT_EQ(ReasonOf(PrintableRecord(endless).status()), "EVIDENCE_TEXT_TOO_LONG");
}

TEST(EvidenceRecordTest, GivenLineEndsInANameOrAgent_WhenWritten_ThenNoLineCanBeForged) {
  EvidenceRecord record = Example();
  record.signers[0].name = "Zoë\nrole: student";
  record.signers[0].user_agent = "x\r\nsigners: 0\xff" + std::string(1000, 'y');

  const auto printable = PrintableRecord(record);

  ASSERT_TRUE(printable.ok());
  EXPECT_EQ(printable->signers[0].name, "Zoë role: student");
  EXPECT_EQ(printable->signers[0].user_agent.substr(0, 15), "x??signers: 0?y");
  EXPECT_LE(printable->signers[0].user_agent.size(), 500U);
  EXPECT_TRUE(ParseEvidence(WriteEvidence(*printable)).has_value());
}

}  // namespace
}  // namespace driehoek::agreement
