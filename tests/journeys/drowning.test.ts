// Journey 7 of the domain text, "Drowning part-timer": deadlines that moved, no contact, and pulses with 15 per cent for learning
// tasks. The contact person gets a signal with its reasons, does something about it, and the outcome is kept (R51, R54 to R56, R62,
// R63). The employer's side never sees it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { As } from "../../deploy/demo/seed/api.ts";
import { callsOf, type Ask } from "./support/call.ts";
import { isoDay } from "./support/days.ts";
import { shots } from "./support/installation.ts";
import type { Screen } from "./support/people.ts";
import { play, type Played } from "./support/played.ts";
import { Cast } from "./support/scenes.ts";
import { t } from "./support/words.ts";

const student = { sub: "student-002", name: "Samira Bouzid" };
const supervisor = "h.wolters@linden.example";
const teacher = "teacher-02";
const course = "zorg-deeltijd";
const parent = "institutions/demo";
const subject = "Toets verandermanagement";
const secret = "Ik durf het mijn begeleider niet te zeggen.";
const actions = ["Bellen met Samira", "Met Henk een vaste leerdag afspreken"];
const outcome = "Samira heeft elke donderdag een leerdag.";
const solved = "De toets is gehaald en de leerdag staat in het rooster.";

interface Signal {
  readonly name: string;
  readonly kind: string;
  readonly state: string;
  readonly severity: string;
  readonly etag: string;
  readonly placement: string;
  readonly source: string;
  readonly outcome: string;
  readonly facts: readonly { readonly code: string; readonly value: number; readonly points: number }[];
  readonly interventions: readonly { readonly outcome: string; readonly actions: readonly string[] }[];
  readonly labels: { readonly student: string };
}

let played: Played;
let cast: Cast;
let office: As;

before(async () => {
  played = await play("drowning", supervisor);
  cast = await Cast.of(played.at);
  // Signals are for people: another system does not get them.
  office = cast.as("Saskia Vreeland", "practice_office");
});
after(() => {
  cast?.api.close();
  return played?.close();
});

async function signalsOf(kind: string): Promise<Signal[]> {
  const { signals } = await cast.api.call<{ signals: Signal[] }>("SignalService/ListSignals", office, { parent, page_size: 500, kinds: [kind] });
  return signals.filter(({ labels }) => labels.student === student.name);
}

async function drowning(): Promise<Signal> {
  const found = await signalsOf("DROWNING");
  assert.equal(found.length, 1);
  return found[0] as Signal;
}

const openHome = async () => played.lms.openInFrame(await played.desk.context.newPage(), student.sub, course);

/** The contact person in a window of 1280 px, with the student on the desk. */
async function openDesk(): Promise<{ screen: Screen; ask: Ask }> {
  const page = await played.desk.context.newPage();
  const screen = await played.lms.openInWindow(page, teacher, course);
  const ask = callsOf(played.at, screen);
  await screen.getByRole("heading", { level: 1, name: t("teacher.title") }).waitFor();
  await screen.getByRole("region", { name: t("teacher.who") }).getByRole("link", { name: new RegExp(student.name) }).click();
  await screen.getByRole("heading", { level: 2, name: new RegExp(`^${student.name}`) }).waitFor();
  return { screen, ask };
}

test("Given_lowPulsesAndMovedDeadlines_WhenTheStudentTellsOfOneMore_ThenASignalIsThereWithItsReasons", async () => {
  const frame = await openHome();
  await frame.getByRole("link", { name: t("act.write_hours") }).click();
  await frame.getByRole("heading", { level: 1, name: t("rhythm.title") }).waitFor();
  await frame.getByRole("button", { name: t("act.shift") }).click();
  const form = frame.getByRole("form", { name: t("act.shift") });
  await form.getByLabel(t("shift.what")).selectOption("");
  await form.getByLabel(t("shift.subject")).fill(subject);
  await form.getByLabel(t("shift.from")).fill(isoDay(2));
  await form.getByLabel(t("shift.to")).fill(isoDay(23));
  await form.getByLabel(t("shift.why")).selectOption({ label: t("reason.workplace") });
  await form.getByRole("button", { name: t("act.save_shift") }).click();
  await frame.getByText(t("shift.count.other", { n: 3 })).waitFor();

  // What happened is looked at in the background.
  for (let turn = 0; turn < 40 && !(await signalsOf("DROWNING"))[0]?.facts.some(({ code, value }) => code === "DEADLINES_SHIFTED" && value === 3); ++turn) await new Promise((resolve) => setTimeout(resolve, 500));
  const { state, severity, facts } = await drowning();
  assert.deepEqual([state, severity], ["RAISED", "URGENT"]);
  const values = Object.fromEntries(facts.map(({ code, value }) => [code, value]));
  assert.equal(values["DEADLINES_SHIFTED"], 3);
  assert.equal(values["LOW_LEARNING_SHARE"], 15);
  assert.ok(facts.reduce((sum, { points }) => sum + points, 0) >= 6);
  // The student reads the same, and who sees it.
  const own = await openHome();
  await own.getByRole("link", { name: t("act.write_hours") }).click();
  await own.getByRole("region", { name: t("signal.noticed") }).getByText(t("signal.drowning")).waitFor();
});

