// The sealed PDF before independent judges: poppler's tools (package poppler-utils).
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "agreement/pdf/temporary_folder.h"
#include "agreement/sealed_pdf.h"
#include "agreement/sealed_pdf_example.h"

namespace driehoek::agreement {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class SealedPdfToolsTest : public testing::Test {
 protected:
  void Seal(const DocumentContent& content) {
    const auto key = EnsureSealingKey(folder_.path(), "Hogeschool De Waarden", ExampleTime());
    ASSERT_TRUE(key.ok()) << key.status();
    const auto pdf = SealPdf(ExampleRequest(content), *key);
    ASSERT_TRUE(pdf.ok()) << pdf.status();
    std::ofstream(path_, std::ios::binary) << *pdf;
  }
  // What `command` prints; fails the test, with a way out, when the tool is missing.
  static std::string Run(const std::string& command) {
    FILE* const pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::string output;
    char buffer[4096];
    for (std::size_t got = 0; (got = ::fread(buffer, 1, sizeof(buffer), pipe)) > 0;)
      output.append(buffer, got);
    const int status = ::pclose(pipe);
    EXPECT_FALSE(WIFEXITED(status) && WEXITSTATUS(status) == 127)
        << command << " cannot be run: install the package poppler-utils";
    return output;
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.path() + "/agreement.pdf";
};

TEST_F(SealedPdfToolsTest, GivenSealedFile_WhenPdfsigLooks_ThenValidAndTotal) {
  Seal(ExampleContent());

  // An empty home, else it would take up the certificates of whoever runs the test.
  const std::string output = Run(absl::StrCat("HOME=", folder_.path(), " pdfsig ", path_));

  EXPECT_THAT(output, AllOf(HasSubstr("Signature is Valid."), HasSubstr("Total document signed"),
                            HasSubstr("ETSI.CAdES.detached"), HasSubstr("O=Hogeschool De Waarden"),
                            HasSubstr("Sep 29 2026")));
}

TEST_F(SealedPdfToolsTest, GivenChangedByte_WhenPdfsigLooks_ThenDigestMismatch) {
  Seal(ExampleContent());
  std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(30'000);
  file.put('\x55');
  file.close();

  EXPECT_THAT(Run(absl::StrCat("HOME=", folder_.path(), " pdfsig ", path_)),
              HasSubstr("Digest Mismatch"));
}

TEST_F(SealedPdfToolsTest, GivenSealedFile_WhenFontsAreListed_ThenAllAreEmbeddedAndReadable) {
  Seal(ExampleContent());

  const std::vector<std::string> lines =
      absl::StrSplit(Run(absl::StrCat("pdffonts ", path_)), '\n', absl::SkipEmpty());

  ASSERT_GT(lines.size(), 3U);
  for (std::size_t i = 2; i < lines.size(); ++i) {
    EXPECT_THAT(lines[i], HasSubstr(" yes yes yes ")) << "embedded, subset, with Unicode";
    EXPECT_THAT(lines[i], testing::AnyOf(HasSubstr("Lato"), HasSubstr("DejaVuSansMono")));
  }
}

TEST_F(SealedPdfToolsTest, GivenSealedFile_WhenTextIsExtracted_ThenEveryLineOfTheAgreementIsThere) {
  Seal(ExampleContent());

  std::string page_text = Run(absl::StrCat("pdftotext ", path_, " -"));
  std::string words;
  for (const absl::string_view word :
       absl::StrSplit(page_text, absl::ByAnyChar(" \n\f"), absl::SkipEmpty())) {
    absl::StrAppend(&words, word, " ");
  }

  EXPECT_THAT(words,
              AllOf(HasSubstr("Zoë Çelik-Núñez bij Van Leeuwen Installatietechniek"),
                    HasSubstr("drie partijen geëvalueerd."), HasSubstr("i.m•••@vanleeuwen.nl"),
                    HasSubstr("Pagina 3 van 3"), HasSubstr("Ik las versie 2 en ga akkoord.")));
  const std::string hash = DocumentHash(CanonicalText(*ComposeDocument(ExampleContent())));
  EXPECT_THAT(words, HasSubstr(hash));
  for (const DocumentClause& clause : ExampleContent().clauses) {
    for (const absl::string_view word :
         absl::StrSplit(clause.text, absl::ByAnyChar(" \n"), absl::SkipEmpty())) {
      EXPECT_THAT(words, HasSubstr(std::string(word)));
    }
  }
}

TEST_F(SealedPdfToolsTest, GivenSealedFile_WhenDescribed_ThenTaggedWithTitleAndAttachments) {
  Seal(ExampleContent());

  const std::string info = Run(absl::StrCat("pdfinfo ", path_));
  const std::string structure = Run(absl::StrCat("pdfinfo -struct ", path_));
  const std::string attached = Run(absl::StrCat("pdfdetach -list ", path_));

  EXPECT_THAT(info, AllOf(HasSubstr("Onderwijsarbeidsovereenkomst, versie 2: Zoë Çelik-Núñez bij"),
                          HasSubstr("A4")));
  EXPECT_THAT(info, testing::ContainsRegex("Tagged: +yes"));
  EXPECT_THAT(structure, AllOf(HasSubstr("H1"), HasSubstr("H2"), HasSubstr("TR"), HasSubstr("TH"),
                               HasSubstr("TD")));
  EXPECT_THAT(attached, AllOf(HasSubstr("agreement.txt"), HasSubstr("evidence.txt")));
}

TEST_F(SealedPdfToolsTest, GivenVeryLongAgreement_WhenSealed_ThenItFlowsOverPagesAndLosesNothing) {
  DocumentContent content = ExampleContent();
  content.language = DocumentLanguage::kEnglish;
  for (int i = 0; i < 60; ++i) {
    content.clauses.push_back({absl::StrCat("other_", i), absl::StrCat("Clause ", i),
                               absl::StrCat(content.clauses[1].text, " End", i, ".")});
  }
  std::string lines;
  for (int i = 0; i < 150; ++i) absl::StrAppend(&lines, "Line", i, "\n");
  content.commitments.push_back({DocumentRole::kStudent, lines, "see text"});

  Seal(content);

  const std::string text = Run(absl::StrCat("pdftotext ", path_, " -"));
  for (int i = 0; i < 60; ++i) EXPECT_THAT(text, HasSubstr(absl::StrCat("End", i, ".")));
  for (int i = 0; i < 150; ++i) EXPECT_THAT(text, HasSubstr(absl::StrCat("Line", i, "\n")));
  EXPECT_THAT(text, HasSubstr("Proof of signing"));
}

}  // namespace
}  // namespace driehoek::agreement
