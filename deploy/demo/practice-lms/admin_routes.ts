// Routes of the administrator's pages.

import { HttpError, redirect, type Reply, type Request, type Router } from "../shared/http.ts";
import { signedIn } from "./course_routes.ts";
import { changedHabits, type Habits } from "./habits.ts";
import { adminPage, registrationPage, toolPage, updateOrNewPage } from "./pages/admin.ts";
import { addActivities, toolById, type Platform } from "./platform.ts";
import { knownTool, startRegistration, webAddress } from "./registration.ts";
import type { Tool } from "./state.ts";
import { allScopes } from "./vocabulary.ts";
import { needAdministrator, ownForm } from "./web_guard.ts";

export function toolOf(platform: Platform, request: Request): Tool {
  const tool = toolById(platform, Number(request.params["tool"]));
  if (!tool) throw new HttpError(404, "Deze tool bestaat niet.");
  return tool;
}

export function setStatus(platform: Platform, tool: Tool, status: unknown): void {
  if (status !== "active" && status !== "pending")
    throw new HttpError(400, 'status must be "active" or "pending"');
  tool.status = status;
  if (status === "active") addActivities(platform, tool);
  platform.file.save();
  platform.log("tool_status", { tool: tool.id, status });
}

/** Takes a tool away with its activities, line items and results. */
export function deleteTool(platform: Platform, tool: Tool): void {
  const { state } = platform.file;
  const gone = new Set(state.line_items.filter((i) => i.tool === tool.id).map((i) => i.id));
  state.tools = state.tools.filter((t) => t !== tool);
  state.links = state.links.filter((l) => l.tool !== tool.id);
  state.line_items = state.line_items.filter((i) => i.tool !== tool.id);
  state.results = state.results.filter((r) => !gone.has(r.item));
  platform.file.save();
  platform.log("tool_deleted", { tool: tool.id });
}

function beginRegistration(platform: Platform, request: Request): Reply {
  const user = needAdministrator(platform, request);
  const form = ownForm(platform, request, user);
  const url = (form.get("url") ?? "").trim();
  const update = form.get("update");
  const known = knownTool(platform, url);
  if (known && update === null) return updateOrNewPage(platform, user, url, known);
  const updated = known && update === String(known.id) ? known.id : null;
  return registrationPage(platform, user, startRegistration(platform, url, updated));
}

function saveHabits(platform: Platform, request: Request): Reply {
  const user = needAdministrator(platform, request);
  const form = ownForm(platform, request, user);
  const { state } = platform.file;
  const preset = form.get("preset");
  const single = Object.fromEntries(
    (Object.entries(state.habits) as [keyof Habits, boolean | number][]).map(([name, value]) => [
      name,
      typeof value === "number" ? Number(form.get(name)) : form.has(name),
    ]),
  );
  const next = changedHabits(state.habits, preset === null ? single : { preset });
  if ("error" in next) throw new HttpError(400, next.error);
  state.habits = next;
  platform.file.save();
  return adminPage(platform, user, "De gewoonten zijn bewaard.");
}

function saveTool(platform: Platform, request: Request): Reply {
  const user = needAdministrator(platform, request);
  const form = ownForm(platform, request, user);
  const tool = toolOf(platform, request);
  const lines = (name: string) =>
    (form.get(name) ?? "")
      .split(/\r?\n/)
      .map((l) => l.trim())
      .filter(Boolean);
  const address = (text: string) => {
    if (!webAddress(text)) throw new HttpError(400, `Dit is geen webadres: ${text}`);
    return text;
  };
  const target = address(form.get("target_link_uri") ?? "");
  Object.assign(tool, {
    name: form.get("name")?.trim() || tool.name,
    target_link_uri: target,
    domain: webAddress(target)?.host ?? tool.domain,
    initiate_login_uri: address(form.get("initiate_login_uri") ?? ""),
    jwks_uri: address(form.get("jwks_uri") ?? ""),
    redirect_uris: lines("redirect_uris").map(address),
    custom: Object.fromEntries(
      lines("custom").map((l) => {
        const at = l.indexOf("=");
        return at < 0 ? [l, ""] : [l.slice(0, at), l.slice(at + 1)];
      }),
    ),
    scopes: allScopes.filter((s) => form.getAll("scopes").includes(s)),
  } satisfies Partial<Tool>);
  platform.file.save();
  return adminPage(platform, user, `${tool.name} is bewaard.`);
}

export function addAdminRoutes(router: Router, platform: Platform): void {
  router.on(
    "GET",
    "/beheer",
    signedIn((r) => adminPage(platform, needAdministrator(platform, r))),
  );
  router.on(
    "POST",
    "/beheer/registrations",
    signedIn((r) => beginRegistration(platform, r)),
  );
  router.on(
    "POST",
    "/beheer/habits",
    signedIn((r) => saveHabits(platform, r)),
  );
  router.on(
    "GET",
    "/beheer/tools/:tool",
    signedIn((r) => toolPage(platform, needAdministrator(platform, r), toolOf(platform, r))),
  );
  router.on(
    "POST",
    "/beheer/tools/:tool",
    signedIn((r) => saveTool(platform, r)),
  );
  router.on(
    "POST",
    "/beheer/tools/:tool/status",
    signedIn((r) => {
      const form = ownForm(platform, r, needAdministrator(platform, r));
      setStatus(platform, toolOf(platform, r), form.get("status"));
      return redirect("/beheer");
    }),
  );
  router.on(
    "POST",
    "/beheer/tools/:tool/delete",
    signedIn((r) => {
      ownForm(platform, r, needAdministrator(platform, r));
      deleteTool(platform, toolOf(platform, r));
      return redirect("/beheer");
    }),
  );
}
