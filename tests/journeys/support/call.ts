// Calls by the session of a page, for what its screens never ask.

import type { Page } from "playwright-core";
import type { Installation } from "./installation.ts";

export type Ask = (method: string, request: unknown) => Promise<{ status: number; code: string }>;

/** Keeps the credential with which the page calls; answers status and code of a call with it. */
export function callsOf(at: Installation, page: Page): Ask {
  let credential = "";
  page.on("request", (request) => (credential = request.headers()["authorization"] ?? credential));
  return async (method, request) => {
    const response = await fetch(`${at.lti}/driehoek.v1.${method}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: at.lti, Authorization: credential },
      body: JSON.stringify(request),
    });
    return { status: response.status, code: ((await response.json()) as { code?: string }).code ?? "" };
  };
}
