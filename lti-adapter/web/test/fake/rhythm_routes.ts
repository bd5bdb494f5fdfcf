// Pulses, hours and shifted deadlines in memory, as far as the screens need them. A request id that was seen gets its first answer.
import { create } from "@bufbuild/protobuf";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import { DeadlineShiftSchema, HoursEntrySchema, HoursEntry_State as HoursState, Pulse_Party as Party, PulseDueSchema, PulseDue_Standing as Standing, PulseSchema, type DeadlineShift, type HoursEntry, type Pulse } from "../../src/gen/driehoek/v1/rhythm_pb";
import { DateSchema } from "../../src/gen/google/type/date_pb";
import { RhythmService } from "../../src/gen/driehoek/v1/rhythm_service_pb";
import { compareDays, isoDay, mondayOf, type Day } from "../../src/shared/i18n/dates";
import { refuse } from "./refuse";

const school = "institutions/waarden";
const day = (month: number, date: number): Day => ({ year: 2026, month, day: date });

export interface RhythmWorld {
  pulses: Pulse[];
  hours: HoursEntry[];
  shifts: DeadlineShift[];
}

const entry = (id: string, student: string, date: Day, learningMinutes: number, otherMinutes: number, state = HoursState.WRITTEN): HoursEntry => create(HoursEntrySchema, {
  name: `${school}/hoursEntries/${id}`, placement: `${school}/placements/${student}`, student: `${school}/persons/${student}`, workDate: date, learningMinutes, otherMinutes, state, etag: "h1",
});

export function makeRhythm(): RhythmWorld {
  return {
    pulses: [],
    hours: [entry("1", "daan", day(9, 21), 120, 360), entry("2", "daan", day(9, 22), 60, 420), entry("3", "daan", day(9, 28), 240, 240), entry("0", "daan", day(9, 14), 120, 360, HoursState.CONFIRMED)],
    shifts: [],
  };
}

const minutes = (list: readonly HoursEntry[], of: (one: HoursEntry) => number) => list.reduce((sum, one) => sum + of(one), 0);
const both = (one: HoursEntry) => one.learningMinutes + one.otherMinutes;
const totals = (list: readonly HoursEntry[]) => ({
  learningMinutes: minutes(list, (one) => one.learningMinutes), otherMinutes: minutes(list, (one) => one.otherMinutes), dayCount: list.length,
  confirmedMinutes: minutes(list.filter(({ state }) => state === HoursState.CONFIRMED), both), disputedMinutes: minutes(list.filter(({ state }) => state === HoursState.DISPUTED), both),
  unconfirmedDayCount: list.filter(({ state }) => state === HoursState.WRITTEN).length,
});

export function rhythmRoutes(router: ConnectRouter, world: RhythmWorld, role: () => string): void {
  const party = () => (role() === "student" ? Party.STUDENT : Party.SUPERVISOR);
  const seenHours = (seen: readonly { name: string; etag: string }[], state: HoursState, disputeReason = "") => seen.map(({ name, etag }) => {
    const found = world.hours.find((one) => one.name === name);
    if (found === undefined) throw refuse(Code.InvalidArgument, "REFERENCE_NOT_FOUND");
    if (found.etag !== etag) throw refuse(Code.Aborted, "STALE_ETAG");
    return Object.assign(found, { state, disputeReason, etag: `${etag}+` });
  });
  router.service(RhythmService, {
    getPulseDue: ({ name }) => {
      const placement = name.replace("/pulseDue", "");
      const pulse = world.pulses.find((one) => one.placement === placement && one.party === party());
      return create(PulseDueSchema, { name, placement, party: party(), standing: pulse ? Standing.ANSWERED : Standing.DUE, periodStartDate: day(9, 21), untilDate: day(10, 4), ...(pulse && { pulse }) });
    },
    answerPulse: ({ pulse, pulseId }) => {
      const made = Object.assign(create(PulseSchema, pulse), { party: party(), name: `${school}/pulses/${pulseId}`, periodStartDate: create(DateSchema, day(9, 21)) });
      world.pulses = [...world.pulses.filter((one) => one.placement !== made.placement || one.party !== made.party), made];
      return structuredClone(made);
    },
    listPulses: ({ placement }) => ({ pulses: structuredClone(world.pulses.filter((one) => one.placement === placement)) }),
    listHours: ({ placement, states, fromDate, toDate }) => ({ hoursEntries: structuredClone(world.hours.filter((one) => one.placement === placement && (states.length === 0 || states.includes(one.state))
      && (!fromDate || (one.workDate && compareDays(one.workDate, fromDate) >= 0)) && (!toDate || (one.workDate && compareDays(one.workDate, toDate) <= 0)))) }),
    writeHours: ({ placement, days }) => ({ hoursEntries: days.map(({ hoursEntry, hoursEntryId }) => {
      const known = world.hours.find((one) => one.placement === placement && isoDay(one.workDate) === isoDay(hoursEntry?.workDate));
      if (known && hoursEntry?.etag !== "" && known.etag !== hoursEntry?.etag) throw refuse(Code.Aborted, "STALE_ETAG");
      const made = Object.assign(known ?? create(HoursEntrySchema, { name: `${school}/hoursEntries/${hoursEntryId}`, placement }), { workDate: hoursEntry?.workDate, learningMinutes: hoursEntry?.learningMinutes ?? 0, otherMinutes: hoursEntry?.otherMinutes ?? 0, state: HoursState.WRITTEN, etag: `${known?.etag ?? "h"}+` });
      if (known === undefined) world.hours.push(made);
      return structuredClone(made);
    }) }),
    withdrawHours: ({ name, etag }) => structuredClone(seenHours([{ name, etag }], HoursState.WITHDRAWN)[0] ?? create(HoursEntrySchema)),
    getHoursSummary: ({ name }) => {
      const own = world.hours.filter((one) => one.placement === name.replace("/hoursSummary", "") && one.state !== HoursState.WITHDRAWN);
      const weeks = new Map<string, HoursEntry[]>();
      for (const one of own) {
        const key = isoDay(one.workDate && mondayOf(one.workDate));
        weeks.set(key, [...(weeks.get(key) ?? []), one]);
      }
      return { name, totals: totals(own), weeks: [...weeks.values()].map((list) => ({ ...(list[0]?.workDate && { mondayDate: mondayOf(list[0].workDate) }), totals: totals(list) })) };
    },
    confirmHours: ({ seen }) => ({ hoursEntries: structuredClone(seenHours(seen, HoursState.CONFIRMED)) }),
    disputeHours: ({ seen, reason }) => ({ hoursEntries: structuredClone(seenHours(seen, HoursState.DISPUTED, reason)) }),
    createDeadlineShift: ({ deadlineShift }) => {
      const made = Object.assign(create(DeadlineShiftSchema, deadlineShift), { name: `${school}/deadlineShifts/${world.shifts.length + 1}`, ordinal: world.shifts.length + 1 });
      world.shifts.unshift(made);
      return structuredClone(made);
    },
    listDeadlineShifts: ({ placement }) => ({ deadlineShifts: structuredClone(world.shifts.filter((one) => one.placement === placement)) }),
  });
}
