// Who learns where, and how far the papers are. Together the 66 students show every state that an
// agreement can be in.

import { organisations } from "./organisations.ts";

export type Goal =
  /** No place yet. */
  | "searching"
  /** Place and supervisor are fixed, nothing is drafted: a newcomer begins here. */
  | "confirmed"
  /** Drafted from the template, the legal clauses still empty. */
  | "draft"
  | "in_review"
  | "offered"
  /** The student signed. */
  | "one_signed"
  /** Student and programme signed, the workplace did not. */
  | "two_signed"
  | "declined"
  | "withdrawn"
  | "in_force"
  /** In force, and a new version is being written. */
  | "amendment_draft"
  /** In force, and a new version waits for the workplace. */
  | "amendment_two_signed"
  | "terminated";

export type Period = "now" | "next" | "today";

export interface Story {
  /** Number in people.json: 5 is student-005. */
  readonly student: number;
  /** Key in organisations.ts; empty while searching. */
  readonly supervisor: string;
  readonly goal: Goal;
  /** `now`: the period that runs; `next`: the one after it; `today`: begins on the day of the demo. */
  readonly period: Period;
}

const tell = (
  student: number,
  supervisor: string,
  goal: Goal = "in_force",
  period: Period = "now",
): Story => ({ student, supervisor, goal, period });

export const stories: readonly Story[] = [
  // Ad Engineering, duaal
  tell(1, "maas", "amendment_two_signed"),
  tell(5, "maas", "confirmed", "today"),
  tell(7, "noordhoek", "draft", "next"),
  tell(12, "terpstra", "two_signed"),
  tell(13, "terpstra", "draft", "next"),
  tell(14, "dehaan", "in_review", "next"),
  tell(15, "dehaan", "offered", "next"),
  tell(16, "hamers", "one_signed", "next"),
  tell(17, "terpstra"),
  tell(18, "noordhoek"),
  tell(19, "noordhoek", "terminated"),
  tell(20, "visscher"),
  tell(21, "janssens", "declined", "next"),
  tell(22, "visscher", "withdrawn", "next"),
  tell(23, "hamers"),
  tell(24, "veldman"),
  // Ad Engineering, voltijd
  tell(4, "maas"),
  tell(25, "visscher"),
  tell(26, "dehaan"),
  tell(27, "hamers", "offered", "next"),
  tell(28, "veldman"),
  tell(29, "veldman"),
  tell(30, "janssens", "draft", "next"),
  tell(31, "pronk"),
  tell(32, "pronk"),
  tell(33, "dehaan"),
  // Ad Management in de Zorg, deeltijd
  tell(2, "wolters"),
  tell(6, "schoonhoven"),
  tell(8, "akkerman"),
  tell(9, "akkerman"),
  tell(34, "wolters"),
  tell(35, "wolters", "in_review", "next"),
  tell(36, "ozturk"),
  tell(37, "schoonhoven"),
  tell(38, "ozturk", "one_signed", "next"),
  tell(39, "ozturk"),
  tell(40, "franken"),
  tell(41, "franken", "offered"),
  tell(42, "driessen"),
  tell(43, "driessen", "terminated"),
  tell(44, "hakvoort"),
  tell(45, "kroon"),
  tell(46, "kroon"),
  tell(47, "", "searching", "next"),
  // Ad Bouwkunde, voltijd
  tell(48, "vermeer"),
  tell(49, "vermeer"),
  tell(50, "lindeman", "declined", "next"),
  tell(51, "lindeman"),
  tell(52, "lindeman"),
  tell(53, "bos", "in_review", "next"),
  tell(54, "vanwijk"),
  tell(55, "vanwijk"),
  tell(56, "derksen", "draft", "next"),
  tell(57, "elbakkali"),
  // Ad Bouwkunde, deeltijd
  tell(3, "", "searching", "next"),
  tell(10, "kuipers"),
  tell(11, "smulders"),
  tell(58, "smulders"),
  tell(59, "bos"),
  tell(60, "bos", "withdrawn", "next"),
  tell(61, "derksen"),
  tell(62, "derksen", "amendment_draft"),
  tell(63, "elbakkali"),
  tell(64, "", "searching", "next"),
  tell(65, "ouwehand"),
  tell(66, "ouwehand"),
];

/** Where those look who have no place yet. Nobody in the Achterhoek offers one, while there are enough of them elsewhere. */
const searchRegions: ReadonlyMap<number, string> = new Map([
  [3, "Achterhoek"],
  [47, "Rivierenland"],
  [64, "Achterhoek"],
]);

/** Where a student looks for a place; those who have one looked where it is. */
export function regionOf(student: number): string {
  const supervisor = stories.find((story) => story.student === student)?.supervisor;
  const host = organisations.find(({ workplaces }) => workplaces.some(({ supervisors }) => supervisors.some(({ key }) => key === supervisor)));
  return searchRegions.get(student) ?? host?.region ?? "";
}

/** Nobody is contact person of these yet: it keeps their agreement from being sent on. */
export const withoutContactPerson: ReadonlySet<number> = new Set([7]);

/** Contact person, by course; of some students another than the rest of the course. */
export const contactPersons: Readonly<Record<string, string>> = {
  "eng-duaal": "teacher-01",
  "eng-voltijd": "teacher-01",
  "zorg-deeltijd": "teacher-02",
  "bouw-voltijd": "teacher-03",
  "bouw-deeltijd": "teacher-03",
};
export const otherContactPersons: ReadonlyMap<number, string> = new Map([
  [3, "teacher-02"],
  [10, "teacher-02"],
  [11, "teacher-02"],
]);

/** What a student brings, where that matters for what to expect (R13). */
export const entryLevels: ReadonlyMap<number, string> = new Map([
  [1, "Mbo-4 Middenkader engineering en twee jaar monteur klimaattechniek"],
  [2, "Mbo-4 verpleegkunde en zes jaar verpleegkundige op de dagbehandeling"],
  [3, "Zij-instromer uit de horeca, mbo-4 ondernemer"],
  [4, "Havo, natuur en techniek"],
  [5, "Mbo-4 Technicus elektrotechnische installaties"],
  [61, "Bouwkundig tekenaar in Polen, acht jaar ervaring"],
]);
