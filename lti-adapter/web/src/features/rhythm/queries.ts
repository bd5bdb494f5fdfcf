// Reading pulses, hours and shifted deadlines of one placement.
import { useQuery } from "@tanstack/react-query";
import { HoursEntry_State as HoursState } from "../../gen/driehoek/v1/rhythm_pb";
import { RhythmService } from "../../gen/driehoek/v1/rhythm_service_pb";
import { useClient } from "../../shared/api/hooks";
import { allPages } from "../../shared/api/pages";
import { institutionOf } from "../../shared/api/session";
import { dayAfter, isoDay, type Day } from "../../shared/i18n/dates";

const parentOf = (placement: string) => `institutions/${institutionOf(placement)}`;

/** The days of one week, with those that were taken back: writing such a day again changes it. */
export function useHoursOfWeek(placement: string, monday: Day) {
  const client = useClient(RhythmService);
  const states = [HoursState.WRITTEN, HoursState.CONFIRMED, HoursState.DISPUTED, HoursState.WITHDRAWN];
  return useQuery({
    queryKey: ["hours", placement, isoDay(monday)],
    queryFn: async () => (await client.listHours({ parent: parentOf(placement), placement, states, fromDate: monday, toDate: dayAfter(monday, 6), pageSize: 50 })).hoursEntries,
  });
}

export function useHoursSummary(placement: string) {
  const client = useClient(RhythmService);
  return useQuery({ queryKey: ["hoursSummary", placement], queryFn: () => client.getHoursSummary({ name: `${placement}/hoursSummary` }) });
}

export function usePulses(placement: string) {
  const client = useClient(RhythmService);
  return useQuery({ queryKey: ["pulses", placement], queryFn: () => allPages((pageToken) => client.listPulses({ parent: parentOf(placement), placement, pageSize: 500, pageToken }), (page) => page.pulses) });
}

export function useShifts(placement: string) {
  const client = useClient(RhythmService);
  return useQuery({ queryKey: ["shifts", placement], queryFn: () => allPages((pageToken) => client.listDeadlineShifts({ parent: parentOf(placement), placement, pageSize: 500, pageToken }), (page) => page.deadlineShifts) });
}
