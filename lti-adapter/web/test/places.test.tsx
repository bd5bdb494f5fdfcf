import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { show } from "./show";

const places = (hash = "#/places") => show("karin", "practice_office", { hash });

test("GivenOffers_WhenThePlaceOpens_ThenEachOrganisationHasItsSeatsInWords", async () => {
  await places();
  expect(await screen.findByRole("heading", { level: 1, name: "Plekken" })).toBeTruthy();
  const kuipers = (await screen.findByText("Aannemer Kuipers")).closest("li");
  expect(kuipers?.textContent).toContain("3 bezet, 1 bewaard, 1 vrij");
  expect(kuipers?.querySelectorAll(".seat")).toHaveLength(5);
  await waitFor(() => expect(kuipers?.querySelectorAll(".seat.re")[0]?.textContent).toBe("A"));
});

test("GivenFilters_WhenChosen_ThenTheListTheCountAndTheAddressFollow", async () => {
  const { user } = await places();
  await screen.findByText("7 keer aanbod in de lijst");
  await user.selectOptions(screen.getByLabelText("Plaats"), "Tiel");
  expect(await screen.findByText("3 keer aanbod in de lijst")).toBeTruthy();
  expect(window.location.hash).toBe("#/places?city=Tiel");
  fireEvent.input(screen.getByLabelText("Nodig vanaf"), { target: { value: "2027-03-01" } });
  expect(await screen.findByText("Geen aanbod past bij deze keuze. Kies ruimer.")).toBeTruthy();
});

test("GivenTheBoard_WhenSeenAsATable_ThenItHasTheSameNumbers", async () => {
  await places("#/places?as=table&city=Culemborg");
  const table = await screen.findByRole("table", { name: "Plekken per organisatie" });
  expect(within(table).getAllByRole("row").at(1)?.textContent).toMatch(/^Van Leeuwen.*5401Pas aan/);
});

test("GivenAnOffer_WhenChangedBelowWhatIsTaken_ThenTheSentenceSaysWhy", async () => {
  const { user, asked } = await places("#/places?city=Culemborg");
  await user.click(await screen.findByRole("button", { name: /^Pas aan Van Leeuwen/ }));
  const dialog = await screen.findByRole("dialog", { name: "Aanbod van Van Leeuwen Installatietechniek" });
  fireEvent.input(within(dialog).getByLabelText("Aantal plekken"), { target: { value: "3" } });
  await user.click(within(dialog).getByRole("button", { name: "Bewaar" }));
  expect(await within(dialog).findByText("Er zijn al meer plekken bezet. Bied er niet minder aan.")).toBeTruthy();
  fireEvent.input(within(dialog).getByLabelText("Aantal plekken"), { target: { value: "6" } });
  await user.click(within(dialog).getByRole("button", { name: "Voeg een opleiding toe" }));
  await user.selectOptions(within(dialog).getByLabelText("Opleiding"), "Ad Engineering");
  fireEvent.input(within(dialog).getByLabelText("Bewaar"), { target: { value: "2" } });
  fireEvent.input(within(dialog).getByLabelText("Hooguit"), { target: { value: "4" } });
  await user.click(within(dialog).getByRole("button", { name: "Bewaar" }));
  await waitFor(() => expect(asked("UpdateCapacityOffer")).toHaveLength(2));
  expect(asked("UpdateCapacityOffer")[1]?.request).toMatchObject({ capacityOffer: { seatCount: 6, shares: [{ programme: "institutions/waarden/programmes/eng", reservedSeatCount: 2, maxSeatCount: 4 }] } });
});

test("GivenAnOffer_WhenWithdrawn_ThenItAsksFirstAndTheOfferGoes", async () => {
  const { user, asked } = await places("#/places?city=Culemborg");
  await user.click(await screen.findByRole("button", { name: /^Pas aan Van Leeuwen/ }));
  const dialog = await screen.findByRole("dialog");
  await user.click(within(dialog).getByRole("button", { name: "Trek het aanbod in" }));
  expect(asked("WithdrawCapacityOffer")).toHaveLength(0);
  await user.click(within(dialog).getByRole("button", { name: "Ja, trek het aanbod in" }));
  expect(await screen.findByText("Het aanbod is ingetrokken")).toBeTruthy();
  expect(asked("WithdrawCapacityOffer")[0]?.request).toMatchObject({ name: "institutions/waarden/capacityOffers/vl", etag: "o1" });
});

