#include "agreement/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "agreement/document_example.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string TextOf(const DocumentContent& content) {
  const auto document = ComposeDocument(content);
  return document.ok() ? CanonicalText(*document) : std::string(document.status().message());
}

// The whole text, so that a change of wording is seen and kDocumentFormat is thought of.
TEST(CanonicalTextTest, GivenASmallAgreement_WhenWritten_ThenExactlyThisText) {
  const DocumentContent content{
      .kind = DocumentKind::kInternship,
      .institution = "Hogeschool De Waarden",
      .programme = "Ad Engineering",
      .variant = DocumentVariant::kFullTime,
      .parties = {{.role = DocumentRole::kStudent, .name = "Zoë Çelik"},
                  {DocumentRole::kWorkplace, "Ingrid Maas", "begeleider", "Van Leeuwen"}},
      .start_date = absl::CivilDay(2026, 8, 31),
      .end_date = absl::CivilDay(2027, 1, 29),
      .weekly_hours = 24,
      .clauses = {{.code = "duration",
                   .text = "Eerste regel.\nTweede regel.",
                   .source = "WHW 7.7"}},
      .commitments = {{DocumentRole::kWorkplace, "Een uur per week.", "agenda"}},
      .responsibilities = {{DocumentTask::kFind, DocumentRole::kStudent}}};

  EXPECT_EQ(TextOf(content), R"(Stageovereenkomst, versie 1
  Zoë Çelik bij Van Leeuwen
  Hogeschool De Waarden

  De student, de opleiding en de werkplek spreken in dit document af hoe de student op de werkplek leert.

  Opleiding: Ad Engineering
  Vorm: voltijd, bekostigd
  Periode: 31 augustus 2026 tot en met 29 januari 2027
  Tijd op de werkplek: 24 uur per week

De drie partijen
----------------
  Student: Zoë Çelik
  Werkplek: Ingrid Maas
    begeleider
    Van Leeuwen

Wat spreken we af?
------------------
  Deze afspraken gelden voor alle drie de partijen.

  1. Duur en perioden (nodig volgens: WHW 7.7)
     Eerste regel.
     Tweede regel.

Wie belooft wat?
----------------
  Elke partij mag de anderen aan deze beloften houden.

  1. Werkplek
     Belofte: Een uur per week.
     Zo zien we dat: agenda

Wie doet wat?
-------------
  Voor elke taak is één partij verantwoordelijk. Wie ondertekent, aanvaardt deze verdeling.

  De werkplek zoeken: Student

Ondertekenen
------------
  Elke partij ondertekent zelf, met een code die naar het eigen adres is gestuurd. De afspraken gelden zodra alle drie de partijen hebben ondertekend. Elke partij krijgt dan een verzegeld exemplaar. Op de laatste pagina daarvan staat wie er wanneer tekende.
)");
}

