import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { PlacementState } from "../src/triangle/contract";
import { withSearch } from "./fake/capacity_world";
import { makeWorld } from "./fake/world";
import { only, show } from "./show";

const office = () => show("karin", "practice_office", { world: withSearch(makeWorld()) });

test("GivenStudentsWhoSearch_WhenTheOfficeOpens_ThenTheMostPressingIsFirstWithItsClockAndCost", async () => {
  await office();
  expect(await screen.findByText(/zoekt een plek, al 23 dagen/)).toBeTruthy();
  expect(screen.getByText("3 weken verloren")).toBeTruthy();
  expect(screen.getByText("start over 4 weken")).toBeTruthy();
  const figures = screen.getAllByRole("definition").map((one) => one.textContent);
  expect(figures[0]).toMatch(/^2 voltijd\u00a01 · deeltijd\u00a01 · samen 3 weken kwijt/);
  expect(figures[1]).toMatch(/^1 /);
});

test("GivenAStudentWithoutAPlace_WhenTheBestOneIsOffered_ThenOneClickTakesItsSeat", async () => {
  const { user, asked } = await office();
  await user.click(await screen.findByText(/zoekt een plek, al 23 dagen/));
  expect(await screen.findByText("Bij 4 organisaties is in deze periode plek.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /^Bied Aannemer Kuipers aan/ }));
  await screen.findByText("Bram Jacobs heeft een plek bij Aannemer Kuipers");
  expect(asked("UpdatePlacement")[0]?.request).toMatchObject({
    placement: { name: "institutions/waarden/placements/bram", etag: "p1", workplace: "institutions/waarden/organisations/kuipers/workplaces/1", capacityOffer: "institutions/waarden/capacityOffers/kuipers" },
    updateMask: { paths: ["workplace", "supervisor", "capacity_offer"] },
  });
});

test("GivenAProposal_WhenSuitable_ThenOneClickInItsRowSaysSo", async () => {
  const { user, asked } = await office();
  await user.click(await screen.findByText("Noor Smeets"));
  await user.click(await screen.findByRole("button", { name: "Loonbedrijf Van Dam is geschikt" }));
  expect(await screen.findByText("Het voorstel van Noor Smeets is geschikt")).toBeTruthy();
  expect(asked("ScreenPlacement")[0]?.request).toMatchObject({ name: "institutions/waarden/placements/noor", decision: 1, reason: "", etag: "p1" });
});

test("GivenAProposal_WhenItWillNotDo_ThenAReasonIsNeededAndSent", async () => {
  const { user, asked, world } = await office();
  await user.click(await screen.findByText("Noor Smeets"));
  await user.click(await screen.findByRole("button", { name: "Niet geschikt" }));
  const dialog = await screen.findByRole("dialog", { name: "Waarom is Loonbedrijf Van Dam niet geschikt?" });
  expect(within(dialog).getByRole("button", { name: "Niet geschikt" })).toHaveProperty("disabled", true);
  fireEvent.input(within(dialog).getByLabelText(/^Reden/), { target: { value: "Het werk past niet bij bouwkunde." } });
  await user.click(within(dialog).getByRole("button", { name: "Niet geschikt" }));
  await waitFor(() => expect(asked("ScreenPlacement")[0]?.request).toMatchObject({ decision: 2, reason: "Het werk past niet bij bouwkunde." }));
  expect(world.placements.find(({ name }) => name.endsWith("/noor"))?.state).toBe(PlacementState.SEARCHING);
});

test("GivenTheKinds_WhenOneIsChosen_ThenTheListAndTheAddressFollow", async () => {
  const { user } = await office();
  await user.click(await screen.findByRole("button", { name: "Voorstellen" }));
  expect(await screen.findByRole("heading", { name: "1 ding vraagt om jou" })).toBeTruthy();
  expect(window.location.hash).toBe("#/?show=proposals");
});

test("GivenAStudentWhoSearches_WhenFreePlacesAreWanted_ThenThoseThatAreFreeForTheProgrammeAreListed", async () => {
  const { user } = await office();
  await user.click(await screen.findByText("Bram Jacobs"));
  await user.click((await screen.findAllByRole("link", { name: "Bekijk vrije plekken" }))[0] as HTMLElement);
  expect(await screen.findByText("6 keer aanbod in de lijst")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Nog vrij" }).getAttribute("aria-pressed")).toBe("true");
  await waitFor(() => expect(screen.getByRole("combobox", { name: "Opleiding" })).toHaveProperty("value", "institutions/waarden/programmes/eng"));
});

test("GivenNothingStuck_WhenTheOfficeOpens_ThenItSaysWhenItLooksAgain", async () => {
  await show("karin", "practice_office", { world: only("nobody") });
  expect(await screen.findByText("Er zit niets vast. Volgende controle: wo 30 sep.")).toBeTruthy();
});

function bram() {
  const world = withSearch(only("nobody"));
  world.placements = world.placements.filter(({ name }) => name.endsWith("/bram"));
  return world;
}

test("GivenARefusedProposal_WhenTheStudentComes_ThenClockReasonAndLockAreThere", async () => {
  await show("bram", "student", { world: bram() });
  expect(await screen.findByText("zoekt een plek, al 23 dagen")).toBeTruthy();
  expect(screen.getByText(/Je voorstel was niet geschikt. Er is daar niemand/)).toBeTruthy();
  expect(screen.getByText("De werkgever ziet dit niet.")).toBeTruthy();
});

test("GivenAFoundPlace_WhenProposed_ThenItIsSentAndTheHomeSaysItIsLookedAt", async () => {
  const { user, asked } = await show("bram", "student", { world: bram() });
  await user.click(await screen.findByRole("link", { name: "Stel een werkplek voor" }));
  await user.click(await screen.findByRole("button", { name: "Ik vond zelf een plek" }));
  await user.type(screen.getByLabelText(/^Naam van de organisatie/), "Loonbedrijf Van Dam");
  await user.type(screen.getByLabelText(/^Afdeling of team/), "Grond en wegen");
  await user.selectOptions(screen.getByLabelText(/^Wie bracht je/), "Een docent");
  await user.click(screen.getByRole("button", { name: "Stuur het voorstel" }));
  expect(await screen.findByRole("heading", { name: "Je stelde een plek voor" })).toBeTruthy();
  expect(asked("ProposeWorkplace")[0]?.request).toMatchObject({ workplace: "", origin: 4, etag: "p1", found: { organisationDisplayName: "Loonbedrijf Van Dam", workplaceDisplayName: "Grond en wegen" } });
});

test("GivenAFreePlace_WhenProposed_ThenItsWorkplaceIsSentAndFullOnesAreNotOffered", async () => {
  const { user, asked } = await show("bram", "student", { world: bram(), hash: "#/propose/waarden/bram" });
  const field = await screen.findByLabelText(/^Welke plek/);
  expect(within(field).queryByText(/Waterbedrijf Rijnland/)).toBeNull();
  await user.selectOptions(field, "Aannemer Kuipers, Werkvoorbereiding, Tiel");
  await user.click(screen.getByRole("button", { name: "Stuur het voorstel" }));
  await waitFor(() => expect(asked("ProposeWorkplace")[0]?.request).toMatchObject({ workplace: "institutions/waarden/organisations/kuipers/workplaces/1" }));
});
