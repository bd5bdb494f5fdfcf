// What the page of scores makes of them: order, words and tone. Pure.
import type { Tone } from "../../shared/ui/status";
import { scoreStates, type Score, type ScoreState } from "./calls";

export function stateOf({ state }: Pick<Score, "state">): ScoreState | undefined {
  return scoreStates.find((known) => known === state);
}

export const stateTone: Record<ScoreState, Tone> = { refused: "stop", no_column: "warn", waiting: "wait", sent: "ok", superseded: "note" };

/** What needs somebody first, then what waits, then what is done; each newest first. An unknown state needs a look. */
export function sorted(scores: readonly Score[]): Score[] {
  const place = (score: Score) => {
    const state = stateOf(score);
    return state === undefined ? -1 : scoreStates.indexOf(state);
  };
  return [...scores].sort((a, b) => place(a) - place(b) || b.publishTime.localeCompare(a.publishTime));
}

export type Filter = "now" | ScoreState | "all";

/** "now": somebody has to do something. */
export function shown(scores: readonly Score[], filter: Filter): Score[] {
  if (filter === "all") return sorted(scores);
  return sorted(scores.filter((score) => (filter === "now" ? needsSomebody(score) : stateOf(score) === filter)));
}

export function needsSomebody(score: Score): boolean {
  const state = stateOf(score);
  return state === undefined || state === "refused" || state === "no_column";
}

/** The name of an LMS for people: its host. */
export function hostOf(platform: string): string {
  try {
    return new URL(platform).host;
  } catch {
    return platform;
  }
}
