#include "notify/search_notices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace driehoek::notify {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kEscalated[] = "placement.search_escalated";
constexpr char kProposed[] = "placement.proposed";

SearchNews Escalated(int step) {
  return {.words = {.student_name = "Daan de Vries",
                    .student_given_name = "Daan",
                    .organisation_name = "Van Leeuwen",
                    .workplace_name = "Ontwerp",
                    .start_day = absl::CivilDay(2026, 10, 2),
                    .weeks_to_start = 8},
          .step = step,
          .contact_person = PersonId("marijke"),
          .offices = {PersonId("petra"), PersonId("anna"), PersonId("petra")},
          .managers = {PersonId("otto")}};
}

auto To(const char* person) { return Field(&SearchNotice::to, PersonId(person)); }

TEST(SearchNoticesTest, GivenMarks_WhenPassed_ThenContactPersonOfficeAndManagerInTurn) {
  EXPECT_THAT(SearchNoticesOf(kEscalated, Escalated(1)), ElementsAre(To("marijke")));
  EXPECT_THAT(SearchNoticesOf(kEscalated, Escalated(2)), ElementsAre(To("anna"), To("petra")));
  EXPECT_THAT(SearchNoticesOf(kEscalated, Escalated(3)), ElementsAre(To("otto")));
  EXPECT_THAT(SearchNoticesOf(kEscalated, Escalated(4)), ElementsAre(To("otto")));
}

TEST(SearchNoticesTest, GivenNoContactPerson_WhenTheFirstMarkIsPassed_ThenTheOfficeStandsIn) {
  SearchNews news = Escalated(1);
  news.contact_person = PersonId();
  EXPECT_THAT(SearchNoticesOf(kEscalated, news), ElementsAre(To("anna"), To("petra")));
}

TEST(SearchNoticesTest, GivenProposal_WhenOfTheOfficeItself_ThenNobodyIsTold) {
  SearchNews news = Escalated(0);
  EXPECT_THAT(SearchNoticesOf(kProposed, news), ElementsAre(To("anna"), To("petra")));
  news.is_of_office = true;
  EXPECT_THAT(SearchNoticesOf(kProposed, news), IsEmpty());
}

TEST(SearchNoticesTest, GivenWhatIsOverOrSomethingElse_WhenTold_ThenNobody) {
  SearchNews over = Escalated(1);
  over.is_current = false;
  EXPECT_THAT(SearchNoticesOf(kEscalated, over), IsEmpty());
  EXPECT_THAT(SearchNoticesOf(kProposed, over), IsEmpty());
  for (const char* type : {"placement.searching", "placement.screened", "agreement.offered", ""}) {
    EXPECT_FALSE(IsSearchTold(type)) << type;
    EXPECT_THAT(SearchNoticesOf(type, Escalated(1)), IsEmpty()) << type;
  }
}

TEST(SearchNoticesTest, GivenLetters_WhenRead_ThenTheSubjectSaysWhoAndUntilWhen) {
  const Reader dutch{.given_name = "Marijke", .language = Language::kDutch};
  const SearchNews news = Escalated(1);
  const Letter letter = SearchNoticesOf(kEscalated, news).front().letter(dutch, news.words);
  EXPECT_EQ(letter.subject, "Daan zoekt nog een werkplek (start vr 2 okt)");
  EXPECT_THAT(letter.paragraphs.at(1), HasSubstr("8 weken"));
  EXPECT_THAT(letter.paragraphs.at(2), HasSubstr("aanspreekpunt"));

  const Reader english{.given_name = "Petra", .language = Language::kEnglish};
  const Letter proposed = SearchNoticesOf(kProposed, news).front().letter(english, news.words);
  EXPECT_EQ(proposed.subject, "Daan proposes a workplace");
  EXPECT_EQ(proposed.paragraphs.front(),
            "Daan de Vries proposes a workplace: Ontwerp at Van Leeuwen.");
}

}  // namespace
}  // namespace driehoek::notify
