// The programmes of Hogeschool De Waarden and what their students should learn, in words that an
// employer understands. Three levels a programme: 1 with help, 2 by oneself, 3 what the end asks.

/** The colour of the school: aubergine, so that it is seen beside the product's own petrol. */
export const accentColor = "#6b2d5c";

export interface Outcome {
  readonly title: string;
  readonly description: string;
  readonly levels: readonly [string, string, string];
}

export interface Programme {
  readonly name: string;
  readonly sector: string;
  readonly validationOrder: readonly string[];
  readonly variants: readonly Variant[];
  readonly outcomes: readonly Outcome[];
}

export interface Variant {
  /** Course in people.json whose students are in it. */
  readonly course: string;
  readonly variant: "FULL_TIME" | "PART_TIME" | "DUAL";
  readonly funding: "FUNDED" | "NON_FUNDED";
  readonly practiceShare: number;
}

const engineering: readonly Outcome[] = [
  {
    title: "Technisch probleem in beeld",
    description:
      "De student onderzoekt een storing of wens in een installatie en maakt er een heldere opdracht van.",
    levels: [
      "Verzamelt met hulp metingen en vragen van gebruikers en zet ze op een rij.",
      "Vindt zelf de oorzaak van een storing in één installatie en legt die uit aan een monteur.",
      "Brengt een probleem dat over meerdere installaties loopt terug tot een opdracht met eisen.",
    ],
  },
  {
    title: "Ontwerpen en doorrekenen",
    description: "De student ontwerpt een oplossing, rekent haar door en kiest met redenen.",
    levels: [
      "Werkt een gegeven ontwerp uit met tabellen en rekenregels van het bedrijf.",
      "Vergelijkt twee ontwerpen op kosten, energie en onderhoud en kiest er een.",
      "Ontwerpt een oplossing voor een nieuwe situatie en verdedigt die bij klant en uitvoering.",
    ],
  },
  {
    title: "Werk voorbereiden en uitvoeren",
    description: "De student maakt een plan voor het werk en stuurt bij als het anders loopt.",
    levels: [
      "Maakt met hulp een materiaallijst en een planning voor één dag.",
      "Bereidt een klus van een week voor en stemt die af met monteurs en leveranciers.",
      "Leidt een klein project van offerte tot oplevering en lost tegenslag op.",
    ],
  },
  {
    title: "Meten, inregelen en verbeteren",
    description: "De student meet hoe een installatie werkt en maakt haar beter.",
    levels: [
      "Meet volgens een protocol en herkent waarden die niet kloppen.",
      "Regelt een installatie in en toont met metingen aan dat die beter werkt.",
      "Stelt uit gegevens van een half jaar een verbetering voor en schat de opbrengst.",
    ],
  },
  {
    title: "Veilig en duurzaam werken",
    description: "De student werkt veilig en weegt gevolgen voor energie en milieu mee.",
    levels: [
      "Volgt de regels en spreekt anderen aan op onveilig werk.",
      "Maakt een risicoanalyse voor een klus en kiest maatregelen.",
      "Weegt veiligheid, energie en kosten tegen elkaar af en legt de keuze uit.",
    ],
  },
  {
    title: "Samenwerken en eigen leren sturen",
    description:
      "De student werkt samen met monteurs, leiding en klanten en stuurt het eigen leren.",
    levels: [
      "Vraagt feedback en doet er iets mee.",
      "Overlegt zelf met klant en uitvoering en legt afspraken vast.",
      "Begeleidt een collega bij een nieuwe taak en stelt eigen leerdoelen bij.",
    ],
  },
];

const care: readonly Outcome[] = [
  {
    title: "Zorgproces in beeld",
    description: "De student laat zien hoe zorg op een afdeling loopt en waar die stokt.",
    levels: [
      "Beschrijft met hulp de stappen die een cliënt doorloopt.",
      "Vindt zelf waar een zorgproces stokt en vraagt betrokkenen naar de oorzaak.",
      "Vergelijkt processen van twee afdelingen en stelt een verbetering voor die het team wil.",
    ],
  },
  {
    title: "Werken met gegevens",
    description: "De student gebruikt cijfers over zorg en inzet om een keuze te onderbouwen.",
    levels: [
      "Leest een overzicht van bezetting en verzuim en stelt er vragen over.",
      "Verzamelt zelf gegevens over zes weken en trekt er een conclusie uit.",
      "Legt met gegevens uit waarom een keuze beter is dan een andere, ook aan wie twijfelt.",
    ],
  },
  {
    title: "Team en rooster",
    description: "De student stuurt het dagelijks werk van een team en houdt het gesprek open.",
    levels: [
      "Verdeelt het werk van één dienst met hulp van een collega.",
      "Maakt een rooster dat past bij drukte en wensen en bespreekt het met het team.",
      "Stuurt een team door een drukke maand en spreekt collega's aan op afspraken.",
    ],
  },
  {
    title: "Budget en inzet",
    description: "De student werkt mee aan de begroting en kan uitleggen waar geld en uren blijven.",
    levels: [
      "Leest de begroting van de afdeling en kent de grootste posten.",
      "Rekent uit wat een andere inzet kost en bespreekt dat met de leiding.",
      "Maakt een voorstel voor de begroting van een onderdeel en verdedigt het.",
    ],
  },
  {
    title: "Verandering begeleiden",
    description: "De student helpt een team om anders te gaan werken.",
    levels: [
      "Vraagt collega's wat zij van een verandering merken.",
      "Begeleidt een kleine verandering en meet of die blijft.",
      "Leidt een verandering waar niet iedereen achter staat en stelt bij waar dat nodig is.",
    ],
  },
  {
    title: "Eigen leren sturen",
    description: "De student kent de eigen grenzen en zoekt wat nodig is om verder te komen.",
    levels: [
      "Vraagt feedback aan collega's en leidinggevende.",
      "Kiest leerdoelen die bij het werk passen en laat zien wat er veranderde.",
      "Stuurt het eigen leren over een half jaar en helpt anderen daarbij.",
    ],
  },
];

