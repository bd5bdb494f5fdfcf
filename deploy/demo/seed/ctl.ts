// driehoekctl, as an administrator would type it.

import { execFile } from "node:child_process";

export class Ctl {
  readonly #program: string;
  readonly #where: readonly string[];

  constructor(program: string, from: { data: string; database: string; lti: string }) {
    this.#program = program;
    const database = from.database === "" ? [] : ["--database", from.database];
    this.#where = ["--data", from.data, "--lti-url", from.lti, ...database];
  }

  run(...args: string[]): Promise<{ ok: boolean; out: string; error: string }> {
    return new Promise((resolve) => {
      execFile(
        this.#program,
        [...args, ...this.#where],
        { encoding: "utf8", timeout: 30_000 },
        (error, out, told) =>
          resolve({ ok: !error, out: out.trim(), error: told.trim() || (error?.message ?? "") }),
      );
    });
  }

  /** The output; an error when the command did not do it. */
  async must(...args: string[]): Promise<string> {
    const { ok, out, error } = await this.run(...args);
    if (!ok) throw new Error(`driehoekctl ${args.slice(0, 2).join(" ")}: ${error}`);
    return out;
  }
}

/** The one piece of the output that looks like this. */
export function pieceOf(output: string, pattern: RegExp, what: string): string {
  const found = pattern.exec(output)?.[0];
  if (found === undefined) throw new Error(`driehoekctl printed no ${what}`);
  return found;
}
