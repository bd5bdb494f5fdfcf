// Dates as people here say them: "vr 2 okt (week 40)", in the time zone of the institution.
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { timestampDate } from "@bufbuild/protobuf/wkt";
import type { Lang } from "./table";

/** A day without a clock, like google.type.Date. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const millisPerDay = 86_400_000;

function utc(day: Day): number {
  return Date.UTC(day.year, day.month - 1, day.day);
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((utc(to) - utc(from)) / millisPerDay);
}

export function compareDays(a: Day, b: Day): number {
  return utc(a) - utc(b);
}

/** So many days later; before, when negative. */
export function dayAfter(day: Day, days: number): Day {
  const date = new Date(utc(day) + days * millisPerDay);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Monday of the week of a day. */
export function mondayOf(day: Day): Day {
  return dayAfter(day, -((new Date(utc(day)).getUTCDay() + 6) % 7));
}

/** ISO 8601 week: the week that holds the Thursday. */
export function weekNumber(day: Day): number {
  const date = new Date(utc(day));
  const weekday = (date.getUTCDay() + 6) % 7;
  const thursday = utc(day) + (3 - weekday) * millisPerDay;
  const firstOfYear = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return Math.floor((thursday - firstOfYear) / (7 * millisPerDay)) + 1;
}

export function dayIn(zone: string, instant: Date): Day {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric" }).formatToParts(instant);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return { year: value("year"), month: value("month"), day: value("day") };
}

export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) } : undefined;
}

export function isoDay(day: Day | undefined): string {
  if (day === undefined || day.year === 0) return "";
  return `${String(day.year).padStart(4, "0")}-${String(day.month).padStart(2, "0")}-${String(day.day).padStart(2, "0")}`;
}

export interface DateWords {
  /** "vr 2 okt"; with the year when it is another one. */
  day(day: Day): string;
  /** "vr 2 okt (week 40)". */
  dayWeek(day: Day): string;
  /** "ma 28 sep, 16:20". */
  moment(time: Timestamp): string;
  /** "16:20". */
  clock(time: Timestamp): string;
  /** The day of a moment. */
  dayOf(time: Timestamp): Day;
  today(): Day;
  now(): Date;
}

export function dateWords(lang: Lang, zone: string, now: () => Date = () => new Date()): DateWords {
  const locale = lang === "nl" ? "nl-NL" : "en-GB";
  const dayFormat = new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "short", day: "numeric", month: "short" });
  const clockFormat = new Intl.DateTimeFormat(locale, { timeZone: zone, hour: "2-digit", minute: "2-digit", hour12: false });
  const today = () => dayIn(zone, now());
  const words: DateWords = {
    day(day) {
      const parts = dayFormat.formatToParts(new Date(utc(day)));
      const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value.replace(".", "") ?? "";
      const text = `${part("weekday")} ${part("day")} ${part("month")}`;
      return day.year === today().year ? text : `${text} ${day.year}`;
    },
    dayWeek: (day) => `${words.day(day)} (week ${weekNumber(day)})`,
    moment: (time) => `${words.day(words.dayOf(time))}, ${words.clock(time)}`,
    clock: (time) => clockFormat.format(timestampDate(time)),
    dayOf: (time) => dayIn(zone, timestampDate(time)),
    today,
    now,
  };
  return words;
}
