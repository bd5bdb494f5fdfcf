// Every screen of every role, in both languages, light and dark, at the widths that count: nothing
// that axe finds, no sideways scroll at 320 px, the first act in sight in a frame of 720 x 400.
// Pictures of all of them are left in build/journeys/shots for people to look at.
//
// Each person comes in once and walks past all screens; the two languages go side by side.

import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import { after, before, test, type TestContext } from "node:test";
import { openBrowser, type Browser } from "./support/browser.ts";
import { install, shots, type Installation } from "./support/installation.ts";
import { Lms } from "./support/lms.ts";
import { desk, frame, look, makeSettled, narrowest, phone, type Screen } from "./support/look.ts";
import { actAs, linkTo } from "./support/people.ts";
import { meetToday } from "./support/meetings.ts";
import { askToHost, Cast, keepApart, mapJobs, offerWays, openRound, publishRound } from "./support/scenes.ts";
import { choosing, follow, go, makeAddress, name, openFirst, pick, press, pressFirst, row, showAll, type Seat, type Step } from "./support/steps.ts";
import type { Lang } from "./support/words.ts";

interface Visit extends Screen {
  /** From the home of this person. */
  readonly steps?: readonly Step[];
  /** A sheet or dialog: it opens differently where there is room beside it. */
  readonly floats?: boolean;
}

interface Person {
  readonly enter: Step;
  readonly visits: readonly Visit[];
}

let at: Installation;
let lms: Lms;
/** Names of the rounds of one student. */
let rounds = { open: "", published: "" };
/** Name of the meeting that was held. */
let meeting = "";

before(async () => {
  at = await install("screens");
  lms = new Lms(at.lms);
  const cast = await Cast.of(at);
  rounds = { open: await openRound(cast, "Mandy Jonker", "Ronde deeltijd"), published: await openRound(cast, "Renée de Lange", "Ronde zorg") };
  await publishRound(cast, rounds.published, "Renée de Lange");
  await offerWays(cast, "Zoë Verbeek");
  await askToHost(cast, "Timmerfabriek Ouwehand");
  await mapJobs(cast, "Van Leeuwen Installatietechniek", [
    { display_name: "Werkvoorbereider", presence: "PRESENT" },
    { display_name: "Projectleider duurzame techniek", presence: "PLANNED", note: "Vanaf mei 2027, voor twee mensen." },
    { display_name: "Eerste monteur", presence: "PRESENT", level: 4 },
    { display_name: "Hoofd projecten", presence: "ABSENT", level: 6 },
  ]);
  await keepApart(cast, "Samira Bouzid", "Gemeente Tiel", { kind: "EMPLOYMENT", reason: "Samira werkt daar op zaterdag." });
  await keepApart(cast, "Mandy Jonker", "Timmerfabriek Ouwehand", { kind: "FAMILY", reason: "De eigenaar is een oom van Mandy.\nDat weet het hele bedrijf." });
  await keepApart(cast, "Samira Bouzid", "Timmerfabriek Ouwehand", { kind: "FINANCIAL", reason: "Een lening voor een auto.", endReason: "De lening is afbetaald." });
  meeting = await meetToday(cast, { student: "Samira Bouzid", teacher: "Marijke de Boer", supervisor: "Henk Wolters" });
  cast.api.close();
  rmSync(shots, { recursive: true, force: true });
  mkdirSync(shots, { recursive: true });
});
after(() => at?.stop());

/** As a window of its own: the screen is the same as in the frame, and axe sees one document. */
const launched =
  (sub: string, course: string, role = ""): Step =>
  async ({ page, settled }) => {
    await lms.login(page, sub);
    const link = await lms.activity(course);
    await page.goto(`${link}/launch?target=window`);
    await page.waitForURL(/\/app/);
    await settled();
    if (role !== "") await actAs(page, role);
  };

const guest =
  (email: string): Step =>
  async ({ page }) =>
    void (await page.goto(await linkTo(at.mailbox, email, /./)));

const openOwnRound =
  (which: keyof typeof rounds): Step =>
  (seat) =>
    go(`#/round/demo/${rounds[which].split("/").at(-1)}`)(seat);

const openMeeting: Step = (seat) => go(`#/checkin/demo/${meeting.split("/").at(-1)}`)(seat);

const organisation = [go("#/register"), name("Van Leeuwen Installatietechniek")];

