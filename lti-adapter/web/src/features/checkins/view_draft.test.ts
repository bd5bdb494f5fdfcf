// @vitest-environment node
import { expect, test } from "vitest";
import { blankView, isBlank, readView, withGoal, type ViewDraft } from "./view_draft";

const draft: ViewDraft = { goesWell: "Goed", mustChange: "", overall: 4, goals: [{ code: "LU1", rating: 2, note: "nog weinig" }], remarks: "" };

test("GivenAKeptDraft_WhenReadBack_ThenItIsTheSame", () => {
  expect(readView(JSON.stringify(draft))).toEqual(draft);
  expect(isBlank(blankView)).toBe(true);
  expect(isBlank(draft)).toBe(false);
});

test.each([null, "", "nonsense", "[]", "null", JSON.stringify({ ...draft, overall: 6 }), JSON.stringify({ ...draft, overall: 2.5 }), JSON.stringify({ ...draft, goals: [{ code: "LU1", rating: 0, note: "" }] }), JSON.stringify({ ...draft, goesWell: 1 })])(
  "GivenWhatThisPageDidNotWrite %s_WhenRead_ThenItIsNothing", (text) => expect(readView(text)).toBeUndefined(),
);

test("GivenAGoal_WhenRatedAgainOrTakenAway_ThenTheNoteStaysOrGoes", () => {
  expect(withGoal(draft, "LU1", 5).goals).toEqual([{ code: "LU1", rating: 5, note: "nog weinig" }]);
  expect(withGoal(draft, "LU1", 0).goals).toEqual([]);
  expect(withGoal(draft, "LU2", 3, "ja").goals).toHaveLength(2);
});
