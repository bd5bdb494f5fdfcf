import { Code } from "@connectrpc/connect";
import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, expect, test, vi } from "vitest";
import { ConnectError } from "@connectrpc/connect";
import { CheckInKind, Party } from "../src/triangle/check_ins";
import { words } from "./fake/check_in_routes";
import { refuse } from "./fake/refuse";
import { only, show } from "./show";

const write = (element: HTMLElement, value: string) => fireEvent.input(element, { target: { value } });
const checkIn = (id: string) => `institutions/waarden/checkIns/${id}`;
const page = (id: string) => `#/checkin/waarden/${id}`;
const mine = () => only("daan");

afterEach(() => {
  window.localStorage.clear();
  vi.useRealTimers();
});

test("GivenAStudent_WhenTheHomeOpens_ThenTheNextMeetingSaysTheOneThingToDo", async () => {
  await show("daan", "student", { world: mine() });
  const card = await screen.findByRole("region", { name: "Volgend gesprek" });
  expect(within(card).getByText("vr 2 okt, 14:00 · Kantine")).toBeTruthy();
  expect(within(card).getByText("Schrijf eerst jouw eigen kijk, ongeveer 3 minuten.")).toBeTruthy();
  expect(within(card).getByRole("link", { name: /^Schrijf jouw kijk/ }).getAttribute("href")).toBe(page("mid"));
});

test("GivenAStudent_WhenTheOwnViewIsWritten_ThenOnlyThenTheOthersCanBeReadAndTheirDifferencesAreTheAgenda", async () => {
  const { user, asked } = await show("daan", "student", { hash: page("mid"), world: mine() });
  const form = await screen.findByRole("form", { name: "Jouw kijk" });
  expect(screen.getByText("Schreven al: de opleiding, de werkplek · moeten nog schrijven: jij")).toBeTruthy();
  expect(document.body.textContent).not.toContain(words.supervisor);
  expect(screen.queryByRole("table")).toBeNull();
  await user.click(within(within(form).getByRole("group", { name: /als geheel/ })).getByRole("radio", { name: "3" }));
  write(within(form).getByLabelText(/Wat gaat goed/), " Ik leer veel. ");
  await user.click(within(await within(form).findByRole("group", { name: /^LU1/ })).getByRole("radio", { name: "4" }));
  write(within(form).getByLabelText(/Waaraan merk je dat/), "Ik deed het zelf.");
  await user.click(within(form).getByRole("button", { name: "Verstuur mijn kijk" }));
  await waitFor(() => expect(asked("WriteCheckInView")[0]?.request).toMatchObject({ name: checkIn("mid"), view: { goesWell: "Ik leer veel.", overallRating: 3, goalRatings: [{ outcomeCode: "LU1", rating: 4, note: "Ik deed het zelf." }] } }));
  const table = await screen.findByRole("table", { name: "Drie keer kijken" });
  expect(within(table).getByText(words.supervisor)).toBeTruthy();
  const goal = within(table).getByRole("row", { name: /^LU1.*verschilt/ });
  expect(within(goal).getAllByRole("cell").map((cell) => cell.textContent)).toEqual(["4 van 5 · Ik deed het zelf.", "4 van 5", "2 van 5"]);
  const agenda = screen.getByRole("region", { name: "Om over te praten" });
  expect(within(agenda).getAllByRole("listitem").map((one) => one.textContent)).toEqual(["Verschil over het geheel: de opleiding geeft 2, de werkplek geeft 4.", "Iets moet anders, schreef de werkplek."]);
  expect(screen.queryByRole("form", { name: "Jouw kijk" })).toBeNull();
  expect(window.localStorage.length).toBe(0);
});

