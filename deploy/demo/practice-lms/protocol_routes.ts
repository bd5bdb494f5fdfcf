// Routes that the tool's server and the browser use by the specifications.

import { json, type Router } from "../shared/http.ts";
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
  router.on("POST", "/lti/token", (r) => token(platform, r));
  const items = "/services/:course/lineitems";
  const item = `${items}/:item/lineitem`;
  router.on("GET", items, (r) => listLineItems(platform, r));
  router.on("POST", items, (r) => createLineItem(platform, r));
  router.on("GET", item, (r) => getLineItem(platform, r));
  router.on("PUT", item, (r) => putLineItem(platform, r));
  router.on("DELETE", item, (r) => deleteLineItem(platform, r));
  router.on("POST", `${item}/scores`, (r) => postScore(platform, r));
  router.on("GET", `${item}/results`, (r) => listResults(platform, r));
  router.on("GET", "/services/:course/members", (r) => listMembers(platform, r));
}
