// Short names for the contract of check-ins, reading them, and what they ask of one party.
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { timestampDate } from "@bufbuild/protobuf/wkt";
import { CheckIn_Party as Party, CheckIn_State as CheckInState, type CheckIn, type CheckIn_PartyView } from "../gen/driehoek/v1/check_in_pb";
import { CheckInService } from "../gen/driehoek/v1/check_in_service_pb";
import { useClient, useSession } from "../shared/api/hooks";
import { allPages } from "../shared/api/pages";
import { compareDays, type Day } from "../shared/i18n/dates";
import type { Me } from "./turns";

export { CheckIn_AgendaItem_Cause as Cause, CheckIn_Guard as Guard, CheckIn_Kind as CheckInKind, CheckIn_Party as Party, CheckIn_State as CheckInState } from "../gen/driehoek/v1/check_in_pb";
export type { CheckIn, CheckIn_AgendaItem as AgendaItem, CheckIn_AgreedAction as AgreedAction, CheckIn_Disagreement as Disagreement, CheckIn_PartyView as PartyView } from "../gen/driehoek/v1/check_in_pb";
export { CheckInService } from "../gen/driehoek/v1/check_in_service_pb";

export const allParties = [Party.STUDENT, Party.TEACHER, Party.SUPERVISOR] as const;

/** Check-ins within reach at every institution of the session, earliest first. */
export function useCheckIns() {
  const client = useClient(CheckInService);
  const institutions = Object.keys(useSession().selves);
  return useQuery({
    queryKey: ["checkIns", institutions],
    queryFn: async () => (await Promise.all(institutions.map((institution) => allPages(
      (pageToken) => client.listCheckIns({ parent: `institutions/${institution}`, pageSize: 500, pageToken }),
      (page) => page.checkIns,
    )))).flat().sort(byStart),
  });
}

export function useCheckIn(name: string) {
  const client = useClient(CheckInService);
  return useQuery({ queryKey: ["checkIn", name], queryFn: () => client.getCheckIn({ name }) });
}

/** After an act: what it answered is shown at once, and what hangs on it is read anew. */
export function refreshCheckIns(cache: QueryClient, checkIn: CheckIn): void {
  cache.setQueryData(["checkIn", checkIn.name], checkIn);
  for (const key of ["checkIns", "contact", "asks"]) void cache.invalidateQueries({ queryKey: [key] });
}

export function checkInHref(name: string): string {
  const [, institution, , id] = name.split("/");
  return `#/checkin/${institution ?? ""}/${id ?? ""}`;
}

export function checkInsHref(placement: string): string {
  return placement === "" ? "#/checkins" : `#/checkins?of=${encodeURIComponent(placement)}`;
}

function seconds(checkIn: CheckIn): bigint {
  return checkIn.startTime?.seconds ?? 0n;
}

export function byStart(a: CheckIn, b: CheckIn): number {
  return seconds(a) === seconds(b) ? a.name.localeCompare(b.name) : seconds(a) < seconds(b) ? -1 : 1;
}

/** Still to be held. */
export function isAhead({ state }: CheckIn): boolean {
  return state === CheckInState.PLANNED || state === CheckInState.INVITED || state === CheckInState.VIEWS_OPEN;
}

/** Held, and not closed. */
export function isFollowed({ state }: CheckIn): boolean {
  return state === CheckInState.HELD || state === CheckInState.ACTIONS_OPEN;
}

/** The party for which somebody speaks here; undefined for who only reads. */
export function partyIn(checkIn: CheckIn, me: Me): Party | undefined {
  const is = (...names: string[]) => names.some((name) => name !== "" && me.persons.includes(name));
  if (me.role === "student" && is(checkIn.student)) return Party.STUDENT;
  if (me.role === "teacher" && is(checkIn.teacher, checkIn.secondTeacher)) return Party.TEACHER;
  if (me.role === "workplace_supervisor" && is(checkIn.supervisor)) return Party.SUPERVISOR;
  return undefined;
}

export function viewOf(checkIn: CheckIn, party: Party | undefined): CheckIn_PartyView | undefined {
  return party === undefined ? undefined : checkIn.views.find((view) => view.party === party);
}

export type OwnStep =
  | { readonly kind: "write" }
  | { readonly kind: "hold" }
  | { readonly kind: "agree" }
  | { readonly kind: "do"; readonly number: number; readonly due: Day | undefined }
  | { readonly kind: "settle"; readonly number: number }
  | { readonly kind: "close" };

/** What a check-in asks of this person now; undefined: nothing. */
export function ownStep(checkIn: CheckIn, me: Me, now: Date): OwnStep | undefined {
  const unsettled = checkIn.disagreements.find(({ resolver, resolution }) => resolution === "" && me.persons.includes(resolver));
  if (unsettled !== undefined) return { kind: "settle", number: unsettled.number };
  const party = partyIn(checkIn, me);
  if (party === undefined) return undefined;
  const began = checkIn.startTime !== undefined && timestampDate(checkIn.startTime) <= now;
  if (isAhead(checkIn) && party === Party.TEACHER && began) return { kind: "hold" };
  if (checkIn.state === CheckInState.VIEWS_OPEN && viewOf(checkIn, party) === undefined) return { kind: "write" };
  if (!isFollowed(checkIn)) return undefined;
  const open = checkIn.agreedActions.filter(({ doneTime }) => doneTime === undefined);
  const own = open.filter(({ owner }) => owner === party).sort((a, b) => (a.dueDate && b.dueDate ? compareDays(a.dueDate, b.dueDate) : 0))[0];
  if (own !== undefined) return { kind: "do", number: own.number, due: own.dueDate };
  if (party !== Party.TEACHER) return undefined;
  if (checkIn.state === CheckInState.HELD) return { kind: "agree" };
  return open.length === 0 && checkIn.disagreements.every(({ resolution }) => resolution !== "") ? { kind: "close" } : undefined;
}

/** Of each placement the one that counts now: what asks something of this person first, else what comes next. */
export function nextOfEach(checkIns: readonly CheckIn[], me: Me, now: Date): CheckIn[] {
  const next = new Map<string, CheckIn>();
  for (const one of [...checkIns].sort(byStart)) {
    const known = next.get(one.placement);
    const asks = ownStep(one, me, now) !== undefined;
    if (!asks && !isAhead(one)) continue;
    if (known === undefined || (asks && ownStep(known, me, now) === undefined)) next.set(one.placement, one);
  }
  return [...next.values()].sort((a, b) => Number(ownStep(b, me, now) !== undefined) - Number(ownStep(a, me, now) !== undefined) || byStart(a, b));
}
