import { screen, waitFor, within } from "@testing-library/preact";
import { Code, ConnectError } from "@connectrpc/connect";
import { expect, test } from "vitest";
import { only, show } from "./show";
import { makeWorld } from "./fake/world";
import { PlacementState } from "../src/triangle/contract";

/** Nothing of the work itself is asked before a placement runs. */
function beforeTheStart(student: string) {
  const world = only(student);
  for (const placement of world.placements) placement.state = PlacementState.READY;
  return world;
}

test("GivenAStudentWithADraft_WhenHomeOpens_ThenTheNextStepIsFirstWithDateAndTime", async () => {
  await show("samira", "student", { world: only("samira") });
  const step = await screen.findByRole("region", { name: "2 ontbrekende afspraken invullen" });
  expect(step.textContent).toContain("Voor ma 5 okt (week 41)");
  expect(step.textContent).toContain("10 minuten");
  expect(within(step).getByRole("link", { name: "Open de overeenkomst" }).getAttribute("href")).toBe("#/agreement/waarden/samira");
});

test("GivenNothingToDo_WhenHomeOpens_ThenItSaysWhoIsToAct", async () => {
  await show("daan", "student", { world: beforeTheStart("daan") });
  expect(await screen.findByText("Ingrid Maas is aan zet tot vr 2 okt (week 40).")).toBeTruthy();
});

test("GivenNoPlacement_WhenHomeOpens_ThenTheEmptyFaceSaysWhatComes", async () => {
  const world = only("nobody");
  await show("daan", "student", { world });
  expect(await screen.findByText("Er is nog geen plaatsing")).toBeTruthy();
});

test("GivenAConfirmedPlacement_WhenDrafting_ThenTheNewAgreementOpens", async () => {
  const world = only("lars");
  const { user, asked } = await show("lars", "student", { world });
  await user.click(await screen.findByRole("button", { name: "Stel de overeenkomst op" }));
  await waitFor(() => expect(window.location.hash).toBe("#/agreement/waarden/lars-new"));
  expect(asked("CreateAgreement")).toHaveLength(1);
});

test("GivenTheServerAway_WhenHomeOpens_ThenTheErrorFaceOffersAnotherTry", async () => {
  const { user, faults } = await show("daan", "student", { world: beforeTheStart("daan"), faults: { ListPlacements: new ConnectError("x", Code.Internal) } });
  const again = await screen.findByRole("button", { name: "Probeer opnieuw" });
  faults["ListPlacements"] = undefined;
  await user.click(again);
  expect(await screen.findByText(/Ingrid Maas is aan zet/)).toBeTruthy();
});

test("GivenAnUnknownToken_WhenCalling_ThenThePersonIsAskedToOpenAnew", async () => {
  await show("daan", "student", { world: only("daan"), faults: { ListPlacements: new ConnectError("x", Code.Unauthenticated) } });
  expect((await screen.findAllByText("Je sessie is voorbij. Open Driehoek opnieuw vanuit je cursus.")).length).toBeGreaterThan(0);
});

test("GivenATeacher_WhenTheListOpens_ThenLateOnesComeFirstAndJWalks", async () => {
  const { user } = await show("marijke", "teacher");
  const list = await screen.findByRole("region", { name: "Wie heeft je nu nodig?" });
  const names = within(list).getAllByRole("link").map((link) => link.querySelector("b")?.textContent);
  expect(names.slice(0, 2)).toEqual(["Daan Verhoeven", "Pim Vos"]);
  expect(screen.getByRole("heading", { level: 2, name: "Daan Verhoeven bij Van Leeuwen Installatietechniek" })).toBeTruthy();
  await waitFor(async () => {
    await user.keyboard("j");
    expect(window.location.hash).toBe("#/triangle/waarden/pim");
  });
});

test("GivenTheOffice_WhenARowOpens_ThenTheLikelyActIsThereAndWorks", async () => {
  const { user, asked } = await show("karin", "practice_office");
  await user.click(await screen.findByText("Daan Verhoeven"));
  await user.click(await screen.findByRole("button", { name: "Stuur Ingrid Maas de link opnieuw" }));
  expect(await screen.findByText("Er is een mail naar Ingrid Maas")).toBeTruthy();
  expect(asked("RenewGuestLink")[0]?.request).toMatchObject({ sendMail: true });
});

test("GivenTheOffice_WhenFiltering_ThenFiguresAndListFollow", async () => {
  const { user } = await show("karin", "practice_office");
  await screen.findByRole("heading", { name: "6 dingen vragen om jou" });
  await user.click(screen.getByRole("button", { name: "Niet-bekostigd" }));
  expect(await screen.findByRole("heading", { name: "2 dingen vragen om jou" })).toBeTruthy();
});

