// Every screen of every role, in both languages, light and dark, at the widths that count: nothing
// that axe finds, no sideways scroll at 320 px, the first act in sight in a frame of 720 x 400.
// Pictures of all of them are left in build/journeys/shots for people to look at.

import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { openBrowser, type Browser } from "./support/browser.ts";
import { install, shots, type Installation } from "./support/installation.ts";
import { Lms } from "./support/lms.ts";
import { actAs, linkTo } from "./support/people.ts";
import { wordsOf, type Lang } from "./support/words.ts";

const sizes = [
  { name: "390", width: 390, height: 844, axe: true },
  { name: "1280", width: 1280, height: 800, axe: true },
  { name: "320", width: 320, height: 640, axe: false },
  { name: "720x400", width: 720, height: 400, axe: false },
] as const;
type Size = (typeof sizes)[number];

interface Visit {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
  /** Then, inside the app. */
  readonly steps?: (page: Page, lang: Lang) => Promise<void>;
  /** A home where something is asked: its first act must be in sight in a low frame. */
  readonly home?: boolean;
}

let at: Installation;
let lms: Lms;

before(async () => {
  at = await install("screens");
  lms = new Lms(at.lms);
  rmSync(shots, { recursive: true, force: true });
  mkdirSync(shots, { recursive: true });
});
after(() => at?.stop());

/** As a window of its own: the screen is the same as in the frame, and axe sees one document. */
const launched = (sub: string, course: string, role = "") => async (page: Page) => {
  await lms.login(page, sub);
  const link = await lms.activity(course);
  await page.goto(`${link}/launch?target=window`);
  await page.waitForURL(/\/app/);
  await page.locator("main h1").first().waitFor();
  if (role !== "") await actAs(page, role);
};

const guest = (email: string) => async (page: Page) => {
  await page.goto(await linkTo(at.mailbox, email, /./));
  await page.locator("main h1").first().waitFor();
};

const go = (hash: string) => async (page: Page) => {
  await page.evaluate((h) => (window.location.hash = h), hash);
  await settled(page);
};

async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
  await page.locator("main h1").first().waitFor();
  await page.waitForLoadState("networkidle");
}

/** Follows the first link of this name; presses the last button of one, which is that of an open sheet. */
const follow = (key: Parameters<ReturnType<typeof wordsOf>>[0]) => async (page: Page, lang: Lang) => {
  await page.getByRole("link", { name: wordsOf(lang)(key) }).first().click();
  await settled(page);
};

const press = (key: Parameters<ReturnType<typeof wordsOf>>[0]) => async (page: Page, lang: Lang) => {
  await page.getByRole("button", { name: wordsOf(lang)(key), exact: true }).last().click();
  await settled(page);
};

const student = (number: string, course: string) => launched(`student-${number}`, course);
const office = launched("office-01", "eng-duaal", "practice_office");
const admin = launched("admin-01", "eng-duaal", "institution_admin");
const manager = launched("admin-01", "eng-duaal", "programme_manager");
const karin = launched("teacher-01", "eng-duaal");
const then =
  (...steps: ((page: Page, lang: Lang) => Promise<void>)[]) =>
  async (page: Page, lang: Lang) => {
    for (const step of steps) await step(page, lang);
  };

/** While working on some screens: SCREENS=office,admin sees only those. */
const wanted = (process.env["SCREENS"] ?? "").split(",");

