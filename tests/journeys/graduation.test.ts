// Journey 9 of the domain text, "Graduation and judgement": a student collects evidence and hands in a product, a reflection and
// what shows the own competence; the supervisor confirms, disputes and advises; an examiner judges by what was confirmed and
// publishes; the mark arrives in the column of the practice LMS (R66 to R72). The student is in the frame of the LMS, the
// supervisor on a phone by the mailed link, examiner and practice office in windows of their own.
//
// Fail cases: the supervisor as examiner, evidence for another's placement, a file with a path for a name, a web page as a file.
// A confirmation that never comes takes more days than a test has: tests/rpc/evidence_rpc_test.cc plays it with a clock of its own.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { As } from "../../deploy/demo/seed/api.ts";
import { callsOf } from "./support/call.ts";
import { actAs, type Screen } from "./support/people.ts";
import { play, type Played } from "./support/played.ts";
import { until } from "./support/until.ts";
import { t, type Key } from "./support/words.ts";

const student = { sub: "student-002", name: "Samira Bouzid", course: "zorg-deeltijd" };
const supervisor = { email: "h.wolters@linden.example", name: "Henk Wolters" };
const examiner = { sub: "teacher-03", name: "Joost van Dam", course: "bouw-voltijd" };
const office = { sub: "office-01", course: "eng-duaal" };
const parent = "institutions/demo";

const product = "Rooster voor de dagbehandeling";
const photo = "Planbord op de afdeling";
const foreign = "Verslag van een ander team";
const unasked = "Aantekeningen van een overleg";
const dispute = "Dit verslag is van een collega, niet van Samira.";
const why = "Goed onderbouwd, en met een eigen afweging.";

/** The smallest picture there is: one point. */
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

interface Named {
  readonly name: string;
}
interface Assessment extends Named {
  readonly state: string;
  readonly final_mark: string;
  readonly missing_inputs: readonly string[];
  readonly judgements: readonly {
    readonly counted_evidence: readonly { readonly title: string }[];
    readonly excluded_evidence: readonly { readonly title: string; readonly exclusion: string }[];
  }[];
}

let played: Played;
let service: As;

before(async () => {
  played = await play("graduation", supervisor.email);
  service = await played.client("practice_office");
});
after(() => played?.close());

const press = (screen: Screen, key: Key, values: Record<string, string | number> = {}) =>
  screen.getByRole("button", { name: t(key, values), exact: true }).click();

const go = (screen: Screen, hash: string) => screen.evaluate((h) => void (window.location.hash = h), hash);

async function placementOf(name: string): Promise<string> {
  const { placements } = await played.api.call<{ placements: (Named & { labels: { student: string } })[] }>("PlacementService/ListPlacements", service, { parent, page_size: 500 });
  const found = placements.find(({ labels }) => labels.student === name);
  assert.ok(found);
  return found.name;
}

async function theAssessment(): Promise<Assessment> {
  const { assessments } = await played.api.call<{ assessments: Assessment[] }>("AssessmentService/ListAssessments", service, { parent, placement: await placementOf(student.name) });
  assert.equal(assessments.length, 1);
  return assessments[0] as Assessment;
}

async function evidenceStates(): Promise<Record<string, string>> {
  const { evidence_items: items } = await played.api.call<{ evidence_items: { title: string; state: string }[] }>("EvidenceService/ListEvidenceItems", service, { parent, placement: await placementOf(student.name), page_size: 500 });
  return Object.fromEntries(items.map(({ title, state }) => [title, state]));
}

/** The student in the frame of the LMS, at the evidence. */
async function openEvidence(): Promise<Screen> {
  const frame = await played.lms.openInFrame(await played.desk.context.newPage(), student.sub, student.course);
  await frame.getByRole("navigation").getByRole("link", { name: t("place.evidence"), exact: true }).click();
  await frame.getByRole("heading", { level: 1, name: t("ev.place") }).waitFor();
  return frame;
}

async function openOwnAssessment(): Promise<Screen> {
  const frame = await openEvidence();
  await frame.getByRole("link", { name: t("ev.to_assessment") }).click();
  await frame.getByRole("heading", { level: 1, name: t("as.title") }).waitFor();
  return frame;
}

async function openAs(person: { sub: string; course: string }, role: string): Promise<Screen> {
  const screen = await played.lms.openInWindow(await played.desk.context.newPage(), person.sub, person.course);
  await actAs(screen, role);
  return screen;
}

