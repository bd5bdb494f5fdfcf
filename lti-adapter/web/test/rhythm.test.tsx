import { Code, ConnectError } from "@connectrpc/connect";
import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { DeadlineShift_Reason as Reason } from "../src/gen/driehoek/v1/rhythm_pb";
import { refuse } from "./fake/refuse";
import { only, show } from "./show";

const write = (element: HTMLElement, value: string) => fireEvent.input(element, { target: { value } });
const placement = "institutions/waarden/placements/daan";

test("GivenHoursThatWait_WhenASupervisorConfirmsTheBundle_ThenAllDaysAreSentOnceAndTheCardGoes", async () => {
  const { user, asked } = await show("ingrid", "workplace_supervisor", { world: only("daan") });
  const card = await screen.findByRole("region", { name: "Kloppen deze uren?" });
  expect(within(card).getByText("week 39 en 40")).toBeTruthy();
  expect(within(card).getByText("3 dagen, 24 uur, waarvan 7 op leertaken")).toBeTruthy();
  await user.click(within(card).getByRole("button", { name: "Ja, bevestig 3 dagen Daan Verhoeven" }));
  await waitFor(() => expect(asked("ConfirmHours")[0]?.request).toMatchObject({ parent: "institutions/waarden", placement, seen: [{ name: "institutions/waarden/hoursEntries/1", etag: "h1" }, { etag: "h1" }, { etag: "h1" }] }));
  await waitFor(() => expect(screen.queryByRole("region", { name: "Kloppen deze uren?" })).toBeNull());
  expect(await screen.findByText(/^Alles verstuurd, /)).toBeTruthy();
  expect(asked("ConfirmHours")).toHaveLength(1);
});

test("GivenADayThatIsNotRight_WhenASupervisorSaysSo_ThenOnlyThatDayIsDisputedWithTheReason", async () => {
  const { user, asked } = await show("ingrid", "workplace_supervisor", { world: only("daan") });
  await user.click(await screen.findByRole("button", { name: "Dit klopt niet Daan Verhoeven" }));
  await user.click(screen.getByRole("checkbox", { name: /^di 22 sep/ }));
  write(screen.getByLabelText(/Wat klopt er niet/), "Die dag was Daan vrij.");
  await user.click(screen.getByRole("button", { name: "Deze dagen kloppen niet" }));
  await waitFor(() => expect(asked("DisputeHours")[0]?.request).toMatchObject({ seen: [{ name: "institutions/waarden/hoursEntries/2" }], reason: "Die dag was Daan vrij." }));
  expect(await screen.findByText("2 dagen, 16 uur, waarvan 6 op leertaken")).toBeTruthy();
});

test("GivenNoNetwork_WhenASupervisorAnswersThePulse_ThenItIsKeptAndSentOnceWithTheSameIdWhenItIsBack", async () => {
  const { user, asked, faults } = await show("ingrid", "workplace_supervisor", { world: only("daan") });
  const card = await screen.findByRole("region", { name: "Hoe gaat het met je studenten?" });
  await user.click(within(card).getByRole("radio", { name: "een kwart" }));
  await user.click(within(card).getByRole("checkbox", { name: "Ik had deze maand te weinig tijd voor Daan" }));
  faults["AnswerPulse"] = new ConnectError("Failed to fetch", Code.Unknown);
  await user.click(within(card).getByRole("button", { name: "Verstuur Daan Verhoeven" }));
  expect(await screen.findByText(/^Geen netwerk\. .* 1 antwoord wacht\.$/)).toBeTruthy();
  expect(within(card).getByText("Tijd voor leertaken: een kwart · te weinig tijd voor begeleiding")).toBeTruthy();
  faults["AnswerPulse"] = undefined;
  fireEvent(window, new Event("online"));
  expect(await screen.findByText(/^Alles verstuurd, /)).toBeTruthy();
  const sent = asked("AnswerPulse").map(({ request }) => request as { requestId: string; pulse: object });
  expect(new Set(sent.map(({ requestId }) => requestId)).size).toBe(1);
  expect(sent[0]?.pulse).toMatchObject({ placement, learningSharePercent: 25, tooLittleTime: true, mood: 0, answerDate: { year: 2026, month: 9, day: 29 } });
});

test("GivenARefusal_WhenAnAnswerIsSent_ThenTheReasonShowsAndItCanBeLeftOut", async () => {
  const { user, faults } = await show("ingrid", "workplace_supervisor", { world: only("daan") });
  faults["ConfirmHours"] = refuse(Code.FailedPrecondition, "HOURS_NOT_WRITTEN");
  await user.click(await screen.findByRole("button", { name: /^Ja, bevestig/ }));
  expect(await screen.findByText("Deze uren zijn al beoordeeld of weggehaald.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Laat het weg" }));
  await waitFor(() => expect(screen.queryByText("Deze uren zijn al beoordeeld of weggehaald.")).toBeNull());
});

