// @vitest-environment node
import { expect, test } from "vitest";
import { dropIndex, moveTo } from "./reorder";

test("GivenAList_WhenOneMoves_ThenTheOthersKeepTheirOrder", () => {
  expect(moveTo(["a", "b", "c", "d"], 3, 0)).toEqual(["d", "a", "b", "c"]);
  expect(moveTo(["a", "b", "c", "d"], 0, 2)).toEqual(["b", "c", "a", "d"]);
  expect(moveTo(["a", "b"], 1, 9)).toEqual(["a", "b"]);
  expect(moveTo(["a", "b"], 0, -3)).toEqual(["a", "b"]);
  expect(moveTo(["a", "b"], 7, 0)).toEqual(["a", "b"]);
});

test("GivenRowsOnScreen_WhenOneIsDragged_ThenItComesBeforeTheRowBelowThePointer", () => {
  const middles = [20, 60, 100];
  expect(dropIndex(middles, 0, 10)).toBe(0);
  expect(dropIndex(middles, 0, 70)).toBe(1);
  expect(dropIndex(middles, 0, 500)).toBe(2);
  expect(dropIndex(middles, 2, 50)).toBe(1);
});
