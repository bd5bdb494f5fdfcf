// Which places a role has, and which code each needs: a place is loaded when it is first opened.
import type { Transport } from "@connectrpc/connect";
import type { QueryClient } from "@tanstack/react-query";
import type { FunctionComponent } from "preact";
import { useEffect, useErrorBoundary, useState } from "preact/hooks";
import { useSession } from "../shared/api/hooks";
import type { Session } from "../shared/api/session";
import { useRoute, type Route } from "../shared/frame/router";
import { useWords } from "../shared/i18n/context";
import type { Key } from "../shared/i18n/table";
import { Loading } from "../shared/ui/faces";
import { Message } from "../shared/ui/status";
import firstViews from "./first_views.json";

interface PlaceOfRole {
  readonly path: string;
  readonly label: Key;
  /** First parts of addresses that belong to this place. */
  readonly under: readonly string[];
}

const places: Record<string, readonly PlaceOfRole[]> = {
  student: [
    { path: "", label: "place.now", under: [""] },
    { path: "placement", label: "place.placement", under: ["placement", "agreement", "round", "propose"] },
    { path: "tasks", label: "place.tasks", under: ["tasks", "task"] },
  ],
  teacher: [
    { path: "", label: "place.triangles", under: ["", "triangle", "agreement"] },
    { path: "verdicts", label: "place.verdicts", under: ["verdicts"] },
    { path: "tasks", label: "place.tasks", under: ["tasks", "task"] },
  ],
  programme_manager: [
    { path: "", label: "place.triangles", under: ["", "triangle", "agreement"] },
    { path: "tasks", label: "place.tasks", under: ["tasks", "task"] },
    { path: "criteria", label: "place.criteria", under: ["criteria", "scan"] },
  ],
  practice_office: [
    { path: "", label: "place.stuck", under: ["", "agreement", "place"] },
    { path: "places", label: "place.places", under: ["places", "hosting"] },
    { path: "rounds", label: "place.rounds", under: ["rounds", "round"] },
    { path: "scans", label: "place.scans", under: ["scans", "scan", "criteria", "ways", "way", "tasks", "task"] },
    { path: "register", label: "place.register", under: ["register", "organisation", "files"] },
  ],
  institution_admin: [
    { path: "", label: "place.rights", under: [""] },
    { path: "guests", label: "place.guests", under: ["guests"] },
    { path: "clients", label: "place.clients", under: ["clients"] },
    { path: "criteria", label: "place.criteria", under: ["criteria"] },
  ],
};

export function placesOf(role: string): readonly PlaceOfRole[] {
  return places[role] ?? [];
}

/** Asks for what a screen shows first. */
export type AskFirst = (cache: QueryClient, transport: Transport, session: Session) => Promise<void>;
type Loader = () => Promise<{ default: FunctionComponent<never>; askFirst?: AskFirst }>;

interface Screen {
  readonly key: string;
  readonly load: Loader;
  readonly props: Record<string, string>;
}

const loaders = {
  agreement: () => import("../features/agreement"),
  student: () => import("../features/student/home"),
  placement: () => import("../features/student/placement"),
  teacher: () => import("../features/teacher/home"),
  office: () => import("../features/office/home"),
  placementForm: () => import("../features/office/placement_form"),
  capacity: () => import("../features/capacity"),
  propose: () => import("../features/student/propose"),
  rounds: () => import("../features/rounds"),
  round: () => import("../features/rounds/page"),
  ranking: () => import("../features/ranking"),
  files: () => import("../features/register_files"),
  register: () => import("../features/office/register"),
  organisation: () => import("../features/office/organisation"),
  supervisor: () => import("../features/supervisor/home"),
  rights: () => import("../features/admin/rights"),
  guests: () => import("../features/admin/guests"),
  clients: () => import("../features/admin/clients"),
  scans: () => import("../features/scans"),
  scan: () => import("../features/scans/page"),
  criteria: () => import("../features/scans/criteria"),
  ways: () => import("../features/ways"),
  way: () => import("../features/ways/page"),
  hosting: () => import("../features/hosting"),
  scanFill: () => import("../features/scans/fill"),
  tasks: () => import("../features/tasks"),
  task: () => import("../features/tasks/page"),
  verdicts: () => import("../features/tasks/verdicts"),
  me: () => import("../features/me/me"),
} satisfies Record<string, Loader>;