const toJudge = [go("#/scans"), row("Vastgoedonderhoud · Woningcorporatie De Brug"), follow("act.assess")];
const conditional = [go("#/scans"), row("Bouwkundige uitwerking · Architectenbureau Lindeman"), follow("act.see_scan")];
const toOffer = [go("#/ways"), follow("act.offer_ways")];

const student = (number: string, course: string, ...visits: Visit[]): Person => ({
  enter: launched(`student-${number}`, course),
  visits,
});

const people: readonly Person[] = [
  student(
    "001",
    "eng-duaal",
    { name: "student-home-open-amendment", home: true },
    { name: "student-agreement-amendment", steps: [follow("act.view_agreement")] },
    { name: "student-tasks", steps: [go("#/tasks")] },
    { name: "student-tasks-list", steps: [go("#/tasks"), press("cover.list")] },
    { name: "student-task-new", steps: [go("#/tasks"), press("act.new_task")] },
    { name: "student-task-in-progress", steps: [go("#/tasks"), name("Warmtepompen van een school inregelen")] },
    { name: "student-task-one-sided", steps: [go("#/tasks"), name("Veilig werken op het dak")] },
    { name: "student-evidence", steps: [go("#/evidence")] },
    { name: "student-evidence-list", steps: [go("#/evidence"), press("prog.list")] },
    { name: "student-evidence-new", steps: [go("#/evidence"), press("act.add_evidence")] },
    { name: "student-evidence-item", steps: [go("#/evidence"), name("Uitleg voor de conciërge")] },
    { name: "student-evidence-archive-dialog", steps: [go("#/evidence"), name("Uitleg voor de conciërge"), press("act.archive_evidence")], floats: true },
    { name: "student-assessment", steps: [go("#/assessment")] },
  ),
  student("005", "eng-duaal", { name: "student-home-no-agreement", home: true }),
  student(
    "013",
    "eng-duaal",
    { name: "student-home-draft", home: true },
    { name: "student-editor", steps: [follow("act.open_agreement")] },
  ),
  student("014", "eng-duaal", { name: "student-home-in-review", home: true }),
  student(
    "015",
    "eng-duaal",
    { name: "student-home-to-sign", home: true },
    { name: "student-sign-sheet", steps: [follow("act.sign")], floats: true },
    { name: "student-decline-dialog", steps: [follow("act.sign"), press("act.decline")], floats: true },
  ),
  student("012", "eng-duaal", { name: "student-home-overdue", home: true }),
  student(
    "002",
    "zorg-deeltijd",
    { name: "student-home-in-force", home: true },
    { name: "student-agreement-in-force", steps: [follow("act.view_agreement")] },
    { name: "student-placement", steps: [go("#/placement")] },
    { name: "student-conflicts", steps: [go("#/conflicts"), showAll] },
    { name: "student-conflict-dialog", steps: [go("#/conflicts"), press("act.record_own")], floats: true },
    { name: "student-me", steps: [go("#/me")] },
    { name: "student-calendar", steps: [go("#/me"), makeAddress] },
    { name: "student-checkins", steps: [go("#/checkins")] },
    { name: "student-contact", steps: [go("#/checkins"), press("act.note_contact")] },
    { name: "student-checkin-new-dialog", steps: [go("#/checkins"), press("act.new_checkin")], floats: true },
    { name: "student-checkin-view", steps: [follow("act.write_view")] },
    { name: "student-checkin-move-dialog", steps: [follow("act.write_view"), press("act.move_checkin")], floats: true },
    { name: "student-way-dialog", steps: [press("act.way_mine")], floats: true },
    { name: "student-raise-dialog", steps: [press("act.signal")], floats: true },
    { name: "student-rhythm", steps: [follow("act.write_hours")] },
    { name: "student-shift", steps: [follow("act.write_hours"), press("act.shift")] },
  ),
  student("003", "bouw-deeltijd", { name: "student-home-searching", home: true }),
  student(
    "064",
    "bouw-deeltijd",
    { name: "student-home-rank", home: true },
    { name: "student-browse", steps: [openOwnRound("open")] },
    { name: "student-rank", steps: [openOwnRound("open"), pressFirst("act.choose_it"), pressFirst("act.choose_it"), pressFirst("act.choose_it")] },
  ),
  student("047", "zorg-deeltijd", { name: "student-home-place", home: true }, { name: "student-result", steps: [openOwnRound("published")] }),
  student("040", "zorg-deeltijd", { name: "student-way-choose" }),
  student("061", "bouw-deeltijd", { name: "student-way-open" }),
  student(
    "026",
    "eng-voltijd",
    { name: "student-task-adjust", steps: [go("#/tasks"), name("Een houder die sneller klemt")] },
    { name: "student-task-edit", steps: [go("#/tasks"), name("Een houder die sneller klemt"), press("act.edit_task")] },
  ),
  student("021", "eng-duaal", { name: "student-home-declined", home: true }),
  student("019", "eng-duaal", { name: "student-home-terminated", home: true }),
  {
    enter: launched("teacher-01", "eng-duaal"),
    visits: [
      { name: "teacher-home", home: true },
      { name: "teacher-desk", steps: [openFirst] },
      { name: "teacher-agreement", steps: [openFirst, follow("act.open_agreement")] },
      { name: "teacher-verdicts", steps: [go("#/verdicts")] },
      { name: "teacher-verdicts-graduation", steps: [go("#/verdicts"), name("Anouk Peeters"), pick("desk.adequate")] },
      { name: "teacher-tasks", steps: [go("#/tasks")] },
      { name: "teacher-evidence", steps: [go("#/evidence")] },
      { name: "teacher-assessments", steps: [go("#/assessment")] },
      { name: "teacher-plan", steps: [go("#/tasks"), press("act.edit_plan")] },
      { name: "teacher-task", steps: [go("#/tasks"), choosing("Milan Petrović · Waterbedrijf Rijnland"), openFirst] },
    ],
  },
  {
    enter: launched("teacher-03", "bouw-voltijd", "examiner"),
    visits: [
      { name: "examiner-home", home: true },
      { name: "examiner-desk", steps: [name("Daan Verhoeven")] },
      { name: "examiner-talk", steps: [name("Daan Verhoeven"), press("act.change_talk")] },
      { name: "examiner-desk-incomplete", steps: [openFirst] },
    ],
  },
  {
    enter: launched("teacher-02", "zorg-deeltijd"),
    visits: [
      { name: "teacher-checkins", steps: [go("#/checkins")] },
      { name: "teacher-checkin", steps: [openMeeting] },
      { name: "teacher-checkin-close-dialog", steps: [openMeeting, press("act.close_checkin")], floats: true },
      { name: "teacher-checkin-disagree-dialog", steps: [openMeeting, press("act.disagree")], floats: true },
    ],
  },
  {
    enter: launched("office-01", "eng-duaal", "practice_office"),
    visits: [
      { name: "office-home", home: true },
      { name: "office-offer-place", steps: [row("Mandy Jonker")] },
      { name: "office-new-placement", steps: [follow("act.new_placement")] },
      { name: "office-placement", steps: [name("Yusuf Kaya"), follow("act.choose_place")] },
      { name: "office-register", steps: [go("#/register")] },
      { name: "office-organisation", steps: organisation },
      { name: "office-jobs", steps: [...organisation, follow("act.see_jobs")] },
      { name: "office-job-dialog", steps: [...organisation, follow("act.see_jobs"), press("act.add_job")], floats: true },
      { name: "office-establishment-dialog", steps: [...organisation, pressFirst("act.change_it")], floats: true },
      { name: "office-workplace-dialog", steps: [...organisation, press("act.new_workplace")], floats: true },
      { name: "office-framework-dialog", steps: [...organisation, press("act.new_framework")], floats: true },
      { name: "office-supervisor-dialog", steps: [...organisation, press("act.new_supervisor")], floats: true },
      { name: "office-conflicts", steps: [go("#/conflicts"), showAll] },
      { name: "office-conflict-dialog", steps: [go("#/conflicts"), press("act.record_conflict")], floats: true },
      { name: "office-conflict-end-dialog", steps: [go("#/conflicts"), pressFirst("act.end_conflict")], floats: true },
      { name: "office-agreement", steps: [follow("act.open_agreement")] },
      { name: "office-places", steps: [go("#/places")] },
      { name: "office-axes", steps: [go("#/places"), follow("act.see_axes")] },
      { name: "office-hosting", steps: [go("#/hosting")] },
      { name: "office-hosting-dialog", steps: [go("#/hosting"), pressFirst("act.note_answer")], floats: true },
      { name: "office-rounds", steps: [go("#/rounds")] },
      { name: "office-trials", steps: [go("#/rounds"), follow("act.compare_trials")] },
      { name: "office-round-dialog", steps: [go("#/rounds"), press("act.new_round")], floats: true },
      { name: "office-trial-dialog", steps: [go("#/rounds"), follow("act.compare_trials"), press("act.new_trial")], floats: true },
      { name: "office-scans", steps: [go("#/scans")] },
      { name: "office-scan-ask-dialog", steps: [go("#/scans"), press("act.ask_scan")], floats: true },
      { name: "office-scan-judge", steps: toJudge },
      { name: "office-scan-judge-conditional", steps: [...toJudge, pick("assess.cond_hint")] },
      { name: "office-scan-fill", steps: [...toJudge, press("act.fill_scan")] },
      { name: "office-scan-conditional", steps: conditional },
      { name: "office-scan-reopen-dialog", steps: [...conditional, press("act.reopen_scan")], floats: true },
      { name: "office-criteria", steps: [go("#/criteria"), choosing("Ad Bouwkunde")] },
      { name: "office-ways", steps: [go("#/ways")] },
      { name: "office-way", steps: toOffer },
      { name: "office-way-offer", steps: [...toOffer, press("act.suggest"), pressFirst("act.as_option"), press("act.add_option")] },
      { name: "office-way-close-dialog", steps: [...toOffer, press("act.close_way")], floats: true },
      { name: "office-files", steps: [go("#/files")] },
      { name: "office-assessments", steps: [go("#/assessment")] },
      { name: "office-assessment-open", steps: [go("#/assessment"), press("act.open_assessment")] },
      { name: "office-scores", steps: [go("#/scores")] },
      { name: "office-checkins", steps: [go("#/checkins")] },
      { name: "office-checkin", steps: [openMeeting] },
      { name: "office-tasks", steps: [go("#/tasks")] },
      { name: "office-task-advise", steps: [go("#/tasks"), choosing("Lotte Hendriks · Van Leeuwen Installatietechniek"), openFirst] },
    ],
  },
  {
    enter: launched("admin-01", "eng-duaal", "programme_manager"),
    visits: [
      { name: "manager-home", home: true },
      { name: "manager-axes", steps: [follow("act.see_axes")] },
      { name: "manager-conflicts", steps: [follow("act.see_conflicts")] },
      { name: "manager-signals", steps: [go("#/signals")] },
      { name: "manager-tasks", steps: [go("#/tasks")] },
      { name: "manager-criteria", steps: [go("#/criteria")] },
      { name: "manager-criteria-form", steps: [go("#/criteria"), choosing("Ad Bouwkunde"), press("act.new_criteria")] },
    ],
  },
  {
    enter: launched("admin-01", "eng-duaal", "institution_admin"),
    visits: [
      { name: "admin-rights", home: true },
      { name: "admin-guests", steps: [go("#/guests")] },
      { name: "admin-clients", steps: [go("#/clients")] },
      { name: "admin-scores", steps: [go("#/scores")] },
    ],
  },
  {
    enter: guest("i.maas@vanleeuwen.example"),
    visits: [
      { name: "supervisor-home", home: true },
      { name: "supervisor-agreement", steps: [follow("act.view_agreement")] },
      { name: "supervisor-sign-sheet", steps: [follow("act.sign")], floats: true },
      { name: "supervisor-me", steps: [go("#/me")] },
      { name: "supervisor-jobs", steps: [go("#/me"), follow("me.jobs")] },
      { name: "supervisor-job-dialog", steps: [go("#/jobs"), pressFirst("act.change_job")], floats: true },
      { name: "supervisor-evidence", steps: [follow("turn.evidence")] },
      { name: "supervisor-advice", steps: [follow("turn.advice")] },
      { name: "supervisor-task", steps: [name("Energie van drie scholen vergelijken")] },
      { name: "supervisor-task-edit", steps: [name("Veilig werken op het dak"), press("act.edit_task")] },
    ],
  },
  {
    enter: guest("h.wolters@linden.example"),
    visits: [
      { name: "supervisor-home-checkins", home: true },
      { name: "supervisor-checkins", steps: [go("#/checkins")] },
      { name: "supervisor-checkin-view", steps: [follow("act.write_view")] },
      { name: "supervisor-checkin", steps: [openMeeting] },
    ],
  },
  {
    enter: guest("k.ouwehand@ouwehand.example"),
    visits: [
      { name: "supervisor-home-scan", home: true },
      { name: "supervisor-scan", steps: [follow("turn.scan")] },
      { name: "supervisor-hosting", steps: [follow("turn.host"), pick("host.fewer_hint")] },
      { name: "supervisor-scan-remark", steps: [follow("turn.scan"), pick("finding.partly")] },
    ],
  },
  {
    enter: launched("teacher-02", "zorg-deeltijd"),
    visits: [
      { name: "teacher-signal", steps: [name("Samira Bouzid")] },
      { name: "teacher-conflicts", steps: [name("Samira Bouzid"), follow("act.see_conflicts_of")] },
      { name: "teacher-rhythm", steps: [name("Samira Bouzid"), follow("act.see_rhythm")] },
    ],
  },
  {
    enter: guest("h.wolters@linden.example"),
    visits: [
      { name: "supervisor-hours" },
      { name: "supervisor-hours-dispute", steps: [pressFirst("act.dispute_hours")] },
      { name: "supervisor-raise-dialog", steps: [press("act.signal")], floats: true },
    ],
  },
  {
    enter: guest("p.dijkman@vanleeuwen.example"),
    visits: [
      { name: "personnel-home" },
      { name: "personnel-agreement", steps: [follow("act.view_agreement")] },
    ],
  },
  { enter: async ({ page }) => void (await page.goto(`${at.lti}/app`)), visits: [{ name: "closed" }] },
  { enter: async ({ page }) => void (await page.goto(`${at.lti}/g#demo.dead`)), visits: [{ name: "dead-link" }] },
];

