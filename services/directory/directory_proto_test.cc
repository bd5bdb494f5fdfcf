// Each kind to the wire and back: what a caller may set comes back as it was.
#include "directory/directory_proto.h"

#include <gtest/gtest.h>

#include "directory/policy_defaults.h"

namespace driehoek::directory {
namespace {

const TenantId kTenant("demo");
constexpr char kA[] = "01900000-0000-7000-8000-00000000000a";
constexpr char kB[] = "01900000-0000-7000-8000-00000000000b";
constexpr char kC[] = "01900000-0000-7000-8000-00000000000c";
constexpr absl::CivilDay kDay(2026, 9, 1);

// `full` through the contract onto `empty`, which has the ids and whatever is output only.
template <typename V>
void ExpectSame(const V& full, V empty) {
  const auto proto = Wire<V>::ToProto(kTenant, full);
  FieldViolations violations;
  Wire<V>::FromProto(proto, empty, violations);
  EXPECT_TRUE(violations.empty()) << violations.ToStatus();
  EXPECT_EQ(Wire<V>::ToProto(kTenant, empty).DebugString(), proto.DebugString());
}

TEST(DirectoryProtoTest, GivenInstitution_WhenThereAndBack_ThenTheSame) {
  ExpectSame<Institution>(
      {kTenant, "Demo", "Europe/Brussels", "en", "#112233", "12AB", absl::UnixEpoch(), 3},
      {.id = kTenant, .create_time = absl::UnixEpoch(), .version = 3});
}

TEST(DirectoryProtoTest, GivenPolicySet_WhenThereAndBack_ThenEveryNumberIsTheSame) {
  PolicySet full = DefaultPolicySet(Variant::kDual);
  full.required_clauses = {"safety", "secrecy"};
  full.loosened_reason = "agreed";
  int next = 1;
  for (const PolicyNumber& number : PolicyNumbers()) full.*number.field = next++;
  ExpectSame<PolicySet>(full, {.create_time = full.create_time});
}

TEST(DirectoryProtoTest, GivenEducation_WhenThereAndBack_ThenTheSame) {
  ExpectSame<Programme>(
      {.id = ProgrammeId(kA),
       .display_name = "Ad",
       .level = 5,
       .sector = "zorg",
       .validation_order = {ValidationStep::kProgrammeManager, ValidationStep::kTeacher}},
      {.id = ProgrammeId(kA)});
  ExpectSame<ProgrammeVariant>({.programme = ProgrammeId(kA),
                                .id = ProgrammeVariantId(kB),
                                .variant = Variant::kPartTime,
                                .funding = Funding::kNonFunded,
                                .rio_code = "1001O1234",
                                .credits_ec = 120,
                                .practice_share_percent = 60,
                                .policy_set = PolicySetId(kC),
                                .outcome_set = OutcomeSetId(kB)},
                               {.programme = ProgrammeId(kA), .id = ProgrammeVariantId(kB)});
  ExpectSame<OutcomeSet>(
      {.programme = ProgrammeId(kA),
       .id = OutcomeSetId(kB),
       .outcomes = {{"LU1", "Plans", "shows", {{1, "a"}, {2, "b"}}}, {"LU2", "Does", "", {}}}},
      {.programme = ProgrammeId(kA), .id = OutcomeSetId(kB)});
}

TEST(DirectoryProtoTest, GivenPeople_WhenThereAndBack_ThenTheSame) {
  ExpectSame<Person>(
      {.id = PersonId(kA), .display_name = "Zoë", .given_name = "Z", .language_code = "en"},
      {.id = PersonId(kA)});
  ExpectSame<PersonContact>({.id = PersonId(kA), .email = "a@b.nl", .phone = "+31612345678"},
                            {.id = PersonId(kA)});
  ExpectSame<Enrolment>({.id = EnrolmentId(kA),
                         .student = PersonId(kB),
                         .programme = ProgrammeId(kC),
                         .variant = ProgrammeVariantId(kA),
                         .phase = 2,
                         .entry_level = "mbo-4",
                         .start_date = kDay,
                         .end_date = kDay + 300,
                         .region = "Achterhoek"},
                        {.id = EnrolmentId(kA)});
  ExpectSame<ContactAssignment>({.id = ContactAssignmentId(kA),
                                 .student = PersonId(kB),
                                 .teacher = PersonId(kC),
                                 .start_date = kDay},
                                {.id = ContactAssignmentId(kA)});
}

TEST(DirectoryProtoTest, GivenOrganisations_WhenThereAndBack_ThenTheSame) {
  ExpectSame<Organisation>({.id = OrganisationId(kA),
                            .display_name = "O",
                            .kvk_number = "12345678",
                            .verify_time = absl::UnixEpoch(),
                            .relation_type = RelationType::kIncidental,
                            .sector = "zorg"},
                           {.id = OrganisationId(kA), .verify_time = absl::UnixEpoch()});
  ExpectSame<Establishment>({OrganisationId(kA), EstablishmentId(kB), "E", "000012345678",
                             "Straat 1", "Utrecht", "Achterhoek"},
                            {.organisation = OrganisationId(kA), .id = EstablishmentId(kB)});
  ExpectSame<Workplace>({OrganisationId(kA), WorkplaceId(kB), "W", EstablishmentId(kC), "zorg"},
                        {.organisation = OrganisationId(kA), .id = WorkplaceId(kB)});
  ExpectSame<SupervisorProfile>({.organisation = OrganisationId(kA),
                                 .id = SupervisorId(kB),
                                 .person = PersonId(kC),
                                 .function = SupervisorFunction::kOrganisationContact,
                                 .job_title = "HR",
                                 .qualifications = "hbo",
                                 .briefing_date = kDay,
                                 .briefing_valid_until = kDay + 700,
                                 .attention_budget_minutes = 0},
                                {.organisation = OrganisationId(kA),
                                 .id = SupervisorId(kB),
                                 .briefing_valid_until = kDay + 700});
}

TEST(DirectoryProtoTest, GivenRegionWithSpaceAround_WhenRead_ThenTakenOff) {
  v1::Establishment establishment;
  establishment.set_region("  Noord Holland\t");
  Establishment branch;
  v1::Enrolment enrolment;
  enrolment.set_region("   ");
  Enrolment study{.region = "Achterhoek"};
  FieldViolations violations;
  Wire<Establishment>::FromProto(establishment, branch, violations);
  Wire<Enrolment>::FromProto(enrolment, study, violations);
  EXPECT_EQ(branch.region, "Noord Holland");
  EXPECT_EQ(study.region, "");
}

TEST(DirectoryProtoTest, GivenNamesOfOtherParents_WhenRead_ThenRefused) {
  v1::ProgrammeVariant variant =
      Wire<ProgrammeVariant>::ToProto(kTenant, {.programme = ProgrammeId(kA),
                                                .id = ProgrammeVariantId(kB),
                                                .outcome_set = OutcomeSetId(kC)});
  ProgrammeVariant elsewhere{.programme = ProgrammeId(kB)};
  FieldViolations violations;
  Wire<ProgrammeVariant>::FromProto(variant, elsewhere, violations);
  EXPECT_EQ(ReasonOf(violations.ToStatus()), "OTHER_PROGRAMME");
  v1::Enrolment enrolment;
  enrolment.set_student("institutions/demo/people/x");
  Enrolment value;
  FieldViolations malformed("enrolment");
  Wire<Enrolment>::FromProto(enrolment, value, malformed);
  EXPECT_NE(std::string(malformed.ToStatus().message()).find("enrolment.student"),
            std::string::npos);
}

}  // namespace
}  // namespace driehoek::directory
