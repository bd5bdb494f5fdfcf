import { fireEvent, screen, within } from "@testing-library/preact";
import { Code } from "@connectrpc/connect";
import { expect, test } from "vitest";
import { refuse } from "./fake/transport";
import { show } from "./show";

const page = "#/organisation/waarden/vl";

test("GivenAnOrganisation_WhenAFrameworkIsRecorded_ThenWhoWhatAndWhenAreSent", async () => {
  const { user, asked } = await show("karin", "practice_office", { hash: page });
  await user.click(await screen.findByRole("button", { name: "Leg een raam vast" }));
  const dialog = await screen.findByRole("dialog", { name: "Leg een raam vast" });
  await user.selectOptions(await within(dialog).findByLabelText("Wie stemde in voor de organisatie?"), "Ingrid Maas");
  fireEvent.input(within(dialog).getByLabelText("Wat is er afgesproken?"), { target: { value: "Vier plekken per jaar." } });
  fireEvent.input(within(dialog).getByLabelText("Eerste dag"), { target: { value: "2026-10-01" } });
  fireEvent.input(within(dialog).getByLabelText("Laatste dag"), { target: { value: "2028-12-31" } });
  await user.click(within(dialog).getByRole("button", { name: "Bewaar" }));
  expect(await screen.findByText("Bewaard")).toBeTruthy();
  expect(asked("CreateFrameworkAgreement")[0]?.request).toMatchObject({
    frameworkAgreement: { organisation: "institutions/waarden/organisations/vl", signatory: "institutions/waarden/organisations/vl/supervisors/ingrid", text: "Vier plekken per jaar.", startDate: { year: 2026, month: 10, day: 1 }, endDate: { year: 2028, month: 12, day: 31 } },
  });
});

test("GivenAWrongAddress_WhenCorrected_ThenOnlyTheNewOneIsSent", async () => {
  const { user, asked, faults } = await show("karin", "practice_office", { hash: page });
  await user.click(await screen.findByRole("button", { name: "Ander mailadres Ingrid Maas" }));
  const dialog = await screen.findByRole("dialog", { name: "Ander mailadres voor Ingrid Maas" });
  fireEvent.input(within(dialog).getByLabelText("Nieuw mailadres"), { target: { value: "ingrid@vanleeuwen.example" } });
  faults["UpdatePersonContact"] = refuse(Code.InvalidArgument, "EMAIL_MALFORMED");
  await user.click(within(dialog).getByRole("button", { name: "Bewaar" }));
  expect(await within(dialog).findByText("Dit is geen mailadres.")).toBeTruthy();
  faults["UpdatePersonContact"] = undefined;
  await user.click(within(dialog).getByRole("button", { name: "Bewaar" }));
  expect(await screen.findByText("Mail aan Ingrid Maas gaat nu naar het nieuwe adres")).toBeTruthy();
  expect(asked("UpdatePersonContact").at(-1)?.request).toMatchObject({ personContact: { name: "institutions/waarden/persons/ingrid/contact", email: "ingrid@vanleeuwen.example" }, updateMask: { paths: ["email"] } });
  expect(asked("GetPersonContact")).toHaveLength(0);
});

test("GivenAnEstablishmentWithoutRegion_WhenGivenOne_ThenRegionAndVersionAreSent", async () => {
  const { user, asked } = await show("karin", "practice_office", { hash: page });
  expect(await screen.findByText("Doetinchem · regio niet bekend")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Pas aan Hoofdkantoor" }));
  const dialog = await screen.findByRole("dialog", { name: "Hoofdkantoor" });
  fireEvent.input(within(dialog).getByLabelText(/^Regio/), { target: { value: "Achterhoek" } });
  await user.click(within(dialog).getByRole("button", { name: "Bewaar" }));
  expect(await screen.findByText("Bewaard")).toBeTruthy();
  expect(asked("UpdateEstablishment")[0]?.request).toMatchObject({
    establishment: { name: "institutions/waarden/organisations/vl/establishments/1", displayName: "Hoofdkantoor", city: "Doetinchem", region: "Achterhoek", etag: "3" },
    updateMask: { paths: ["display_name", "city", "region"] },
  });
  expect(asked("ListEstablishments")).toHaveLength(2);
});

test("GivenAWorkplaceWithoutEstablishment_WhenChosen_ThenItIsSent", async () => {
  const { user, asked } = await show("karin", "practice_office", { hash: page });
  await user.click(await screen.findByRole("button", { name: "Pas aan Projecten" }));
  const dialog = await screen.findByRole("dialog", { name: "Projecten" });
  await user.selectOptions(within(dialog).getByLabelText("Vestiging"), "Hoofdkantoor");
  await user.click(within(dialog).getByRole("button", { name: "Bewaar" }));
  expect(await screen.findByText("Bewaard")).toBeTruthy();
  expect(asked("UpdateWorkplace")[0]?.request).toMatchObject({
    workplace: { name: "institutions/waarden/organisations/vl/workplaces/1", displayName: "Projecten", establishment: "institutions/waarden/organisations/vl/establishments/1" },
    updateMask: { paths: ["display_name", "establishment"] },
  });
});
