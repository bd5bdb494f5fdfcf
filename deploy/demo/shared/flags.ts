// Command line flags of both programs: `--name value`, unknown ones are an error.

import { parseArgs } from "node:util";

export interface Address {
  readonly host: string;
  readonly port: number;
}

export function readFlags<T extends Record<string, string>>(args: string[], defaults: T): T {
  const options = Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [
      name,
      { type: "string" as const, default: value },
    ]),
  );
  const { values } = parseArgs({ args, options, strict: true, allowPositionals: false });
  return values as T;
}

/** Reads `HOST:PORT`; port 0 asks the system for a free one. */
export function readAddress(flag: string, text: string): Address {
  const match = /^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  if (!match?.[1] || port > 65535) throw new Error(`${flag} wants HOST:PORT, got "${text}"`);
  return { host: match[1].replace(/^\[|\]$/g, ""), port };
}

/** Runs `start`, prints its one line when ready, and stops cleanly on SIGTERM or SIGINT. */
export async function runProgram(
  start: () => Promise<{ ready: string; stop: () => Promise<void> }>,
): Promise<void> {
  try {
    const running = await start();
    process.stdout.write(running.ready + "\n");
    const stop = () => void running.stop().then(() => process.exit(0));
    process.once("SIGTERM", stop);
    process.once("SIGINT", stop);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    // At once: a part that did start must not keep the program alive without the other.
    process.exit(1);
  }
}
