// How fresh the contact between two sides is, by what the policy allows.
import type { Words } from "../shared/i18n/context";
import type { Tone } from "../shared/ui/status";
import type { Contact } from "./signals";

export type Freshness = "fresh" | "fading" | "silent" | "never";

/** Going quiet from three quarters of the limit on. */
export function freshnessOf({ lastContactDate, silentDays, limitDays }: Contact): Freshness {
  if (limitDays > 0 && silentDays > limitDays) return "silent";
  if (lastContactDate === undefined) return "never";
  return limitDays > 0 && silentDays * 4 >= limitDays * 3 ? "fading" : "fresh";
}

export const freshTone: Record<Freshness, Tone> = { fresh: "ok", fading: "warn", silent: "stop", never: "note" };
/** The style of the line in the figure. */
export const freshLine: Record<Freshness, string> = { fresh: "", fading: "dash", silent: "dot", never: "none" };

export function contactText({ t, tn }: Words, contact: Contact): string {
  const { silentDays: days, lastContactDate } = contact;
  const weeks = Math.floor(days / 7);
  const freshness = freshnessOf(contact);
  if (lastContactDate === undefined) return t("tri.never");
  if (freshness === "silent") return tn("tri.silent", Math.max(1, weeks));
  if (freshness === "fading" && weeks > 0) return tn("tri.fading", weeks);
  if (days === 0) return t("tri.today");
  return weeks >= 2 ? tn("tri.weeks", weeks) : tn("tri.days", days);
}
