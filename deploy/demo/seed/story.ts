// The stories themselves: placements, agreements, what people think of the promises, and the mails
// that stay for whoever plays on.

import { Papers, type Agreement, type Paper } from "./agreements.ts";
import type { Calendar, Day } from "./calendar.ts";
import { invite, type Host, type Hosts } from "./hosts.ts";
import { secretIn } from "./mailbox.ts";
import { stories, type Period, type Story } from "./placements.ts";
import { inParallel, pause, Turns } from "./pool.ts";
import { contactOf, type KnownPerson, type TaughtVariant } from "./school.ts";
import { Signing } from "./signing.ts";
import { clientOf, make, say, type Named, type Stage } from "./stage.ts";

export interface Players {
  readonly people: ReadonlyMap<string, KnownPerson>;
  readonly variants: ReadonlyMap<string, TaughtVariant>;
  readonly enrolments: ReadonlyMap<string, Named>;
  readonly hosts: Hosts;
  readonly office: KnownPerson;
}

const subOf = (number: number) => `student-${String(number).padStart(3, "0")}`;
const forms = { DUAL: "DUAL_POST", FULL_TIME: "INTERNSHIP", PART_TIME: "OWN_WORKPLACE" } as const;
const weeklyHours = { DUAL: 24, FULL_TIME: 32, PART_TIME: 16 } as const;
const atOnce = 8;

/** Tells all stories; answers the ids of mails to keep. */
export async function tellStories(stage: Stage, players: Players): Promise<string[]> {
  const { hosts } = players;
  const guests = new Map(
    (
      await inParallel([...hosts.supervisors.values()], atOnce, (host) =>
        invite(stage, host, "workplace_supervisor"),
      )
    ).map((host) => [host.key, host]),
  );
  const head = await invite(stage, hosts.personnel, "organisation_contact");
  say(`guests: ${guests.size + 1} opened their link`);
  const placements = await placeAll(stage, players);
  const signing = new Signing(stage.api, stage.mailbox, new Turns());
  const papers = new Papers(stage.api, signing, stage.calendar, stage.parent);
  let told = 0;
  // The period that runs first, so that the long rows of signatures begin at once.
  const rank: Record<Period, number> = { now: 0, today: 1, next: 2 };
  const inOrder = [...stories].sort((a, b) => rank[a.period] - rank[b.period]);
  const results = await inParallel(inOrder, atOnce, async (story) => {
    const done = await tellOne(players, guests, papers, story, placements.get(story.student) ?? "");
    if (++told % 11 === 0) say(`agreements: ${told} of ${stories.length}`);
    return done;
  });
  const of = (student: number) => results.find((r) => r?.paper.story.student === student);
  const daan = of(1);
  if (!daan) throw new Error("the story needs Daan");
  await papers.trySigning(daan.agreement, head.as);
  await giveViews(papers, of(2), of(4));
  return keptMails(stage, daan.paper, [head, guests.get("wolters"), guests.get("ouwehand")]);
}

interface Told {
  readonly paper: Paper;
  readonly agreement: Agreement;
}

/**
 * All placements, by student. Those of one supervisor one by one, full-time and part-time first: a
 * supervisor may have two of these at once, and a third only when that one is dual.
 */
async function placeAll(stage: Stage, players: Players): Promise<Map<number, string>> {
  const groups = Map.groupBy(stories, (story) => story.supervisor || String(story.student));
  const isDual = (story: Story) => (sceneOf(players, story).variant.variant === "DUAL" ? 1 : 0);
  const placed = await inParallel([...groups.values()], atOnce, async (group) => {
    const names: [number, string][] = [];
    for (const story of [...group].sort((a, b) => isDual(a) - isDual(b)))
      names.push([story.student, await place(stage, players, story)]);
    return names;
  });
  say(`placements: ${stories.length}`);
  return new Map(placed.flat());
}

function sceneOf(players: Players, story: Story) {
  const student = players.people.get(subOf(story.student));
  const variant = players.variants.get(student?.course ?? "");
  const enrolment = players.enrolments.get(subOf(story.student));
  if (!student || !variant || !enrolment)
    throw new Error(`the story of student ${story.student} is not complete`);
  return { student, variant, enrolment };
}

/** Where a placement stands on the two axes: a dual one works most closely together, on real work. Of some it was not said. */
function levelsOf(variant: keyof typeof weeklyHours, student: number): object {
  if (student % 6 === 0) return {};
  const [together, real] = { DUAL: [4, 5], PART_TIME: [3, 4], FULL_TIME: [2, 3] }[variant] as [number, number];
  return {
    collaboration_level: together + (student % 2),
    authenticity_level: Math.min(5, real + (student % 3 === 1 ? 1 : 0)),
  };
}

