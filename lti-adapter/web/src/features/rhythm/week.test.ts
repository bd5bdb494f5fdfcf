// @vitest-environment node
import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { HoursEntrySchema, HoursEntry_State as HoursState } from "../../gen/driehoek/v1/rhythm_pb";
import { changedDays, daysOfWeek, emptiedDays, firstNormal, isPossible, minutesOf, typedWeek, withNormal } from "./week";

const day = (date: number) => ({ year: 2026, month: 9, day: date });
const monday = day(28);
const entry = (date: number, learningMinutes: number, otherMinutes: number, state = HoursState.WRITTEN) => create(HoursEntrySchema, { name: `h${date}`, workDate: day(date), learningMinutes, otherMinutes, state, etag: "e1" });

test.each([["7,5", 450], ["7.5", 450], ["", 0], [" 8 ", 480], ["0", 0]])("GivenTyped %s_WhenRead_ThenItIs %s minutes", (typed, minutes) => {
  expect(minutesOf(typed)).toBe(minutes);
});

test.each(["25", "-1", "acht", "1e9"])("GivenTyped %s_WhenRead_ThenItIsNoDay", (typed) => {
  expect(minutesOf(typed)).toBeUndefined();
  expect(isPossible({ "2026-09-28": { learning: typed, other: "" } })).toBe(false);
});

test("GivenTwoKindsThatExceedADay_WhenChecked_ThenTheyAreNotPossible", () => {
  expect(isPossible({ "2026-09-28": { learning: "13", other: "12" } })).toBe(false);
  expect(isPossible({ "2026-09-28": { learning: "12", other: "12" } })).toBe(true);
});

test.each([[32, { days: "0123", hours: "8" }], [40, { days: "01234", hours: "8" }], [36, { days: "01234", hours: "7" }], [4, { days: "0", hours: "4" }], [60, { days: "01234", hours: "12" }]])("GivenAnAgreementOf %s hours_WhenADayIsProposed_ThenItFits", (weekly, normal) => {
  expect(firstNormal(weekly)).toMatchObject(normal);
});

test("GivenAWeek_WhenListed_ThenOnlyDaysInsideThePlacementAndUpToTodayAreThere", () => {
  expect(daysOfWeek(monday, day(29), { year: 2027, month: 1, day: 29 }, day(30)).map((one) => one.day)).toEqual([29, 30]);
  expect(daysOfWeek(monday, day(1), day(28), day(30)).map((one) => one.day)).toEqual([28]);
  expect(daysOfWeek(monday, day(1), { year: 2027, month: 1, day: 29 }, day(21))).toEqual([]);
});

test("GivenANormalDay_WhenAWeekIsFilled_ThenWrittenDaysStayAndFreeDaysStayEmpty", () => {
  const days = daysOfWeek(monday, day(1), { year: 2027, month: 1, day: 29 }, { year: 2026, month: 10, day: 2 });
  const filled = withNormal({ "2026-09-28": { learning: "1", other: "" } }, days, { days: "013", hours: "8", share: 25 }, "nl");
  expect(filled).toEqual({ "2026-09-28": { learning: "1", other: "" }, "2026-09-29": { learning: "2", other: "6" }, "2026-10-01": { learning: "2", other: "6" } });
});

test("GivenTypedHours_WhenCompared_ThenOnlyWhatDiffersIsSentWithItsVersion", () => {
  const entries = [entry(28, 120, 360), entry(29, 120, 360), entry(30, 60, 0, HoursState.WITHDRAWN)];
  const typed = { ...typedWeek(entries, "nl"), "2026-09-29": { learning: "3", other: "5" }, "2026-09-30": { learning: "1", other: "" }, "2026-10-01": { learning: "2,5", other: "" } };
  const changed = changedDays(typed, entries, () => "id");
  expect(changed.map(({ hoursEntry }) => [hoursEntry?.workDate?.day, hoursEntry?.learningMinutes, hoursEntry?.otherMinutes, hoursEntry?.etag])).toEqual([[29, 180, 300, "e1"], [30, 60, 0, "e1"], [1, 150, 0, ""]]);
});

test("GivenADayThatWasEmptied_WhenCompared_ThenItIsTakenBack", () => {
  const entries = [entry(28, 120, 360), entry(30, 60, 0, HoursState.WITHDRAWN)];
  expect(emptiedDays({ "2026-09-28": { learning: "", other: " " } }, entries).map(({ name }) => name)).toEqual(["h28"]);
});
