// Launches in the frame of the LMS and in a window of their own, with the cookies that browsers leave
// us there, and with the habits that a Moodle was seen to have. The LMS is 127.0.0.1 and the tool is
// localhost: two sites, so that cookies in the frame are really third-party.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { withBrowser } from "../journeys/support/browser.ts";
import { install, type Installation } from "../journeys/support/installation.ts";
import { Lms, toolFrame } from "../journeys/support/lms.ts";
import type { Screen } from "../journeys/support/people.ts";
import { t } from "../journeys/support/words.ts";

const student = { sub: "student-002", course: "zorg-deeltijd" };
const teacher = { sub: "teacher-02", course: "zorg-deeltijd" };
const newWindow = "Openen in een nieuw venster";

let at: Installation;
let lms: Lms;

before(async () => {
  at = await install("frame-and-window");
  lms = new Lms(at.lms);
});
after(() => at?.stop());

/** The home of a student or a teacher is there, with what belongs to it. */
async function seesHome(screen: Screen, who: "student" | "teacher"): Promise<void> {
  const heading =
    who === "teacher"
      ? screen.getByRole("heading", { level: 1, name: t("teacher.title") })
      : screen.getByRole("region", { name: /./ }).getByRole("heading", { level: 1 });
  await heading.first().waitFor();
  const address = await screen.evaluate(() => window.location.href);
  assert.doesNotMatch(address, /code=/, "the one-time code stays in the address");
}

for (const preset of ["moodle", "plain"] as const)
  for (const thirdParty of ["allowed", "blocked"] as const)
    for (const [who, person] of [["student", student], ["teacher", teacher]] as const)
      test(`Given_${preset}Habits_cookies${thirdParty}_WhenA${who}Launches_ThenFrameAndWindowWork`, async () => {
        await lms.habits({ preset });
        await withBrowser({ thirdParty }, async ({ context }) => {
          const page = await context.newPage();
          await seesHome(await lms.openInFrame(page, person.sub, person.course), who);
          const window = await lms.openInWindow(page, person.sub, person.course);
          await seesHome(window, who);
        });
      });

test("Given_noCookieInTheFrame_storageOffered_WhenLaunched_ThenThePlatformsStorageProvesTheBrowser", async () => {
  for (const storage_in_frame of [false, true]) {
    await lms.habits({ preset: "plain", storage: true, storage_in_frame });
    await withBrowser({ thirdParty: "none" }, async ({ context }) => {
      const page = await context.newPage();
      await seesHome(await lms.openInFrame(page, student.sub, student.course), "student");
      const cookies = await context.cookies(at.lti);
      assert.deepEqual(cookies, [], "the test is void: a cookie did stick");
    });
  }
});

test("Given_noCookieInTheFrame_noStorage_WhenLaunched_ThenANewWindowIsTheWayOut", async () => {
  await lms.habits({ preset: "plain", storage: false });
  await withBrowser({ thirdParty: "none" }, async ({ context }) => {
    const page = await context.newPage();
    const frame = await lms.openInFrame(page, student.sub, student.course);
    const link = frame.getByRole("link", { name: newWindow });
    await link.waitFor();
    const opened = context.waitForEvent("page");
    await link.click();
    await seesHome(await opened, "student");
  });
});

test("Given_moodleHabits_noCookieInTheFrame_WhenLaunched_ThenTheWindowOfTheLmsIsTheWayOut", async () => {
  await lms.habits({ preset: "moodle" });
  await withBrowser({ thirdParty: "none" }, async ({ context }) => {
    const page = await context.newPage();
    const frame = await lms.openInFrame(page, student.sub, student.course);
    await frame.getByRole("heading", { level: 1 }).waitFor();
    await seesHome(await lms.openInWindow(page, student.sub, student.course), "student");
  });
});

test("Given_aScreenInTheFrame_WhenTheFrameIsReloaded_ThenItSaysToOpenDriehoekAgain", async () => {
  await lms.habits({ preset: "moodle" });
  await withBrowser({ thirdParty: "allowed" }, async ({ context }) => {
    const page = await context.newPage();
    const frame = await lms.openInFrame(page, student.sub, student.course);
    await seesHome(frame, "student");
    await frame.evaluate(() => window.location.reload());
    await frame.getByRole("heading", { name: t("closed.title") }).waitFor();
  });
});

test("Given_aScreenInTheFrame_WhenOpenedInItsOwnWindow_ThenTheSessionGoesAlong", async () => {
  await withBrowser({ thirdParty: "blocked" }, async ({ context }) => {
    const page = await context.newPage();
    const frame = await lms.openInFrame(page, student.sub, student.course);
    await seesHome(frame, "student");
    const opened = context.waitForEvent("page");
    await frame.getByRole("button", { name: t("frame.window") }).click();
    await seesHome(await opened, "student");
  });
});

test("Given_anInvitationLink_WhenTheAdministratorRegistersInTheFrame_ThenTheToolIsPendingThenActive", async () => {
  await lms.habits({ preset: "moodle" });
  const link = await at.ctl("registration-link", "--institution", "demo");
  const url = /https?:\/\/\S+\/lti\/register\?\S+/.exec(link.said)?.[0] ?? "";
  await withBrowser({ thirdParty: "blocked" }, async ({ context }) => {
    const page = await context.newPage();
    await lms.login(page, "admin-01");
    await page.goto(`${at.lms}/beheer`);
    const before = (await lms.state()).tools.length;
    await page.getByLabel("Registratieadres van de tool").fill(url);
    await page.getByRole("button", { name: "Registreer tool" }).click();
    // The same host is known, from the demo: another school might register it once more.
    const again = page.getByRole("button", { name: "Registreer een nieuwe tool" });
    await again.click();
    const frame = page.frameLocator("iframe[name=registration]");
    await frame.getByRole("button", { name: "Koppelen" }).click();
    await page.waitForURL(/\/beheer$/);
    const { tools } = await lms.state();
    assert.equal(tools.length, before + 1);
    const tool = tools.at(-1);
    assert.equal(tool?.status, "pending");

    // The link was good for one registration.
    const second = await fetch(`${url}&openid_configuration=${encodeURIComponent(`${at.lms}/.well-known/openid-configuration`)}`);
    assert.ok(second.status >= 400 && second.status < 500);

    await lms.post(`tools/${tool?.id}/status`, { status: "active" });
    const course = student.course;
    const links = (await lms.state()).links.filter((l) => l.course === course);
    await lms.login(page, student.sub);
    await page.goto(`${at.lms}/courses/${course}/activities/${links.at(-1)?.id}`);
    await seesHome(await toolFrame(page), "student");
  });
});
