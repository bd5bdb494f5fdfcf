// Journey 4 of the domain text, "Task verdict in time": student and supervisor draft a learning task, and the matrix shows that
// outcome 4 is uncovered. The teacher answers "adjust" before the due day, the supervisor sees it, and the second version is
// adequate (R39 to R42). The student is in the frame of the LMS, the supervisor on a phone by the mailed link, the teacher at the
// desk of the verdicts.
//
// The fail case, a due day that passes in silence, takes more days than a test has, and no clock of a released program can be
// moved: tests/rpc/verdict_clock_rpc_test.cc plays it against the services with a clock of its own.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { As } from "../../deploy/demo/seed/api.ts";
import { callsOf, type Ask } from "./support/call.ts";
import { isoDay, isoOf, weekdaysUntil } from "./support/days.ts";
import type { Screen } from "./support/people.ts";
import { play, type Played } from "./support/played.ts";
import { t, type Key } from "./support/words.ts";

const student = "student-002";
const supervisor = "h.wolters@linden.example";
const teacher = { sub: "teacher-02", name: "Marijke de Boer" };
const otherTeacher = { sub: "teacher-03", name: "Joost van Dam", course: "bouw-voltijd" };
const course = "zorg-deeltijd";
const parent = "institutions/demo";

const title = "Een rooster dat past bij drukte";
const firstText = "Ik maak een nieuw rooster voor de dagbehandeling.";
const supervisorsText = "Samira meet zes weken lang hoe druk het is en maakt met het team een nieuw rooster.";
const secondText = `${supervisorsText} Zij rekent uit wat het rooster kost en legt dat uit aan de directie.`;
const why = "Laat ook zien wat het rooster kost. Leeruitkomst 4 ontbreekt nog.";
const whyAdequate = "Nu hoort er een eigen afweging met geld bij.";
const levels = { LU1: 2, LU2: 3, LU3: 3, LU5: 2, LU6: 1 } as const;

interface Task {
  readonly name: string;
  readonly state: string;
  readonly version: number;
  readonly etag: string;
  readonly missing_sides: readonly string[];
  readonly submissions: readonly {
    readonly clock: { readonly due_date: { year: number; month: number; day: number }; readonly working_days: number; readonly late_working_days: number };
    readonly verdict: { readonly kind: string; readonly reason: string; readonly teacher: string } | null;
  }[];
}

let played: Played;
let service: As;

before(async () => {
  played = await play("task-verdict", supervisor);
  service = await played.client("practice_office");
});
after(() => played?.close());

async function theTask(): Promise<Task> {
  const { learning_tasks: tasks } = await played.api.call<{ learning_tasks: (Task & { content: { title: string } })[] }>("LearningTaskService/ListLearningTasks", service, { parent, page_size: 500 });
  const found = tasks.filter(({ content }) => content.title === title);
  assert.equal(found.length, 1);
  return found[0] as Task;
}

const goTo = (screen: Screen, place: "place.tasks" | "place.verdicts") =>
  screen.getByRole("navigation").getByRole("link", { name: t(place), exact: true }).click();

const press = (screen: Screen, key: Key) => screen.getByRole("button", { name: t(key), exact: true }).click();

/** The student in the frame of the LMS, at the place of the tasks. */
async function openTasks(): Promise<Screen> {
  const frame = await played.lms.openInFrame(await played.desk.context.newPage(), student, course);
  await goTo(frame, "place.tasks");
  await frame.getByRole("heading", { level: 1, name: t("tasks.title") }).waitFor();
  return frame;
}

async function openTask(): Promise<Screen> {
  const frame = await openTasks();
  await frame.getByRole("link", { name: title }).click();
  await frame.getByRole("heading", { level: 1, name: title }).waitFor();
  return frame;
}

/** A teacher in a window of 1280 px. */
async function openDesk(sub: string, of: string): Promise<{ screen: Screen; ask: Ask }> {
  const screen = await played.lms.openInWindow(await played.desk.context.newPage(), sub, of);
  const ask = callsOf(played.at, screen);
  await goTo(screen, "place.verdicts");
  await screen.getByRole("heading", { level: 1, name: t("desk.title") }).waitFor();
  return { screen, ask };
}

