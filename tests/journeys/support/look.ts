// Looking at one screen as it stands: what axe finds, whether it fits, and a picture for people.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { shots } from "./installation.ts";
import type { Lang } from "./words.ts";

export const phone = { name: "390", width: 390, height: 844, axe: true };
export const narrowest = { name: "320", width: 320, height: 640, axe: false };
export const frame = { name: "720x400", width: 720, height: 400, axe: false };
export const desk = { name: "1280", width: 1280, height: 800, axe: true };
export type Size = typeof phone;

export interface Screen {
  readonly name: string;
  /** A home where something is asked: its first act must be in sight in a low frame. */
  readonly home?: boolean;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Answers what is wrong with this screen, in both colour schemes and at these sizes. */
export async function look(page: Page, screen: Screen, lang: Lang, sizes: readonly Size[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const scheme of ["light", "dark"] as const) {
      // What depends on the size alone is looked at once.
      if (scheme === "dark" && !size.axe) continue;
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      const id = `${screen.name}-${lang}-${scheme}-${size.name}`;
      const found = [
        ...(size.axe ? await axe(page, scheme) : []),
        ...(scheme === "light" ? await geometry(page, screen, size) : []),
      ];
      wrong.push(...found.map((text) => `${id}: ${text}`));
      await page.screenshot({ path: join(shots, `${id}.png`), fullPage: size !== frame });
    }
  }
  return wrong;
}

/** What axe says of colours; the other rules look at the markup, which is the same in both schemes. */
const colourRules = ["color-contrast", "link-in-text-block"];

/** All rules in light, those about colour in dark. */
async function axe(page: Page, scheme: "light" | "dark"): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, {
      resultTypes: ["violations"],
      ...(only.length > 0 ? { runOnly: { type: "rule" as const, values: only } } : {}),
    });
    return violations.map(({ id, nodes }) => `axe ${id}: ${nodes.map((n) => n.target.join(" ")).join(", ")}`);
  }, scheme === "dark" ? colourRules : []);
}

const acts = ["a[href]", "button", "summary", "input", "select"].map((e) => `main ${e}`).join(", ");

/** The bar: a row with the name and the tools, one with the places and the role. */
const twoRows = 100;

/** Sizes are those of the window as it opens: nobody has scrolled yet. */
function geometry(page: Page, screen: Screen, size: Size): Promise<string[]> {
  return page.evaluate(
    ([acts, mostBar, mustShowAct]) => {
      window.scrollTo(0, 0);
      const wrong: string[] = [];
      const wide = document.documentElement.scrollWidth - window.innerWidth;
      if (wide > 0) wrong.push(`scrolls sideways by ${wide} px`);
      const bar = document.querySelector("header.bar")?.getBoundingClientRect().height ?? 0;
      if (bar > mostBar) wrong.push(`the bar is ${Math.round(bar)} px high`);
      const first = [...document.querySelectorAll(acts)].find((e) => e.checkVisibility({ visibilityProperty: true }));
      const end = Math.round(first?.getBoundingClientRect().bottom ?? 0);
      if (mustShowAct && end > window.innerHeight)
        wrong.push(`the first act ends at ${end} px of ${window.innerHeight}`);
      return wrong;
    },
    [acts, twoRows, screen.home === true && size === frame] as const,
  );
}

/** Waits until nothing is under way and the page has stood still for a moment. */
export function makeSettled(page: Page): () => Promise<void> {
  const underWay = new Set<unknown>();
  page.on("request", (request) => underWay.add(request));
  page.on("requestfinished", (request) => underWay.delete(request));
  page.on("requestfailed", (request) => underWay.delete(request));
  return async () => {
    await page.locator("main h1").first().waitFor();
    for (const until = Date.now() + 15_000; Date.now() < until; ) {
      const still = await page.evaluate(stoodStill);
      if (still && underWay.size === 0) return;
    }
    throw new Error("the screen did not come to rest in 15 seconds");
  };
}

/** Answers after a tenth of a second: was nothing loading, and did nothing change? */
function stoodStill(): Promise<boolean> {
  return new Promise((resolve) => {
    let changed = false;
    const watch = new MutationObserver(() => (changed = true));
    watch.observe(document.body, { subtree: true, childList: true });
    setTimeout(() => {
      watch.disconnect();
      resolve(!changed && document.querySelector("[aria-busy=true]") === null);
    }, 100);
  });
}
