// What a person does on a screen, one step each, by the words of the interface in either language.

import type { Page } from "playwright-core";
import { openRow } from "./practice_office.ts";
import { wordsOf, type Key, type Lang } from "./words.ts";

export interface Seat {
  readonly page: Page;
  readonly lang: Lang;
  readonly settled: () => Promise<void>;
}
export type Step = (seat: Seat) => Promise<void>;

export const go =
  (hash: string): Step =>
  ({ page }) =>
    page.evaluate((h) => void (window.location.hash = h), hash);

export const follow =
  (key: Key): Step =>
  ({ page, lang }) =>
    page.getByRole("link", { name: wordsOf(lang)(key) }).first().click();

/** What is said of a thing for those who cannot see it stands behind the words of its button. */
export const pressFirst =
  (key: Key): Step =>
  ({ page, lang }) =>
    page.locator("main").getByRole("button", { name: new RegExp(`^${wordsOf(lang)(key)}`) }).first().click();

export const pick =
  (key: Key): Step =>
  ({ page, lang }) =>
    page.locator("main").getByRole("radio", { name: wordsOf(lang)(key) }).first().check();

/** In the first list of choices. */
export const choosing =
  (label: string): Step =>
  async ({ page }) =>
    void (await page.locator("main select").first().selectOption({ label }));

/** The last button of this name is that of an open sheet. */
export const press =
  (key: Key): Step =>
  ({ page, lang }) =>
    page.getByRole("button", { name: wordsOf(lang)(key), exact: true }).last().click();

export const name =
  (text: string): Step =>
  ({ page }) =>
    page.locator("main").getByText(text, { exact: true }).first().click();

export const row =
  (text: string): Step =>
  async ({ page }) =>
    void (await openRow(page, text));

/** Also what is over: the last of the chips. */
export const showAll: Step = ({ page }) => page.locator("main .chip").last().click();

/** The other language may have made it before: then it is made anew. */
export const makeAddress: Step = ({ page, lang }) => {
  const t = wordsOf(lang);
  return page.getByRole("button", { name: new RegExp(`^(${t("act.make_cal")}|${t("act.make_new_cal")})$`) }).click();
};

/** The first of a list: on a phone its desk is a page of its own. */
export const openFirst: Step = ({ page }) => page.locator("main").getByRole("listitem").getByRole("link").first().click();
