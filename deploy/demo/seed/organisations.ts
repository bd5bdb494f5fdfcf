// The fourteen organisations where the students learn. Names are invented or common; trade register
// numbers have the right form and belong to nobody in this story.

export interface Supervisor {
  readonly key: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly jobTitle: string;
  readonly qualifications: string;
  /** Minutes a week for all students together. */
  readonly attention: number;
  readonly briefed: boolean;
}

export interface Organisation {
  readonly key: string;
  readonly name: string;
  readonly kvk: string;
  readonly verified: boolean;
  readonly relation: "STRUCTURAL" | "INCIDENTAL";
  readonly sector: string;
  readonly city: string;
  /** In the words of the school. */
  readonly region: string;
  readonly address: string;
  readonly establishmentNumber: string;
  /** Departments, each with the supervisors on its floor. */
  readonly workplaces: readonly { readonly name: string; readonly supervisors: readonly Supervisor[] }[];
}

const person = (
  key: string,
  givenName: string,
  familyName: string,
  jobTitle: string,
  qualifications: string,
  attention: number,
  briefed = true,
): Supervisor => ({ key, givenName, familyName, jobTitle, qualifications, attention, briefed });

/** Who decides on personnel at Van Leeuwen: agrees to the framework, never signs for the floor. */
export const personnel = {
  givenName: "Petra",
  familyName: "Dijkman",
  email: "p.dijkman@vanleeuwen.example",
  jobTitle: "Hoofd personeelszaken",
  organisation: "vanleeuwen",
} as const;

export const frameworkText =
  "Van Leeuwen Installatietechniek biedt elk studiejaar ten minste vier leerwerkplekken aan voor " +
  "studenten van Ad Engineering. Per student maken student, opleiding en praktijkbegeleider een eigen " +
  "overeenkomst. De praktijkbegeleider op de werkvloer tekent die zelf. Personeelszaken regelt de " +
  "arbeidsovereenkomst en geeft de praktijkbegeleider per student een uur per week.";

