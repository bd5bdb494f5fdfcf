// What is typed in the form of an offer, to and from the contract.
import { create } from "@bufbuild/protobuf";
import { CapacityOffer_ProgrammeShareSchema, CapacityOfferSchema, type CapacityOffer } from "../../gen/driehoek/v1/capacity_pb";
import { isoDay, parseDay } from "../../shared/i18n/dates";
import { PlacementForm as Form, type Variant } from "../../triangle/contract";

export interface TypedShare {
  readonly programme: string;
  readonly reserved: string;
  readonly max: string;
}

export interface TypedOffer {
  readonly organisation: string;
  readonly workplace: string;
  readonly supervisor: string;
  readonly start: string;
  readonly end: string;
  readonly seats: string;
  readonly hours: string;
  readonly forms: readonly Form[];
  readonly shares: readonly TypedShare[];
  readonly minPhase: string;
  readonly variants: readonly Variant[];
  readonly languages: string;
  readonly city: string;
  readonly note: string;
}

export function typedOffer(offer: CapacityOffer | undefined): TypedOffer {
  const text = (n: number | undefined) => (n ? String(n) : "");
  return {
    organisation: offer?.workplace.split("/workplaces/")[0] ?? "", workplace: offer?.workplace ?? "", supervisor: offer?.supervisor ?? "", start: isoDay(offer?.startDate), end: isoDay(offer?.endDate),
    seats: String(offer?.seatCount ?? 1), hours: String(offer?.weeklyHours ?? 24), forms: offer?.forms ?? [Form.INTERNSHIP],
    shares: (offer?.shares ?? []).map((share) => ({ programme: share.programme, reserved: text(share.reservedSeatCount), max: share.maxSeatCount === undefined ? "" : String(share.maxSeatCount) })),
    minPhase: text(offer?.minPhase), variants: offer?.variants ?? [], languages: (offer?.languages ?? []).join(", "), city: offer?.city ?? "", note: offer?.note ?? "",
  };
}

export function offerOf(typed: TypedOffer, before: CapacityOffer | undefined): CapacityOffer {
  const number = (text: string) => Number(text) || 0;
  const [startDate, endDate] = [parseDay(typed.start), parseDay(typed.end)];
  return create(CapacityOfferSchema, {
    name: before?.name ?? "", etag: before?.etag ?? "", workplace: typed.workplace, supervisor: typed.supervisor, ...(startDate && { startDate }), ...(endDate && { endDate }),
    seatCount: number(typed.seats), weeklyHours: number(typed.hours), forms: [...typed.forms], minPhase: number(typed.minPhase), variants: [...typed.variants],
    shares: typed.shares.filter(({ programme }) => programme !== "").map(({ programme, reserved, max }) => create(CapacityOffer_ProgrammeShareSchema, { programme, reservedSeatCount: number(reserved), ...(max !== "" && { maxSeatCount: number(max) }) })),
    languages: typed.languages.split(/[\s,;]+/).filter((one) => one !== ""), city: typed.city.trim(), note: typed.note.trim(),
  });
}

/** What the form can change; the workplace is fixed and outcome codes stay as they are. */
export const offerPaths = ["supervisor", "start_date", "end_date", "seat_count", "weekly_hours", "forms", "shares", "min_phase", "variants", "languages", "city", "note"];
