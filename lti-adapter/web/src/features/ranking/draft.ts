// What a student is choosing, kept on the device until it is sent. Without storage it lives as long as the page.
import { useEffect, useState } from "preact/hooks";
import type { GeoPoint, Participant } from "../../triangle/rounds";

export interface Point {
  readonly latitudeDegrees: number;
  readonly longitudeDegrees: number;
}

export interface Draft {
  readonly wishes: readonly string[];
  readonly home: Point | undefined;
  readonly maxDistanceKm: number;
  readonly languages: readonly string[];
}

const prefix = "driehoek.wishes.";

export function pointOf(home: GeoPoint | undefined): Point | undefined {
  return home && { latitudeDegrees: home.latitudeDegrees, longitudeDegrees: home.longitudeDegrees };
}

export function sentDraft(own: Participant): Draft {
  return { wishes: own.wishes, home: pointOf(own.home), maxDistanceKm: own.maxDistanceKm, languages: own.languages };
}

export function sameDraft(a: Draft, b: Draft): boolean {
  return JSON.stringify([a.wishes, a.home ?? null, a.maxDistanceKm, a.languages]) === JSON.stringify([b.wishes, b.home ?? null, b.maxDistanceKm, b.languages]);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** What was kept, when it is still what this page wrote. */
export function readDraft(text: string | null): Draft | undefined {
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    const wishes: unknown = Reflect.get(value, "wishes");
    const languages: unknown = Reflect.get(value, "languages");
    const maxDistanceKm: unknown = Reflect.get(value, "maxDistanceKm");
    const home: unknown = Reflect.get(value, "home");
    if (!isTexts(wishes) || !isTexts(languages) || typeof maxDistanceKm !== "number") return undefined;
    const [latitudeDegrees, longitudeDegrees]: unknown[] = typeof home === "object" && home !== null ? [Reflect.get(home, "latitudeDegrees"), Reflect.get(home, "longitudeDegrees")] : [];
    return { wishes, languages, maxDistanceKm, home: typeof latitudeDegrees === "number" && typeof longitudeDegrees === "number" ? { latitudeDegrees, longitudeDegrees } : undefined };
  } catch {
    return undefined;
  }
}

/** Frames of other sites may have no storage at all; then nothing is kept. */
function store(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

function keep(key: string, draft: Draft | undefined): boolean {
  try {
    if (draft === undefined) store()?.removeItem(key);
    else store()?.setItem(key, JSON.stringify(draft));
    return store() !== undefined;
  } catch {
    return false;
  }
}

export interface DraftState {
  readonly draft: Draft;
  /** Not sent as it is now. */
  readonly changed: boolean;
  /** Kept on this device, so that a closed page loses nothing. */
  readonly kept: boolean;
  change(part: Partial<Draft>): void;
}

export function useDraft(own: Participant): DraftState {
  const key = `${prefix}${own.name}`;
  const sent = sentDraft(own);
  const [draft, setDraft] = useState<Draft>(() => readDraft(store()?.getItem(key) ?? null) ?? sent);
  const [kept, setKept] = useState(false);
  const changed = !sameDraft(draft, sent);
  useEffect(() => {
    setKept(keep(key, changed ? draft : undefined) && changed);
  }, [key, draft, changed]);
  return { draft, changed, kept, change: (part) => setDraft((old) => ({ ...old, ...part })) };
}
