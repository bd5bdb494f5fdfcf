// The practice office in a window of its own, and the rows of its lists.

import type { Locator, Page } from "playwright-core";
import type { Lms } from "./lms.ts";
import { actAs, type Screen } from "./people.ts";
import { t } from "./words.ts";

export async function openOffice(lms: Lms, page: Page, course: string): Promise<Page> {
  const window = await lms.openInWindow(page, "office-01", course);
  await actAs(window, "practice_office");
  return window;
}

/** The row about `text`, opened. Lists show 25 at a time. */
export async function openRow(screen: Screen, text: string): Promise<Locator> {
  const row = screen.locator("main details", { hasText: text }).first();
  await screen.locator("main details").first().waitFor();
  const more = screen.getByRole("button", { name: /^(Volgende \d+ van|Next \d+ of) \d+$/ });
  while ((await row.count()) === 0 && (await more.count()) > 0) await more.click();
  if (!(await row.evaluate((e) => (e as HTMLDetailsElement).open))) await row.locator("summary").first().click();
  return row;
}

export async function goTo(screen: Screen, place: "place.stuck" | "place.scans"): Promise<void> {
  await screen.getByRole("navigation").getByRole("link", { name: t(place), exact: true }).click();
}
