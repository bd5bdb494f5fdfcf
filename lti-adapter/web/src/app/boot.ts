// Reads what the server wrote into the page, or what a guest link and another window of ours give, and makes a session.
import { fromJson, isMessage, toJson, type JsonValue } from "@bufbuild/protobuf";
import { SelfSchema, type Self } from "../gen/driehoek/v1/access_pb";
import type { FirstAnswer } from "../shared/api/first_answers";
import type { Session } from "../shared/api/session";
import { isLang, type Lang } from "../shared/i18n/table";

export type Boot =
  | { readonly kind: "session"; readonly session: Session; readonly first: readonly FirstAnswer[]; readonly frame: string }
  | { readonly kind: "guest" }
  /** A reload or a bare visit: only a new launch helps, or the window that opened us. */
  | { readonly kind: "none" };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

function isJson(value: unknown): value is JsonValue {
  return value === null || ["string", "number", "boolean"].includes(typeof value) || (Array.isArray(value) ? value.every(isJson) : isRecord(value) && Object.values(value).every(isJson));
}

function readSelf(value: unknown): Self | undefined {
  if (!isJson(value) || !isRecord(value)) return undefined;
  try {
    // Fields of a newer server are no reason to show nothing.
    return fromJson(SelfSchema, value, { ignoreUnknownFields: true });
  } catch {
    return undefined;
  }
}

export function guessLang(): Lang {
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith("nl")) || navigator.languages.length === 0 ? "nl" : "en";
}

/** A session from JSON of the server or of another window of ours; undefined when it is not one. */
export function readSession(value: unknown, kind: Session["kind"]): Session | undefined {
  if (!isRecord(value)) return undefined;
  const self = readSelf(value["self"]);
  const token = text(value["token"]);
  const institution = text(value["institution"]).replace(/^institutions\//, "");
  if (self === undefined || token === "" || institution === "") return undefined;
  const roles = texts(value["roles"]);
  // A launch without any role: the person can only take one up, with a code.
  const role = text(value["role"]);
  const language = text(value["locale"]).slice(0, 2).toLowerCase();
  const course = isRecord(value["course"]) ? text(value["course"]["title"]) : "";
  return {
    kind, token, role, firstRole: role, institution, course,
    roles,
    locale: isLang(language) ? language : guessLang(),
    selves: { [institution]: self },
  };
}

/** Institutions besides the first that an earlier proof of the address opened. */
export function otherInstitutions(value: unknown): string[] {
  return isRecord(value) ? texts(value["institutions"]).slice(1) : [];
}

/** Answers to the calls of the first screen that came with the page; what is no such answer is left out. */
export function firstAnswers(value: unknown): FirstAnswer[] {
  const list: unknown = isRecord(value) ? value["first"] : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((one: unknown) => {
    if (!isRecord(one)) return [];
    const { method, request, answer } = one;
    return isJson(request) && isJson(answer) ? [{ method: text(method), request, answer }] : [];
  });
}

/** What another window of ours needs to go on with this session. */
export function packSession(session: Session): unknown {
  const self = session.selves[session.institution];
  return {
    token: session.token, role: session.firstRole, roles: session.roles, institution: session.institution, locale: session.locale,
    course: { title: session.course },
    self: isMessage(self) ? toJson(SelfSchema, self) : {},
  };
}

export function readBoot(page: Document): Boot {
  let value: unknown;
  try {
    value = JSON.parse(page.getElementById("boot")?.textContent ?? "{}");
  } catch {
    value = {};
  }
  const kind = isRecord(value) ? text(value["kind"]) : "";
  const session = readSession(value, kind === "guest" ? "guest" : "lms");
  if (session !== undefined) return { kind: "session", session, first: firstAnswers(value), frame: isRecord(value) ? text(value["session"]) : "" };
  return kind === "guest" ? { kind: "guest" } : { kind: "none" };
}

/**
 * The one-time code has been used; it must not stay in the address, the history or a referrer. The id of the session, which
 * opens nothing, takes its place: with it a reloaded page may stand in the frame of the LMS and say what to do.
 */
export function cleanAddress(frame: string): void {
  const { pathname, search, hash } = window.location;
  const kept = frame !== "" ? frame : (new URLSearchParams(search).get("s") ?? "");
  const wanted = kept === "" ? "" : `?s=${encodeURIComponent(kept)}`;
  if (search !== wanted) window.history.replaceState(null, "", `${pathname}${wanted}${hash}`);
}