test("GivenNoNetwork_WhenTheViewIsSent_ThenTheWordsStayOnTheDeviceAndGoLaterWithTheSameId", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { user, asked, faults } = await show("ingrid", "workplace_supervisor", { hash: page("extra") });
  faults["WriteCheckInView"] = new ConnectError("away", Code.Unavailable);
  const form = await screen.findByRole("form", { name: "Jouw kijk" });
  await user.click(within(within(form).getByRole("group", { name: /als geheel/ })).getByRole("radio", { name: "5" }));
  write(within(form).getByLabelText(/Wat gaat goed/), "Samira ziet werk liggen.");
  expect(await within(form).findByText("Bewaard op dit toestel")).toBeTruthy();
  await user.click(within(form).getByRole("button", { name: "Verstuur mijn kijk" }));
  expect(await screen.findByText(/^Geen netwerk\. .* 1 antwoord wacht\.$/)).toBeTruthy();
  expect(await screen.findByText("Je kijk is bewaard en gaat vanzelf weg. Daarna lees je de anderen.")).toBeTruthy();
  expect(screen.queryByText("Schrijf eerst jouw eigen kijk, ongeveer 3 minuten.")).toBeNull();
  expect(screen.queryByText(/moeten nog schrijven: jij/i)).toBeNull();
  expect(screen.getByText(/^Schreven al: jij/)).toBeTruthy();
  delete faults["WriteCheckInView"];
  window.dispatchEvent(new Event("online"));
  await screen.findByRole("table", { name: "Drie keer kijken" });
  const ids = asked("WriteCheckInView").map(({ request }) => (request as { requestId: string }).requestId);
  expect(ids.length).toBeGreaterThan(1);
  expect(new Set(ids).size).toBe(1);
});

test("GivenAViewAfterItWasHeld_WhenSent_ThenTheRefusalSaysWhyAndTheTextStays", async () => {
  const { user, faults } = await show("daan", "student", { hash: page("mid"), world: mine() });
  faults["WriteCheckInView"] = refuse(Code.FailedPrecondition, "CHECK_IN_CLOSED");
  const form = await screen.findByRole("form", { name: "Jouw kijk" });
  await user.click(within(within(form).getByRole("group", { name: /als geheel/ })).getByRole("radio", { name: "3" }));
  write(within(form).getByLabelText(/Wat gaat goed/), "Veel.");
  await user.click(within(form).getByRole("button", { name: "Verstuur mijn kijk" }));
  expect(await screen.findByText("Dit gesprek is al geweest of vervallen. Leg het vast in een nieuw gesprek.")).toBeTruthy();
  const again = await screen.findByRole("form", { name: "Jouw kijk" });
  expect(within(again).getByLabelText<HTMLTextAreaElement>(/Wat gaat goed/).value).toBe("Veel.");
  expect(within(within(again).getByRole("group", { name: /als geheel/ })).getByRole<HTMLInputElement>("radio", { name: "3" }).checked).toBe(true);
  // Sent anew, the refused one is gone.
  delete faults["WriteCheckInView"];
  await user.click(within(again).getByRole("button", { name: "Verstuur mijn kijk" }));
  expect(await screen.findByText(/^Alles verstuurd, /)).toBeTruthy();
  expect(screen.queryByText("Een antwoord kon niet worden verstuurd.")).toBeNull();
});

test("GivenATeacher_WhenThePlaceOpens_ThenWhatAsksComesFirstAndTheRestIsSortedByTime", async () => {
  const { user } = await show("marijke", "teacher");
  await user.click(await screen.findByRole("link", { name: "Afspraken" }));
  const asks = await screen.findByRole("region", { name: "Hier ben jij aan zet" });
  expect(within(asks).getAllByRole("listitem").map((row) => row.querySelector("a")?.textContent)).toEqual(["di 29 sep, 08:00 · Extra gesprek"]);
  const ahead = screen.getByRole("region", { name: "Komt nog" });
  expect(within(ahead).getByText("Schreven al: jij, de werkplek · moeten nog schrijven: de student")).toBeTruthy();
  expect(within(ahead).getByText("1 gesprek geweest")).toBeTruthy();
});

