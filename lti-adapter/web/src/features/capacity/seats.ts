// The seats of one offer as they stand: who has one, which are kept for a programme, which are free. Pure.
import type { CapacityOffer } from "../../gen/driehoek/v1/capacity_pb";
import { CapacityOffer_State as OfferState } from "../../gen/driehoek/v1/capacity_pb";
import type { Programme } from "../../gen/driehoek/v1/directory_pb";
import { compareDays, type Day } from "../../shared/i18n/dates";
import { PlacementState, type Placement } from "../../triangle/contract";

/** Ad, bachelor or master by its letter; "" when the level is not known. */
export type Letter = "A" | "B" | "M" | "";

export interface Seat {
  readonly use: "taken" | "kept" | "free";
  readonly letter: Letter;
}

export type Levels = ReadonlyMap<string, Letter>;

/** Levels in the European framework: 5 is Ad, 6 bachelor, 7 master. */
const letters: Record<number, Letter> = { 5: "A", 6: "B", 7: "M" };

export function levelsOf(programmes: readonly Programme[]): Levels {
  return new Map(programmes.map((programme) => [programme.name, letters[programme.level] ?? ""]));
}

export function programmeOf(placement: Placement): string {
  return placement.programmeVariant.split("/variants/")[0] ?? "";
}

/** Placements that have one of its seats: those of this offer, and those at the workplace in the period that are of none. */
export function placedAt(offer: CapacityOffer, placements: readonly Placement[]): Placement[] {
  const overlaps = (placement: Placement) => placement.startDate !== undefined && placement.endDate !== undefined && offer.startDate !== undefined && offer.endDate !== undefined
    && compareDays(placement.startDate, offer.endDate) <= 0 && compareDays(offer.startDate, placement.endDate) <= 0;
  return placements.filter((placement) => placement.state < PlacementState.COMPLETED
    && (placement.capacityOffer === "" ? placement.workplace === offer.workplace && placement.state >= PlacementState.CONFIRMED && overlaps(placement) : placement.capacityOffer === offer.name));
}

/** As many seats as are on offer, or as are taken when that is more. The server's counts lead; the letters come from the placements. */
export function seatsOf(offer: CapacityOffer, placements: readonly Placement[], levels: Levels): Seat[] {
  const placed = placedAt(offer, placements).slice(0, offer.takenSeatCount);
  const taken: Seat[] = Array.from({ length: offer.takenSeatCount }, (_, index) => ({ use: "taken", letter: (placed[index] && levels.get(programmeOf(placed[index]))) ?? "" }));
  const kept: Seat[] = offer.shares.flatMap((share) => {
    const used = placed.filter((placement) => programmeOf(placement) === share.programme).length;
    return Array.from({ length: Math.max(0, share.reservedSeatCount - used) }, (): Seat => ({ use: "kept", letter: levels.get(share.programme) ?? "" }));
  }).slice(0, offer.freeSeatCount);
  const free: Seat[] = Array.from({ length: offer.freeSeatCount - kept.length }, () => ({ use: "free", letter: "" }));
  return [...taken.sort((a, b) => (a.letter || "Z").localeCompare(b.letter || "Z")), ...kept, ...free];
}

export function count(seats: readonly Seat[], use: Seat["use"]): number {
  return seats.filter((seat) => seat.use === use).length;
}

export interface Filter {
  readonly city: string;
  readonly programme: string;
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  readonly shown: "all" | "free" | "withdrawn";
}

export function matches(offer: CapacityOffer, { city, programme, from, to, shown }: Filter): boolean {
  if (shown === "withdrawn" ? offer.state !== OfferState.WITHDRAWN : offer.state !== OfferState.OFFERED) return false;
  if (shown === "free" && offer.freeSeatCount === 0) return false;
  if (city !== "" && offer.labels?.city !== city) return false;
  if (programme !== "" && offer.shares.some((share) => share.programme === programme && share.maxSeatCount === 0)) return false;
  if (from !== undefined && offer.endDate !== undefined && compareDays(offer.endDate, from) < 0) return false;
  return to === undefined || offer.startDate === undefined || compareDays(offer.startDate, to) <= 0;
}

export function organisationOf(offer: CapacityOffer): string {
  return offer.workplace.split("/workplaces/")[0] ?? "";
}
