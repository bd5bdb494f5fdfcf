// Journey 3 of the domain text, "Part-time scan that expires": the student's own workplace passes while little is asked.
// The student enters phase 2, the scan opens again by itself, and there is no room for the budget task: fit, if personnel
// makes room. Nobody does, so the workplace no longer suffices and the practice office opens a way on (R34 to R37, R64).
// The supervisor answers on a phone and never sees that another place is looked for (R32).

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { As, Message } from "../../deploy/demo/seed/api.ts";
import { isoDay, isoOf, weekdaysUntil } from "./support/days.ts";
import type { Screen } from "./support/people.ts";
import { play, type Played } from "./support/played.ts";
import { goTo, openOffice, openRow } from "./support/practice_office.ts";
import { until } from "./support/until.ts";
import { t } from "./support/words.ts";

const student = { sub: "student-002", name: "Samira Bouzid" };
const supervisor = "h.wolters@linden.example";
const workplace = "Dagbehandeling";
const course = "zorg-deeltijd";
const parent = "institutions/demo";

const leadership = criterion("W1", "WORKPLACE", "Er is leidinggevend werk te zien", "There is leadership to be seen");
const talks = criterion("S1", "SUPERVISOR", "De begeleider heeft elke week tijd", "The supervisor has time each week");
const budget = criterion("T1", "ROOM_FOR_TASKS", "De student kan met het budget werken", "The student can work on the budget");
const noRoom = "Het budget ligt bij de directie. Samira mag er niet bij.";
const action = "Samira krijgt het budget van één onderdeel";

interface Scan {
  readonly name: string;
  readonly state: string;
  readonly trigger: string;
  readonly phase: number;
  readonly verdict: string;
  readonly valid_until_date: { year: number; month: number; day: number } | null;
  readonly conditions: { owner: string; done_time: unknown }[];
  readonly labels: { workplace: string };
}
interface Route {
  readonly state: string;
  readonly ground: string;
  readonly due_date: { year: number; month: number; day: number };
}
interface Placement {
  readonly name: string;
  readonly state: string;
  readonly enrolment: string;
  readonly programme_variant: string;
  readonly labels: { student: string };
  readonly blockers: { kind: string }[];
}

let played: Played;
let service: As;

before(async () => {
  played = await play("scan-expires", supervisor);
  service = await played.client("practice_office");
  const manager = await played.client("institution_admin");
  const programme = (await thePlacement()).programme_variant.split("/variants/")[0];
  for (const [phase, criteria] of [[1, [leadership, talks]], [2, [leadership, talks, budget]]] as const)
    await played.api.call("WorkplaceScanService/CreateScanCriteria", manager, {
      parent: programme,
      scan_criteria: { first_phase: phase, last_phase: phase, criteria },
    });
});
after(() => played?.close());

function criterion(code: string, subject: string, title_nl: string, title_en: string) {
  return { code, subject, weight: "ESSENTIAL", title_nl, title_en };
}

async function thePlacement(): Promise<Placement> {
  const { placements } = await played.api.call<{ placements: Placement[] }>("PlacementService/ListPlacements", service, { parent, page_size: 500 });
  const found = placements.find(({ labels }) => labels.student === student.name);
  assert.ok(found);
  return found;
}

async function theScan(): Promise<Scan> {
  const list = await played.api.call<{ workplace_scans: Scan[] }>("WorkplaceScanService/ListWorkplaceScans", service, { parent, placement: (await thePlacement()).name });
  assert.equal(list.workplace_scans.length, 1);
  return list.workplace_scans[0] as Scan;
}

async function answer(screen: Screen, title: string, finding: "finding.met" | "finding.not_met", remark = ""): Promise<void> {
  const question = screen.getByRole("group", { name: title });
  await question.getByText(t(finding), { exact: true }).click();
  if (remark !== "") await question.getByLabel(t("scan.remark")).fill(remark);
}

/** The list of scans, and in it the row of the workplace. */
async function scanRow(office: Screen) {
  await goTo(office, "place.scans");
  return openRow(office, workplace);
}

const verdict = (office: Screen, hint: "assess.fit_hint" | "assess.cond_hint" | "assess.unfit_hint") => office.getByRole("radio", { name: t(hint) });

