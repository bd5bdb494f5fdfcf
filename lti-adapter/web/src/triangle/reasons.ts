// What came of a wish, from the facts of the service to plain sentences (R25). The same for the student and for the office.
import type { Words } from "../shared/i18n/context";
import { Cause, Tie, type Allocation, type Reason } from "./rounds";

/** "6e", "6th": as said in a list. */
export function ordinal({ lang }: Words, n: number): string {
  if (lang === "nl") return `${n}e`;
  const suffix = { one: "st", two: "nd", few: "rd", other: "th", zero: "th", many: "th" }[new Intl.PluralRules("en", { type: "ordinal" }).select(n)];
  return `${n}${suffix}`;
}

/** "0,81" in Dutch. */
export function drawText({ lang }: Words, draw: string): string {
  return lang === "nl" ? draw.replace(".", ",") : draw;
}

function numbers(words: Words, reason: Reason): string {
  const asked = `${words.tn("why.applicants", reason.applicantCount)}, ${words.tn("why.seats", reason.seatCount)}.`;
  return reason.position === 0 ? asked : `${asked} ${words.t("why.position", { nth: ordinal(words, reason.position) })}`;
}

function tie(words: Words, reason: Reason, draw: string): string {
  if (reason.tie === Tie.LOTTERY && draw !== "") return words.t("why.lottery", { draw: drawText(words, draw) });
  return reason.tie === Tie.PRIORITY ? words.t("why.priority") : "";
}

/** The sentences of one wish. `got` is the rank that came true, 0 when none did. */
export function reasonText(words: Words, reason: Reason, { rank: got, lotteryDraw }: Pick<Allocation, "rank" | "lotteryDraw">): string {
  const { t } = words;
  const join = (...parts: readonly string[]) => parts.filter((part) => part !== "").join(" ");
  switch (reason.cause) {
    case Cause.GOT: return numbers(words, reason);
    case Cause.NOT_NEEDED: return got > 0 ? t("why.not_needed", { nth: ordinal(words, got) }) : t("why.not_needed_plain");
    case Cause.NO_SEATS: return t("why.no_seats");
    case Cause.OUTRANKED: return join(numbers(words, reason), tie(words, reason, lotteryDraw));
    case Cause.RESERVED: return join(numbers(words, reason), words.tn("why.reserved", reason.boundCount), tie(words, reason, lotteryDraw));
    case Cause.CEILING: return join(numbers(words, reason), words.tn("why.ceiling", reason.boundCount));
    case Cause.LIMIT: return join(numbers(words, reason), words.tn("why.limit", reason.boundCount));
    case Cause.WHOLE: return t("why.whole");
    case Cause.NOT_ELIGIBLE: return t("why.not_eligible");
    case Cause.CAUSE_UNSPECIFIED: return t("why.unknown");
  }
}

/** The wishes for which the student stands in line, best first. */
export function waiting(allocation: Allocation): readonly Reason[] {
  return allocation.reasons.filter((reason) => reason.waitingPosition > 0);
}
