// A supervisor on a phone: in by the mailed link, and back by what the browser kept.

import type { Page, Response } from "playwright-core";
import { openBrowser } from "./browser.ts";
import { callsOf, type Ask } from "./call.ts";
import type { Installation } from "./installation.ts";
import { linkTo } from "./people.ts";

export interface Phone {
  readonly page: Page;
  /** All that the server answered so far, as text. */
  received(): Promise<string>;
  /** Calls the service by the session of the page. */
  readonly ask: Ask;
  /** The home as it stands now. */
  home(): Promise<void>;
  close(): Promise<void>;
}

export async function openPhone(at: Installation, email: string): Promise<Phone> {
  const link = await linkTo(at.mailbox, email, /./);
  const browser = await openBrowser({ viewport: { width: 390, height: 844 }, phone: true });
  const page = await browser.context.newPage();
  const answers: Promise<string>[] = [];
  const isAnswer = (response: Response) =>
    response.url().startsWith(at.lti) && /json|html/.test(response.headers()["content-type"] ?? "");
  page.on("response", (response) => {
    if (isAnswer(response)) answers.push(response.text().catch(() => ""));
  });
  const ask = callsOf(at, page);
  const atHome = () => page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.goto(link);
  await atHome();
  return {
    page,
    received: async () => (await Promise.all(answers)).join("\n"),
    ask,
    home: async () => {
      await page.goto(`${at.lti}/g`);
      await atHome();
      await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
    },
    close: () => browser.close(),
  };
}
