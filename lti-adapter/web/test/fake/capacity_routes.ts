// The calls on offers, proposals and the forecast in memory, with the states and reasons of the contract as far as the screens need them.
import { Code, type ConnectRouter } from "@connectrpc/connect";
import { create } from "@bufbuild/protobuf";
import { CapacityOffer_State as OfferState, HostingIntent_Answer as Hosting, HostingIntentSchema, type CapacityOffer } from "../../src/gen/driehoek/v1/capacity_pb";
import { CapacityService } from "../../src/gen/driehoek/v1/capacity_service_pb";
import { PlacementService, ScreenPlacementRequest_Decision as Decision } from "../../src/gen/driehoek/v1/placement_search_pb";
import { Funding, PlacementState, Variant, type Placement } from "../../src/triangle/contract";
import { refuse } from "./refuse";
import { school, type World } from "./world";

function named<T extends { name: string; etag: string }>(list: readonly T[], name: string, etag: string): T {
  const found = list.find((one) => one.name === name);
  if (found === undefined) throw refuse(Code.NotFound, "NOT_FOUND");
  if (found.etag !== etag) throw refuse(Code.Aborted, "STALE_ETAG");
  found.etag += "+";
  return found;
}

function offered(offers: readonly CapacityOffer[], name: string, etag: string): CapacityOffer {
  const offer = named(offers, name, etag);
  if (offer.state === OfferState.WITHDRAWN) throw refuse(Code.FailedPrecondition, "OFFER_WITHDRAWN");
  return offer;
}

interface Starts {
  readonly id: string;
  readonly programmeDisplayName: string;
  readonly variant: Variant;
  readonly funding: Funding;
  readonly region?: string;
  /** Students, those who search and free seats, of each week. */
  readonly weeks: readonly (readonly [number, number, number])[];
}
const engineering = { id: "eng", programmeDisplayName: "Ad Engineering", variant: Variant.PART_TIME, funding: Funding.FUNDED };
const care: Starts = { id: "zorg", programmeDisplayName: "Ad Management in de Zorg", variant: Variant.DUAL, funding: Funding.NON_FUNDED, weeks: [[4, 1, 3], [5, 4, 2], [3, 3, 0]] };
const together: readonly Starts[] = [{ ...engineering, weeks: [[10, 4, 6], [8, 6, 5], [6, 2, 2]] }, care];
/** The same numbers by region: in the first week there are seats enough, but not where they are looked for. */
const byRegions: readonly Starts[] = [{ ...engineering, region: "Achterhoek", weeks: [[6, 3, 1], [5, 4, 1], [4, 2, 0]] }, { ...engineering, region: "Twente", weeks: [[4, 1, 4], [3, 2, 3], [2, 0, 2]] }, { ...engineering, region: "Veluwe", weeks: [[0, 0, 1], [0, 0, 1]] }, care];

