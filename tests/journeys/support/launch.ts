// A launch without a browser, step by step, so that each step can be bent.

import assert from "node:assert/strict";
import { confirmFormIn } from "../../../deploy/demo/practice-lms/confirm_form.ts";
import type { Lms } from "./lms.ts";

export interface Login {
  readonly url: string;
  readonly method: string;
  readonly parameters: Record<string, string>;
  readonly cookie: string;
}

/** The authentication response as the browser holds it, on its way to the tool. */
export interface Answer {
  readonly action: string;
  readonly fields: [string, string][];
  /** Cookie of the tool, from the login. */
  readonly cookie: string;
}

export const begin = (lms: Lms, user: string, course: string, more: object = {}) =>
  lms.post<Login>("launches", { user, course, ...more });

/** Sends the login initiation; answers what the tool said. */
export function login(at: Login, change: Record<string, string | undefined> = {}) {
  const parameters = new URLSearchParams(at.parameters);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) parameters.delete(name);
    else parameters.set(name, value);
  }
  return at.method === "POST"
    ? fetch(at.url, { method: "POST", body: parameters, redirect: "manual" })
    : fetch(`${at.url}?${parameters}`, { redirect: "manual" });
}

/** From the login to the answer of the platform, not yet given to the tool. */
export async function answerFor(lms: Lms, user: string, course: string): Promise<Answer> {
  const at = await begin(lms, user, course);
  const sent = await login(at);
  assert.equal(sent.status, 302, await sent.text());
  const page = await fetch(sent.headers.get("location") ?? "", { headers: { Cookie: at.cookie } });
  const text = await page.text();
  const form = confirmFormIn(text, page.url);
  assert.ok(form, `the platform answered without a form: ${text.slice(0, 300)}`);
  return { action: form.action, fields: form.fields, cookie: cookieOf(sent) };
}

export const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((c) => c.split(";")[0] ?? "")
    .join("; ");

export function give(answer: Answer, change: Record<string, string> = {}): Promise<Response> {
  const fields = answer.fields.map(([n, v]): [string, string] => [n, change[n] ?? v]);
  return fetch(answer.action, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { Cookie: answer.cookie },
    redirect: "manual",
  });
}

export async function assertIn(response: Response): Promise<void> {
  const text = await response.text();
  assert.equal(response.status, 303, `not let in: ${titleOf(text)}`);
  assert.match(response.headers.get("location") ?? "", /^\/app\?code=[\w-]{22,}$/);
  assert.deepEqual(response.headers.getSetCookie(), [], "no cookie after the launch");
}

/** A readable page of the 4xx kind, and nothing else: no session, no way on. */
export async function assertRefused(response: Response, status?: number): Promise<void> {
  const text = await response.text();
  const told = `${response.status} ${titleOf(text)}`;
  assert.ok(response.status >= 400 && response.status < 500, `not refused: ${told}`);
  if (status !== undefined) assert.equal(response.status, status, told);
  assert.equal(response.headers.get("location"), null);
  assert.deepEqual(response.headers.getSetCookie(), []);
  assert.match(response.headers.get("content-type") ?? "", /^text\/html/);
  assert.match(text, /<h1>[^<]+<\/h1>\n<p>[^<]+<\/p>/);
  assert.doesNotMatch(text, /\/app\?code=/);
}

const titleOf = (text: string) => /<h1>([^<]*)/.exec(text)?.[1] ?? text.slice(0, 200);
