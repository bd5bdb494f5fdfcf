// Journey 1 of the domain text, "Dual start", by hand as far as a program has hands: from the launch
// in the LMS to an agreement in force whose file can be checked. Its fail case is in the middle:
// personnel signs for the supervisor on the floor and is refused.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Api } from "../../deploy/demo/seed/api.ts";
import { openBrowser, type Browser } from "./support/browser.ts";
import { install, type Installation } from "./support/installation.ts";
import { Lms } from "./support/lms.ts";
import { actAs, linkTo, openTriangle, signHere } from "./support/people.ts";
import { t } from "./support/words.ts";

const student = { sub: "student-005", name: "Pim Vos", email: "pim.vos@student.dewaarden.example" };
const teacher = { sub: "teacher-01", email: "k.postma@dewaarden.example" };
const office = "office-01";
const supervisor = { name: "Ingrid Maas", email: "i.maas@vanleeuwen.example" };
const personnel = "p.dijkman@vanleeuwen.example";
const course = "eng-duaal";

let at: Installation;
let lms: Lms;
let desk: Browser;

before(async () => {
  at = await install("dual-start");
  lms = new Lms(at.lms);
  desk = await openBrowser();
});
after(async () => {
  await desk?.close();
  await at?.stop();
});

test("Given_aConfirmedDualPlacement_WhenTheStudentDrafts_ThenTheMissingLegalClausesAreListed", async () => {
  const page = await desk.context.newPage();
  const frame = await lms.openInFrame(page, student.sub, course);
  await frame.getByRole("heading", { level: 1, name: t("turn.draft") }).waitFor();
  await frame.getByRole("button", { name: t("act.draft") }).click();
  const panel = frame.getByRole("region", { name: t("panel.yours") });
  await panel.getByText(t("editor.missing.other", { n: 2 })).waitFor();
  for (const clause of ["clause.supervision", "clause.outcomes"] as const)
    await panel.getByRole("link", { name: t(clause) }).waitFor();

  await panel.getByRole("button", { name: t("act.submit") }).click();

  await panel.getByRole("alert").getByText(t("no.clauses_missing")).waitFor();
  await page.close();
});

test("Given_aDraft_WhenTheClausesAreFilledIn_ThenItGoesToTheProgramme", async () => {
  const page = await desk.context.newPage();
  const frame = await lms.openInFrame(page, student.sub, course);
  await frame.getByRole("link", { name: t("act.open_agreement") }).click();
  const write = (name: string, text: string) =>
    frame.getByRole("textbox", { name, exact: true }).fill(text);
  await write(t("clause.supervision"), "Ingrid Maas begeleidt Pim elke week een uur. De opleiding belt eens per acht weken.");
  await write(t("clause.outcomes"), "Pim leert een installatie ontwerpen en doorrekenen (leeruitkomst 1 en 3).");
  await write(t("clause.activities"), "Pim meet het verbruik van drie installaties en stelt een betere regeling voor.");

  await frame.getByRole("button", { name: t("act.submit") }).click();

  await frame.getByText(t("done.submitted"), { exact: true }).first().waitFor();
  await frame.getByText(t("st.in_review"), { exact: true }).first().waitFor();
  await page.close();
});

test("Given_aSubmittedAgreement_WhenContactPersonAndOfficeCheckIt_ThenThreeAreAskedToSign", async () => {
  const page = await desk.context.newPage();
  const forTeacher = await lms.openInFrame(page, teacher.sub, course);
  await openTriangle(forTeacher, student.name);
  await forTeacher.getByRole("button", { name: t("act.validate") }).click();
  await forTeacher.getByText(t("done.validated"), { exact: true }).first().waitFor();

  const forOffice = await lms.openInFrame(page, office, course);
  await actAs(forOffice, "practice_office");
  const row = forOffice.locator("details", { hasText: student.name });
  await showAll(forOffice, row);
  if (!(await row.evaluate((e) => (e as HTMLDetailsElement).open))) await row.locator("summary").click();
  await row.getByRole("link", { name: t("act.check_agreement") }).click();
  await forOffice.getByRole("button", { name: t("act.validate") }).click();

  await forOffice.getByText(t("st.offered"), { exact: true }).first().waitFor();
  await page.close();
});

/** The list of the office shows 25 at a time. */
async function showAll(
  frame: Awaited<ReturnType<Lms["openInFrame"]>>,
  row: ReturnType<Awaited<ReturnType<Lms["openInFrame"]>>["locator"]>,
): Promise<void> {
  await frame.locator("details").first().waitFor();
  const more = frame.getByRole("button", { name: /^Volgende \d+ van \d+$/ });
  while ((await row.count()) === 0 && (await more.count()) > 0) await more.click();
}

