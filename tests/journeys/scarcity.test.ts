// Journey 2 of the domain text, "Scarcity": 66 students, 14 organisations. A trial leaves three students without a place
// while six seats meant for the associate degree go to others; a floor mends it, and comes out the same when tried again.
// Two persons publish, each student reads a reason, and one takes the place.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Api, type As } from "../../deploy/demo/seed/api.ts";
import { openBrowser, type Browser } from "./support/browser.ts";
import { install, type Installation } from "./support/installation.ts";
import { Lms } from "./support/lms.ts";
import { actAs, type Screen } from "./support/people.ts";
import { t } from "./support/words.ts";

const office = { sub: "office-01", course: "eng-duaal" };
const colleague = { sub: "teacher-04", course: "zorg-deeltijd" };
const student = { sub: "student-002", course: "zorg-deeltijd" };
const allSeatsOfAd = 47;

interface Run {
  readonly name: string;
  readonly input_hash: string;
  readonly result_hash: string;
  readonly verification: { fault_count: string; claim_count: string };
  readonly outcome: { unplaced_count: number; groups: { group: string; displaced_seat_count: number }[] };
}
interface Participant {
  readonly wishes: string[];
  readonly allocation: { state: string; place: string; lottery_draw: string; reasons: { cause: string }[] } | null;
}

let at: Installation;
let lms: Lms;
let desk: Browser;
let api: Api;
let service: As;

before(async () => {
  at = await install("scarcity");
  lms = new Lms(at.lms);
  desk = await openBrowser();
  api = new Api(at.grpc, Buffer.alloc(32));
  const made = await at.ctl("api-client", "create", "--institution", "demo", "--role", "practice_office");
  service = { bearer: /demo\.[A-Za-z0-9_-]{20,}/.exec(made.said)?.[0] ?? "" };
});
after(async () => {
  api?.close();
  await desk?.close();
  await at?.stop();
});

async function theRound(): Promise<{ name: string; state: string; seed: string; seed_commitment: string }> {
  const { matching_rounds: rounds } = await api.call<{ matching_rounds: Awaited<ReturnType<typeof theRound>>[] }>(
    "MatchingService/ListMatchingRounds",
    service,
    { parent: "institutions/demo" },
  );
  assert.equal(rounds.length, 1);
  return rounds[0] as Awaited<ReturnType<typeof theRound>>;
}

const runs = async () =>
  (await api.call<{ runs: Run[] }>("MatchingService/ListMatchRuns", service, { parent: (await theRound()).name })).runs;

/** The trials of the round, as one of the practice office sees them. */
async function openTrials({ sub, course }: typeof office): Promise<Screen> {
  const page = await desk.context.newPage();
  const frame = await lms.openInFrame(page, sub, course);
  await actAs(frame, "practice_office");
  await frame.getByRole("link", { name: t("place.rounds") }).click();
  await frame.getByRole("link", { name: t("act.compare_trials") }).first().click();
  return frame;
}

const trial = (screen: Screen, letter: string) =>
  screen.locator(".trial", { has: screen.getByText(t("trial.name", { letter }), { exact: true }) });

async function tryFloor(screen: Screen): Promise<void> {
  await screen.getByRole("button", { name: t("act.new_trial") }).click();
  const form = screen.getByRole("dialog");
  await form.getByLabel("Associate degree").fill(String(allSeatsOfAd));
  await form.getByRole("button", { name: t("act.try") }).click();
}

test("Given_theRoundAsItIs_WhenTheOfficeLooks_ThenThreeHaveNoPlaceAndSixSeatsWentToOthers", async () => {
  const frame = await openTrials(office);
  await trial(frame, "A").getByText(t("trial.displaced_by.other", { other: "Bachelor", n: 6, group: "Associate degree" })).waitFor();
  assert.match((await trial(frame, "A").locator(".big").textContent()) ?? "", /^3\s*zonder plek/);
  await frame.getByText(t("check.stable"), { exact: true }).first().waitFor();
  const [first] = await runs();
  assert.equal(first?.outcome.unplaced_count, 3);
  assert.equal(first?.outcome.groups.find(({ group }) => group === "ad")?.displaced_seat_count, 6);
  assert.equal(Number(first?.verification.fault_count), 0);
});

test("Given_theRound_WhenAFloorIsTriedTwice_ThenNobodyIsLeftOutAndBothComeOutTheSame", async () => {
  const frame = await openTrials(office);
  for (const letter of ["B", "C"]) {
    await tryFloor(frame);
    await trial(frame, letter).getByText(t("trial.kept")).waitFor();
    assert.match((await trial(frame, letter).locator(".big").textContent()) ?? "", /^0\s*zonder plek/);
  }
  const [first, second, third] = await runs();
  assert.ok(first && second && third);
  assert.equal(second.input_hash, third.input_hash);
  assert.equal(second.result_hash, third.result_hash);
  assert.notEqual(first.input_hash, second.input_hash);
});

test("Given_aGoodTrial_WhenOnePersonProposes_ThenOnlyAnotherOnePublishes", async () => {
  const frame = await openTrials(office);
  await trial(frame, "B").locator("label").click();
  await frame.getByRole("button", { name: t("act.propose", { letter: "B" }) }).click();
  await frame.getByText(t("publish.second_needed")).waitFor();
  assert.equal(await frame.getByRole("button", { name: t("act.publish", { letter: "B" }) }).count(), 0);
  assert.equal((await theRound()).seed, "");

  const other = await openTrials(colleague);
  await other.getByRole("link", { name: t("wiz.publish") }).click();
  await other.getByRole("button", { name: t("act.publish", { letter: "B" }) }).click();
  await other.getByRole("dialog").getByRole("button", { name: t("act.publish", { letter: "B" }) }).click();
  await other.getByText(t("done.published")).first().waitFor();

  const round = await theRound();
  assert.equal(round.state, "PUBLISHED");
  assert.match(round.seed, /^[0-9a-f]{64}$/);
});

test("Given_aPublishedRound_WhenAStudentOpensIt_ThenThePlaceHasAReasonAndCanBeTaken", async () => {
  const { participants } = await api.call<{ participants: Participant[] }>("MatchingService/ListParticipants", service, {
    parent: (await theRound()).name,
    page_size: 500,
  });
  assert.equal(participants.length, 66);
  for (const { wishes, allocation } of participants) {
    assert.equal(allocation?.state, "OFFERED");
    assert.equal(allocation?.reasons.length, wishes.length);
    assert.ok(allocation?.reasons.some(({ cause }) => cause === "GOT"));
  }

  const page = await desk.context.newPage();
  const window = await lms.openInWindow(page, student.sub, student.course);
  await window.locator("main h1").first().waitFor();
  await window.getByRole("link", { name: t("act.see_place") }).first().click();
  await window.getByRole("heading", { level: 1, name: /^Je hebt een plek bij / }).waitFor();
  await window.getByRole("heading", { name: t("why.title") }).waitFor();

  await window.getByRole("button", { name: t("act.accept_place") }).click();

  await window.getByText(t("result.accepted_next")).waitFor();
  await page.close();
});
