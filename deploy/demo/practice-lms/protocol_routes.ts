// Routes that the tool's server and the browser use by the specifications.

import { json, type Handler, type Router } from "../shared/http.ts";
import { authorize } from "./authorize.ts";
import {
  createLineItem,
  deleteLineItem,
  getLineItem,
  listLineItems,
  putLineItem,
} from "./line_items.ts";
import type { Platform } from "./platform.ts";
import { openidConfiguration, register } from "./registration.ts";
import { listMembers } from "./roster.ts";
import { listResults, postScore } from "./scores.ts";
import { token } from "./token.ts";

export function addProtocolRoutes(router: Router, platform: Platform): void {
  router.on("GET", "/.well-known/openid-configuration", () => openidConfiguration(platform));
  router.on("GET", "/lti/keys", () =>
    json(200, platform.keys.keySet(), { "Cache-Control": "public, max-age=300" }),
  );
  router.on("POST", "/lti/registrations", (r) => register(platform, r));
  router.on("GET", "/lti/authorize", (r) => authorize(platform, r));
  router.on("POST", "/lti/authorize", (r) => authorize(platform, r));
  const service = (method: "GET" | "POST" | "PUT" | "DELETE", pattern: string, handler: Handler) =>
    router.on(method, pattern, platform.faults.around(handler));
  service("POST", "/lti/token", (r) => token(platform, r));
  const items = "/services/:course/lineitems";
  const item = `${items}/:item/lineitem`;
  service("GET", items, (r) => listLineItems(platform, r));
  service("POST", items, (r) => createLineItem(platform, r));
  service("GET", item, (r) => getLineItem(platform, r));
  service("PUT", item, (r) => putLineItem(platform, r));
  service("DELETE", item, (r) => deleteLineItem(platform, r));
  service("POST", `${item}/scores`, (r) => postScore(platform, r));
  service("GET", `${item}/results`, (r) => listResults(platform, r));
  service("GET", "/services/:course/members", (r) => listMembers(platform, r));
}