async function openDesk(): Promise<Screen> {
  const screen = await openAs(examiner, "examiner");
  await screen.getByRole("heading", { level: 1, name: t("judge.title") }).waitFor();
  await screen.getByRole("link", { name: student.name }).click();
  await screen.getByRole("heading", { level: 1, name: student.name }).waitFor();
  return screen;
}

type Piece = { readonly text: string } | { readonly file: { name: string; mimeType: string; buffer: Buffer } };

/** Fills in the form of new evidence. */
async function fillIn(screen: Screen, title: string, outcomes: readonly string[], piece: Piece): Promise<ReturnType<Screen["getByRole"]>> {
  await press(screen, "act.add_evidence");
  const form = screen.getByRole("form", { name: t("ev.new") });
  if ("text" in piece) {
    await form.getByText(t("ev.kind_text"), { exact: true }).click();
    await form.getByLabel(t("ev.text")).first().fill(piece.text);
  } else {
    await form.getByText(t("ev.kind_file"), { exact: true }).click();
    await form.getByLabel(t("ev.file")).setInputFiles(piece.file);
  }
  await form.getByLabel(t("ev.title")).fill(title);
  for (const code of outcomes) await form.getByRole("checkbox", { name: new RegExp(`^${code} `) }).check();
  return form;
}

async function add(screen: Screen, title: string, outcomes: readonly string[], piece: Piece): Promise<void> {
  await fillIn(screen, title, outcomes, piece);
  await press(screen, "act.save_evidence");
  await screen.getByRole("link", { name: title }).waitFor();
}

test("Given_aPlacement_WhenTheStudentAddsEvidence_ThenItIsThereAndTheWorkplaceIsAskedForSeveralAtOnce", async () => {
  const frame = await openEvidence();
  await add(frame, product, ["LU1", "LU2"], { text: "Het nieuwe rooster, met de meting van zes weken erbij." });
  await add(frame, photo, ["LU3"], { file: { name: "planbord.png", mimeType: "image/png", buffer: picture } });
  await add(frame, foreign, ["LU4"], { text: "Verslag van de werkgroep." });
  await add(frame, unasked, ["LU5"], { text: "Wie wat doet in week 40." });
  for (const title of [product, photo, foreign]) await frame.getByRole("checkbox", { name: t("ev.choose", { title }) }).check();
  await press(frame, "act.ask_confirm.other", { name: supervisor.name, n: 3 });
  await frame.getByText(t("done.evidence_asked", { name: supervisor.name })).waitFor();
  assert.deepEqual(await evidenceStates(), { [product]: "CONFIRMATION_REQUESTED", [photo]: "CONFIRMATION_REQUESTED", [foreign]: "CONFIRMATION_REQUESTED", [unasked]: "LINKED" });
});

