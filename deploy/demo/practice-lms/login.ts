// Step 1 of a launch: the browser is sent to the tool's login initiation.

import { html, type Html } from "../shared/html.ts";
import { page, redirect, type Reply } from "../shared/http.ts";
import { linkById, randomText, toolById, type Launch, type Platform } from "./platform.ts";

const launchLifetime = 10 * 60 * 1000;
export const storageFrameName = "lti_storage_frame";

export interface LoginInitiation {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly parameters: Record<string, string>;
}

/** Notes the launch under a fresh message hint and says what to send to the tool. */
export function startLogin(
  platform: Platform,
  wanted: Omit<Launch, "storageTarget">,
): LoginInitiation {
  const tool = toolById(platform, wanted.tool);
  if (!tool) throw new Error("launch of an unknown tool");
  const { habits } = platform.file.state;
  const link = wanted.link === undefined ? undefined : linkById(platform, wanted.link);
  const launchId = `ltilaunch${link?.id ?? 0}_${randomText(12)}`;
  const hint = habits.json_message_hint
    ? JSON.stringify({ cmid: link?.id ?? 0, launchid: launchId })
    : launchId;
  const storageTarget = habits.storage_in_frame ? storageFrameName : "_parent";
  const launch: Launch = habits.storage ? { ...wanted, storageTarget } : wanted;
  platform.launches.put(hint, launch, launchLifetime);
  platform.log("launch_started", { course: launch.course, tool: tool.id, message: launch.message });
  return {
    url: tool.initiate_login_uri,
    method: habits.login_by_post ? "POST" : "GET",
    parameters: {
      iss: platform.origin,
      target_link_uri: link?.url ?? tool.target_link_uri,
      login_hint: launch.user,
      lti_message_hint: hint,
      client_id: tool.client_id,
      lti_deployment_id: tool.deployment_id,
      ...(launch.storageTarget ? { lti_storage_target: launch.storageTarget } : {}),
    },
  };
}

export function sendLogin(login: LoginInitiation): Reply {
  if (login.method === "POST") return submittingPage(login.url, Object.entries(login.parameters));
  const url = new URL(login.url);
  for (const [name, value] of Object.entries(login.parameters))
    url.searchParams.append(name, value);
  return redirect(url.href);
}

/** A page that posts these fields by itself, with a button for browsers without script. */
export function submittingPage(action: string, fields: Iterable<[string, string]>): Reply {
  const inputs: Html[] = Array.from(
    fields,
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return page(
    200,
    html`<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Even geduld</title>
<link rel="stylesheet" href="/static/tokens.css"><link rel="stylesheet" href="/static/lms.css">
<script src="/static/submit.js" defer></script></head>
<body class="bare"><form id="onward" method="post" action="${action}">${inputs}
<p>Je gaat zo verder.</p><button class="button">Ga verder</button></form></body></html>`,
  );
}
