// An error of the server as a sentence: the reason maps to words in both languages (reasons are stable, texts are not).
import { Code, ConnectError } from "@connectrpc/connect";
import { BadRequestSchema, ErrorInfoSchema } from "../../gen/google/rpc/error_details_pb";
import type { Words } from "../i18n/context";
import type { Key } from "../i18n/table";

export interface Problem {
  readonly code: Code;
  readonly reason: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Fields that were wrong, with what the server says about them. */
  readonly fields: readonly { readonly field: string; readonly description: string }[];
  /** What a helpdesk can look up. */
  readonly trace: string;
}

export function problemOf(error: unknown): Problem {
  const failure = ConnectError.from(error);
  const info = failure.findDetails(ErrorInfoSchema)[0];
  const wrong = failure.findDetails(BadRequestSchema)[0];
  return {
    code: failure.code,
    reason: info?.reason ?? "",
    metadata: info?.metadata ?? {},
    fields: wrong?.fieldViolations.map(({ field, description }) => ({ field, description })) ?? [],
    trace: failure.metadata.get("x-request-id") ?? "",
  };
}

const codeKeys: Partial<Record<Code, Key>> = {
  [Code.NotFound]: "no.not_found",
  [Code.PermissionDenied]: "no.permission",
  [Code.Unauthenticated]: "err.lms",
  [Code.InvalidArgument]: "no.fields",
  [Code.FailedPrecondition]: "no.not_now",
  [Code.AlreadyExists]: "no.resource_exists",
  [Code.Aborted]: "no.stale_etag",
  [Code.ResourceExhausted]: "no.busy",
  [Code.Unavailable]: "err.network",
  [Code.DeadlineExceeded]: "err.network",
};

/**
 * The sentence of a reason: `CODE_WRONG` has "no.code_wrong", or "no.code_wrong_plain" when the server gave no numbers with it.
 * "no.…_elsewhere" is for when it says how many of them are of other institutions.
 */
function ofReason(words: Words, reason: string, metadata?: Record<string, string>): string | undefined {
  const key = `no.${reason.toLowerCase()}`;
  const elsewhere = metadata?.elsewhere === undefined ? undefined : words.find(`${key}_elsewhere`, metadata);
  return elsewhere ?? words.find(key, metadata) ?? words.find(`${key}_plain`);
}

/** What is not possible, why, and what one can do. A guest comes in by a link and has no course to go back to. */
export function sentence(words: Words, error: unknown, guest = false): string {
  return sentenceOf(words, problemOf(error), guest);
}

export function sentenceOf(words: Words, { code, reason, metadata, fields }: Problem, guest = false): string {
  const only = fields.length === 1 ? fields[0] : undefined;
  if (only) return fieldSentence(words, only);
  const general = guest && code === Code.Unauthenticated ? "err.guest" : (codeKeys[code] ?? "err.unknown");
  return ofReason(words, reason, metadata) ?? words.t(general as "err.unknown");
}

/** One wrong field: its name as on the form, and what is wrong with it. A description begins with its reason. */
export function fieldSentence(words: Words, { field, description }: Problem["fields"][number]): string {
  const name = field.split(/[^a-z_]+/).reverse().map((part) => words.find(`field.${part}`)).find((label) => label !== undefined);
  const text = ofReason(words, description.split(":")[0] ?? "") ?? words.t("no.field");
  return name === undefined ? text : `${name}: ${text}`;
}
