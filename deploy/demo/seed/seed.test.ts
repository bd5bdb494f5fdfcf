// The parts of the seed that are decided without a server.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readSchool } from "../practice-lms/people.ts";
import { calendarOf } from "./calendar.ts";
import { callToken } from "./call_token.ts";
import { checkInStories } from "./check_in_stories.ts";
import { codeIn, roleCodeIn, secretIn, type Mail } from "./mailbox.ts";
import { organisations } from "./organisations.ts";
import { contactPersons, regionOf, stories } from "./placements.ts";
import { inParallel, Turns } from "./pool.ts";
import { accentColor, programmes } from "./programmes.ts";
import { requestId } from "./request_id.ts";
import { scanStories } from "./scans.ts";
import { learningStories } from "./task_stories.ts";

const school = readSchool(join(import.meta.dirname, "../people.json"));

test("Given_theSameWords_WhenAnIdIsDerived_ThenItIsTheSameVersion4Uuid", () => {
  const id = requestId("a", "b");
  assert.equal(id, requestId("a", "b"));
  assert.notEqual(id, requestId("ab"));
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("Given_aDayInNovember_WhenTheCalendarIsMade_ThenThePeriodsAreThoseOfTheSchoolYear", () => {
  const { start, end, nextStart } = calendarOf("2026-11-24");
  assert.deepEqual(start, { year: 2026, month: 8, day: 31 });
  assert.deepEqual(end, { year: 2027, month: 1, day: 29 });
  assert.deepEqual(nextStart, { year: 2027, month: 2, day: 1 });
});

test("Given_aCaller_WhenATokenIsMinted_ThenItIsSignedAndGoodForAMinute", () => {
  const key = Buffer.alloc(32, 7);
  const caller = { tenant: "demo", person: "p1", role: "student", guestGrant: "g 1" };
  const token = callToken(key, caller, 1_000_000);
  const [version, payload, signature] = token.split(".");
  assert.equal(version, "dh1");
  const form = Buffer.from(payload ?? "", "base64url").toString();
  assert.match(form, /^t=demo&p=p1&r=student&rs=student&s=seed&g=g%201&x=1060&/);
  const expected = createHmac("sha256", key).update(`dh1.${payload}`).digest("base64url");
  assert.equal(signature, expected);
});

test("Given_mails_WhenRead_ThenCodesAndSecretsAreFound", () => {
  const mail = (text: string, links: string[] = []): Mail => ({ id: "1", subject: "", text, links });
  assert.equal(codeIn(mail("Dag,\n\n123456\n\nDe code geldt 10 minuten.")), "123456");
  assert.equal(codeIn(mail("Open uiterlijk 123456 keer")), undefined);
  assert.equal(roleCodeIn(mail("Rol\n\nAB12C-DEF34\n")), "AB12C-DEF34");
  assert.equal(secretIn(mail("", ["http://x.example/g#demo.S"])), "demo.S");
  assert.equal(secretIn(mail("", ["http://x.example/app"])), undefined);
});

test("Given_theStory_WhenCounted_ThenAllStudentsOccurOnceAndNobodySupervisesTooMany", () => {
  const students = school.people.filter((p) => p.sub.startsWith("student-"));
  assert.deepEqual(
    stories.map((s) => s.student).sort((a, b) => a - b),
    students.map((_, i) => i + 1),
  );
  const known = new Set(organisations.flatMap((o) => o.workplaces.flatMap((w) => w.supervisors.map((s) => s.key))));
  const courseOf = (n: number) => Object.keys(students[n - 1]?.courses ?? {})[0] ?? "";
  for (const period of ["now", "next"] as const) {
    const busy = stories.filter((s) => s.supervisor !== "" && [period, "today"].includes(s.period));
    for (const [supervisor, all] of Map.groupBy(busy, (s) => s.supervisor)) {
      assert.ok(known.has(supervisor), supervisor);
      const dual = all.filter((s) => courseOf(s.student) === "eng-duaal").length;
      assert.ok(all.length - dual <= 2 && all.length <= (dual > 0 ? 3 : 2), supervisor);
    }
  }
});

test("Given_theStory_WhenItsSchoolIsRead_ThenItHasFourteenOrganisationsAndEveryCourse", () => {
  assert.equal(organisations.length, 14);
  assert.equal(organisations.filter((o) => !o.verified).length, 2);
  for (const { kvk, establishmentNumber } of organisations) {
    assert.match(kvk, /^\d{8}$/);
    assert.match(establishmentNumber, /^\d{12}$/);
  }
  const courses = programmes.flatMap((p) => p.variants.map((v) => v.course)).sort();
  assert.deepEqual(courses, school.courses.map((c) => c.id).sort());
});

test("Given_theRegions_WhenSearchAndSeatsAreCounted_ThenThereAreEnoughInAllAndNoneInOneRegion", () => {
  const lookedIn = stories.filter(({ goal }) => goal === "searching").map(({ student }) => regionOf(student));
  const offering = new Set(organisations.map(({ region }) => region));
  assert.ok(organisations.length * 4 > lookedIn.length);
  assert.deepEqual(lookedIn.filter((region) => !offering.has(region)), ["Achterhoek", "Achterhoek"]);
  for (const { student } of stories) assert.notEqual(regionOf(student), "", `student ${student} looks nowhere`);
});

test("Given_theColourOfTheSchool_WhenItIsRead_ThenItIsOneAndNotTheProductsOwn", () => {
  assert.match(accentColor, /^#[0-9a-f]{6}$/);
  const own = readFileSync(join(import.meta.dirname, "../shared/tokens.css"), "utf8");
  assert.ok(!own.includes(accentColor), "a demo in the product's own colour shows nothing");
});

test("Given_manyTasks_WhenTheyRunInParallel_ThenNeverMoreThanAllowedAndInTurnPerPerson", async () => {
  let now = 0;
  let most = 0;
  const order: number[] = [];
  const turns = new Turns();
  const answers = await inParallel([1, 2, 3, 4, 5], 2, async (n) => {
    most = Math.max(most, ++now);
    await turns.take("one", async () => void order.push(n));
    now--;
    return n * 2;
  });
  assert.deepEqual(answers, [2, 4, 6, 8, 10]);
  assert.equal(most, 2);
  assert.deepEqual(order, [1, 2, 3, 4, 5]);
});

test("Given_theScans_WhenComparedWithTheStory_ThenEachIsOfASecondYearInBouwkundeWithTheirSupervisor", () => {
  for (const { student, supervisor, verdict, conditions } of scanStories) {
    const person = school.people.find(({ sub }) => sub === `student-${String(student).padStart(3, "0")}`);
    assert.match(Object.keys(person?.courses ?? {})[0] ?? "", /^bouw-/);
    assert.equal(student % 3, 0, `student ${student} is in the first year`);
    assert.equal(stories.find((story) => story.student === student)?.supervisor, supervisor);
    assert.equal(verdict === "CONDITIONAL", (conditions ?? []).length > 0);
  }
});

test("Given_theLearningTasks_WhenComparedWithTheStory_ThenEachIsAtARunningPlaceAndWorksOnKnownOutcomes", () => {
  const running = new Set(["in_force", "amendment_draft", "amendment_two_signed"]);
  for (const { student, supervisor, tasks } of learningStories) {
    const story = stories.find((one) => one.student === student);
    assert.deepEqual([story?.supervisor, story?.period], [supervisor, "now"]);
    assert.ok(running.has(story?.goal ?? ""), `student ${student} is ${story?.goal}`);
    const course = Object.keys(school.people.find(({ sub }) => sub === `student-${String(student).padStart(3, "0")}`)?.courses ?? {})[0];
    const outcomes = programmes.find(({ variants }) => variants.some((variant) => variant.course === course))?.outcomes ?? [];
    const codes = outcomes.map((_, i) => `LU${i + 1}`);
    for (const { content } of tasks)
      for (const { outcome_code, level } of content.outcome_links ?? [])
        assert.ok(codes.includes(outcome_code) && level <= 4, `${content.title}: ${outcome_code}`);
  }
});

test("Given_theCheckIns_WhenComparedWithTheStory_ThenEachIsAtARunningPlaceWithinItsTwelveWeeks", () => {
  const running = new Set(["in_force", "amendment_draft", "amendment_two_signed"]);
  for (const { student, supervisor, contacts, talk } of checkInStories) {
    const story = stories.find((one) => one.student === student);
    assert.deepEqual([story?.supervisor, story?.period], [supervisor, "now"]);
    assert.ok(running.has(story?.goal ?? ""), `student ${student} is ${story?.goal}`);
    for (const { day, by, between } of contacts) assert.ok(day >= 0 && day <= 84 && between.includes(by), `student ${student}, day ${day}`);
    for (const { due } of talk?.actions ?? []) assert.ok(due >= (talk?.day ?? 0));
  }
});

/** How the last step leaves a task. */
const endOf = (steps: readonly { readonly does: string }[]) => steps.findLast(({ does }) => does !== "rate")?.does ?? "draft";

test("Given_theLearningTasks_WhenTheirEndsAreCounted_ThenTheDeskOfOneTeacherHasEveryKindOfWork", () => {
  const ends = learningStories.flatMap(({ tasks }) => tasks.map(({ steps }) => endOf(steps)));
  assert.deepEqual([...new Set(ends)].sort(), ["advise", "draft", "judge", "start", "submit"]);
  assert.ok(learningStories.some(({ tasks }) => tasks.some(({ steps }) => steps.filter(({ does }) => does === "submit").length > 1)));
  const teachers = learningStories.map(({ student }) => {
    const person = school.people.find(({ sub }) => sub === `student-${String(student).padStart(3, "0")}`);
    return contactPersons[Object.keys(person?.courses ?? {})[0] ?? ""];
  });
  assert.deepEqual([...new Set(teachers)], ["teacher-01"]);
});