export function capacityRoutes(router: ConnectRouter, world: World): void {
  router.service(CapacityService, {
    listCapacityOffers: () => ({ capacityOffers: structuredClone(world.offers) }),
    createCapacityOffer: ({ capacityOffer }) => {
      if (capacityOffer === undefined) throw refuse(Code.InvalidArgument, "FIELD_MISSING");
      const made = { ...capacityOffer, name: `${school}/capacityOffers/new${world.offers.length}`, state: OfferState.OFFERED, freeSeatCount: capacityOffer.seatCount, etag: "o1" };
      world.offers.push(made);
      return structuredClone(made);
    },
    updateCapacityOffer: ({ capacityOffer }) => {
      const offer = offered(world.offers, capacityOffer?.name ?? "", capacityOffer?.etag ?? "");
      const seats = capacityOffer?.seatCount ?? 0;
      if (seats < offer.takenSeatCount) throw refuse(Code.FailedPrecondition, "SEATS_TAKEN", { taken: String(offer.takenSeatCount) });
      Object.assign(offer, capacityOffer, { etag: offer.etag, labels: offer.labels, state: offer.state, takenSeatCount: offer.takenSeatCount, freeSeatCount: seats - offer.takenSeatCount });
      return structuredClone(offer);
    },
    withdrawCapacityOffer: ({ name, etag }) => {
      const offer = offered(world.offers, name, etag);
      Object.assign(offer, { state: OfferState.WITHDRAWN, freeSeatCount: 0 });
      return structuredClone(offer);
    },
    listHostingIntents: ({ year, answers }) => ({ hostingIntents: structuredClone(world.intents.filter((intent) => (year === 0 || intent.year === year) && (answers.length === 0 || answers.includes(intent.answer)))) }),
    getHostingIntent: ({ name }) => {
      const intent = world.intents.find((one) => one.name === name);
      if (intent === undefined) throw refuse(Code.NotFound, "NOT_FOUND");
      return structuredClone(intent);
    },
    askHostingIntent: ({ organisation, year }) => {
      if (world.intents.some((intent) => intent.organisation === organisation && intent.year === year)) throw refuse(Code.AlreadyExists, "INTENT_EXISTS");
      const made = create(HostingIntentSchema, { name: `${school}/hostingIntents/new${world.intents.length}`, organisation, year, answer: Hosting.NOT_YET, etag: "i1" });
      world.intents.push(made);
      return structuredClone(made);
    },
    answerHostingIntent: ({ name, etag, answer, seatCount, reasons, remark }) => {
      const intent = named(world.intents, name, etag);
      Object.assign(intent, { answer, seatCount, reasons, remark });
      return structuredClone(intent);
    },
  });
  const moved = (placement: Placement, state: PlacementState, part: Partial<Placement> = {}): Placement => {
    Object.assign(placement, { state }, part);
    return structuredClone(placement);
  };
  router.service(PlacementService, {
    proposeWorkplace: ({ name, workplace, found, etag }) => {
      const placement = named(world.placements, name, etag);
      if (placement.state !== PlacementState.SEARCHING) throw refuse(Code.FailedPrecondition, "PLACEMENT_NOT_SEARCHING");
      const labels = world.offers.find((offer) => offer.workplace === workplace)?.labels;
      delete placement.searchClock;
      if (placement.labels) Object.assign(placement.labels, { organisation: found?.organisationDisplayName ?? labels?.organisation ?? "", workplace: found?.workplaceDisplayName ?? labels?.workplace ?? "" });
      return moved(placement, PlacementState.PROPOSED, { workplace: workplace || `${school}/organisations/found/workplaces/1` });
    },
    screenPlacement: ({ name, decision, reason, etag }) => {
      const placement = named(world.placements, name, etag);
      if (placement.state !== PlacementState.PROPOSED) throw refuse(Code.FailedPrecondition, "PLACEMENT_NOT_PROPOSED");
      return decision === Decision.SUITABLE ? moved(placement, PlacementState.SCREENED) : moved(placement, PlacementState.SEARCHING, { workplace: "", refusalCount: placement.refusalCount + 1, refusalReason: reason });
    },
    getAxesDistribution: ({ fromDate }) => ({ rows: fromDate?.year === 2027 ? [] : [
      { programmeVariant: `${school}/programmes/eng/variants/dual`, programmeDisplayName: "Ad Engineering", variant: Variant.DUAL, funding: Funding.FUNDED, placementCount: 12, unsaidCount: 2, cells: [{ collaborationLevel: 3, authenticityLevel: 5, placementCount: 3 }, { collaborationLevel: 4, authenticityLevel: 5, placementCount: 7 }] },
      { programmeVariant: `${school}/programmes/zorg/variants/vt`, programmeDisplayName: "Ad Management in de Zorg", variant: Variant.FULL_TIME, funding: Funding.FUNDED, placementCount: 1, unsaidCount: 1 },
    ] }),
    forecastShortfall: ({ byRegion }) => ({ rows: (byRegion ? byRegions : together).flatMap(({ id, programmeDisplayName, variant, funding, region = "", weeks }) =>
      weeks.map(([studentCount, searchingCount, freeSeatCount], index) => ({
        programmeVariant: `${school}/programmes/${id}/variants/1`, programmeDisplayName, variant, funding, region, studentCount, searchingCount, freeSeatCount,
        weekDate: { year: 2026, month: [10, 11, 12][index] ?? 10, day: [12, 2, 7][index] ?? 1 }, weeksToStart: [2, 5, 10][index] ?? 0, shortfallCount: Math.max(0, searchingCount - freeSeatCount),
      })),
    ) }),
  });
}
