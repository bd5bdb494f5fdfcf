// The first launch of a student whom a file brought in: EnsurePerson and the register, over gRPC,
// on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "register_world.h"
#include "server/student_numbers.h"

namespace driehoek::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ImportedLaunchTest : public RegisterTest {
 protected:
  void SetUp() override {
    RegisterTest::SetUp();
    if (HasFatalFailure()) return;
    numbers_ = std::make_unique<server::NumbersOfRegister>(register_world().keys);
    world().numbers.lent = numbers_.get();
    ASSERT_TRUE(Import(v1::STUDENTS,
                       "external_id;name;email;programme;variant;phase\n"
                       "s1;Anna;Anna@s.nl;Ad Engineering;dual;1\n"
                       "s2;Bart;bart@s.nl;Ad Engineering;dual;1\n")
                    ->applied());
  }
  struct Said {
    std::string subject;
    std::string number;
    std::string email;
    std::string role = "student";
    std::string tenant = "demo";
  };
  // The name of the person whom the launch gives.
  std::string Launch(const Said& said) {
    v1::EnsurePersonRequest request;
    request.set_parent("institutions/" + said.tenant);
    request.set_issuer("https://lms.example");
    request.set_subject(said.subject);
    request.set_display_name("Uit het LMS");
    request.set_email(said.email);
    request.set_student_number(said.number);
    request.add_launch_roles(said.role);
    const auto answer =
        world().Ask(world().directory, &Directory::EnsurePerson,
                    Who{.role = Role::kAdapter, .person = "", .tenant = said.tenant}, request);
    EXPECT_THAT(answer, IsOk());
    return answer.ok() ? answer->person().name() : std::string();
  }
  // By external id.
  std::string Imported(const std::string& number) {
    const auto id = register_world().keys.Find(TenantId("demo"), registry::KeyKind::kStudent,
                                               number, DirectoryWorld::Deadline());
    EXPECT_THAT(id, IsOk());
    return absl::StrCat(kDemo, "/persons/", id->value_or("nobody"));
  }
  // Reasons in the audit of EnsurePerson, oldest first.
  std::vector<std::string> Audited() {
    std::vector<std::string> reasons;
    EXPECT_THAT(tenant_database().Read(
                    TenantId("demo"), DirectoryWorld::Deadline(),
                    [&](storage::TenantTransaction& transaction) -> absl::Status {
                      DRIEHOEK_ASSIGN_OR_RETURN(
                          const storage::Rows rows,
                          transaction.Execute(
                              "SELECT reason FROM audit WHERE tenant_id = $1 AND action = $2 "
                              "AND reason <> '' ORDER BY seq",
                              {std::string("driehoek.v1.DirectoryService/EnsurePerson")}));
                      reasons.clear();
                      for (const storage::Row& row : rows) reasons.push_back(row.Text(0));
                      return absl::OkStatus();
                    }),
                IsOk());
    return reasons;
  }

 private:
  std::unique_ptr<server::NumbersOfRegister> numbers_;
};
DRIEHOEK_ON_EVERY_ENGINE(ImportedLaunchTest);

TEST_P(ImportedLaunchTest, GivenStudentOfAFile_WhenLaunchTellsTheNumber_ThenTheSamePersonForEver) {
  const std::string anna = Launch({.subject = "u1", .number = "s1", .email = "anna@lms.example"});
  EXPECT_EQ(anna, Imported("s1"));
  EXPECT_EQ(Launch({.subject = "u1"}), anna);
  EXPECT_THAT(Audited(), ElementsAre("bound_by_student_number"));
  v1::GetPersonRequest get;
  get.set_name(anna);
  const auto person = world().Ask(world().directory, &Directory::GetPerson, kOffice, get);
  ASSERT_THAT(person, IsOk());
  EXPECT_EQ(person->display_name(), "Uit het LMS");
}

TEST_P(ImportedLaunchTest, GivenStudentOfAFile_WhenOnlyTheAddressIsTold_ThenTheSamePerson) {
  EXPECT_EQ(Launch({.subject = "u1", .email = "ANNA@s.nl"}), Imported("s1"));
  EXPECT_THAT(Audited(), ElementsAre("bound_by_address"));
  // The same file again finds the same person.
  const auto again = Import(v1::STUDENTS,
                            "external_id;name;email;programme;variant;phase\n"
                            "s1;Uit het LMS;;Ad Engineering;dual;1\n");
  EXPECT_EQ(again->same_count(), 1);
}