test("GivenAStudent_WhenThePulseIsAnswered_ThenMoodAndWordAreSentAndItCanBeChanged", async () => {
  const { user, asked } = await show("daan", "student", { world: only("daan") });
  const card = await screen.findByRole("region", { name: "Je periode in 20 seconden" });
  expect(within(card).getByText(/Je begeleider ziet alleen de tijd voor leertaken/)).toBeTruthy();
  await user.click(within(card).getByRole("radio", { name: "de helft" }));
  await user.click(within(card).getByRole("radio", { name: "gaat wel" }));
  write(within(card).getByLabelText(/In een woord/), "druk");
  await user.click(within(card).getByRole("button", { name: "Verstuur" }));
  await waitFor(() => expect(asked("AnswerPulse")[0]?.request).toMatchObject({ pulse: { placement, learningSharePercent: 50, mood: 3, word: "druk", tooLittleTime: false } }));
  expect(await within(card).findByText("Tijd voor leertaken: de helft · gaat wel · “druk”")).toBeTruthy();
  await user.click(within(card).getByRole("button", { name: "Pas aan" }));
  await user.click(await within(card).findByRole("radio", { name: "alles" }));
  await user.click(within(card).getByRole("button", { name: "Verstuur" }));
  await waitFor(() => expect(asked("AnswerPulse")[1]?.request).toMatchObject({ pulse: { learningSharePercent: 100, mood: 3, word: "druk" } }));
});

test("GivenAStudent_WhenAWeekIsWritten_ThenOneButtonFillsTheNormalDaysAndOnlyWhatDiffersIsSent", async () => {
  window.localStorage.clear();
  const { user, asked } = await show("daan", "student", { hash: "#/rhythm/waarden/daan", world: only("daan") });
  const normal = await screen.findByRole("button", { name: "Bewaar mijn normale dag" });
  const form = normal.closest("form") ?? expect.fail("no form");
  expect(within(form).getByLabelText<HTMLInputElement>(/Hoeveel uur per dag/).value).toBe("8");
  await user.click(within(form).getByRole("radio", { name: "een kwart" }));
  await user.click(normal);
  await user.click(await screen.findByRole("button", { name: "Vul mijn normale dagen in" }));
  expect(screen.getByLabelText<HTMLInputElement>("Uren leertaken, ma 28 sep").value).toBe("4");
  expect(screen.getByLabelText<HTMLInputElement>("Uren leertaken, di 29 sep").value).toBe("2");
  await user.click(screen.getByRole("button", { name: "Verstuur deze week" }));
  await waitFor(() => expect(asked("WriteHours")[0]?.request).toMatchObject({ placement, days: [{ hoursEntry: { workDate: { day: 29 }, learningMinutes: 120, otherMinutes: 360, etag: "" } }] }));
  await waitFor(() => expect(screen.getAllByText("wacht op je begeleider")).toHaveLength(2));
});

test("GivenADayOf25Hours_WhenTyped_ThenItSaysSoAndNothingIsSent", async () => {
  const { asked } = await show("daan", "student", { hash: "#/rhythm/waarden/daan", world: only("daan") });
  write(await screen.findByLabelText("Uren ander werk, di 29 sep"), "25");
  expect(await screen.findByText("Een dag heeft 24 uur.")).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Verstuur deze week" }).disabled).toBe(true);
  expect(asked("WriteHours")).toHaveLength(0);
});

test("GivenAStudent_WhenADeadlineMoved_ThenWhatWhenAndWhyAreSent", async () => {
  const { user, asked } = await show("daan", "student", { hash: "#/rhythm/waarden/daan", world: only("daan") });
  await user.click(await screen.findByRole("button", { name: "Een deadline is verschoven" }));
  const form = await screen.findByRole("form", { name: "Een deadline is verschoven" });
  write(within(form).getByLabelText(/Hoe heet het/), "Toets warmteleer");
  await user.selectOptions(within(form).getByLabelText(/Waarom/), "Het werk liet het niet toe");
  await user.click(within(form).getByRole("button", { name: "Bewaar de nieuwe datum" }));
  await waitFor(() => expect(asked("CreateDeadlineShift")[0]?.request).toMatchObject({ deadlineShift: { placement, subject: "Toets warmteleer", learningTask: "", reason: Reason.WORKPLACE, fromDate: { month: 9, day: 29 }, toDate: { month: 10, day: 6 } } }));
  expect(await screen.findByText("1 keer verschoven")).toBeTruthy();
});

test("GivenATask_WhenTheStudentsHomeOpens_ThenItIsTheNextStepAndThePulseIsAmongTheTurns", async () => {
  await show("daan", "student", { world: only("daan") });
  const next = await screen.findByRole("region", { name: "Dien je leertaak in: Een betere intake" });
  expect(within(next).getByRole("link", { name: "Open de leertaak" }).getAttribute("href")).toBe("#/task/waarden/draft");
  const turns = screen.getByRole("region", { name: "Wie is aan zet?" });
  expect((await within(turns).findByRole("link", { name: "Vertel hoe je periode was" })).getAttribute("href")).toBe("#/?to=pulse");
  expect(await screen.findByText("Deze week: 8 uur, waarvan 4 op leertaken")).toBeTruthy();
});