test("Given_aFileWithAPathOrAWebPage_WhenItIsChosen_ThenItIsRefusedInWordsAndNothingIsKept", async () => {
  const frame = await openEvidence();
  const before = await evidenceStates();
  const form = await fillIn(frame, "Rommel", [], { file: { name: "../../x", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") } });
  // A browser may cut the path off the name; then it is the bytes that are refused.
  await form.getByRole("alert").filter({ hasText: new RegExp([t("no.file_name_unsafe"), t("no.file_type_refused")].map((text) => text.replace(/[.\\/]/g, "\\$&")).join("|")) }).waitFor();
  await form.getByLabel(t("ev.file")).setInputFiles({ name: "verslag.html", mimeType: "text/html", buffer: Buffer.from("<!doctype html><script>alert(1)</script>") });
  await form.getByRole("alert").filter({ hasText: t("no.file_type_refused") }).waitFor();
  assert.ok(await form.getByRole("button", { name: t("act.save_evidence") }).isDisabled());
  assert.deepEqual(await evidenceStates(), before);
});

test("Given_another'sPlacement_WhenTheStudentCallsForIt_ThenItIsRefused", async () => {
  const screen = await played.lms.openInWindow(await played.desk.context.newPage(), student.sub, student.course);
  const ask = callsOf(played.at, screen);
  await screen.getByRole("navigation").getByRole("link", { name: t("place.evidence"), exact: true }).click();
  await screen.getByRole("link", { name: product }).waitFor();
  const other = await placementOf("Daan Verhoeven");
  const refused = await ask("EvidenceService/CreateEvidenceItem", { parent, evidenceItem: { placement: other, title: "Van mij" }, content: { text: "Nee" } });
  assert.ok(["invalid_argument", "not_found", "permission_denied"].includes(refused.code), refused.code);
  const upload = await ask("EvidenceService/BeginEvidenceUpload", { parent, evidenceUpload: { placement: other, fileName: "a.png", sizeBytes: "10" } });
  assert.ok(["invalid_argument", "not_found", "permission_denied"].includes(upload.code), upload.code);
  const path = await ask("EvidenceService/BeginEvidenceUpload", { parent, evidenceUpload: { placement: await placementOf(student.name), fileName: "../../x", sizeBytes: "10" } });
  assert.equal(path.code, "invalid_argument");
});

test("Given_aBundle_WhenTheSupervisorAnswersOnOneScreen_ThenTwoAreConfirmedAndOneIsDisputed", async () => {
  await played.phone.home();
  const page = played.phone.page;
  await page.getByRole("link", { name: t("turn.evidence") }).click();
  await page.getByRole("heading", { level: 1, name: t("conf.title") }).waitFor();
  await page.getByText("Het nieuwe rooster, met de meting van zes weken erbij.").waitFor();
  await page.getByRole("img", { name: t("ev.picture", { name: "planbord.png" }) }).waitFor();
  for (const title of [product, photo]) await page.getByRole("article", { name: title }).getByText(t("conf.yes"), { exact: true }).click();
  const wrong = page.getByRole("article", { name: foreign });
  await wrong.getByText(t("conf.no"), { exact: true }).click();
  assert.ok(await page.getByRole("button", { name: t("act.confirm_evidence.other", { n: 2 }) }).isDisabled());
  await wrong.getByLabel(t("conf.why")).fill(dispute);
  await press(page, "act.confirm_evidence.other", { n: 2 });
  await page.getByText(t("conf.none")).waitFor();
  // The answers leave the device one after the other, after the page went on.
  await until("nothing waits for an answer", async () => !Object.values(await evidenceStates()).includes("CONFIRMATION_REQUESTED"));
  assert.deepEqual(await evidenceStates(), { [product]: "CONFIRMED", [photo]: "CONFIRMED", [foreign]: "DISPUTED", [unasked]: "LINKED" });

  const frame = await openEvidence();
  await frame.getByText(t("evwhy.disputed", { name: supervisor.name, reason: dispute })).waitFor();
  await frame.getByRole("region", { name: t("vraak.title") }).getByText(t("vraak.have", { have: 2, of: 4 })).first().waitFor();
});

test("Given_thePracticeOffice_WhenItNamesTheSupervisorAsExaminer_ThenItIsRefusedAndAnotherIsNot", async () => {
  const screen = await openAs(office, "practice_office");
  await go(screen, "#/assessment");
  await press(screen, "act.open_assessment");
  const form = screen.getByRole("form", { name: t("open.opening") });
  const choice = form.getByLabel(t("open.placement"));
  await choice.selectOption(await placementOf(student.name));
  await form.getByLabel(t("open.examiner")).selectOption({ label: supervisor.name });
  await form.getByRole("button", { name: t("act.open_assessment") }).click();
  await form.getByText(t("no.examiner_is_supervisor")).waitFor();
  await form.getByLabel(t("open.examiner")).selectOption({ label: examiner.name });
  await form.getByRole("button", { name: t("act.open_assessment") }).click();
  await screen.getByRole("heading", { level: 1, name: student.name }).waitFor();
  assert.equal((await theAssessment()).state, "OPEN");
});

test("Given_anOpenAssessment_WhenStudentSupervisorAndExaminerGiveTheirPart_ThenTheInputsAreComplete", async () => {
  const frame = await openOwnAssessment();
  const handIn = frame.getByRole("form", { name: t("product.title") });
  await handIn.getByLabel(t("product.which")).selectOption({ label: `${product} (${t("ev.version", { n: 1 })})` });
  await handIn.getByRole("button", { name: t("act.hand_in_product") }).click();
  await frame.getByText(t("done.product")).waitFor();
  await frame.getByLabel(t("reflection.explain")).fill("Ik begin nu met meten voordat ik iets verander.");
  await press(frame, "act.save_reflection");
  await frame.getByText(t("done.reflection")).waitFor();
  await frame.getByLabel(t("competence.explain")).fill("Het meetplan en de afweging met geld zijn van mij.");
  await press(frame, "act.save_proof");
  await frame.getByText(t("done.proof")).waitFor();

  await played.phone.home();
  const page = played.phone.page;
  await page.getByRole("link", { name: t("turn.advice") }).click();
  await page.getByRole("heading", { level: 1, name: t("advice.page") }).waitFor();
  for (const code of ["LU1", "LU2"]) await page.getByRole("group", { name: new RegExp(`^${code} `) }).getByText(t("level.as_asked"), { exact: true }).click();
  await page.getByLabel(t("advice.remarks")).fill("Zij vraagt op tijd om hulp.");
  await press(page, "act.give_advice");
  await page.getByText(t("done.advice_given")).waitFor();

  const screen = await openDesk();
  await screen.getByText(t("judge.inputs_first")).waitFor();
  await press(screen, "act.record_talk");
  const talk = screen.getByRole("form", { name: t("input.talk") });
  await talk.getByText(t("talk.presentation"), { exact: true }).click();
  await talk.getByLabel(t("talk.notes")).fill("Een helder verhaal met goede vragen van het team.");
  await press(screen, "act.save_talk");
  await screen.getByText(t("done.talk")).waitFor();
  const { state, missing_inputs: missing } = await theAssessment();
  assert.deepEqual([state, missing], ["INPUTS_COMPLETE", []]);
});

test("Given_allInputs_WhenTheExaminerJudgesAndPublishes_ThenOnlyConfirmedEvidenceCounts", async () => {
  const screen = await openDesk();
  const evidence = screen.getByRole("region", { name: t("judge.evidence"), exact: true });
  for (const [title, says] of [[product, "excl.counts"], [photo, "excl.counts"], [foreign, "excl.disputed"], [unasked, "excl.not_confirmed"]] as const)
    await evidence.getByRole("listitem").filter({ hasText: title }).getByText(t(says), { exact: true }).waitFor();
  const form = screen.getByRole("form", { name: t("judge.judge") });
  const outcomes = await form.getByRole("group").filter({ has: screen.getByRole("radio") }).all();
  assert.equal(outcomes.length, 6);
  for (const outcome of outcomes) {
    await outcome.getByText(t("level.as_asked"), { exact: true }).click();
    await outcome.getByRole("textbox").fill(why);
  }
  await form.getByLabel(t("judge.mark")).fill("7,5");
  await form.getByLabel(t("judge.why")).fill(why);
  await press(screen, "act.save_judgement");
  await screen.getByText(t("done.judged")).waitFor();
  // Nobody was told yet.
  const own = await openOwnAssessment();
  assert.equal(await own.getByRole("heading", { name: t("as.result") }).count(), 0);

  await press(screen, "act.publish_result");
  await screen.getByRole("dialog").getByRole("button", { name: t("act.publish_yes") }).click();
  await screen.getByText(t("done.result")).waitFor();
  const { state, final_mark: mark, judgements } = await theAssessment();
  assert.deepEqual([state, mark], ["PUBLISHED", "7.5"]);
  assert.deepEqual(judgements[0]?.counted_evidence.map(({ title }) => title).sort(), [photo, product].sort());
  assert.deepEqual(Object.fromEntries(judgements[0]?.excluded_evidence.map(({ title, exclusion }) => [title, exclusion]) ?? []), { [foreign]: "DISPUTED", [unasked]: "NOT_CONFIRMED" });
});

test("Given_aPublishedResult_WhenTheStudentLooks_ThenMarkAndReasonsStandThereAndAnAppealIsPossible", async () => {
  const frame = await openOwnAssessment();
  const result = frame.getByRole("region", { name: t("as.result") });
  await result.getByText("7,5", { exact: true }).waitFor();
  await result.getByText(`${foreign} (LU4): ${t("excl.disputed")}`).waitFor();
  await frame.getByRole("button", { name: t("act.appeal") }).waitFor();
});

test("Given_aPublishedMark_WhenTheAdapterHasSentIt_ThenItIsInTheColumnOfTheLmsAndTheOfficeSeesIt", async () => {
  const results = async () => ((await (await fetch(`${played.at.lms}/admin/state`)).json()) as { results: { user: string; score?: number; grading: string }[] }).results;
  const arrived = async () => (await results()).filter(({ user }) => user === student.sub);
  await until("the mark is in the practice LMS", async () => (await arrived()).length > 0);
  const [mark, ...more] = await arrived();
  assert.ok(mark);
  assert.deepEqual([mark.score, mark.grading, more], [7.5, "FullyGraded", []]);
  const screen = await openAs(office, "practice_office");
  await go(screen, "#/scores");
  const row = screen.getByRole("listitem").filter({ hasText: student.name });
  await row.getByText(t("score.sent"), { exact: true }).waitFor();
});
