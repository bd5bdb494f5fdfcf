// By when a scan is wanted.
import type { WorkplaceScan } from "../gen/driehoek/v1/workplace_scan_pb";
import { WorkplaceScan_Trigger as Trigger } from "../gen/driehoek/v1/workplace_scan_pb";
import { compareDays, type Day } from "../shared/i18n/dates";

/** The day before a placement begins says nothing of a scan that was opened again after it. */
export function dueOf({ dueDate, trigger }: WorkplaceScan, today: Day): Day | undefined {
  const first = trigger === Trigger.FIRST || trigger === Trigger.TRIGGER_UNSPECIFIED;
  return dueDate !== undefined && (first || compareDays(dueDate, today) >= 0) ? dueDate : undefined;
}