export const organisations: readonly Organisation[] = [
  {
    key: "vanleeuwen",
    name: "Van Leeuwen Installatietechniek",
    kvk: "30184527",
    verified: true,
    relation: "STRUCTURAL",
    sector: "techniek",
    city: "Culemborg",
    region: "Rivierenland",
    address: "Industrieweg 14, 4104 AR Culemborg",
    establishmentNumber: "000018452701",
    workplaces: [
      {
        name: "Projecten klimaattechniek",
        supervisors: [
          person("maas", "Ingrid", "Maas", "Projectleider klimaattechniek", "Hbo werktuigbouwkunde, training werkplekbegeleiding", 240),
        ],
      },
      {
        name: "Service en onderhoud",
        supervisors: [
          person("terpstra", "Wim", "Terpstra", "Teamleider service", "Ad Engineering, 12 jaar ervaring", 180),
        ],
      },
    ],
  },
  {
    key: "rijnland",
    name: "Waterbedrijf Rijnland",
    kvk: "28067413",
    verified: true,
    relation: "STRUCTURAL",
    sector: "techniek",
    city: "Leiden",
    region: "Holland Rijnland",
    address: "Waterpoort 3, 2316 XL Leiden",
    establishmentNumber: "000028067402",
    workplaces: [
      {
        name: "Procestechniek",
        supervisors: [
          person("noordhoek", "Carla", "Noordhoek", "Procestechnoloog", "Hbo chemische technologie", 120),
          person("visscher", "Jan", "Visscher", "Hoofd bedrijfsvoering", "Hbo technische bedrijfskunde", 120),
        ],
      },
    ],
  },
  {
    key: "linden",
    name: "Zorggroep De Linden",
    kvk: "41093658",
    verified: true,
    relation: "STRUCTURAL",
    sector: "zorg",
    city: "Tiel",
    region: "Rivierenland",
    address: "Lindenlaan 80, 4002 XA Tiel",
    establishmentNumber: "000041093603",
    workplaces: [
      {
        name: "Dagbehandeling",
        supervisors: [
          person("wolters", "Henk", "Wolters", "Teammanager dagbehandeling", "Hbo management in de zorg", 120),
        ],
      },
      {
        name: "Wijkteam West",
        supervisors: [
          person("akkerman", "Joke", "Akkerman", "Teammanager wijkzorg", "Hbo-v, training coachend begeleiden", 120),
        ],
      },
    ],
  },
  {
    key: "kuipers",
    name: "Aannemer Kuipers",
    kvk: "09128846",
    verified: true,
    relation: "STRUCTURAL",
    sector: "bouw",
    city: "Wijchen",
    region: "Rijk van Nijmegen",
    address: "Nieuweweg 112, 6603 BV Wijchen",
    establishmentNumber: "000009128804",
    workplaces: [
      {
        name: "Werkvoorbereiding",
        supervisors: [
          person("vermeer", "Gerrit", "Vermeer", "Hoofd werkvoorbereiding", "Hbo bouwkunde", 240),
          person("kuipers", "Willem", "Kuipers", "Uitvoerder", "Mbo-4 uitvoerder, 20 jaar ervaring", 120),
          person("smulders", "Anja", "Smulders", "Projectvoorbereider", "Ad Bouwkunde, 8 jaar ervaring", 120),
        ],
      },
    ],
  },
  {
    key: "tiel",
    name: "Gemeente Tiel",
    kvk: "50192734",
    verified: true,
    relation: "STRUCTURAL",
    sector: "bouw",
    city: "Tiel",
    region: "Rivierenland",
    address: "Achterweg 2, 4001 MV Tiel",
    establishmentNumber: "000050192705",
    workplaces: [
      {
        name: "Vergunningen en toezicht",
        supervisors: [
          person("bos", "Marleen", "Bos", "Senior toezichthouder", "Hbo bouwkunde", 120),
        ],
      },
    ],
  },
  {
    key: "rivierenland",
    name: "Thuiszorg Rivierenland",
    kvk: "41156092",
    verified: true,
    relation: "STRUCTURAL",
    sector: "zorg",
    city: "Geldermalsen",
    region: "Rivierenland",
    address: "Stationsweg 27, 4191 KK Geldermalsen",
    establishmentNumber: "000041156006",
    workplaces: [
      {
        name: "Planning en kwaliteit",
        supervisors: [
          person("schoonhoven", "Els", "Schoonhoven", "Manager planning en kwaliteit", "Hbo verpleegkunde, opleiding management", 120),
          person("ozturk", "Meryem", "Öztürk", "Teamcoach", "Hbo sociaal werk", 120),
        ],
      },
    ],
  },
  {
    key: "dehaan",
    name: "Machinefabriek De Haan",
    kvk: "23047185",
    verified: true,
    relation: "STRUCTURAL",
    sector: "techniek",
    city: "Gorinchem",
    region: "Alblasserwaard",
    address: "Papland 9, 4206 CK Gorinchem",
    establishmentNumber: "000023047107",
    workplaces: [
      {
        name: "Engineering",
        supervisors: [
          person("dehaan", "Rob", "de Haan", "Hoofd engineering", "Hbo werktuigbouwkunde", 180),
        ],
      },
      {
        name: "Productie",
        supervisors: [
          person("hamers", "Yvonne", "Hamers", "Productieleider", "Hbo technische bedrijfskunde", 120),
        ],
      },
    ],
  },
  {
    key: "betuwezon",
    name: "Energiecoöperatie Betuwe Zon",
    kvk: "68402917",
    verified: false,
    relation: "INCIDENTAL",
    sector: "techniek",
    city: "Elst",
    region: "Arnhem en omgeving",
    address: "Dorpsstraat 41, 6661 EG Elst",
    establishmentNumber: "000068402908",
    workplaces: [
      {
        name: "Projectontwikkeling",
        supervisors: [
          person("janssens", "Tim", "Janssens", "Projectontwikkelaar", "Ad Engineering", 60, false),
        ],
      },
    ],
  },
  {
    key: "maaszicht",
    name: "Ziekenhuis Maaszicht",
    kvk: "41038276",
    verified: true,
    relation: "STRUCTURAL",
    sector: "zorg",
    city: "Oss",
    region: "Noordoost-Brabant",
    address: "Maasboulevard 200, 5342 GC Oss",
    establishmentNumber: "000041038209",
    workplaces: [
      {
        name: "Polikliniek interne geneeskunde",
        supervisors: [
          person("franken", "Nicole", "Franken", "Afdelingshoofd polikliniek", "Hbo management in de zorg", 120),
        ],
      },
      {
        name: "Technische dienst",
        supervisors: [
          person("veldman", "Bert", "Veldman", "Hoofd technische dienst", "Hbo elektrotechniek", 180),
        ],
      },
      {
        name: "Verpleegafdeling C2",
        supervisors: [
          person("driessen", "Paul", "Driessen", "Teamhoofd", "Hbo-v", 120),
        ],
      },
    ],
  },
  {
    key: "anker",
    name: "Verpleeghuis Het Anker",
    kvk: "41172450",
    verified: true,
    relation: "INCIDENTAL",
    sector: "zorg",
    city: "Zaltbommel",
    region: "Rivierenland",
    address: "Ankerplein 5, 5301 KD Zaltbommel",
    establishmentNumber: "000041172410",
    workplaces: [
      {
        name: "Kleinschalig wonen",
        supervisors: [
          person("kroon", "Tineke", "Kroon", "Locatiemanager", "Hbo management in de zorg", 120),
          person("hakvoort", "Rob", "Hakvoort", "Coördinator zorg", "Hbo-v", 60),
        ],
      },
    ],
  },
  {
    key: "vanwijk",
    name: "Bouwbedrijf Van Wijk",
    kvk: "11059382",
    verified: true,
    relation: "STRUCTURAL",
    sector: "bouw",
    city: "Druten",
    region: "Rijk van Nijmegen",
    address: "Scharenburg 30, 6651 HM Druten",
    establishmentNumber: "000011059311",
    workplaces: [
      {
        name: "Uitvoering woningbouw",
        supervisors: [
          person("vanwijk", "Arjan", "van Wijk", "Projectleider", "Hbo bouwkunde", 180),
          person("derksen", "Bianca", "Derksen", "Uitvoerder", "Mbo-4 uitvoerder, 15 jaar ervaring", 120),
        ],
      },
    ],
  },
  {
    key: "lindeman",
    name: "Architectenbureau Lindeman",
    kvk: "17083649",
    verified: true,
    relation: "INCIDENTAL",
    sector: "bouw",
    city: "Nijmegen",
    region: "Rijk van Nijmegen",
    address: "Waalkade 66, 6511 XR Nijmegen",
    establishmentNumber: "000017083612",
    workplaces: [
      {
        name: "Bouwkundige uitwerking",
        supervisors: [
          person("lindeman", "Sofie", "Lindeman", "Architect", "Master architectuur", 120),
        ],
      },
    ],
  },
  {
    key: "debrug",
    name: "Woningcorporatie De Brug",
    kvk: "10024761",
    verified: true,
    relation: "STRUCTURAL",
    sector: "bouw",
    city: "Arnhem",
    region: "Arnhem en omgeving",
    address: "Rijnkade 15, 6811 HA Arnhem",
    establishmentNumber: "000010024713",
    workplaces: [
      {
        name: "Vastgoedonderhoud",
        supervisors: [
          person("pronk", "Dirk", "Pronk", "Projectleider onderhoud", "Hbo bouwkunde", 180),
          person("elbakkali", "Nadia", "El Bakkali", "Opzichter", "Ad Bouwkunde", 120),
        ],
      },
    ],
  },
  {
    key: "ouwehand",
    name: "Timmerfabriek Ouwehand",
    kvk: "72618305",
    verified: false,
    relation: "INCIDENTAL",
    sector: "bouw",
    city: "Beuningen",
    region: "Rijk van Nijmegen",
    address: "Schoenaker 8, 6641 SZ Beuningen",
    establishmentNumber: "000072618314",
    workplaces: [
      {
        name: "Werkplaats",
        supervisors: [
          person("ouwehand", "Kees", "Ouwehand", "Eigenaar", "Mbo-4 timmerindustrie", 60, false),
        ],
      },
    ],
  },
];

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();

/** `i.maas@vanleeuwen.example` */
export const emailOf = (supervisor: Supervisor, organisation: Organisation) =>
  `${plain(supervisor.givenName).slice(0, 1)}.${plain(supervisor.familyName)}@${organisation.key}.example`;
