#include "notify/mime.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "shared/base/errors.h"

namespace driehoek::notify {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const absl::Time kDate = absl::FromUnixSeconds(1'782'900'000);
const Sender kSender{"Driehoek", "no-reply@school.nl"};

std::string HeadOf(const std::string& message) {
  return message.substr(0, message.find("\r\n\r\n") + 2);
}

TEST(ToMessageTest, GivenMail_WhenPutOnTheWire_ThenTheHeadersOfAnAutomaticMailAreThere) {
  const Mail mail{.to = "i.mulder@vanleeuwen.nl",
                  .to_name = "Ingrid Mulder",
                  .subject = "Daan vraagt je om te tekenen",
                  .text = "Dag",
                  .html = "<p>Dag</p>"};

  const auto message = ToMessage(mail, kSender, "0197c000-0000-7000-8000-000000000001", kDate);

  ASSERT_TRUE(message.ok());
  const std::string head = HeadOf(*message);
  EXPECT_THAT(head, HasSubstr("Date: Wed, 01 Jul 2026 10:00:00 +0000\r\n"));
  EXPECT_THAT(head, HasSubstr("From: Driehoek <no-reply@school.nl>\r\n"));
  EXPECT_THAT(head, HasSubstr("To: Ingrid Mulder <i.mulder@vanleeuwen.nl>\r\n"));
  EXPECT_THAT(head, HasSubstr("Subject: Daan vraagt je om te tekenen\r\n"));
  EXPECT_THAT(head, HasSubstr("Message-ID: <0197c000-0000-7000-8000-000000000001@school.nl>\r\n"));
  EXPECT_THAT(head, HasSubstr("Auto-Submitted: auto-generated\r\n"));
  EXPECT_THAT(head, HasSubstr("Content-Language: nl\r\n"));
}

TEST(ToMessageTest, GivenLineBreaksInSubjectAndName_WhenPutOnTheWire_ThenNoHeaderIsAdded) {
  const Mail mail{.to = "a@x.nl",
                  .to_name = "Ingrid\r\nBcc: other@x.nl",
                  .subject = "Hello\r\nBcc: other@x.nl\r\n\r\n<script>",
                  .text = "x",
                  .html = "x"};

  const auto message = ToMessage(mail, kSender, "id", kDate);

  ASSERT_TRUE(message.ok());
  for (absl::string_view line : absl::StrSplit(HeadOf(*message), "\r\n")) {
    EXPECT_FALSE(absl::StartsWith(line, "Bcc")) << line;
  }
}

TEST(ToMessageTest, GivenAddressesThatAreNone_WhenPutOnTheWire_ThenRefused) {
  for (const char* to :
       {"", "a", "a@x.nl, b@x.nl", "a@x.nl\r\nBcc: b@x.nl", "<a@x.nl>", "a b@x.nl"}) {
    Mail mail{.to = to};
    EXPECT_EQ(ReasonOf(ToMessage(mail, kSender, "id", kDate).status()), "ADDRESS_MALFORMED") << to;
  }
}

TEST(ToMessageTest, GivenMailThatCanBeStopped_WhenPutOnTheWire_ThenAProgramCanStopItInOneClick) {
  const Mail mail{.to = "a@x.nl", .text = "x", .html = "x", .stop_uri = "https://d.nl/mail/stop/s"};

  const std::string head = HeadOf(*ToMessage(mail, kSender, "id", kDate));

  EXPECT_THAT(head, HasSubstr("List-Unsubscribe: <https://d.nl/mail/stop/s>\r\n"));
  EXPECT_THAT(head, HasSubstr("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
  EXPECT_THAT(HeadOf(*ToMessage({.to = "a@x.nl"}, kSender, "id", kDate)),
              Not(HasSubstr("List-Unsubscribe")));
}

TEST(ToMessageTest, GivenInvitation_WhenPutOnTheWire_ThenTheAppointmentIsTheLastPart) {
  const Mail mail{.to = "a@x.nl",
                  .text = "x",
                  .html = "<p>x</p>",
                  .calendar = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
                  .calendar_method = "REQUEST"};

  const std::string message = *ToMessage(mail, kSender, "id", kDate);

  EXPECT_THAT(message, HasSubstr("Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n"));
  EXPECT_THAT(message, HasSubstr("\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"));
  EXPECT_LT(message.find("text/html"), message.find("text/calendar"));
}

TEST(EncodeHeaderTest, GivenAccents_WhenEncoded_ThenWordsOfAtMost75CharactersGiveThemBack) {
  std::string subject;
  for (int i = 0; i < 30; ++i) subject += "één ";

  std::string decoded;
  for (absl::string_view line : absl::StrSplit(EncodeHeader(subject), "\r\n ")) {
    EXPECT_LE(line.size(), 75U);
    ASSERT_TRUE(absl::StartsWith(line, "=?utf-8?B?") && absl::EndsWith(line, "?="));
    std::string piece;
    ASSERT_TRUE(absl::Base64Unescape(line.substr(10, line.size() - 12), &piece));
    // No character is cut in two.
    EXPECT_NE(static_cast<unsigned char>(piece.front()) & 0xC0U, 0x80U);
    decoded += piece;
  }
  EXPECT_EQ(decoded, subject);
}

TEST(EncodeHeaderTest, GivenPlainText_WhenEncoded_ThenItStaysReadable) {
  EXPECT_EQ(EncodeHeader("Your code to sign"), "Your code to sign");
  EXPECT_THAT(EncodeHeader("=?utf-8?B?eA==?="), Not(HasSubstr("eA==?= ")));
}

TEST(QuotedPrintableTest, GivenLongLinesAndOddCharacters_WhenEncoded_ThenLinesStayShort) {
  const std::string encoded = QuotedPrintable(std::string(500, 'a') + " \n.dot\n=é\t\n");

  for (absl::string_view line : absl::StrSplit(encoded, "\r\n")) EXPECT_LE(line.size(), 76U);
  EXPECT_THAT(encoded, HasSubstr("=20\r\n=2Edot\r\n=3D=C3=A9=09\r\n"));
}

TEST(ParseSenderTest, GivenSenders_WhenParsed_ThenNameAndAddressAreApart) {
  const auto sender = ParseSender("Driehoek <no-reply@driehoek.invalid>");
  ASSERT_TRUE(sender.ok());
  EXPECT_EQ(sender->name, "Driehoek");
  EXPECT_EQ(sender->address, "no-reply@driehoek.invalid");
  EXPECT_EQ(ParseSender("a@x.nl")->address, "a@x.nl");
  EXPECT_EQ(ReasonOf(ParseSender("nobody").status()), "SENDER_MALFORMED");
  EXPECT_EQ(ReasonOf(ParseSender("").status()), "SENDER_MALFORMED");
}

}  // namespace
}  // namespace driehoek::notify