test("Given_phase1_WhenTheSupervisorAnswersOnAPhone_ThenTheOfficeFindsTheWorkplaceFit", async () => {
  const page = await played.desk.context.newPage();
  const office = await openOffice(played.lms, page, course);
  await goTo(office, "place.scans");
  await office.getByRole("button", { name: t("act.ask_scan") }).click();
  const form = office.getByRole("dialog");
  await form.getByRole("combobox", { name: t("askscan.which") }).selectOption(`${student.name}, Zorggroep De Linden`);
  await form.getByRole("button", { name: t("act.ask_scan") }).click();
  await office.getByText(t("done.scan_asked", { name: "Henk Wolters" })).waitFor();

  await played.phone.home();
  await played.phone.page.getByRole("link", { name: new RegExp(`^${t("turn.scan").replace("?", "\\?")}.*${workplace}`) }).click();
  for (const { title_nl } of [leadership, talks]) await answer(played.phone.page, title_nl, "finding.met");
  assert.equal(await played.phone.page.getByRole("group", { name: budget.title_nl }).count(), 0);
  await played.phone.page.getByRole("button", { name: t("act.send_scan") }).click();
  await played.phone.page.getByRole("heading", { name: t("scan.sent_title") }).waitFor();

  const again = await openOffice(played.lms, page, course);
  await (await scanRow(again)).getByRole("link", { name: t("act.assess") }).click();
  await verdict(again, "assess.fit_hint").check();
  await again.getByRole("button", { name: t("act.give_verdict") }).click();
  await again.getByText(t("done.scan_assessed")).waitFor();

  const { state, verdict: given, phase, valid_until_date: last } = await theScan();
  assert.deepEqual([state, given, phase], ["ASSESSED", "FIT", 1]);
  // Half a year for part-time students.
  assert.ok(last && isoOf(last) > isoDay(170) && isoOf(last) < isoDay(190), JSON.stringify(last));
});

test("Given_aFitWorkplace_WhenTheStudentEntersPhase2_ThenTheScanOpensAgainAndNobodyIsStopped", async () => {
  const { enrolment, state } = await thePlacement();
  const known = await played.api.call<{ etag: string }>("DirectoryService/GetEnrolment", service, { name: enrolment });

  await played.api.call("DirectoryService/UpdateEnrolment", service, {
    enrolment: { name: enrolment, phase: 2, etag: known.etag },
    update_mask: { paths: ["phase"] },
  } satisfies Message);

  await until("the scan is open again", async () => (await theScan()).state === "REOPENED");
  const scan = await theScan();
  assert.deepEqual([scan.trigger, scan.phase, scan.verdict], ["PHASE_CHANGE", 2, "FIT"]);
  assert.equal((await thePlacement()).state, state);
});

test("Given_noRoomForTheBudgetTask_WhenTheOfficeJudges_ThenItIsFitOnlyIfPersonnelActs", async () => {
  await played.phone.home();
  await played.phone.page.getByRole("link", { name: new RegExp(`^${t("turn.scan").replace("?", "\\?")}`) }).click();
  await played.phone.page.getByText(t("scan.again")).waitFor();
  await answer(played.phone.page, budget.title_nl, "finding.not_met", noRoom);
  await played.phone.page.getByRole("button", { name: t("act.send_scan") }).click();
  await played.phone.page.getByRole("heading", { name: t("scan.sent_title") }).waitFor();

  const office = await openOffice(played.lms, await played.desk.context.newPage(), course);
  await (await scanRow(office)).getByRole("link", { name: t("act.assess") }).click();
  await office.getByText(noRoom).waitFor();
  await office.getByText(t("assess.not_met", { codes: "T1" })).waitFor();
  assert.equal(await verdict(office, "assess.fit_hint").isDisabled(), true);
  await verdict(office, "assess.cond_hint").check();
  await office.getByLabel(t("assess.action", { n: 1 })).fill(action);
  await office.getByLabel(t("assess.owner")).fill("HR");
  await office.getByLabel(t("assess.due")).fill(isoDay(14));
  await office.getByRole("textbox", { name: t("reason.label") }).fill("Voor fase 2 hoort een taak met het budget erbij.");
  await office.getByRole("button", { name: t("act.give_verdict") }).click();
  await office.getByText(t("done.scan_assessed")).waitFor();

  const { verdict: given, conditions } = await theScan();
  assert.equal(given, "CONDITIONAL");
  assert.deepEqual(conditions.map(({ owner, done_time }) => [owner, done_time]), [["HR", null]]);
  assert.deepEqual((await thePlacement()).blockers, []);
  // It stays in the list of the office until it is done, and the supervisor is told.
  await (await scanRow(office)).getByText(action).first().waitFor();
  await played.phone.home();
  await played.phone.page.getByRole("link", { name: new RegExp(`^${t("turn.condition")}.*${workplace}`) }).click();
  await played.phone.page.getByText(action).waitFor();
});

