// The string tables. Dutch is the source: every key of it must be in English too, or the build stops.
import type { nl } from "./nl";

export type Lang = "nl" | "en";
type Source = typeof nl;
export type Key = keyof Source;
export type Table = Readonly<Record<Key, string>>;

/** Names between braces in a sentence: "{n} van 3" has "n". */
type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
export type Args<K extends Key> = [Names<Source[K]>] extends [never] ? [] : [Record<Names<Source[K]>, string | number>];

type Stem<K> = K extends `${infer S}.one` ? S : never;
/** Keys that exist as `.one` and `.other`. */
export type Counted = Stem<Key>;

export function isLang(value: unknown): value is Lang {
  return value === "nl" || value === "en";
}

/** Loads one language; the other one stays on the server. */
export async function loadTable(lang: Lang): Promise<Table> {
  return lang === "nl" ? (await import("./nl")).nl : (await import("./en")).en;
}

export function fill(sentence: string, args: Record<string, string | number> | undefined): string {
  if (args === undefined) return sentence;
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole));
}
