import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { RunState } from "../src/triangle/rounds";
import { makeWorld } from "./fake/world";
import { show } from "./show";

const office = (hash: string, options: Parameters<typeof show>[2] = {}) => show("karin", "practice_office", { hash, ...options });
const spring = "#/round/waarden/voorjaar";
const write = (element: HTMLElement, value: string) => fireEvent.input(element, { target: { value } });

test("GivenFourRounds_WhenTheListOpens_ThenEachHasItsStateCountsAndOneFirstAct", async () => {
  await office("#/rounds");
  const frozen = await screen.findByRole("region", { name: "Ronde voorjaar 2027" });
  expect(within(frozen).getByText("keuzes staan vast")).toBeTruthy();
  expect(within(frozen).getByText("66 studenten, 14 organisaties, 64 plekken")).toBeTruthy();
  expect(within(frozen).getByRole("link", { name: /Vergelijk proeven/ }).getAttribute("href")).toBe(spring);
  expect(within(screen.getByRole("region", { name: "Lintstage voorjaar 2027" })).getByText(/15 van 24 kozen/)).toBeTruthy();
});

test("GivenANewRound_WhenMade_ThenPeriodGroupsAndTheMomentInTheZoneAreSent", async () => {
  const { user, asked } = await office("#/rounds");
  await user.click(screen.getByRole("button", { name: "Nieuwe ronde" }));
  const dialog = await screen.findByRole("dialog", { name: "Nieuwe ronde" });
  write(within(dialog).getByLabelText("Naam van de ronde"), "Ronde zomer");
  write(within(dialog).getByLabelText("Eerste dag"), "2027-02-01");
  write(within(dialog).getByLabelText("Laatste dag"), "2027-07-02");
  await user.click(within(dialog).getByRole("button", { name: "Voeg een groep toe" }));
  write(within(dialog).getByLabelText("Naam van groep 1"), "Ad techniek");
  await user.click(await within(dialog).findByRole("checkbox", { name: "Ad Engineering" }));
  write(within(dialog).getByLabelText("Kiezen tot en met"), "2026-12-04");
  await user.click(within(dialog).getByRole("button", { name: "Maak de ronde" }));
  await waitFor(() => expect(asked("CreateMatchingRound")).toHaveLength(1));
  const request = asked("CreateMatchingRound")[0]?.request;
  expect(request).toMatchObject({
    parent: "institutions/waarden",
    matchingRound: { displayName: "Ronde zomer", startDate: { year: 2027, month: 2, day: 1 }, endDate: { year: 2027, month: 7, day: 2 }, weeklyHours: 24, answerDays: 4, groups: [{ code: "ad-techniek", displayName: "Ad techniek", programmes: ["institutions/waarden/programmes/eng"] }], preferencesDueTime: { seconds: BigInt(Date.parse("2026-12-04T16:00:00Z") / 1000) } },
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/round\/waarden\/new/));
});

test("GivenARoundInSetup_WhenStudentsAreAdded_ThenAllEnrolmentsOfTheChosenVariantAndPhaseAreSent", async () => {
  const { user, asked } = await office("#/round/waarden/najaar");
  await user.click(await screen.findByRole("button", { name: "Voeg studenten toe" }));
  const dialog = await screen.findByRole("dialog", { name: "Voeg studenten toe" });
  await user.click(await within(dialog).findByRole("checkbox", { name: /Ad Engineering · voltijd · bekostigd · fase 3/ }));
  await user.click(within(dialog).getByRole("button", { name: /^Voeg \d+ studenten toe$/ }));
  await waitFor(() => expect(asked("AddParticipants")).toHaveLength(1));
  const sent = (asked("AddParticipants")[0]?.request as { enrolments: string[] }).enrolments;
  expect(sent.length).toBeGreaterThan(5);
  // Number 2 and 4 are in the round already.
  expect(sent).not.toContain("institutions/waarden/enrolments/s2");
  expect(sent).toContain("institutions/waarden/enrolments/s14");
});

