// Check-ins and contact: an early talk that was held, the kick-off that the system planned with views that are still blind,
// and who was in touch with whom since the period began.

import type { As, Message } from "./api.ts";
import type { Day } from "./calendar.ts";
import { invite } from "./hosts.ts";
import { inParallel } from "./pool.ts";
import { contactOf } from "./school.ts";
import { make, say, type Named, type Stage } from "./stage.ts";
import type { Players } from "./story.ts";
import { checkInStories, type CheckInStory, type EarlyTalk, type Opinion, type Side } from "./check_in_stories.ts";

type Cast = Record<Side, As>;

interface CheckIn extends Named {
  readonly kind: string;
  readonly start_time: { readonly seconds: string };
  readonly window: { readonly last_date: Day };
}

const parties = { student: "STUDENT", teacher: "TEACHER", supervisor: "SUPERVISOR" } as const;
const sides = ["student", "teacher", "supervisor"] as const;
/** The runner looks every half minute. */
const plannedWithinMilliseconds = 90_000;

export async function holdCheckIns(stage: Stage, players: Players): Promise<void> {
  await inParallel(checkInStories, 4, (story) => tellCheckIns(stage, players, story));
  say(`check-ins: of ${checkInStories.length} students`);
}

async function tellCheckIns(stage: Stage, players: Players, story: CheckInStory): Promise<void> {
  const student = players.people.get(`student-${String(story.student).padStart(3, "0")}`);
  const host = players.hosts.supervisors.get(story.supervisor);
  const teacher = student && contactOf(players.people, student, story.student);
  if (!student || !host || !teacher) throw new Error(`the check-ins of student ${story.student} are not complete`);
  const { as: supervisor } = await invite(stage, host, "workplace_supervisor");
  const cast: Cast = { student: student.as, supervisor, teacher: teacher.as };
  const { placements } = await stage.api.call<{ placements: Named[] }>("PlacementService/ListPlacements", student.as, {
    parent: stage.parent,
    page_size: 1,
  });
  const placement = placements[0]?.name ?? "";
  for (const [index, contact] of story.contacts.entries()) {
    await make(stage, "ContactService/CreateContactMoment", cast[contact.by], `${student.sub} ${index}`, {
      parent: stage.parent,
      contact_moment: {
        placement,
        kind: contact.kind,
        contact_date: dayAfter(stage.calendar.start, contact.day),
        parties: contact.between.map((side) => parties[side]),
        note: contact.note,
      },
    });
  }
  if (story.talk) await holdTalk(stage, cast, placement, story.talk, student.sub);
  const planned = await plannedCheckIns(stage, cast.teacher, placement);
  await writeViews(stage, cast, planned.kickOff.name, story.kickOff, `${student.sub} kick-off`);
  if (planned.midTerm) await putOff(stage, cast.teacher, planned.midTerm, `${student.sub} mid-term`);
}

/**
 * All of the demo was agreed today, so the system proposes the mid-term as early as it can: on the day after the kick-off. The teacher
 * puts it off to the last working day on which it may be.
 */
async function putOff(stage: Stage, teacher: As, { name, etag, start_time: start, window }: CheckIn, key: string): Promise<void> {
  const planned = dayOf(Number(start.seconds));
  let last = window.last_date;
  while ([0, 6].includes(dateOf(last).getUTCDay())) last = dayAfter(last, -1);
  const days = Math.round((dateOf(last).getTime() - dateOf(planned).getTime()) / 86_400_000);
  if (days <= 0) return;
  await make(stage, "CheckInService/MoveCheckIn", teacher, key, {
    name, etag, start_time: { seconds: Number(start.seconds) + days * 86_400 }, reason: "Het startgesprek is dan net geweest.",
  });
}

/** A talk that nobody planned beforehand: recorded with what each thought, and what was agreed. */
async function holdTalk(stage: Stage, cast: Cast, placement: string, talk: EarlyTalk, key: string): Promise<void> {
  const day = dayAfter(stage.calendar.start, talk.day);
  const step = (method: string, as: As, word: string, request: Message) =>
    make<Named>(stage, `CheckInService/${method}`, as, `${key} ${word}`, request);
  const made = await step("CreateCheckIn", cast.teacher, "talk", {
    parent: stage.parent,
    check_in: { placement, kind: "EXTRA", start_time: { seconds: secondsOf(day) }, length_minutes: 45, place: talk.place },
  });
  const { name } = made;
  let { etag } = made;
  etag = (await writeViews(stage, cast, name, talk.views, `${key} talk`)) ?? etag;
  ({ etag } = await step("HoldCheckIn", cast.teacher, "hold", {
    name,
    etag,
    held_date: day,
    present_parties: sides.map((side) => parties[side]),
    outcome: talk.outcome,
  }));
  for (const [index, action] of talk.actions.entries()) {
    ({ etag } = await step("AddAgreedAction", cast.teacher, `action ${index}`, {
      name,
      etag,
      agreed_action: { owner: parties[action.owner], text: action.text, due_date: dayAfter(stage.calendar.start, action.due) },
    }));
    if (action.done) {
      ({ etag } = await step("MarkAgreedAction", cast[action.owner], `done ${index}`, { name, etag, number: index + 1, done: true }));
    }
  }
  if (talk.actions.every(({ done }) => done)) await step("CloseCheckIn", cast.teacher, "close", { name, etag });
}

/** Answers the etag after the last view; nothing when there is none. */
async function writeViews(
  stage: Stage,
  cast: Cast,
  name: string,
  views: Partial<Record<Side, Opinion>>,
  key: string,
): Promise<string | undefined> {
  let etag: string | undefined;
  for (const side of sides) {
    const view = views[side];
    if (!view) continue;
    ({ etag } = await make<Named>(stage, "CheckInService/WriteCheckInView", cast[side], `${key} ${side}`, {
      name,
      view: {
        goes_well: view.goesWell,
        must_change: view.mustChange ?? "",
        overall_rating: view.rating,
        goal_ratings: view.goals.map(([outcome_code, rating]) => ({ outcome_code, rating })),
      },
    }));
  }
  return etag;
}

/** The system plans it by itself, soon after the placement began to run. */
async function plannedCheckIns(stage: Stage, as: As, placement: string): Promise<{ kickOff: CheckIn; midTerm: CheckIn | undefined }> {
  const until = Date.now() + plannedWithinMilliseconds;
  for (;;) {
    const { check_ins } = await stage.api.call<{ check_ins: CheckIn[] }>("CheckInService/ListCheckIns", as, {
      parent: stage.parent,
      placement,
    });
    const kickOff = check_ins.find(({ kind }) => kind === "KICK_OFF");
    if (kickOff) return { kickOff, midTerm: check_ins.find(({ kind }) => kind === "MID_TERM") };
    if (Date.now() > until) throw new Error(`nobody planned the kick-off of ${placement}`);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

const dayOf = (seconds: number): Day => {
  const date = new Date(seconds * 1000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};

const dateOf = ({ year, month, day }: Day) => new Date(Date.UTC(year, month - 1, day));

function dayAfter(start: Day, days: number): Day {
  const date = new Date(dateOf(start).getTime() + days * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Early in the afternoon, in every time of year. */
const secondsOf = (day: Day) => dateOf(day).getTime() / 1000 + 12 * 3600;
