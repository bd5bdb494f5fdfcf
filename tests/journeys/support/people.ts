// What people do on the screens, found by role and name as they see them.

import assert from "node:assert/strict";
import type { Frame, Page } from "playwright-core";
import { codeIn, secretIn, type Mailbox } from "../../../deploy/demo/seed/mailbox.ts";
import { t } from "./words.ts";

/** A page of its own or the frame in the LMS: the screens are the same. */
export type Screen = Page | Frame;

/** Signs what is asked on this screen: read, code from the mail, consent. */
export async function signHere(screen: Screen, mailbox: Mailbox, email: string): Promise<void> {
  const sheet = screen.getByRole("dialog");
  await sheet.getByRole("heading", { level: 2 }).waitFor();
  const newest = await mailbox.newest(email);
  await sheet.getByRole("button", { name: t("act.send_code") }).click();
  const code = codeIn(await mailbox.wait(email, newest, (m) => codeIn(m) !== undefined));
  assert.ok(code);
  await sheet.getByRole("checkbox").check();
  await sheet.getByLabel(t("sign.code")).fill(code);
  await sheet.getByRole("button", { name: t("act.sign"), exact: true }).click();
  await sheet.getByRole("heading", { name: t("sign.done") }).waitFor();
}

/** The newest mail to `email` with a guest link whose subject fits. */
export async function linkTo(
  mailbox: Mailbox,
  email: string,
  subject: RegExp,
): Promise<string> {
  const mail = await mailbox.wait(
    email,
    0,
    (m) => subject.test(m.subject) && secretIn(m) !== undefined,
  );
  const link = mail.links.find((l) => new URL(l).pathname === "/g");
  assert.ok(link);
  return link;
}

/** Opens the agreement of a student from the list of triangles of the contact person. */
export async function openTriangle(screen: Screen, student: string): Promise<void> {
  await screen.getByRole("heading", { name: t("teacher.title") }).waitFor();
  const all = screen.getByRole("button", { name: /^Alle \d+$/ });
  await all.click();
  await screen.getByRole("link", { name: student }).click();
  await screen.getByRole("heading", { level: 2, name: new RegExp(`^${student}`) }).waitFor();
  await screen.getByRole("link", { name: t("act.open_agreement") }).click();
}

/** Acts in another of one's roles. */
export async function actAs(screen: Screen, role: string): Promise<void> {
  await screen.locator("main h1").first().waitFor();
  const choice = screen.getByRole("combobox", { name: t("frame.role") });
  if ((await choice.count()) > 0) await choice.selectOption(role);
}
