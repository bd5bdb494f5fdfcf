// What the people in the story write where the template leaves room: what the student does and
// learns, and who supervises.

import type { Outcome } from "./programmes.ts";

export interface Scene {
  readonly sector: string;
  readonly variant: string;
  readonly student: string;
  readonly supervisor: string;
  readonly workplace: string;
  readonly outcomes: readonly Outcome[];
  /** To vary the text between students. */
  readonly number: number;
}

const work: Readonly<Record<string, readonly string[]>> = {
  techniek: [
    "{student} meet zes weken lang het energieverbruik van drie installaties, zoekt uit waarom dat te hoog is en stelt een andere regeling voor. Daarnaast werkt {student} mee aan de voorbereiding van lopende projecten.",
    "{student} onderzoekt storingen die vaak terugkomen, maakt met de monteurs een beter onderhoudsplan en rekent uit wat dat oplevert.",
    "{student} werkt een ontwerp uit voor een kleinere installatie, van opname tot materiaallijst, en is bij de inregeling.",
  ],
  zorg: [
    "{student} meet zes weken de bezetting, stelt een nieuw rooster voor en bespreekt dat met het team. Daarnaast werkt {student} mee aan de begroting van de afdeling.",
    "{student} brengt in beeld waar cliënten wachten, vraagt het team naar de oorzaak en probeert met twee collega's een andere werkwijze uit.",
    "{student} begeleidt de invoering van een nieuwe overdracht en meet of die na acht weken nog zo wordt gebruikt.",
  ],
  bouw: [
    "{student} werkt een bouwdeel uit in het bouwmodel, haalt botsingen eruit en bespreekt keuzes met de uitvoering.",
    "{student} maakt voor één project de planning en de inkoop, volgt het werk op de bouwplaats en legt uit waar het anders liep.",
    "{student} controleert twee werken met een eigen keuringsplan en stelt voor wat de volgende keer beter kan.",
  ],
};

const meeting: Readonly<Record<string, string>> = {
  DUAL: "elke week een uur",
  FULL_TIME: "elke week een uur",
  PART_TIME: "elke twee weken een uur",
};
const calls: Readonly<Record<string, string>> = {
  DUAL: "eens per acht weken",
  FULL_TIME: "bij de start, halverwege en aan het einde",
  PART_TIME: "eens per zes weken",
};

const filled = (text: string, scene: Scene) => text.replaceAll("{student}", scene.student);

function outcomesOf({ student, outcomes, number, variant }: Scene): string {
  const level = variant === "DUAL" ? 2 : 1 + (number % 3);
  const chosen = [0, 1, 2].map((i) => outcomes[(number + 2 * i) % outcomes.length] as Outcome);
  const lines = chosen.map(
    (outcome) => `${outcome.title}: ${outcome.levels[level - 1]?.replace(/\.$/, "")}.`,
  );
  return `${student} werkt aan drie leeruitkomsten, op niveau ${level} van 3.\n${lines.join("\n")}`;
}

/** Texts by code of the clause. */
export function clausesOf(scene: Scene): Readonly<Record<string, string>> {
  const choices = work[scene.sector] ?? [];
  return {
    activities: `De werkplek is ${scene.workplace}. ${filled(choices[scene.number % choices.length] ?? "", scene)}`,
    outcomes: outcomesOf(scene),
    supervision: `${scene.supervisor} begeleidt ${scene.student} ${meeting[scene.variant]}. De opleiding belt ${calls[scene.variant]}.`,
  };
}

// Daan's story: the programme asks for more supervision than was agreed at first.
export const daanBefore = (supervisor: string, student: string) =>
  `${supervisor} begeleidt ${student} eens per twee weken een half uur. De opleiding belt eens per acht weken.`;
export const daanAfter = (supervisor: string, student: string) =>
  `${supervisor} begeleidt ${student} elke week een uur, op dinsdag. De opleiding belt eens per acht weken.`;
export const daanReason =
  "Een half uur per twee weken is te weinig voor de metingen die Daan doet. De opleiding vraagt een vast uur per week.";

export const declineReasons: readonly string[] = [
  "Wij verhuizen in januari en hebben dan geen vaste begeleider op de vloer. Vanaf de zomer kan het wel.",
  "Het tekenwerk dat bij de leeruitkomsten hoort, doen wij dit voorjaar niet zelf.",
];
export const withdrawReasons: readonly string[] = [
  "De begindatum verschuift naar september. Daarna maken we een nieuwe overeenkomst.",
  "De student krijgt een andere werkplek, dichter bij huis.",
];
export const terminateGround = "(3) de werkplek past niet meer bij wat de student moet leren";
export const terminateReasons: readonly string[] = [
  "De afdeling gaat dicht. In het gesprek van vorige week kozen de drie voor een andere werkplek.",
  "Door een reorganisatie vervalt de functie van de begeleider. De opleiding zoekt een andere plek.",
];
export const amendmentReason =
  "De werkplek kan vanaf nu ook meetwerk aanbieden. Dat past beter bij de leeruitkomsten.";