test("Given_anOfferedAgreement_WhenPersonnelSignsForTheFloor_ThenItIsRefusedAndOnRecord", async () => {
  const page = await desk.context.newPage();
  await page.goto(await linkTo(at.mailbox, personnel, /./));
  const card = page.getByRole("region", { name: student.name });
  await card.getByRole("link").first().click();

  await page.getByRole("button", { name: t("act.sign"), exact: true }).click();

  await page.getByRole("alert").getByText(t("no.wrong_signer", { signer: supervisor.name })).waitFor();
  await page.getByText(t("history.line", { what: t("ev.refused"), n: 1 })).waitFor();
  await page.close();
});

test("Given_aMailedLink_WhenTheSupervisorSignsOnAPhone_ThenItIsSigned", async () => {
  const phone = await openBrowser({ viewport: { width: 390, height: 844 }, phone: true });
  try {
    const page = await phone.context.newPage();
    await page.goto(await linkTo(at.mailbox, supervisor.email, /^Pim vraagt je om te tekenen/));
    assert.equal(new URL(page.url()).hash, "", "the secret stays in the address");
    const asked = new RegExp(`^${t("act.sign")}.*${student.name}`);
    await page.getByRole("link", { name: asked }).first().click();
    await signHere(page, at.mailbox, supervisor.email);
    await page.getByRole("button", { name: t("act.ready") }).click();
    await page.getByText(t("st.partial", { n: 1, m: 3 }), { exact: true }).first().waitFor();
  } finally {
    await phone.close();
  }
});

test("Given_oneSignature_WhenStudentAndProgrammeSign_ThenTheAgreementIsInForce", async () => {
  const page = await desk.context.newPage();
  const forStudent = await lms.openInFrame(page, student.sub, course);
  await forStudent.getByRole("link", { name: t("act.sign"), exact: true }).click();
  await signHere(forStudent, at.mailbox, student.email);

  const forTeacher = await lms.openInFrame(page, teacher.sub, course);
  await openTriangle(forTeacher, student.name);
  await forTeacher.getByRole("button", { name: t("act.sign"), exact: true }).click();
  await signHere(forTeacher, at.mailbox, teacher.email);

  await forTeacher.getByText(t("sign.in_force"), { exact: true }).first().waitFor();
  await page.close();
});

test("Given_anAgreementInForce_WhenItsFileIsChecked_ThenItIsValidAndAnyChangedByteIsFound", async () => {
  const page = await desk.context.newPage();
  const frame = await lms.openInFrame(page, student.sub, course);
  await frame.getByRole("link", { name: t("act.view_agreement") }).first().click();
  const coming = page.waitForEvent("download");
  await frame.getByRole("button", { name: t("act.pdf", { n: 1 }) }).click();
  const file = join(at.data, "agreement.pdf");
  await (await coming).saveAs(file);
  const bytes = readFileSync(file);
  assert.equal(bytes.subarray(0, 5).toString("latin1"), "%PDF-");

  const whole = await at.ctl("verify", file);
  assert.equal(whole.code, 0, whole.said);

  for (const place of [20, bytes.length >> 1, bytes.length - 20]) {
    const changed = Buffer.from(bytes);
    changed[place] = (changed[place] ?? 0) ^ 1;
    const other = join(at.data, "changed.pdf");
    writeFileSync(other, changed);
    const { code, said } = await at.ctl("verify", other);
    assert.notEqual(code, 0, `byte ${place} was changed, and verify said: ${said}`);
  }
  await page.close();
});

test("Given_anAgreementInForceOnTheFirstDay_WhenThePlacementIsRead_ThenItIsActive", async () => {
  const clients = JSON.parse(readFileSync(join(at.data, "keys/seed.json"), "utf8")) as {
    clients: Record<string, string>;
  };
  const api = new Api(at.grpc, Buffer.alloc(32));
  const bearer = clients.clients["practice_office"] ?? "";
  const placementOf = async () => {
    const { placements } = await api.call<{
      placements: { state: string; labels: { student: string } }[];
    }>("PlacementService/ListPlacements", { bearer }, { parent: "institutions/demo", page_size: 500 });
    return placements.find((p) => p.labels.student === student.name);
  };
  let state: string | undefined;
  for (let i = 0; i < 100 && state !== "ACTIVE"; ++i) {
    state = (await placementOf())?.state;
    if (state !== "ACTIVE") await new Promise((resolve) => setTimeout(resolve, 200));
  }
  api.close();
  assert.equal(state, "ACTIVE");
});
