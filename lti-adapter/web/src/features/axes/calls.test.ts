// @vitest-environment node
import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { GetAxesDistributionResponse_RowSchema as RowSchema } from "../../gen/driehoek/v1/placement_search_pb";
import { bestOf, countAt, mostOf, shadeOf } from "./calls";

const row = create(RowSchema, { cells: [{ collaborationLevel: 4, authenticityLevel: 5, placementCount: 7 }, { collaborationLevel: 1, authenticityLevel: 1, placementCount: 2 }] });

test("GivenCells_WhenALevelPairIsAsked_ThenItsCountOrNone", () => {
  expect(countAt(row, 4, 5)).toBe(7);
  expect(countAt(row, 5, 4)).toBe(0);
});

test("GivenCells_WhenTheFullestIsAsked_ThenOnlyOneThatStandsOut", () => {
  expect(bestOf(row)?.placementCount).toBe(7);
  expect(bestOf(create(RowSchema, { cells: [...row.cells, { placementCount: 7 }] }))).toBeUndefined();
  expect(bestOf(create(RowSchema, { cells: [{ placementCount: 1 }] }))).toBeUndefined();
  expect(bestOf(create(RowSchema))).toBeUndefined();
});

test("GivenTables_WhenTheirScaleIsAsked_ThenTheLargestCountOfAllAndNeverNothing", () => {
  expect(mostOf([create(RowSchema), row])).toBe(7);
  expect(mostOf([])).toBe(1);
});

test("GivenCounts_WhenShaded_ThenNothingHasNoneAndTheLargestTheDarkest", () => {
  expect([0, 1, 2, 3, 4, 8].map((count) => shadeOf(count, 8))).toEqual([0, 1, 1, 2, 2, 4]);
  expect(shadeOf(1, 1)).toBe(4);
});
