// Why a place cannot be ranked, in words.
import { Mismatch } from "../../triangle/rounds";

export const mismatchKey = {
  [Mismatch.MISMATCH_UNSPECIFIED]: "fit.other",
  [Mismatch.VARIANT]: "fit.variant",
  [Mismatch.PHASE]: "fit.phase",
  [Mismatch.LANGUAGE]: "fit.language",
  [Mismatch.GROUP]: "fit.group",
  [Mismatch.DISTANCE]: "fit.distance",
  [Mismatch.EXCLUDED]: "fit.excluded",
} as const;