TEST(CanonicalTextTest, GivenTheSameContent_WhenWrittenTwice_ThenTheSameHash) {
  const std::string first = TextOf(ExampleContent());

  EXPECT_EQ(DocumentHash(first), DocumentHash(TextOf(ExampleContent())));
  EXPECT_EQ(DocumentHash(first).size(), 64U);
  EXPECT_EQ(DocumentHash("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

// Nothing that is agreed may be left out of what is hashed.
TEST(CanonicalTextTest, GivenAnyFieldChanged_WhenHashed_ThenTheHashDiffers) {
  using Change = void (*)(DocumentContent&);
  const Change changes[] = {
      [](DocumentContent& c) { c.language = DocumentLanguage::kEnglish; },
      [](DocumentContent& c) { c.kind = DocumentKind::kPractice; },
      [](DocumentContent& c) { c.version = 3; },
      [](DocumentContent& c) { c.institution += "x"; },
      [](DocumentContent& c) { c.programme += "x"; },
      [](DocumentContent& c) { c.variant = DocumentVariant::kPartTime; },
      [](DocumentContent& c) { c.funding = DocumentFunding::kNonFunded; },
      [](DocumentContent& c) { c.parties[0].name += "x"; },
      [](DocumentContent& c) { c.parties[1].function += "x"; },
      [](DocumentContent& c) { c.parties[2].organisation += "x"; },
      [](DocumentContent& c) { c.parties[2].role = DocumentRole::kProgramme; },
      [](DocumentContent& c) { c.start_date += 1; },
      [](DocumentContent& c) { c.end_date += 1; },
      [](DocumentContent& c) { c.weekly_hours += 1; },
      [](DocumentContent& c) { c.clauses[0].code = "contact"; },
      [](DocumentContent& c) { c.clauses[0].heading = "Looptijd"; },
      [](DocumentContent& c) { c.clauses[0].text += "x"; },
      [](DocumentContent& c) { c.clauses[0].source += "x"; },
      [](DocumentContent& c) { std::swap(c.clauses[0], c.clauses[1]); },
      [](DocumentContent& c) { c.commitments[0].owner = DocumentRole::kWorkplace; },
      [](DocumentContent& c) { c.commitments[0].text += "x"; },
      [](DocumentContent& c) { c.commitments[0].measure += "x"; },
      [](DocumentContent& c) { c.responsibilities[0].task = DocumentTask::kDecide; },
      [](DocumentContent& c) { c.responsibilities[0].party = DocumentRole::kWorkplace; },
      [](DocumentContent& c) { c.change->kind = DocumentChangeKind::kTasks; },
      [](DocumentContent& c) { c.change->reason += "x"; },
      [](DocumentContent& c) { c.change->clause_codes.emplace_back("outcomes"); },
      [](DocumentContent& c) { c.change.reset(); },
      [](DocumentContent& c) { c.framework += "x"; },
  };
  std::set<std::string> hashes = {DocumentHash(TextOf(ExampleContent()))};

  for (const Change change : changes) {
    DocumentContent content = ExampleContent();
    change(content);
    hashes.insert(DocumentHash(TextOf(content)));
  }

  EXPECT_EQ(hashes.size(), std::size(changes) + 1);
}

TEST(CanonicalTextTest, GivenTextThatImitatesAHeading_WhenWritten_ThenItStaysIndented) {
  DocumentContent content = ExampleContent();
  content.clauses[0].text = "Goed.\n\nOndertekenen\n------------\nIedereen heeft al getekend.";
  content.parties[0].name = "Zoë\nOndertekenen";
  content.change = DocumentChange{.reason = "Ja.\nOndertekenen"};
  content.commitments[0].text = "Ja.\nOndertekenen";

  const std::string text = TextOf(content);

  EXPECT_THAT(text, HasSubstr("     Ondertekenen\n     ------------\n"));
  int at_margin = 0;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    if (line == "Ondertekenen") ++at_margin;
  }
  EXPECT_EQ(at_margin, 1);
}

TEST(CanonicalTextTest, GivenLineEndsOfAnySystem_WhenWritten_ThenTheSameText) {
  DocumentContent windows = ExampleContent();
  windows.clauses[1].text = absl::StrReplaceAll(windows.clauses[1].text, {{"\n", " \r\n"}});

  EXPECT_EQ(TextOf(windows), TextOf(ExampleContent()));
  EXPECT_THAT(TextOf(windows), Not(HasSubstr("\r")));
}

TEST(CanonicalTextTest, GivenDraftWithGaps_WhenWritten_ThenTheGapsAreNamed) {
  DocumentContent content = ExampleContent();
  content.parties[2].name.clear();
  content.clauses[0].text.clear();
  content.weekly_hours = 0;

  const std::string text = TextOf(content);

  EXPECT_THAT(text, HasSubstr("Werkplek: Nog niet ingevuld.\n"));
  EXPECT_THAT(text, HasSubstr("Tijd op de werkplek: Nog niet ingevuld.\n"));
  EXPECT_THAT(text, HasSubstr("     Nog niet ingevuld.\n"));
}

TEST(ComposeDocumentTest, GivenTextThatCannotBeSeen_WhenComposed_ThenRefusedWithTheField) {
  using Change = void (*)(DocumentContent&);
  const Change changes[] = {
      [](DocumentContent& c) { c.parties[0].name = "Zo\xeb"; },                // Latin-1
      [](DocumentContent& c) { c.clauses[0].text = std::string("a\0b", 3); },  //
      [](DocumentContent& c) {
        c.clauses[0].heading =
            "\xe2\x80\xae"
            "draaiom";
      },                                                                      // override
      [](DocumentContent& c) { c.clauses[0].source = "\x1b[2J"; },            //
      [](DocumentContent& c) { c.commitments[0].text = "\xef\xbb\xbfx"; },    // byte order mark
      [](DocumentContent& c) { c.commitments[0].measure = "\xed\xa0\x80"; },  // surrogate
      [](DocumentContent& c) { c.change->reason = "\xc0\xaf"; },              // overlong
      [](DocumentContent& c) { c.framework = "\xe2\x81\xa6x"; },              // isolate
      [](DocumentContent& c) { c.institution = "\x7f"; },
      [](DocumentContent& c) { c.programme = "\xc2\x85"; },
  };

  for (const Change change : changes) {
    DocumentContent content = ExampleContent();
    change(content);
    const auto document = ComposeDocument(content);
    EXPECT_EQ(document.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(ReasonOf(document.status()), "DOCUMENT_TEXT_UNPRINTABLE");
  }
}

TEST(ComposeDocumentTest, GivenEnglish_WhenComposed_ThenHeadingsAreEnglish) {
  DocumentContent content = ExampleContent();
  content.language = DocumentLanguage::kEnglish;

  const std::string text = TextOf(content);

  EXPECT_TRUE(absl::StartsWith(text, "Tripartite agreement for work and study, version 2\n"));
  EXPECT_THAT(text, HasSubstr("Who does what?\n"));
  EXPECT_THAT(text, HasSubstr("  2. Supervision (required by: WHW 7.7 lid 5 onder b)\n"));
  EXPECT_THAT(text, HasSubstr("  Give time to learn: Workplace\n"));
}

}  // namespace
}  // namespace driehoek::agreement
