#include "notify/notices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace driehoek::notify {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

AgreementNews Offered() {
  return {.words = {.student_name = "Daan de Vries", .student_given_name = "Daan"},
          .student = PersonId("daan"),
          .signers = {{PersonId("marijke"), "Marijke"},
                      {PersonId("daan"), "Daan"},
                      {PersonId("ingrid"), "Ingrid"}},
          .contact_person = PersonId("marijke")};
}

auto To(const char* person) { return Field(&Notice::to, PersonId(person)); }

TEST(NoticesOfTest, GivenOffer_WhenTold_ThenAllThreeAreAskedTheStudentFirst) {
  EXPECT_THAT(NoticesOf("agreement.offered", Offered()),
              ElementsAre(To("daan"), To("marijke"), To("ingrid")));
}

TEST(NoticesOfTest, GivenOfferThatSomebodySigned_WhenTold_ThenOnlyTheOthersAreAsked) {
  AgreementNews news = Offered();
  news.signers[2].has_signed = true;

  EXPECT_THAT(NoticesOf("agreement.offered", news), ElementsAre(To("daan"), To("marijke")));
}

TEST(NoticesOfTest, GivenRefusal_WhenTold_ThenEverybodyButWhoRefused) {
  AgreementNews news = Offered();
  news.signers[2].has_refused = true;

  EXPECT_THAT(NoticesOf("agreement.declined", news), ElementsAre(To("daan"), To("marijke")));
}

TEST(NoticesOfTest, GivenOverdue_WhenTold_ThenTheContactPersonAndNobodyElse) {
  EXPECT_THAT(NoticesOf("agreement.overdue", Offered()), ElementsAre(To("marijke")));

  AgreementNews without = Offered();
  without.contact_person = PersonId();
  EXPECT_THAT(NoticesOf("agreement.overdue", without), IsEmpty());
}

TEST(NoticesOfTest, GivenRequestToEnd_WhenTold_ThenContactPersonAndThoseWhoDecide) {
  AgreementNews news = Offered();
  news.offices = {PersonId("petra"), PersonId("marijke")};

  EXPECT_THAT(NoticesOf("agreement.end_requested", news), ElementsAre(To("marijke"), To("petra")));
}

TEST(NoticesOfTest, GivenOtherContactPersonThanSigner_WhenInForce_ThenBothHear) {
  AgreementNews news = Offered();
  news.contact_person = PersonId("noor");

  EXPECT_THAT(NoticesOf("agreement.in_force", news),
              ElementsAre(To("daan"), To("marijke"), To("ingrid"), To("noor")));
}

TEST(NoticesOfTest, GivenEventsThatNobodyIsToldOf_WhenAsked_ThenNothing) {
  for (const char* type : {"agreement.signed", "placement.active", "access.guest_link_made", ""}) {
    EXPECT_FALSE(IsTold(type)) << type;
    EXPECT_THAT(NoticesOf(type, Offered()), IsEmpty()) << type;
  }
}

TEST(IsUrgentTest, GivenKinds_WhenAsked_ThenRequestsToSignNeverWait) {
  EXPECT_TRUE(IsUrgent(NoticeKind::kSign));
  EXPECT_FALSE(IsUrgent(NoticeKind::kInForce));
  EXPECT_FALSE(IsUrgent(NoticeKind::kDeclined));
}

TEST(ReasonForTest, GivenNotices_WhenAsked_ThenWhatTheReaderIsToTheStudent) {
  const AgreementNews news = Offered();

  EXPECT_EQ(ReasonFor(news.student, news).role, ReaderRole::kStudent);
  EXPECT_EQ(ReasonFor(PersonId("ingrid"), news).role, ReaderRole::kSigner);
  EXPECT_EQ(ReasonFor(PersonId("ingrid"), news).about, news.words.student_name);
  EXPECT_EQ(ReasonFor(news.contact_person, news).role, ReaderRole::kContactPerson);
  EXPECT_EQ(ReasonFor(PersonId("somebody"), news).role, ReaderRole::kPracticeOffice);
}

}  // namespace
}  // namespace driehoek::notify
