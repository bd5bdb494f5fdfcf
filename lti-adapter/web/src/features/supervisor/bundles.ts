// Hours that wait, put together for each student.
import type { JsonValue } from "@bufbuild/protobuf";
import type { Words } from "../../shared/i18n/context";
import { weekNumber } from "../../shared/i18n/dates";
import type { WrittenHours } from "../../triangle/rhythm";

export interface HoursBundle {
  readonly placement: string;
  readonly hours: readonly WrittenHours[];
}

/** As many as one call takes. */
const most = 100;

/** One bundle for each placement, in the order of their oldest day. */
export function bundlesOf(hours: readonly WrittenHours[]): HoursBundle[] {
  const found = new Map<string, WrittenHours[]>();
  for (const one of hours) found.set(one.placement, [...(found.get(one.placement) ?? []), one]);
  return [...found].map(([placement, list]) => ({ placement, hours: list.slice(0, most) }));
}

/** Names of the hours in a request that confirms or disputes them. */
export function namesIn(request: JsonValue): string[] {
  const seen = typeof request === "object" && request !== null && !Array.isArray(request) ? request["seen"] : undefined;
  if (!Array.isArray(seen)) return [];
  return seen.flatMap((one) => {
    const name = typeof one === "object" && one !== null && !Array.isArray(one) ? one["name"] : undefined;
    return typeof name === "string" ? [name] : [];
  });
}

/** "week 39 en 40". */
export function weeksText({ lang }: Words, hours: readonly WrittenHours[]): string {
  const weeks = [...new Set(hours.map(({ day }) => weekNumber(day)))];
  return `week ${new Intl.ListFormat(lang, { type: "conjunction" }).format(weeks.map(String))}`;
}
