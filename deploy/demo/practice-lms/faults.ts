// Faults of the services, for tests: a platform that is away, overloaded or loses its answers. They
// fall on the token endpoint and on everything below /services, and nowhere else.

import { dropped, type Handler, type Reply } from "../shared/http.ts";

export interface Faults {
  /** Connections end without an answer, and nothing is done. */
  down: boolean;
  /** Share of calls, 0 to 1, that end in 503 without being done. */
  error_share: number;
  /** Share of calls that end in 429 without being done. */
  busy_share: number;
  /** Retry-After of a 429, in seconds; 0: none. */
  retry_after: number;
  /** Share of calls that are done and whose answer is lost. */
  lost_share: number;
  /** How long each answer takes, in milliseconds. */
  delay: number;
  /** Begins the row of chances anew: the same seed gives the same faults. */
  seed: number;
}

export const noFaults: Readonly<Faults> = {
  down: false,
  error_share: 0,
  busy_share: 0,
  retry_after: 0,
  lost_share: 0,
  delay: 0,
  seed: 1,
};

/** `change` over no faults at all. An unknown name or a wrong value is an error that names it. */
export function readFaults(change: Record<string, unknown>): Faults | { error: string } {
  const next: Record<string, boolean | number> = { ...noFaults };
  for (const [name, value] of Object.entries(change)) {
    if (!Object.hasOwn(next, name)) return { error: `unknown fault ${name}` };
    if (typeof value !== typeof next[name]) return { error: `${name} must be a ${typeof next[name]}` };
    if (typeof value === "number" && !(value >= 0)) return { error: `${name} must be from 0` };
    next[name] = value as boolean | number;
  }
  const faults = next as unknown as Faults;
  if (faults.error_share + faults.busy_share + faults.lost_share > 1)
    return { error: "the shares are more than 1 together" };
  return faults;
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The faults of one running platform. */
export class FaultSwitch {
  #faults: Faults = { ...noFaults };
  #chance = chances(noFaults.seed);

  set(faults: Faults): void {
    this.#faults = faults;
    this.#chance = chances(faults.seed);
  }

  /** The handler with what goes wrong around it. */
  around(handler: Handler): Handler {
    return async (request) => {
      const { down, error_share, busy_share, lost_share, retry_after, delay } = this.#faults;
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      if (down) return dropped;
      const chance = this.#chance();
      if (chance < error_share) return { status: 503, body: "<h1>Onderhoud</h1>" };
      if (chance < error_share + busy_share) return busy(retry_after);
      if (chance >= error_share + busy_share + lost_share) return handler(request);
      // Lost with whatever it was, a refusal too.
      await (async () => handler(request))().catch(() => undefined);
      return dropped;
    };
  }
}

const busy = (seconds: number): Reply => ({
  status: 429,
  ...(seconds > 0 ? { headers: { "Retry-After": String(seconds) } } : {}),
});
