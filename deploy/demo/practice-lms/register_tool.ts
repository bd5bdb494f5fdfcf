// register-tool: does by script what the administrator does by hand. Starts a registration in the
// practice LMS, agrees on the tool's confirm page and activates what came of it. Where an active
// tool of the same host is known, nothing is done: so it can be repeated.

import { readFlags } from "../shared/flags.ts";
import { confirmFormIn } from "./confirm_form.ts";
import type { Tool } from "./state.ts";

async function post(url: string, body: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok)
    throw new Error(
      `${new URL(url).pathname} answered ${response.status}: ${await response.text()}`,
    );
  return response.json();
}

const toolsOf = async (lms: string) =>
  ((await (await fetch(`${lms}/admin/state`)).json()) as { tools: Tool[] }).tools;

async function agree(pageUrl: string): Promise<void> {
  const page = await fetch(pageUrl);
  const text = await page.text();
  if (!page.ok) throw new Error(`the registration page answered ${page.status}`);
  const form = confirmFormIn(text, pageUrl);
  if (!form || form.method !== "POST")
    throw new Error("the registration page has no form to agree with");
  const answer = await fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(form.fields),
    headers: { Origin: new URL(pageUrl).origin },
  });
  if (!answer.ok) throw new Error(`the tool answered ${answer.status} to the agreement`);
}

const told = (what: string, tool: Tool) =>
  process.stdout.write(`${what} client_id=${tool.client_id} deployment_id=${tool.deployment_id}\n`);

async function register(lms: string, url: string): Promise<void> {
  const before = await toolsOf(lms);
  const known = before.find((t) => t.status === "active" && t.domain === new URL(url).host);
  if (known) {
    told("already registered", known);
    return;
  }
  const start = (await post(`${lms}/admin/registrations`, { url })) as { url: string };
  await agree(start.url);
  const tool = (await toolsOf(lms)).find(
    (t) => !before.some((old) => old.client_id === t.client_id),
  );
  if (!tool) throw new Error("the tool agreed but did not register");
  await post(`${lms}/admin/tools/${tool.id}/status`, { status: "active" });
  told("registered", tool);
}

try {
  const flags = readFlags(process.argv.slice(2), { lms: "http://127.0.0.1:8090", url: "" });
  if (flags.url === "") throw new Error("--url wants the registration address of the tool");
  if (!URL.canParse(flags.url)) throw new Error("--url is not an address");
  await register(flags.lms.replace(/\/+$/, ""), flags.url);
} catch (error) {
  const cause =
    error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
  process.stderr.write(
    `register-tool: ${error instanceof Error ? error.message : String(error)}${cause}\n`,
  );
  process.exitCode = 1;
}