test("GivenAPlace_WhenSeatsAndQuotasChange_ThenOnlyWhatTheFormHoldsIsSentWithItsVersion", async () => {
  const { user, asked } = await office("#/round/waarden/najaar");
  await user.click(await screen.findByRole("button", { name: /^Pas aan Aannemer Kuipers/ }));
  const dialog = await screen.findByRole("dialog");
  write(within(dialog).getByLabelText("Aantal"), "6");
  write(within(dialog).getByLabelText("Eerst voor Ad"), "4");
  write(within(dialog).getByLabelText(/^Ligging/), "ergens");
  await user.click(within(dialog).getByRole("button", { name: "Bewaar" }));
  expect(within(dialog).getByText("Schrijf twee getallen, zoals 51.89, 5.43.")).toBeTruthy();
  expect(asked("UpdateRoundPlace")).toHaveLength(0);
  write(within(dialog).getByLabelText(/^Ligging/), "51.9, 5.4");
  await user.click(within(dialog).getByRole("button", { name: "Bewaar" }));
  await waitFor(() => expect(asked("UpdateRoundPlace")).toHaveLength(1));
  expect(asked("UpdateRoundPlace")[0]?.request).toMatchObject({ place: { etag: "l1", capacity: 6, quotas: [{ group: "ad", reservedSeatCount: 4 }], location: { latitudeDegrees: 51.9, longitudeDegrees: 5.4 } }, updateMask: { paths: expect.arrayContaining(["capacity", "quotas", "location"]) } });
});

test("GivenTrials_WhenCompared_ThenTheBestIsMarkedAndAnotherStudentCanBeRead", async () => {
  const { user, world } = await office(spring);
  const run = world.matching.runs[0];
  expect(await screen.findByRole("img", { name: `Proef A: ${run?.outcome?.firstWishCount} eerste keuze, ${run?.outcome?.secondOrThirdWishCount} tweede of derde, ${run?.outcome?.lowerWishCount} lager, ${run?.outcome?.unplacedCount} zonder plek` })).toBeTruthy();
  expect(screen.getAllByRole("radio")).toHaveLength(3);
  expect(screen.getByText("Nagerekend: haalbaar en stabiel.")).toBeTruthy();
  const table = screen.getByRole("table", { name: "Dezelfde cijfers als tabel" });
  const displaced = within(table).getByRole("row", { name: /^Ad-plekken bij anderen/ });
  expect(within(displaced).getAllByRole("cell").map((cell) => [cell.textContent, cell.className])).toEqual(world.matching.runs.filter(({ name }) => name.includes("/voorjaar/")).map(({ outcome }) => {
    const count = outcome?.groups[0]?.displacedSeatCount ?? 0;
    return [String(count), count === 0 ? "n best" : "n"];
  }));
  await user.click(await screen.findByRole("button", { name: "Reden Amira Bakker" }));
  const sheet = await screen.findByRole("dialog", { name: "Zo ziet Amira Bakker het" });
  expect(within(sheet).getByText(/studenten kozen dit, er waren 5 plekken. Jij stond 14e. Bij gelijke voorrang telt het lot: 0,\d\d/)).toBeTruthy();
});

test("GivenAQuestion_WhenANewTrialIsMade_ThenChangesAndFloorAreSentAndItsResultComesByItself", async () => {
  const { user, asked, world } = await office(spring);
  const start = await screen.findByRole<HTMLButtonElement>("button", { name: "Nieuwe proef" });
  await waitFor(() => expect(start.disabled).toBe(false));
  await user.click(start);
  const dialog = await screen.findByRole("dialog", { name: "Nieuwe proef" });
  await user.selectOptions(within(dialog).getByLabelText("Waar? (1)"), `${world.matching.rounds[1]?.name}/places/p1`);
  write(within(dialog).getByLabelText("Erbij (1)"), "3");
  write(within(dialog).getByLabelText("Ad"), "27");
  await user.click(within(dialog).getByRole("button", { name: "Reken de proef uit" }));
  expect(await screen.findByText("Bezig met rekenen")).toBeTruthy();
  expect(asked("CreateMatchRun")[0]?.request).toMatchObject({ run: { displayName: "3 plekken extra bij Waterbedrijf Rijnland, Waterbehandeling Minstens 27 plekken voor Ad", changes: [{ place: expect.stringMatching(/p1$/), capacity: 8 }], floors: [{ group: "ad", reservedSeatCount: 27 }] } });
  expect(await screen.findByRole("img", { name: /^Proef D:/ })).toBeTruthy();
  expect(world.matching.runs.at(-1)?.state).toBe(RunState.SUCCEEDED);
});

