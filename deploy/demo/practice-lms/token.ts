// Token endpoint: client credentials with a signed assertion (RFC 7523, 1EdTech Security Framework
// 4.1), and the check of the tokens it gave.

import { decodeJwt } from "jose";
import { HttpError, formOf, json, type Reply, type Request } from "../shared/http.ts";
import { endpoints, randomText, toolById, type Platform } from "./platform.ts";
import type { Tool } from "./state.ts";
import { verifiedByTool } from "./tool_keys.ts";
import { allScopes, assertionType } from "./vocabulary.ts";

const lifetimeSeconds = 3600;
const longestAssertion = 10 * 60;

class TokenError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export async function token(platform: Platform, request: Request): Promise<Reply> {
  const label: Record<string, string> = platform.file.state.habits.mislabelled_json
    ? { "Content-Type": "text/html; charset=utf-8" }
    : {};
  try {
    const form = formOf(request);
    if (form.get("grant_type") !== "client_credentials") {
      throw new TokenError("unsupported_grant_type", "grant_type must be client_credentials");
    }
    if (form.get("client_assertion_type") !== assertionType) {
      throw new TokenError("invalid_request", `client_assertion_type must be ${assertionType}`);
    }
    const tool = await authenticatedTool(platform, form.get("client_assertion") ?? "");
    const granted = grantedScopes(tool, form.get("scope") ?? "");
    const value = randomText(32);
    platform.accessTokens.put(value, { tool: tool.id, scopes: granted }, lifetimeSeconds * 1000);
    platform.log("token_given", { tool: tool.id, scopes: granted.length });
    const body = {
      access_token: value,
      token_type: "Bearer",
      expires_in: lifetimeSeconds,
      scope: granted.join(" "),
    };
    return json(200, body, label);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    platform.log("token_refused", { error: error.code, reason: error.message });
    return json(error.status, { error: error.code, error_description: error.message }, label);
  }
}

async function authenticatedTool(platform: Platform, assertion: string): Promise<Tool> {
  const refuse = (why: string) => new TokenError("invalid_client", why, 401);
  const tool = platform.file.state.tools.find((t) => t.client_id === clientOf(assertion));
  if (!tool || tool.status !== "active") throw refuse("no active tool has this client_id");
  const claims = await verifiedByTool(platform, tool, assertion).catch((error: unknown) => {
    throw refuse(error instanceof Error ? error.message : "the assertion cannot be verified");
  });
  if (claims.iss !== tool.client_id || claims.sub !== tool.client_id)
    throw refuse("iss and sub must be the client_id");
  if ((claims.exp ?? 0) - (claims.iat ?? 0) > longestAssertion)
    throw refuse("the assertion lives too long");
  if (
    platform.file.state.habits.checks_assertion_audience &&
    claims.aud !== endpoints(platform.origin).token
  ) {
    throw refuse("aud must be the address of the token endpoint");
  }
  const { jti } = claims;
  if (typeof jti !== "string" || jti === "") throw refuse("jti is missing");
  const seen = `${tool.client_id} ${jti}`;
  if (platform.assertionsSeen.get(seen)) throw refuse("jti was used before");
  platform.assertionsSeen.put(seen, true, longestAssertion * 1000);
  return tool;
}

/** Whose assertion this claims to be: only picks the key set to check it with. */
function clientOf(assertion: string): string | undefined {
  try {
    return decodeJwt(assertion).iss;
  } catch {
    throw new TokenError("invalid_client", "client_assertion is not a signed token", 401);
  }
}

/** Scopes that are unknown or not allowed to the tool fall out quietly; none left is an error. */
function grantedScopes(tool: Tool, asked: string): string[] {
  const granted = allScopes.filter((s) => asked.split(" ").includes(s) && tool.scopes.includes(s));
  if (granted.length === 0)
    throw new TokenError("invalid_scope", "no scope is left of those asked");
  return granted;
}

/** The tool whose token came with a service call; 401 without one, also when it lacks the scope. */
export function callingTool(platform: Platform, request: Request, ...oneOf: string[]): Tool {
  const match = /^Bearer ([A-Za-z0-9_-]+)$/.exec(request.headers.authorization ?? "");
  const found = match?.[1] === undefined ? undefined : platform.accessTokens.get(match[1]);
  const tool = found && toolById(platform, found.tool);
  if (!found || !tool || tool.status !== "active")
    throw new HttpError(401, "no valid access token");
  if (!oneOf.some((scope) => found.scopes.includes(scope)))
    throw new HttpError(401, "the token lacks the scope");
  if (request.query.get("type_id") !== String(tool.id))
    throw new HttpError(403, "type_id is of another tool");
  return tool;
}
