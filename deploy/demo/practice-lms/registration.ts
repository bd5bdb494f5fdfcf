// Dynamic registration (LTI Dynamic Registration 1.0), platform side: the administrator gets a
// one-time token, the tool's server brings it back with its own description.

import { HttpError, json, type Reply, type Request } from "../shared/http.ts";
import { addActivities, endpoints, randomText, toolById, type Platform } from "./platform.ts";
import type { Tool } from "./state.ts";
import { allScopes, messageTypes, platformConfiguration, toolConfiguration } from "./vocabulary.ts";

const tokenLifetime = 10 * 60 * 1000;
const rememberUsed = 60 * 60 * 1000;

export interface RegistrationStart {
  /** What the browser opens: the tool's page with both parameters added. */
  readonly url: string;
  readonly openid_configuration: string;
  readonly registration_token: string;
}

/** Gives a token for one registration at the tool's address, or for the update of a known tool. */
export function startRegistration(
  platform: Platform,
  toolPage: string,
  update: number | null,
): RegistrationStart {
  const url = webAddress(toolPage);
  if (!url) throw new HttpError(400, "Dit is geen webadres (http of https).");
  const token = randomText(32);
  platform.registrations.put(token, { update }, tokenLifetime);
  const configuration = endpoints(platform.origin).configuration;
  url.searchParams.set("openid_configuration", configuration);
  url.searchParams.set("registration_token", token);
  platform.log("registration_started", { update: update !== null });
  return { url: url.href, openid_configuration: configuration, registration_token: token };
}

/** A tool that lives at the same host, which a new registration could be an update of. */
export const knownTool = (platform: Platform, toolPage: string): Tool | undefined =>
  platform.file.state.tools.find((t) => t.domain === webAddress(toolPage)?.host);

