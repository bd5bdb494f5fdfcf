// Who is logged in to the LMS: a signed cookie, so that a restart logs nobody out.

import { createHmac, timingSafeEqual } from "node:crypto";
import type { Habits } from "./habits.ts";
import type { Request } from "../shared/http.ts";

export const sessionCookieName = "practice_lms_session";

const signature = (secret: string, sub: string) =>
  createHmac("sha256", secret).update(`session ${sub}`).digest("base64url");

export const sessionValue = (secret: string, sub: string) =>
  `${encodeURIComponent(sub)}.${signature(secret, sub)}`;

/** The `Set-Cookie` value that logs this person in, or out when `sub` is undefined. */
export function sessionCookie(secret: string, habits: Habits, sub: string | undefined): string {
  const sameSite = habits.lax_session_cookie ? "SameSite=Lax" : "SameSite=None; Secure";
  const value = sub === undefined ? "gone; Max-Age=0" : sessionValue(secret, sub);
  return `${sessionCookieName}=${value}; Path=/; HttpOnly; ${sameSite}`;
}

/** The person of the request's cookie, if the cookie is one of ours. */
export function sessionOf(secret: string, request: Request): string | undefined {
  for (const part of (request.headers.cookie ?? "").split(";")) {
    const [name, value] = part.trim().split("=", 2);
    if (name !== sessionCookieName || value === undefined) continue;
    const dot = value.lastIndexOf(".");
    const sub = decodeURIComponentOr(value.slice(0, dot));
    const got = Buffer.from(value.slice(dot + 1));
    const want = Buffer.from(signature(secret, sub));
    if (got.length === want.length && timingSafeEqual(got, want)) return sub;
  }
  return undefined;
}

function decodeURIComponentOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
