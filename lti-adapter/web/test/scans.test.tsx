import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { Finding, Trigger, Verdict } from "../src/triangle/scans";
import { makeWorld } from "./fake/world";
import { show } from "./show";

const office = (hash: string, options: Parameters<typeof show>[2] = {}) => show("karin", "practice_office", { hash, ...options });
const write = (element: HTMLElement, value: string) => fireEvent.input(element, { target: { value } });
const scan = (id: string) => `institutions/waarden/workplaceScans/${id}`;

test("GivenScansInEveryState_WhenTheListOpens_ThenLateOnesComeFirstAndWhatIsFitIsLeftOut", async () => {
  const { user } = await office("#/scans");
  const list = await screen.findByRole("region", { name: "5 werkplekken vragen iets" });
  const rows = within(list).getAllByRole("group").filter((group) => group.tagName === "DETAILS").map((row) => row.querySelector("b")?.textContent);
  expect(rows).toEqual(["Projecten · Van Leeuwen Installatietechniek", "Buitendienst · Gemeente Tiel", "Ontwerp · Bureau Rivier", "Zorgteam Noord · Zorggroep De Linden", "Werkvoorbereiding · Aannemer Kuipers"]);
  expect(within(list).getByText("4 dagen te laat")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Alle 6" }));
  expect(screen.getByText("Onderhoud · Waterschap Rivierenland")).toBeTruthy();
});

test("GivenAScanWithoutAnswer_WhenReminded_ThenTheLinkOfItsSupervisorIsMailedAgain", async () => {
  const { user, asked } = await office("#/scans");
  await user.click(await screen.findByRole("button", { name: "Stuur Ingrid Maas de link opnieuw" }));
  await waitFor(() => expect(asked("RenewGuestLink")[0]?.request).toMatchObject({ name: "institutions/waarden/guestGrants/ingrid", sendMail: true }));
});

test("GivenAConditionalVerdict_WhenAConditionIsTicked_ThenItIsSentWithTheVersionAndTheRowGoes", async () => {
  const { user, asked } = await office("#/scans");
  await user.click(await screen.findByText("Zorgteam Noord · Zorggroep De Linden"));
  await user.click(await screen.findByRole("button", { name: "Gedaan Een echte begroting laten zien" }));
  await waitFor(() => expect(asked("CompleteScanCondition")[0]?.request).toMatchObject({ name: scan("cond"), condition: "1", etag: "s1" }));
  await waitFor(() => expect(screen.queryByText("Zorgteam Noord · Zorggroep De Linden")).toBeNull());
});

test("GivenAVerdictThatEnds_WhenOpenedAgain_ThenTriggerAndReasonAreSent", async () => {
  const { user, asked } = await office("#/scans");
  await user.click(await screen.findByText("Ontwerp · Bureau Rivier"));
  await user.click(await screen.findByRole("button", { name: "Open opnieuw Ontwerp" }));
  const dialog = await screen.findByRole("dialog", { name: "Ontwerp opnieuw bekijken?" });
  await user.selectOptions(within(dialog).getByLabelText("Wat is er veranderd?"), "de taken veranderden");
  write(within(dialog).getByLabelText(/Waarom/), "Er komt een nieuwe opdracht bij.");
  await user.click(within(dialog).getByRole("button", { name: "Open opnieuw" }));
  await waitFor(() => expect(asked("ReopenWorkplaceScan")[0]?.request).toMatchObject({ name: scan("soon"), trigger: Trigger.TASK_CHANGE, reason: "Er komt een nieuwe opdracht bij.", etag: "s1" }));
});

test("GivenAnswersOfTwoSides_WhenJudgedFitIf_ThenTheyStandSideBySideAndTheConditionIsSent", async () => {
  const { user, asked } = await office("#/scan/waarden/filled");
  const table = await screen.findByRole("table", { name: "Antwoorden naast elkaar" });
  const row = within(table).getByRole("row", { name: /hebt elke week een uur/ });
  expect(within(row).getAllByRole("cell").map((cell) => cell.textContent)).toEqual(["Ja", "DeelsEen half uur, meer lukt niet."]);
  await user.click(screen.getByRole("radio", { name: /^geschikt als/ }));
  write(screen.getByLabelText("Wat moet er gebeuren? (1)"), "Een heel uur per week plannen");
  write(screen.getByLabelText(/Wie doet het/), "HR");
  write(screen.getByLabelText("Uiterlijk"), "2026-10-20");
  await user.click(screen.getByRole("button", { name: "Geef oordeel" }));
  await waitFor(() => expect(asked("AssessWorkplaceScan")[0]?.request).toMatchObject({ name: scan("filled"), verdict: Verdict.CONDITIONAL, etag: "s1", conditions: [{ action: "Een heel uur per week plannen", owner: "HR", dueDate: { year: 2026, month: 10, day: 20 } }] }));
  expect(await screen.findByRole("button", { name: /^Gedaan/ })).toBeTruthy();
});

test("GivenAnEssentialCriterionNotMet_WhenJudging_ThenFitCannotBeChosen", async () => {
  const world = makeWorld();
  const answer = world.scanning.scans.find(({ name }) => name === scan("filled"))?.answers.find(({ criterionCode }) => criterionCode === "R1");
  if (answer) answer.finding = Finding.NOT_MET;
  await office("#/scan/waarden/filled", { world });
  expect(await screen.findByText(/Niet in orde: R1/)).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>("radio", { name: /^geschikt Een student/ }).disabled).toBe(true);
});

