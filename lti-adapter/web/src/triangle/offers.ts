// Which seats on offer fit a student who still looks for a place. The server judges when one is taken. Pure.
import { CapacityOffer_State as OfferState, type CapacityOffer } from "../gen/driehoek/v1/capacity_pb";
import { compareDays } from "../shared/i18n/dates";
import type { Placement } from "./contract";

/** Seats that are not kept for other programmes. None when the programme may take none. */
export function seatsFor(offer: CapacityOffer, programme: string): number {
  if (offer.shares.some((share) => share.programme === programme && share.maxSeatCount === 0)) return 0;
  const keptForOthers = offer.shares.filter((share) => share.programme !== programme).reduce((sum, { reservedSeatCount }) => sum + reservedSeatCount, 0);
  return Math.max(0, offer.freeSeatCount - keptForOthers);
}

function covers({ startDate, endDate }: CapacityOffer, placement: Placement): boolean {
  return startDate !== undefined && endDate !== undefined && placement.startDate !== undefined && placement.endDate !== undefined
    && compareDays(startDate, placement.startDate) <= 0 && compareDays(placement.endDate, endDate) <= 0;
}

/** Offers with a supervisor that fit this placement: those that keep seats for its programme first, then by seats left and name. */
export function fittingOffers(offers: readonly CapacityOffer[], placement: Placement): CapacityOffer[] {
  const programme = placement.programmeVariant.split("/variants/")[0] ?? "";
  const keeps = (offer: CapacityOffer) => (offer.shares.some((share) => share.programme === programme && share.reservedSeatCount > 0) ? 0 : 1);
  return offers
    .filter((offer) => offer.state === OfferState.OFFERED && offer.supervisor !== "" && seatsFor(offer, programme) > 0 && offer.forms.includes(placement.form)
      && (offer.variants.length === 0 || offer.variants.includes(placement.variant)) && covers(offer, placement))
    .sort((a, b) => keeps(a) - keeps(b) || seatsFor(b, programme) - seatsFor(a, programme) || (a.labels?.organisation ?? "").localeCompare(b.labels?.organisation ?? ""));
}
