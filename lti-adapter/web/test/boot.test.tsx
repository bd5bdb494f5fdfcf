import { expect, test } from "vitest";
import { cleanAddress, packSession, readBoot, readSession } from "../src/app/boot";
import { institutionsOf } from "../src/features/supervisor/prove_form";
import { parseRoute } from "../src/shared/frame/router";

const boot = {
  kind: "lms", token: "abc", role: "student", roles: ["student", "teacher"], institution: "waarden", locale: "en-GB", course: { title: "Practice 1" },
  self: { person: { name: "institutions/waarden/persons/1", displayName: "Daan" }, institution: { name: "institutions/waarden", timeZone: "Europe/Amsterdam" }, role: "student", roles: ["student"], somethingNew: 1 },
};

function page(content: string): Document {
  const parsed = document.implementation.createHTMLDocument();
  const script = parsed.createElement("script");
  script.id = "boot";
  script.type = "application/json";
  script.textContent = content;
  parsed.head.append(script);
  return parsed;
}

test("GivenTheBootOfALaunch_WhenRead_ThenItIsASession", () => {
  const read = readBoot(page(JSON.stringify(boot)));
  expect(read).toMatchObject({ kind: "session", session: { token: "abc", role: "student", roles: ["student", "teacher"], institution: "waarden", locale: "en", course: "Practice 1" } });
});

test("GivenAReloadAGuestPageOrNonsense_WhenRead_ThenItIsNoSession", () => {
  expect(readBoot(page('{"kind":"reload"}')).kind).toBe("none");
  expect(readBoot(page('{"kind":"guest"}')).kind).toBe("guest");
  expect(readBoot(page("{")).kind).toBe("none");
  expect(readBoot(page(JSON.stringify({ ...boot, self: "x" }))).kind).toBe("none");
  expect(readBoot(page(JSON.stringify({ ...boot, token: 5 }))).kind).toBe("none");
});

test("GivenALaunchWithoutARole_WhenRead_ThenItIsASessionWithoutOne", () => {
  expect(readSession({ ...boot, role: "", roles: [] }, "lms")).toMatchObject({ role: "", roles: [] });
});

test("GivenAUsedCode_WhenTheAddressIsCleaned_ThenOnlyTheFrameIsLeft", () => {
  window.history.replaceState(null, "", "/app?code=SECRET#/me");
  cleanAddress("session-1");
  expect(window.location.href).toMatch(/\/app\?s=session-1#\/me$/);
  cleanAddress("");
  expect(window.location.search).toBe("?s=session-1");
});

test("GivenASession_WhenPackedForAnotherWindow_ThenItReadsBackTheSame", () => {
  const session = readSession(boot, "lms");
  if (session === undefined) throw new Error("No session");
  expect(readSession(JSON.parse(JSON.stringify(packSession(session))), "lms")).toEqual(session);
});

test("GivenTheAnswerToAProvedAddress_WhenRead_ThenTheInstitutionsAreIds", () => {
  expect(institutionsOf({ grants: [{ institution: "waarden" }, { institution: "institutions/noord" }, { institution: 4 }] })).toEqual(["waarden", "noord"]);
  expect(institutionsOf("x")).toEqual([]);
});

test("GivenAnAddress_WhenParsed_ThenPartsAndQueryAreApart_AndASecretIsNoRoute", () => {
  expect(parseRoute("#/agreement/waarden/1?sign=1").parts).toEqual(["agreement", "waarden", "1"]);
  expect(parseRoute("#/agreement/waarden/1?sign=1").query.has("sign")).toBe(true);
  expect(parseRoute("#waarden.SECRET").parts).toEqual([]);
});
