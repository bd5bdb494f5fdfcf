// A small router over node:http. A handler is a function from Request to Reply; nothing here knows
// what the routes mean.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Html } from "./html.ts";
import type { Address } from "./flags.ts";
import type { Log } from "./log.ts";

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly remoteAddress: string;
  /** Values of `:name` parts of the route, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Uint8Array;
}

/** No answer at all: the connection ends. For tests of what others do then. */
export const dropped: Reply = { status: 0 };

export type Handler = (request: Request) => Reply | Promise<Reply>;

/** Thrown by a handler to answer with this status and text. */
export class HttpError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const maxBody = 1024 * 1024;

interface Route {
  readonly method: string;
  readonly parts: readonly string[];
  readonly handler: Handler;
}

export class Router {
  readonly #routes: Route[] = [];

  /** Adds a route; `:name` in the pattern matches one part of the path. */
  on(method: "GET" | "POST" | "PUT" | "DELETE", pattern: string, handler: Handler): void {
    this.#routes.push({ method, parts: pattern.split("/"), handler });
  }

  find(
    method: string,
    path: string,
  ): { handler: Handler; params: Record<string, string> } | "wrong_method" | undefined {
    const parts = path.split("/");
    let other = false;
    for (const route of this.#routes) {
      const params = matchParts(route.parts, parts);
      if (!params) continue;
      if (route.method === method || (method === "HEAD" && route.method === "GET")) {
        return { handler: route.handler, params };
      }
      other = true;
    }
    return other ? "wrong_method" : undefined;
  }
}

function matchParts(
  pattern: readonly string[],
  parts: readonly string[],
): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, want] of pattern.entries()) {
    const got = parts[i] ?? "";
    if (want.startsWith(":")) {
      const decoded = decodePart(got);
      if (!decoded) return undefined;
      params[want.slice(1)] = decoded;
    } else if (want !== got) {
      return undefined;
    }
  }
  return params;
}

function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBody) throw new HttpError(413, "body too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

export interface RunningServer {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

export interface ServeOptions {
  readonly router: Router;
  readonly log: Log;
  /** Turns a failure into a page; the default is one line of plain text. */
  readonly errorPage?: (request: Request | undefined, status: number, message: string) => Reply;
  /** Headers that every reply gets unless it sets them itself. */
  readonly headers?: Readonly<Record<string, string>>;
}

async function answer(options: ServeOptions, message: IncomingMessage): Promise<Reply> {
  const url = new URL(message.url ?? "/", "http://unused.invalid");
  let request: Request | undefined;
  try {
    const found = options.router.find(message.method ?? "GET", url.pathname);
    request = {
      method: message.method ?? "GET",
      path: url.pathname,
      query: url.searchParams,
      headers: message.headers,
      remoteAddress: message.socket.remoteAddress ?? "",
      params: typeof found === "object" ? found.params : {},
      body: await readBody(message),
    };
    if (found === undefined) throw new HttpError(404, "Deze pagina bestaat niet.");
    if (found === "wrong_method") throw new HttpError(405, "method not allowed");
    return await found.handler(request);
  } catch (error) {
    const status = error instanceof HttpError ? error.status : 500;
    const text = error instanceof HttpError ? error.message : "internal error";
    if (status === 500) {
      options.log("request_failed", {
        path: url.pathname,
        error: error instanceof Error ? error.name : "unknown",
      });
      if (process.env["DEMO_DEBUG"]) console.error(error);
    }
    return options.errorPage?.(request, status, text) ?? plain(status, text);
  }
}

function send(
  response: ServerResponse,
  reply: Reply,
  defaults: Readonly<Record<string, string>>,
): void {
  if (reply === dropped) {
    response.destroy();
    return;
  }
  const headers: Record<string, string | string[]> = {
    "Cache-Control": "no-store",
    ...defaults,
    ...reply.headers,
  };
  for (const [name, value] of Object.entries(headers))
    if (value !== "") response.setHeader(name, value);
  response.statusCode = reply.status;
  // As bytes: node writes a text body and the headers in one piece as UTF-8, which would spoil
  // header bytes above 127.
  response.end(Buffer.from(reply.body ?? ""));
}

export async function serve(address: Address, options: ServeOptions): Promise<RunningServer> {
  const server: Server = createServer((message, response) => {
    void answer(options, message)
      .then((reply) => send(response, reply, options.headers ?? {}))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address.port, address.host, resolve);
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, stop };
}

export function plain(status: number, text: string, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", ...headers },
    body: text,
  };
}

export function page(
  status: number,
  body: Html,
  headers: Record<string, string | string[]> = {},
): Reply {
  return {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", ...headers },
    body: body.text,
  };
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(value),
  };
}

export function redirect(location: string, headers: Record<string, string | string[]> = {}): Reply {
  return { status: 303, headers: { Location: location, ...headers } };
}

/** The fields of a form post; refuses other media types. */
export function formOf(request: Request): URLSearchParams {
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") throw new HttpError(415, "a form is expected");
  return new URLSearchParams(request.body);
}
