// ExportRegister over gRPC, on every engine: what goes out can come in again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "register_world.h"

namespace driehoek::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Format = v1::ExportRegisterRequest;
using Code = absl::StatusCode;

constexpr char kPlaces[] =
    "external_id;organisation;workplace;supervisor_email;seats;start;end;weekly_hours;forms;"
    "reserved\n";

class RegisterExportTest : public RegisterTest {
 protected:
  void SetUp() override {
    RegisterTest::SetUp();
    if (HasFatalFailure()) return;
    GiveSupervisorAnAddress("ingrid@b.nl");
    ASSERT_TRUE(Import(v1::ORGANISATIONS,
                       "external_id;name;kvk;relation;city;workplace\n"
                       "o1;'=SUM(A1);12345678;structural;Ede;Oven\no1;'=SUM(A1);;;;'-Winkel\n")
                    ->applied());
    ASSERT_TRUE(
        Import(v1::PLACES,
               absl::StrCat(kPlaces, "p1;o1;Oven;;2;2027-02-01;2027-07-01;32;dual_post;",
                            "Ad Engineering:1-2\np2;", IdOf(triangle().organisation),
                            ";Ontwerp;ingrid@b.nl;1;2027-02-01;2027-07-01;32;internship;\n"))
            ->applied());
    ASSERT_TRUE(Import(v1::STUDENTS,
                       "external_id,name,email,programme,variant,phase\n"
                       "s1,'@Anna,anna@s.nl,Ad Engineering,dual,2\n")
                    ->applied());
  }
  static std::string Unpacked(const std::string& workbook, const std::string& member) {
    TempFolder folder;
    const std::string path = folder.path() + "/export.xlsx";
    std::ofstream(path, std::ios::binary) << workbook;
    const std::string command = "unzip -p '" + path + "' '" + member + "'";
    std::FILE* pipe = ::popen(command.c_str(), "r");
    std::string text;
    std::array<char, 4096> part;
    for (std::size_t n; (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;) {
      text.append(part.data(), n);
    }
    EXPECT_EQ(::pclose(pipe), 0);
    return text;
  }
};
DRIEHOEK_ON_EVERY_ENGINE(RegisterExportTest);

TEST_P(RegisterExportTest, GivenRegister_WhenExportedAndImported_ThenNothingChanges) {
  const std::int64_t before = NewestEvent();
  for (const v1::RegisterKind kind : {v1::ORGANISATIONS, v1::PLACES, v1::STUDENTS}) {
    const auto file = Export(kind);
    ASSERT_THAT(file, IsOk());
    EXPECT_EQ(file->media_type(), "text/csv; charset=utf-8");
    EXPECT_GT(file->row_count(), 0);
    const auto again = Import(kind, file->content());
    ASSERT_THAT(again, IsOk());
    EXPECT_THAT(Told(*again), IsEmpty()) << file->content();
    EXPECT_EQ(again->same_count(), file->row_count()) << file->content();
  }
  EXPECT_EQ(NewestEvent(), before);
}

TEST_P(RegisterExportTest, GivenTextsLikeFormulas_WhenExportedAsCsv_ThenHarmless) {
  const auto organisations = Export(v1::ORGANISATIONS);
  ASSERT_THAT(organisations, IsOk());
  EXPECT_EQ(organisations->file_name(), "organisations.csv");
  EXPECT_THAT(organisations->content(),
              HasSubstr("\r\no1;'=SUM(A1);12345678;structural;;Ede;;;Oven\r\n"));
  EXPECT_THAT(organisations->content(), HasSubstr(";'-Winkel\r\n"));
  EXPECT_THAT(organisations->content(), Not(HasSubstr(";=SUM")));
  EXPECT_THAT(Export(v1::STUDENTS)->content(),
              HasSubstr("\r\ns1;'@Anna;anna@s.nl;Ad Engineering;dual;2;\r\n"));
  EXPECT_THAT(
      Export(v1::PLACES)->content(),
      HasSubstr("\r\np1;o1;Oven;;2;2027-02-01;2027-07-01;32;dual_post;Ad Engineering:1-2\r\n"));
}

TEST_P(RegisterExportTest, GivenRegions_WhenExportedAndImported_ThenKeptUntilAFileSaysOtherwise) {
  const std::string students = "external_id;name;programme;variant;phase;region\n";
  const auto of_organisations =
      Import(v1::ORGANISATIONS, "external_id;name;region\no1;'=SUM(A1); Achterhoek \n");
  EXPECT_EQ(of_organisations->change_count(), 1);
  // One who is known, one who is new, and a register that knows no city but a region.
  EXPECT_EQ(Import(v1::STUDENTS, absl::StrCat(students, "s1;'@Anna;Ad Engineering;dual;2;Twente\n",
                                              "s2;Bart;Ad Engineering;dual;1;Veluwe\n"))
                ->change_count(),
            1);
  EXPECT_EQ(
      Import(v1::ORGANISATIONS, "external_id;name;region\no2;Slager;Twente\n")->create_count(), 1);
  const std::string organisations_file = Export(v1::ORGANISATIONS)->content();
  const std::string students_file = Export(v1::STUDENTS)->content();
  EXPECT_THAT(organisations_file, HasSubstr(";structural;;Ede;;Achterhoek;Oven\r\n"));
  EXPECT_THAT(organisations_file, HasSubstr("o2;Slager;;incidental;;;;Twente;\r\n"));
  EXPECT_THAT(students_file, HasSubstr(";Ad Engineering;dual;2;Twente\r\n"));
  EXPECT_THAT(students_file, HasSubstr("s2;Bart;;Ad Engineering;dual;1;Veluwe\r\n"));

  const std::int64_t before = NewestEvent();
  for (const auto& [kind, content] : std::vector<std::pair<v1::RegisterKind, std::string>>{
           {v1::ORGANISATIONS, organisations_file},
           {v1::STUDENTS, students_file},
           {v1::ORGANISATIONS, "external_id;name;city;workplace\no1;'=SUM(A1);Ede;Oven\n"},
           {v1::ORGANISATIONS, "external_id;name;region\no1;'=SUM(A1);\n"},
           {v1::STUDENTS,
            "external_id;name;programme;variant;phase\ns1;'@Anna;Ad Engineering;dual;2\n"},
           {v1::STUDENTS, absl::StrCat(students, "s1;'@Anna;Ad Engineering;dual;2;\n")}}) {
    const auto again = Import(kind, content);
    ASSERT_THAT(again, IsOk());
    EXPECT_TRUE(again->applied()) << content;
    EXPECT_EQ(again->same_count(), again->rows_size()) << content;
  }
  EXPECT_EQ(NewestEvent(), before);
  EXPECT_EQ(Export(v1::ORGANISATIONS)->content(), organisations_file);
  EXPECT_EQ(Export(v1::STUDENTS)->content(), students_file);

  EXPECT_EQ(
      Import(v1::STUDENTS, absl::StrCat(students, "s1;'@Anna;Ad Engineering;dual;2;Achterhoek\n"))
          ->change_count(),
      1);
  EXPECT_EQ(NewestEvent(), before + 1);
}

TEST_P(RegisterExportTest, GivenWorkbook_WhenOpenedAgain_ThenEveryCellIsText) {
  const auto file = Export(v1::ORGANISATIONS, Format::XLSX);
  ASSERT_THAT(file, IsOk());
  EXPECT_EQ(file->file_name(), "organisations.xlsx");
  const std::string sheet = Unpacked(file->content(), "xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr("<c r=\"A1\" t=\"s\">"));
  EXPECT_THAT(sheet, HasSubstr("<c r=\"C2\" t=\"s\">"));
  EXPECT_THAT(sheet, Not(HasSubstr("<f>")));
  const std::string strings = Unpacked(file->content(), "xl/sharedStrings.xml");
  for (const char* text :
       {"<t>external_id</t>", "<t>=SUM(A1)</t>", "<t>12345678</t>", "<t>-Winkel</t>"}) {
    EXPECT_THAT(strings, HasSubstr(text));
  }
}

