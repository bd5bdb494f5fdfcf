// Who was in touch lately: a visit, for most of those whose placement runs, after which the teacher
// closes the silence that the visit ended. With a few nobody was in touch, so that a teacher's home
// has something to tell.

import { setTimeout } from "node:timers/promises";
import type { As } from "./api.ts";
import { daysBefore } from "./calendar.ts";
import { checkInStories } from "./check_in_stories.ts";
import { inParallel } from "./pool.ts";
import { contactOf } from "./school.ts";
import { clientOf, make, say, type Named, type Stage } from "./stage.ts";
import type { Players } from "./story.ts";

/** Every so many-th student heard nothing. */
const silentEvery = 6;
const mostDaysAgo = 12;

interface RunningPlacement extends Named {
  readonly student: string;
}

interface Silence extends Named {
  readonly state: string;
  readonly is_current: boolean;
  readonly interventions: readonly { readonly close_time: string | null }[];
}

const visit = "Langsgeweest op de werkplek en met beiden gesproken.";

/** The open signals of silence at a placement, once the service has seen that none of them is so any more. */
async function endedSilences(stage: Stage, as: As, placement: string): Promise<Silence[]> {
  for (let i = 0; i < 120; ++i) {
    const { signals } = await stage.api.call<{ signals: Silence[] }>(
      "SignalService/ListSignals",
      as,
      {
        parent: stage.parent,
        placement,
        states: ["RAISED", "ACKNOWLEDGED", "INTERVENTION_OPEN"],
        kinds: ["SILENCE"],
        page_size: 50,
      },
    );
    if (signals.every((signal) => !signal.is_current)) return signals;
    await setTimeout(500);
  }
  throw new Error(`${placement} was visited and is still said to be silent`);
}

/** Takes a signal that ended by itself to its end, from where an earlier run left it. */
async function close(stage: Stage, as: As, signal: Silence, owner: string): Promise<void> {
  const outcome = visit;
  const intervention = {
    kind: "TALK",
    owner,
    actions: [outcome],
    deadline_date: stage.calendar.today,
  };
  const steps: [string, object][] = [
    ["AcknowledgeSignal", {}],
    ["OpenIntervention", { intervention }],
    ["CloseIntervention", { outcome }],
    ["ResolveSignal", { outcome }],
  ];
  const isClosed = signal.interventions.every(({ close_time: closed }) => closed);
  const taken = { RAISED: 0, ACKNOWLEDGED: 1 }[signal.state] ?? (isClosed ? 3 : 2);
  let { etag } = signal;
  for (const [step, request] of steps.slice(taken)) {
    ({ etag } = await make<Named>(stage, `SignalService/${step}`, as, `${signal.name} ${etag}`, {
      name: signal.name,
      etag,
      ...request,
    }));
  }
}

export async function stayInTouch(stage: Stage, players: Players): Promise<void> {
  const told = new Set<number>(checkInStories.map(({ student }) => student));
  const { placements } = await stage.api.call<{ placements: RunningPlacement[] }>(
    "PlacementService/ListPlacements",
    clientOf(stage, "practice_office"),
    { parent: stage.parent, states: ["ACTIVE"], page_size: 200 },
  );
  const students = new Map([...players.people.values()].map((person) => [person.name, person]));
  const visits = await inParallel(placements, 4, async ({ name: placement, student: of }) => {
    const student = students.get(of);
    const number = Number(student?.sub.slice("student-".length));
    const teacher = student && contactOf(players.people, student, number);
    if (!teacher || told.has(number) || number % silentEvery === 0) return 0;
    await make(stage, "ContactService/CreateContactMoment", teacher.as, `${student.sub} visit`, {
      parent: stage.parent,
      contact_moment: {
        placement,
        kind: "VISIT",
        contact_date: daysBefore(stage.calendar.today, 1 + (number % mostDaysAgo)),
        parties: ["STUDENT", "TEACHER", "SUPERVISOR"],
        note: visit,
      },
    });
    for (const signal of await endedSilences(stage, teacher.as, placement)) {
      await close(stage, teacher.as, signal, teacher.name);
    }
    return 1;
  });
  say(`contact: with ${visits.filter((one) => one > 0).length} of ${placements.length} students lately`);
}
