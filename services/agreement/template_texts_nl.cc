#include "agreement/template_texts.h"

namespace driehoek::agreement {
namespace {

constexpr std::array<ClauseTexts, 11> kClauses = {{
    {"duration",
     {"De stage loopt van de eerste tot en met de laatste dag die boven deze overeenkomst staan. "
      "De "
      "student is dan het aantal uren per week op de werkplek dat daar staat. Student en werkplek "
      "kiezen samen de vaste dagen. Op lesdagen en tentamendagen werkt de student niet.",
      "De praktijkperiode loopt van de eerste tot en met de laatste dag die boven deze "
      "overeenkomst "
      "staan. De student leert dan het aantal uren per week op de werkplek dat daar staat. Dat "
      "zijn "
      "uren om te leren. Andere uren in het gewone werk tellen niet mee.",
      "De periode van de beroepsuitoefening loopt van de eerste tot en met de laatste dag die "
      "boven "
      "deze overeenkomst staan. De student werkt dan het aantal uren per week dat daar staat. "
      "Werken "
      "en onderwijs wisselen elkaar elke week af. De vaste werkdagen en lesdagen staan in het "
      "rooster "
      "dat de opleiding voor het begin van elk semester stuurt."}},
    {"activities", {"", "", ""}},
    {"outcomes", {"", "", ""}},
    {"supervision", {"", "", ""}},
    {"time_and_space",
     {"De student krijgt tijdens de stage tijd en een rustige plek om aan opdrachten voor de "
      "opleiding "
      "te werken.",
      "De student mag een deel van de werktijd gebruiken voor opdrachten van de opleiding. De "
      "werkplek "
      "geeft de student daarvoor taken die bij de leeruitkomsten passen.",
      "De werkplek geeft de student taken die bij de leeruitkomsten passen. De student krijgt elke "
      "week "
      "vaste tijd om aan opdrachten voor de opleiding te werken."}},
    {"contact",
     {"Student, opleiding en werkplek spreken elkaar bij de start, halverwege en aan het einde. De "
      "opleiding neemt daarvoor het initiatief. Is er iets aan de hand, dan bellen zij elkaar "
      "eerder.",
      "Student, opleiding en werkplek spreken elkaar bij de start en aan het einde. Daartussen "
      "hebben zij "
      "minstens elke zes weken contact. De opleiding neemt daarvoor het initiatief.",
      "Student, opleiding en werkplek spreken elkaar bij de start en aan het einde. Daartussen "
      "hebben zij "
      "minstens elke acht weken contact. De opleiding neemt daarvoor het initiatief."}},
    {"assessment",
     {"De opleiding beoordeelt wat de student heeft geleerd. De praktijkbegeleider geeft daarvoor "
      "schriftelijk advies. De examinator van de opleiding beslist.",
      "De opleiding beoordeelt wat de student heeft geleerd. De praktijkbegeleider geeft daarvoor "
      "schriftelijk advies. De examinator van de opleiding beslist.",
      "De opleiding beoordeelt of de student de afgesproken kennis, inzichten en vaardigheden "
      "heeft "
      "bereikt. De praktijkbegeleider geeft daarvoor schriftelijk advies. De examinator van de "
      "opleiding "
      "beslist. De manier van beoordelen staat in de onderwijs- en examenregeling."}},
    {"expectations",
     {"De student is een beginner die leert op niveau 5, tussen mbo-4 en bachelor. De student "
      "stelt vragen "
      "en vraagt zelf om feedback. De werkplek geeft ruimte om fouten te maken.",
      "De student heeft al werkervaring en leert op niveau 5, tussen mbo-4 en bachelor. De student "
      "zegt op "
      "tijd wat nodig is om te leren. De werkplek ziet leren als iets anders dan gewoon werk doen.",
      "De student is medewerker en leert op niveau 5, tussen mbo-4 en bachelor. De student werkt "
      "mee en "
      "krijgt taken om van te leren. De werkplek zet de student niet alleen in als extra handen."}},
    {"confidentiality",
     {"De student vertelt niemand wat de werkplek vertrouwelijk noemt. Namen van klanten, "
      "patiënten of "
      "collega's staan niet in verslagen voor de opleiding.",
      "De student vertelt niemand wat de werkplek vertrouwelijk noemt. Namen van klanten, "
      "patiënten of "
      "collega's staan niet in verslagen voor de opleiding.",
      "De student vertelt niemand wat de werkplek vertrouwelijk noemt. Namen van klanten, "
      "patiënten of "
      "collega's staan niet in verslagen voor de opleiding."}},
    {"insurance",
     {"De werkplek zorgt voor veilig werk, net als bij het eigen personeel. Schade die de student "
      "bij het "
      "werk maakt, komt niet voor rekening van de student, behalve bij opzet of bewuste "
      "roekeloosheid.",
      "Voor het werk gelden de verzekeringen van de werkgever van de student. Deze overeenkomst "
      "verandert "
      "daar niets aan.",
      "Voor het werk gelden de arbeidsovereenkomst en de verzekeringen van de werkgever. Deze "
      "overeenkomst "
      "verandert daar niets aan."}},
    {"early_termination",
     {"Eerder stoppen kan als: (1) de student stopt met de opleiding; (2) het werk of de "
      "begeleiding op de "
      "werkplek wegvalt; (3) een partij zich na een gesprek niet aan de afspraken houdt; (4) de "
      "drie "
      "partijen dat samen willen. Wie wil stoppen, vraagt eerst een gesprek met de andere twee "
      "aan. De "
      "opleiding biedt de student binnen tien werkdagen een andere manier om te leren.",
      "Eerder stoppen kan als: (1) de student stopt met de opleiding; (2) de student ander werk "
      "krijgt; (3) "
      "de werkplek niet meer past bij wat de student moet leren; (4) een partij zich na een "
      "gesprek niet aan "
      "de afspraken houdt; (5) de drie partijen dat samen willen. Wie wil stoppen, vraagt eerst "
      "een gesprek "
      "met de andere twee aan. De opleiding biedt de student binnen tien werkdagen een andere "
      "manier om te "
      "leren.",
      "Eerder stoppen kan als: (1) de student stopt met de opleiding; (2) de arbeidsovereenkomst "
      "eindigt; (3) "
      "de werkplek niet meer past bij wat de student moet leren; (4) een partij zich na een "
      "gesprek niet aan "
      "de afspraken houdt; (5) de drie partijen dat samen willen. Wie wil stoppen, zegt dat "
      "schriftelijk en "
      "vraagt eerst een gesprek met de andere twee aan. De opleiding biedt de student binnen "
      "vijftien "
      "werkdagen een andere manier om te leren."}},
}};

constexpr std::array<CommitmentText, 4> kFullTime = {{
    {"student-tasks", PartyRole::kStudent,
     "Ik lever mijn leertaak in voordat tien procent van de periode voorbij is.",
     "de datum waarop de taak in Driehoek staat"},
    {"programme-verdict", PartyRole::kProgramme,
     "Wij zeggen binnen tien werkdagen of een leertaak volstaat, en waarom.",
     "de datum van het oordeel"},
    {"programme-visits", PartyRole::kProgramme,
     "Wij spreken student en werkplek samen bij de start, halverwege en aan het einde.",
     "drie gesprekken in de agenda"},
    {"workplace-hour", PartyRole::kWorkplace,
     "Ik geef de student elke week een uur begeleiding, ook als het druk is.",
     "een vast uur in de agenda"},
}};
constexpr std::array<CommitmentText, 4> kPartTime = {{
    {"student-tasks", PartyRole::kStudent,
     "Ik lever mijn leertaak in voor het einde van de derde week.",
     "de datum waarop de taak in Driehoek staat"},
    {"programme-verdict", PartyRole::kProgramme,
     "Wij zeggen binnen vijf werkdagen of een leertaak volstaat, en waarom.",
     "de datum van het oordeel"},
    {"programme-visits", PartyRole::kProgramme,
     "Wij hebben minstens elke zes weken contact met student en werkplek.",
     "de datum van elk contact"},
    {"workplace-hour", PartyRole::kWorkplace,
     "Ik geef de student elke twee weken een uur begeleiding, ook als het druk is.",
     "een vast uur in de agenda"},
}};
constexpr std::array<CommitmentText, 4> kDual = {{
    {"student-tasks", PartyRole::kStudent,
     "Ik lever mijn leertaak in voor het einde van de derde week.",
     "de datum waarop de taak in Driehoek staat"},
    {"programme-verdict", PartyRole::kProgramme,
     "Wij zeggen binnen tien werkdagen of een leertaak volstaat, en waarom.",
     "de datum van het oordeel"},
    {"programme-visits", PartyRole::kProgramme,
     "Wij hebben minstens elke acht weken contact met student en werkplek.",
     "de datum van elk contact"},
    {"workplace-hour", PartyRole::kWorkplace,
     "Ik geef de student elke week een uur begeleiding, ook als het druk is.",
     "een vast uur in de agenda"},
}};

}  // namespace

absl::Span<const ClauseTexts> DutchClauses() { return kClauses; }

absl::Span<const CommitmentText> DutchCommitments(Variant variant) {
  if (variant == Variant::kFullTime) return kFullTime;
  if (variant == Variant::kPartTime) return kPartTime;
  return kDual;
}

}  // namespace driehoek::agreement
