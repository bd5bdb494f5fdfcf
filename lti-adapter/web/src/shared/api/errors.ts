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

/** Reasons that have a sentence of their own. */
export const reasonKeys = {
  ADDRESS_UNKNOWN: "no.address_unknown",
  AGREEMENT_EXISTS: "no.agreement_exists",
  AGREEMENT_OFFERED: "no.agreement_offered",
  ALREADY_SIGNED: "no.already_signed",
  AMENDMENT_OPEN: "no.amendment_open",
  CLAUSES_MISSING: "no.clauses_missing",
  CODE_EXPIRED: "no.code_expired",
  CODE_TOO_SOON: "no.code_too_soon",
  CODE_WRONG: "no.code_wrong",
  COMMITMENT_NOT_FOUND: "no.gone",
  CONSENT_MISSING: "no.consent",
  CONTACT_OVERLAP: "no.contact_overlap",
  DATE_IN_FUTURE: "no.date_in_future",
  DATE_OUTSIDE_PERIOD: "no.date_outside",
  END_BEFORE_START: "no.end_before_start",
  EXAM_BOARD_REFERENCE_MISSING: "no.exam_board",
  FIELD_NOT_YOURS: "no.field_not_yours",
  GRANT_NOT_LIVE: "no.grant_not_live",
  GROUND_MISSING: "no.ground",
  KVK_NUMBER_MISSING: "no.kvk",
  LINK_EXPIRED: "no.link_expired",
  LINK_UNKNOWN: "no.link_expired",
  NOT_ENROLLED: "no.not_enrolled",
  PLACEMENT_FINAL: "no.placement_final",
  PLACEMENT_NOT_CONFIRMED: "no.placement_not_confirmed",
  RESPONSIBILITIES_NOT_ACCEPTED: "no.responsibilities",
  ROLE_NOT_GRANTABLE: "no.role_not_grantable",
  STALE_ETAG: "no.changed",
  STALE_VERSION: "no.stale_version",
  VALIDATION_OUT_OF_ORDER: "no.out_of_order",
  VERSION_FINAL: "no.version_final",
  VERSION_IN_FORCE: "no.version_in_force",
  VERSION_NOT_DRAFT: "no.version_not_draft",
  VERSION_NOT_IN_FORCE: "no.version_not_in_force",
  VERSION_NOT_IN_REVIEW: "no.version_not_in_review",
  VERSION_NOT_OFFERED: "no.version_not_offered",
  VERSION_NOT_SEALED: "no.not_sealed",
  WRONG_SIGNER: "no.wrong_signer_plain",
} as const satisfies Record<string, Key>;

const codeKeys: Partial<Record<Code, Key>> = {
  [Code.NotFound]: "no.not_found",
  [Code.PermissionDenied]: "no.permission",
  [Code.Unauthenticated]: "err.lms",
  [Code.InvalidArgument]: "no.fields",
  [Code.Aborted]: "no.changed",
  [Code.ResourceExhausted]: "no.busy",
  [Code.Unavailable]: "err.network",
  [Code.DeadlineExceeded]: "err.network",
};

function known(reason: string): reason is keyof typeof reasonKeys {
  return Object.hasOwn(reasonKeys, reason);
}

/** What is not possible, why, and what one can do. */
export function sentence(words: Words, error: unknown): string {
  const problem = problemOf(error);
  if (problem.reason === "CODE_WRONG") {
    return words.t("no.code", { n: problem.metadata["tries_left"] ?? "0" });
  }
  if (problem.reason === "WRONG_SIGNER" && problem.metadata["signer"]) {
    return words.t("no.wrong_signer", { name: problem.metadata["signer"] });
  }
  if (known(problem.reason)) {
    const key: Key = reasonKeys[problem.reason];
    return words.t(key as "no.consent");
  }
  return words.t((codeKeys[problem.code] ?? "err.unknown") as "no.consent");
}
