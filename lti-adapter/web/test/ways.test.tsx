import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { Ground, OptionKind } from "../src/triangle/ways";
import { only, show } from "./show";

const write = (element: HTMLElement, value: string) => fireEvent.input(element, { target: { value } });
const way = (id: string) => `institutions/waarden/continuationRoutes/${id}`;

test("GivenAPlacement_WhenTheStudentSaysThatSomethingIsWrong_ThenGroundAndWordsAreSentAndTheDueDayShows", async () => {
  const { user, asked } = await show("daan", "student", { world: only("daan") });
  await user.click(await screen.findByRole("button", { name: "Er gaat iets niet goed met mijn werkplek" }));
  const dialog = await screen.findByRole("dialog", { name: "Wat gaat er niet goed?" });
  expect(within(dialog).getByText("De werkgever ziet dit niet.")).toBeTruthy();
  await user.click(within(dialog).getByRole("radio", { name: "Er is te weinig begeleiding" }));
  write(within(dialog).getByLabelText(/Vertel kort/), "Ik zie mijn begeleider nooit.");
  await user.click(within(dialog).getByRole("button", { name: "Vraag om een andere weg" }));
  await waitFor(() => expect(asked("OpenContinuationRoute")[0]?.request).toMatchObject({ parent: "institutions/waarden", continuationRoute: { placement: "institutions/waarden/placements/daan", ground: Ground.SUPERVISION_FAILS, reason: "Ik zie mijn begeleider nooit." } }));
  const card = await screen.findByRole("region", { name: "Een andere weg" });
  expect(within(card).getByText("Het praktijkbureau legt uiterlijk di 13 okt (week 42) iets voor.")).toBeTruthy();
  expect(within(card).getByText("De werkgever ziet dit niet.")).toBeTruthy();
});

test("GivenOptions_WhenTheStudentChooses_ThenTheChoiceIsSentWithItsVersion", async () => {
  const { user, asked } = await show("samira", "student", { world: only("samira") });
  const card = await screen.findByRole("region", { name: "Een andere weg" });
  await user.click(within(card).getByRole("radio", { name: /Nagebootste praktijk.*LU2, LU3/ }));
  await user.click(within(card).getByRole("button", { name: "Kies deze weg" }));
  await waitFor(() => expect(asked("ChooseOption")[0]?.request).toMatchObject({ name: way("samira"), option: "2", etag: "w1" }));
  expect(await within(card).findByText("Gekozen. Het praktijkbureau regelt het.")).toBeTruthy();
  expect(within(card).queryByText("Een andere werkplek")).toBeNull();
});

test("GivenATeacher_WhenTheDeskIsOpen_ThenTheRouteShowsAndCannotBeChosen", async () => {
  await show("marijke", "teacher", { hash: "#/triangle/waarden/samira" });
  const card = await screen.findByRole("region", { name: "Een andere weg" });
  expect(within(card).getByText("De student kiest uit:")).toBeTruthy();
  expect(within(card).queryByRole("radio")).toBeNull();
});

test("GivenRoutes_WhenTheOfficeOpensTheList_ThenTheLateOneIsFirstAndCanBeClosedWithWords", async () => {
  const { user, asked } = await show("karin", "practice_office", { hash: "#/ways" });
  const list = await screen.findByRole("region", { name: "2 studenten zoeken een andere weg" });
  expect([...list.querySelectorAll("summary b")].map((one) => one.textContent)).toEqual(["Lars Smit", "Samira Bouzid"]);
  expect(within(list).getByText("1 dag te laat")).toBeTruthy();
  await user.click(within(list).getByRole("button", { name: "Sluit de route Lars Smit" }));
  const dialog = await screen.findByRole("dialog");
  write(within(dialog).getByLabelText(/Hoe liep het af/), "Er kwam een nieuwe begeleider.");
  await user.click(within(dialog).getByRole("button", { name: "Sluit de route" }));
  await waitFor(() => expect(asked("CloseContinuationRoute")[0]?.request).toMatchObject({ name: way("lars"), note: "Er kwam een nieuwe begeleider.", etag: "w1" }));
  expect(await screen.findByRole("region", { name: "1 student zoekt een andere weg" })).toBeTruthy();
});

test("GivenARoute_WhenASuggestionAndSimulatedPracticeAreOffered_ThenBothAreSentWithTheirParts", async () => {
  const { user, asked } = await show("karin", "practice_office", { hash: "#/way/waarden/lars" });
  await user.click(await screen.findByRole("button", { name: "Zoek andere plekken" }));
  expect(await screen.findByText("64 plekken vergeleken, de beste eerst")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Zet erbij Ontwerp, Bureau Rivier" }));
  await user.click(screen.getByRole("button", { name: "Voeg een mogelijkheid toe" }));
  const second = screen.getByRole("group", { name: "Mogelijkheid 2" });
  write(within(second).getByLabelText(/Codes van leeruitkomsten/), "LU1, LU4");
  await user.click(screen.getByRole("button", { name: "Leg dit voor aan Lars Smit" }));
  await waitFor(() => expect(asked("OfferOptions")[0]?.request).toMatchObject({ name: way("lars"), etag: "w1", options: [
    { kind: OptionKind.ANOTHER_WORKPLACE, workplaces: ["institutions/waarden/organisations/rivier/workplaces/1"] },
    { kind: OptionKind.SIMULATED_PRACTICE, workplaces: [], outcomeCodes: ["LU1", "LU4"] },
  ] }));
});

test.each(["#/", "#/ways", "#/way/waarden/lars", "#/scan/waarden/asked"])("GivenAGuest_WhenAt %s_ThenNothingOfRoutesIsAskedOrShown", async (hash) => {
  const { world } = await show("ingrid", "workplace_supervisor", { hash });
  await waitFor(() => expect(world.calls.length).toBeGreaterThan(1));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(world.calls.filter(({ method }) => /Continuation|Alternatives|Option/.test(method))).toEqual([]);
  expect(document.body.textContent).not.toMatch(/andere weg|werkgever ziet/i);
});
