// Days as people write them in a form, and the days on which people work.

/** Today in the institution's time zone, or so many days later, as `YYYY-MM-DD`. */
export function isoDay(daysOn = 0): string {
  const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" });
  return new Date(Date.parse(`${today}T00:00:00Z`) + daysOn * 86_400_000).toISOString().slice(0, 10);
}

/** A day as the contract writes it. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The day of `YYYY-MM-DD`. */
export function dayOf(iso: string): Day {
  const [year = 0, month = 0, day = 0] = iso.split("-").map(Number);
  return { year, month, day };
}

export const isoOf = ({ year, month, day }: Day): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

/** Mondays to Fridays after today, up to and including `last`. Public holidays count as such a day. */
export function weekdaysUntil(last: string): number {
  let count = 0;
  for (let on = 1; isoDay(on) <= last; ++on) {
    const weekday = new Date(`${isoDay(on)}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) ++count;
  }
  return count;
}
