import { Code } from "@connectrpc/connect";
import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { JobRole_Presence as Presence } from "../src/gen/driehoek/v1/job_role_pb";
import { refuse } from "./fake/transport";
import { show } from "./show";

const write = (element: HTMLElement, value: string) => fireEvent.input(element, { target: { value } });
const organisation = "institutions/waarden/organisations/vl";

test("GivenTheRolesOfAnOrganisation_WhenTheOfficeComesFromItsPage_ThenThoseAtAdLevelStandFirst", async () => {
  const { user } = await show("karin", "practice_office", { hash: "#/organisation/waarden/vl" });
  await user.click(await screen.findByRole("link", { name: "Functies op Ad-niveau" }));
  const list = await screen.findByRole("region", { name: "1 functie op Ad-niveau" });
  expect(within(list).getAllByRole("rowheader").map((one) => one.textContent)).toEqual(["Projectleider duurzaam", "Werkvoorbereider", "Monteur"]);
  expect(within(list).getByText("In de maak")).toBeTruthy();
  expect(within(list).getByText("4, mbo-4")).toBeTruthy();
});

test("GivenAnOrganisation_WhenARoleIsAdded_ThenItIsSentAtAdLevel", async () => {
  const { user, asked } = await show("karin", "practice_office", { hash: "#/jobs/waarden/vl" });
  await user.click(await screen.findByRole("button", { name: "Voeg een functie toe" }));
  const dialog = await screen.findByRole("dialog");
  write(within(dialog).getByLabelText(/^Functie/), "Teamleider");
  await user.click(within(dialog).getByRole("radio", { name: "Is er niet" }));
  await user.click(within(dialog).getByRole("button", { name: "Bewaar" }));
  await waitFor(() => expect(asked("CreateJobRole")[0]?.request).toMatchObject({ parent: organisation, jobRole: { displayName: "Teamleider", level: 5, presence: Presence.ABSENT } }));
  expect(await screen.findByRole("rowheader", { name: "Teamleider" })).toBeTruthy();
});

test("GivenASupervisor_WhenARolePlannedIsThere_ThenItIsChangedWithItsVersion", async () => {
  const { user, asked } = await show("ingrid", "workplace_supervisor", { hash: "#/jobs" });
  const list = await screen.findByRole("region", { name: "1 functie op Ad-niveau" });
  await user.click(within(list).getByRole("button", { name: "Pas aan Projectleider duurzaam" }));
  const dialog = await screen.findByRole("dialog", { name: "Functie aanpassen" });
  await user.click(within(dialog).getByRole("radio", { name: "Is er" }));
  write(within(dialog).getByLabelText(/Toelichting/), "");
  await user.click(within(dialog).getByRole("button", { name: "Bewaar" }));
  await waitFor(() => expect(asked("UpdateJobRole")[0]?.request).toMatchObject({ jobRole: { name: `${organisation}/jobRoles/2`, displayName: "Projectleider duurzaam", presence: Presence.PRESENT, note: "", level: 5, etag: "j1" }, updateMask: { paths: ["display_name", "level", "presence", "sector", "note"] } }));
  expect(await screen.findByRole("region", { name: "2 functies op Ad-niveau" })).toBeTruthy();
});

test("GivenAManager_WhenLooking_ThenNothingIsAddedOrChanged", async () => {
  await show("tom", "programme_manager", { hash: "#/jobs/waarden/vl" });
  await screen.findByRole("rowheader", { name: "Monteur" });
  expect(screen.queryByRole("button", { name: /Voeg een functie|Pas aan/ })).toBeNull();
});

test("GivenNoRoles_WhenSomebodyWasFaster_ThenTheEmptyPageAsksAndTheRefusalIsInWords", async () => {
  const faults = { CreateJobRole: refuse(Code.Aborted, "STALE_ETAG") };
  const { user } = await show("karin", "practice_office", { hash: "#/jobs/waarden/tiel", faults });
  expect(await screen.findByText("Er staat nog geen functie. Voeg er een toe, ook als die er nog niet is.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Voeg een functie toe" }));
  const dialog = await screen.findByRole("dialog");
  write(within(dialog).getByLabelText(/^Functie/), "Teamleider");
  await user.click(within(dialog).getByRole("button", { name: "Bewaar" }));
  expect(await within(dialog).findByRole("alert")).toBeTruthy();
  expect(within(dialog).queryByText(/STALE_ETAG/)).toBeNull();
});
