import { Code } from "@connectrpc/connect";
import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { VerdictKind } from "../src/triangle/tasks";
import { refuse } from "./fake/refuse";
import { only, show } from "./show";

const write = (element: HTMLElement, value: string) => fireEvent.input(element, { target: { value } });
const task = (id: string) => `institutions/waarden/learningTasks/${id}`;

test("GivenAStudent_WhenTheTasksAreOpened_ThenStateTurnAndGapsShowInTableAndList", async () => {
  const { user } = await show("samira", "student", { hash: "#/tasks", world: only("samira") });
  const list = await screen.findByRole("region", { name: "1 leertaak" });
  expect(within(list).getByText("oordeel uiterlijk vr 2 okt")).toBeTruthy();
  expect(within(list).getByText("Marijke de Boer geeft een oordeel · dag 3 van 5")).toBeTruthy();
  const coverage = screen.getByRole("region", { name: "Dekken de taken alles?" });
  expect(within(coverage).getByText("4 van 4")).toBeTruthy();
  expect(within(coverage).getByText("Nog geen leertaak voor: LU2")).toBeTruthy();
  await user.click(within(coverage).getByRole("button", { name: "Als lijst" }));
  expect(within(coverage).queryByRole("table")).toBeNull();
  expect(within(coverage).getByText("Een rooster dat past: 4 van 4")).toBeTruthy();
});

test("GivenAStudent_WhenATaskIsWrittenAndSubmitted_ThenTextOutcomesAndVersionAreSent", async () => {
  const { user, asked } = await show("daan", "student", { hash: "#/tasks", world: only("daan") });
  await user.click(await screen.findByRole("button", { name: "Maak een leertaak" }));
  const form = await screen.findByRole("form", { name: "Nieuwe leertaak" });
  write(within(form).getByLabelText(/Hoe heet de taak/), "Minder wachttijd");
  write(within(form).getByLabelText(/Wat doe je precies/), "Ik meet de wachttijd.");
  await user.click(within(within(form).getByRole("radiogroup", { name: /LU2/ })).getByRole("radio", { name: "3" }));
  await user.click(within(form).getByRole("button", { name: "Bewaar de leertaak" }));
  await waitFor(() => expect(asked("CreateLearningTask")[0]?.request).toMatchObject({ parent: "institutions/waarden", learningTask: { placement: "institutions/waarden/placements/daan", content: { title: "Minder wachttijd", outcomeLinks: [{ outcomeCode: "LU2", level: 3 }] } } }));
  await screen.findByRole("heading", { level: 1, name: "Minder wachttijd" });
  await user.click(await screen.findByRole("button", { name: "Dien in" }));
  await waitFor(() => expect(asked("SubmitLearningTask")[0]?.request).toMatchObject({ etag: "t1" }));
  expect(await screen.findByText("De tekst staat vast tot het oordeel er is.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Pas aan" })).toBeNull();
});

test("GivenATeacher_WhenTheDeskOpens_ThenTheLateOneIsOnItAndAVerdictIsGivenByKeys", async () => {
  const { user, asked } = await show("marijke", "teacher", { hash: "#/verdicts" });
  const list = await screen.findByRole("region", { name: "2 leertaken wachten" });
  expect(within(list).getAllByRole("button").map((one) => one.querySelector("b")?.textContent)).toEqual(["Lars Smit", "Samira Bouzid"]);
  const desk = screen.getByRole("region", { name: "Minder restafval" });
  expect(within(desk).getByText("oordeel 2 dagen te laat")).toBeTruthy();
  expect(within(desk).getByText("nu bij het praktijkbureau")).toBeTruthy();
  expect(within(desk).getByText(/Nog niet meegekeken: de werkplek, de opleiding/)).toBeTruthy();
  await waitFor(() => {
    fireEvent.keyDown(document, { key: "2" });
    expect(within(desk).getByRole<HTMLInputElement>("radio", { name: /Aanpassen/ }).checked).toBe(true);
  });
  expect(within(desk).getByRole<HTMLButtonElement>("button", { name: "Geef oordeel" }).disabled).toBe(true);
  await user.click(within(desk).getByRole("button", { name: "+ Eigen keuze" }));
  await user.click(within(desk).getByRole("button", { name: "Geef oordeel" }));
  await waitFor(() => expect(asked("GiveAdequacyVerdict")[0]?.request).toMatchObject({ name: task("late"), version: 1, kind: VerdictKind.ADJUST, reason: "Maak duidelijk wat jij zelf kiest.", etag: "t1" }));
  expect(await screen.findByRole("region", { name: "1 leertaak wacht" })).toBeTruthy();
  expect(await screen.findByRole("region", { name: "Een rooster dat past" })).toBeTruthy();
});

