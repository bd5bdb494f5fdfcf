// The answer to a deep-linking launch: links that the teacher chose in the tool (LTI Deep Linking
// 2.0, section 4). The post comes from the tool's page, so the request in the address, not the
// session cookie, says whose it is.

import { HttpError, formOf, type Request } from "../shared/http.ts";
import { sessionKey, toolById, type DeepLinkRequest, type Platform } from "./platform.ts";
import { webAddress } from "./registration.ts";
import type { Tool } from "./state.ts";
import { verifiedByTool } from "./tool_keys.ts";
import { claim, deepLinkClaim } from "./vocabulary.ts";

const isRecord = (v: unknown): v is Record<string, unknown> =>
  typeof v === "object" && v !== null && !Array.isArray(v);

export interface DeepLinkResult {
  readonly course: string;
  readonly added: number;
  readonly message?: string;
  readonly error?: string;
}

/** Checks the answer and adds what it holds; HttpError 400 with the reason otherwise. */
export async function takeDeepLinkReturn(
  platform: Platform,
  request: Request,
): Promise<DeepLinkResult> {
  const id = request.query.get("request") ?? "";
  const asked = platform.deepLinks.get(id);
  if (
    !asked ||
    asked.course !== request.params["course"] ||
    request.query.get("sesskey") !== sessionKey(platform, asked.user)
  ) {
    throw new HttpError(400, "Deze keuze is verlopen. Begin opnieuw vanuit de cursus.");
  }
  const tool = toolById(platform, asked.tool);
  if (!tool) throw new HttpError(400, "De tool bestaat niet meer.");
  const payload = await verifiedAnswer(platform, tool, formOf(request).get("JWT") ?? "");
  platform.deepLinks.take(id);
  const items = payload[deepLinkClaim("content_items")] ?? [];
  if (!Array.isArray(items)) throw new HttpError(400, "content_items is no list");
  // All are read before the first is kept: a wrong one must not leave half of them behind.
  const chosen = items.map((item, i) => readItem(tool, item, i));
  for (const item of chosen) keepItem(platform, asked, tool, item);
  const added = chosen.length;
  platform.file.save();
  platform.log("deep_link_returned", { course: asked.course, tool: tool.id, items: added });
  const text = (name: string) => {
    const value = payload[deepLinkClaim(name)];
    return typeof value === "string" ? value : undefined;
  };
  const message = text("msg");
  const error = text("errormsg");
  return {
    course: asked.course,
    added,
    ...(message ? { message } : {}),
    ...(error ? { error } : {}),
  };
}

async function verifiedAnswer(
  platform: Platform,
  tool: Tool,
  token: string,
): Promise<Record<string, unknown>> {
  const refuse = (why: string) => {
    platform.log("deep_link_refused", { tool: tool.id, reason: why });
    return new HttpError(400, `Het antwoord van de tool klopt niet: ${why}`);
  };
  const payload = await verifiedByTool(platform, tool, token).catch((error: unknown) => {
    throw refuse(error instanceof Error ? error.message : "signature");
  });
  const wanted: [string, unknown, unknown][] = [
    ["iss", payload.iss, tool.client_id],
    ["aud", payload.aud, platform.origin],
    ["message_type", payload[claim("message_type")], "LtiDeepLinkingResponse"],
    ["version", payload[claim("version")], "1.3.0"],
    ["deployment_id", payload[claim("deployment_id")], tool.deployment_id],
  ];
  for (const [name, got, want] of wanted) if (got !== want) throw refuse(name);
  const nonce = payload["nonce"];
  if (typeof nonce !== "string" || nonce === "") throw refuse("nonce");
  const seen = `deep link ${tool.client_id} ${nonce}`;
  if (platform.assertionsSeen.get(seen)) throw refuse("nonce was used before");
  platform.assertionsSeen.put(seen, true, 60 * 60 * 1000);
  return payload;
}

interface Chosen {
  readonly title: string;
  readonly text: string;
  readonly url: string;
  readonly custom: Record<string, string>;
  readonly lineItem?: { scoreMaximum: number; label: string; resourceId?: string; tag?: string };
}

function readItem(tool: Tool, item: unknown, index: number): Chosen {
  const wrong = (what: string) => new HttpError(400, `content_items[${index}]: ${what}`);
  if (!isRecord(item) || item["type"] !== "ltiResourceLink")
    throw wrong("type must be ltiResourceLink");
  const custom = item["custom"] ?? {};
  if (!isRecord(custom) || Object.values(custom).some((v) => typeof v !== "string"))
    throw wrong("custom must hold texts only");
  const url = item["url"] ?? tool.target_link_uri;
  if (typeof url !== "string" || webAddress(url)?.host !== tool.domain)
    throw wrong("url is not on the tool's domain");
  const text = (from: Record<string, unknown>, name: string) =>
    typeof from[name] === "string" ? from[name] : undefined;
  const title = text(item, "title") ?? tool.name;
  const link = {
    title,
    text: text(item, "text") ?? "",
    url,
    custom: custom as Record<string, string>,
  };
  const gradable = item["lineItem"];
  if (gradable === undefined) return link;
  const maximum = isRecord(gradable) ? Number(gradable["scoreMaximum"]) : 0;
  if (!isRecord(gradable) || !Number.isInteger(maximum) || maximum < 1 || maximum > 100) {
    throw wrong("lineItem.scoreMaximum must be a whole number from 1 to 100");
  }
  const resourceId = text(gradable, "resourceId");
  const tag = text(gradable, "tag");
  const lineItem = {
    scoreMaximum: maximum,
    label: text(gradable, "label") ?? title,
    ...(resourceId === undefined ? {} : { resourceId }),
    ...(tag === undefined ? {} : { tag }),
  };
  return { ...link, lineItem };
}

function keepItem(platform: Platform, asked: DeepLinkRequest, tool: Tool, chosen: Chosen): void {
  const { lineItem, ...link } = chosen;
  const id = platform.file.newId();
  platform.file.state.links.push({ id, course: asked.course, tool: tool.id, ...link });
  if (!lineItem) return;
  platform.file.state.line_items.push({
    id: platform.file.newId(),
    course: asked.course,
    tool: tool.id,
    link: id,
    ...lineItem,
  });
}
