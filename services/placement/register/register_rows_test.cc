#include "placement/register/register_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace driehoek::registry {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "line:column:number:REASON" of each error.
std::vector<std::string> Told(const RowReport& report) {
  std::vector<std::string> told;
  for (const CellError& error : report.SortedErrors()) {
    told.push_back(
        absl::StrCat(error.line, ":", error.column, ":", error.column_number, ":", error.reason));
  }
  return told;
}

template <typename Read>
std::vector<std::string> ErrorsOf(RegisterKind kind, absl::string_view content, Read read) {
  const auto table = ReadTable(kind, content);
  EXPECT_TRUE(table.ok()) << table.status();
  if (!table.ok()) return {};
  RowReport report = ReportOn(*table);
  read(*table, report);
  return Told(report);
}

constexpr char kPlaces[] =
    "external_id;organisation;workplace;supervisor_email;seats;start;end;weekly_hours;forms;"
    "reserved\n";

std::vector<std::string> PlaceErrors(absl::string_view row) {
  return ErrorsOf(RegisterKind::kPlaces, absl::StrCat(kPlaces, row), ReadPlaces);
}

TEST(ReadTableTest, GivenFiles_WhenHeaderIsWrong_ThenRefusedWithReason) {
  const auto reason = [](absl::string_view content) {
    return ReasonOf(ReadTable(RegisterKind::kStudents, content).status());
  };
  EXPECT_EQ(reason("external_id,name,programme,variant\n"), "COLUMN_MISSING");
  EXPECT_EQ(reason("external_id,name,programme,variant,phase,shoe_size\n"), "COLUMN_UNKNOWN");
  EXPECT_EQ(reason("external_id,name,name,programme,variant,phase\n"), "COLUMN_REPEATED");
  EXPECT_EQ(reason(""), "CSV_MALFORMED");
  EXPECT_EQ(reason("external_id,name,programme,variant,phase\n\"never"), "CSV_MALFORMED");
  EXPECT_EQ(reason(absl::string_view("PK\3\4\0\0", 6)), "ENCODING_UNKNOWN");
  EXPECT_EQ(reason(std::string(kMostContentBytes + 1, 'x')), "CONTENT_TOO_LARGE");
  std::string many = "external_id,name,programme,variant,phase\n";
  for (std::size_t i = 0; i <= kMostRows; ++i) absl::StrAppend(&many, "1,n,p,dual,1\n");
  EXPECT_EQ(reason(many), "TOO_MANY_ROWS");
}

TEST(ReadTableTest, GivenAnyOrderAndEncoding_WhenRead_ThenSameCells) {
  for (const char* content :
       {"Phase;Name;external_id;programme;variant\r\n1;Ren\xE9;a;Ad;dual\r\n",
        "\xEF\xBB\xBFphase,name,external_id,programme,variant\n1,\"Ren\xC3\xA9\",a,Ad,dual\n",
        "phase\tname\texternal_id\tprogramme\tvariant\n1\tRen\xC3\xA9\ta\tAd\tdual\n"}) {
    const auto table = ReadTable(RegisterKind::kStudents, content);
    ASSERT_TRUE(table.ok());
    ASSERT_EQ(table->rows.size(), 1U);
    EXPECT_EQ(table->rows[0].line, 2);
    EXPECT_EQ(table->rows[0].cells.at("name"), "Ren\xC3\xA9");
    EXPECT_EQ(table->column_numbers.at("external_id"), 3);
  }
}

TEST(ReadPlacesTest, GivenGoodRow_WhenRead_ThenEveryValue) {
  const auto table = ReadTable(
      RegisterKind::kPlaces,
      absl::StrCat(kPlaces, "p1;o1;Ontwerp;i@b.nl;4;2026-09-01;31-01-2027;32;internship|dual_post;",
                   "Ad: HRM:2-3|Bachelor:0\n"));
  ASSERT_TRUE(table.ok());
  RowReport report = ReportOn(*table);
  const auto rows = ReadPlaces(*table, report);
  EXPECT_THAT(Told(report), IsEmpty());
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].seats, 4);
  EXPECT_EQ(rows[0].start, absl::CivilDay(2026, 9, 1));
  EXPECT_EQ(rows[0].end, absl::CivilDay(2027, 1, 31));
  EXPECT_THAT(rows[0].forms, ElementsAre(placement::Form::kInternship, placement::Form::kDualPost));
  ASSERT_EQ(rows[0].reserved.size(), 2U);
  EXPECT_EQ(rows[0].reserved[0].programme, "Ad: HRM");
  EXPECT_EQ(rows[0].reserved[0].ceiling, 3);
  EXPECT_EQ(ReservedText(rows[0].reserved), "Ad: HRM:2-3|Bachelor:0");
}

