// Options while they are being typed, and what they become.
import { create } from "@bufbuild/protobuf";
import { ContinuationRoute_OptionSchema } from "../../gen/driehoek/v1/continuation_pb";
import { OptionKind, type WayOption } from "../../triangle/ways";

export interface TypedOption {
  readonly id: number;
  readonly kind: OptionKind;
  readonly workplaces: readonly string[];
  readonly codes: string;
  readonly note: string;
}

let ids = 0;

export function blankOption(kind: OptionKind): TypedOption {
  return { id: (ids += 1), kind, workplaces: [], codes: "", note: "" };
}

export function typedOptions(options: readonly WayOption[]): TypedOption[] {
  return options.map(({ kind, workplaces, outcomeCodes, note }) => ({ id: (ids += 1), kind, workplaces, codes: outcomeCodes.join(", "), note }));
}

export function optionsOf(typed: readonly TypedOption[]): WayOption[] {
  return typed.map(({ kind, workplaces, codes, note }) => create(ContinuationRoute_OptionSchema, {
    kind, note: note.trim(), workplaces: kind === OptionKind.SIMULATED_PRACTICE ? [] : [...workplaces],
    outcomeCodes: [...new Set(codes.split(/[\s,;]+/).filter((code) => code !== ""))],
  }));
}

/** Least and most workplaces of a kind, as the contract has them. */
export function bounds(kind: OptionKind): readonly [number, number] {
  switch (kind) {
    case OptionKind.ANOTHER_WORKPLACE: return [1, 1];
    case OptionKind.SHORT_PLACEMENTS_COMBINED: return [2, 5];
    case OptionKind.FELLOW_STUDENT_ORGANISATION: return [1, 5];
    case OptionKind.SIMULATED_PRACTICE: return [0, 0];
    case OptionKind.OTHER_KIND:
    case OptionKind.OPTION_KIND_UNSPECIFIED: return [0, 5];
  }
}

export function needsOutcomes(kind: OptionKind): boolean {
  return kind === OptionKind.SHORT_PLACEMENTS_COMBINED || kind === OptionKind.SIMULATED_PRACTICE;
}
