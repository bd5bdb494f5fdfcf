// @vitest-environment node
import { expect, test } from "vitest";
import { readScore } from "./calls";
import { hostOf, needsSomebody, shown, sorted } from "./view";

const score = (id: string, state: string, publishTime = "2026-05-01T09:30:00Z") => readScore({ id, state, publishTime });
const list = [score("sent", "sent"), score("old", "refused", "2026-04-01T09:30:00Z"), score("new", "refused"), score("odd", "held_back"), score("none", "no_column"), score("wait", "waiting")];

test("GivenScores_WhenSorted_ThenWhatNeedsSomebodyComesFirstAndNewestFirst", () => {
  expect(sorted(list).map(({ id }) => id)).toEqual(["odd", "new", "old", "none", "wait", "sent"]);
});

test("GivenAFilter_WhenShown_ThenOnlyThoseAreThere", () => {
  expect(shown(list, "now").map(({ id }) => id)).toEqual(["odd", "new", "old", "none"]);
  expect(shown(list, "waiting").map(({ id }) => id)).toEqual(["wait"]);
  expect(shown(list, "all")).toHaveLength(list.length);
  expect(list.filter(needsSomebody)).toHaveLength(4);
});

test("GivenAPlatform_WhenShown_ThenItsHostStandsThere", () => {
  expect(hostOf("https://lms.school.example/a")).toBe("lms.school.example");
  expect(hostOf("somewhere")).toBe("somewhere");
});
