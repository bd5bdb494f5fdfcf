// The workbook is opened again: unpacked with unzip, and its XML read.
#include "shared/xlsx/xlsx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>

#include "support/temp_folder.h"

namespace driehoek::xlsx {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class WorkbookTest : public ::testing::Test {
 protected:
  // One file inside the workbook.
  std::string Unpacked(const std::string& workbook, const std::string& member) {
    const test::TempFolder folder;
    const std::string path = folder.path() + "/workbook.xlsx";
    std::ofstream(path, std::ios::binary) << workbook;
    const std::string command = "unzip -p '" + path + "' '" + member + "'";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"),
                                                               &::pclose);
    std::string text;
    std::array<char, 4096> part;
    for (std::size_t n; (n = std::fread(part.data(), 1, part.size(), pipe.get())) > 0;) {
      text.append(part.data(), n);
    }
    return text;
  }
};

TEST_F(WorkbookTest, GivenTextsLikeFormulas_WhenWritten_ThenEveryCellIsASharedString) {
  const auto workbook = WriteWorkbook(
      "places", {"name", "seats"}, {{"=1+1", "-3"}, {"@SUM(A1)", "12"}, {"caf\xC3\xA9 & <b>", ""}});
  ASSERT_TRUE(workbook.ok());
  const std::string sheet = Unpacked(*workbook, "xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr("<c r=\"A1\" t=\"s\"><v>0</v></c>"));
  EXPECT_THAT(sheet, HasSubstr("<c r=\"A2\" t=\"s\">"));
  EXPECT_THAT(sheet, HasSubstr("<c r=\"B2\" t=\"s\">"));
  EXPECT_THAT(sheet, Not(HasSubstr("<f>")));
  EXPECT_THAT(sheet, Not(HasSubstr("t=\"n\"")));
  const std::string strings = Unpacked(*workbook, "xl/sharedStrings.xml");
  for (const char* text : {"<t>=1+1</t>", "<t>-3</t>", "<t>@SUM(A1)</t>", "<t>12</t>",
                           "<t>caf\xC3\xA9 &amp; &lt;b&gt;</t>"}) {
    EXPECT_THAT(strings, HasSubstr(text));
  }
  EXPECT_THAT(Unpacked(*workbook, "xl/workbook.xml"), HasSubstr("name=\"places\""));
}

TEST_F(WorkbookTest, GivenLongText_WhenWritten_ThenCutBetweenCharacters) {
  std::string text = "x";
  for (int i = 0; i < 20000; ++i) text += "\xC3\xA9";
  const auto workbook = WriteWorkbook("t", {"a"}, {{text}});
  ASSERT_TRUE(workbook.ok());
  const std::string strings = Unpacked(*workbook, "xl/sharedStrings.xml");
  EXPECT_THAT(strings, HasSubstr("\xC3\xA9</t>"));
  EXPECT_THAT(strings, Not(HasSubstr("\xC3</t>")));
}

TEST_F(WorkbookTest, GivenBadSheetName_WhenWritten_ThenRefused) {
  EXPECT_FALSE(WriteWorkbook("a/b", {"x"}, {}).ok());
}

}  // namespace
}  // namespace driehoek::xlsx
