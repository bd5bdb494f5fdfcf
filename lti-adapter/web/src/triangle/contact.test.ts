// @vitest-environment node
import { expect, test } from "vitest";
import { lineOf } from "./contact";

const date = { $typeName: "google.type.Date", year: 2026, month: 9, day: 1 } as const;

test("GivenSilence_WhenItNearsAndPassesTheLimit_ThenTheLineIsDashedAndDotted", () => {
  const line = (silentDays: number) => lineOf({ silentDays, silenceWeeks: 4, lastContactDate: date });
  // 75 % of 28 days is 21; past it is 29.
  expect([0, 20, 21, 28, 29].map(line)).toEqual(["full", "full", "dash", "dash", "dot"]);
});

test("GivenNoContactYet_WhenTheLimitPasses_ThenItIsSilentToo", () => {
  const line = (silentDays: number) => lineOf({ silentDays, silenceWeeks: 4 });
  expect([0, 28, 29].map(line)).toEqual(["none", "none", "dot"]);
  expect(lineOf({ silentDays: 90, silenceWeeks: 0, lastContactDate: date })).toBe("full");
});