test("GivenATeacher_WhenJAndKArePressed_ThenTheDeskWalksOverTheList", async () => {
  await show("marijke", "teacher", { hash: "#/verdicts" });
  await screen.findByRole("region", { name: "Minder restafval" });
  await waitFor(() => {
    fireEvent.keyDown(document, { key: "j" });
    expect(screen.getByRole("region", { name: "Een rooster dat past" })).toBeTruthy();
  });
  fireEvent.keyDown(screen.getByLabelText(/Waarom/), { key: "k" });
  expect(screen.getByRole("region", { name: "Een rooster dat past" })).toBeTruthy();
  await waitFor(() => {
    fireEvent.keyDown(document, { key: "k" });
    expect(screen.getByRole("region", { name: "Minder restafval" })).toBeTruthy();
  });
});

test("GivenATeacher_WhenThePlanIsWritten_ThenItIsSentAndShown", async () => {
  const { user, asked } = await show("marijke", "teacher", { hash: "#/tasks" });
  await user.click(await screen.findByRole("button", { name: "Pas het leerplan aan" }));
  const form = await screen.findByRole("form", { name: /Leerplan/ });
  write(within(form).getByLabelText(/Ligt vast/), "Alle zes leeruitkomsten.");
  await user.click(within(form).getByRole("button", { name: "Bewaar het leerplan" }));
  await waitFor(() => expect(asked("UpdateLearningPlan")[0]?.request).toMatchObject({ learningPlan: { etag: "p1", fixedPart: "Alle zes leeruitkomsten.", freePart: "" }, updateMask: { paths: ["fixed_part", "free_part"] } }));
  expect(await screen.findByText("Alle zes leeruitkomsten.")).toBeTruthy();
});

test("GivenSomebodyWasFaster_WhenTheVerdictIsGiven_ThenTheWordsStayAndTheReasonShows", async () => {
  const { user, faults } = await show("marijke", "teacher", { hash: "#/verdicts" });
  faults["GiveAdequacyVerdict"] = refuse(Code.Aborted, "STALE_SUBMISSION");
  const desk = await screen.findByRole("region", { name: "Minder restafval" });
  await user.click(within(desk).getByRole("radio", { name: /^Volstaat Er|^Volstaat De/ }));
  write(within(desk).getByLabelText(/Waarom/), "Prima.");
  await user.click(within(desk).getByRole("button", { name: "Geef oordeel" }));
  expect(await within(desk).findByText("Er is een nieuwere tekst. Lees die eerst.")).toBeTruthy();
  expect(within(desk).getByLabelText<HTMLTextAreaElement>(/Waarom/).value).toBe("Prima.");
});

test("GivenASupervisor_WhenATaskIsOpened_ThenItIsReadAgreedAndRated", async () => {
  const { user, asked } = await show("henk", "workplace_supervisor");
  await user.click(await screen.findByRole("link", { name: "Een rooster dat past" }));
  await screen.findByRole("heading", { level: 1, name: "Een rooster dat past" });
  expect(screen.queryByRole("button", { name: "Dien in" })).toBeNull();
  await user.click(await screen.findByRole("button", { name: "Ik ben het eens" }));
  await waitFor(() => expect(asked("AgreeLearningTask")[0]?.request).toMatchObject({ name: task("roster"), etag: "t1" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Ik ben het eens" })).toBeNull());
  const fresh = screen.getByRole("form", { name: "Is dit nuttig werk voor jullie?" });
  await user.click(within(within(fresh).getByRole("group", { name: /Hoe echt/ })).getByRole("radio", { name: "5" }));
  await user.click(within(within(fresh).getByRole("group", { name: /Hoe nuttig/ })).getByRole("radio", { name: "4" }));
  await user.click(within(fresh).getByRole("button", { name: "Bewaar de waardering" }));
  await waitFor(() => expect(asked("RateLearningTask")[0]?.request).toMatchObject({ name: task("roster"), rating: { authenticity: 5, usefulness: 4 } }));
});
