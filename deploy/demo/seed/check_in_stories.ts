// Check-ins of the demo, in words. Days are counted from the first day of the period that runs, twelve weeks ago.

export type Side = "student" | "teacher" | "supervisor";

export interface Opinion {
  readonly goesWell: string;
  readonly mustChange?: string;
  /** 1 to 5. */
  readonly rating: number;
  readonly goals: readonly [outcomeCode: string, rating: number][];
}

export interface EarlyTalk {
  readonly day: number;
  readonly place: string;
  readonly views: Partial<Record<Side, Opinion>>;
  readonly outcome: string;
  readonly actions: readonly { readonly owner: Side; readonly text: string; readonly due: number; readonly done: boolean }[];
}

export interface CheckInStory {
  /** Number in people.json: 4 is student-004. */
  readonly student: number;
  readonly supervisor: string;
  readonly contacts: readonly {
    readonly day: number;
    readonly by: Side;
    readonly between: readonly Side[];
    readonly kind: "VISIT" | "CALL" | "MESSAGE" | "MEETING";
    readonly note: string;
  }[];
  /** Held early in the period, and what came of it. */
  readonly talk?: EarlyTalk;
  /** What was written before the kick-off; who is missing still has to. */
  readonly kickOff: Partial<Record<Side, Opinion>>;
}

export const checkInStories: readonly CheckInStory[] = [
  {
    student: 1,
    supervisor: "maas",
    contacts: [
      { day: 2, by: "teacher", between: ["teacher", "supervisor"], kind: "CALL", note: "Kennisgemaakt en de planning doorgenomen." },
      { day: 44, by: "student", between: ["student", "teacher"], kind: "MESSAGE", note: "Vraag over de eerste leertaak." },
      { day: 76, by: "supervisor", between: ["student", "supervisor"], kind: "MEETING", note: "Weekgesprek." },
    ],
    talk: {
      day: 22,
      place: "Van Leeuwen, kantine",
      views: {
        student: {
          goesWell: "Ik word goed opgenomen in het team en leer veel van de monteurs.",
          mustChange: "Ik wil meer tijd voor mijn leertaken. Nu draai ik vooral mee.",
          rating: 3,
          goals: [["LU1", 2], ["LU2", 3]],
        },
        teacher: { goesWell: "De leertaken sluiten aan bij het werk.", rating: 3, goals: [["LU1", 3], ["LU2", 3]] },
        supervisor: { goesWell: "Daan werkt zelfstandig en vraagt goed door.", rating: 5, goals: [["LU1", 4], ["LU2", 4]] },
      },
      outcome: "Daan krijgt elke donderdagmiddag tijd voor zijn leertaken. Na vier weken kijken we of dat lukt.",
      actions: [
        { owner: "supervisor", text: "De donderdagmiddag vrijhouden in het rooster.", due: 29, done: true },
        { owner: "student", text: "Een planning maken voor de tweede leertaak.", due: 90, done: false },
      ],
    },
    kickOff: {
      supervisor: { goesWell: "De afspraken zijn duidelijk.", rating: 4, goals: [["LU1", 4]] },
      student: {
        goesWell: "De donderdagmiddag werkt goed.",
        mustChange: "Ik zoek nog een opdracht voor leeruitkomst 2.",
        rating: 4,
        goals: [["LU1", 3]],
      },
    },
  },
  {
    student: 4,
    supervisor: "maas",
    contacts: [
      { day: 5, by: "teacher", between: ["student", "teacher", "supervisor"], kind: "VISIT", note: "Kennismaking op de werkplek." },
      { day: 40, by: "student", between: ["student", "supervisor"], kind: "MEETING", note: "Voortgang besproken." },
    ],
    talk: {
      day: 30,
      place: "Online",
      views: {
        student: { goesWell: "De opdracht is helder.", rating: 4, goals: [["LU1", 4]] },
        supervisor: { goesWell: "Komt op tijd en denkt mee.", rating: 4, goals: [["LU1", 4]] },
      },
      outcome: "Alles loopt volgens plan.",
      actions: [{ owner: "teacher", text: "Het beoordelingsformulier sturen.", due: 37, done: true }],
    },
    kickOff: { supervisor: { goesWell: "Goede start.", mustChange: "Meer overleg met school.", rating: 2, goals: [["LU1", 2]] } },
  },
  {
    student: 17,
    supervisor: "terpstra",
    contacts: [{ day: 9, by: "teacher", between: ["student", "teacher"], kind: "CALL", note: "Hoe de eerste week ging." }],
    kickOff: {},
  },
];
