// The string tables. Dutch is the source: every key of it must be in English too, or the build stops.
import type { nl } from "./nl";
import type { staff } from "./nl/staff";
import type { agreement } from "./nl/agreement";
import type { ranking } from "./nl/ranking";
import type { rounds } from "./nl/rounds";
import type { scan } from "./nl/scan";
import type { scans } from "./nl/scans";
import type { ways } from "./nl/ways";
import type { tasks } from "./nl/tasks";
import type { evidence } from "./nl/evidence";
import type { assessment } from "./nl/assessment";
import type { scores } from "./nl/scores";
import type { places } from "./nl/places";
import type { files } from "./nl/files";
import type { asks } from "./nl/asks";
import type { hosting } from "./nl/hosting";
import type { checkins } from "./nl/checkins";
import type { me } from "./nl/me";
import type { offline } from "./nl/offline";
import type { rhythm } from "./nl/rhythm";
import type { signals } from "./nl/signals";
import type { conflicts } from "./nl/conflicts";
import type { jobs } from "./nl/jobs";
import type { axes } from "./nl/axes";
import type { StaffPart } from "./staff_parts";

export type Lang = "nl" | "en";
type Source = typeof nl & typeof staff & typeof agreement & typeof ranking & typeof rounds & typeof places & typeof files
  & typeof scan & typeof scans & typeof ways & typeof hosting & typeof asks & typeof tasks
  & typeof checkins & typeof me
  & typeof evidence & typeof assessment & typeof scores
  & typeof offline & typeof rhythm & typeof signals
  & typeof conflicts & typeof jobs & typeof axes;
export type Key = keyof Source;
export type Table = Readonly<Record<Key, string>>;
export type CoreTable = Readonly<Record<keyof typeof nl, string>>;
export type StaffTable = Readonly<Record<keyof typeof staff, string>>;
export type AgreementTable = Readonly<Record<keyof typeof agreement, string>>;
export type RankingTable = Readonly<Record<keyof typeof ranking, string>>;
export type RoundsTable = Readonly<Record<keyof typeof rounds, string>>;
export type ScanTable = Readonly<Record<keyof typeof scan, string>>;
export type ScansTable = Readonly<Record<keyof typeof scans, string>>;
export type WaysTable = Readonly<Record<keyof typeof ways, string>>;
export type AsksTable = Readonly<Record<keyof typeof asks, string>>;
export type HostingTable = Readonly<Record<keyof typeof hosting, string>>;
export type TasksTable = Readonly<Record<keyof typeof tasks, string>>;
export type CheckinsTable = Readonly<Record<keyof typeof checkins, string>>;
export type MeTable = Readonly<Record<keyof typeof me, string>>;
export type EvidenceTable = Readonly<Record<keyof typeof evidence, string>>;
export type AssessmentTable = Readonly<Record<keyof typeof assessment, string>>;
export type ScoresTable = Readonly<Record<keyof typeof scores, string>>;
export type OfflineTable = Readonly<Record<keyof typeof offline, string>>;
export type RhythmTable = Readonly<Record<keyof typeof rhythm, string>>;
export type SignalsTable = Readonly<Record<keyof typeof signals, string>>;
export type ConflictsTable = Readonly<Record<keyof typeof conflicts, string>>;
export type JobsTable = Readonly<Record<keyof typeof jobs, string>>;
export type AxesTable = Readonly<Record<keyof typeof axes, string>>;
export type FilesTable = Readonly<Record<keyof typeof files, string>>;
export type PlacesTable = Readonly<Record<keyof typeof places, string>>;

/** Names between braces in a sentence: "{n} van 3" has "n". */
type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
export type Args<K extends Key> = [Names<Source[K]>] extends [never] ? [] : [Record<Names<Source[K]>, string | number>];

type Stem<K> = K extends `${infer S}.one` ? S : never;
/** Keys that exist as `.one` and `.other`. */
export type Counted = Stem<Key>;