/** While working on some screens: SCREENS=office,admin sees only those. */
const wanted = (process.env["SCREENS"] ?? "").split(",");
const isWanted = ({ name }: Visit) => wanted.some((start) => name.startsWith(start));

test("Given_BothLanguages_WhenEveryScreenIsSeen_ThenItIsUsableByAll", { concurrency: 2 }, async (t) => {
  await Promise.all((["nl", "en"] as const).map((lang) => t.test(lang, (inner) => seeAll(inner, lang))));
});

async function seeAll(t: TestContext, lang: Lang): Promise<void> {
  const browser = await openBrowser({ locale: lang === "nl" ? "nl-NL" : "en-GB", viewport: phone });
  try {
    for (const { enter, visits } of people) {
      const chosen = visits.filter(isWanted);
      if (chosen.length > 0) await walk(t, browser, enter, chosen, lang);
    }
  } finally {
    await browser.close();
  }
}

async function walk(t: TestContext, browser: Browser, enter: Step, visits: readonly Visit[], lang: Lang): Promise<void> {
  const page = await browser.context.newPage();
  const seat = { page, lang, settled: makeSettled(page) };
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(`script error: ${error.message}`));
  let inside = false;
  for (const visit of visits)
    await t.test(visit.name, async () => {
      if (!inside) {
        await enter(seat);
        await seat.settled();
        await choose(seat);
        inside = true;
      }
      const wrong: string[] = [];
      for (const sizes of visit.floats ? [[phone, narrowest, frame], [desk]] : [[phone, narrowest, frame, desk]]) {
        await approach(seat, visit, sizes[0] ?? phone);
        wrong.push(...(await look(page, visit, lang, sizes)));
      }
      assert.deepEqual([...wrong, ...problems.splice(0)], []);
    });
  await page.close();
}

/** From wherever we are to the home, and from there to the screen, in a window of this size. */
async function approach({ page, lang, settled }: Seat, visit: Visit, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  const floating = page.locator("dialog[open]");
  if ((await floating.count()) > 0) {
    await page.keyboard.press("Escape");
    await floating.waitFor({ state: "detached" });
    await settled();
  }
  if (/#\/./.test(page.url())) await page.evaluate(() => void (window.location.hash = "#/"));
  await settled();
  for (const step of visit.steps ?? []) {
    await step({ page, lang, settled });
    await settled();
  }
}

/** The language of the launch is the LMS's; a person may choose another in the bar. */
async function choose({ page, lang }: Seat): Promise<void> {
  if ((await page.locator("html").getAttribute("lang")) === lang) return;
  await page.locator(`header button[lang=${lang}]`).click();
  await page.locator(`html[lang=${lang}]`).waitFor();
}
