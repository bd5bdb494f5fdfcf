import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { show } from "./show";

const choose = (element: HTMLElement, value: string) => fireEvent.change(element, { target: { value } });

test("GivenAManager_WhenTheSpreadIsOpened_ThenEachVariantHasItsTableAndWhatWasNotSaidIsTold", async () => {
  const { user, asked } = await show("tom", "programme_manager");
  await user.click(await screen.findByRole("link", { name: "Spreiding van de plaatsingen" }));
  const dual = await screen.findByRole("region", { name: "Ad Engineering · duaal · bekostigd" });
  expect(asked("GetAxesDistribution")[0]?.request).toMatchObject({ parent: "institutions/waarden", fromDate: { year: 2026, month: 8, day: 1 }, toDate: { year: 2027, month: 7, day: 31 } });
  expect(within(dual).getByText(/12 plaatsingen\. Van 2 is nog niet gezegd waar die staan\./)).toBeTruthy();
  expect(within(dual).getByText("De meeste (7) staan bij samenwerking 4, hoe echt 5.")).toBeTruthy();
  const real = within(dual).getByRole("row", { name: /^5 echt werk/ });
  expect(within(real).getAllByRole("cell").map((cell) => cell.textContent)).toEqual(["0", "0", "3", "7", "0"]);
  expect(within(dual).getAllByRole("row")).toHaveLength(7);
  const fullTime = screen.getByRole("region", { name: "Ad Management in de Zorg · voltijd · bekostigd" });
  expect(within(fullTime).queryByRole("table")).toBeNull();
  expect(within(fullTime).getByText(/Het praktijkbureau vult dat in/)).toBeTruthy();
});

test("GivenTheOffice_WhenAnotherYearOrAllAreChosen_ThenThoseAreCounted", async () => {
  const { user, asked } = await show("karin", "practice_office", { hash: "#/places" });
  await user.click(await screen.findByRole("link", { name: "Spreiding van de plaatsingen" }));
  choose(await screen.findByLabelText("Studiejaar van de start"), "2027");
  expect(await screen.findByText("In deze periode begint er geen plaatsing.")).toBeTruthy();
  choose(screen.getByLabelText("Studiejaar van de start"), "");
  await screen.findByRole("region", { name: "Ad Engineering · duaal · bekostigd" });
  await waitFor(() => expect(asked("GetAxesDistribution")).toHaveLength(3));
  expect(asked("GetAxesDistribution")[2]?.request).not.toHaveProperty("fromDate");
});

test("GivenAPlacement_WhenTheOfficeSaysWhereItStands_ThenBothLevelsAreSent", async () => {
  const { user, asked } = await show("karin", "practice_office", { hash: "#/place/waarden/lars" });
  choose(await screen.findByLabelText("Hoe nauw werken werkplek en opleiding samen?"), "4");
  choose(screen.getByLabelText("Hoe echt is het werk?"), "5");
  await user.click(screen.getByRole("button", { name: "Bewaar" }));
  await waitFor(() => expect(asked("UpdatePlacement")[0]?.request).toMatchObject({ placement: { collaborationLevel: 4, authenticityLevel: 5 } }));
});
