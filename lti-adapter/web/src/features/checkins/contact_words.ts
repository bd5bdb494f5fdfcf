// Kinds and causes of contact as keys of the string tables.
import { checkInKindKey } from "../../triangle/check_in_words";
import { CheckInKind } from "../../triangle/check_ins";
import { ContactKind, PlannedCause } from "../../triangle/contact";

export const contactKindKey = {
  [ContactKind.KIND_UNSPECIFIED]: "cokind.message",
  [ContactKind.VISIT]: "cokind.visit",
  [ContactKind.CALL]: "cokind.call",
  [ContactKind.MESSAGE]: "cokind.message",
  [ContactKind.MEETING]: "cokind.meeting",
} as const;

export const causeKey = {
  [PlannedCause.CAUSE_UNSPECIFIED]: "touch.interval",
  [PlannedCause.KICK_OFF]: checkInKindKey[CheckInKind.KICK_OFF],
  [PlannedCause.MID_TERM]: checkInKindKey[CheckInKind.MID_TERM],
  [PlannedCause.FINAL]: checkInKindKey[CheckInKind.FINAL],
  [PlannedCause.INTERVAL]: "touch.interval",
} as const;
