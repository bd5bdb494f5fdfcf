// @vitest-environment node
import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { RoundPlaceSchema } from "../../gen/driehoek/v1/matching_pb";
import { Mismatch } from "../../triangle/rounds";
import { readDraft, sameDraft, type Draft } from "./draft";
import { distanceKm, fitOf } from "./fit";

const tiel = { latitudeDegrees: 51.887, longitudeDegrees: 5.43 };
const arnhem = { latitudeDegrees: 51.985, longitudeDegrees: 5.899 };
const draft: Draft = { wishes: [], home: undefined, maxDistanceKm: 0, languages: ["nl"] };

test("GivenTwoTowns_WhenMeasured_ThenItIsAsTheCrowFlies", () => {
  expect(distanceKm(tiel, arnhem)).toBe(34);
  expect(distanceKm(tiel, tiel)).toBe(0);
});

test("GivenNothingTyped_WhenJudged_ThenTheServiceIsFollowed", () => {
  const place = create(RoundPlaceSchema, { mismatches: [Mismatch.DISTANCE, Mismatch.PHASE], distanceKm: 12, location: arnhem });
  expect(fitOf(place, { ...draft, wishes: ["x"] }, draft)).toEqual({ km: 12, mismatches: [Mismatch.DISTANCE, Mismatch.PHASE] });
});

test("GivenANewHomeAndLanguages_WhenJudged_ThenOnlyThoseAreWorkedOutHere", () => {
  const place = create(RoundPlaceSchema, { mismatches: [Mismatch.LANGUAGE, Mismatch.PHASE], location: arnhem, requirements: { languages: ["de"] } });
  expect(fitOf(place, { ...draft, home: tiel, maxDistanceKm: 30, languages: ["nl", "de"] }, draft)).toEqual({ km: 34, mismatches: [Mismatch.PHASE, Mismatch.DISTANCE] });
  expect(fitOf(place, { ...draft, home: tiel, maxDistanceKm: 34, languages: ["de-AT"] }, draft).mismatches).toEqual([Mismatch.PHASE]);
  expect(fitOf(place, { ...draft, home: tiel, maxDistanceKm: 40 }, draft)).toEqual({ km: 34, mismatches: [Mismatch.PHASE, Mismatch.LANGUAGE] });
});

test("GivenAKeptDraft_WhenRead_ThenNonsenseIsNoDraft", () => {
  const kept: Draft = { wishes: ["a"], languages: ["nl"], maxDistanceKm: 20, home: tiel };
  expect(readDraft(JSON.stringify(kept))).toEqual(kept);
  expect(readDraft('{"wishes":[1]}')).toBeUndefined();
  expect(readDraft("{")).toBeUndefined();
  expect(readDraft(null)).toBeUndefined();
  expect(sameDraft(kept, { ...kept, wishes: [] })).toBe(false);
});