TEST_P(ImportedLaunchTest,
       GivenBoundStudent_WhenAnotherTellsTheSameAddressOrNumber_ThenNewPersons) {
  const std::string anna = Launch({.subject = "u1", .email = "anna@s.nl"});
  const std::string second = Launch({.subject = "u2", .email = "anna@s.nl"});
  const std::string third = Launch({.subject = "u3", .number = "s1"});
  const std::string fourth = Launch({.subject = "u4", .number = "s1", .email = "bart@s.nl"});
  EXPECT_EQ((std::set<std::string>{anna, second, third, fourth, Imported("s2")}).size(), 5U);
  EXPECT_EQ(Launch({.subject = "u1"}), anna);
  EXPECT_THAT(Audited(), ElementsAre("bound_by_address"));
}

TEST_P(ImportedLaunchTest, GivenNumberOfNobody_WhenTheAddressIsAnothers_ThenNotBound) {
  EXPECT_NE(Launch({.subject = "u9", .number = "s9", .email = "anna@s.nl"}), Imported("s1"));
  EXPECT_THAT(Audited(), IsEmpty());
}

TEST_P(ImportedLaunchTest, GivenStudentWithAGrantedRole_WhenTheAddressIsTold_ThenNotBound) {
  const std::vector<Role> granted = {Role::kPracticeOffice, Role::kProgrammeManager,
                                     Role::kInstitutionAdmin, Role::kExaminer, Role::kTeacher};
  std::string file = "external_id;name;email;programme;variant;phase\n";
  for (std::size_t i = 0; i < granted.size(); ++i) {
    absl::StrAppend(&file, "r", i, ";Rol;r", i, "@s.nl;Ad Engineering;dual;1\n");
  }
  ASSERT_TRUE(Import(v1::STUDENTS, file)->applied());
  for (std::size_t i = 0; i < granted.size(); ++i) {
    const std::string person = Imported(absl::StrCat("r", i));
    world().roles.Say(PersonId(IdOf(person)), {granted[i]});
    EXPECT_NE(Launch({.subject = absl::StrCat("u", i), .email = absl::StrCat("r", i, "@s.nl")}),
              person);
  }
  EXPECT_THAT(Audited(), IsEmpty());
}

TEST_P(ImportedLaunchTest, GivenAddressOfTwo_WhenTold_ThenNeitherIsBound) {
  // A launch of somebody else who has the address in the LMS.
  Launch({.subject = "u1", .number = "s2", .email = "anna@s.nl"});
  EXPECT_NE(Launch({.subject = "u2", .email = "anna@s.nl"}), Imported("s1"));
  EXPECT_THAT(Audited(), ElementsAre("bound_by_student_number"));
}

TEST_P(ImportedLaunchTest, GivenPeopleWhoAreNoStudents_WhenTheirAddressIsTold_ThenNotBound) {
  GiveSupervisorAnAddress("ingrid@b.nl");
  EXPECT_NE(Launch({.subject = "u1", .email = "ingrid@b.nl"}), triangle().supervisor_person);
  EXPECT_NE(Launch({.subject = "u2", .email = "bart@s.nl", .role = "teacher"}), Imported("s2"));
  EXPECT_THAT(Audited(), IsEmpty());
}

TEST_P(ImportedLaunchTest, GivenAnotherInstitution_WhenNumberAndAddressAreTold_ThenNotBound) {
  ASSERT_THAT(world().Found("ander"), IsOk());
  const std::string other =
      Launch({.subject = "u1", .number = "s1", .email = "anna@s.nl", .tenant = "ander"});
  EXPECT_EQ(other.rfind("institutions/ander/persons/", 0), 0U);
  EXPECT_NE(IdOf(other), IdOf(Imported("s1")));
  EXPECT_EQ(Launch({.subject = "u1", .number = "s1"}), Imported("s1"));
}

TEST_P(ImportedLaunchTest, GivenManyLaunchesAtOnce_WhenTheyTellOneNumber_ThenOneGetsThePerson) {
  std::vector<std::thread> threads;
  std::mutex mutex;
  std::multiset<std::string> names;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&, i] {
      const std::string name = Launch({.subject = absl::StrCat("race", i), .number = "s1"});
      const std::lock_guard lock(mutex);
      names.insert(name);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(names.count(Imported("s1")), 1U);
  EXPECT_THAT(Audited(), ElementsAre("bound_by_student_number"));
}

}  // namespace
}  // namespace driehoek::test
