// Reads what the mail catcher took in: codes and links, as the people in the story would.

import { pause } from "./pool.ts";

interface Summary {
  readonly id: string;
  readonly subject: string;
}

export interface Mail extends Summary {
  readonly text: string;
  readonly links: readonly string[];
}

const patience = 30_000;

export class Mailbox {
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin.replace(/\/+$/, "");
  }

  async #json<T>(path: string): Promise<T> {
    const response = await fetch(this.#origin + path);
    if (!response.ok) throw new Error(`the mail catcher answered ${response.status} to ${path}`);
    return (await response.json()) as T;
  }

  list(to?: string): Promise<Summary[]> {
    return this.#json(`/api/messages${to === undefined ? "" : `?to=${encodeURIComponent(to)}`}`);
  }

  read(id: string): Promise<Mail> {
    return this.#json(`/api/messages/${id}`);
  }

  /** Number of the newest mail to `to`: what comes later has a higher one. */
  async newest(to: string): Promise<number> {
    return Number((await this.list(to))[0]?.id ?? 0);
  }

  /** The first mail to `to` after number `after` that `fits`. */
  async wait(to: string, after: number, fits: (mail: Mail) => boolean): Promise<Mail> {
    const seen = new Set<string>();
    for (const until = Date.now() + patience; Date.now() < until; await pause(40)) {
      for (const { id } of (await this.list(to)).reverse()) {
        if (Number(id) <= after || seen.has(id)) continue;
        seen.add(id);
        const mail = await this.read(id);
        if (fits(mail)) return mail;
      }
    }
    throw new Error(`no mail came to ${to} within ${patience / 1000} seconds`);
  }

  async forget(id: string): Promise<void> {
    await fetch(`${this.#origin}/api/messages/${id}`, { method: "DELETE" });
  }
}

/** The six digits of a code, alone on their line. */
export const codeIn = (mail: Mail): string | undefined =>
  /^\s*(\d{3}[ \u00a0]?\d{3})\s*$/m.exec(mail.text)?.[1]?.replace(/\D/g, "");

/** The code of a role, alone on its line. */
export const roleCodeIn = (mail: Mail): string | undefined =>
  /^\s*([0-9A-Z]{3,}-[0-9A-Z]{3,})\s*$/m.exec(mail.text)?.[1];

/** The secret of a guest link: what stands in the fragment. */
export const secretIn = (mail: Mail): string | undefined =>
  mail.links.map((link) => new URL(link)).find((url) => url.pathname === "/g")?.hash.slice(1);
