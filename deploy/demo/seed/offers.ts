// What the organisations offer for the next period: some seats each, a floor for the programme they know best.

import { organisations } from "./organisations.ts";
import { inParallel } from "./pool.ts";
import { clientOf, make, say, type Named, type Stage } from "./stage.ts";
import type { Players } from "./story.ts";

const programmeOfSector: Readonly<Record<string, string>> = {
  techniek: "Ad Engineering",
  zorg: "Ad Management in de Zorg",
  bouw: "Ad Bouwkunde",
};

export async function offerSeats(stage: Stage, players: Players): Promise<void> {
  const office = clientOf(stage, "practice_office");
  const programmes = new Map(
    [...players.variants.values()].map(({ name, programme }) => [programme.name, name.slice(0, name.indexOf("/variants/"))]),
  );
  const hosts = [...players.hosts.supervisors.values()];
  await inParallel(organisations, 4, async ({ key, sector, workplaces }) => {
    const host = hosts.find(({ organisationKey }) => organisationKey === key);
    if (!host) throw new Error(`no organisation is called ${key}`);
    const programme = programmes.get(programmeOfSector[sector] ?? "");
    await make<Named>(stage, "CapacityService/CreateCapacityOffer", office, `offer ${key}`, {
      parent: stage.parent,
      capacity_offer: {
        workplace: host.workplace,
        supervisor: host.profile,
        start_date: stage.calendar.nextStart,
        end_date: stage.calendar.nextEnd,
        seat_count: 3 + workplaces.length,
        weekly_hours: 32,
        forms: ["INTERNSHIP", "DUAL_POST"],
        shares: programme === undefined ? [] : [{ programme, reserved_seat_count: 2 }],
        languages: ["nl"],
      },
    });
  });
  say(`offers of seats: ${organisations.length}`);
}
