// The figures of trials: what a card says, and the same as a table.
import type { MatchRun_Outcome as Outcome } from "../../gen/driehoek/v1/matching_pb";
import type { Words } from "../../shared/i18n/context";
import type { Cell } from "../../shared/ui/csv";
import { groupName, RunState, type MatchingRound, type MatchRun } from "../../triangle/rounds";

export interface Part {
  readonly kind: "k1" | "k2" | "k3" | "k4";
  readonly count: number;
}

/** The students of a trial by what they got, best first; together all of them. */
export function partsOf(outcome: Outcome): Part[] {
  return [
    { kind: "k1", count: outcome.firstWishCount },
    { kind: "k2", count: outcome.secondOrThirdWishCount },
    { kind: "k3", count: outcome.lowerWishCount },
    { kind: "k4", count: outcome.unplacedCount },
  ];
}

/** Seats meant for a group that others took while one of the group has none (R26). */
export function displaced(words: Words, round: MatchingRound, outcome: Outcome): string[] {
  return outcome.groups.filter((group) => group.displacedSeatCount > 0).map((group) => {
    const own = groupName(round, group.group);
    const others = round.groups.filter((one) => one.code !== group.group);
    const [other] = others;
    return other !== undefined && others.length === 1
      ? words.tn("trial.displaced_by", group.displacedSeatCount, { other: other.displayName, group: own })
      : words.tn("trial.displaced", group.displacedSeatCount, { group: own });
  });
}

export interface Figure {
  readonly label: string;
  /** Undefined for a trial that has not ended. */
  readonly value: (outcome: Outcome) => number;
  readonly better: "more" | "fewer";
}

export function figures({ t }: Words, round: MatchingRound): Figure[] {
  const ofGroup = (code: string, field: "placedCount" | "displacedSeatCount") => (outcome: Outcome) => outcome.groups.find((group) => group.group === code)?.[field] ?? 0;
  return [
    { label: t("figure.placed"), value: (outcome) => outcome.placedCount, better: "more" },
    { label: t("figure.first"), value: (outcome) => outcome.firstWishCount, better: "more" },
    { label: t("figure.first_three"), value: (outcome) => outcome.firstWishCount + outcome.secondOrThirdWishCount, better: "more" },
    { label: t("figure.lower"), value: (outcome) => outcome.lowerWishCount, better: "fewer" },
    { label: t("figure.unplaced"), value: (outcome) => outcome.unplacedCount, better: "fewer" },
    ...round.groups.flatMap((group): Figure[] => [
      { label: t("figure.group_placed", { group: group.displayName }), value: ofGroup(group.code, "placedCount"), better: "more" },
      { label: t("figure.group_displaced", { group: group.displayName }), value: ofGroup(group.code, "displacedSeatCount"), better: "fewer" },
    ]),
    { label: t("figure.free"), value: (outcome) => outcome.freeSeatCount, better: "fewer" },
  ];
}

export function ended(runs: readonly MatchRun[]): MatchRun[] {
  return runs.filter((run) => run.state === RunState.SUCCEEDED && run.outcome !== undefined);
}

/** The best value of a figure over these trials; undefined when they are all the same. */
export function best(figure: Figure, runs: readonly MatchRun[]): number | undefined {
  const values = ended(runs).map((run) => (run.outcome === undefined ? 0 : figure.value(run.outcome)));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values.length < 2 || low === high ? undefined : figure.better === "more" ? high : low;
}

/** As rows for a file: the first has the names of the trials. */
export function figureRows(words: Words, round: MatchingRound, runs: readonly MatchRun[]): Cell[][] {
  return [["", ...runs.map((run) => run.displayName)], ...figures(words, round).map((figure) => [figure.label, ...runs.map((run): Cell => (run.outcome === undefined ? "" : figure.value(run.outcome)))])];
}
