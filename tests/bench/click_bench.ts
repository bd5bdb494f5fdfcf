// From the click on the launch link in the LMS to a usable page in Chromium, beside the same launch that ends in the same
// page as plain HTML: what was drawn the first time, without a line of script. Prints one line of the table.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { openBrowser } from "../journeys/support/browser.ts";
import { freePorts, root, run } from "../journeys/support/installation.ts";
import { Lms } from "../journeys/support/lms.ts";
import { t } from "../journeys/support/words.ts";
import { Front } from "./support/front.ts";

const student = { sub: "student-005", course: "eng-duaal" };
const warmUps = 3;
const rounds = 15;
const goal = 1.25;

declare global {
  var clickedAt: number | undefined;
  var usableAt: number | undefined;
}

const say = (text: string) => process.stderr.write(`  ${text}\n`);

/** Runs in each page: notes when the button that comes next was drawn, and when something was clicked. */
function watch(button: string): void {
  const now = () => performance.timeOrigin + performance.now();
  document.addEventListener("click", () => (globalThis.clickedAt = now()), true);
  const observer = new MutationObserver(() => {
    const buttons = [...document.querySelectorAll("main button")];
    if (!buttons.some((b) => b.textContent?.trim() === button)) return;
    observer.disconnect();
    // After the next frame it is on the screen.
    requestAnimationFrame(() => setTimeout(() => (globalThis.usableAt = now())));
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** Opens Driehoek in a new window; answers milliseconds and the page that was drawn. */
async function launch(desk: BrowserContext, lmsPage: Page): Promise<{ took: number; html: string }> {
  const opened = desk.waitForEvent("page");
  await lmsPage.getByRole("link", { name: "Open in nieuw venster", exact: true }).click();
  const page = await opened;
  await page.waitForFunction(() => globalThis.usableAt !== undefined);
  const [clicked, usable] = await Promise.all([
    lmsPage.evaluate(() => globalThis.clickedAt),
    page.evaluate(() => globalThis.usableAt),
  ]);
  const html = await page.content();
  await page.close();
  if (clicked === undefined || usable === undefined) throw new Error("no time was noted");
  return { took: usable - clicked, html };
}

const withoutScript = (html: string) =>
  html
    .replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, "")
    .replace(/<link\b[^>]*\brel="?modulepreload[^>]*>/g, "");

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]) => sorted(values)[Math.floor(values.length / 2)] ?? NaN;

async function compare(desk: BrowserContext, lms: Lms, front: Front): Promise<void> {
  await desk.addInitScript(watch, t("act.draft"));
  const page = await desk.newPage();
  await lms.login(page, student.sub);
  await page.goto(await lms.activity(student.course));
  let plain = "";
  for (let i = 0; i < warmUps; i++) plain = withoutScript((await launch(desk, page)).html);
  const times: { ours: number; plain: number }[] = [];
  for (let i = 0; i < rounds; i++) {
    front.page = undefined;
    const ours = (await launch(desk, page)).took;
    front.page = plain;
    times.push({ ours, plain: (await launch(desk, page)).took });
  }
  const ratios = sorted(times.map(({ ours, plain: bare }) => ours / bare));
  const ms = (values: number[]) => `${median(values).toFixed(0)} ms`;
  const ratio = median(ratios);
  const cells = [
    "click to usable page",
    ms(times.map((time) => time.ours)),
    ms(times.map((time) => time.plain)),
    ratio.toFixed(2),
    `${ratios[0]?.toFixed(2)}..${ratios.at(-1)?.toFixed(2)}`,
    `<= ${goal}`,
    ratio <= goal ? "met" : "not met",
  ];
  console.log(cells.join("\t"));
}

const data = join(root, "build/bench/click");
const down = () => run(join(root, "deploy/down"), ["--data", data, "--wipe"], 120);
mkdirSync(data, { recursive: true });
await down();
const [lti = 0, ...others] = await freePorts(6);
const [grpc, metrics, lmsPort, mail, smtp] = others.map((port) => `127.0.0.1:${port}`);
const front = await Front.open(lti);
const options = {
  data,
  "lti-listen": `127.0.0.1:${lti}`,
  "lti-url": front.origin,
  "grpc-listen": grpc,
  "metrics-listen": metrics,
  "lms-listen": lmsPort,
  "mail-listen": mail,
  "smtp-listen": smtp,
};
say("starting Driehoek with the demo's story");
const args = Object.entries(options).flatMap(([option, value]) => [`--${option}`, String(value)]);
const { code, said } = await run(join(root, "deploy/up"), ["--no-build", ...args], 300);
if (code !== 0) throw new Error(`deploy/up did not start Driehoek:\n${said}`);
const desk = await openBrowser();
try {
  say("launches, with and without script by turns");
  await compare(desk.context, new Lms(`http://${lmsPort}`), front);
} finally {
  await desk.close();
  await front.close();
  await down();
}
