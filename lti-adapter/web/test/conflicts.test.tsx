import { Code } from "@connectrpc/connect";
import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { ConflictOfInterest_Kind as Kind } from "../src/gen/driehoek/v1/conflict_pb";
import { withSearch } from "./fake/capacity_world";
import { refuse } from "./fake/transport";
import { makeWorld } from "./fake/world";
import { only, show } from "./show";

const write = (element: HTMLElement, value: string) => fireEvent.input(element, { target: { value } });
const choose = (element: HTMLElement, value: string) => fireEvent.change(element, { target: { value } });
const school = "institutions/waarden";

test("GivenConflicts_WhenTheOfficeLooks_ThenThoseThatHoldStandFirstAndOneIsEndedWithAReason", async () => {
  const { user, asked } = await show("karin", "practice_office", { hash: "#/conflicts" });
  const list = await screen.findByRole("region", { name: "1 geldt nu" });
  expect(within(list).getByText("Niet onder Ingrid Maas bij Van Leeuwen Installatietechniek")).toBeTruthy();
  expect(within(list).queryByText("Lars Smit")).toBeNull();
  await user.click(within(list).getByRole("button", { name: "Alle 2" }));
  expect([...list.querySelectorAll("li > div > b")].map((one) => one.textContent)).toEqual(["Daan Verhoeven", "Lars Smit"]);
  expect(within(list).getByText("Zijn baan is gestopt.")).toBeTruthy();
  await user.click(within(list).getByRole("button", { name: "Beëindig Daan Verhoeven, Van Leeuwen Installatietechniek" }));
  const dialog = await screen.findByRole("dialog", { name: "Dit belangenconflict beëindigen?" });
  write(within(dialog).getByLabelText(/Waarom geldt het niet meer/), "Ingrid werkt nu elders.");
  await user.click(within(dialog).getByRole("button", { name: "Beëindig" }));
  await waitFor(() => expect(asked("EndConflictOfInterest")[0]?.request).toMatchObject({ name: `${school}/conflictsOfInterest/2`, reason: "Ingrid werkt nu elders.", etag: "c1" }));
  expect(await screen.findByRole("region", { name: "0 gelden nu" })).toBeTruthy();
});

test("GivenAnOrganisation_WhenTheOfficeRecordsFromItsPage_ThenItIsFilledInAndSentWithTheSupervisor", async () => {
  const { user, asked } = await show("karin", "practice_office", { hash: "#/organisation/waarden/vl" });
  await user.click(await screen.findByRole("link", { name: "Belangenconflicten" }));
  expect(await screen.findByText("Alleen bij deze organisatie.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Leg een belangenconflict vast" }));
  const dialog = await screen.findByRole("dialog");
  choose(await within(dialog).findByLabelText("Student"), `${school}/enrolments/lars`);
  choose(await within(dialog).findByLabelText("Bij wie niet?"), `${school}/organisations/vl/supervisors/ingrid`);
  choose(within(dialog).getByLabelText("Wat is er aan de hand?"), String(Kind.FAMILY));
  const save = within(dialog).getByRole("button", { name: "Bewaar" });
  expect(save.hasAttribute("disabled")).toBe(true);
  write(within(dialog).getByLabelText("Vertel kort waarom"), "Neef en nicht.");
  await user.click(save);
  await waitFor(() => expect(asked("CreateConflictOfInterest")[0]?.request).toMatchObject({ parent: school, conflictOfInterest: { enrolment: `${school}/enrolments/lars`, organisation: `${school}/organisations/vl`, supervisor: `${school}/organisations/vl/supervisors/ingrid`, kind: Kind.FAMILY, reason: "Neef en nicht." } }));
});

test("GivenAConflictThatHolds_WhenTheSameIsTyped_ThenItIsSaidAndNotSent", async () => {
  const { user } = await show("karin", "practice_office", { hash: "#/conflicts?student=daan&organisation=vl" });
  await user.click(await screen.findByRole("button", { name: "Leg een belangenconflict vast" }));
  const dialog = await screen.findByRole("dialog");
  choose(await within(dialog).findByLabelText("Bij wie niet?"), `${school}/organisations/vl/supervisors/ingrid`);
  choose(within(dialog).getByLabelText("Wat is er aan de hand?"), String(Kind.OTHER));
  write(within(dialog).getByLabelText("Vertel kort waarom"), "Nog eens.");
  expect(within(dialog).getByText("Dit is al vastgelegd en het geldt nog.")).toBeTruthy();
  expect(within(dialog).getByRole("button", { name: "Bewaar" }).hasAttribute("disabled")).toBe(true);
});

