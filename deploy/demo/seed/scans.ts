// What Ad Bouwkunde asks of a workplace in the second year, and how far its scans are. Placements that the story tells of
// run already when the criteria come, so none is stopped by them.

import { calendarOf, type Day } from "./calendar.ts";
import { invite, type Host } from "./hosts.ts";
import { inParallel } from "./pool.ts";
import { clientOf, make, say, type Named, type Stage } from "./stage.ts";
import type { Players } from "./story.ts";

type Finding = "MET" | "PARTLY" | "NOT_MET";

const criteria = [
  {
    code: "W1",
    subject: "WORKPLACE",
    weight: "ESSENTIAL",
    title_nl: "De student werkt mee aan een lopend bouwproject",
    title_en: "The student works on a building project that is under way",
    help_nl: "Een project in uitvoering of in uitwerking, van begin tot eind te volgen.",
    help_en: "A project on site or on the drawing board that can be followed from start to end.",
  },
  {
    code: "W2",
    subject: "WORKPLACE",
    weight: "DESIRABLE",
    title_nl: "De student komt op de bouwplaats",
    title_en: "The student visits the building site",
  },
  {
    code: "B1",
    subject: "SUPERVISOR",
    weight: "ESSENTIAL",
    title_nl: "De begeleider heeft elke twee weken een uur tijd",
    title_en: "The supervisor has an hour every two weeks",
  },
  {
    code: "T1",
    subject: "ROOM_FOR_TASKS",
    weight: "ESSENTIAL",
    title_nl: "De student mag rekenen met het budget van een project",
    title_en: "The student may work with the budget of a project",
    help_nl: "Voor leeruitkomst 3: ramen, vergelijken en de keuze uitleggen.",
    help_en: "For learning outcome 3: estimating, comparing and explaining the choice.",
  },
  {
    code: "S1",
    subject: "STUDENT",
    weight: "DESIRABLE",
    title_nl: "De student kan werken met een bouwmodel",
    title_en: "The student can work with a building model",
  },
] as const;

interface Answer {
  readonly finding: Finding;
  readonly remark?: string;
}

interface Story {
  /** Number in people.json; in the second year of Ad Bouwkunde. */
  readonly student: number;
  readonly supervisor: string;
  /** For whoever comes there, not for this placement alone. Not for full-time students. */
  readonly forAll?: true;
  /** Answers of the supervisor that are not simply yes, by code; absent: no answer yet. */
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly verdict?: "FIT" | "CONDITIONAL";
  readonly reason?: string;
  readonly conditions?: readonly { readonly action: string; readonly owner: string; readonly days: number }[];
  /** Why the office opened it again. */
  readonly reopened?: string;
}

export const scanStories: readonly Story[] = [
  { student: 48, supervisor: "vermeer", answers: {}, verdict: "FIT" },
  { student: 54, supervisor: "vanwijk", answers: { S1: { finding: "PARTLY", remark: "Dat leert hij hier." } }, verdict: "FIT" },
  { student: 57, supervisor: "elbakkali", answers: {}, verdict: "FIT" },
  {
    student: 51,
    supervisor: "lindeman",
    answers: { T1: { finding: "NOT_MET", remark: "Wij ramen niet zelf, dat doet de aannemer." } },
    verdict: "CONDITIONAL",
    reason: "Het werk past goed. Alleen de taak met het budget kan hier nog niet.",
    conditions: [{ action: "Afspraak met Aannemer Kuipers over een raming", owner: "HR", days: 12 }],
  },
  { student: 63, supervisor: "elbakkali", forAll: true, answers: { W2: { finding: "PARTLY", remark: "Hooguit één keer per maand." } } },
  {
    student: 66,
    supervisor: "ouwehand",
    forAll: true,
    answers: { W2: { finding: "NOT_MET", remark: "Wij werken in de fabriek." } },
    verdict: "FIT",
    reopened: "José gaat in de verkoop werken. Past de leertaak daar ook?",
  },
  { student: 60, supervisor: "bos" },
];

interface Scan extends Named {
  readonly state: string;
}

export async function scanWorkplaces(stage: Stage, players: Players): Promise<void> {
  const taught = [...players.variants.values()].find(({ course }) => course === "bouw-voltijd");
  if (!taught) throw new Error("nobody teaches full-time in Ad Bouwkunde");
  await make(stage, "WorkplaceScanService/CreateScanCriteria", clientOf(stage, "institution_admin"), "bouwkunde", {
    parent: taught.name.slice(0, taught.name.indexOf("/variants/")),
    scan_criteria: { first_phase: 2, last_phase: 4, criteria },
  });
  const placements = await placementsByStudent(stage);
  await inParallel(scanStories, 4, (story) => tellScan(stage, players, story, placements));
  say(`scans: ${scanStories.length}`);
}

async function placementsByStudent(stage: Stage): Promise<Map<string, string>> {
  const { placements } = await stage.api.call<{ placements: (Named & { student: string })[] }>(
    "PlacementService/ListPlacements",
    clientOf(stage, "practice_office"),
    { parent: stage.parent, page_size: 500 },
  );
  return new Map(placements.map(({ student, name }) => [student, name]));
}

async function tellScan(stage: Stage, players: Players, story: Story, placements: ReadonlyMap<string, string>): Promise<void> {
  const key = `scan ${story.student}`;
  const host = players.hosts.supervisors.get(story.supervisor);
  const student = players.people.get(`student-${String(story.student).padStart(3, "0")}`);
  if (!host || !student) throw new Error(`the scan of student ${story.student} is not complete`);
  const office = clientOf(stage, "practice_office");
  const step = (method: string, scan: Scan, more: object) =>
    make<Scan>(stage, `WorkplaceScanService/${method}`, office, key, { name: scan.name, etag: scan.etag, ...more });
  let scan = await make<Scan>(stage, "WorkplaceScanService/RequestWorkplaceScan", office, key, {
    parent: stage.parent,
    workplace_scan: story.forAll
      ? { workplace: host.workplace, supervisor: host.profile, programme_variant: players.variants.get(student.course)?.name, phase: 2 }
      : { placement: placements.get(student.name) },
  });
  if (!story.answers) return;
  scan = await fill(stage, host, key, scan, story.answers);
  if (story.verdict)
    scan = await step("AssessWorkplaceScan", scan, {
      verdict: story.verdict,
      reason: story.reason ?? "",
      conditions: (story.conditions ?? []).map(({ action, owner, days }) => ({ action, owner, due_date: dayAfter(stage, days) })),
    });
  if (story.reopened) await step("ReopenWorkplaceScan", scan, { trigger: "TASK_CHANGE", reason: story.reopened });
}

async function fill(stage: Stage, host: Host, key: string, scan: Scan, answers: NonNullable<Story["answers"]>): Promise<Scan> {
  const { as } = await invite(stage, host, "workplace_supervisor");
  return make<Scan>(stage, "WorkplaceScanService/FillWorkplaceScan", as, key, {
    name: scan.name,
    etag: scan.etag,
    answers: criteria.map(({ code }) => ({ criterion_code: code, finding: answers[code]?.finding ?? "MET", remark: answers[code]?.remark ?? "" })),
  });
}

/** So many days after the day on which the story was begun. */
function dayAfter({ file }: Stage, days: number): Day {
  const later = new Date(Date.parse(`${file.progress.today}T00:00:00Z`) + days * 86_400_000);
  return calendarOf(later.toISOString().slice(0, 10)).today;
}
