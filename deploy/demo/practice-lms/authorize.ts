// Step 2 and 3 of a launch: the tool's authentication request, and our answer as a form post
// (OpenID Connect Core 3.2, LTI 1.3 / 1EdTech Security Framework 5.1.1).

import { HttpError, formOf, type Reply, type Request } from "../shared/http.ts";
import { launchClaims } from "./claims.ts";
import { changedForm, signedToken } from "./forge.ts";
import { submittingPage } from "./login.ts";
import { endpoints, personOf, roleIn, type Launch, type Platform } from "./platform.ts";
import { sessionOf } from "./sessions.ts";
import type { Tool } from "./state.ts";

interface AuthError {
  readonly error: string;
  readonly description: string;
}

export const forgeKey = (user: string, course: string) => `${user} ${course}`;

export async function authorize(platform: Platform, request: Request): Promise<Reply> {
  const parameters = request.method === "POST" ? formOf(request) : request.query;
  const tool = trustedTool(platform, parameters);
  const redirectUri = parameters.get("redirect_uri") ?? "";
  const refuse = ({ error, description }: AuthError, mayStay: boolean): Reply => {
    platform.log("authentication_refused", { tool: tool.id, error, reason: description });
    if (mayStay && platform.file.state.habits.errors_stay_here)
      throw new HttpError(400, `${error}: ${description}`);
    const state = parameters.get("state");
    return submittingPage(
      redirectUri,
      Object.entries({
        error,
        error_description: description,
        ...(state === null ? {} : { state }),
      }),
    );
  };

  const wrong = wrongParameter(parameters);
  if (wrong) return refuse(wrong, true);
  const user = sessionOf(platform.file.state.secret, request);
  if (user === undefined && mayRepost(platform, parameters)) {
    return submittingPage(endpoints(platform.origin).authorize, [...parameters, ["repost", "1"]]);
  }
  if (user === undefined || user !== parameters.get("login_hint")) {
    return refuse(
      { error: "login_required", description: "nobody, or somebody else, is logged in" },
      false,
    );
  }
  const launch = launchOf(platform, parameters);
  if (!launch || launch.tool !== tool.id || launch.user !== user) {
    return refuse(
      { error: "invalid_request", description: "lti_message_hint is not known or was used" },
      true,
    );
  }
  return (
    (await answer(platform, tool, launch, parameters)) ??
    refuse({ error: "access_denied", description: "this person is not in the course" }, false)
  );
}

/** Until client and redirect_uri are known to belong together nothing is sent to that address. */
function trustedTool(platform: Platform, parameters: URLSearchParams): Tool {
  const names = [...parameters.keys()];
  if (new Set(names).size !== names.length)
    throw new HttpError(400, "invalid_request: a parameter is repeated");
  const tool = platform.file.state.tools.find((t) => t.client_id === parameters.get("client_id"));
  if (!tool || tool.status !== "active")
    throw new HttpError(400, "unauthorized_client: no active tool has this client_id");
  if (!tool.redirect_uris.includes(parameters.get("redirect_uri") ?? "")) {
    throw new HttpError(400, "invalid_request: redirect_uri is not one that was registered");
  }
  return tool;
}

function wrongParameter(parameters: URLSearchParams): AuthError | undefined {
  const wanted: [string, string, string][] = [
    ["scope", "openid", "invalid_scope"],
    ["response_type", "id_token", "unsupported_response_type"],
    ["response_mode", "form_post", "invalid_request"],
    ["prompt", "none", "invalid_request"],
  ];
  for (const [name, value, error] of wanted) {
    if (parameters.get(name) !== value) return { error, description: `${name} must be ${value}` };
  }
  for (const name of ["nonce", "state", "login_hint", "lti_message_hint"]) {
    if (!parameters.get(name))
      return { error: "invalid_request", description: `${name} is missing` };
  }
  return undefined;
}

/** A cross-site request comes without a SameSite=Lax cookie; our own page can send it again with. */
const mayRepost = (platform: Platform, parameters: URLSearchParams) =>
  platform.file.state.habits.repost_without_cookie && !parameters.has("repost");

function launchOf(platform: Platform, parameters: URLSearchParams): Launch | undefined {
  const hint = parameters.get("lti_message_hint") ?? "";
  return platform.file.state.habits.json_message_hint
    ? platform.launches.take(hint)
    : platform.launches.get(hint);
}

const plainCharacters = (text: string) => text.replace(/[^A-Za-z0-9\-_.~]/g, "");

async function answer(
  platform: Platform,
  tool: Tool,
  launch: Launch,
  parameters: URLSearchParams,
): Promise<Reply | undefined> {
  const person = personOf(platform, launch.user);
  const role = roleIn(platform, launch.course, launch.user);
  if (!person || !role) return undefined;
  const filtered = platform.file.state.habits.filters_state_and_nonce
    ? plainCharacters
    : (text: string) => text;
  const nonce = filtered(parameters.get("nonce") ?? "");
  const claims = launchClaims({ platform, launch, tool, person, role, nonce });
  const change = platform.forges.take(forgeKey(launch.user, launch.course));
  const fields = {
    id_token: await signedToken(platform.keys, claims, platform.now(), change),
    state: filtered(parameters.get("state") ?? ""),
    ...(launch.storageTarget ? { lti_storage_target: launch.storageTarget } : {}),
  };
  platform.log("launch_answered", {
    course: launch.course,
    tool: tool.id,
    forged: change !== undefined,
  });
  return submittingPage(parameters.get("redirect_uri") ?? "", changedForm(fields, change));
}
