import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { dateWords, dayIn, daysBetween, isoDay, parseDay, weekNumber } from "./dates";

const now = () => new Date("2026-09-29T09:12:00+02:00");
const friday = { year: 2026, month: 10, day: 2 };

test("GivenADay_WhenSaidInBothLanguages_ThenItReadsAsPeopleSayIt", () => {
  expect(dateWords("nl", "Europe/Amsterdam", now).dayWeek(friday)).toBe("vr 2 okt (week 40)");
  expect(dateWords("en", "Europe/Amsterdam", now).dayWeek(friday)).toBe("Fri 2 Oct (week 40)");
  expect(dateWords("nl", "Europe/Amsterdam", now).day({ year: 2027, month: 1, day: 29 })).toBe("vr 29 jan 2027");
});

test("GivenAMoment_WhenSaid_ThenTheZoneOfTheInstitutionCounts", () => {
  const late = timestampFromDate(new Date("2026-09-28T22:30:00Z"));
  expect(dateWords("nl", "Europe/Amsterdam", now).moment(late)).toBe("di 29 sep, 00:30");
  expect(dateWords("nl", "Atlantic/Azores", now).moment(late)).toBe("ma 28 sep, 22:30");
  expect(dayIn("Europe/Amsterdam", new Date("2026-03-29T00:30:00Z"))).toEqual({ year: 2026, month: 3, day: 29 });
});

test("GivenYearEnds_WhenCountingWeeks_ThenTheyFollowIso8601", () => {
  expect(weekNumber({ year: 2026, month: 1, day: 1 })).toBe(1);
  expect(weekNumber({ year: 2026, month: 12, day: 31 })).toBe(53);
  expect(weekNumber({ year: 2027, month: 1, day: 3 })).toBe(53);
  expect(weekNumber({ year: 2024, month: 12, day: 30 })).toBe(1);
});

test("GivenDaysAcrossTheChangeOfTheClock_WhenCounted_ThenEachIsOne", () => {
  expect(daysBetween({ year: 2026, month: 10, day: 24 }, { year: 2026, month: 10, day: 26 })).toBe(2);
  expect(daysBetween(friday, friday)).toBe(0);
});

test("GivenTextOfADateField_WhenReadAndWritten_ThenItIsTheSame", () => {
  expect(isoDay(parseDay("2026-10-02"))).toBe("2026-10-02");
  expect(parseDay("2 oktober")).toBeUndefined();
  expect(isoDay(undefined)).toBe("");
});
