// The weeks of some students: pulses, hours and deadlines that were put off. Together they make one part-time student drown,
// and show another who does well.

import type { As } from "./api.ts";
import { daysBefore } from "./calendar.ts";
import { invite } from "./hosts.ts";
import { make, say, type Named, type Stage } from "./stage.ts";
import type { Players } from "./story.ts";

interface SaidPulse {
  readonly days_ago: number;
  readonly learning_share_percent: number;
  readonly mood?: number;
  readonly word?: string;
  readonly too_little_time?: boolean;
}

interface RhythmStory {
  /** Number in people.json: 5 is student-005. */
  readonly student: number;
  readonly supervisor: string;
  readonly pulses: readonly SaidPulse[];
  /** What the supervisor says. */
  readonly seen: readonly SaidPulse[];
  /** Minutes of each of the last days, yesterday first: on learning tasks, on other work. */
  readonly hours: readonly (readonly [learning: number, other: number])[];
  readonly confirmed: boolean;
  readonly shifts: readonly { readonly subject: string; readonly weeks: number; readonly reason: string; readonly note: string }[];
}

const stories: readonly RhythmStory[] = [
  {
    student: 1,
    supervisor: "maas",
    pulses: [
      { days_ago: 10, learning_share_percent: 45, mood: 4, word: "op dreef" },
      { days_ago: 0, learning_share_percent: 50, mood: 4, word: "lekker bezig" },
    ],
    seen: [{ days_ago: 0, learning_share_percent: 50 }],
    hours: [
      [240, 240],
      [180, 300],
      [240, 240],
      [120, 360],
    ],
    confirmed: true,
    shifts: [],
  },
  {
    student: 2,
    supervisor: "wolters",
    pulses: [
      { days_ago: 10, learning_share_percent: 15, mood: 2, word: "druk" },
      { days_ago: 0, learning_share_percent: 15, mood: 2, word: "geen tijd" },
    ],
    seen: [],
    hours: [
      [30, 450],
      [60, 420],
      [0, 480],
    ],
    confirmed: false,
    shifts: [
      { subject: "Module Kwaliteit van zorg", weeks: 3, reason: "WORKPLACE", note: "De afdeling draait met drie collega's minder." },
      { subject: "Module Kwaliteit van zorg", weeks: 2, reason: "WORKPLACE", note: "Nog steeds geen vaste leerdag." },
    ],
  },
];

export async function tellRhythm(stage: Stage, players: Players): Promise<void> {
  for (const story of stories) await tellWeeks(stage, players, story);
  say(`students with pulses and hours: ${stories.length}`);
}

async function tellWeeks(stage: Stage, players: Players, story: RhythmStory): Promise<void> {
  const student = players.people.get(`student-${String(story.student).padStart(3, "0")}`);
  const host = players.hosts.supervisors.get(story.supervisor);
  if (!student || !host) throw new Error(`the weeks of student ${story.student} are not complete`);
  const { as: supervisor } = await invite(stage, host, "workplace_supervisor");
  const { placements } = await stage.api.call<{ placements: Named[] }>("PlacementService/ListPlacements", student.as, {
    parent: stage.parent,
    page_size: 1,
  });
  const placement = placements[0]?.name ?? "";
  await sayPulses(stage, student.as, placement, story.pulses, `${student.sub} pulse`);
  await sayPulses(stage, supervisor, placement, story.seen, `${student.sub} seen`);
  await writeHours(stage, student.as, supervisor, placement, story, student.sub);
  for (const [index, { weeks, ...shift }] of story.shifts.entries()) {
    const to_date = daysBefore(stage.calendar.today, -7 * weeks);
    await make(stage, "RhythmService/CreateDeadlineShift", student.as, `${student.sub} shift ${index}`, {
      parent: stage.parent,
      deadline_shift: { placement, ...shift, from_date: stage.calendar.today, to_date },
    });
  }
}

async function sayPulses(stage: Stage, as: As, placement: string, pulses: readonly SaidPulse[], key: string): Promise<void> {
  for (const [index, { days_ago, ...pulse }] of pulses.entries()) {
    const answer_date = daysBefore(stage.calendar.today, days_ago);
    await make(stage, "RhythmService/AnswerPulse", as, `${key} ${index}`, {
      parent: stage.parent,
      pulse: { placement, ...pulse, answer_date },
    });
  }
}

async function writeHours(stage: Stage, student: As, supervisor: As, placement: string, story: RhythmStory, key: string): Promise<void> {
  const days = story.hours.map(([learning_minutes, other_minutes], index) => ({
    hours_entry: { work_date: daysBefore(stage.calendar.today, index + 1), learning_minutes, other_minutes },
  }));
  const { hours_entries } = await make<{ hours_entries: Named[] }>(stage, "RhythmService/WriteHours", student, `${key} hours`, {
    parent: stage.parent,
    placement,
    days,
  });
  if (!story.confirmed) return;
  await make(stage, "RhythmService/ConfirmHours", supervisor, `${key} hours`, {
    parent: stage.parent,
    placement,
    seen: hours_entries.map(({ name, etag }) => ({ name, etag })),
  });
}
