// One student who has outgrown the workplace and asked for a way on. The employer's side never sees it.

import { make, say, type Named, type Stage } from "./stage.ts";
import type { Players } from "./story.ts";

const asking = {
  sub: "student-061",
  ground: "OUTGROWN",
  reason: "Ik teken hier wat ik in Polen ook al tekende. Ik wil leren een bouwdeel zelf voor te bereiden.",
} as const;

export async function askForWayOn(stage: Stage, players: Players): Promise<void> {
  const student = players.people.get(asking.sub);
  if (!student) throw new Error(`people.json lacks ${asking.sub}`);
  const { placements } = await stage.api.call<{ placements: Named[] }>("PlacementService/ListPlacements", student.as, {
    parent: stage.parent,
    page_size: 1,
  });
  await make(stage, "ContinuationService/OpenContinuationRoute", student.as, asking.sub, {
    parent: stage.parent,
    continuation_route: { placement: placements[0]?.name, ground: asking.ground, reason: asking.reason },
  });
  say(`ways on: ${student.displayName} asked for one`);
}
