import { fireEvent, screen, within } from "@testing-library/preact";
import { Code } from "@connectrpc/connect";
import { expect, test } from "vitest";
import { refuse } from "./fake/transport";
import { show } from "./show";

const grant = "Geef de rol";
const writeAddress = () => fireEvent.input(screen.getByLabelText("Mailadres"), { target: { value: "n.bos@waarden.nl" } });
const choice = () => screen.findByRole("group", { name: /^Voor welke opleidingen\?/ });

test("GivenARoleForSomeProgrammes_WhenGranted_ThenOnlyTheChosenOnesAreSent_AndTheChoiceIsEmptyAgain", async () => {
  const { user, asked } = await show("karin", "institution_admin");
  writeAddress();
  const group = await choice();
  await user.click(await within(group).findByRole("checkbox", { name: "Ad Engineering" }));
  await user.click(within(group).getByRole("checkbox", { name: "Ad Management in de Zorg" }));
  await user.click(within(group).getByRole("checkbox", { name: "Ad Engineering" }));
  await user.click(screen.getByRole("button", { name: grant }));
  expect(await screen.findByText("Er is een mail naar n.bos@waarden.nl")).toBeTruthy();
  expect(asked("CreateRoleGrant")[0]?.request).toMatchObject({ roleGrant: { role: "practice_office", programmes: ["institutions/waarden/programmes/zorg"] } });
  expect(within(group).getByRole<HTMLInputElement>("checkbox", { name: "Ad Management in de Zorg" }).checked).toBe(false);
});

test("GivenChosenProgrammes_WhenAnotherRoleIsChosen_ThenTheyAreNeitherShownNorSent", async () => {
  const { user, asked } = await show("karin", "institution_admin");
  writeAddress();
  await user.click(await within(await choice()).findByRole("checkbox", { name: "Ad Engineering" }));
  await user.selectOptions(screen.getByRole("combobox", { name: "Rol" }), "privacy_officer");
  expect(screen.queryByRole("group", { name: /^Voor welke/ })).toBeNull();
  await user.click(screen.getByRole("button", { name: grant }));
  await screen.findByText("Er is een mail naar n.bos@waarden.nl");
  expect(asked("CreateRoleGrant")[0]?.request).toMatchObject({ roleGrant: { role: "privacy_officer", programmes: [] } });
});

test("GivenTheProgrammesDoNotLoad_WhenARoleIsGiven_ThenNoRightWiderThanMeantCanBeSent", async () => {
  await show("karin", "institution_admin", { faults: { ListProgrammes: refuse(Code.Internal, "BROKEN") } });
  expect(await within(await choice()).findByRole("button", { name: "Probeer opnieuw" })).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: grant }).disabled).toBe(true);
});

test("GivenGrantedRoles_WhenListed_ThenEachThatCanBeLimitedSaysHowFarItReaches", async () => {
  await show("karin", "institution_admin");
  const list = await screen.findByRole("region", { name: "Gegeven rollen" });
  expect(await within(list).findByText("Alleen Ad Engineering")).toBeTruthy();
  expect(within(list).getByText("Hele instelling")).toBeTruthy();
  const examiner = within(list).getByText("Examinator").closest("li");
  expect(examiner?.textContent).not.toContain("Hele instelling");
});
