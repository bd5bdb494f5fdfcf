// `driehoekctl match`: rounds from files, without a server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "support/service_process.h"
#include "support/status_matchers.h"
#include "support/temp_folder.h"

namespace driehoek::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr char kStudents[] =
    "student,group,ranks\n"
    "anna,ad,zorg bouw\n"
    "ben,bachelor,zorg\n"
    "cem,bachelor,zorg bouw\n"
    "dora,ad,bouw zorg\n";
constexpr char kPlaces[] =
    "place,capacity,supervisor,reserved\n"
    "zorg,2,,ad:1\n"
    "bouw,1,,\n";

class MatchFilesTest : public testing::Test {
 protected:
  std::string Path(const std::string& name) const { return folder_.path() + "/" + name; }

  std::string Write(const std::string& name, const std::string& text) const {
    std::ofstream(Path(name), std::ios::binary) << text;
    return Path(name);
  }

  // What the command said. The result is in Result().
  absl::StatusOr<std::string> Match(const std::string& students, const std::string& places,
                                    const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words = {"match",
                                      "--students",
                                      Write("students.csv", students),
                                      "--places",
                                      Write("places.csv", places),
                                      "--out",
                                      Path("result.csv")};
    words.insert(words.end(), more.begin(), more.end());
    return ServiceProcess({.data = folder_.path()}).Control(words);
  }