async function phoneOpensTask(): Promise<Screen> {
  await played.phone.home();
  await played.phone.page.getByRole("link", { name: title }).click();
  await played.phone.page.getByRole("heading", { level: 1, name: title }).waitFor();
  return played.phone.page;
}

async function chooseLevel(form: ReturnType<Screen["getByRole"]>, code: string, level: number): Promise<void> {
  await form.getByRole("radiogroup", { name: new RegExp(`^${code} `) }).getByText(String(level), { exact: true }).click();
}

async function judge(screen: Screen, kind: "desk.adjust" | "desk.adequate", reason: string): Promise<void> {
  const waiting = screen.getByRole("region", { name: title });
  await waiting.getByRole("radio", { name: t(kind) }).check();
  await waiting.getByRole("textbox", { name: t("desk.why") }).fill(reason);
  await press(screen, "act.verdict");
  await screen.getByText(t("done.verdict")).waitFor();
}

test("Given_aPlacement_WhenStudentAndSupervisorDraft_ThenTheMatrixShowsThatOutcome4IsUncovered", async () => {
  const frame = await openTasks();
  await press(frame, "act.new_task");
  const form = frame.getByRole("form", { name: t("form.new") });
  await form.getByLabel(t("form.name")).fill(title);
  await form.getByLabel(t("form.what")).fill(firstText);
  for (const [code, level] of Object.entries(levels)) await chooseLevel(form, code, level);
  await press(frame, "act.save_task");
  await frame.getByRole("heading", { level: 1, name: title }).waitFor();
  await frame.getByText(t("task.missing", { sides: `${t("taskside.supervisor")}, ${t("taskside.programme")}` })).waitFor();

  const page = await phoneOpensTask();
  await press(page, "act.edit_task");
  await page.getByRole("form", { name: t("form.edit") }).getByLabel(t("form.what")).fill(supervisorsText);
  await press(page, "act.save_task");
  await page.getByText(supervisorsText).waitFor();

  const matrix = (await openTasks()).getByRole("region", { name: t("cover.title") });
  await matrix.getByText(t("cover.gaps", { codes: "LU4" })).waitFor();
  const cells = matrix.getByRole("row", { name: /^LU4 / }).getByRole("cell");
  assert.deepEqual(await cells.allInnerTexts().then((texts) => texts.map((text) => text.includes(t("cover.none")))), [true]);
  const { state, missing_sides: missing } = await theTask();
  assert.deepEqual([state, missing], ["DRAFTING", ["PROGRAMME"]]);
});

test("Given_aDraft_WhenTheStudentSubmits_ThenTheTextStandsStillAndTheTeacherOwesAVerdictByADay", async () => {
  const frame = await openTask();
  await press(frame, "act.submit_task");
  await frame.getByText(t("done.task_submitted", { name: teacher.name })).waitFor();
  await frame.getByText(t("task.frozen")).waitFor();
  assert.equal(await frame.getByRole("button", { name: t("act.edit_task"), exact: true }).count(), 0);

  const { state, submissions } = await theTask();
  const clock = submissions[0]?.clock;
  assert.ok(clock);
  assert.equal(state, "SUBMITTED");
  // Public holidays are no working days; at most four fall together.
  const days = weekdaysUntil(isoOf(clock.due_date));
  assert.ok(days >= clock.working_days && days <= clock.working_days + 4, `${days} weekdays for ${clock.working_days} working days`);
});

