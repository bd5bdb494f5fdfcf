// @vitest-environment node
import { expect, test } from "vitest";
import { makeWords } from "../../shared/i18n/context";
import { loadParts, loadTable } from "../../shared/i18n/table";
import type { WrittenHours } from "../../triangle/rhythm";
import { hoursText, totalOf } from "../../triangle/rhythm_words";
import { bundlesOf, namesIn, weeksText } from "./bundles";

const hours = (name: string, placement: string, day: number, learning = 120): WrittenHours => ({ name, placement, etag: "h1", day: { year: 2026, month: 9, day }, learning, other: 330, note: "" });

test("GivenHoursOfTwoStudents_WhenBundled_ThenEachHasItsOwnAndTheOldestDayIsFirst", () => {
  const bundles = bundlesOf([hours("1", "daan", 21), hours("2", "lotte", 22), hours("3", "daan", 28)]);
  expect(bundles.map(({ placement, hours: list }) => [placement, list.map(({ name }) => name)])).toEqual([["daan", ["1", "3"]], ["lotte", ["2"]]]);
});

test("GivenMoreDaysThanOneCallTakes_WhenBundled_ThenTheRestComesAfter", () => {
  expect(bundlesOf(Array.from({ length: 130 }, (_, index) => hours(String(index), "daan", 21)))[0]?.hours).toHaveLength(100);
});

test("GivenARequest_WhenRead_ThenItsHoursAreNamed", () => {
  expect(namesIn({ seen: [{ name: "a", etag: "1" }, { name: "b" }] })).toEqual(["a", "b"]);
  expect([namesIn({}), namesIn("x"), namesIn({ seen: [3] })]).toEqual([[], [], []]);
});

test("GivenDaysOfTwoWeeks_WhenSaid_ThenWeeksAndHoursReadAsPeopleSayThem", async () => {
  const words = makeWords("nl", { ...await loadTable("nl", "guest"), ...await loadParts("nl", ["rhythm"]) }, "Europe/Amsterdam");
  const list = [hours("1", "daan", 21), hours("2", "daan", 28, 90)];
  expect(weeksText(words, list)).toBe("week 39 en 40");
  const { learning, other } = totalOf(list);
  expect(hoursText(words, learning, other)).toBe("14,5 uur, waarvan 3,5 op leertaken");
});
