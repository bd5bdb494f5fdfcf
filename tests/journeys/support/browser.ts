// Chromium as people have it: from Debian, a fresh profile each time, no contact with the outside.

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { chromium, type BrowserContext, type Frame, type Page } from "playwright-core";

const program = "/usr/bin/chromium";
const flags = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // The frame of the tool stays in the process of the page: when it changes process on its way to and
  // fro, the driver now and then loses sight of it. What cookies a site gets does not depend on this.
  "--disable-site-isolation-trials",
];

/** What the profile says about cookies of a site in the frame of another one. */
export type ThirdParty =
  | "allowed"
  /** The setting "block third-party cookies": partitioned ones (CHIPS) still stick. */
  | "blocked"
  /** No cookie at all for the tool inside the LMS, as in browsers without partitioned ones. */
  | "none";

export interface BrowserOptions {
  readonly thirdParty?: ThirdParty;
  readonly locale?: "nl-NL" | "en-GB";
  readonly colorScheme?: "light" | "dark";
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly phone?: boolean;
}

export interface Browser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Chromium's own settings file, as the settings page would write it. */
function preferences(thirdParty: ThirdParty): unknown {
  if (thirdParty === "allowed")
    return { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
  const blocked = { profile: { cookie_controls_mode: 1, block_third_party_cookies: true } };
  if (thirdParty === "blocked") return blocked;
  // Cookies of localhost are refused where the page around is 127.0.0.1.
  const exceptions = { "http://localhost,http://127.0.0.1": { setting: 2 } };
  return {
    profile: { ...blocked.profile, content_settings: { exceptions: { cookies: exceptions } } },
  };
}

export async function openBrowser(options: BrowserOptions = {}): Promise<Browser> {
  if (!existsSync(program))
    throw new Error(`${program} is missing: run deploy/install --tests first`);
  const profile = mkdtempSync(join(tmpdir(), "driehoek-browser-"));
  mkdirSync(join(profile, "Default"));
  writeFileSync(
    join(profile, "Default/Preferences"),
    JSON.stringify(preferences(options.thirdParty ?? "allowed")),
  );
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: program,
    headless: true,
    args: flags,
    locale: options.locale ?? "nl-NL",
    timezoneId: "Europe/Amsterdam",
    colorScheme: options.colorScheme ?? "light",
    viewport: options.viewport ?? { width: 1280, height: 800 },
    ...(options.phone ? { isMobile: true, hasTouch: true } : {}),
    acceptDownloads: true,
  });
  context.setDefaultTimeout(15_000);
  context.setDefaultNavigationTimeout(20_000);
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Where a frame is and what it shows. A frame that hangs is told after two seconds. */
async function told(frame: Frame): Promise<string> {
  const text = await Promise.race([
    frame.evaluate(() => `${document.readyState}: ${document.body?.innerText ?? "no body"}`),
    setTimeout(2000, "does not answer"),
  ]).catch((problem: unknown) => `not to be read, ${String(problem)}`);
  return `  ${frame.name() || "page"} ${frame.url()}\n    ${text.slice(0, 400).replaceAll("\n", " | ")}`;
}

/** Does `work` in a browser of its own. When it fails, what the pages showed and said is printed. */
export async function withBrowser(
  options: BrowserOptions,
  work: (browser: Browser) => Promise<void>,
): Promise<void> {
  const browser = await openBrowser(options);
  const heard: string[] = [];
  browser.context.on("page", (page: Page) => {
    page.on("console", (message) => heard.push(`  ${Math.round(performance.now())} ${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => heard.push(`  uncaught: ${String(error)}`));
    page.on("requestfailed", (request) =>
      heard.push(`  ${request.method()} ${request.url()}: ${request.failure()?.errorText ?? "failed"}`),
    );
  });
  try {
    await work(browser);
  } catch (problem) {
    const frames = browser.context.pages().flatMap((page) => page.frames());
    console.error(["Seen in the browser:", ...(await Promise.all(frames.map(told))), ...heard].join("\n"));
    throw problem;
  } finally {
    await browser.close();
  }
}
