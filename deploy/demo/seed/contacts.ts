// Who was in touch lately: a visit, for most of those whose placement runs. With a few nobody was, so
// that a teacher's home has something to tell.

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
        note: "Langsgeweest op de werkplek en met beiden gesproken.",
      },
    });
    return 1;
  });
  say(`contact: with ${visits.filter((one) => one > 0).length} of ${placements.length} students lately`);
}
