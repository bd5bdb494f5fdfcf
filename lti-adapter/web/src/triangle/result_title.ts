// What a round gave a student, as a heading and the line below it.
import type { Words } from "../shared/i18n/context";
import { ordinal } from "./reasons";
import { AllocationState, type Allocation, type MatchingRound } from "./rounds";

export function resultTitle({ t }: Words, { place, state }: Pick<Allocation, "place" | "state">, organisation: string): string {
  switch (state) {
    case AllocationState.DECLINED: return t("result.declined", { organisation });
    case AllocationState.EXPIRED: return t("result.expired", { organisation });
    case AllocationState.ACCEPTED: return t("result.accepted", { organisation });
    case AllocationState.STATE_UNSPECIFIED:
    case AllocationState.OFFERED:
    case AllocationState.UNPLACED: return place === "" ? t("result.none") : t("turn.answer", { organisation });
  }
}

/** "Je 2e keuze. Start ma 1 feb (week 5)."; empty without a place. */
export function resultLine(words: Words, { place, rank }: Pick<Allocation, "place" | "rank">, { startDate }: MatchingRound): string {
  if (place === "") return "";
  return [rank === 0 ? "" : words.t("result.rank", { nth: ordinal(words, rank) }), startDate === undefined ? "" : words.t("result.start", { date: words.dates.dayWeek(startDate) })].filter((part) => part !== "").join(" ");
}
