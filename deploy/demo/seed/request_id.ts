// Request ids that are the same in every run: a repeated run gets the first answers again instead
// of making things twice.

import { createHash } from "node:crypto";

/** A UUID of version 4's form, derived from the words. */
export function requestId(...words: readonly string[]): string {
  const bytes = createHash("sha256").update(words.join("\u0000")).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}
