// @vitest-environment node
import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { CapacityOfferSchema, type CapacityOffer } from "../gen/driehoek/v1/capacity_pb";
import { placement, school } from "../../test/fake/world";
import { makeOffers } from "../../test/fake/capacity_world";
import { PlacementForm, PlacementState, Variant } from "./contract";
import { fittingOffers, seatsFor } from "./offers";

const programme = `${school}/programmes/eng`;
const searching = placement("bram", "bram", Variant.PART_TIME, PlacementState.SEARCHING, { form: PlacementForm.INTERNSHIP, programmeVariant: `${programme}/variants/dt`, startDate: { year: 2026, month: 9, day: 7 }, endDate: { year: 2027, month: 1, day: 29 } });
const namesOf = (offers: readonly CapacityOffer[]) => fittingOffers(offers, searching).map(({ name }) => name.split("/").at(-1));
const first = (part: Partial<CapacityOffer>) => Object.assign(create(CapacityOfferSchema, makeOffers()[0]), part);

test("GivenOffers_WhenOneKeepsSeatsForTheProgramme_ThenItComesFirstAndFullOnesAreLeftOut", () => {
  expect(namesOf(makeOffers())).toEqual(["kuipers", "tiel", "vl", "thuis"]);
});

test("GivenSeatsKeptForOthers_WhenCounted_ThenTheyAreNotFree", () => {
  const linden = makeOffers().find(({ name }) => name.endsWith("/linden"));
  expect(linden && seatsFor(linden, programme)).toBe(0);
  expect(linden && seatsFor(linden, `${school}/programmes/zorg`)).toBe(1);
});

test("GivenAnOffer_WhenItLacksWhatThePlacementNeeds_ThenItDoesNotFit", () => {
  expect(namesOf([first({})])).toEqual(["vl"]);
  for (const part of [{ supervisor: "" }, { forms: [PlacementForm.DUAL_POST] }, { variants: [Variant.DUAL] }, { endDate: { $typeName: "google.type.Date", year: 2027, month: 1, day: 28 } as const }]) expect(namesOf([first(part)])).toEqual([]);
});
