// A moment as JSON writes it, for the few answers that are not messages of the contract.
import { timestampFromDate, type Timestamp } from "@bufbuild/protobuf/wkt";

export function timestampFromJson(value: unknown): Timestamp | undefined {
  if (typeof value !== "string") return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : timestampFromDate(date);
}
