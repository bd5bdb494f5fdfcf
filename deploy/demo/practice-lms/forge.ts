// Fault injection: one id_token of a real login, changed so that a tool must refuse it. Without a
// change this is the ordinary signing of a launch.

import { createHmac, createPublicKey, createSign, type KeyObject } from "node:crypto";
import type { Claims } from "./claims.ts";
import { newKeyPair, privateKey, type PlatformKeys } from "./keys.ts";

export const signings = ["key", "other-key", "hmac-with-public-key", "none", "broken"] as const;

export interface Change {
  /** Header members, over the usual ones. */
  readonly header?: Record<string, unknown>;
  /** Claims, over the usual ones. */
  readonly claims?: Record<string, unknown>;
  /** Claims and header members to leave out. */
  readonly remove?: readonly string[];
  readonly remove_header?: readonly string[];
  /** Claims that are times, in seconds from now. */
  readonly times?: Record<string, number>;
  /** Raw text put before the last brace of the payload or header: `,"sub":"other"`. */
  readonly payload_append?: string;
  readonly header_append?: string;
  /** Raw text after the last brace of the payload. */
  readonly payload_after?: string;
  readonly sign?: (typeof signings)[number];
  /** Replaces the whole token text. */
  readonly token?: string;
  /** Fields of the form post, over the usual ones; null leaves one out. */
  readonly form?: Record<string, string | null>;
  /** Fields of the form post that are sent twice. */
  readonly repeat?: readonly string[];
}

const isRecord = (v: unknown): v is Record<string, unknown> =>
  typeof v === "object" && v !== null && !Array.isArray(v);
const isTexts = (v: unknown) => Array.isArray(v) && v.every((t) => typeof t === "string");
const isText = (v: unknown) => typeof v === "string";

const shapes: Record<keyof Change, (value: unknown) => boolean> = {
  header: isRecord,
  claims: isRecord,
  remove: isTexts,
  remove_header: isTexts,
  times: (v) => isRecord(v) && Object.values(v).every((n) => typeof n === "number"),
  payload_append: isText,
  header_append: isText,
  payload_after: isText,
  sign: (v) => signings.includes(v as (typeof signings)[number]),
  token: isText,
  form: (v) => isRecord(v) && Object.values(v).every((t) => t === null || typeof t === "string"),
  repeat: isTexts,
};

/** The change in a request body, or a sentence about what is wrong with it. */
export function readChange(value: unknown): Change | { error: string } {
  if (!isRecord(value)) return { error: "change must be an object" };
  for (const [name, part] of Object.entries(value)) {
    if (!Object.hasOwn(shapes, name)) return { error: `unknown member ${name} in change` };
    if (!shapes[name as keyof Change](part))
      return { error: `${name} in change has the wrong form` };
  }
  return value as Change;
}

const base64url = (text: string) => Buffer.from(text, "utf8").toString("base64url");

const without = (value: Record<string, unknown>, names: readonly string[] = []) =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

/** The compact token of these claims, changed as asked. */
export async function signedToken(
  keys: PlatformKeys,
  claims: Claims,
  now: number,
  change: Change = {},
): Promise<string> {
  if (change.token !== undefined) return change.token;
  const { kid, key } = keys.signingKey();
  const algorithm = { "hmac-with-public-key": "HS256", none: "none" } as Record<string, string>;
  const header = {
    alg: algorithm[change.sign ?? "key"] ?? "RS256",
    typ: "JWT",
    kid,
    ...change.header,
  };
  const times = Object.fromEntries(
    Object.entries(change.times ?? {}).map(([name, seconds]) => [name, now / 1000 + seconds]),
  );
  const headerText = JSON.stringify(without(header, change.remove_header));
  const payloadText = JSON.stringify(
    without({ ...claims, ...times, ...change.claims }, change.remove),
  );
  const input = [
    headerText.replace(/\}$/, () => `${change.header_append ?? ""}}`),
    payloadText.replace(/\}$/, () => `${change.payload_append ?? ""}}`) +
      (change.payload_after ?? ""),
  ]
    .map(base64url)
    .join(".");
  return `${input}.${await signature(input, key, change.sign ?? "key")}`;
}

async function signature(
  input: string,
  key: KeyObject,
  how: NonNullable<Change["sign"]>,
): Promise<string> {
  const rsa = (signer: KeyObject) => createSign("RSA-SHA256").update(input).sign(signer);
  switch (how) {
    case "key":
      return rsa(key).toString("base64url");
    case "other-key":
      return rsa(privateKey(await newKeyPair())).toString("base64url");
    case "hmac-with-public-key": {
      // The classic mix-up: the tool's RSA check is fed the public key as an HMAC secret.
      const pem = createPublicKey(key).export({ type: "spki", format: "pem" });
      return createHmac("sha256", pem).update(input).digest("base64url");
    }
    case "none":
      return "";
    case "broken": {
      const bytes = rsa(key);
      bytes[10] = (bytes[10] ?? 0) ^ 1;
      return bytes.toString("base64url");
    }
  }
}

/** The fields of the authentication response, changed as asked. */
export function changedForm(
  fields: Record<string, string>,
  change: Change = {},
): [string, string][] {
  const merged: Record<string, string | null> = { ...fields, ...change.form };
  const kept = Object.entries(merged).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return [...kept, ...kept.filter(([name]) => change.repeat?.includes(name))];
}
