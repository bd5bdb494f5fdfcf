// Which wish a student got, in a cell.
import type { Words } from "../../shared/i18n/context";
import { ordinal } from "../../triangle/reasons";
import type { Allocation } from "../../triangle/rounds";

export function rankText(words: Words, { place, rank }: Pick<Allocation, "place" | "rank">): string {
  if (place === "") return "–";
  return rank === 0 ? words.t("alloc.no_wish") : words.t("alloc.nth", { nth: ordinal(words, rank) });
}
