// The running platform: its name on the web, its people, its state and what is under way.

import { createHmac, randomBytes } from "node:crypto";
import type { JSONWebKeySet, JWK } from "jose";
import type { Log } from "../shared/log.ts";
import { HttpError } from "../shared/http.ts";
import { ExpiringMap } from "./expiring.ts";
import { FaultSwitch } from "./faults.ts";
import type { Change } from "./forge.ts";
import { PlatformKeys } from "./keys.ts";
import { isRole, type Course, type Person, type Role, type School } from "./people.ts";
import type { ResourceLink, Result, StateFile, Tool } from "./state.ts";
import type { MessageType } from "./vocabulary.ts";

/** A launch that was started and waits for the tool's authentication request. */
export interface Launch {
  readonly user: string;
  readonly course: string;
  readonly tool: number;
  readonly message: MessageType;
  /** Absent for deep linking. */
  readonly link?: number;
  readonly target: "iframe" | "window";
  readonly storageTarget?: string;
}

export interface AccessToken {
  readonly tool: number;
  readonly scopes: readonly string[];
}

export interface DeepLinkRequest {
  readonly user: string;
  readonly course: string;
  readonly tool: number;
}

export interface Platform {
  readonly origin: string;
  readonly suggestedToolUrl: string;
  readonly school: School;
  readonly file: StateFile;
  readonly keys: PlatformKeys;
  readonly log: Log;
  /** Milliseconds. */
  readonly now: () => number;
  readonly launches: ExpiringMap<Launch>;
  readonly accessTokens: ExpiringMap<AccessToken>;
  readonly assertionsSeen: ExpiringMap<true>;
  readonly toolKeySets: ExpiringMap<JSONWebKeySet>;
  /** Registration token to the tool it updates, or null for a new tool. */
  readonly registrations: ExpiringMap<{ update: number | null }>;
  readonly registrationsUsed: ExpiringMap<true>;
  readonly deepLinks: ExpiringMap<DeepLinkRequest>;
  /** `user course` to the change of that person's next id_token. */
  readonly forges: ExpiringMap<Change>;
  readonly faults: FaultSwitch;
  /** Every score that was taken since the start, oldest first; the state has the last ones only. */
  readonly scoresTaken: Result[];
}

export interface PlatformOptions {
  readonly origin: string;
  readonly school: School;
  readonly file: StateFile;
  readonly log: Log;
  readonly suggestedToolUrl?: string;
  readonly now?: () => number;
}

export async function createPlatform(options: PlatformOptions): Promise<Platform> {
  const now = options.now ?? Date.now;
  const keys = await PlatformKeys.over(options.file.state.keys as JWK[]);
  options.file.save();
  return {
    origin: options.origin,
    suggestedToolUrl: options.suggestedToolUrl ?? "http://localhost:8080",
    school: options.school,
    file: options.file,
    keys,
    log: options.log,
    now,
    launches: new ExpiringMap(now),
    accessTokens: new ExpiringMap(now),
    assertionsSeen: new ExpiringMap(now),
    toolKeySets: new ExpiringMap(now),
    registrations: new ExpiringMap(now),
    registrationsUsed: new ExpiringMap(now),
    deepLinks: new ExpiringMap(now),
    forges: new ExpiringMap(now),
    faults: new FaultSwitch(),
    scoresTaken: [],
  };
}

export const randomText = (bytes = 24) => randomBytes(bytes).toString("base64url");

export const endpoints = (origin: string) => ({
  configuration: `${origin}/.well-known/openid-configuration`,
  authorize: `${origin}/lti/authorize`,
  token: `${origin}/lti/token`,
  keySet: `${origin}/lti/keys`,
  register: `${origin}/lti/registrations`,
});

export function courseOf(platform: Platform, id: string): Course {
  const course = platform.school.courses.find((c) => c.id === id);
  if (!course) throw new HttpError(404, "Deze cursus bestaat niet.");
  return course;
}

export const personOf = (platform: Platform, sub: string): Person | undefined =>
  platform.school.people.find((p) => p.sub === sub);

/** The person's role in the course now: what the administrator changed goes before the file. */
export function roleIn(platform: Platform, course: string, sub: string): Role | undefined {
  const changed = platform.file.state.enrolments[course]?.[sub];
  if (changed === null) return undefined;
  const role = changed ?? personOf(platform, sub)?.courses[course];
  return isRole(role) ? role : undefined;
}

export function membersOf(platform: Platform, course: string): { person: Person; role: Role }[] {
  return platform.school.people.flatMap((person) => {
    const role = roleIn(platform, course, person.sub);
    return role ? [{ person, role }] : [];
  });
}

export const isAdministrator = (platform: Platform, sub: string) =>
  platform.school.courses.some((course) => roleIn(platform, course.id, sub) === "administrator");

/** Moodle's way of guarding forms: a secret per person that its URLs carry too. */
export const sessionKey = (platform: Platform, sub: string) =>
  createHmac("sha256", platform.file.state.secret)
    .update(`sesskey ${sub}`)
    .digest("base64url")
    .slice(0, 12);

export const toolById = (platform: Platform, id: number): Tool | undefined =>
  platform.file.state.tools.find((t) => t.id === id);

export const linkById = (platform: Platform, id: number): ResourceLink | undefined =>
  platform.file.state.links.find((l) => l.id === id);

/** An active tool has an activity in every course; made here when a course has none yet. */
export function addActivities(platform: Platform, tool: Tool): void {
  const { links } = platform.file.state;
  for (const course of platform.school.courses) {
    if (links.some((l) => l.course === course.id && l.tool === tool.id)) continue;
    links.push({
      id: platform.file.newId(),
      course: course.id,
      tool: tool.id,
      title: tool.name,
      text: "",
      url: tool.target_link_uri,
      custom: {},
    });
  }
}
