// The hours of one week while they are typed, and what is sent of them.
import { create } from "@bufbuild/protobuf";
import { HoursEntrySchema, HoursEntry_State as HoursState, type HoursEntry } from "../../gen/driehoek/v1/rhythm_pb";
import { HoursOfDaySchema, type HoursOfDay } from "../../gen/driehoek/v1/rhythm_service_pb";
import { compareDays, dayAfter, isoDay, parseDay, type Day } from "../../shared/i18n/dates";

/** Hours as typed, in both kinds; empty: not filled in. */
export interface TypedDay {
  readonly learning: string;
  readonly other: string;
}

export type TypedWeek = Readonly<Record<string, TypedDay>>;

/** A day as it usually is; kept on the device. */
export type NormalDay = {
  /** Weekdays, Monday 0, such as "0124". */
  readonly days: string;
  /** Hours in all. */
  readonly hours: string;
  /** Share of it for learning tasks, in per cent; -1: not said yet. */
  readonly share: number;
};

/** Days of at most eight hours from Monday on, until the weekly hours of the agreement are used. */
export function firstNormal(weeklyHours: number): NormalDay {
  const count = Math.min(5, Math.max(1, Math.ceil(weeklyHours / 8)));
  return { days: "01234".slice(0, count), hours: String(Math.round((weeklyHours / count) * 2) / 2 || 8), share: -1 };
}

/** Minutes of typed hours: "7,5" and "7.5" are 450; undefined when it is no number of hours in a day. */
export function minutesOf(typed: string): number | undefined {
  if (typed.trim() === "") return 0;
  const hours = Number(typed.trim().replace(",", "."));
  const minutes = Math.round(hours * 60);
  return Number.isFinite(hours) && minutes >= 0 && minutes <= 1440 ? minutes : undefined;
}

export function typedOf(minutes: number, lang: string): string {
  if (minutes === 0) return "";
  const text = String(Math.round((minutes / 60) * 100) / 100);
  return lang === "nl" ? text.replace(".", ",") : text;
}

/** Days of a week that can be written: inside the placement and not after today. */
export function daysOfWeek(monday: Day, first: Day, last: Day, today: Day): Day[] {
  return Array.from({ length: 7 }, (_, index) => dayAfter(monday, index)).filter((day) => compareDays(day, first) >= 0 && compareDays(day, last) <= 0 && compareDays(day, today) <= 0);
}

const weekday = (day: Day) => (new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay() + 6) % 7;

/** The usual hours on each usual day that has none yet. */
export function withNormal(typed: TypedWeek, days: readonly Day[], { days: usual, hours, share }: NormalDay, lang: string): TypedWeek {
  const all = minutesOf(hours) ?? 0;
  const learning = Math.round((all * Math.max(0, share)) / 100);
  const day: TypedDay = { learning: typedOf(learning, lang), other: typedOf(all - learning, lang) };
  const filled = days.filter((one) => usual.includes(String(weekday(one))) && isBlank(typed[isoDay(one)]));
  return { ...typed, ...Object.fromEntries(filled.map((one) => [isoDay(one), day])) };
}

function isBlank(day: TypedDay | undefined): boolean {
  return day === undefined || (day.learning.trim() === "" && day.other.trim() === "");
}

/** What is on the server, as it would be typed. */
export function typedWeek(entries: readonly HoursEntry[], lang: string): TypedWeek {
  return Object.fromEntries(entries.filter(({ state }) => state !== HoursState.WITHDRAWN).map((entry) => [isoDay(entry.workDate), { learning: typedOf(entry.learningMinutes, lang), other: typedOf(entry.otherMinutes, lang) }]));
}

/** Whether no day has more hours than a day. */
export function isPossible(typed: TypedWeek): boolean {
  return Object.values(typed).every(({ learning, other }) => {
    const [a, b] = [minutesOf(learning), minutesOf(other)];
    return a !== undefined && b !== undefined && a + b <= 1440;
  });
}

/** The days that differ from what is on the server; a day that is there is guarded by its version. */
export function changedDays(typed: TypedWeek, entries: readonly HoursEntry[], newId: () => string): HoursOfDay[] {
  return Object.entries(typed).flatMap(([iso, day]) => {
    const workDate = parseDay(iso);
    const [learningMinutes, otherMinutes] = [minutesOf(day.learning) ?? 0, minutesOf(day.other) ?? 0];
    const known = entries.find((entry) => isoDay(entry.workDate) === iso);
    if (workDate === undefined || learningMinutes + otherMinutes === 0) return [];
    if (known && known.state !== HoursState.WITHDRAWN && known.learningMinutes === learningMinutes && known.otherMinutes === otherMinutes) return [];
    return [create(HoursOfDaySchema, { hoursEntryId: newId(), hoursEntry: create(HoursEntrySchema, { workDate, learningMinutes, otherMinutes, note: known?.note ?? "", etag: known?.etag ?? "" }) })];
  });
}

/** Days that are on the server and were emptied here. */
export function emptiedDays(typed: TypedWeek, entries: readonly HoursEntry[]): HoursEntry[] {
  return entries.filter((entry) => entry.state !== HoursState.WITHDRAWN && isBlank(typed[isoDay(entry.workDate)]));
}
