// Learning tasks of the demo, in words: what students of Ad Engineering make at their workplace, and how far each task is.
// Together they show a task that only its student wrote, one for each way in which a verdict can be owed, and those after it.

export interface Content {
  readonly route: "LIGHT" | "NORMAL" | "GRADUATION";
  readonly title: string;
  readonly description: string;
  readonly question?: string;
  readonly fixed_part?: string;
  readonly free_part?: string;
  readonly authenticity?: string;
  readonly usefulness?: string;
  readonly outcome_links?: readonly { readonly outcome_code: string; readonly level: number }[];
}

export type Step =
  | { readonly does: "agree"; readonly who: "supervisor" | "teacher" }
  | { readonly does: "change"; readonly who: "student" | "supervisor"; readonly to: Partial<Content> }
  | { readonly does: "submit" | "start" }
  | { readonly does: "advise"; readonly text: string }
  | { readonly does: "judge"; readonly kind: "ADEQUATE" | "ADJUST"; readonly reason: string }
  | { readonly does: "rate"; readonly authenticity: number; readonly usefulness: number; readonly note: string };

export interface TaskStory {
  readonly content: Content;
  /** What happens to it after the student wrote it. */
  readonly steps: readonly Step[];
}

export interface LearningStory {
  /** Number in people.json: 5 is student-005. */
  readonly student: number;
  readonly supervisor: string;
  /** What the contact person writes in the plan. */
  readonly plan?: { readonly fixed_part: string; readonly free_part: string };
  readonly tasks: readonly TaskStory[];
}

const agreed = { does: "agree", who: "supervisor" } as const;
const submitted = { does: "submit" } as const;
const works = (...levels: readonly [code: string, level: number][]) => levels.map(([outcome_code, level]) => ({ outcome_code, level }));

