#include "agreement/document_words.h"

#include <array>

#include "absl/strings/str_cat.h"

namespace driehoek::agreement {
namespace {

struct TwoLanguages {
  absl::string_view dutch;
  absl::string_view english;
  absl::string_view In(DocumentLanguage language) const {
    return language == DocumentLanguage::kDutch ? dutch : english;
  }
};

constexpr DocumentWords kDutchWords = {
    .version = "versie",
    .intro =
        "De student, de opleiding en de werkplek spreken in dit document af hoe de student op de "
        "werkplek leert.",
    .with = "bij",
    .not_filled_in = "Nog niet ingevuld.",
    .programme = "Opleiding",
    .variant = "Vorm",
    .period = "Periode",
    .until = "tot en met",
    .hours = "Tijd op de werkplek",
    .hour_a_week = "uur per week",
    .hours_a_week = "uur per week",
    .framework = "Raamovereenkomst",
    .parties = "De drie partijen",
    .change_heading = "Wat verandert er in deze versie?",
    .change_kind = "Soort wijziging",
    .change_reason = "Reden",
    .changed_clauses = "Onderdelen die veranderen",
    .change_note =
        "Alleen voor deze wijziging is opnieuw toestemming nodig. Al het andere blijft gelden.",
    .clauses_heading = "Wat spreken we af?",
    .clauses_intro = "Deze afspraken gelden voor alle drie de partijen.",
    .asked_by = "nodig volgens",
    .commitments_heading = "Wie belooft wat?",
    .commitments_intro = "Elke partij mag de anderen aan deze beloften houden.",
    .who = "Wie",
    .promise = "Belofte",
    .measure = "Zo zien we dat",
    .matrix_heading = "Wie doet wat?",
    .matrix_intro =
        "Voor elke taak is één partij verantwoordelijk. Wie ondertekent, aanvaardt deze verdeling.",
    .task = "Taak",
    .signing_heading = "Ondertekenen",
    .signing_intro =
        "Elke partij ondertekent zelf, met een code die naar het eigen adres is gestuurd. De "
        "afspraken gelden zodra "
        "alle drie de partijen hebben ondertekend. Elke partij krijgt dan een verzegeld exemplaar. "
        "Op de laatste "
        "pagina daarvan staat wie er wanneer tekende.",
    .page = "Pagina",
    .of = "van",
    .language_tag = "nl-NL",
    .evidence_heading = "Bewijs van ondertekening",
    .evidence_intro =
        "Deze pagina laat zien wie dit document ondertekende, en hoe dat is vastgesteld. Zij hoort "
        "bij het document "
        "en is samen daarmee verzegeld.",
    .evidence_hash = "Vingerafdruk van de tekst (SHA-256)",
    .evidence_hash_note =
        "Deze code hoort bij de precieze tekst die alle partijen zagen. De tekst zit als bijlage "
        "agreement.txt in dit "
        "bestand.",
    .evidence_seal = "Vingerafdruk van het zegel (SHA-256)",
    .evidence_seal_note = "Vergelijk deze code met die van de onderwijsinstelling.",
    .evidence_signers = "Handtekeningen",
    .signed_as = "Tekende als",
    .address = "Code gestuurd naar",
    .address_note = "eenmalige code, ingevoerd bij het tekenen",
    .consent = "Verklaring",
    .time_utc = "Tijd (UTC)",
    .time_local = "Plaatselijke tijd",
    .browser = "Browser",
    .sealed_time = "Verzegeld",
    .check_heading = "Zelf controleren",
    .check_note =
        "Open het bestand in een programma dat handtekeningen controleert, of gebruik de opdracht "
        "driehoekctl verify. "
        "Is er ook maar één teken veranderd, dan is het zegel niet meer geldig.",
};

constexpr DocumentWords kEnglishWords = {
    .version = "version",
    .intro =
        "In this document the student, the programme and the workplace agree how the student "
        "learns at work.",
    .with = "at",
    .not_filled_in = "Not filled in yet.",
    .programme = "Programme",
    .variant = "Mode of study",
    .period = "Period",
    .until = "up to and including",
    .hours = "Time at the workplace",
    .hour_a_week = "hour a week",
    .hours_a_week = "hours a week",
    .framework = "Framework agreement",
    .parties = "The three parties",
    .change_heading = "What changes in this version?",
    .change_kind = "Kind of change",
    .change_reason = "Reason",
    .changed_clauses = "Parts that change",
    .change_note = "Only this change needs consent again. Everything else stays as it is.",
    .clauses_heading = "What do we agree?",
    .clauses_intro = "These agreements hold for all three parties.",
    .asked_by = "required by",
    .commitments_heading = "Who promises what?",
    .commitments_intro = "Each party may hold the others to these promises.",
    .who = "Who",
    .promise = "Promise",
    .measure = "How we see it",
    .matrix_heading = "Who does what?",
    .matrix_intro = "One party is responsible for each task. Whoever signs accepts this division.",
    .task = "Task",
    .signing_heading = "Signing",
    .signing_intro =
        "Each party signs in person, with a code that was sent to their own address. The agreement "
        "holds as soon as "
        "all three parties have signed. Each party then receives a sealed copy. Its last page says "
        "who signed and "
        "when.",
    .page = "Page",
    .of = "of",
    .language_tag = "en-GB",
    .evidence_heading = "Proof of signing",
    .evidence_intro =
        "This page shows who signed this document, and how that was established. It belongs to the "
        "document and is "
        "sealed together with it.",
    .evidence_hash = "Fingerprint of the text (SHA-256)",
    .evidence_hash_note =
        "This code belongs to the exact text that all parties saw. The text is inside this file as "
        "the attachment "
        "agreement.txt.",
    .evidence_seal = "Fingerprint of the seal (SHA-256)",
    .evidence_seal_note = "Compare this code with the one of the institution.",
    .evidence_signers = "Signatures",
    .signed_as = "Signed as",
    .address = "Code sent to",
    .address_note = "one-time code, entered when signing",
    .consent = "Statement",
    .time_utc = "Time (UTC)",
    .time_local = "Local time",
    .browser = "Browser",
    .sealed_time = "Sealed",
    .check_heading = "Check it yourself",
    .check_note =
        "Open the file in a program that checks signatures, or use the command driehoekctl verify. "
        "If even one "
        "character has changed, the seal is no longer valid.",
};

constexpr std::array<TwoLanguages, 3> kKindTitles = {{
    {"Onderwijsarbeidsovereenkomst", "Tripartite agreement for work and study"},
    {"Stageovereenkomst", "Internship agreement"},
    {"Praktijkovereenkomst", "Practice agreement"},
}};
constexpr std::array<TwoLanguages, 3> kVariantNames = {
    {{"voltijd", "full-time"}, {"deeltijd", "part-time"}, {"duaal", "dual"}}};
constexpr std::array<TwoLanguages, 2> kFundingNames = {
    {{"bekostigd", "publicly funded"}, {"niet-bekostigd", "not publicly funded"}}};
constexpr std::array<TwoLanguages, 3> kRoleLabels = {
    {{"Student", "Student"}, {"Opleiding", "Programme"}, {"Werkplek", "Workplace"}}};
constexpr std::array<TwoLanguages, 5> kTaskNames = {{
    {"De werkplek zoeken", "Find the workplace"},
    {"De papieren regelen", "Arrange the papers"},
    {"Zorgen dat de drie partijen contact houden", "Keep the three parties in contact"},
    {"Beslissen of een leertaak voldoende is", "Decide whether a learning task is good enough"},
    {"Tijd geven om te leren", "Give time to learn"},
}};
constexpr std::array<TwoLanguages, 6> kChangeKindNames = {{
    {"periode of uren", "period or hours"},
    {"andere werkplek", "another workplace"},
    {"andere begeleider op de werkplek", "another supervisor at the workplace"},
    {"taken", "tasks"},
    {"onderbreking", "break"},
    {"eerder stoppen", "early end"},
}};

struct ShippedClause {
  absl::string_view code;
  TwoLanguages heading;
};
constexpr std::array<ShippedClause, 16> kClauseHeadings = {{
    {"duration", {"Duur en perioden", "Duration and periods"}},
    {"supervision", {"Begeleiding", "Supervision"}},
    {"outcomes", {"Kennis, inzicht en vaardigheden", "Knowledge, insight and skills"}},
    {"assessment", {"Beoordeling", "Assessment"}},
    {"time_and_space", {"Tijd en ruimte voor opdrachten", "Time and space for assignments"}},
    {"early_termination", {"Eerder stoppen", "Ending early"}},
    {"activities", {"Werkzaamheden", "Activities"}},
    {"contact", {"Contact met elkaar", "Keeping in contact"}},
    {"expectations", {"Wat we van elkaar verwachten", "What we expect of each other"}},
    {"confidentiality", {"Geheimhouding", "Confidentiality"}},
    {"insurance", {"Verzekering", "Insurance"}},
    {"remuneration", {"Vergoeding", "Remuneration"}},
    // The parts beside the clauses that an amendment can change.
    {"period", {"Periode en uren", "Period and hours"}},
    {"parties", {"De drie partijen", "The three parties"}},
    {"commitments", {"Wie belooft wat?", "Who promises what?"}},
    {"responsibilities", {"Wie doet wat?", "Who does what?"}},
}};
constexpr TwoLanguages kOtherHeading = {"Overige afspraken", "Other agreements"};

constexpr std::array<TwoLanguages, 12> kMonths = {{{"januari", "January"},
                                                   {"februari", "February"},
                                                   {"maart", "March"},
                                                   {"april", "April"},
                                                   {"mei", "May"},
                                                   {"juni", "June"},
                                                   {"juli", "July"},
                                                   {"augustus", "August"},
                                                   {"september", "September"},
                                                   {"oktober", "October"},
                                                   {"november", "November"},
                                                   {"december", "December"}}};

template <std::size_t N, typename Enum>
absl::string_view Look(const std::array<TwoLanguages, N>& table, Enum value,
                       DocumentLanguage language) {
  return table[static_cast<std::size_t>(value)].In(language);
}

}  // namespace

const DocumentWords& WordsOf(DocumentLanguage language) {
  return language == DocumentLanguage::kDutch ? kDutchWords : kEnglishWords;
}

absl::string_view KindTitle(DocumentKind kind, DocumentLanguage language) {
  return Look(kKindTitles, kind, language);
}
absl::string_view VariantName(DocumentVariant variant, DocumentLanguage language) {
  return Look(kVariantNames, variant, language);
}
absl::string_view FundingName(DocumentFunding funding, DocumentLanguage language) {
  return Look(kFundingNames, funding, language);
}
absl::string_view RoleLabel(DocumentRole role, DocumentLanguage language) {
  return Look(kRoleLabels, role, language);
}
absl::string_view TaskName(DocumentTask task, DocumentLanguage language) {
  return Look(kTaskNames, task, language);
}
absl::string_view ChangeKindName(DocumentChangeKind kind, DocumentLanguage language) {
  return Look(kChangeKindNames, kind, language);
}

absl::string_view ClauseHeading(absl::string_view code, DocumentLanguage language) {
  for (const ShippedClause& clause : kClauseHeadings) {
    if (clause.code == code) return clause.heading.In(language);
  }
  return kOtherHeading.In(language);
}

std::string LongDate(absl::CivilDay day, DocumentLanguage language) {
  const absl::string_view month = kMonths[static_cast<std::size_t>(day.month() - 1)].In(language);
  return absl::StrCat(day.day(), " ", month, " ", day.year());
}

}  // namespace driehoek::agreement
