// Who may call what: logged-in people on pages, this machine only on the practice tools.

import { HttpError, formOf, type Request } from "../shared/http.ts";
import { isAdministrator, personOf, sessionKey, type Platform } from "./platform.ts";
import { sessionOf } from "./sessions.ts";

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

const thisMachine = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

function isOurs(platform: Platform, request: Request): boolean {
  return request.headers.host === new URL(platform.origin).host;
}

/**
 * Whether a browser came by another name of this machine than ours, as `localhost` for 127.0.0.1. Launches come back to our own
 * name, so its cookies and frames would not go together.
 */
export function isUnderOtherName(platform: Platform, request: Request): boolean {
  return !isOurs(platform, request) && thisMachine.test(request.headers.host ?? "");
}

/**
 * The routes under /admin change anything without a password. They answer this machine only: the
 * connection comes from a loopback address, not through a proxy, and names us by our own host (a
 * page elsewhere cannot reach them by a rebound name).
 */
export function needThisMachine(platform: Platform, request: Request): void {
  const local = isOurs(platform, request) || thisMachine.test(request.headers.host ?? "");
  const proxied =
    request.headers["x-forwarded-for"] !== undefined || request.headers.forwarded !== undefined;
  if (!loopback.test(request.remoteAddress) || proxied || !local) {
    throw new HttpError(403, "only from this machine");
  }
}

export class LoginNeeded extends Error {}

export function needUser(platform: Platform, request: Request): string {
  const sub = sessionOf(platform.file.state.secret, request);
  if (sub === undefined || !personOf(platform, sub)) throw new LoginNeeded();
  return sub;
}

export function needAdministrator(platform: Platform, request: Request): string {
  const user = needUser(platform, request);
  if (!isAdministrator(platform, user)) throw new HttpError(403, "Alleen de beheerder mag dit.");
  return user;
}

/** The form of a page of ours: it carries the person's key, which another site does not know. */
export function ownForm(platform: Platform, request: Request, user: string): URLSearchParams {
  const form = formOf(request);
  if (form.get("sesskey") !== sessionKey(platform, user))
    throw new HttpError(403, "Dit formulier is verlopen. Laad de pagina opnieuw.");
  return form;
}