test("GivenATeacher_WhenItWasHeld_ThenOutcomeActionsDisagreementAndEndAreRecorded", async () => {
  const { user, asked } = await show("marijke", "teacher", { hash: page("extra") });
  const form = await screen.findByRole("form", { name: "Hoe ging het gesprek?" });
  await user.click(within(form).getByRole("checkbox", { name: /^De werkplek/ }));
  write(within(form).getByLabelText("Wat kwam eruit?"), "We passen de planning aan.");
  await user.click(within(form).getByRole("button", { name: "Leg het gesprek vast" }));
  await waitFor(() => expect(asked("HoldCheckIn")[0]?.request).toMatchObject({ heldDate: { year: 2026, month: 9, day: 29 }, presentParties: [Party.STUDENT, Party.TEACHER], outcome: "We passen de planning aan.", etag: "c1" }));
  const add = await screen.findByRole("form", { name: "Voeg een actie toe" });
  write(within(add).getByLabelText("Wat gebeurt er?"), "Planning herschrijven");
  await user.selectOptions(within(add).getByLabelText("Wie doet het?"), "De student · Samira Bouzid");
  write(within(add).getByLabelText("Uiterlijk"), "2026-10-09");
  await user.click(within(add).getByRole("button", { name: "Voeg een actie toe" }));
  const action = await screen.findByText("De student (Samira Bouzid), uiterlijk vr 9 okt");
  expect(action).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Rond af" }));
  const dialog = await screen.findByRole("dialog", { name: "Dit gesprek afronden?" });
  expect(within(dialog).getByRole<HTMLButtonElement>("button", { name: "Rond af" }).disabled).toBe(true);
  write(within(dialog).getByLabelText("Er staat nog 1 actie open. Waarom rond je toch af?"), "Zij stopt eerder.");
  await user.click(within(dialog).getByRole("button", { name: "Rond af" }));
  await waitFor(() => expect(asked("CloseCheckIn")[0]?.request).toMatchObject({ reason: "Zij stopt eerder." }));
  expect(await screen.findByText("Afgerond met open acties: Zij stopt eerder.")).toBeTruthy();
});

test("GivenASupervisor_WhenAnActionIsDone_ThenItIsMarkedWithItsNumber", async () => {
  const { user, asked } = await show("ingrid", "workplace_supervisor", { hash: page("first") });
  const actions = await screen.findByRole("region", { name: "Afgesproken acties" });
  expect(within(actions).getByText("te laat sinds ma 21 sep")).toBeTruthy();
  // The action of another party is not the supervisor's to mark.
  expect(within(actions).queryByRole("button", { name: /Planning delen/ })).toBeNull();
  await user.click(within(actions).getByRole("button", { name: "Gedaan Een vaste plek regelen" }));
  await waitFor(() => expect(asked("MarkAgreedAction")[0]?.request).toMatchObject({ number: 1, done: true, etag: "c1" }));
  expect(await within(actions).findByText("gedaan op di 29 sep")).toBeTruthy();
});

test("GivenAParty_WhenItIsMoved_ThenDayTimeAndReasonAreSentWithinTheWindow", async () => {
  const { user, asked } = await show("daan", "student", { hash: page("mid"), world: mine() });
  await user.click(await screen.findByRole("button", { name: "Verzet" }));
  const dialog = await screen.findByRole("dialog", { name: "Het gesprek verzetten" });
  const day = within(dialog).getByLabelText<HTMLInputElement>(/^Dag/);
  expect([day.value, day.min, day.max]).toEqual(["2026-10-02", "2026-09-29", "2026-11-30"]);
  write(day, "2026-10-27");
  write(within(dialog).getByLabelText("Tijd"), "09:30");
  write(within(dialog).getByLabelText(/Waarom/), "Ingrid is vrij.");
  await user.click(within(dialog).getByRole("button", { name: "Verzet" }));
  await waitFor(() => expect(asked("MoveCheckIn")[0]?.request).toMatchObject({ name: checkIn("mid"), reason: "Ingrid is vrij.", etag: "c1", startTime: { seconds: 1793089800n } }));
});

