// The practice LMS, used as people use it in the browser, and set up through its practice routes.

import type { Frame, Page } from "playwright-core";

export class Lms {
  readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    const response = await fetch(`${this.origin}/admin/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok)
      throw new Error(`the practice LMS answered ${response.status} to ${path}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  async state(): Promise<{
    tools: { id: number; status: string; client_id: string; deployment_id: string }[];
    links: { id: number; course: string; title: string }[];
  }> {
    return (await fetch(`${this.origin}/admin/state`)).json() as ReturnType<Lms["state"]>;
  }

  habits(change: Record<string, unknown>): Promise<unknown> {
    return this.post("habits", change);
  }

  /** Becomes a person. */
  async login(page: Page, sub: string): Promise<void> {
    await page.context().clearCookies({ domain: new URL(this.origin).hostname });
    await page.goto(this.origin);
    await page.evaluate((user) => {
      const form = document.createElement("form");
      form.method = "post";
      form.action = "/login";
      const field = document.createElement("input");
      field.name = "user";
      field.value = user;
      form.append(field);
      document.body.append(form);
      form.submit();
    }, sub);
    await page.waitForURL(/\/courses/);
  }

  async activity(course: string): Promise<string> {
    const link = (await this.state()).links.find((l) => l.course === course);
    if (!link) throw new Error(`course ${course} has no activity`);
    return `${this.origin}/courses/${course}/activities/${link.id}`;
  }

  /** Opens the activity; answers the frame of the tool. */
  async openInFrame(page: Page, sub: string, course: string): Promise<Frame> {
    await this.login(page, sub);
    await page.goto(await this.activity(course));
    return toolFrame(page);
  }

  /** Follows "Open in nieuw venster"; answers the new window. */
  async openInWindow(page: Page, sub: string, course: string): Promise<Page> {
    await this.login(page, sub);
    await page.goto(await this.activity(course));
    const opened = page.context().waitForEvent("page");
    await page.getByRole("link", { name: "Open in nieuw venster", exact: true }).click();
    return opened;
  }
}

export async function toolFrame(page: Page): Promise<Frame> {
  const element = await page.locator("iframe[name=tool]").elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error("the page of the LMS has no frame for the tool");
  return frame;
}