test("Given_aTaskThatWaits_WhenATeacherWhoIsNotNamedJudges_ThenItIsRefused", async () => {
  const { name, etag, version } = await theTask();
  const verdict = { name, etag, version, kind: "ADEQUATE", reason: "Prima." };
  const other = await openDesk(otherTeacher.sub, otherTeacher.course);
  await other.screen.getByText(t("desk.none")).waitFor();
  assert.equal((await other.ask("LearningTaskService/GiveAdequacyVerdict", verdict)).code, "not_found");

  // The contact person leaves it to a colleague, and from then on is not the one.
  const own = await openDesk(teacher.sub, course);
  const { persons } = await played.api.call<{ persons: { name: string; display_name: string }[] }>("DirectoryService/ListPersons", service, { parent, page_size: 500 });
  const colleague = persons.find(({ display_name }) => display_name === otherTeacher.name)?.name;
  assert.equal((await own.ask("LearningTaskService/NameTaskTeacher", { name, etag, teacher: colleague })).status, 200);
  const after = await openDesk(teacher.sub, course);
  await after.screen.getByText(t("desk.other", { name: otherTeacher.name })).waitFor();
  const now = await theTask();
  assert.equal((await after.ask("LearningTaskService/GiveAdequacyVerdict", { ...verdict, etag: now.etag })).code, "permission_denied");
  assert.equal((await played.phone.ask("LearningTaskService/GiveAdequacyVerdict", { ...verdict, etag: now.etag })).code, "permission_denied");
  assert.equal((await own.ask("LearningTaskService/NameTaskTeacher", { name, etag: now.etag, teacher: "" })).status, 200);
  const { state, submissions } = await theTask();
  assert.deepEqual([state, submissions.map(({ verdict: given }) => given)], ["SUBMITTED", [null]]);
});

test("Given_aTaskThatWaits_WhenTheTeacherAnswersAdjust_ThenTheSupervisorSeesItInTime", async () => {
  const { screen } = await openDesk(teacher.sub, course);
  await screen.getByText(supervisorsText).waitFor();
  await judge(screen, "desk.adjust", why);
  await screen.getByText(t("desk.none")).waitFor();

  const { state, submissions } = await theTask();
  const first = submissions[0];
  assert.ok(first?.verdict);
  assert.deepEqual([state, first.verdict.kind, first.verdict.reason, first.clock.late_working_days], ["ADJUST", "ADJUST", why, 0]);
  assert.ok(isoDay() < isoOf(first.clock.due_date));
  const page = await phoneOpensTask();
  await page.getByText(why).waitFor();
  await page.getByText(t("st.adjust"), { exact: true }).first().waitFor();
});

test("Given_adjust_WhenTheStudentSubmitsASecondVersion_ThenItIsAdequateAndEveryOutcomeIsCovered", async () => {
  const frame = await openTask();
  await frame.getByText(why).waitFor();
  await press(frame, "act.edit_task");
  const form = frame.getByRole("form", { name: t("form.edit") });
  await form.getByLabel(t("form.what")).fill(secondText);
  await chooseLevel(form, "LU4", 2);
  await press(frame, "act.save_task");
  await frame.getByText(t("task.changed")).waitFor();
  await press(frame, "act.submit_task");
  await frame.getByText(t("task.frozen")).waitFor();
  assert.equal((await theTask()).state, "RESUBMITTED");

  const { screen } = await openDesk(teacher.sub, course);
  await screen.getByText(secondText).waitFor();
  await screen.getByRole("region", { name: t("task.history") }).getByText(why).waitFor();
  await judge(screen, "desk.adequate", whyAdequate);

  const page = await phoneOpensTask();
  await page.getByText(whyAdequate).waitFor();
  const own = await openTasks();
  await own.getByText(t("cover.all")).waitFor();
  await own.getByRole("link", { name: title }).click();
  await press(own, "act.start_task");
  await own.getByText(t("taskst.in_progress"), { exact: true }).waitFor();

  const { name, state, submissions } = await theTask();
  assert.equal(state, "IN_PROGRESS");
  assert.deepEqual(submissions.map(({ verdict, clock }) => [verdict?.kind, clock.late_working_days]), [["ADJUST", 0], ["ADEQUATE", 0]]);
  const { placement } = await played.api.call<{ placement: string }>("LearningTaskService/GetLearningTask", service, { name });
  const plan = await played.api.call<{ coverage: { outcome_code: string; standing: string }[]; lost_times: unknown[] }>("LearningTaskService/GetLearningPlan", service, { name: `${placement}/learningPlan` });
  assert.deepEqual(plan.coverage.map(({ outcome_code, standing }) => [outcome_code, standing]), [1, 2, 3, 4, 5, 6].map((n) => [`LU${n}`, "COVERED"]));
  assert.deepEqual(plan.lost_times, []);
});