TEST_P(RegisterExportTest, GivenStudents_WhenExported_ThenWithinReachAndNotedAsSeen) {
  const auto all = Export(v1::STUDENTS);
  ASSERT_THAT(all, IsOk());
  EXPECT_EQ(all->row_count(), 2);  // the imported one and that of the triangle
  EXPECT_TRUE(
      world().reads.Has("institutions/demo/persons/" + kOffice.person, triangle().enrolment));
  Steps steps(world());
  world().credentials.programmes = {IdOf(steps.Programme("Bachelor"))};
  EXPECT_EQ(Export(v1::STUDENTS)->row_count(), 0);
}

TEST_P(RegisterExportTest, GivenCallers_WhenExporting_ThenOfficeAndClientsOnly) {
  for (const Role role : {Role::kStudent, Role::kTeacher, Role::kProgrammeManager,
                          Role::kOrganisationContact, Role::kInstitutionAdmin}) {
    EXPECT_THAT(Export(v1::ORGANISATIONS, Format::CSV, {.role = role}).status(),
                StatusIs(Code::kPermissionDenied, "ROLE_NOT_ALLOWED"));
  }
  EXPECT_THAT(Export(v1::PLACES, Format::CSV, {.role = Role::kService}), IsOk());
}

}  // namespace
}  // namespace driehoek::test
