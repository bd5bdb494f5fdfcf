// Test support: the practice LMS on a free port, a tool beside it that only has a key set, and a
// launch walked through without a browser.

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { decodeJwt, importJWK, SignJWT, type JWK, type JWTPayload } from "jose";
import { silentLog } from "../shared/log.ts";
import { startLms, type RunningLms } from "./app.ts";
import { newKeyPair } from "./keys.ts";
import { readSchool } from "./people.ts";
import { StateFile, type Tool } from "./state.ts";
import { allScopes, assertionType, toolConfiguration } from "./vocabulary.ts";

export interface World {
  readonly lms: RunningLms;
  readonly origin: string;
  readonly toolOrigin: string;
  readonly toolKey: JWK;
  /** Milliseconds to add to the platform's clock. */
  readonly clock: { ahead: number };
  readonly stop: () => Promise<void>;
}

export async function startWorld(): Promise<World> {
  const toolKey = await newKeyPair();
  const { kty, n, e, kid, alg, use } = toolKey;
  const keySet = JSON.stringify({ keys: [{ kty, n, e, kid, alg, use }] });
  const server: Server = createServer((_, response) =>
    response.setHeader("Content-Type", "application/json").end(keySet),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const clock = { ahead: 0 };
  const lms = await startLms(
    { host: "127.0.0.1", port: 0 },
    {
      school: readSchool(join(import.meta.dirname, "../people.json")),
      file: new StateFile(undefined),
      log: silentLog,
      now: () => Date.now() + clock.ahead,
    },
  );
  return {
    lms,
    clock,
    toolKey,
    origin: lms.platform.origin,
    toolOrigin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.close();
      await lms.stop();
    },
  };
}

export const postJson = (
  world: World,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
) =>
  fetch(world.origin + path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

export const registrationDocument = (
  world: World,
  change: Record<string, unknown> = {},
  configuration: Record<string, unknown> = {},
) => ({
  application_type: "web",
  response_types: ["id_token"],
  grant_types: ["implicit", "client_credentials"],
  client_name: "Driehoek",
  initiate_login_uri: `${world.toolOrigin}/lti/login`,
  redirect_uris: [`${world.toolOrigin}/lti/launch`],
  jwks_uri: `${world.toolOrigin}/lti/jwks`,
  token_endpoint_auth_method: "private_key_jwt",
  scope: allScopes.join(" "),
  [toolConfiguration]: {
    domain: new URL(world.toolOrigin).host,
    target_link_uri: `${world.toolOrigin}/lti/launch`,
    custom_parameters: { mail: "$Person.email.primary", other: "$Unknown.variable" },
    messages: [{ type: "LtiResourceLinkRequest" }, { type: "LtiDeepLinkingRequest" }],
    ...configuration,
  },
  ...change,
});

export async function addedTool(world: World): Promise<Tool> {
  const response = await postJson(world, "/admin/tools", registrationDocument(world));
  if (response.status !== 201) throw new Error(`tool not added: ${await response.text()}`);
  return (await response.json()) as Tool;
}

export async function signedByTool(
  world: World,
  claims: JWTPayload,
  header: Record<string, unknown> = {},
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", kid: world.toolKey.kid ?? "", ...header })
    .sign(await importJWK(world.toolKey, "RS256"));
}

let assertions = 0;

export function assertionClaims(world: World, tool: Tool, change: JWTPayload = {}): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: tool.client_id,
    sub: tool.client_id,
    aud: `${world.origin}/lti/token`,
    iat: now - 15,
    exp: now + 200,
    jti: `jti-${++assertions}`,
    ...change,
  };
}

export const askToken = (world: World, assertion: string, form: Record<string, string> = {}) =>
  fetch(`${world.origin}/lti/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_assertion_type: assertionType,
      client_assertion: assertion,
      scope: allScopes.join(" "),
      ...form,
    }),
  });

export async function accessToken(
  world: World,
  tool: Tool,
  scope = allScopes.join(" "),
): Promise<string> {
  const response = await askToken(world, await signedByTool(world, assertionClaims(world, tool)), {
    scope,
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** The hidden fields of an auto-submitting page. */
export function fieldsOf(page: string): Record<string, string> {
  const text = (value: string) =>
    value
      .replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
  return Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map((m) => [
      m[1] ?? "",
      text(m[2] ?? ""),
    ]),
  );
}

export interface Login {
  readonly url: string;
  readonly method: string;
  readonly parameters: Record<string, string>;
  readonly cookie: string;
}

export async function beginLaunch(
  world: World,
  user: string,
  course: string,
  more: object = {},
): Promise<Login> {
  const response = await postJson(world, "/admin/launches", { user, course, ...more });
  if (!response.ok) throw new Error(`launch not begun: ${await response.text()}`);
  return (await response.json()) as Login;
}

export const authenticationRequest = (
  world: World,
  login: Login,
  change: Record<string, string> = {},
) => {
  const all = new URLSearchParams({
    scope: "openid",
    response_type: "id_token",
    response_mode: "form_post",
    prompt: "none",
    client_id: login.parameters["client_id"] ?? "",
    redirect_uri: `${world.toolOrigin}/lti/launch`,
    login_hint: login.parameters["login_hint"] ?? "",
    lti_message_hint: login.parameters["lti_message_hint"] ?? "",
    state: "state-1",
    nonce: "nonce-1",
    ...change,
  });
  for (const [name, value] of [...all]) if (value === "") all.delete(name);
  return all;
};

export async function authorizeWith(world: World, query: URLSearchParams, cookie: string) {
  const response = await fetch(`${world.origin}/lti/authorize?${query}`, {
    headers: { Cookie: cookie },
    redirect: "manual",
  });
  const page = await response.text();
  return {
    status: response.status,
    page,
    action: /action="([^"]*)"/.exec(page)?.[1],
    fields: fieldsOf(page),
  };
}

/** A whole launch: the claims the tool gets. */
export async function launchedClaims(
  world: World,
  user: string,
  course: string,
  more: object = {},
): Promise<JWTPayload> {
  const login = await beginLaunch(world, user, course, more);
  const answer = await authorizeWith(world, authenticationRequest(world, login), login.cookie);
  return decodeJwt(answer.fields["id_token"] ?? "");
}