const building: readonly Outcome[] = [
  {
    title: "Vraag van de opdrachtgever",
    description: "De student maakt van een wens een programma van eisen.",
    levels: [
      "Schrijft met hulp op wat een opdrachtgever vraagt.",
      "Voert zelf het gesprek en maakt een lijst van eisen die te toetsen zijn.",
      "Weegt strijdige eisen van gebruiker, gemeente en budget en stelt een keuze voor.",
    ],
  },
  {
    title: "Ontwerp uitwerken",
    description: "De student werkt een ontwerp uit in tekeningen en een bouwmodel.",
    levels: [
      "Tekent een detail na en past het aan.",
      "Werkt een onderdeel uit in het bouwmodel en haalt botsingen eruit.",
      "Werkt een klein gebouw uit tot een model waarmee de bouw kan beginnen.",
    ],
  },
  {
    title: "Rekenen en ramen",
    description: "De student rekent aan constructie, bouwfysica en kosten.",
    levels: [
      "Rekent een standaardgeval na met een voorbeeld ernaast.",
      "Raamt de kosten van een onderdeel en legt de grootste posten uit.",
      "Vergelijkt drie oplossingen op kosten, levensduur en energie.",
    ],
  },
  {
    title: "Bouw voorbereiden en volgen",
    description: "De student maakt planning en inkoop en volgt het werk op de bouwplaats.",
    levels: [
      "Houdt met hulp de planning van één week bij.",
      "Bereidt een bouwdeel voor en stemt het af met onderaannemers.",
      "Stuurt bij als levering of weer het werk in de war gooit en legt keuzes vast.",
    ],
  },
  {
    title: "Regels, veiligheid en kwaliteit",
    description: "De student toetst aan bouwregels en bewaakt veiligheid en kwaliteit.",
    levels: [
      "Zoekt de regel op die bij een vraag hoort.",
      "Controleert een bouwdeel met een keuringsplan en bespreekt wat niet klopt.",
      "Maakt een keuringsplan voor een klein werk en voert het uit.",
    ],
  },
  {
    title: "Samenwerken en eigen leren sturen",
    description: "De student werkt samen op kantoor en bouwplaats en stuurt het eigen leren.",
    levels: [
      "Vraagt feedback en doet er iets mee.",
      "Leidt een bouwoverleg en legt afspraken vast.",
      "Helpt een collega op weg en stelt eigen leerdoelen bij.",
    ],
  },
];

export const programmes: readonly Programme[] = [
  {
    name: "Ad Engineering",
    sector: "techniek",
    validationOrder: ["TEACHER", "PRACTICE_OFFICE"],
    variants: [
      { course: "eng-duaal", variant: "DUAL", funding: "FUNDED", practiceShare: 60 },
      { course: "eng-voltijd", variant: "FULL_TIME", funding: "FUNDED", practiceShare: 40 },
    ],
    outcomes: engineering,
  },
  {
    name: "Ad Management in de Zorg",
    sector: "zorg",
    validationOrder: ["TEACHER"],
    variants: [
      { course: "zorg-deeltijd", variant: "PART_TIME", funding: "FUNDED", practiceShare: 55 },
    ],
    outcomes: care,
  },
  {
    name: "Ad Bouwkunde",
    sector: "bouw",
    validationOrder: ["PRACTICE_OFFICE"],
    variants: [
      { course: "bouw-voltijd", variant: "FULL_TIME", funding: "NON_FUNDED", practiceShare: 40 },
      { course: "bouw-deeltijd", variant: "PART_TIME", funding: "NON_FUNDED", practiceShare: 55 },
    ],
    outcomes: building,
  },
];
