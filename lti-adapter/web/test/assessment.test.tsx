import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { Assessment_State as State } from "../src/gen/driehoek/v1/assessment_pb";
import { EvidenceState } from "../src/triangle/evidence";
import { assessment, item } from "./fake/proof_routes";
import { only, show } from "./show";

const write = (element: HTMLElement, value: string) => fireEvent.input(element, { target: { value } });
const name = "institutions/waarden/assessments/daan";

function worldOf(state: State) {
  const world = only("daan");
  world.proving.assessments = [assessment(state)];
  world.proving.items = [item("a", "Meetrapport", EvidenceState.CONFIRMED), item("b", "Foto", EvidenceState.UNVERIFIED), item("c", "Uitleg", EvidenceState.DISPUTED)];
  return world;
}

test("GivenAnOpenAssessment_WhenTheStudentHandsInAndReflects_ThenVersionAndWordsAreSent", async () => {
  const { user, asked } = await show("daan", "student", { hash: "#/assessment", world: worldOf(State.OPEN) });
  const product = await screen.findByRole("form", { name: "Lever je product in" });
  await user.selectOptions(await within(product).findByLabelText(/Welk bewijs/), "Meetrapport (versie 1)");
  await user.click(within(product).getByRole("button", { name: "Lever in" }));
  await waitFor(() => expect(asked("SubmitAssessmentProduct")[0]?.request).toMatchObject({ name, etag: "a1", product: { evidenceItem: "institutions/waarden/evidenceItems/a", version: 1 } }));
  await screen.findByRole("button", { name: "Lever een andere versie in" });
  write(screen.getByLabelText(/Wat leerde je/), "Eerst meten.");
  await user.click(screen.getByRole("button", { name: "Bewaar de reflectie" }));
  await waitFor(() => expect(asked("WriteReflection")[0]?.request).toMatchObject({ text: "Eerst meten.", etag: "a1+" }));
});

test("GivenASupervisor_WhenAdviceIsGiven_ThenOnlyWhatWasSeenIsSent", async () => {
  const { user, asked } = await show("ingrid", "workplace_supervisor", { world: worldOf(State.OPEN) });
  await user.click(await screen.findByRole("link", { name: /Geef advies aan de examinator/ }));
  const first = await screen.findByRole("group", { name: /^LU1/ });
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Geef het advies" }).disabled).toBe(true);
  await user.click(within(first).getByRole("radio", { name: "zoals gevraagd" }));
  write(within(first).getByLabelText(/Waaraan zag je dat/), "Meet zorgvuldig.");
  await user.click(screen.getByRole("button", { name: "Geef het advies" }));
  await waitFor(() => expect(asked("GiveAssessmentAdvice")[0]?.request).toMatchObject({ name, advice: { outcomes: [{ outcomeCode: "LU1", level: 3, remark: "Meet zorgvuldig." }] } }));
});

test("GivenAllInputs_WhenTheExaminerJudges_ThenItIsSavedThenPublishedAfterAQuestion", async () => {
  const { user, asked } = await show("karin", "examiner", { world: worldOf(State.INPUTS_COMPLETE) });
  await user.click(await screen.findByRole("link", { name: "Daan Verhoeven" }));
  const evidence = await screen.findByRole("region", { name: "Bewijs" });
  expect(await within(evidence).findByText("telt mee")).toBeTruthy();
  expect(within(evidence).getByText("telt niet: nooit bevestigd")).toBeTruthy();
  expect(within(evidence).getByText("telt niet: de werkplek zegt nee")).toBeTruthy();
  const form = await screen.findByRole("form", { name: "Jouw oordeel" });
  const save = within(form).getByRole<HTMLButtonElement>("button", { name: "Bewaar het oordeel" });
  for (const code of ["LU1", "LU2"]) {
    const outcome = within(form).getByRole("group", { name: new RegExp(`^${code}`) });
    await user.click(within(outcome).getByRole("radio", { name: "zoals gevraagd" }));
    write(within(outcome).getByLabelText(`Waarom, bij ${code}?`), "Goed onderbouwd.");
  }
  write(within(form).getByLabelText(/Waarom dit cijfer/), "Sterk werk.");
  write(within(form).getByLabelText(/Eindcijfer/), "10,5");
  expect(within(form).getByText("Kies een cijfer van 1,0 tot 10,0.")).toBeTruthy();
  expect(save.disabled).toBe(true);
  write(within(form).getByLabelText(/Eindcijfer/), "7,5");
  await user.click(save);
  await waitFor(() => expect(asked("JudgeAssessment")[0]?.request).toMatchObject({ name, etag: "a1", finalMarkTenths: 75, reason: "Sterk werk.", outcomes: [{ outcomeCode: "LU1", level: 3, reason: "Goed onderbouwd." }, { outcomeCode: "LU2", level: 3 }] }));
  await user.click(await screen.findByRole("button", { name: "Maak het resultaat bekend" }));
  const dialog = await screen.findByRole("dialog", { name: "Een 7,5 bekendmaken?" });
  expect(asked("PublishAssessment")).toHaveLength(0);
  await user.click(within(dialog).getByRole("button", { name: "Ja, maak bekend" }));
  await waitFor(() => expect(asked("PublishAssessment")[0]?.request).toMatchObject({ name, etag: "a1+" }));
  expect(await screen.findByRole("region", { name: "Resultaat" })).toBeTruthy();
  expect(screen.queryByRole("form", { name: "Jouw oordeel" })).toBeNull();
});

