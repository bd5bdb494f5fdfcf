// The practice LMS as a running server.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { html } from "../shared/html.ts";
import {
  Router,
  plain,
  serve,
  type Reply,
  type Request,
  type RunningServer,
} from "../shared/http.ts";
import type { Address } from "../shared/flags.ts";
import { addAdminRoutes } from "./admin_routes.ts";
import { addCourseRoutes } from "./course_routes.ts";
import { lmsPage, pageHeaders } from "./pages/layout.ts";
import { createPlatform, type Platform, type PlatformOptions } from "./platform.ts";
import { addPracticeRoutes } from "./practice_routes.ts";
import { addProtocolRoutes } from "./protocol_routes.ts";
import { sessionOf } from "./sessions.ts";

const here = import.meta.dirname;
const staticFiles: Readonly<Record<string, [path: string, type: string]>> = {
  "tokens.css": [join(here, "../shared/tokens.css"), "text/css; charset=utf-8"],
  "lms.css": [join(here, "static/lms.css"), "text/css; charset=utf-8"],
  "submit.js": [join(here, "static/submit.js"), "text/javascript; charset=utf-8"],
  "messages.js": [join(here, "static/messages.js"), "text/javascript; charset=utf-8"],
  "returned.js": [join(here, "static/returned.js"), "text/javascript; charset=utf-8"],
};

function addStaticRoutes(router: Router): void {
  for (const [name, [path, type]] of Object.entries(staticFiles)) {
    const body = readFileSync(path);
    router.on("GET", `/static/${name}`, () => ({
      status: 200,
      headers: { "Content-Type": type, "Cache-Control": "no-cache" },
      body,
    }));
  }
}

/** Pages that show inside the tool's frame, where a menu would be a second one. */
const inFrame = /^\/lti\/|\/launch$|\/deep-link\/return$/;
const forPrograms = /^\/(services|admin)\/|^\/lti\/(token|registrations|keys)$/;

function errorPage(
  platform: Platform,
  request: Request | undefined,
  status: number,
  message: string,
): Reply {
  if (!request || forPrograms.test(request.path)) return plain(status, message);
  const user = inFrame.test(request.path)
    ? undefined
    : sessionOf(platform.file.state.secret, request);
  return lmsPage(
    platform,
    {
      title: "Dat lukte niet",
      path: request.path,
      status,
      ...(user === undefined ? {} : { user }),
    },
    html`<p role="alert">${message}</p><p><a href="/" target="_top">Naar het begin</a></p>`,
  );
}

export interface RunningLms extends RunningServer {
  readonly platform: Platform;
}

/** Listens at `address`; without an origin the platform is named after the port it got. */
export async function startLms(
  address: Address,
  options: Omit<PlatformOptions, "origin"> & { origin?: string },
): Promise<RunningLms> {
  const router = new Router();
  let platform: Platform | undefined;
  const server = await serve(address, {
    router,
    log: options.log,
    headers: pageHeaders,
    errorPage: (request, status, message) =>
      platform ? errorPage(platform, request, status, message) : plain(503, "starting"),
  });
  const origin =
    options.origin ??
    `http://${address.host.includes(":") ? `[${address.host}]` : address.host}:${server.port}`;
  platform = await createPlatform({ ...options, origin });
  addStaticRoutes(router);
  addCourseRoutes(router, platform);
  addAdminRoutes(router, platform);
  addProtocolRoutes(router, platform);
  addPracticeRoutes(router, platform);
  return { ...server, platform };
}
