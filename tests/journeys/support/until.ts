// Waits for what moves by itself: a runner that comes by, an answer that leaves the device after the page went on.

import { setTimeout } from "node:timers/promises";

export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 120; ++i) {
    if (await isSo()) return;
    await setTimeout(500);
  }
  throw new Error(`waited a minute until ${what}`);
}