test("GivenAnotherExaminer_WhenTheDeskIsOpened_ThenNothingCanBeDecided", async () => {
  const world = worldOf(State.INPUTS_COMPLETE);
  world.proving.assessments = [assessment(State.INPUTS_COMPLETE, { examiner: "institutions/waarden/persons/ahmed" })];
  const { user } = await show("karin", "examiner", { world });
  await user.click(await screen.findByRole("link", { name: "Daan Verhoeven" }));
  await screen.findByRole("region", { name: "Wat is er binnen?" });
  expect(screen.queryByRole("form", { name: "Jouw oordeel" })).toBeNull();
});

test("GivenAnOffice_WhenTheSupervisorIsNamedExaminer_ThenItSaysWhyAndAsksForTheDecisionOfTheBoard", async () => {
  const world = only("daan");
  const { user, asked } = await show("karin", "practice_office", { hash: "#/assessment", world });
  await user.click(await screen.findByRole("button", { name: "Open een beoordeling" }));
  const form = await screen.findByRole("form", { name: "Een beoordeling openen" });
  await user.selectOptions(await within(form).findByLabelText(/Van welke plaatsing/), "institutions/waarden/placements/daan");
  await user.selectOptions(await within(form).findByLabelText(/Wie is de examinator/), "institutions/waarden/persons/ingrid");
  await user.click(within(form).getByRole("button", { name: "Open een beoordeling" }));
  expect(await within(form).findByText(/De begeleider kan niet ook examinator zijn/)).toBeTruthy();
  write(within(form).getByLabelText(/Besluit van de examencommissie/), "EC 2026-14");
  write(within(form).getByLabelText(/Waarom mag dat hier/), "Klein vak.");
  await user.click(within(form).getByRole("button", { name: "Open een beoordeling" }));
  await waitFor(() => expect(asked("CreateAssessment")[1]?.request).toMatchObject({ assessment: { recognition: { reference: "EC 2026-14", reason: "Klein vak." } } }));
});

test("GivenAPublishedResult_WhenTheStudentAppeals_ThenTheGroundsAreSentAndTheMarkStays", async () => {
  const world = worldOf(State.PUBLISHED);
  world.proving.assessments = [assessment(State.PUBLISHED, {
    publishedVersion: 1, appealUntilDate: { year: 2026, month: 10, day: 13 }, publishTime: { seconds: 1_790_000_000n },
    judgements: [{ version: 1, finalMarkTenths: 50, reason: "Te weinig.", publishTime: { seconds: 1_790_000_000n }, outcomes: [{ outcomeCode: "LU1", level: 2, reason: "Bijna." }], excludedEvidence: [{ title: "Foto", exclusion: 1, version: 1 }] }],
  })];
  const { user, asked } = await show("daan", "student", { hash: "#/assessment", world });
  const result = await screen.findByRole("region", { name: "Resultaat" });
  expect(within(result).getByText("5,0")).toBeTruthy();
  expect(within(result).getByText("Foto: telt niet: nooit bevestigd")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Ik ben het er niet mee eens" }));
  write(screen.getByLabelText(/Waarom ben je het er niet mee eens/), "De foto is wel van mij.");
  await user.click(screen.getByRole("button", { name: "Maak bezwaar" }));
  await waitFor(() => expect(asked("AppealAssessment")[0]?.request).toMatchObject({ name, grounds: "De foto is wel van mij." }));
  expect(await screen.findByText("De foto is wel van mij.")).toBeTruthy();
  expect(within(screen.getByRole("region", { name: "Resultaat" })).getByText("5,0")).toBeTruthy();
});
