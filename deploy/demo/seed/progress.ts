// What the seed must remember between runs, so that an interrupted one goes on where it stopped
// instead of telling the story twice. Secrets are among it: mode 0600, beside the other keys.

import { readFileSync, renameSync, writeFileSync } from "node:fs";

export interface Progress {
  institution: string;
  /** The day on which the story was begun. */
  today: string;
  created?: boolean;
  registered?: boolean;
  /** Credentials of the API clients, by role. */
  clients: Record<string, string>;
  /** Guest grants by e-mail address. */
  guests: Record<string, { readonly grant: string; readonly roles: readonly string[] }>;
}

export class ProgressFile {
  readonly #path: string;
  readonly progress: Progress;

  constructor(path: string, institution: string, today: string) {
    this.#path = path;
    this.progress = read(path, institution) ?? { institution, today, clients: {}, guests: {} };
  }

  save(change: (progress: Progress) => void): void {
    change(this.progress);
    const temporary = `${this.#path}.new`;
    writeFileSync(temporary, JSON.stringify(this.progress), { mode: 0o600 });
    renameSync(temporary, this.#path);
  }
}

function read(path: string, institution: string): Progress | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
  const progress = JSON.parse(text) as Progress;
  return progress.institution === institution ? progress : undefined;
}