  std::string Result() const {
    std::ifstream in(Path("result.csv"), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  const TempFolder folder_;
};

TEST_F(MatchFilesTest, Given_aRound_WhenMatched_ThenEachStudentHasAPlaceOrAReason) {
  const auto said = Match(kStudents, kPlaces);
  ASSERT_THAT(said, IsOk());
  EXPECT_THAT(*said,
              AllOf(HasSubstr("placed 3 of 4 students"), HasSubstr("feasible and stable"),
                    // sha256sum of 32 zero bytes.
                    HasSubstr("66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925")));
  EXPECT_THAT(Result(), AllOf(HasSubstr("anna,zorg,1,first choice\n"),
                              HasSubstr("dora,bouw,1,first choice\n"),
                              HasSubstr("4 students ranked it"), HasSubstr("then lottery 0.")));
}

TEST_F(MatchFilesTest, Given_theRowsInAnotherOrder_WhenMatched_ThenTheResultIsTheSame) {
  ASSERT_THAT(Match(kStudents, kPlaces, {"--seed", "2a"}), IsOk());
  const std::string first = Result();
  ASSERT_THAT(Match("student,ranks,group\r\ndora,bouw zorg,ad\r\ncem,zorg bouw,bachelor\r\n"
                    "\"ben\",zorg,bachelor\r\nanna,zorg bouw,ad\r\n",
                    "\xEF\xBB\xBFplace,capacity,supervisor,reserved\nbouw,1,,\n\nzorg,2,,ad:1\n",
                    {"--seed", "002A"}),
              IsOk());
  EXPECT_EQ(Result(), first);
}

TEST_F(MatchFilesTest, Given_classesAndALimit_WhenMatched_ThenTheyDecide) {
  const std::string priorities = Write(
      "priorities.csv", "place,student,class\nzorg,cem,0\nzorg,anna,1\nzorg,ben,-\nzorg,dora,1\n");
  const std::string supervisors = Write("supervisors.csv", "supervisor,limit\nmaas,1\n");
  const auto said = Match(kStudents, "place,capacity,supervisor,reserved\nzorg,2,maas,\nbouw,1,,\n",
                          {"--priorities", priorities, "--supervisors", supervisors});
  ASSERT_THAT(said, IsOk());
  EXPECT_THAT(Result(),
              AllOf(HasSubstr("cem,zorg,1,"), HasSubstr("ben,,,ranked no place that may take you"),
                    HasSubstr("its supervisor can have no more than 1 student")));
}

TEST_F(MatchFilesTest, Given_theRuleMostPlaced_WhenMatched_ThenNobodyIsLeftWhoNeedNotBe) {
  const auto said =
      Match("student,group,ranks\na,x,p q\nb,x,p\n",
            "place,capacity,supervisor,reserved\np,1,,\nq,1,,\n", {"--rule", "most-placed"});
  ASSERT_THAT(said, IsOk());
  EXPECT_THAT(Result(), AllOf(HasSubstr("a,q,2,"), HasSubstr("b,p,1,")));
}

TEST_F(MatchFilesTest, Given_wrongCells_WhenMatched_ThenEachIsNamedAndTheEarlierResultStays) {
  ASSERT_THAT(Match(kStudents, kPlaces), IsOk());
  const std::string before = Result();
  const auto said = Match("student,group,ranks\nanna,ad,zorg zorg\nanna,ad,nergens\n,ad,zorg\n",
                          "place,capacity,supervisor,reserved\nzorg,-2,,ad\nzorg,1,,ad:2\n");
  ASSERT_FALSE(said.ok());
  EXPECT_THAT(std::string(said.status().message()),
              AllOf(HasSubstr("students.csv, row 2, column ranks: ranks 'zorg' twice"),
                    HasSubstr("students.csv, row 3, column student: 'anna' stands in row 2 too"),
                    HasSubstr("students.csv, row 3, column ranks: there is no place 'nergens'"),
                    HasSubstr("students.csv, row 4, column student: is empty"),
                    HasSubstr("places.csv, row 2, column capacity: '-2' is no whole number"),
                    HasSubstr("places.csv, row 2, column reserved: 'ad' is not GROUP:SEATS"),
                    HasSubstr("places.csv, row 3, column reserved: reserves 2 seats of 1"),
                    HasSubstr("ROWS_WRONG")));
  EXPECT_EQ(Result(), before);
}

TEST_F(MatchFilesTest, Given_priorityRowsThatContradict_WhenMatched_ThenTheRowIsNamed) {
  const std::string priorities =
      Write("priorities.csv",
            "place,student,class\nzorg,anna,0\nzorg,anna,-\nniets,anna,0\nzorg,niemand,x\n");
  const auto said = Match(kStudents, kPlaces, {"--priorities", priorities});
  ASSERT_FALSE(said.ok());
  EXPECT_THAT(std::string(said.status().message()),
              AllOf(HasSubstr("row 3, column class: contradicts an earlier row"),
                    HasSubstr("row 4, column place: there is no place 'niets'"),
                    HasSubstr("row 5, column student: there is no student 'niemand'"),
                    HasSubstr("row 5, column class: 'x' is no whole number")));
}

TEST_F(MatchFilesTest, Given_filesThatAreNoTables_WhenMatched_ThenTheRowIsNamed) {
  for (const auto& [students, told] : std::vector<std::pair<std::string, std::string>>{
           {"", "students.csv, row 1: a header line is needed"},
           {"student,group\na,b\n", "ranks is missing"},
           {"student,group,ranks\na,b\n", "row 2: has 2 columns, the header has 3"},
           {"student,group,ranks\na,b,\"zorg\n", "row 2: a quote is never closed"},
           {"student,group,ranks\na,b\"c,zorg\n", "row 2: a quote stands inside a field"}}) {
    const auto said = Match(students, kPlaces);
    ASSERT_FALSE(said.ok());
    EXPECT_THAT(std::string(said.status().message()), HasSubstr(told));
  }
}

TEST_F(MatchFilesTest, Given_wrongFlags_WhenMatched_ThenTheFlagIsNamed) {
  EXPECT_THAT(std::string(Match(kStudents, kPlaces, {"--seed", "xyz"}).status().message()),
              HasSubstr("SEED_MALFORMED"));
  EXPECT_THAT(
      std::string(Match(kStudents, kPlaces, {"--seed", std::string(65, 'a')}).status().message()),
      HasSubstr("SEED_MALFORMED"));
  EXPECT_THAT(std::string(Match(kStudents, kPlaces, {"--rule", "best"}).status().message()),
              HasSubstr("RULE_UNKNOWN"));
  EXPECT_THAT(
      std::string(Match(kStudents, kPlaces, {"--priorities", "/nowhere.csv"}).status().message()),
      AllOf(HasSubstr("/nowhere.csv"), Not(HasSubstr("placed"))));
}

}  // namespace
}  // namespace driehoek::test
