// A day and a clock time in the zone of the institution, to and from an instant.
import { dayIn, isoDay, parseDay } from "./dates";

export function clockIn(zone: string, instant: Date): { day: string; clock: string } {
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hour12: false }).format(instant);
  return { day: isoDay(dayIn(zone, instant)), clock };
}

/** Minutes that the zone is ahead of UTC at that instant. */
function ahead(zone: string, instant: number): number {
  const { day, clock } = clockIn(zone, new Date(instant));
  return Math.round((Date.parse(`${day}T${clock}:00Z`) - Math.floor(instant / 60_000) * 60_000) / 60_000);
}

/** Undefined when it is no day or no time. In the hour that the clock goes back, the first of the two. */
export function instantIn(zone: string, day: string, clock: string): Date | undefined {
  const match = /^(\d{1,2}):(\d{2})$/.exec(clock.trim());
  if (parseDay(day) === undefined || match === null) return undefined;
  const local = Date.parse(`${day}T${(match[1] ?? "").padStart(2, "0")}:${match[2] ?? ""}:00Z`);
  if (Number.isNaN(local)) return undefined;
  const guess = local - ahead(zone, local) * 60_000;
  return new Date(local - ahead(zone, guess) * 60_000);
}
