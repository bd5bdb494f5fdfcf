// Dutch. Refusals that only those who come from the LMS meet. Guests do not load it.
export const noStaff = {
  "no.row_missing": "Kies bij elke taak wie het doet.",
  "no.period_over": "De laatste dag is al voorbij. Maak een nieuwe versie met een latere dag.",
  "no.agreement_exists": "Deze plaatsing heeft al een overeenkomst. Open die.",
  "no.placement_not_confirmed": "De plek staat nog niet vast. Het praktijkbureau kiest eerst plek en begeleider.",
  "no.framework_not_applicable": "Deze raamovereenkomst hoort bij een andere organisatie of periode. Kies een andere.",
  "no.validation_out_of_order": "Een ander moet eerst controleren. Kijk wie aan zet is.",
  "no.version_not_in_review": "Deze versie ligt niet ter controle.",
  "no.not_a_floor_supervisor": "Alleen een begeleider op de werkvloer kan voor de werkplek tekenen.",
  "no.party_missing": "Niet alle drie de partijen staan erin. Vraag het praktijkbureau om hulp.",
  "no.signers_incomplete": "Drie verschillende mensen moeten tekenen. Vraag het praktijkbureau wie er ontbreekt.",
  "no.student_fixed": "De student van deze overeenkomst ligt vast.",
  "no.grant_not_live": "Deze uitnodiging is verlopen of ingetrokken. Nodig de persoon opnieuw uit.",
  "no.too_many_links": "Er gingen vandaag al veel links naar deze persoon. Probeer het over een uur.",
  "no.role_not_held": "Deze rol heb je niet meer. Open Driehoek opnieuw.",
} as const;