test("GivenOnePlacement_WhenTheListOpens_ThenContactIsReadInWordsAndRecorded", async () => {
  const { user, asked } = await show("daan", "student", { hash: "#/checkins", world: mine() });
  const contact = await screen.findByRole("region", { name: "Contact" });
  const sides = (await within(contact).findByText("Jij en de opleiding")).closest("ul");
  expect([...(sides?.querySelectorAll("li") ?? [])].map((side) => side.textContent)).toEqual(["Jij en de opleiding7 dagen geleden", "De opleiding en de werkplek22 dagen geleden, wordt stil", "Jij en de werkplek nog geen contact, al 29 dagen".replace("werkplek ", "werkplek")]);
  expect([...contact.querySelectorAll("svg line")].map((line) => line.getAttribute("class"))).toEqual(["full", "dash", "dot"]);
  expect(within(contact).getByText("1 van de 2 contacten tot nu toe gehad. 1 gesprek ging niet door.")).toBeTruthy();
  const rows = within(within(contact).getByRole("table", { name: "Gepland en gedaan" })).getAllByRole("row").slice(1);
  expect(rows.map((row) => row.textContent)).toEqual(["Startgesprekvr 11 sepgehad op ma 7 sep", "Contact tussendoorvr 25 sepniet gehad", "Tussengesprekma 30 novkomt nog"]);
  await user.click(within(contact).getByRole("button", { name: "Leg contact vast" }));
  const form = within(contact).getByRole("form", { name: "Contact vastleggen" });
  await user.click(within(form).getByRole("checkbox", { name: /^De werkplek/ }));
  await user.click(within(form).getByRole("button", { name: "Leg contact vast" }));
  await waitFor(() => expect(asked("CreateContactMoment")[0]?.request).toMatchObject({ parent: "institutions/waarden", contactMoment: { parties: [Party.STUDENT, Party.SUPERVISOR], contactDate: { year: 2026, month: 9, day: 29 } } }));
});

test("GivenAStudent_WhenAnExtraMeetingIsPlanned_ThenKindMomentAndTasksAreSent", async () => {
  const { user, asked } = await show("daan", "student", { hash: "#/checkins", world: mine() });
  await user.click(await screen.findByRole("button", { name: "Plan een gesprek" }));
  const dialog = await screen.findByRole("dialog", { name: "Een gesprek plannen" });
  await user.click(within(dialog).getByRole("radio", { name: /^Terugkomdag/ }));
  write(within(dialog).getByLabelText("Dag"), "2026-10-06");
  await user.click(await within(dialog).findByRole("checkbox", { name: "Een betere intake" }));
  await user.click(within(dialog).getByRole("button", { name: "Plan een gesprek" }));
  await waitFor(() => expect(asked("CreateCheckIn")[0]?.request).toMatchObject({ parent: "institutions/waarden", checkIn: { placement: "institutions/waarden/placements/daan", kind: CheckInKind.RETURN_DAY, lengthMinutes: 45, learningTasks: ["institutions/waarden/learningTasks/draft"], startTime: { seconds: 1791288000n } } }));
  await waitFor(() => expect(location.hash).toBe(page("made")));
});

test("GivenADisagreement_WhenRecorded_ThenAPersonOutsideTheThreeIsNamed", async () => {
  const { user, asked, world } = await show("marijke", "teacher", { hash: page("first") });
  const daan = world.agreements.find(({ name }) => name.endsWith("/daan"));
  const validation = world.agreements.flatMap(({ proposal }) => proposal?.validations ?? [])[0];
  if (daan?.inForce && validation) daan.inForce.validations = [{ ...validation, person: "institutions/waarden/persons/wim", displayName: "Wim Bos" }];
  await user.click(await screen.findByRole("button", { name: "We zijn het niet eens" }));
  const dialog = await screen.findByRole("dialog", { name: "We zijn het niet eens" });
  write(within(dialog).getByLabelText(/Waarover/), "Over de vrije dag.");
  await user.selectOptions(await within(dialog).findByLabelText(/Wie beslist/), "Wim Bos, praktijkbureau");
  await user.click(within(dialog).getByRole("button", { name: "We zijn het niet eens" }));
  await waitFor(() => expect(asked("RecordDisagreement")[0]?.request).toMatchObject({ text: "Over de vrije dag.", resolver: "institutions/waarden/persons/wim", etag: "c1" }));
  expect(await screen.findByText("Karin Postma beslist")).toBeTruthy();
});