TEST(ReadPlacesTest, GivenWrongCells_WhenRead_ThenEachNamedByRowAndColumn) {
  EXPECT_THAT(PlaceErrors("p1;o1;Ontwerp;;-1;2026-09-01;2027-01-31;32;internship;\n"),
              ElementsAre("2:seats:5:NUMBER_OUT_OF_RANGE"));
  EXPECT_THAT(PlaceErrors(";o1;Ontwerp;geen adres;x;2026-02-30;2027;0;stage;Ad\n"),
              ElementsAre("2:external_id:1:VALUE_MISSING", "2:supervisor_email:4:EMAIL_MALFORMED",
                          "2:seats:5:NUMBER_MALFORMED", "2:start:6:DATE_MALFORMED",
                          "2:end:7:DATE_MALFORMED", "2:weekly_hours:8:NUMBER_OUT_OF_RANGE",
                          "2:forms:9:FORM_UNKNOWN", "2:reserved:10:RESERVED_MALFORMED"));
  EXPECT_THAT(PlaceErrors("p1;o1;Ontwerp\n"), ElementsAre("2::0:COLUMN_COUNT"));
}

TEST(ReadPlacesTest, GivenSameIdTwice_WhenTheySayDifferentThings_ThenNamed) {
  const std::string row = "p1;o1;Ontwerp;;4;2026-09-01;2027-01-31;32;internship;\n";
  const std::string other = "p1;o1;Ontwerp;;5;2026-09-01;2027-01-31;32;internship;\n";
  EXPECT_THAT(PlaceErrors(row + row), IsEmpty());
  EXPECT_THAT(PlaceErrors(row + row + other), ElementsAre("4:seats:5:ROW_CONTRADICTS"));
}

TEST(ReadOrganisationsTest, GivenRows_WhenRead_ThenOneMayHaveSeveralWorkplaces) {
  const auto errors = [](absl::string_view rows) {
    return ErrorsOf(RegisterKind::kOrganisations,
                    absl::StrCat("external_id;name;kvk;relation;city;workplace\n", rows),
                    ReadOrganisations);
  };
  EXPECT_THAT(errors("o1;Bakker;;Structureel;Ede;Winkel\no1;Bakker;12345678;;Ede;Oven\n"),
              IsEmpty());
  EXPECT_THAT(errors("o1;Bakker;1234567;vaak;Ede;\n;Slager;;;;\no1;Bakkerij;;;Tiel;\n"),
              ElementsAre("2:kvk:3:KVK_NUMBER_MALFORMED", "2:relation:4:RELATION_UNKNOWN",
                          "3:external_id:1:VALUE_MISSING", "4:name:2:ROW_CONTRADICTS",
                          "4:city:5:ROW_CONTRADICTS"));
  EXPECT_THAT(errors(absl::StrCat("o1;", std::string(201, 'x'), ";;;;\n")),
              ElementsAre("2:name:2:TEXT_TOO_LONG"));
}

TEST(ReadOrganisationsTest, GivenRowsOfOneOrganisation_WhenOneSaysMore_ThenAllSayIt) {
  const auto table = ReadTable(RegisterKind::kOrganisations,
                               "external_id;name;kvk;city;workplace\no1;Bakker;;;Winkel\n"
                               "o2;Slager;;;\no1;Bakker;12345678;Ede;Oven\n");
  ASSERT_TRUE(table.ok());
  RowReport report = ReportOn(*table);
  const auto rows = ReadOrganisations(*table, report);
  EXPECT_THAT(Told(report), IsEmpty());
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].kvk, "12345678");
  EXPECT_EQ(rows[0].city, "Ede");
  EXPECT_EQ(rows[0].workplace, "Winkel");
  EXPECT_EQ(rows[1].city, "");
}

