// @vitest-environment node
import { expect, test } from "vitest";
import { clockIn, instantIn } from "./instant";

const zone = "Europe/Amsterdam";

test("GivenADayAndAClock_WhenMadeAnInstant_ThenSummerAndWinterCount", () => {
  expect(instantIn(zone, "2026-10-09", "17:00")?.toISOString()).toBe("2026-10-09T15:00:00.000Z");
  expect(instantIn(zone, "2026-12-04", "17:00")?.toISOString()).toBe("2026-12-04T16:00:00.000Z");
  // The clock goes back at three on this day.
  expect(instantIn(zone, "2026-10-25", "00:30")?.toISOString()).toBe("2026-10-24T22:30:00.000Z");
  expect(instantIn(zone, "2026-10-25", "17:00")?.toISOString()).toBe("2026-10-25T16:00:00.000Z");
});

test("GivenAnInstant_WhenSaidInTheZone_ThenItReadsBack", () => {
  expect(clockIn(zone, new Date("2026-10-09T15:00:00Z"))).toEqual({ day: "2026-10-09", clock: "17:00" });
  expect(clockIn(zone, new Date("2026-12-31T23:30:00Z"))).toEqual({ day: "2027-01-01", clock: "00:30" });
});

test("GivenNonsense_WhenMadeAnInstant_ThenThereIsNone", () => {
  expect(instantIn(zone, "", "17:00")).toBeUndefined();
  expect(instantIn(zone, "2026-10-09", "vijf uur")).toBeUndefined();
});
