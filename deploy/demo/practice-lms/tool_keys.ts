// The key set of a tool, fetched when needed and kept for five minutes; an unknown kid fetches it
// again. Errors are the caller's refusal, never a crash.

import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from "jose";
import type { Platform } from "./platform.ts";
import type { Tool } from "./state.ts";

const keepFor = 5 * 60 * 1000;

async function fetchKeySet(platform: Platform, tool: Tool): Promise<JSONWebKeySet> {
  const response = await fetch(tool.jwks_uri, {
    headers: { Accept: "application/json" },
    redirect: "error",
    signal: AbortSignal.timeout(5000),
  });
  if (!response.ok) throw new Error(`key set answered ${response.status}`);
  const keySet = (await response.json()) as JSONWebKeySet;
  platform.toolKeySets.put(tool.client_id, keySet, keepFor);
  return keySet;
}

/**
 * The claims of a token signed by the tool: RS256, with a kid that its key set has, not expired and
 * not dated in the future, not by a second. Throws an Error whose message says why not.
 */
export async function verifiedByTool(
  platform: Platform,
  tool: Tool,
  token: string,
): Promise<JWTPayload> {
  const verify = async (keySet: JSONWebKeySet) => {
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(keySet), {
      algorithms: ["RS256"],
      currentDate: new Date(platform.now()),
      clockTolerance: 0,
      requiredClaims: ["iat", "exp"],
    });
    if (!protectedHeader.kid) throw new Error("kid is missing");
    if ((payload.iat ?? 0) > platform.now() / 1000) throw new Error("iat is in the future");
    return payload;
  };
  const cached = platform.toolKeySets.get(tool.client_id);
  try {
    return await verify(cached ?? (await fetchKeySet(platform, tool)));
  } catch (error) {
    if (!cached || !(error instanceof errors.JWKSNoMatchingKey)) throw error;
    return verify(await fetchKeySet(platform, tool));
  }
}