export const learningStories: readonly LearningStory[] = [
  {
    student: 1,
    supervisor: "maas",
    plan: {
      fixed_part: "Daan werkt aan alle zes leeruitkomsten. Elke leertaak eindigt met een gesprek met de werkplek.",
      free_part: "Daan kiest aan welke projecten hij meewerkt en in welke volgorde.",
    },
    tasks: [
      {
        content: {
          route: "NORMAL",
          title: "Warmtepompen van een school inregelen",
          description:
            "Daan regelt drie warmtepompen in een basisschool in. Hij meet twee weken voor en na de verandering en laat met cijfers zien wat er beter gaat.",
          fixed_part: "Het meetplan volgt de werkwijze van het bedrijf.",
          free_part: "Welke instellingen Daan verandert en hoe hij dat uitlegt.",
          authenticity: "De school klaagt over kou in drie lokalen. Van Leeuwen moet dat oplossen.",
          usefulness: "Minder storingen en een instelling die ook voor andere scholen werkt.",
          outcome_links: works(["LU1", 2], ["LU4", 3]),
        },
        steps: [
          agreed,
          { does: "agree", who: "teacher" },
          submitted,
          { does: "judge", kind: "ADEQUATE", reason: "Een echt probleem, met metingen die laten zien of het werkt. Bespreek je meetplan met Ingrid voor je begint." },
          { does: "start" },
          { does: "rate", authenticity: 5, usefulness: 4, note: "Dit werk lag er al. Goed dat Daan het grondig aanpakt." },
        ],
      },
      {
        content: {
          route: "NORMAL",
          title: "Veilig werken op het dak",
          description: "Ik maak een risicoanalyse voor het onderhoud van installaties op platte daken.",
          outcome_links: works(["LU5", 2]),
        },
        steps: [],
      },
    ],
  },
  {
    student: 4,
    supervisor: "maas",
    tasks: [
      {
        content: {
          route: "NORMAL",
          title: "Energie van drie scholen vergelijken",
          description: "Lotte vergelijkt het verbruik van drie scholen en zoekt uit waarom één school veel meer gebruikt.",
          free_part: "Welke drie scholen, en welke gegevens Lotte daarvoor verzamelt.",
          authenticity: "De gemeente vraagt Van Leeuwen om dit advies.",
          usefulness: "Een advies dat bij de offerte van het voorjaar hoort.",
          outcome_links: works(["LU1", 2], ["LU2", 2]),
        },
        steps: [
          {
            does: "change",
            who: "supervisor",
            to: { description: "Lotte vergelijkt het verbruik van drie scholen over twee jaar, zoekt uit waarom één school veel meer gebruikt, en adviseert de gemeente." },
          },
          submitted,
        ],
      },
    ],
  },
  {
    student: 17,
    supervisor: "terpstra",
    tasks: [
      {
        content: {
          route: "NORMAL",
          title: "Minder spoed in de planning van storingen",
          description: "Luuk zoekt uit waarom een op de drie storingen met spoed gaat en maakt met de planners een rooster waarin dat minder is.",
          authenticity: "Het serviceteam loopt elke week uit.",
          usefulness: "Minder overwerk in het team van Wim.",
          outcome_links: works(["LU3", 2], ["LU6", 2]),
        },
        steps: [
          agreed,
          submitted,
          { does: "advise", text: "De taak past bij leeruitkomst 3. Voor leeruitkomst 6 is nog niet te zien hoe Luuk het eigen leren stuurt." },
        ],
      },
    ],
  },
  {
    student: 20,
    supervisor: "visscher",
    tasks: [
      {
        content: {
          route: "NORMAL",
          title: "Lekverlies in de leiding zoeken",
          description: "Milan meet de druk in een deel van het net en zet de metingen in een tabel.",
          authenticity: "In dit deel van het net verdwijnt meer water dan elders.",
          usefulness: "Rijnland weet waar het moet graven.",
          outcome_links: works(["LU1", 1], ["LU4", 1]),
        },
        steps: [
          agreed,
          submitted,
          { does: "judge", kind: "ADJUST", reason: "Meten volgens een voorschrift kun je al. Voeg toe hoe je kiest waar je meet, en wat je met de uitkomst adviseert." },
          {
            does: "change",
            who: "student",
            to: {
              description:
                "Milan kiest met gegevens van een jaar waar hij de druk meet, zoekt zo de plek van het lek, en adviseert wat Rijnland het eerst herstelt en waarom.",
              outcome_links: works(["LU1", 2], ["LU4", 3]),
            },
          },
          submitted,
        ],
      },
    ],
  },
  {
    student: 24,
    supervisor: "veldman",
    tasks: [
      {
        content: {
          route: "GRADUATION",
          title: "Noodstroom die het ziekenhuis volhoudt",
          description:
            "Anouk rekent door of de noodstroom de nieuwe operatiekamers aankan, vergelijkt twee oplossingen op kosten, onderhoud en risico, en bereidt de gekozen oplossing voor.",
          question: "Met welke aanpassing houdt Maaszicht bij uitval van stroom vier uur lang alle operatiekamers in bedrijf?",
          fixed_part: "De eisen van het ziekenhuis aan noodstroom.",
          free_part: "Welke oplossingen Anouk vergelijkt.",
          authenticity: "De nieuwe operatiekamers gaan volgend jaar open.",
          usefulness: "De technische dienst gebruikt het plan voor de aanbesteding.",
          outcome_links: works(["LU1", 3], ["LU2", 3], ["LU5", 3]),
        },
        steps: [agreed, submitted],
      },
    ],
  },
  {
    student: 26,
    supervisor: "dehaan",
    tasks: [
      {
        content: {
          route: "NORMAL",
          title: "Een houder die sneller klemt",
          description: "Femke tekent een houder na en laat hem maken.",
          usefulness: "Minder tijd aan de freesbank.",
          outcome_links: works(["LU2", 1]),
        },
        steps: [
          agreed,
          submitted,
          { does: "judge", kind: "ADJUST", reason: "Natekenen is uitvoerend werk. Vergelijk twee ontwerpen en leg uit waarom je er een kiest." },
        ],
      },
    ],
  },
];