export function isLang(value: unknown): value is Lang {
  return value === "nl" || value === "en";
}

/** Who reads: a guest has only the screens of a guest and does not load the words of the others. */
export type Reader = "guest" | "staff";

/** Loads one language; the other one stays on the server. */
export async function loadTable(lang: Lang, reader: Reader): Promise<Table> {
  const [core, rest] = await Promise.all([
    lang === "nl" ? import("./nl").then((part): CoreTable => part.nl) : import("./en").then((part) => part.en),
    reader === "guest" ? undefined : lang === "nl" ? import("./nl/staff").then((part): StaffTable => part.staff) : import("./en/staff").then((part): StaffTable => part.staff),
  ]);
  // A guest asks for no word of those screens, and a place that brings words of its own adds them itself.
  return { ...core, ...rest } as Table;
}

/** Words of places that few open; they come with the place. Those that no guest opens stand in staff_parts.ts. */
const parts = {
  agreement: { nl: () => import("./nl/agreement").then((part): AgreementTable => part.agreement), en: () => import("./en/agreement").then((part) => part.agreement) },
  scan: { nl: () => import("./nl/scan").then((part): ScanTable => part.scan), en: () => import("./en/scan").then((part) => part.scan) },
  tasks: { nl: () => import("./nl/tasks").then((part): TasksTable => part.tasks), en: () => import("./en/tasks").then((part) => part.tasks) },
  asks: { nl: () => import("./nl/asks").then((part): AsksTable => part.asks), en: () => import("./en/asks").then((part) => part.asks) },
  hosting: { nl: () => import("./nl/hosting").then((part): HostingTable => part.hosting), en: () => import("./en/hosting").then((part) => part.hosting) },
  checkins: { nl: () => import("./nl/checkins").then((part): CheckinsTable => part.checkins), en: () => import("./en/checkins").then((part) => part.checkins) },
  me: { nl: () => import("./nl/me").then((part): MeTable => part.me), en: () => import("./en/me").then((part) => part.me) },
  evidence: { nl: () => import("./nl/evidence").then((part): EvidenceTable => part.evidence), en: () => import("./en/evidence").then((part) => part.evidence) },
  assessment: { nl: () => import("./nl/assessment").then((part): AssessmentTable => part.assessment), en: () => import("./en/assessment").then((part) => part.assessment) },
  offline: { nl: () => import("./nl/offline").then((part): OfflineTable => part.offline), en: () => import("./en/offline").then((part) => part.offline) },
  rhythm: { nl: () => import("./nl/rhythm").then((part): RhythmTable => part.rhythm), en: () => import("./en/rhythm").then((part) => part.rhythm) },
  jobs: { nl: () => import("./nl/jobs").then((part): JobsTable => part.jobs), en: () => import("./en/jobs").then((part) => part.jobs) },
  signals: { nl: () => import("./nl/signals").then((part): SignalsTable => part.signals), en: () => import("./en/signals").then((part) => part.signals) },
};
type OpenPart = keyof typeof parts;
export type TablePart = OpenPart | StaffPart;

function isOpen(part: TablePart): part is OpenPart {
  return Object.hasOwn(parts, part);
}

async function loadPart(lang: Lang, part: TablePart): Promise<Partial<Table>> {
  return isOpen(part) ? parts[part][lang]() : (await import("./staff_parts")).staffParts[part][lang]();
}

export async function loadParts(lang: Lang, wanted: readonly TablePart[]): Promise<Partial<Table>> {
  return Object.assign({}, ...await Promise.all(wanted.map((part) => loadPart(lang, part)))) as Partial<Table>;
}

/** Every part there is. */
export async function allParts(): Promise<TablePart[]> {
  return [...Object.keys(parts), ...Object.keys((await import("./staff_parts")).staffParts)] as TablePart[];
}

export function fill(sentence: string, args: Record<string, string | number> | undefined): string {
  if (args === undefined) return sentence;
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole));
}
