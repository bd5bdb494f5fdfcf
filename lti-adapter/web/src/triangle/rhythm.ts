// What a home needs of pulses and hours, in plain values: whether a pulse is due and which hours wait. The contract of the rhythm is
// loaded when this is asked, after the first picture.
import { useQuery } from "@tanstack/react-query";
import { useTransport } from "../shared/api/hooks";
import type { Day } from "../shared/i18n/dates";
import { PlacementState, type Placement } from "./contract";

export interface PulseAnswer {
  readonly share: number;
  /** 1 to 5; 0: not said. */
  readonly mood: number;
  readonly word: string;
  readonly tooLittleTime: boolean;
}

export interface DuePulse {
  readonly placement: string;
  readonly from: Day;
  readonly until: Day;
  /** What was answered in this period; undefined while it is due. */
  readonly answer: PulseAnswer | undefined;
}

export interface WrittenHours {
  readonly name: string;
  readonly placement: string;
  readonly etag: string;
  readonly day: Day;
  readonly learning: number;
  readonly other: number;
  readonly note: string;
}

const running = [PlacementState.ACTIVE, PlacementState.PAUSED, PlacementState.FINISHING];

/** Names of the placements in which something happens. */
export function runningNames(placements: readonly Placement[]): string[] {
  return placements.filter(({ state }) => running.includes(state)).map(({ name }) => name);
}

/** The pulses that are asked of the reader in these placements, answered or not. */
export function usePulsesDue(names: readonly string[]) {
  const transport = useTransport();
  return useQuery({
    queryKey: ["pulsesDue", names],
    queryFn: async () => (await import("./rhythm_read")).readPulsesDue(transport, names),
    enabled: names.length > 0,
    staleTime: 60_000,
  });
}

/** Hours of these placements that wait for the supervisor, oldest first. */
export function useHoursToConfirm(names: readonly string[]) {
  const transport = useTransport();
  return useQuery({
    queryKey: ["hoursToConfirm", names],
    queryFn: async () => (await import("./rhythm_read")).readHoursToConfirm(transport, names),
    enabled: names.length > 0,
    staleTime: 60_000,
  });
}

/** Where pulses, hours and shifted deadlines of a placement are. */
export function rhythmHref(placement: string): string {
  const [, institution, , id] = placement.split("/");
  return `#/rhythm/${institution ?? ""}/${id ?? ""}`;
}
