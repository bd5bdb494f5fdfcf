// What the interest is, as keys of the string tables.
import { ConflictOfInterest_Kind as Kind } from "../../gen/driehoek/v1/conflict_pb";

export { ConflictOfInterest_Kind as Kind } from "../../gen/driehoek/v1/conflict_pb";

export const kindKey = {
  [Kind.KIND_UNSPECIFIED]: "coi.other",
  [Kind.OWN_BUSINESS]: "coi.business",
  [Kind.FAMILY]: "coi.family",
  [Kind.EMPLOYMENT]: "coi.work",
  [Kind.FINANCIAL]: "coi.money",
  [Kind.OTHER]: "coi.other",
} as const;

export const kinds = [Kind.FAMILY, Kind.OWN_BUSINESS, Kind.EMPLOYMENT, Kind.FINANCIAL, Kind.OTHER] as const;