test("Given_aConditionThatNobodyMet_WhenTheOfficeLooksAgain_ThenTheWorkplaceDoesNotSuffice", async () => {
  const office = await openOffice(played.lms, await played.desk.context.newPage(), course);
  await (await scanRow(office)).getByRole("button", { name: t("act.reopen_scan") }).click();
  const form = office.getByRole("dialog");
  await form.getByRole("combobox", { name: t("reopen.trigger") }).selectOption({ label: t("trigger.signal") });
  await form.getByRole("textbox").fill("HR heeft het budget niet geregeld.");
  await form.getByRole("button", { name: t("act.reopen_scan") }).click();
  await office.getByText(t("done.scan_reopened")).waitFor();

  await (await scanRow(office)).getByRole("link", { name: t("act.fill_scan") }).click();
  await office.getByRole("button", { name: t("act.fill_scan") }).click();
  for (const { title_nl } of [leadership, talks]) await answer(office, title_nl, "finding.met");
  await answer(office, budget.title_nl, "finding.not_met");
  await office.getByRole("button", { name: t("act.send_scan") }).click();
  await verdict(office, "assess.unfit_hint").check();
  await office.getByRole("textbox", { name: t("reason.label") }).fill("Er is nog steeds geen ruimte voor de taak met het budget.");
  await office.getByRole("button", { name: t("act.give_verdict") }).click();
  await office.getByText(t("done.scan_assessed")).waitFor();

  const { state, blockers } = await thePlacement();
  assert.deepEqual([state, blockers.map(({ kind }) => kind)], ["ACTIVE", ["SCAN_UNFIT"]]);
});

test("Given_anUnfitWorkplace_WhenTheOfficeOpensAWayOn_ThenTheStudentReadsByWhenAndTheEmployerNothing", async () => {
  const page = await played.desk.context.newPage();
  const office = await openOffice(played.lms, page, course);
  await goTo(office, "place.stuck");
  const row = await openRow(office, student.name);
  await row.getByText(t("scanlack.unfit"), { exact: true }).waitFor();
  await row.getByRole("button", { name: t("act.way_theirs") }).click();
  const form = office.getByRole("dialog");
  await form.getByRole("radio", { name: t("wayground.scan") }).check();
  await form.getByRole("textbox").fill("Samira heeft een taak met een budget nodig.");
  await form.getByRole("button", { name: t("act.open_way") }).click();
  await row.getByRole("heading", { name: t("way.title") }).waitFor();

  const { continuation_routes: routes } = await played.api.call<{ continuation_routes: Route[] }>("ContinuationService/ListContinuationRoutes", service, { parent, placement: (await thePlacement()).name });
  assert.deepEqual(routes.map(({ state, ground }) => [state, ground]), [["OPEN", "SCAN_UNFIT"]]);
  // Ten working days; at most four public holidays fall together.
  const days = weekdaysUntil(isoOf((routes[0] as Route).due_date));
  assert.ok(days >= 10 && days <= 14, `${days} working days`);

  const own = await played.lms.openInFrame(await played.desk.context.newPage(), student.sub, course);
  await own.getByRole("heading", { name: t("way.title") }).waitFor();
  await own.getByText(/^Het praktijkbureau legt uiterlijk .+ iets voor\.$/).waitFor();
  await own.getByText(t("priv.lock")).waitFor();

  await played.phone.home();
  await played.phone.page.getByRole("region", { name: student.name }).waitFor();
  assert.doesNotMatch(await played.phone.page.locator("body").innerText(), /andere weg|taak met een budget nodig/i);
  assert.doesNotMatch(await played.phone.received(), /continuationRoute|een taak met een budget nodig/);
});
