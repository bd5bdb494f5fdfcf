import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { WorkplaceScanSchema } from "../../gen/driehoek/v1/workplace_scan_pb";
import { ScanState, Trigger, Verdict } from "../../triangle/scans";
import { exceptionOf, sorted } from "./exceptions";

const today = { year: 2026, month: 9, day: 29 };
const scan = (init: Parameters<typeof create<typeof WorkplaceScanSchema>>[1]) => create(WorkplaceScanSchema, init);
const causeOf = (init: Parameters<typeof create<typeof WorkplaceScanSchema>>[1]) => exceptionOf(scan(init), today);

test("GivenAVerdictThatEndsWithinFourWeeks_WhenRead_ThenItExpiresSoonAndADayLaterItDoesNot", () => {
  const until = (day: number) => causeOf({ state: ScanState.ASSESSED, verdict: Verdict.FIT, validUntilDate: { year: 2026, month: 10, day } }).cause;
  expect([until(27), until(28)]).toEqual(["expiring", "calm"]);
});

test("GivenAConditionalVerdict_WhenOneConditionIsOpen_ThenItsDayCountsAndWhenAllAreDoneItIsCalm", () => {
  const conditions = [{ id: "1", dueDate: { year: 2026, month: 9, day: 1 }, doneTime: timestampFromDate(new Date("2026-08-30T10:00:00Z")) }, { id: "2", dueDate: { year: 2026, month: 9, day: 27 } }];
  expect(causeOf({ state: ScanState.ASSESSED, verdict: Verdict.CONDITIONAL, conditions })).toMatchObject({ cause: "conditions", late: 2, due: { day: 27 } });
  expect(causeOf({ state: ScanState.ASSESSED, verdict: Verdict.CONDITIONAL, conditions: conditions.slice(0, 1) }).cause).toBe("calm");
});

test("GivenAScanThatIsNotFit_WhenRead_ThenItDoesNotExpire", () => {
  expect(causeOf({ state: ScanState.ASSESSED, verdict: Verdict.UNFIT })).toMatchObject({ cause: "calm", late: 0, due: undefined });
});

test("GivenRowsOfAllKinds_WhenSorted_ThenLateThenToJudgeThenByDayAndCalmLast", () => {
  const rows = [
    causeOf({ name: "calm", state: ScanState.ASSESSED, verdict: Verdict.FIT, validUntilDate: { year: 2027, month: 1, day: 1 } }),
    causeOf({ name: "later", state: ScanState.REQUESTED, dueDate: { year: 2026, month: 11, day: 1 } }),
    causeOf({ name: "never", state: ScanState.REQUESTED }),
    causeOf({ name: "sooner", state: ScanState.REOPENED, dueDate: { year: 2026, month: 10, day: 1 } }),
    causeOf({ name: "judge", state: ScanState.FILLED }),
    causeOf({ name: "late", state: ScanState.REQUESTED, dueDate: { year: 2026, month: 9, day: 28 } }),
  ];
  expect(sorted(rows).map((row) => row.scan.name)).toEqual(["late", "judge", "sooner", "later", "never", "calm"]);
});

test("GivenAScanOpenedAgain_WhenTheDayOfItsPlacementHasBeen_ThenItIsNotLate", () => {
  const past = { year: 2026, month: 6, day: 1 };
  expect(causeOf({ state: ScanState.REOPENED, trigger: Trigger.PHASE_CHANGE, dueDate: past })).toMatchObject({ cause: "reopened", late: 0, due: undefined });
  expect(causeOf({ state: ScanState.FILLED, trigger: Trigger.FIRST, dueDate: past })).toMatchObject({ cause: "to_assess", late: 120 });
});
