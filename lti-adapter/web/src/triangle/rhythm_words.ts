// Pulses and hours in words.
import type { Words } from "../shared/i18n/context";
import type { PulseAnswer, WrittenHours } from "./rhythm";

/** The steps in which a share of the time is said, in per cent. */
export const shares = [0, 25, 50, 75, 100] as const;
export const shareKey = { 0: "share.none", 25: "share.quarter", 50: "share.half", 75: "share.most", 100: "share.all" } as const;

export const moods = [1, 2, 3, 4, 5] as const;
export const moodKey = { 1: "mood.bad", 2: "mood.hard", 3: "mood.fair", 4: "mood.good", 5: "mood.great" } as const;

/** A share as it was said, or in per cent when it was no such step. */
export function shareText({ t }: Words, share: number): string {
  const step = shares.find((one) => one === share);
  return step === undefined ? `${share} %` : t(shareKey[step]);
}

export function answerText(words: Words, { share, mood, word, tooLittleTime }: PulseAnswer): string {
  const { t } = words;
  const step = moods.find((one) => one === mood);
  return [t("pulse.said_share", { share: shareText(words, share) }), ...(step === undefined ? [] : [t(moodKey[step])]), ...(tooLittleTime ? [t("pulse.said_little")] : []), ...(word === "" ? [] : [`“${word}”`])].join(" · ");
}

/** Minutes as hours: 90 is "1,5". */
export function hoursNumber({ lang }: Words, minutes: number): string {
  return new Intl.NumberFormat(lang === "nl" ? "nl-NL" : "en-GB", { maximumFractionDigits: 2 }).format(minutes / 60);
}

/** "40 uur, waarvan 12 op leertaken". */
export function hoursText(words: Words, learning: number, other: number): string {
  return words.t("hours.of", { all: hoursNumber(words, learning + other), learning: hoursNumber(words, learning) });
}

export function totalOf(hours: readonly Pick<WrittenHours, "learning" | "other">[]): { learning: number; other: number } {
  return hours.reduce((sum, { learning, other }) => ({ learning: sum.learning + learning, other: sum.other + other }), { learning: 0, other: 0 });
}