// Which home a role has stands in first_views.json: by it the server names the files in the page and makes the first calls itself.
const homes = new Map(Object.entries(firstViews.homes));
const { guests } = firstViews;

function homeOf(role: string): keyof typeof loaders | undefined {
  const home = homes.get(role);
  return home !== undefined && isScreen(home) ? home : undefined;
}

function isScreen(key: string): key is keyof typeof loaders {
  return Object.hasOwn(loaders, key);
}

function screenOf(route: Route, role: string): Screen {
  const [first = "", institution = "", id = ""] = route.parts;
  const screen = (key: keyof typeof loaders, props: Record<string, string> = {}): Screen => ({ key: `${key}/${Object.values(props).join("/")}`, load: loaders[key], props });
  const named = (collection: string) => `institutions/${institution}/${collection}/${id}`;
  const guest = guests.includes(role);
  if (guest && first !== "agreement" && first !== "scan" && first !== "hosting" && first !== "task" && first !== "me") return screen("supervisor");
  switch (first) {
    case "agreement": return screen("agreement", { name: named("agreements") });
    case "triangle": return screen("teacher", { chosen: named("placements") });
    case "placement": return screen("placement");
    case "place": return screen("placementForm", id === "" ? {} : { name: named("placements") });
    case "places": return screen("capacity");
    case "propose": return screen("propose", { name: named("placements") });
    case "rounds": return screen("rounds");
    case "round": return screen(role === "student" ? "ranking" : "round", { name: named("matchingRounds") });
    case "files": return screen("files");
    case "register": return screen("register");
    case "organisation": return screen("organisation", { name: named("organisations") });
    case "guests": return screen("guests");
    case "clients": return screen("clients");
    case "scans": return screen("scans");
    case "criteria": return screen("criteria");
    case "ways": return screen("ways");
    case "way": return screen("way", { name: named("continuationRoutes") });
    case "hosting": return screen("hosting", { name: id === "" ? "" : named("hostingIntents") });
    case "scan": return screen(guest ? "scanFill" : "scan", { name: named("workplaceScans") });
    case "tasks": return screen("tasks");
    case "task": return screen("task", { name: named("learningTasks") });
    case "verdicts": return screen("verdicts");
    case "me": return screen("me");
    default: return screen(homeOf(role) ?? "me");
  }
}

const loaded = new Map<Loader, FunctionComponent<never>>();

export function Place() {
  const route = useRoute();
  const { role } = useSession();
  const screen = screenOf(route, role);
  return <Loaded key={screen.key.startsWith("teacher") ? "teacher" : screen.key} screen={screen} />;
}

function Loaded({ screen }: { screen: Screen }) {
  const { t } = useWords();
  const [component, setComponent] = useState<{ of: FunctionComponent<never> } | undefined>(() => {
    const known = loaded.get(screen.load);
    return known && { of: known };
  });
  const [lost, setLost] = useState(false);
  const [broken] = useErrorBoundary((problem: unknown) => console.error(problem));
  useEffect(() => {
    if (component !== undefined) return;
    screen.load().then((part) => {
      loaded.set(screen.load, part.default);
      setComponent({ of: part.default });
    }, () => setLost(true));
  }, []);
  if (broken !== undefined || lost) {
    return (
      <>
        <h1>{t("err.title")}</h1>
        <Message tone="stop" alert>
          <p>{t(lost ? "err.network" : "err.broken")}</p>
          <p><a class="btn two sm" href="#/" onClick={() => setTimeout(() => window.location.hash === "#/" && setLost(false))}>{t("act.home")}</a></p>
        </Message>
      </>
    );
  }
  if (component === undefined) return <Loading />;
  const Screen = component.of as FunctionComponent<Record<string, string>>;
  return <Screen {...screen.props} />;
}

/** Loads the home of a role before it is drawn, so that the first picture is the page itself. Answers what that home asks for first. */
export async function preload(role: string): Promise<AskFirst | undefined> {
  const key = homeOf(role);
  if (key === undefined || window.location.hash.startsWith("#/")) return undefined;
  const loader: Loader = loaders[key];
  const part = await loader();
  loaded.set(loaders[key], part.default);
  return part.askFirst;
}
