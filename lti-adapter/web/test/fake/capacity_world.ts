// What the school of the tests knows of places: offers of organisations, and the students who look for one, on 29 September 2026.
import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { CapacityOffer_State as OfferState, CapacityOfferSchema, HostingIntent_Answer as Hosting, HostingIntentSchema, type CapacityOffer, type HostingIntent } from "../../src/gen/driehoek/v1/capacity_pb";
import { BlockerKind, PlacementForm, PlacementState, Variant } from "../../src/triangle/contract";
import { placement, school, type World } from "./world";

const organisations = [
  ["vl", "Van Leeuwen Installatietechniek", "Projecten", "Culemborg", 5, 4, 0, ""], ["rijnland", "Waterbedrijf Rijnland", "Waterbehandeling", "Arnhem", 5, 5, 0, ""],
  ["linden", "Zorggroep De Linden", "Wijkteam", "Tiel", 4, 3, 1, "zorg"], ["kuipers", "Aannemer Kuipers", "Werkvoorbereiding", "Tiel", 5, 3, 1, "eng"],
  ["tiel", "Gemeente Tiel", "Openbare ruimte", "Tiel", 4, 3, 1, "eng"], ["kroon", "Bouwbedrijf De Kroon", "Uitvoering", "Zaltbommel", 3, 0, 0, ""],
  ["thuis", "Woonstichting Thuis", "Vastgoed", "Wageningen", 2, 1, 0, ""],
] as const;

export function makeOffers(): CapacityOffer[] {
  return organisations.map(([id, organisation, workplace, city, seatCount, taken, kept, programme], index) => create(CapacityOfferSchema, {
    name: `${school}/capacityOffers/${id}`, workplace: `${school}/organisations/${id}/workplaces/1`, supervisor: `${school}/organisations/${id}/supervisors/ingrid`,
    startDate: { year: index === 5 ? 2027 : 2026, month: index === 5 ? 2 : 8, day: index === 5 ? 1 : 31 }, endDate: { year: 2027, month: index === 5 ? 7 : 1, day: 29 },
    seatCount, weeklyHours: 24, forms: [PlacementForm.INTERNSHIP, PlacementForm.DUAL_POST], minPhase: 1, state: OfferState.OFFERED, takenSeatCount: taken, freeSeatCount: seatCount - taken, etag: "o1",
    shares: kept > 0 ? [{ programme: `${school}/programmes/${programme}`, reservedSeatCount: kept, maxSeatCount: 4 }] : [],
    labels: { organisation, workplace, supervisor: "Ingrid Maas", city },
  }));
}

/** One organisation was asked, the others were not. */
export function makeIntents(): HostingIntent[] {
  return [create(HostingIntentSchema, { name: `${school}/hostingIntents/vl`, organisation: `${school}/organisations/vl`, organisationDisplayName: "Van Leeuwen Installatietechniek", year: 2027, answer: Hosting.NOT_YET, askTime: timestampFromDate(new Date("2026-09-21T08:00:00Z")), etag: "i1" })];
}

/** Adds students who search, one proposal, and one who may not start for want of a scan; the first of them is Bram. */
export function withSearch(world: World): World {
  const clock = (since: { year: number; month: number; day: number }, weeksToStart: number, escalationStep: number) => ({ sinceDate: since, weeksToStart, escalationStep });
  const programmeVariant = `${school}/programmes/eng/variants/dt`;
  const searching = { programmeVariant, form: PlacementForm.INTERNSHIP };
  const bram = placement("bram", "bram", Variant.PART_TIME, PlacementState.SEARCHING, {
    ...searching, startDate: { year: 2026, month: 9, day: 7 }, searchClock: clock({ year: 2026, month: 9, day: 6 }, -3, 3), refusalCount: 1, refusalReason: "Er is daar niemand die je elke week kan begeleiden. Een ander team van de gemeente mag wel.",
  }, "", "Ad Bouwkunde");
  world.placements = [
    ...world.placements.filter((one) => one.name !== bram.name).map((one) => ({ ...one, programmeVariant })), bram,
    placement("yusuf", "yusuf", Variant.FULL_TIME, PlacementState.SEARCHING, { ...searching, startDate: { year: 2026, month: 11, day: 2 }, searchClock: clock({ year: 2026, month: 9, day: 14 }, 4, 1) }, "", "Ad Bouwkunde"),
    placement("noor", "noor", Variant.FULL_TIME, PlacementState.PROPOSED, { ...searching, supervisor: "", startDate: { year: 2026, month: 10, day: 12 }, origin: 3, labels: { student: "Noor Smeets", programme: "Ad Bouwkunde", organisation: "Loonbedrijf Van Dam", workplace: "Grond en wegen" } }, "Loonbedrijf Van Dam", "Ad Bouwkunde"),
    placement("emma", "emma", Variant.DUAL, PlacementState.CONFIRMED, { startDate: { year: 2026, month: 10, day: 19 }, blockers: [{ kind: BlockerKind.SCAN_MISSING }], labels: { student: "Emma de Wit", programme: "Ad Management in de Zorg", organisation: "Thuiszorg Rivierenland", supervisor: "Anne Vis" } }, "Thuiszorg Rivierenland", "Ad Management in de Zorg"),
  ];
  return world;
}
