// Starts the real app on the world of the tests. The address says as whom: ?as=student|chooser|searcher|placed|teacher|office|supervisor|admin&lang=nl|en
import { Code, ConnectError } from "@connectrpc/connect";
import { render } from "preact";
import { App } from "../src/app/app";
import { preload } from "../src/app/places";
import { SessionStore } from "../src/shared/api/session";
import { isLang, loadTable } from "../src/shared/i18n/table";
import { fakeTransport } from "../test/fake/transport";
import { withSearch } from "../test/fake/capacity_world";
import { makeWorld, now, session } from "../test/fake/world";
import "../src/shared/ui/tokens.css";
import "../src/shared/ui/parts.css";
import "../src/shared/ui/more.css";

const people = {
  student: ["daan", "student"], chooser: ["bram", "student"], searcher: ["bram", "student"], placed: ["yusuf", "student"], second: ["ahmed", "practice_office"], drafter: ["samira", "student"], teacher: ["marijke", "teacher"], office: ["karin", "practice_office"],
  supervisor: ["ingrid", "workplace_supervisor"], admin: ["karin", "institution_admin"], manager: ["karin", "programme_manager"],
} as const;

const query = new URLSearchParams(window.location.search);
const as = query.get("as") ?? "student";
const [id, role] = people[as as keyof typeof people] ?? people.student;
const lang = query.get("lang");
const store = new SessionStore(session(id, role, isLang(lang) ? lang : "nl"));
const world = query.get("as") === "chooser" ? makeWorld() : withSearch(makeWorld());
if (role === "student") {
  world.agreements = world.agreements.filter((agreement) => agreement.student.endsWith(`/${id}`));
  world.placements = world.placements.filter((placement) => placement.student.endsWith(`/${id}`));
}
if (role === "workplace_supervisor") {
  world.agreements = world.agreements.slice(0, 1);
  world.placements = world.placements.slice(0, 1);
}
const fault = query.get("fault");
const theme = query.get("theme");
if (theme) document.documentElement.dataset["theme"] = theme;
const transport = fakeTransport(world, store, fault ? { [fault]: new ConnectError("away", Code.Internal) } : {});
const [table] = await Promise.all([loadTable(store.get().locale, "staff"), preload(role)]);
const place = document.getElementById("app");
if (place) render(<App transport={transport} store={store} table={table} now={now} />, place);
