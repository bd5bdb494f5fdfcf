#include "agreement/policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "agreement/agreement_example.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {
namespace {

using auth::Caller;
using auth::Relation;
using auth::RightsTable;
using auth::Role;

constexpr absl::string_view kSign = "driehoek.v1.AgreementService/SignAgreement";
constexpr absl::string_view kDecline = "driehoek.v1.AgreementService/DeclineAgreement";
constexpr absl::string_view kTerminate = "driehoek.v1.AgreementService/TerminateAgreement";

Caller As(Role role, const PersonId& person) {
  return {.tenant = TenantId("demo"), .person = person, .role = role, .roles = {role}};
}

TEST(NamedSideTest, GivenThreeSigners_WhenEachActsInTheRoleOfTheSide_ThenNamed) {
  const Version version = Newest(Offered());

  EXPECT_EQ(NamedSide(version, As(Role::kStudent, kStudentId)), PartyRole::kStudent);
  EXPECT_EQ(NamedSide(version, As(Role::kTeacher, kTeacherId)), PartyRole::kProgramme);
  EXPECT_EQ(NamedSide(version, As(Role::kWorkplaceSupervisor, kSupervisorId)),
            PartyRole::kWorkplace);
}

TEST(NamedSideTest, GivenManagementOrAService_WhenTrying_ThenNeverNamed) {
  const Version version = Newest(Offered());

  EXPECT_FALSE(NamedSide(version, As(Role::kOrganisationContact, kHrId)));
  // Even the supervisor, when acting as management.
  EXPECT_FALSE(NamedSide(version, As(Role::kOrganisationContact, kSupervisorId)));
  EXPECT_FALSE(NamedSide(version, As(Role::kWorkplaceSupervisor, kOtherSupervisorId)));
  EXPECT_FALSE(NamedSide(version, As(Role::kService, PersonId())));
  EXPECT_FALSE(NamedSide(version, As(Role::kPracticeOffice, PersonId())));
}

TEST(NamedSideTest, GivenNobodyNamedForTheProgramme_WhenAnApiClientTries_ThenNotNamed) {
  PlacementFacts facts = ExampleFacts();
  facts.contact_person = {};

  EXPECT_FALSE(NamedSide(Newest(Drafted(facts)), As(Role::kTeacher, PersonId())));
}

TEST(RelationsTest, GivenStrangers_WhenAskedForTheAgreement_ThenItLooksAbsent) {
  const RightsTable rights(AgreementRights());
  const Agreement agreement = Offered();
  for (const Caller& caller :
       {As(Role::kStudent, kOfficeId), As(Role::kTeacher, kOfficeId),
        As(Role::kWorkplaceSupervisor, kOtherSupervisorId), As(Role::kOrganisationContact, kHrId),
        As(Role::kExaminer, kTeacherId)}) {
    const auto status =
        rights.MayDo(kGetAgreement, kGetAgreement, caller.role, RelationsTo(agreement, caller, {}));
    EXPECT_EQ(ReasonOf(status), "RESOURCE_NOT_FOUND") << auth::RoleName(caller.role);
  }
}

TEST(RelationsTest, GivenOfficeAndManagerOfProgrammes_WhenAsked_ThenOnlyTheirsAreThere) {
  const RightsTable rights(AgreementRights());
  const Agreement agreement = Offered();
  for (const Role role : {Role::kPracticeOffice, Role::kProgrammeManager}) {
    Caller caller = As(role, kOfficeId);
    const auto asked = [&] {
      return rights.MayDo(kGetAgreement, kGetAgreement, role, RelationsTo(agreement, caller, {}));
    };

    EXPECT_TRUE(asked().ok());  // not limited
    caller.programmes = {"0197c000-0000-7000-8000-00000000ffff"};
    EXPECT_EQ(ReasonOf(asked()), "RESOURCE_NOT_FOUND");
    caller.programmes.push_back(ProgrammeOf(agreement.programme_variant));
    EXPECT_TRUE(asked().ok());
  }
}

TEST(RelationsTest, GivenHrOfTheHost_WhenAsked_ThenMayReadAndTryButNotDecline) {
  const RightsTable rights(AgreementRights());
  const Caller hr = As(Role::kOrganisationContact, kHrId);
  const auto relations = RelationsTo(Offered(), hr, {.organisations = {kHostId}});

  EXPECT_TRUE(rights.MayDo(kGetAgreement, kGetAgreement, hr.role, relations).ok());
  EXPECT_TRUE(rights.MayDo(kSign, kGetAgreement, hr.role, relations).ok());
  EXPECT_EQ(ReasonOf(rights.MayDo(kDecline, kGetAgreement, hr.role, relations)),
            "RELATION_NOT_ALLOWED");
}

TEST(RelationsTest, GivenNewSupervisorInAnOpenAmendment_WhenAsked_ThenBothSeeIt) {
  Agreement agreement = After(Amend(InForce(), AmendmentKind::kSupervisor, "Ingrid vertrekt.",
                                    kTeacherActor, At(2026, 10, 1)));
  agreement.proposal->parties.back().person = kOtherSupervisorId;
  const Caller old_one = As(Role::kWorkplaceSupervisor, kSupervisorId);
  const Caller new_one = As(Role::kWorkplaceSupervisor, kOtherSupervisorId);

  EXPECT_TRUE(RelationsTo(agreement, old_one, {}).Has(Relation::kParty));
  EXPECT_TRUE(RelationsTo(agreement, new_one, {}).Has(Relation::kParty));
  agreement.proposal->state = VersionState::kDeclined;
  EXPECT_FALSE(RelationsTo(agreement, new_one, {}).Has(Relation::kParty));
}

TEST(RightsTest, GivenServiceClient_WhenSigning_ThenThereIsNoRow) {
  const RightsTable rights(AgreementRights());

  EXPECT_EQ(ReasonOf(rights.MayCall(kSign, Role::kService)), "ROLE_NOT_ALLOWED");
  EXPECT_TRUE(rights.MayCall(kTerminate, Role::kPracticeOffice).ok());
  EXPECT_FALSE(rights.MayCall(kTerminate, Role::kStudent).ok());
}

struct PenCase {
  Pen pen;
  const char* clause;
  bool may;
};

class PenTest : public ::testing::TestWithParam<PenCase> {};

TEST_P(PenTest, GivenPen_WhenItWritesTheClause_ThenAllowedOrNotItsField) {
  const Agreement agreement = Drafted();
  const DraftUpdate update{.clauses = WithText(agreement, GetParam().clause, "Iets anders.")};

  const auto status = MayWrite(GetParam().pen, Newest(agreement), update);

  EXPECT_EQ(ReasonOf(status), GetParam().may ? "" : "FIELD_NOT_YOURS");
}

INSTANTIATE_TEST_SUITE_P(Clauses, PenTest,
                         ::testing::Values(PenCase{Pen::kStudent, "outcomes", true},
                                           PenCase{Pen::kStudent, "supervision", true},
                                           PenCase{Pen::kStudent, "duration", false},
                                           PenCase{Pen::kStudent, "assessment", false},
                                           PenCase{Pen::kStudent, "insurance", false},
                                           PenCase{Pen::kSupervisor, "supervision", true},
                                           PenCase{Pen::kSupervisor, "outcomes", false},
                                           PenCase{Pen::kSupervisor, "early_termination", false},
                                           PenCase{Pen::kOrganisation, "insurance", true},
                                           PenCase{Pen::kOrganisation, "supervision", false},
                                           PenCase{Pen::kProgramme, "early_termination", true}));

TEST(MayWriteTest, GivenEverythingSentBackUnchanged_WhenWritten_ThenAllowed) {
  const Version version = Newest(Drafted());
  const DraftUpdate update{.clauses = version.clauses,
                           .commitments = version.commitments,
                           .responsibilities = version.responsibilities,
                           .parties = version.parties,
                           .start_day = version.start_day,
                           .end_day = version.end_day,
                           .weekly_hours = version.weekly_hours};

  for (const Pen pen : {Pen::kStudent, Pen::kSupervisor, Pen::kOrganisation}) {
    EXPECT_TRUE(MayWrite(pen, version, update).ok());
  }
}

TEST(MayWriteTest, GivenPromiseInAnothersName_WhenAddedOrTakenBack_ThenNotYours) {
  const Version version = Newest(Drafted());
  std::vector<Commitment> added = version.commitments;
  added.push_back({.id = "x", .owner = PartyRole::kWorkplace, .text = "Wij betalen alles."});
  std::vector<Commitment> own = version.commitments;
  own.push_back({.id = "y", .owner = PartyRole::kStudent, .text = "Ik vraag om feedback."});
  std::vector<Commitment> removed = version.commitments;
  removed.pop_back();

  EXPECT_EQ(ReasonOf(MayWrite(Pen::kStudent, version, {.commitments = added})), "FIELD_NOT_YOURS");
  EXPECT_TRUE(MayWrite(Pen::kStudent, version, {.commitments = own}).ok());
  EXPECT_EQ(ReasonOf(MayWrite(Pen::kStudent, version, {.commitments = removed})),
            "FIELD_NOT_YOURS");
  EXPECT_TRUE(MayWrite(Pen::kSupervisor, version, {.commitments = removed}).ok());
}

TEST(MayWriteTest, GivenPeriodAndSigners_WhenAPartyChangesThem_ThenNotYours) {
  const Version version = Newest(Drafted());
  std::vector<Party> other = version.parties;
  other.back().person = kOtherSupervisorId;
  std::vector<Party> capacity = version.parties;
  capacity.back().capacity = "teamleider";

  EXPECT_EQ(ReasonOf(MayWrite(Pen::kStudent, version, {.start_day = version.start_day + 1})),
            "FIELD_NOT_YOURS");
  EXPECT_EQ(ReasonOf(MayWrite(Pen::kSupervisor, version, {.parties = other})), "FIELD_NOT_YOURS");
  EXPECT_TRUE(MayWrite(Pen::kSupervisor, version, {.parties = capacity}).ok());
  EXPECT_EQ(ReasonOf(MayWrite(Pen::kOrganisation, version, {.parties = capacity})),
            "FIELD_NOT_YOURS");
  EXPECT_TRUE(MayWrite(Pen::kSupervisor, version, {.weekly_hours = 20}).ok());
  EXPECT_EQ(ReasonOf(MayWrite(Pen::kStudent, version, {.weekly_hours = 20})), "FIELD_NOT_YOURS");
}

}  // namespace
}  // namespace driehoek::agreement