TEST(ReadOrganisationsTest, GivenRegion_WhenRead_ThenHeldToOneAndKeptShort) {
  const auto errors = [](absl::string_view rows) {
    return ErrorsOf(RegisterKind::kOrganisations,
                    absl::StrCat("external_id;name;region;workplace\n", rows), ReadOrganisations);
  };
  EXPECT_THAT(errors("o1;Bakker;Achterhoek;Winkel\no1;Bakker;;Oven\n"), IsEmpty());
  EXPECT_THAT(errors(absl::StrCat("o1;Bakker;Achterhoek;Winkel\no1;Bakker;Twente;Oven\no2;Slager;",
                                  std::string(61, 'x'), ";\n")),
              ElementsAre("3:region:3:ROW_CONTRADICTS", "4:region:3:TEXT_TOO_LONG"));
  const auto table = ReadTable(
      RegisterKind::kOrganisations,
      "external_id;name;region;workplace\no1;Bakker;;Winkel\no1;Bakker; Achterhoek;Oven\n");
  ASSERT_TRUE(table.ok());
  RowReport report = ReportOn(*table);
  const auto rows = ReadOrganisations(*table, report);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].region, "Achterhoek");
  EXPECT_EQ(rows[1].region, "Achterhoek");
}

TEST(ReadStudentsTest, GivenRegion_WhenRead_ThenEachStudyHasItsOwn) {
  const auto table = ReadTable(RegisterKind::kStudents,
                               "external_id;name;programme;variant;phase;region\n"
                               "s1;Daan;Ad;dual;1;Achterhoek\ns1;Daan;Ad;full_time;1;\n"
                               "s1;Daan;Ad;dual;1;Twente\n");
  ASSERT_TRUE(table.ok());
  RowReport report = ReportOn(*table);
  const auto rows = ReadStudents(*table, report);
  EXPECT_THAT(Told(report), ElementsAre("4:region:6:ROW_CONTRADICTS"));
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].region, "Achterhoek");
  EXPECT_EQ(rows[1].region, "");
}

TEST(ReadStudentsTest, GivenRows_WhenRead_ThenTwoStudiesAreAllowedAndContradictionsNamed) {
  const auto errors = [](absl::string_view rows) {
    return ErrorsOf(RegisterKind::kStudents,
                    absl::StrCat("external_id;name;email;programme;variant;phase\n", rows),
                    ReadStudents);
  };
  EXPECT_THAT(errors("s1;Daan;d@s.nl;Ad;duaal;1\ns1;Daan;;Ad;voltijd;2\n"), IsEmpty());
  EXPECT_THAT(errors("s1;Daan;d@s.nl;Ad;duaal;1\ns1;Daan;;ad;dual;2\ns1;Bart;;Ad;avond;9\n"),
              ElementsAre("3:phase:6:ROW_CONTRADICTS", "4:name:2:ROW_CONTRADICTS",
                          "4:variant:5:VARIANT_UNKNOWN", "4:phase:6:NUMBER_OUT_OF_RANGE"));
}

TEST(RowReportTest, GivenWrongRow_WhenSet_ThenItStaysWrong) {
  RowReport report({{"name", 1}}, {2, 3});
  report.Add(2, "name", "VALUE_MISSING", "x");
  report.Set(2, RowChange::kCreate);
  report.Set(3, RowChange::kCreate);
  EXPECT_EQ(report.ChangeOf(2), RowChange::kWrong);
  EXPECT_EQ(report.Count(RowChange::kCreate), 1);
  EXPECT_EQ(report.Count(RowChange::kSame), 0);
}

TEST(WriteTableTest, GivenRows_WhenWrittenAsCsv_ThenReadBackTheSame) {
  const std::vector<std::vector<std::string>> rows = {
      {"s1", "=HYPERLINK(\"x\")", "a@b.nl", "Ad; HRM", "dual", "1"},
      {"-2", "", "", "Ad", "dual", "2"}};
  const auto written = WriteTable(RegisterKind::kStudents, rows, FileFormat::kCsv);
  ASSERT_TRUE(written.ok());
  EXPECT_THAT(*written,
              ::testing::HasSubstr("\r\ns1;\"'=HYPERLINK(\"\"x\"\")\";a@b.nl;\"Ad; HRM\";"));
  const auto table = ReadTable(RegisterKind::kStudents, *written);
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(table->rows[0].cells.at("name"), "=HYPERLINK(\"x\")");
  EXPECT_EQ(table->rows[0].cells.at("programme"), "Ad; HRM");
  EXPECT_EQ(table->rows[1].cells.at("external_id"), "-2");
}

}  // namespace
}  // namespace driehoek::registry
