// Which places a role has, and which code each needs: a place is loaded when it is first opened.
import type { Transport } from "@connectrpc/connect";
import type { QueryClient } from "@tanstack/react-query";
import type { FunctionComponent } from "preact";
import { useEffect, useErrorBoundary, useState } from "preact/hooks";
import { useSession } from "../shared/api/hooks";
import type { Session } from "../shared/api/session";
import { useRoute, type Route } from "../shared/frame/router";
import { useWords } from "../shared/i18n/context";
import { loadParts, type Key, type TablePart } from "../shared/i18n/table";
import { Loading } from "../shared/ui/faces";
import { Message } from "../shared/ui/status";
import firstViews from "./first_views.json";
import type { StaffScreen } from "./staff_screens";

interface PlaceOfRole {
  readonly path: string;
  readonly label: Key;
  /** First parts of addresses that belong to this place. */
  readonly under: readonly string[];
}

const places: Record<string, readonly PlaceOfRole[]> = {
  student: [
    { path: "", label: "place.now", under: ["", "rhythm"] },
    { path: "placement", label: "place.placement", under: ["placement", "agreement", "round", "propose", "checkins", "checkin", "conflicts"] },
    { path: "tasks", label: "place.tasks", under: ["tasks", "task"] },
    { path: "evidence", label: "place.evidence", under: ["evidence", "assessment"] },
  ],
  teacher: [
    { path: "", label: "place.triangles", under: ["", "triangle", "agreement", "rhythm", "signals", "signal", "conflicts"] },
    { path: "verdicts", label: "place.verdicts", under: ["verdicts"] },
    { path: "checkins", label: "place.meetings", under: ["checkins", "checkin"] },
    { path: "tasks", label: "place.tasks", under: ["tasks", "task"] },
    { path: "evidence", label: "place.evidence", under: ["evidence", "assessment"] },
  ],
  programme_manager: [
    { path: "", label: "place.triangles", under: ["", "triangle", "agreement", "rhythm", "checkins", "checkin", "conflicts", "axes", "jobs"] },
    { path: "signals", label: "place.signals", under: ["signals", "signal"] },
    { path: "tasks", label: "place.tasks", under: ["tasks", "task"] },
    { path: "criteria", label: "place.criteria", under: ["criteria", "scan"] },
  ],
  practice_office: [
    { path: "", label: "place.stuck", under: ["", "agreement", "place", "rhythm", "signals", "signal"] },
    { path: "places", label: "place.places", under: ["places", "hosting", "axes"] },
    { path: "rounds", label: "place.rounds", under: ["rounds", "round"] },
    { path: "scans", label: "place.scans", under: ["scans", "scan", "criteria", "ways", "way", "tasks", "task", "checkins", "checkin"] },
    { path: "register", label: "place.register", under: ["register", "organisation", "files", "assessment", "evidence", "scores", "conflicts", "jobs"] },
  ],
  institution_admin: [
    { path: "", label: "place.rights", under: [""] },
    { path: "guests", label: "place.guests", under: ["guests"] },
    { path: "clients", label: "place.clients", under: ["clients"] },
    { path: "criteria", label: "place.criteria", under: ["criteria"] },
    { path: "scores", label: "place.scores", under: ["scores"] },
  ],
};

export function placesOf(role: string): readonly PlaceOfRole[] {
  return places[role] ?? [];
}

/** Asks for what a screen shows first. */
export type AskFirst = (cache: QueryClient, transport: Transport, session: Session) => Promise<void>;
export type Loader = () => Promise<{ default: FunctionComponent<never>; askFirst?: AskFirst }>;

interface Screen {
  readonly key: string;
  readonly load: Loader;
  readonly words: readonly TablePart[];
  readonly props: Record<string, string>;
}

/** Homes, and what guests open. */
const loaders = {
  agreement: () => import("../features/agreement"),
  student: () => import("../features/student/home"),
  teacher: () => import("../features/teacher/home"),
  office: () => import("../features/office/home"),
  supervisor: () => import("../features/supervisor/home"),
  rights: () => import("../features/admin/rights"),
  hosting: () => import("../features/hosting"),
  scanFill: () => import("../features/scans/fill"),
  task: () => import("../features/tasks/page"),
  checkIns: () => import("../features/checkins"),
  checkIn: () => import("../features/checkins/page"),
  evidence: () => import("../features/evidence"),
  assessment: () => import("../features/assessment"),
  rhythm: () => import("../features/rhythm"),
  me: () => import("../features/me/me"),
} satisfies Record<string, Loader>;

/** What words of its own such a screen has: asked for together with its code, not after it. */
const wordsOf: Partial<Record<string, readonly TablePart[]>> = {
  agreement: ["agreement"], hosting: ["hosting"], scanFill: ["scan"], task: ["tasks"], checkIns: ["checkins"], checkIn: ["checkins"],
  evidence: ["evidence"], assessment: ["evidence", "assessment"], rhythm: ["rhythm", "tasks"], me: ["me"],
};

const staffLoaders = new Map<StaffScreen, Loader>();

/** What no guest opens, or hardly one: loaded by a list of its own, so that their page does not hold the names of all those files. */
function staffLoader(key: StaffScreen): Loader {
  const known = staffLoaders.get(key);
  if (known !== undefined) return known;
  const loader: Loader = async () => (await import("./staff_screens")).staffScreens[key]();
  staffLoaders.set(key, loader);
  return loader;
}

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

/** First parts of addresses that guests may follow. */
const ofGuests: readonly string[] = ["agreement", "scan", "hosting", "task", "checkins", "checkin", "me", "evidence", "assessment", "rhythm", "jobs"];

function screenOf(route: Route, role: string): Screen {
  const [first = "", institution = "", id = ""] = route.parts;
  const screen = (key: keyof typeof loaders | StaffScreen, props: Record<string, string> = {}): Screen => ({ key: `${key}/${Object.values(props).join("/")}`, load: isScreen(key) ? loaders[key] : staffLoader(key), words: wordsOf[key] ?? [], props });
  const named = (collection: string) => `institutions/${institution}/${collection}/${id}`;
  const guest = guests.includes(role);
  if (guest && !ofGuests.includes(first)) return screen("supervisor");
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
    case "checkins": return screen("checkIns");
    case "checkin": return screen("checkIn", { name: named("checkIns") });
    case "evidence": return screen("evidence", { placement: named("placements") });
    case "assessment": return screen("assessment", { name: id === "" ? "" : named("assessments") });
    case "scores": return screen("scores");
    case "rhythm": return screen("rhythm", { name: named("placements") });
    case "signals": return screen("signals");
    case "signal": return screen("signal", { name: named("signals") });
    case "axes": return screen("axes");
    case "jobs": return screen("jobs", { name: id === "" ? "" : named("organisations") });
    case "conflicts": return screen("conflicts");
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
  const { t, lang } = useWords();
  const [component, setComponent] = useState<{ of: FunctionComponent<never> } | undefined>(() => {
    const known = loaded.get(screen.load);
    return known && { of: known };
  });
  const [lost, setLost] = useState(false);
  const [broken] = useErrorBoundary((problem: unknown) => console.error(problem));
  useEffect(() => {
    if (component !== undefined) return;
    Promise.all([screen.load(), loadParts(lang, screen.words)]).then(([part]) => {
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