test("GivenANewOffer_WhenSaved_ThenWhereWhenAndHowManyAreSent", async () => {
  const { user, asked } = await places();
  await user.click(await screen.findByRole("button", { name: "Nieuw aanbod" }));
  const dialog = await screen.findByRole("dialog", { name: "Nieuw aanbod" });
  await user.selectOptions(await within(dialog).findByLabelText("Organisatie"), await within(dialog).findByRole("option", { name: "Gemeente Tiel" }));
  await user.selectOptions(await within(dialog).findByLabelText("Werkplek"), await within(dialog).findByRole("option", { name: "Projecten" }));
  fireEvent.input(within(dialog).getByLabelText("Eerste dag"), { target: { value: "2027-02-01" } });
  fireEvent.input(within(dialog).getByLabelText("Laatste dag"), { target: { value: "2027-07-02" } });
  fireEvent.input(within(dialog).getByLabelText("Aantal plekken"), { target: { value: "2" } });
  await user.click(within(dialog).getByRole("button", { name: "Bewaar" }));
  await waitFor(() => expect(asked("CreateCapacityOffer")[0]?.request).toMatchObject({ parent: "institutions/waarden", capacityOffer: { workplace: "institutions/waarden/organisations/tiel/workplaces/1", seatCount: 2, startDate: { year: 2027, month: 2, day: 1 } } }));
});

test("GivenTheForecast_WhenSeen_ThenTheFindingAndTheTableHaveTheSameNumbersAndTheFunding", async () => {
  const { user } = await places();
  expect(await screen.findByText("In week 45 komt 1 plek tekort.")).toBeTruthy();
  expect(screen.getByText("Ad Management in de Zorg · duaal · niet-bekostigd")).toBeTruthy();
  const forecast = screen.getByRole("region", { name: "Waar komen plekken tekort?" });
  await user.click(within(forecast).getByRole("button", { name: "Als tabel" }));
  const rows = within(await within(forecast).findByRole("table")).getAllByRole("row");
  expect(rows).toHaveLength(7);
  expect(rows[2]?.textContent).toMatch(/Ad Engineering · deeltijd · bekostigd.*week 45.*58651/);
});

test("GivenTheForecastPerRegion_WhenChosen_ThenALineAndRowsForEachRegionWithoutUndoingAShortfall", async () => {
  const { user, asked } = await places();
  const forecast = await screen.findByRole("region", { name: "Waar komen plekken tekort?" });
  await within(forecast).findByText("In week 45 komt 1 plek tekort.");
  expect(asked("ForecastShortfall").at(-1)?.request).toMatchObject({ byRegion: false });
  expect(forecast.textContent).not.toContain("Achterhoek");
  await user.click(within(forecast).getByRole("button", { name: "Per regio" }));
  const short = (await within(forecast).findByText("In week 45 komen 3 plekken tekort.")).closest("figure");
  expect(short?.textContent).toMatch(/^Achterhoek.*Ad Engineering · deeltijd · bekostigd/);
  expect(asked("ForecastShortfall").at(-1)?.request).toMatchObject({ byRegion: true });
  expect(within(forecast).getByText("Er zijn genoeg plekken.").closest("figure")?.textContent).toContain("Twente");
  expect(within(forecast).getByText(/Elke regio telt apart/)).toBeTruthy();
  // Nobody looks there: the seats stand in the table.
  expect(within(forecast).getByText("Regio's waar niemand meer zoekt, staan alleen in de tabel.")).toBeTruthy();
  expect(forecast.textContent).not.toContain("Veluwe");
  await user.click(within(forecast).getByRole("button", { name: "Als tabel" }));
  const rows = within(await within(forecast).findByRole("table")).getAllByRole("row").map((row) => row.textContent);
  expect(rows).toHaveLength(12);
  expect(rows.some((row) => row?.includes("Veluwe"))).toBe(true);
  expect(rows[0]).toContain("Regio");
  expect(rows[2]).toMatch(/bekostigd.*Achterhoek.*week 45.*55413$/);
  expect(rows[9]).toMatch(/niet-bekostigd.*Zonder regio/);
  await user.click(within(forecast).getByRole("button", { name: "Alles samen" }));
  expect(await within(forecast).findAllByRole("row")).toHaveLength(7);
  expect(within(forecast).queryByText(/Elke regio telt apart/)).toBeNull();
});