test("Given_theSignal_WhenTheContactPersonOpensTheHome_ThenTheStudentIsAmongTheFirstWithReasonsInPlainWords", async () => {
  const { screen } = await openDesk();
  const list = screen.getByRole("region", { name: t("teacher.who") });
  const row = list.getByRole("link", { name: new RegExp(student.name) });
  assert.match(await row.innerText(), new RegExp(t("signal.drowning")));
  const names = await list.getByRole("link").allInnerTexts();
  const calm = names.findIndex((text) => text.includes(t("tri.calm")));
  const at = names.findIndex((text) => text.includes(student.name));
  assert.ok(calm === -1 || at < calm, names.join(" | "));

  const reasons = await screen.getByRole("list", { name: t("signal.why") }).first().getByRole("listitem").allInnerTexts();
  const { facts } = await drowning();
  assert.equal(reasons.length, facts.length);
  assert.ok(reasons.some((text) => text.startsWith("3 deadlines zijn verschoven")), reasons.join(" | "));
  assert.ok(reasons.some((text) => text.startsWith("Leertaken kregen 15 procent van de tijd")), reasons.join(" | "));
  await screen.getByRole("region", { name: t("tri.contact") }).getByText(t("edge.programme_student")).waitFor();
  const page = screen as import("playwright-core").Page;
  await page.screenshot({ path: `${shots}/journey-drowning-desk-1280.png`, fullPage: true });
});

test("Given_aSignalOfTheEmployersStudent_WhenTheSupervisorLooks_ThenNothingOfItIsThere", async () => {
  await played.phone.home();
  const { phone } = played;
  assert.doesNotMatch(await phone.received(), /DROWNING|LOW_MOOD|geen tijd/);
  assert.doesNotMatch(await phone.page.locator("main").innerText(), new RegExp(t("signal.drowning")));
  const { name } = await drowning();
  assert.equal((await phone.ask("SignalService/GetSignal", { name })).code, "not_found");
  assert.ok(["permission_denied", "unauthenticated"].includes((await phone.ask("SignalService/ListTriangles", { parent })).code));
});

test("Given_theStudent_WhenSomethingIsToldInConfidence_ThenOnlyTheContactPersonSeesTheName", async () => {
  const frame = await openHome();
  await frame.getByRole("button", { name: t("act.signal"), exact: true }).click();
  const dialog = frame.getByRole("dialog");
  await dialog.getByLabel(t("raise.words")).fill(secret);
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: t("act.raise"), exact: true }).click();
  await frame.getByText(t("done.raised")).waitFor();
  const [told] = await signalsOf("RAISED_BY_PERSON");
  assert.ok(told);
  assert.equal(told.source, "");

  const { screen } = await openDesk();
  await screen.getByText(t("signal.person"), { exact: true }).click();
  await screen.getByText(secret).waitFor();
  await screen.getByText(t("signal.by_private", { name: student.name })).waitFor();
  await played.phone.home();
  assert.doesNotMatch(await played.phone.received(), new RegExp(secret));
});

test("Given_theSignal_WhenTheContactPersonActs_ThenTheInterventionAndItsOutcomeAreKept", async () => {
  const { screen, ask } = await openDesk();
  const { name, etag } = await drowning();
  assert.equal((await ask("SignalService/ResolveSignal", { name, etag, outcome: solved })).code, "failed_precondition");
  const attention = screen.getByRole("region", { name: t("tri.attention") });
  await attention.getByRole("button", { name: new RegExp(`^${t("act.acknowledge")}`) }).first().click();
  const form = attention.getByRole("form", { name: t("doing.title") });
  await form.getByLabel(t("doing.actions")).fill(actions.join("\n"));
  await form.getByLabel(t("doing.deadline")).fill(isoDay(7));
  await form.getByRole("button", { name: t("act.intervene") }).click();
  await attention.getByText(actions[1] ?? "").waitFor();
  assert.equal((await drowning()).state, "INTERVENTION_OPEN");
  await attention.getByLabel(t("doing.how")).fill(outcome);
  await attention.getByRole("button", { name: t("act.close_intervention") }).click();
  await attention.getByLabel(t("ending.how")).fill(solved);
  await attention.getByRole("button", { name: t("act.resolve"), exact: true }).click();
  await screen.getByText(t("done.signal_ended")).waitFor();

  const after = await drowning();
  assert.deepEqual([after.state, after.outcome], ["RESOLVED", solved]);
  assert.deepEqual(after.interventions.map((one) => [one.actions, one.outcome]), [[actions, outcome]]);
  const list = screen.getByRole("region", { name: t("teacher.who") });
  await list.getByRole("link", { name: new RegExp(`${student.name}(?!.*${t("signal.drowning")})`) }).first().waitFor();
});