test("GivenAProposal_WhenItsMakerLooks_ThenAColleagueIsNeeded_AndTheColleagueCanPublish", async () => {
  const world = makeWorld();
  const first = await office(spring, { world });
  await first.user.click(await screen.findByRole("button", { name: "Leg A voor aan een collega" }));
  expect(await screen.findByText(/Een ander publiceert: zo kijken twee mensen mee/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Publiceer/ })).toBeNull();
  cleanup();
  const second = await show("ahmed", "practice_office", { hash: `${spring}?step=publish`, world });
  expect(await screen.findByText("Karin Postma legde deze proef voor. Klopt hij, dan publiceer jij.")).toBeTruthy();
  await second.user.click(screen.getByRole("button", { name: "Publiceer proef A" }));
  const dialog = await screen.findByRole("dialog", { name: "Proef A publiceren?" });
  await second.user.click(within(dialog).getByRole("button", { name: "Publiceer proef A" }));
  expect(await screen.findByText("Wie nam de plek?")).toBeTruthy();
  expect(second.asked("PublishMatchingRound")[0]?.request).toMatchObject({ run: "institutions/waarden/matchingRounds/voorjaar/runs/a" });
});

test("GivenAPublishedRound_WhenAStudentIsMoved_ThenPlaceReasonAndVersionAreSent", async () => {
  const { user, asked } = await office("#/round/waarden/zomer");
  await user.click(await screen.findByRole("button", { name: /^Zonder plek/ }));
  const [move] = await screen.findAllByRole("button", { name: /^Verplaats/ });
  if (move === undefined) throw new Error("Nobody to move");
  await user.click(move);
  const dialog = await screen.findByRole("dialog");
  const to = within(dialog).getByLabelText<HTMLSelectElement>(/^Waarheen/);
  await user.selectOptions(to, to.options[1]?.value ?? "");
  await user.type(within(dialog).getByLabelText(/^Waarom/), "Er kwam een plek vrij.");
  await user.click(within(dialog).getByRole("button", { name: "Verplaats" }));
  await waitFor(() => expect(asked("MoveParticipant")).toHaveLength(1));
  expect(asked("MoveParticipant")[0]?.request).toMatchObject({ place: to.options[1]?.value, reason: "Er kwam een plek vrij.", etag: "t1" });
});

test("GivenWishesForAStudent_WhenTheOfficeFillsThemIn_ThenTheReasonGoesWithThem", async () => {
  const { user, asked } = await office("#/round/waarden/lint");
  await user.click(await screen.findByRole("button", { name: "Vul in Bram Jacobs" }));
  const dialog = await screen.findByRole("dialog", { name: "Keuzes invullen voor Bram Jacobs" });
  for (const id of ["p3", "p1"]) await user.selectOptions(await within(dialog).findByLabelText("Voeg een keuze toe"), `institutions/waarden/matchingRounds/lint/places/${id}`);
  await user.type(within(dialog).getByLabelText(/^Waarom doe jij dit/), "Bram belde.");
  await user.click(within(dialog).getByRole("button", { name: "Verstuur" }));
  await waitFor(() => expect(asked("SubmitPreferences")).toHaveLength(1));
  expect(asked("SubmitPreferences")[0]?.request).toMatchObject({ wishes: ["institutions/waarden/matchingRounds/lint/places/p3", "institutions/waarden/matchingRounds/lint/places/p1"], reason: "Bram belde.", home: { latitudeDegrees: 51.89 } });
});
