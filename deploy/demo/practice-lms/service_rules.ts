// What the services share: media types, pages with Link headers, reading a JSON body.

import { HttpError, type Request } from "../shared/http.ts";
import type { Platform } from "./platform.ts";

const mediaTypesIn = (header: string | undefined) =>
  (header ?? "").split(",").map((part) => (part.split(";")[0] ?? "").trim().toLowerCase());

/** 400 unless the request names this media type, when the platform is strict about it. */
export function needMediaType(
  platform: Platform,
  request: Request,
  header: "accept" | "content-type",
  type: string,
): void {
  if (!platform.file.state.habits.exact_media_types) return;
  if (!mediaTypesIn(request.headers[header]).includes(type))
    throw new HttpError(400, `${header} must be ${type}`);
}

export function jsonBody(request: Request): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(request.body);
  } catch {
    throw new HttpError(400, "the body is not JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new HttpError(400, "the body is no object");
  return value as Record<string, unknown>;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page starts; undefined on the last. */
  readonly next: number | undefined;
  readonly limit: number;
}

export function pageOf<T>(request: Request, all: readonly T[], defaultLimit: number): Page<T> {
  const number = (name: string, otherwise: number) => {
    const text = request.query.get(name);
    if (text === null) return otherwise;
    if (!/^\d{1,9}$/.test(text)) throw new HttpError(400, `${name} must be a number`);
    return Number(text);
  };
  const from = number("from", 0);
  const limit = number("limit", defaultLimit) || Math.max(all.length, 1);
  const next = from + limit < all.length ? from + limit : undefined;
  return { items: all.slice(from, from + limit), next, limit };
}

/** The address of the next page: the request's own, with another start. */
export function nextUrl(
  platform: Platform,
  request: Request,
  page: Page<unknown>,
  drop: readonly string[] = [],
): string {
  const url = new URL(request.path, platform.origin);
  for (const [name, value] of request.query)
    if (!drop.includes(name)) url.searchParams.append(name, value);
  url.searchParams.set("limit", String(page.limit));
  url.searchParams.set("from", String(page.next));
  return url.href;
}

export function linkHeader(links: Record<string, string>): string {
  return Object.entries(links)
    .map(([rel, url]) => `<${url}>; rel="${rel}"`)
    .join(", ");
}

/** As Moodle was seen to write it: curly quotes as UTF-8 bytes, and the address HTML-escaped. */
export function typographicLinkHeader(links: Record<string, string>): string {
  const text = Object.entries(links)
    .map(([rel, url]) => `<${url.replaceAll("&", "&amp;")}>; rel=\u201c${rel}\u201d`)
    .join(", ");
  return Buffer.from(text, "utf8").toString("latin1");
}
