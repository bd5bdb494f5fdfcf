// Shows the whole app on the fake server, as one person, and gives what a test needs to act as a user.
import { render, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { App } from "../src/app/app";
import { SessionStore } from "../src/shared/api/session";
import { loadTable, type Lang } from "../src/shared/i18n/table";
import { fakeTransport, type Faults } from "./fake/transport";
import { makeWorld, now, session, type World } from "./fake/world";

export interface Shown {
  readonly world: World;
  readonly store: SessionStore;
  readonly faults: Faults;
  readonly user: ReturnType<typeof userEvent.setup>;
  /** Requests of one method so far. */
  asked(method: string): World["calls"];
}

export async function show(id: string, role: string, { hash = "#/", lang = "nl", roles = [role], world = makeWorld(), faults = {} }: { hash?: string; lang?: Lang; roles?: string[]; world?: World; faults?: Faults } = {}): Promise<Shown> {
  window.history.replaceState(null, "", `/app/${hash}`);
  const store = new SessionStore(session(id, role, lang, roles));
  const table = await loadTable(lang, "staff");
  render(<App transport={fakeTransport(world, store, faults)} store={store} table={table} now={now} />);
  await screen.findByRole("heading", { level: 1 });
  return { world, store, faults, user: userEvent.setup(), asked: (method) => world.calls.filter((call) => call.method === method) };
}

/** Leaves only the agreements and placements of one student, their tasks, and no scans. */
export function only(student: string): World {
  const world = makeWorld();
  world.agreements = world.agreements.filter((agreement) => agreement.student.endsWith(`/${student}`));
  world.placements = world.placements.filter((placement) => placement.student.endsWith(`/${student}`));
  world.scanning.scans = [];
  world.rhythm.hours = world.rhythm.hours.filter((entry) => entry.placement.endsWith(`/${student}`));
  world.learning.tasks = world.learning.tasks.filter((task) => task.student.endsWith(`/${student}`));
  return world;
}