test("GivenASupervisor_WhenThePageOpens_ThenGreetingAndMinutesComeFirst", async () => {
  await show("ingrid", "workplace_supervisor", { world: only("daan") });
  expect(await screen.findByRole("heading", { level: 1, name: "Goedemorgen Ingrid" })).toBeTruthy();
  expect(await screen.findByText("3 dingen, ongeveer 4 minuten.")).toBeTruthy();
  expect(screen.getByText(/Hij werkt tot vr 26 feb 2027/)).toBeTruthy();
});

test("GivenNotMe_WhenConfirmed_ThenTheGrantIsRevoked", async () => {
  const { user, asked } = await show("ingrid", "workplace_supervisor", { world: only("daan") });
  await user.click(await screen.findByRole("button", { name: "Dit ben ik niet" }));
  const dialog = await screen.findByRole("dialog");
  await user.click(within(dialog).getByRole("button", { name: "Sluit de link" }));
  expect(await screen.findByRole("heading", { level: 1, name: "De link is gesloten" })).toBeTruthy();
  expect(asked("RevokeGuestGrant")).toHaveLength(1);
});

test("GivenTwoRoles_WhenSwitching_ThenTheHomeAndTheHeaderChange", async () => {
  const { user, world } = await show("karin", "teacher", { roles: ["teacher", "practice_office"] });
  await user.selectOptions(screen.getByRole("combobox", { name: "Jouw rol" }), "practice_office");
  expect(await screen.findByRole("heading", { level: 1, name: "Wat zit er vast?" })).toBeTruthy();
  await waitFor(() => expect(world.calls.some((call) => call.headers.get("Driehoek-Role") === "practice_office")).toBe(true));
});

test("GivenTwoRoles_WhenTheBarIsDrawn_ThenTheRoleStandsInTheRowOfThePlacesAndNotAmongTheTools", async () => {
  await show("karin", "practice_office", { roles: ["teacher", "practice_office"] });
  const role = screen.getByRole("combobox", { name: "Jouw rol" });
  expect(role.parentElement?.contains(screen.getByRole("navigation", { name: "Onderdelen" }))).toBe(true);
  expect(role.parentElement?.contains(screen.getByRole("link", { name: "Jouw gegevens" }))).toBe(false);
});

test("GivenARoleCode_WhenRight_ThenTheRoleIsOffered_AndWhenWrongTheTriesAreTold", async () => {
  const { user } = await show("marijke", "teacher", { hash: "#/me" });
  const field = await screen.findByLabelText("Code");
  await user.type(field, "FOUT");
  await user.click(screen.getByRole("button", { name: "Neem de rol" }));
  expect(await screen.findByText("Deze code klopt niet. Je kunt nog 4 keer.")).toBeTruthy();
  await user.clear(field);
  await user.type(field, "KANTOOR");
  await user.click(screen.getByRole("button", { name: "Neem de rol" }));
  expect(await screen.findByRole("combobox", { name: "Jouw rol" })).toBeTruthy();
});

test("GivenAGuest_WhenTheLanguageIsSwitched_ThenThePageSpeaksEnglish", async () => {
  const { user } = await show("ingrid", "workplace_supervisor", { world: only("daan") });
  await user.click(screen.getByRole("button", { name: "EN: switch to English" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Good morning Ingrid" })).toBeTruthy();
  await waitFor(() => expect(document.documentElement.lang).toBe("en"));
});

test("GivenEveryRole_WhenItsHomeOpens_ThenThereIsExactlyOneFirstHeading", async () => {
  for (const role of ["student", "teacher", "programme_manager", "practice_office", "workplace_supervisor", "organisation_contact", "institution_admin", "examiner", "privacy_officer"]) {
    document.body.innerHTML = "";
    await show("karin", role, { world: makeWorld() });
    await waitFor(() => expect(screen.getAllByRole("heading", { level: 1 }).length, role).toBe(1));
  }
});

test("GivenAContactOfTheOrganisation_WhenHomeOpens_ThenNothingIsAskedOfTheServerThatOnlySupervisorsGet", async () => {
  const { asked } = await show("ingrid", "organisation_contact", { world: only("daan") });
  await waitFor(() => expect(asked("ListWorkplaceScans")).toHaveLength(1));
  await screen.findByRole("button", { name: "Er gaat iets niet goed" });
  for (const method of ["ListEvidenceItems", "ListAssessments", "GetPulseDue", "ListHours"]) expect(asked(method), method).toHaveLength(0);
});
