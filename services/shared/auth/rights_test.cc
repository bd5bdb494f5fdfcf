#include "shared/auth/rights.h"

#include <gtest/gtest.h>

#include "shared/base/errors.h"

namespace driehoek::auth {
namespace {

const RightsTable& Table() {
  static const RightsTable table({
      {"loans.v1.LoanService/GetLoan", Role::kStudent, {Relation::kSelf}},
      {"loans.v1.LoanService/GetLoan", Role::kTeacher, {Relation::kAssigned}},
      {"loans.v1.LoanService/GetLoan", Role::kTeacher, {Relation::kProgramme}},
      {"loans.v1.LoanService/ReturnLoan", Role::kTeacher, {Relation::kAssigned}},
  });
  return table;
}

TEST(RightsTableTest, GivenRoleWithoutRow_WhenCalling_ThenRefusedBeforeAnythingIsLoaded) {
  EXPECT_TRUE(Table().MayCall("loans.v1.LoanService/GetLoan", Role::kStudent).ok());

  const absl::Status no_row = Table().MayCall("loans.v1.LoanService/ReturnLoan", Role::kStudent);

  EXPECT_EQ(no_row.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(ReasonOf(no_row), "ROLE_NOT_ALLOWED");
  EXPECT_EQ(ReasonOf(Table().MayCall("loans.v1.LoanService/Unknown", Role::kStudent)),
            "ROLE_NOT_ALLOWED");
}

TEST(RightsTableTest, GivenRelation_WhenItIsInARow_ThenAllowed) {
  EXPECT_TRUE(Table()
                  .MayDo("loans.v1.LoanService/ReturnLoan", "loans.v1.LoanService/GetLoan",
                         Role::kTeacher, {Relation::kAssigned, Relation::kInstitution})
                  .ok());
}

TEST(RightsTableTest, GivenOnlyTheRightToRead_WhenDoingMore_ThenKnownButNotAllowed) {
  const absl::Status status =
      Table().MayDo("loans.v1.LoanService/ReturnLoan", "loans.v1.LoanService/GetLoan",
                    Role::kTeacher, {Relation::kProgramme, Relation::kInstitution});

  EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(ReasonOf(status), "RELATION_NOT_ALLOWED");
}

TEST(RightsTableTest, GivenNoRelationThatMayRead_WhenDoing_ThenSameAnswerAsForAMissingOne) {
  const absl::Status foreign =
      Table().MayDo("loans.v1.LoanService/ReturnLoan", "loans.v1.LoanService/GetLoan",
                    Role::kTeacher, {Relation::kInstitution});
  const absl::Status nothing = Table().MayDo("loans.v1.LoanService/GetLoan",
                                             "loans.v1.LoanService/GetLoan", Role::kStudent, {});

  EXPECT_EQ(foreign, NotFound());
  EXPECT_EQ(nothing, NotFound());
  EXPECT_EQ(foreign.code(), absl::StatusCode::kNotFound);
}

TEST(RightsTableTest, GivenSeveralRows_WhenAskedWhatIsNeeded_ThenAllOfThem) {
  const Relations needed = Table().Needed("loans.v1.LoanService/GetLoan", Role::kTeacher);

  EXPECT_TRUE(needed.Has(Relation::kAssigned));
  EXPECT_TRUE(needed.Has(Relation::kProgramme));
  EXPECT_FALSE(needed.Has(Relation::kSelf));
}

TEST(RightsTableTest, GivenMethods_WhenOneHasNoRow_ThenItIsNamed) {
  EXPECT_EQ(Table().MethodsWithoutRule(
                {"loans.v1.LoanService/GetLoan", "loans.v1.LoanService/DeleteLoan"}),
            std::vector<std::string>{"loans.v1.LoanService/DeleteLoan"});
}

}  // namespace
}  // namespace driehoek::auth
