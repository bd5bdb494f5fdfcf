// What is typed in the form of a place, to and from the contract.
import { create } from "@bufbuild/protobuf";
import { RoundPlaceSchema, RoundPlace_ExclusionSchema, RoundPlace_QuotaSchema, type RoundPlace } from "../../gen/driehoek/v1/matching_pb";
import type { Variant } from "../../triangle/contract";
import { type Ground } from "../../triangle/rounds";

export interface TypedQuota {
  readonly reserved: string;
  readonly max: string;
  readonly priority: string;
}

export interface TypedPlace {
  readonly organisation: string;
  readonly workplace: string;
  readonly supervisor: string;
  readonly capacity: string;
  readonly intended: string;
  readonly description: string;
  readonly quotas: Readonly<Record<string, TypedQuota>>;
  readonly variants: readonly Variant[];
  readonly minPhase: string;
  readonly languages: string;
  readonly groups: readonly string[];
  readonly location: string;
  readonly exclusions: readonly { readonly participant: string; readonly ground: Ground }[];
}

export const noQuota: TypedQuota = { reserved: "", max: "", priority: "" };

export function typedPlace(place: RoundPlace | undefined): TypedPlace {
  const needs = place?.requirements;
  const text = (n: number | undefined) => (n ? String(n) : "");
  return {
    organisation: place?.workplace.split("/workplaces/")[0] ?? "", workplace: place?.workplace ?? "", supervisor: place?.supervisor ?? "", capacity: String(place?.capacity ?? 1), intended: place?.intendedGroup ?? "", description: place?.description ?? "",
    quotas: Object.fromEntries((place?.quotas ?? []).map((quota) => [quota.group, { reserved: text(quota.reservedSeatCount), max: quota.maxSeatCount === undefined ? "" : String(quota.maxSeatCount), priority: text(quota.priorityClass) }])),
    variants: needs?.variants ?? [], minPhase: text(needs?.minPhase), languages: (needs?.languages ?? []).join(", "), groups: needs?.groups ?? [],
    location: place?.location ? `${place.location.latitudeDegrees}, ${place.location.longitudeDegrees}` : "",
    exclusions: (place?.exclusions ?? []).map(({ participant, ground }) => ({ participant, ground })),
  };
}

/** "51.89, 5.43"; undefined when it is something else. */
export function parsePoint(text: string): { latitudeDegrees: number; longitudeDegrees: number } | undefined {
  const match = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  if (match === null) return undefined;
  const [latitudeDegrees, longitudeDegrees] = [Number(match[1]), Number(match[2])];
  return Math.abs(latitudeDegrees) <= 90 && Math.abs(longitudeDegrees) <= 180 ? { latitudeDegrees, longitudeDegrees } : undefined;
}

export function placeOf(typed: TypedPlace, before: RoundPlace | undefined): RoundPlace {
  const number = (text: string) => Number(text) || 0;
  const location = parsePoint(typed.location);
  return create(RoundPlaceSchema, {
    name: before?.name ?? "", etag: before?.etag ?? "", workplace: typed.workplace, supervisor: typed.supervisor, capacity: number(typed.capacity), intendedGroup: typed.intended, description: typed.description.trim(),
    quotas: Object.entries(typed.quotas).filter(([, quota]) => quota.reserved !== "" || quota.max !== "" || quota.priority !== "").map(([group, quota]) => create(RoundPlace_QuotaSchema, {
      group, reservedSeatCount: number(quota.reserved), priorityClass: number(quota.priority), ...(quota.max !== "" && { maxSeatCount: number(quota.max) }),
    })),
    exclusions: typed.exclusions.map((one) => create(RoundPlace_ExclusionSchema, one)),
    requirements: { variants: [...typed.variants], minPhase: number(typed.minPhase), languages: typed.languages.split(/[\s,;]+/).filter((one) => one !== ""), groups: [...typed.groups] },
    ...(location && { location }),
  });
}

export const setupPaths = ["supervisor", "capacity", "intended_group", "description", "quotas", "requirements", "location", "exclusions"];
export const latePaths = ["capacity", "quotas", "exclusions"];
