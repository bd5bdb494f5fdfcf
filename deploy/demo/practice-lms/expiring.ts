// A map whose entries end by themselves; used for everything that is short-lived by rule.

export class ExpiringMap<V> {
  readonly #entries = new Map<string, { value: V; until: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  put(key: string, value: V, milliseconds: number): void {
    for (const [old, entry] of this.#entries)
      if (entry.until <= this.#now()) this.#entries.delete(old);
    this.#entries.set(key, { value, until: this.#now() + milliseconds });
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    return entry && entry.until > this.#now() ? entry.value : undefined;
  }

  /** Reads and removes: for what may be used once. */
  take(key: string): V | undefined {
    const value = this.get(key);
    this.#entries.delete(key);
    return value;
  }
}
