// Languages to choose from, by their name in the language of the page.
import type { Lang } from "../../shared/i18n/table";
import type { RoundPlace } from "../../triangle/rounds";

/** Dutch and English, those that a place asks for, and those already chosen. */
export function languagesOf(places: readonly RoundPlace[], chosen: readonly string[]): string[] {
  return [...new Set(["nl", "en", ...places.flatMap((place) => place.requirements?.languages ?? []), ...chosen])];
}

export function languageName(lang: Lang, tag: string): string {
  try {
    return new Intl.DisplayNames(lang, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
