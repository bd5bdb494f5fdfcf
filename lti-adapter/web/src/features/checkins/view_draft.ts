// A view while it is being written, kept on the device until it was sent. Without storage it lives as long as the page.
import { fromJson, type JsonValue } from "@bufbuild/protobuf";
import { useEffect, useState } from "preact/hooks";
import { WriteCheckInViewRequestSchema } from "../../gen/driehoek/v1/check_in_service_pb";

export interface GoalDraft {
  readonly code: string;
  /** 1 to 5. */
  readonly rating: number;
  readonly note: string;
}

export interface ViewDraft {
  readonly goesWell: string;
  readonly mustChange: string;
  /** 1 to 5; 0: not chosen. */
  readonly overall: number;
  readonly goals: readonly GoalDraft[];
  readonly remarks: string;
}

export const blankView: ViewDraft = { goesWell: "", mustChange: "", overall: 0, goals: [], remarks: "" };

const prefix = "driehoek.view.";

function isRating(value: unknown, least: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= 5;
}

function goalsIn(value: unknown): GoalDraft[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const goals = value.map((one: unknown) => {
    if (typeof one !== "object" || one === null) return undefined;
    const code: unknown = Reflect.get(one, "code");
    const rating: unknown = Reflect.get(one, "rating");
    const note: unknown = Reflect.get(one, "note");
    return typeof code === "string" && isRating(rating, 1) && typeof note === "string" ? { code, rating, note } : undefined;
  });
  return goals.every((one) => one !== undefined) ? goals : undefined;
}

/** What was kept, when it is what this page wrote. */
export function readView(text: string | null): ViewDraft | undefined {
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    const of = (key: string): unknown => Reflect.get(value, key);
    const [goesWell, mustChange, remarks, overall, goals] = [of("goesWell"), of("mustChange"), of("remarks"), of("overall"), goalsIn(of("goals"))];
    if (typeof goesWell !== "string" || typeof mustChange !== "string" || typeof remarks !== "string" || !isRating(overall, 0) || goals === undefined) return undefined;
    return { goesWell, mustChange, remarks, overall, goals };
  } catch {
    return undefined;
  }
}

/** The rating of one outcome; 0 takes it away. */
export function withGoal(draft: ViewDraft, code: string, rating: number, note?: string): ViewDraft {
  const before = draft.goals.find((goal) => goal.code === code);
  const others = draft.goals.filter((goal) => goal.code !== code);
  return { ...draft, goals: rating === 0 ? others : [...others, { code, rating, note: note ?? before?.note ?? "" }] };
}

export function isBlank(draft: ViewDraft): boolean {
  return draft.goesWell === "" && draft.mustChange === "" && draft.remarks === "" && draft.overall === 0 && draft.goals.length === 0;
}

/** What a call that was kept on the device says. */
export function viewIn(request: JsonValue): ViewDraft {
  const { view } = fromJson(WriteCheckInViewRequestSchema, request);
  if (view === undefined) return blankView;
  return { goesWell: view.goesWell, mustChange: view.mustChange, overall: view.overallRating, remarks: view.remarks, goals: view.goalRatings.map(({ outcomeCode: code, rating, note }) => ({ code, rating, note })) };
}

/** Frames of other sites may have no storage at all; then nothing is kept. */
function store(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

function keep(key: string, draft: ViewDraft): boolean {
  try {
    const storage = store();
    if (isBlank(draft)) storage?.removeItem(key);
    else storage?.setItem(key, JSON.stringify(draft));
    return storage !== undefined;
  } catch {
    return false;
  }
}

/** Once it was sent, the device forgets it. */
export function forgetView(checkIn: string, person: string): void {
  try {
    store()?.removeItem(`${prefix}${person}.${checkIn}`);
  } catch {
    // There is no storage, so nothing was kept.
  }
}

export interface ViewState {
  readonly draft: ViewDraft;
  /** Whether the device keeps what is typed. */
  readonly kept: boolean;
  change(part: Partial<ViewDraft>): void;
}

/** The draft of one person for one check-in: a device may be shared. `back` is a view that the server did not take. */
export function useViewDraft(checkIn: string, person: string, back: ViewDraft | undefined): ViewState {
  const key = `${prefix}${person}.${checkIn}`;
  const [draft, setDraft] = useState<ViewDraft>(() => {
    if (back !== undefined) return back;
    try {
      return readView(store()?.getItem(key) ?? null) ?? blankView;
    } catch {
      return blankView;
    }
  });
  const [kept, setKept] = useState(true);
  useEffect(() => setKept(keep(key, draft)), [key, draft]);
  return { draft, kept, change: (part) => setDraft((old) => ({ ...old, ...part })) };
}
