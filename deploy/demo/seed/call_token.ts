// Call tokens as the adapter mints them (services/shared/auth/call_token.h): who calls, good for a
// minute, under the key that both programs read from one file. The seed acts as each person in
// turn, so the evidence in the demo is that of real calls.

import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

export interface Caller {
  readonly tenant: string;
  /** Id of the person, the last part of the resource name; empty for the adapter itself. */
  readonly person: string;
  readonly role: string;
  readonly roles?: readonly string[];
  /** Id of the guest grant, for guests. */
  readonly guestGrant?: string;
}

const lifetimeSeconds = 60;

const escape = (value: string) =>
  Buffer.from(value, "utf8").reduce((text, byte) => {
    const c = String.fromCharCode(byte);
    return (
      text + (/[A-Za-z0-9._~-]/.test(c) ? c : `%${byte.toString(16).padStart(2, "0")}`)
    );
  }, "");

/** The newest key of the file: 64 hexadecimal digits on the first line that holds any. */
export function readCallTokenKey(path: string): Buffer {
  const line = readFileSync(path, "utf8")
    .split("\n")
    .map((l) => l.trim())
    .find((l) => l !== "");
  if (line === undefined || !/^[0-9a-f]{64}$/i.test(line))
    throw new Error(`${path} holds no key of 64 hexadecimal digits`);
  return Buffer.from(line, "hex");
}

export function callToken(key: Buffer, caller: Caller, now = Date.now()): string {
  const fields: [string, string][] = [
    ["t", caller.tenant],
    ["p", caller.person],
    ["r", caller.role],
    ["rs", (caller.roles ?? [caller.role]).join(",")],
    ["s", "seed"],
    ["g", caller.guestGrant ?? ""],
    ["x", String(Math.floor(now / 1000) + lifetimeSeconds)],
    ["a", "127.0.0.1"],
    ["u", "Driehoek demo"],
  ];
  const form = fields
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}=${escape(value)}`)
    .join("&");
  const input = `dh1.${Buffer.from(form, "utf8").toString("base64url")}`;
  return `${input}.${createHmac("sha256", key).update(input).digest("base64url")}`;
}
