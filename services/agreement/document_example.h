// One whole agreement as tests use it: dual, three parties, accented names. A test changes what
// matters to it.
#pragma once

#include "agreement/document.h"

namespace driehoek::agreement {

inline DocumentContent ExampleContent() {
  DocumentContent content{.language = DocumentLanguage::kDutch,
                          .kind = DocumentKind::kTripartite,
                          .version = 2,
                          .institution = "Hogeschool De Waarden",
                          .programme = "Ad Engineering",
                          .variant = DocumentVariant::kDual,
                          .funding = DocumentFunding::kFunded,
                          .parties = {{.role = DocumentRole::kStudent, .name = "Zoë Çelik-Núñez"},
                                      {.role = DocumentRole::kProgramme,
                                       .name = "Karin Postma",
                                       .function = "docent en vast aanspreekpunt",
                                       .organisation = "Ad Engineering, Hogeschool De Waarden"},
                                      {.role = DocumentRole::kWorkplace,
                                       .name = "Ingrid Maas",
                                       .function = "praktijkbegeleider",
                                       .organisation = "Van Leeuwen Installatietechniek"}},
                          .start_date = absl::CivilDay(2026, 8, 31),
                          .end_date = absl::CivilDay(2027, 7, 9),
                          .weekly_hours = 24,
                          .framework = "Raamovereenkomst duaal 2026, afdeling personeelszaken"};
  content.clauses = {
      {.code = "duration",
       .text = "De afspraken gelden van 31 augustus 2026 tot en met 9 juli 2027. De student werkt "
               "op maandag, dinsdag "
               "en woensdag bij Van Leeuwen en heeft op donderdag les.",
       .source = "WHW 7.7 lid 5 onder a"},
      {.code = "supervision",
       .text = "Ingrid Maas begeleidt de student op de werkplek, één uur per week. Karin Postma "
               "komt drie keer langs: "
               "bij de start, halverwege en aan het einde.\n\nHalverwege wordt de begeleiding door "
               "de drie partijen "
               "geëvalueerd.",
       .source = "WHW 7.7 lid 5 onder b"},
      {.code = "outcomes",
       .text = "De student werkt aan leeruitkomsten 2, 3 en 5: ontwerpen van een installatie, "
               "adviseren aan een klant "
               "en leidinggeven aan een klein team.",
       .source = "WHW 7.7 lid 5 onder c"},
      {.code = "assessment",
       .text = "De opleiding beoordeelt. Ingrid geeft schriftelijk advies. De examinator weegt dat "
               "advies mee.",
       .source = "WHW 7.7 lid 5 onder c"},
      {.code = "early_termination",
       .text = "Eerder stoppen kan als de student de opleiding verlaat, als het werk ophoudt of "
               "als twee van de drie "
               "partijen dat na een gesprek willen. De opleiding zoekt dan binnen tien werkdagen "
               "een andere plek.",
       .source = "WHW 7.7 lid 5 onder d"},
      {.code = "time_and_space",
       .text = "De student krijgt op woensdagmiddag een rustige plek om aan opdrachten te werken.",
       .source = "Beleid Ad Engineering 2026"}};
  content.commitments = {
      {DocumentRole::kStudent, "Ik lever elke maand één leertaak in.",
       "leertaak staat in Driehoek"},
      {DocumentRole::kProgramme, "We zeggen binnen tien werkdagen of een leertaak voldoende is.",
       "datum van het oordeel"},
      {DocumentRole::kWorkplace, "We geven elke week een uur begeleiding, ook als het druk is.",
       "een uur in de agenda"}};
  content.responsibilities = {{DocumentTask::kFind, DocumentRole::kStudent},
                              {DocumentTask::kArrange, DocumentRole::kProgramme},
                              {DocumentTask::kContact, DocumentRole::kProgramme},
                              {DocumentTask::kDecide, DocumentRole::kProgramme},
                              {DocumentTask::kPayTime, DocumentRole::kWorkplace}};
  content.change = DocumentChange{.kind = DocumentChangeKind::kSupervisor,
                                  .reason = "De vorige begeleider werkt niet meer bij Van Leeuwen.",
                                  .clause_codes = {"supervision"}};
  return content;
}

}  // namespace driehoek::agreement
