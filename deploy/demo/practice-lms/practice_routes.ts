// JSON routes for tests and scripts, for this machine only: they set the scene that a person would
// set by hand, and they inject faults. No real platform has these.

import { HttpError, json, type Handler, type Request, type Router } from "../shared/http.ts";
import { deleteTool, setStatus, toolOf } from "./admin_routes.ts";
import { forgeKey } from "./authorize.ts";
import { readFaults } from "./faults.ts";
import { readChange } from "./forge.ts";
import { changedHabits } from "./habits.ts";
import { startLogin } from "./login.ts";
import { isRole } from "./people.ts";
import { addActivities, courseOf, personOf, toolById, type Platform } from "./platform.ts";
import { newTool, readTool, startRegistration } from "./registration.ts";
import { jsonBody } from "./service_rules.ts";
import { sessionCookieName, sessionValue } from "./sessions.ts";
import { messageTypes, type MessageType } from "./vocabulary.ts";
import { needThisMachine } from "./web_guard.ts";

const forgeLifetime = 60 * 60 * 1000;

function bodyOf(request: Request): Record<string, unknown> {
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim();
  // Another site's page cannot send this type without asking first, which we never allow.
  if (type !== "application/json") throw new HttpError(415, "application/json is expected");
  return jsonBody(request);
}

function userAndCourse(
  platform: Platform,
  body: Record<string, unknown>,
): { user: string; course: string } {
  const { user, course } = body;
  if (typeof user !== "string" || !personOf(platform, user))
    throw new HttpError(400, "unknown user");
  if (typeof course !== "string") throw new HttpError(400, "unknown course");
  return { user, course: courseOf(platform, course).id };
}

function forge(platform: Platform, request: Request) {
  const body = bodyOf(request);
  const { user, course } = userAndCourse(platform, body);
  const change = readChange(body["change"]);
  if ("error" in change && typeof change.error === "string") throw new HttpError(400, change.error);
  platform.forges.put(
    forgeKey(user, course),
    change as Exclude<typeof change, { error: string }>,
    forgeLifetime,
  );
  return json(200, {});
}

/** Begins a launch as the course page would, and says how to go on without a browser. */
function launch(platform: Platform, request: Request) {
  const body = bodyOf(request);
  const { user, course } = userAndCourse(platform, body);
  const wanted = body["tool"];
  const tool =
    typeof wanted === "number"
      ? toolById(platform, wanted)
      : platform.file.state.tools.find((t) => t.status === "active");
  if (!tool || tool.status !== "active") throw new HttpError(409, "no active tool");
  const message = (body["message"] ?? "LtiResourceLinkRequest") as MessageType;
  if (!messageTypes.includes(message)) throw new HttpError(400, "unknown message");
  const inCourse = platform.file.state.links.filter(
    (l) => l.course === course && l.tool === tool.id,
  );
  const link =
    body["link"] === undefined ? inCourse[0] : inCourse.find((l) => l.id === body["link"]);
  if (message === "LtiResourceLinkRequest" && !link)
    throw new HttpError(404, "no such link in the course");
  const login = startLogin(platform, {
    user,
    course,
    tool: tool.id,
    message,
    target: body["target"] === "window" ? "window" : "iframe",
    ...(message === "LtiResourceLinkRequest" && link ? { link: link.id } : {}),
  });
  return json(200, {
    ...login,
    cookie: `${sessionCookieName}=${sessionValue(platform.file.state.secret, user)}`,
  });
}

function setHabits(platform: Platform, request: Request) {
  const next = changedHabits(platform.file.state.habits, bodyOf(request));
  if ("error" in next) throw new HttpError(400, next.error);
  platform.file.state.habits = next;
  platform.file.save();
  return json(200, next);
}

function setFaults(platform: Platform, request: Request) {
  const faults = readFaults(bodyOf(request));
  if ("error" in faults) throw new HttpError(400, faults.error);
  platform.faults.set(faults);
  return json(200, faults);
}

function register(platform: Platform, request: Request) {
  const body = bodyOf(request);
  if (typeof body["url"] !== "string") throw new HttpError(400, "url is missing");
  const update = body["update"] ?? null;
  if (update !== null && (typeof update !== "number" || !toolById(platform, update)))
    throw new HttpError(400, "update must be the id of a tool");
  return json(200, startRegistration(platform, body["url"], update));
}

/** Adds a tool without dynamic registration: the same document, straight from the test. */
function addTool(platform: Platform, request: Request) {
  const read = readTool(JSON.stringify(bodyOf(request)));
  if (typeof read === "string") throw new HttpError(400, read);
  const tool = newTool(platform, read.tool);
  tool.status = "active";
  addActivities(platform, tool);
  platform.file.save();
  return json(201, tool);
}

function enrol(platform: Platform, request: Request) {
  const body = bodyOf(request);
  const { user, course } = userAndCourse(platform, body);
  const { role } = body;
  if (role !== null && !isRole(role)) throw new HttpError(400, "role must be a known role or null");
  (platform.file.state.enrolments[course] ??= {})[user] = role;
  platform.file.save();
  return json(200, {});
}

async function rotateKeys(platform: Platform, request: Request) {
  await platform.keys.rotate(bodyOf(request)["keep_old"] !== false);
  platform.file.save();
  platform.log("keys_rotated");
  return json(200, platform.keys.keySet());
}

function state(platform: Platform) {
  const { secret: _secret, keys: _keys, ...visible } = platform.file.state;
  return json(200, { issuer: platform.origin, ...visible });
}

export function addPracticeRoutes(router: Router, platform: Platform): void {
  const guarded =
    (handler: Handler): Handler =>
    (request) => {
      needThisMachine(platform, request);
      return handler(request);
    };
  const post = (pattern: string, handler: Handler) => router.on("POST", pattern, guarded(handler));
  router.on(
    "GET",
    "/admin/state",
    guarded(() => state(platform)),
  );
  post("/admin/habits", (r) => setHabits(platform, r));
  post("/admin/faults", (r) => setFaults(platform, r));
  router.on(
    "GET",
    "/admin/scores",
    guarded((r) => {
      const from = Number(r.query.get("from") ?? "0");
      return json(200, { scores: platform.scoresTaken.slice(from, from + 1000) });
    }),
  );
  post("/admin/forge", (r) => forge(platform, r));
  post("/admin/launches", (r) => launch(platform, r));
  post("/admin/registrations", (r) => register(platform, r));
  post("/admin/tools", (r) => addTool(platform, r));
  post("/admin/tools/:tool/status", (r) => {
    const tool = toolOf(platform, r);
    setStatus(platform, tool, bodyOf(r)["status"]);
    return json(200, tool);
  });
  router.on(
    "DELETE",
    "/admin/tools/:tool",
    guarded((r) => {
      deleteTool(platform, toolOf(platform, r));
      return { status: 204 };
    }),
  );
  post("/admin/enrolments", (r) => enrol(platform, r));
  post("/admin/keys", (r) => rotateKeys(platform, r));
}
