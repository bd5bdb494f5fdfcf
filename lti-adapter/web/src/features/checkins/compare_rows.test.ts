// @vitest-environment node
import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { CheckInSchema } from "../../gen/driehoek/v1/check_in_pb";
import { Party } from "../../triangle/check_ins";
import { compareRows, hiddenParties, ratingsDiffer } from "./compare_rows";

test("GivenRatings_WhenCompared_ThenTwoOrMoreIsADifference", () => {
  expect(ratingsDiffer([3, 4])).toBe(false);
  expect(ratingsDiffer([3, 0, 5])).toBe(true);
  expect(ratingsDiffer([0, 5, 0])).toBe(false);
});

test("GivenThreeViews_WhenLaidOut_ThenDifferencesComeFirstAndHiddenOnesSayNothing", () => {
  const goal = (outcomeCode: string, rating: number) => ({ outcomeCode, rating });
  const one = create(CheckInSchema, { views: [
    { party: Party.STUDENT, goesWell: "Veel geleerd", overallRating: 4, goalRatings: [goal("LU2", 3), goal("LU10", 2)] },
    { party: Party.SUPERVISOR, goesWell: "Werkt goed", mustChange: "Meer vragen", overallRating: 2, goalRatings: [goal("LU2", 3), goal("LU10", 5)] },
    { party: Party.TEACHER, hidden: true, goesWell: "" },
  ] });
  const rows = compareRows(one);
  expect(rows.map(({ key, code, differs }) => [key, code, differs])).toEqual([["overall", "", true], ["goes_well", "", false], ["must_change", "", false], ["goal", "LU10", true], ["goal", "LU2", false]]);
  expect(rows[0]?.cells.map((cell) => cell?.rating)).toEqual([4, undefined, 2]);
  expect(hiddenParties(one)).toEqual([Party.TEACHER]);
});
