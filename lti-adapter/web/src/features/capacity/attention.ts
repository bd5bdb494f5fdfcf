// How many students a supervisor has today, and how much time there is for each (R23). Pure.
import type { SupervisorProfile } from "../../gen/driehoek/v1/directory_pb";
import { SupervisorProfile_Function as Function } from "../../gen/driehoek/v1/directory_pb";
import { compareDays, type Day } from "../../shared/i18n/dates";
import { PlacementState, type Placement } from "../../triangle/contract";

export interface Attention {
  readonly profile: SupervisorProfile;
  readonly students: number;
  /** Minutes a week for all students together; undefined when the supervisor did not say. */
  readonly minutes: number | undefined;
  /** Minutes a week for each student; undefined without students or without an answer. */
  readonly each: number | undefined;
}

function isThere({ state, startDate, endDate }: Placement, today: Day): boolean {
  return state >= PlacementState.CONFIRMED && state < PlacementState.COMPLETED
    && startDate !== undefined && endDate !== undefined && compareDays(startDate, today) <= 0 && compareDays(today, endDate) <= 0;
}

/** Those on the floor, the ones with least time for each student first and those without students last. */
export function attentionOf(profiles: readonly SupervisorProfile[], placements: readonly Placement[], today: Day): Attention[] {
  const rows = profiles.filter((profile) => profile.function === Function.FLOOR_SUPERVISOR).map((profile): Attention => {
    const students = placements.filter((placement) => placement.supervisor === profile.name && isThere(placement, today)).length;
    const minutes = profile.attentionBudgetMinutes;
    return { profile, students, minutes, each: minutes === undefined || students === 0 ? undefined : Math.floor(minutes / students) };
  });
  return rows.sort((a, b) => (a.each ?? Infinity) - (b.each ?? Infinity) || b.students - a.students);
}
