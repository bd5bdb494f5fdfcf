// The rules of the small values: institution, programme, person, organisation.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "directory/institution.h"
#include "directory/organisation.h"
#include "directory/person.h"
#include "directory/programme.h"

namespace driehoek::directory {
namespace {

constexpr absl::CivilDay kSeptember(2026, 9, 1);

template <typename V>
std::string Refusal(const V& value) {
  FieldViolations violations;
  Check(value, violations);
  return ReasonOf(violations.ToStatus());
}

TEST(InstitutionTest, GivenFields_WhenChecked_ThenMalformedOnesAreNamed) {
  const Institution good{.id = TenantId("demo"),
                         .display_name = "Demo",
                         .accent_color = "#12aBcd",
                         .institution_code = "12AB"};
  EXPECT_EQ(Refusal(good), "");
  Institution bad = good;
  bad.accent_color = "#12345";
  EXPECT_EQ(Refusal(bad), "COLOR_MALFORMED");
  bad = good;
  bad.institution_code = "1ABC";
  EXPECT_EQ(Refusal(bad), "INSTITUTION_CODE_MALFORMED");
  bad = good;
  bad.language_code = "de";
  EXPECT_EQ(Refusal(bad), "LANGUAGE_UNKNOWN");
  for (const char* zone :
       {"", "Europe/Amsterdm", "../../etc/passwd", "/etc/localtime", "localtime:x"}) {
    bad = good;
    bad.time_zone = zone;
    EXPECT_EQ(Refusal(bad), "TIME_ZONE_UNKNOWN") << zone;
  }
}

TEST(ProgrammeTest, GivenBounds_WhenCrossed_ThenRefused) {
  EXPECT_EQ(Refusal(Programme{.display_name = "Ad", .level = 5}), "");
  EXPECT_EQ(Refusal(Programme{.display_name = "Ad", .level = 9}), "NUMBER_OUT_OF_RANGE");
  EXPECT_EQ(
      Refusal(Programme{.display_name = "Ad",
                        .level = 5,
                        .validation_order = {ValidationStep::kTeacher, ValidationStep::kTeacher}}),
      "STEP_REPEATED");
  EXPECT_EQ(Refusal(ProgrammeVariant{.credits_ec = 480, .practice_share_percent = 100}), "");
  EXPECT_EQ(Refusal(ProgrammeVariant{.credits_ec = 0}), "NUMBER_OUT_OF_RANGE");
}

TEST(OutcomeSetTest, GivenOutcomes_WhenCodesOrLevelsRepeat_ThenRefused) {
  const Outcome first{.code = "LU1", .title = "Plans", .level_descriptors = {{1, "a"}, {2, "b"}}};
  EXPECT_EQ(Refusal(OutcomeSet{.outcomes = {first}}), "");
  EXPECT_EQ(Refusal(OutcomeSet{}), "OUTCOMES_MISSING");
  EXPECT_EQ(Refusal(OutcomeSet{.outcomes = {first, first}}), "OUTCOME_CODE_REPEATED");
  EXPECT_EQ(Refusal(OutcomeSet{.outcomes = std::vector<Outcome>(101, first)}), "OUTCOMES_TOO_MANY");
  Outcome falling = first;
  falling.level_descriptors = {{2, "b"}, {1, "a"}};
  EXPECT_EQ(Refusal(OutcomeSet{.outcomes = {falling}}), "LEVEL_ORDER");
}

TEST(PersonTest, GivenContact_WhenChecked_ThenSyntaxIsHeld) {
  EXPECT_EQ(Refusal(PersonContact{}), "");
  EXPECT_EQ(Refusal(PersonContact{.email = "not an address"}), "EMAIL_MALFORMED");
  EXPECT_EQ(Refusal(PersonContact{.phone = "06 12345678"}), "PHONE_MALFORMED");
  EXPECT_EQ(Refusal(Enrolment{.phase = 1, .start_date = kSeptember, .end_date = kSeptember}), "");
  EXPECT_EQ(Refusal(Enrolment{.phase = 1, .start_date = kSeptember, .end_date = kSeptember - 1}),
            "END_BEFORE_START");
  EXPECT_EQ(Refusal(ContactAssignment{.student = PersonId("a"), .teacher = PersonId("a")}),
            "SAME_PERSON");
}

TEST(HandOverTest, GivenOpenAssignment_WhenNextBegins_ThenFormerEndsTheDayBefore) {
  const ContactAssignment open{
      .student = PersonId("s"), .teacher = PersonId("t"), .start_date = kSeptember};
  const auto handover = HandOver(
      open, {.student = PersonId("s"), .teacher = PersonId("u"), .start_date = kSeptember + 30});
  ASSERT_TRUE(handover.ok());
  EXPECT_EQ(handover->ended->end_date, kSeptember + 29);
  EXPECT_FALSE(handover->next.end_date.has_value());
}

TEST(HandOverTest, GivenOpenAssignment_WhenNextBeginsOnOrBeforeItsFirstDay_ThenOverlap) {
  const ContactAssignment open{.start_date = kSeptember};
  for (const int shift : {0, -1, -400}) {
    EXPECT_EQ(ReasonOf(HandOver(open, {.start_date = kSeptember + shift}).status()),
              "CONTACT_OVERLAP");
  }
  EXPECT_TRUE(HandOver(open, {.start_date = kSeptember + 1}).ok());
  EXPECT_TRUE(HandOver(std::nullopt, {.start_date = kSeptember}).ok());
}

TEST(LaunchTest, GivenUntidyClaims_WhenTidied_ThenFitToBeStored) {
  const LaunchIdentity tidy = Tidy({.display_name = " Zoë\tB. " + std::string(300, 'x'),
                                    .given_name = "Zoë\n",
                                    .email = "not-an-address",
                                    .language_code = "en-GB"});
  EXPECT_EQ(tidy.display_name.substr(0, 8), "Zoë B. ");
  EXPECT_EQ(tidy.given_name, "Zoë");
  EXPECT_EQ(tidy.email, "");
  EXPECT_EQ(tidy.language_code, "en");
  FieldViolations violations;
  Check(Follow(Person{.id = PersonId("p")}, tidy), violations);
  EXPECT_TRUE(violations.empty());
  EXPECT_EQ(Tidy({.language_code = "english"}).language_code, "");
}

TEST(LaunchTest, GivenSilentLms_WhenFollowed_ThenOldValuesStayAndNobodyIsNameless) {
  const Person known{.id = PersonId("0190-abcd"),
                     .display_name = "Daan",
                     .given_name = "Daan",
                     .language_code = "nl"};
  EXPECT_EQ(Follow(known, {}).display_name, "Daan");
  EXPECT_EQ(Follow(known, {.display_name = "Daan V."}).display_name, "Daan V.");
  EXPECT_EQ(Follow(Person{.id = PersonId("0190-abcd")}, {}).display_name, "Persoon abcd");
  EXPECT_EQ(Follow(Person{.id = PersonId("0190-abcd")}, {.language_code = "en"}).display_name,
            "Person abcd");
}

TEST(OrganisationTest, GivenNumbers_WhenChecked_ThenLengthsAreHeld) {
  EXPECT_EQ(Refusal(Organisation{.display_name = "O", .kvk_number = "12345678"}), "");
  EXPECT_EQ(Refusal(Organisation{.display_name = "O", .kvk_number = "1234567"}),
            "KVK_NUMBER_MALFORMED");
  EXPECT_EQ(Refusal(Organisation{.display_name = "O", .kvk_number = "1234567a"}),
            "KVK_NUMBER_MALFORMED");
  EXPECT_EQ(Refusal(Establishment{.display_name = "E", .establishment_number = "000012345678"}),
            "");
  EXPECT_EQ(Refusal(Establishment{.display_name = "E", .establishment_number = "12345678"}),
            "ESTABLISHMENT_NUMBER_MALFORMED");
}

TEST(RegionTest, GivenLabels_WhenChecked_ThenOneLineOfSixtyCharacters) {
  const auto refusals = [](const std::string& region) {
    const std::string of_branch = Refusal(Establishment{.display_name = "E", .region = region});
    const std::string of_study =
        Refusal(Enrolment{.phase = 1, .start_date = kSeptember, .region = region});
    EXPECT_EQ(of_branch, of_study);
    return of_branch;
  };
  EXPECT_EQ(refusals(""), "");
  std::string longest;
  for (int i = 0; i < 60; ++i) longest += "\u00e2";
  EXPECT_EQ(refusals(longest), "");
  EXPECT_EQ(refusals(longest + "n"), "TEXT_TOO_LONG");
  EXPECT_EQ(refusals("Achter\nhoek"), "TEXT_UNPRINTABLE");
}

TEST(OrganisationTest, GivenVerifiedNumber_WhenNumberChanges_ThenNoLongerVerified) {
  const absl::Time now = absl::FromUnixSeconds(1'790'000'000);
  EXPECT_EQ(ReasonOf(Verify({}, now).status()), "KVK_NUMBER_MISSING");
  const auto verified = Verify({.display_name = "O", .kvk_number = "12345678"}, now);
  ASSERT_TRUE(verified.ok());
  EXPECT_EQ(verified->verify_time, now);
  EXPECT_EQ(KeepVerification(*verified, {.kvk_number = "12345678"}).verify_time, now);
  EXPECT_FALSE(KeepVerification(*verified, {.kvk_number = "87654321"}).verify_time.has_value());
}

TEST(BriefingTest, GivenDay_WhenMonthsPass_ThenLastDayIsTheOneBefore) {
  EXPECT_EQ(BriefingValidUntil(absl::CivilDay(2026, 9, 1), 24), absl::CivilDay(2028, 8, 31));
  EXPECT_EQ(BriefingValidUntil(absl::CivilDay(2026, 8, 31), 6), absl::CivilDay(2027, 2, 28));
  EXPECT_EQ(BriefingValidUntil(absl::CivilDay(2024, 2, 29), 12), absl::CivilDay(2025, 2, 28));
}

TEST(BriefingTest, GivenToday_WhenBriefedTomorrow_ThenRefused) {
  SupervisorProfile profile{.briefing_date = kSeptember};
  EXPECT_TRUE(Brief(profile, kSeptember, 24, "briefing_date").ok());
  EXPECT_EQ(ReasonOf(Brief(profile, kSeptember - 1, 24, "briefing_date").status()),
            "DATE_IN_FUTURE");
  profile.briefing_date.reset();
  profile.briefing_valid_until = kSeptember;
  EXPECT_FALSE(Brief(profile, kSeptember, 24, "briefing_date")->briefing_valid_until.has_value());
}

}  // namespace
}  // namespace driehoek::directory