async function place(stage: Stage, players: Players, story: Story): Promise<string> {
  const { student, variant, enrolment } = sceneOf(players, story);
  const host = players.hosts.supervisors.get(story.supervisor);
  if (!host && story.supervisor !== "") throw new Error(`nobody is called ${story.supervisor}`);
  const office = clientOf(stage, "practice_office");
  const made = await make<Named>(stage, "PlacementService/CreatePlacement", office, student.sub, {
    parent: stage.parent,
    placement: {
      student: student.name,
      enrolment: enrolment.name,
      // Who still searches has no own workplace.
      form: story.goal === "searching" ? "INTERNSHIP" : forms[variant.variant],
      ...(host ? { workplace: host.workplace, supervisor: host.profile } : {}),
      ...daysOf(stage.calendar, story.period),
      weekly_hours: weeklyHours[variant.variant],
      load_hours: weeklyHours[variant.variant] * 20,
      ...(host ? levelsOf(variant.variant, story.student) : {}),
    },
  });
  return made.name;
}

async function tellOne(
  players: Players,
  guests: ReadonlyMap<string, Host>,
  papers: Papers,
  story: Story,
  placement: string,
): Promise<Told | undefined> {
  const { student, variant } = sceneOf(players, story);
  const host = guests.get(story.supervisor);
  if (!host || story.goal === "confirmed") return undefined;
  const teacher = contactOf(players.people, student, story.student);
  const paper: Paper = {
    story,
    placement,
    framework: host.organisationKey === "vanleeuwen" ? players.hosts.framework : "",
    programme: variant.programme,
    variant: variant.variant,
    workplace: host.workplaceName,
    cast: {
      student,
      supervisor: host,
      office: players.office.as,
      ...(teacher ? { teacher } : {}),
    },
  };
  return { paper, agreement: await papers.tell(paper) };
}

function daysOf(calendar: Calendar, period: Period): { start_date: Day; end_date: Day } {
  const { start, end, nextStart, nextEnd, today, todayEnd } = calendar;
  switch (period) {
    case "now":
      return { start_date: start, end_date: end };
    case "next":
      return { start_date: nextStart, end_date: nextEnd };
    case "today":
      return { start_date: today, end_date: todayEnd };
  }
}

/** Views on promises, side by side, also where they differ. */
async function giveViews(papers: Papers, samira?: Told, lotte?: Told): Promise<void> {
  const views: [Told | undefined, "student" | "teacher" | "supervisor", string, string, string][] = [
    [samira, "student", "workplace-hour", "AT_RISK", "In drukke weken slaan we het gesprek over."],
    [samira, "supervisor", "workplace-hour", "KEPT", "We spreken elkaar bijna altijd, soms korter."],
    [samira, "student", "student-tasks", "KEPT", ""],
    [samira, "teacher", "programme-visits", "AT_RISK", "Ik bel Henk deze week."],
    [lotte, "student", "workplace-hour", "KEPT", "Elke dinsdag om drie uur."],
    [lotte, "supervisor", "student-tasks", "KEPT", ""],
  ];
  for (const [told, who, commitment, status, note] of views) {
    const as = told?.paper.cast[who]?.as;
    if (told && as) await papers.mark(told.paper, told.agreement, as, { commitment, status, note });
  }
}

const mailPatience = 60; // seconds: a busy machine sends late

/** The way in for a newcomer: Ingrid's request to sign, and the pages of personnel, of Henk and of Kees. */
async function keptMails(stage: Stage, daan: Paper, others: readonly (Host | undefined)[]): Promise<string[]> {
  const { student, supervisor } = daan.cast;
  await untilQuiet(stage);
  const kept = [await newestLink(stage, supervisor.email, (s) => s.startsWith(student.givenName))];
  for (const host of others) if (host) kept.push(await newestLink(stage, host.email));
  return kept;
}

async function newestLink(
  { mailbox }: Stage,
  email: string,
  fits: (subject: string) => boolean = () => true,
): Promise<string> {
  for (let i = 0; i < mailPatience; ++i) {
    for (const { id, subject } of await mailbox.list(email))
      if (fits(subject) && secretIn(await mailbox.read(id)) !== undefined) return id;
    await pause(1_000);
  }
  throw new Error(`no mail with a link to ${email} is there to keep`);
}

/** Until no more mail comes. */
async function untilQuiet({ mailbox }: Stage): Promise<void> {
  let before = -1;
  for (let i = 0; i < 20; ++i) {
    const now = (await mailbox.list()).length;
    if (now === before) return;
    before = now;
    await pause(1_200);
  }
}

/** Forgets all mails but `keep`. */
export async function tidyMails({ mailbox }: Stage, keep: readonly string[]): Promise<void> {
  const mails = (await mailbox.list()).filter(({ id }) => !keep.includes(id));
  await inParallel(mails, 8, ({ id }) => mailbox.forget(id));
  say(`mails: ${keep.length} left to open`);
}