export function openidConfiguration(platform: Platform): Reply {
  const at = endpoints(platform.origin);
  return json(200, {
    issuer: platform.origin,
    authorization_endpoint: at.authorize,
    token_endpoint: at.token,
    token_endpoint_auth_methods_supported: ["private_key_jwt"],
    token_endpoint_auth_signing_alg_values_supported: ["RS256"],
    jwks_uri: at.keySet,
    registration_endpoint: at.register,
    scopes_supported: ["openid", ...allScopes],
    response_types_supported: ["id_token"],
    response_modes_supported: ["form_post"],
    grant_types_supported: ["implicit", "client_credentials"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    claims_supported: ["sub", "iss", "name", "given_name", "family_name", "email"],
    [platformConfiguration]: {
      product_family_code: "practice-lms",
      version: "1",
      messages_supported: messageTypes.map((type) => ({ type, placements: ["ContentArea"] })),
      variables: [
        "Context.id",
        "Context.id.history",
        "Person.email.primary",
        "Person.name.full",
        "ResourceLink.id",
        "User.id",
      ],
    },
  });
}

export function register(platform: Platform, request: Request): Reply {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  if (platform.registrationsUsed.get(token)) return refusal(401, "token_already_used");
  const granted = platform.registrations.take(token);
  if (!granted) return refusal(401, "invalid_token");
  platform.registrationsUsed.put(token, true, rememberUsed);
  const read = readTool(request.body);
  if (typeof read === "string") {
    platform.log("registration_refused", { reason: read });
    return refusal(400, read);
  }
  const old = granted.update === null ? undefined : toolById(platform, granted.update);
  const tool = old ? Object.assign(old, read.tool) : newTool(platform, read.tool);
  if (tool.status === "active") addActivities(platform, tool);
  platform.file.save();
  platform.log(old ? "tool_updated" : "tool_registered", { tool: tool.id, status: tool.status });
  return json(200, {
    ...read.document,
    client_id: tool.client_id,
    scope: tool.scopes.join(" "),
    [toolConfiguration]: { ...read.configuration, deployment_id: tool.deployment_id },
  });
}

/** Moodle's manner: the bare reason, labelled as HTML. */
const refusal = (status: number, reason: string): Reply => ({
  status,
  headers: { "Content-Type": "text/html; charset=utf-8" },
  body: reason,
});

type Described = Omit<Tool, "id" | "client_id" | "deployment_id" | "status">;

export function newTool(platform: Platform, described: Described): Tool {
  const id = platform.file.newId();
  const status = platform.file.state.habits.activation_needed ? "pending" : "active";
  const tool: Tool = {
    id,
    client_id: randomText(12),
    deployment_id: String(id),
    status,
    ...described,
  };
  platform.file.state.tools.push(tool);
  return tool;
}

interface ReadTool {
  readonly tool: Described;
  readonly document: Record<string, unknown>;
  readonly configuration: Record<string, unknown>;
}

const isRecord = (v: unknown): v is Record<string, unknown> =>
  typeof v === "object" && v !== null && !Array.isArray(v);
const texts = (v: unknown): string[] =>
  Array.isArray(v) ? v.filter((t) => typeof t === "string") : [];
const textOf = (v: unknown) => (typeof v === "string" ? v : "");

/** The tool in a registration request, or the reason to refuse it. */
export function readTool(body: string): ReadTool | string {
  let document: unknown;
  try {
    document = JSON.parse(body);
  } catch {
    return "invalid_json";
  }
  if (!isRecord(document)) return "invalid_json";
  for (const name of [
    "initiate_login_uri",
    "redirect_uris",
    "jwks_uri",
    "client_name",
    "response_types",
    "grant_types",
  ]) {
    if (document[name] === undefined || document[name] === "")
      return `missing required attribute ${name}`;
  }
  const configuration = document[toolConfiguration];
  if (!isRecord(configuration)) return `missing required attribute ${toolConfiguration}`;
  const wrong = wrongProtocol(document) ?? wrongAddresses(document, configuration);
  if (wrong) return wrong;
  const messages = Array.isArray(configuration["messages"])
    ? configuration["messages"].filter(isRecord)
    : [];
  const asked = textOf(document["scope"]).split(" ");
  const tool: Described = {
    name: textOf(document["client_name"]),
    description: textOf(configuration["description"]),
    initiate_login_uri: textOf(document["initiate_login_uri"]),
    redirect_uris: texts(document["redirect_uris"]),
    target_link_uri: textOf(configuration["target_link_uri"]),
    jwks_uri: textOf(document["jwks_uri"]),
    domain: textOf(configuration["domain"]),
    scopes: allScopes.filter((s) => asked.includes(s)),
    custom: stringsOnly(configuration["custom_parameters"]),
    deep_linking: messages.some((m) => m["type"] === "LtiDeepLinkingRequest"),
  };
  return { tool, document, configuration };
}

function wrongProtocol(document: Record<string, unknown>): string | undefined {
  if (!texts(document["response_types"]).includes("id_token")) return "invalid_response_types";
  const grants = texts(document["grant_types"]);
  if (!grants.includes("implicit") || !grants.includes("client_credentials"))
    return "invalid_grant_types";
  if (document["token_endpoint_auth_method"] !== "private_key_jwt")
    return "invalid_token_endpoint_auth_method";
  return undefined;
}

function wrongAddresses(
  document: Record<string, unknown>,
  configuration: Record<string, unknown>,
): string | undefined {
  const target = webAddress(textOf(configuration["target_link_uri"]));
  if (!target) return "missing required attribute target_link_uri";
  if (textOf(configuration["domain"]) === "") return "missing_domain";
  if (configuration["domain"] !== target.host) return "domain_targetlinkuri_mismatch";
  const redirects = texts(document["redirect_uris"]);
  const addresses = [
    ...redirects,
    textOf(document["initiate_login_uri"]),
    textOf(document["jwks_uri"]),
  ];
  if (redirects.length === 0 || addresses.some((a) => !webAddress(a))) return "invalid_uri";
  return undefined;
}

function stringsOnly(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}

export function webAddress(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && ["http:", "https:"].includes(url.protocol) ? url : undefined;
}