test("GivenAStudentWhoSearches_WhenSayingWhereNot_ThenThePlacesOnOfferAreTheChoiceAndNoRegisterIsRead", async () => {
  const world = withSearch(makeWorld());
  world.placements = world.placements.filter((one) => one.name.endsWith("/bram"));
  world.apart.conflicts = [];
  const { user, asked } = await show("bram", "student", { hash: "#/placement", world });
  await user.click(await screen.findByRole("link", { name: "Hier wil of mag ik niet geplaatst worden" }));
  await user.click(await screen.findByRole("button", { name: "Voeg een organisatie toe" }));
  const dialog = await screen.findByRole("dialog");
  const organisations = await within(dialog).findByLabelText(/Organisatie/);
  choose(organisations, `${school}/organisations/kuipers`);
  choose(within(dialog).getByLabelText("Voor welke opleiding?"), `${school}/enrolments/daan`);
  choose(within(dialog).getByLabelText("Wat is er aan de hand?"), String(Kind.OWN_BUSINESS));
  write(within(dialog).getByLabelText("Vertel kort waarom"), "Het bedrijf is van mijn vader.");
  expect(within(dialog).getByText(/De werkgever niet\./)).toBeTruthy();
  await user.click(within(dialog).getByRole("button", { name: "Bewaar" }));
  await waitFor(() => expect(asked("CreateConflictOfInterest")[0]?.request).toMatchObject({ conflictOfInterest: { organisation: `${school}/organisations/kuipers`, supervisor: "", kind: Kind.OWN_BUSINESS } }));
  expect(asked("ListOrganisations")).toEqual([]);
  expect(asked("ListSupervisorProfiles")).toEqual([]);
  expect(await screen.findByRole("region", { name: "1 geldt nu" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Beëindig/ })).toBeNull();
});

test("GivenATeacher_WhenTheDeskIsOpen_ThenItLeadsToTheConflictsOfThatStudent", async () => {
  const { user } = await show("marijke", "teacher", { hash: "#/triangle/waarden/daan", world: only("daan") });
  await user.click(await screen.findByRole("link", { name: "Hier mag deze student niet geplaatst worden" }));
  const list = await screen.findByRole("region", { name: "1 geldt nu" });
  expect(within(list).getByText("Alleen van deze student.")).toBeTruthy();
  expect(within(list).queryByRole("button", { name: /Beëindig/ })).toBeNull();
  expect(screen.getByRole("button", { name: "Leg een belangenconflict vast" })).toBeTruthy();
});

test("GivenAManager_WhenLooking_ThenNothingIsRecordedOrEnded", async () => {
  await show("tom", "programme_manager", { hash: "#/conflicts" });
  await screen.findByRole("region", { name: "1 geldt nu" });
  expect(screen.queryByRole("button", { name: /Leg een|Beëindig/ })).toBeNull();
});

test("GivenSomebodyWasFaster_WhenAConflictIsEnded_ThenThatIsSaidInWords", async () => {
  const faults = { EndConflictOfInterest: refuse(Code.FailedPrecondition, "CONFLICT_ENDED") };
  const { user } = await show("karin", "practice_office", { hash: "#/conflicts", faults });
  await user.click(await screen.findByRole("button", { name: /^Beëindig/ }));
  const dialog = await screen.findByRole("dialog");
  write(within(dialog).getByLabelText(/Waarom geldt het niet meer/), "x");
  await user.click(within(dialog).getByRole("button", { name: "Beëindig" }));
  expect(await within(dialog).findByText("Dit belangenconflict is al beëindigd. Laad de pagina opnieuw.")).toBeTruthy();
});

test("GivenAGuest_WhenTheAddressIsTyped_ThenNoConflictIsAskedOrShown", async () => {
  const { world } = await show("ingrid", "workplace_supervisor", { hash: "#/conflicts" });
  await waitFor(() => expect(world.calls.length).toBeGreaterThan(1));
  expect(world.calls.filter(({ method }) => method.includes("Conflict"))).toEqual([]);
});

test("GivenAStudentWithAnAgreement_WhenAtTheOwnPage_ThenTheOwnConflictsAreALinkAway", async () => {
  const { user } = await show("daan", "student", { hash: "#/me", world: only("daan") });
  await user.click(await screen.findByRole("link", { name: "Hier wil of mag ik niet geplaatst worden" }));
  const list = await screen.findByRole("region", { name: "1 geldt nu" });
  expect(within(list).getByText("Niet onder Ingrid Maas bij Van Leeuwen Installatietechniek")).toBeTruthy();
});