test("GivenAPlacement_WhenAScanIsAsked_ThenOnlyThePlacementIsSent", async () => {
  const { user, asked } = await office("#/scans");
  await user.click(screen.getByRole("button", { name: "Vraag een scan" }));
  const dialog = await screen.findByRole("dialog", { name: "Vraag een scan" });
  await user.selectOptions(await within(dialog).findByLabelText("Plaatsing"), await within(dialog).findByRole("option", { name: /Daan Verhoeven/ }));
  await user.click(within(dialog).getByRole("button", { name: "Vraag een scan" }));
  await waitFor(() => expect(asked("RequestWorkplaceScan")[0]?.request).toMatchObject({ parent: "institutions/waarden", workplaceScan: { placement: "institutions/waarden/placements/daan", workplace: "" } }));
});

test("GivenAScanIsAsked_WhenTheSupervisorOpensThePage_ThenItIsOneOfTheThingsAndTakesAnswers", async () => {
  const { user, asked } = await show("ingrid", "workplace_supervisor");
  expect(await screen.findByText(/^\d+ dingen, ongeveer \d+ minuten\.$/)).toBeTruthy();
  const link = await screen.findByRole("link", { name: /Is de werkplek geschikt\?\s*Projecten/ });
  await user.click(link);
  const question = await screen.findByRole("group", { name: /Er is werk op het niveau/ });
  await user.click(screen.getByRole("button", { name: "Verstuur de antwoorden" }));
  expect((await screen.findByRole("alert")).textContent).toBe("Beantwoord nog: W1, B1, R1. Die moeten in orde zijn.");
  await user.click(within(question).getByRole("radio", { name: "Ja" }));
  await user.click(within(screen.getByRole("group", { name: /elke week een uur/ })).getByRole("radio", { name: "Ja" }));
  const room = screen.getByRole("group", { name: /begrotingsopdracht/ });
  await user.click(within(room).getByRole("radio", { name: "Deels" }));
  write(within(room).getByLabelText(/Opmerking/), "Vanaf november.");
  await user.click(screen.getByRole("button", { name: "Verstuur de antwoorden" }));
  await waitFor(() => expect(asked("FillWorkplaceScan")[0]?.request).toMatchObject({ name: scan("asked"), etag: "s1", answers: [{ criterionCode: "W1", finding: Finding.MET }, { criterionCode: "B1", finding: Finding.MET }, { criterionCode: "R1", finding: Finding.PARTLY, remark: "Vanaf november." }] }));
  expect(await screen.findByRole("heading", { level: 1, name: "Dank je, het is verstuurd" })).toBeTruthy();
});

test("GivenAManager_WhenANewVersionIsMade_ThenItBeginsFromTheNewestAndIsSentWhole", async () => {
  const { user, asked } = await show("karin", "programme_manager", { hash: "#/criteria" });
  await user.click(await screen.findByRole("button", { name: "Maak een nieuwe versie" }));
  await user.selectOptions(screen.getByLabelText("Laatste fase"), "3");
  await user.click(screen.getByRole("button", { name: "Voeg een eis toe" }));
  const last = screen.getByRole("group", { name: "Eis 6" });
  write(within(last).getByLabelText("Code"), "R2");
  write(within(last).getByLabelText("In het Nederlands"), "Er is ruimte voor een eigen voorstel");
  write(within(last).getByLabelText("In het Engels"), "There is room for an own proposal");
  await user.selectOptions(within(last).getByLabelText("Waarover"), "Ruimte voor de leertaken");
  await user.click(screen.getByRole("button", { name: "Maak een nieuwe versie" }));
  await waitFor(() => expect(asked("CreateScanCriteria")).toHaveLength(1));
  const { parent, scanCriteria } = asked("CreateScanCriteria")[0]?.request as { parent: string; scanCriteria: { firstPhase: number; lastPhase: number; criteria: { code: string }[] } };
  expect([parent, scanCriteria.firstPhase, scanCriteria.lastPhase]).toEqual(["institutions/waarden/programmes/eng", 1, 3]);
  expect(scanCriteria.criteria.map(({ code }) => code)).toEqual(["W1", "W2", "B1", "R1", "S1", "R2"]);
});

test("GivenTheOffice_WhenTheCriteriaOpen_ThenTheyCanBeReadAndNotChanged", async () => {
  await office("#/criteria");
  expect(await screen.findByRole("table", { name: "Versie 2, fase 1 tot en met 2" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Maak een nieuwe versie" })).toBeNull();
});
