// Values of the contract of continuation routes as keys of the string tables, and an option in words.
import type { Words } from "../shared/i18n/context";
import type { Tone } from "../shared/ui/status";
import { FitScan, Ground, OptionKind, WayState, type WayOption, type WorkplaceFit } from "./ways";

export const groundKey = {
  [Ground.GROUND_UNSPECIFIED]: "wayground.other",
  [Ground.WORKPLACE_ENDS]: "wayground.ends",
  [Ground.SCAN_UNFIT]: "wayground.scan",
  [Ground.OUTGROWN]: "wayground.outgrown",
  [Ground.SUPERVISION_FAILS]: "wayground.supervision",
  [Ground.CONFLICT]: "wayground.conflict",
  [Ground.STUDENT_WISH]: "wayground.wish",
  [Ground.OTHER_GROUND]: "wayground.other",
} as const;

export const grounds = [Ground.SUPERVISION_FAILS, Ground.OUTGROWN, Ground.CONFLICT, Ground.WORKPLACE_ENDS, Ground.SCAN_UNFIT, Ground.STUDENT_WISH, Ground.OTHER_GROUND] as const;

export const wayStateKey = {
  [WayState.STATE_UNSPECIFIED]: "wayst.open",
  [WayState.OPEN]: "wayst.open",
  [WayState.OFFERED]: "wayst.offered",
  [WayState.CHOSEN]: "wayst.chosen",
  [WayState.CLOSED]: "wayst.closed",
} as const;

export const wayStateTone: Record<WayState, Tone> = { [WayState.STATE_UNSPECIFIED]: "note", [WayState.OPEN]: "wait", [WayState.OFFERED]: "warn", [WayState.CHOSEN]: "ok", [WayState.CLOSED]: "note" };

export const kindKey = {
  [OptionKind.OPTION_KIND_UNSPECIFIED]: "waykind.other",
  [OptionKind.ANOTHER_WORKPLACE]: "waykind.workplace",
  [OptionKind.SHORT_PLACEMENTS_COMBINED]: "waykind.short",
  [OptionKind.FELLOW_STUDENT_ORGANISATION]: "waykind.fellow",
  [OptionKind.SIMULATED_PRACTICE]: "waykind.simulated",
  [OptionKind.OTHER_KIND]: "waykind.other",
} as const;

export const kinds = [OptionKind.ANOTHER_WORKPLACE, OptionKind.SHORT_PLACEMENTS_COMBINED, OptionKind.FELLOW_STUDENT_ORGANISATION, OptionKind.SIMULATED_PRACTICE, OptionKind.OTHER_KIND] as const;

const fitScanKey = { [FitScan.SCAN_UNSPECIFIED]: "fitscan.none", [FitScan.VALID]: "fitscan.valid", [FitScan.EXPIRED]: "fitscan.expired", [FitScan.UNFIT]: "fitscan.unfit" } as const;

export function placeOf(fit: WorkplaceFit): string {
  return `${fit.workplaceDisplayName}, ${fit.organisationDisplayName}`;
}

/** The facts that the rank of a workplace comes from, in words. */
export function factsOf({ t, tn }: Words, fit: WorkplaceFit): string {
  return [...(fit.sectorMatches ? [t("fitway.sector")] : []), ...(fit.sameCity ? [t("fitway.city")] : []), tn("fitway.places", fit.supervisorPlacesLeft), t(fitScanKey[fit.scan])].join(" · ");
}

/** Where, what it covers and what was said of it, each a line. */
export function linesOf(words: Words, option: WayOption): string[] {
  const { t } = words;
  return [...option.fits.map(placeOf), ...(option.outcomeCodes.length > 0 ? [t("way.outcomes", { codes: option.outcomeCodes.join(", ") })] : []), ...(option.note === "" ? [] : [option.note])];
}