const visits: readonly Visit[] = [
  { name: "student-home-open-amendment", open: student("001", "eng-duaal"), home: true },
  { name: "student-agreement-amendment", open: student("001", "eng-duaal"), steps: follow("act.view_agreement") },
  { name: "student-home-no-agreement", open: student("005", "eng-duaal"), home: true },
  { name: "student-home-draft", open: student("013", "eng-duaal"), home: true },
  { name: "student-editor", open: student("013", "eng-duaal"), steps: follow("act.open_agreement") },
  { name: "student-home-in-review", open: student("014", "eng-duaal"), home: true },
  { name: "student-home-to-sign", open: student("015", "eng-duaal"), home: true },
  { name: "student-sign-sheet", open: student("015", "eng-duaal"), steps: follow("act.sign") },
  { name: "student-home-overdue", open: student("012", "eng-duaal"), home: true },
  { name: "student-home-in-force", open: student("002", "zorg-deeltijd"), home: true },
  { name: "student-agreement-in-force", open: student("002", "zorg-deeltijd"), steps: follow("act.view_agreement") },
  { name: "student-home-searching", open: student("003", "bouw-deeltijd"), home: true },
  { name: "student-home-declined", open: student("021", "eng-duaal"), home: true },
  { name: "student-home-terminated", open: student("019", "eng-duaal"), home: true },
  { name: "student-placement", open: student("002", "zorg-deeltijd"), steps: go("#/placement") },
  { name: "student-me", open: student("002", "zorg-deeltijd"), steps: go("#/me") },
  { name: "teacher-home", open: karin, home: true },
  { name: "teacher-agreement", open: karin, steps: follow("act.open_agreement") },
  { name: "office-home", open: office, home: true },
  { name: "office-new-placement", open: office, steps: follow("act.new_placement") },
  { name: "office-register", open: office, steps: go("#/register") },
  { name: "office-agreement", open: office, steps: follow("act.open_agreement") },
  { name: "manager-home", open: manager, home: true },
  { name: "admin-rights", open: admin, home: true },
  { name: "admin-guests", open: admin, steps: go("#/guests") },
  { name: "admin-clients", open: admin, steps: go("#/clients") },
  { name: "supervisor-home", open: guest("i.maas@vanleeuwen.example"), home: true },
  { name: "supervisor-agreement", open: guest("i.maas@vanleeuwen.example"), steps: follow("act.view_agreement") },
  { name: "supervisor-sign-sheet", open: guest("i.maas@vanleeuwen.example"), steps: follow("act.sign") },
  { name: "supervisor-me", open: guest("i.maas@vanleeuwen.example"), steps: go("#/me") },
  { name: "personnel-home", open: guest("p.dijkman@vanleeuwen.example") },
  { name: "personnel-agreement", open: guest("p.dijkman@vanleeuwen.example"), steps: follow("act.view_agreement") },
  {
    name: "student-decline-dialog",
    open: student("015", "eng-duaal"),
    steps: then(follow("act.sign"), press("act.decline")),
  },
  { name: "closed", open: async (page) => void (await page.goto(`${at.lti}/app`)) },
  { name: "dead-link", open: async (page) => void (await page.goto(`${at.lti}/g#demo.dead`)) },
];

/** Looks at one screen in both colour schemes and at all sizes; answers what is wrong with it. */
async function look(page: Page, visit: Visit, lang: Lang): Promise<string[]> {
  const wrong: string[] = [];
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const size of sizes) {
      // What depends on the size alone is looked at once.
      if (scheme === "dark" && !size.axe) continue;
      await page.setViewportSize(size);
      await page.evaluate(() => window.scrollTo(0, 0));
      const id = `${visit.name}-${lang}-${scheme}-${size.name}`;
      const found = [...(size.axe ? await axe(page) : []), ...(await geometry(page, visit, size))];
      wrong.push(...found.map((text) => `${id}: ${text}`));
      await page.screenshot({ path: join(shots, `${id}.png`), fullPage: size.name !== "720x400" });
    }
  }
  return wrong;
}

async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(
    ({ id, nodes }) => `axe ${id}: ${nodes.map((n) => n.target.join(" ")).join(", ")}`,
  );
}

const acts = ["a[href]", "button", "summary", "input", "select"].map((e) => `main ${e}:visible`).join(", ");

async function geometry(page: Page, visit: Visit, size: Size): Promise<string[]> {
  const wrong: string[] = [];
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) wrong.push(`scrolls sideways by ${wide} px`);
  if (size.name === "720x400" && visit.home) {
    const first = page.locator(acts).first();
    const box = (await page.locator(acts).count()) > 0 ? await first.boundingBox() : null;
    if (box && box.y + box.height > size.height)
      wrong.push(`the first act ends at ${Math.round(box.y + box.height)} px of ${size.height}`);
  }
  return wrong;
}

for (const lang of ["nl", "en"] as const)
  test(`Given_${lang}_WhenEveryScreenIsSeen_ThenItIsUsableByAll`, async (t) => {
    const browser = await openBrowser({ locale: lang === "nl" ? "nl-NL" : "en-GB" });
    try {
      for (const visit of visits.filter((v) => wanted.some((w) => v.name.startsWith(w))))
        await t.test(visit.name, () => seeOne(browser, visit, lang));
    } finally {
      await browser.close();
    }
  });

async function seeOne(browser: Browser, visit: Visit, lang: Lang): Promise<void> {
  const page = await browser.context.newPage();
  try {
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(`script error: ${error.message}`));
    await visit.open(page);
    await settled(page);
    await choose(page, lang);
    await visit.steps?.(page, lang);
    await settled(page);
    assert.deepEqual([...(await look(page, visit, lang)), ...problems], []);
  } finally {
    await page.close();
  }
}

/** The language of the launch is the LMS's; a person may choose another in the bar. */
async function choose(page: Page, lang: Lang): Promise<void> {
  if ((await page.locator("html").getAttribute("lang")) === lang) return;
  const button = page.locator(`header button[lang=${lang}]`);
  if ((await button.count()) === 0) return;
  await button.click();
  await page.locator(`html[lang=${lang}]`).waitFor();
}
