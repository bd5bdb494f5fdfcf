import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { InterventionKind, Severity } from "../src/triangle/signals";
import { makeWorld } from "./fake/world";
import { only, show } from "./show";

const write = (element: HTMLElement, value: string) => fireEvent.input(element, { target: { value } });
const drowning = "institutions/waarden/signals/drowning";

test("GivenASignal_WhenTheTeachersHomeOpens_ThenItIsFirstWithItsReasonsAndTheContactPerSide", async () => {
  await show("marijke", "teacher");
  const list = await screen.findByRole("region", { name: "Wie heeft je nu nodig?" });
  const row = await within(list).findByRole("link", { name: /Daan Verhoeven.*Dreigt vast te lopen/ });
  expect(within(list).getAllByRole("link")[0]).toBe(row);
  const reasons = await screen.findByRole("list", { name: "Waar dit van komt" });
  expect(within(reasons).getAllByRole("listitem").map((one) => one.textContent)).toEqual([
    "3 deadlines zijn verschoven, de laatste op di 22 sep. Vanaf 3 keer telt het zwaar. telt voor 3",
    "Opleiding en student: 36 dagen geen contact, laatst op ma 24 aug. Het mag 28 dagen duren. telt voor 2",
    "Leertaken kregen 15 procent van de tijd vanaf ma 21 sep. Afgesproken is 25 procent of meer. telt voor 2",
  ]);
  const contact = screen.getByRole("region", { name: "Laatste contact" });
  expect(within(contact).getAllByRole("listitem").map((one) => one.textContent)).toEqual(["Opleiding en studental 5 weken stil", "Student en werkplek1 dag geleden", "Opleiding en werkplek3 weken, wordt stil"]);
  expect(screen.getByText("Oordeel over Een rooster dat past")).toBeTruthy();
});

test("GivenASignal_WhenTheTeacherActs_ThenItIsSeenDoneAndClosedWithAnOutcome", async () => {
  const { user, asked } = await show("marijke", "teacher");
  await user.click(await screen.findByRole("button", { name: "Ik heb het gezien Daan Verhoeven" }));
  await waitFor(() => expect(asked("AcknowledgeSignal")[0]?.request).toMatchObject({ name: drowning, etag: "s1" }));
  const form = await screen.findByRole("form", { name: "Wat ga je doen?" });
  write(within(form).getByLabelText(/Wat gaat er gebeuren/), "Bellen met Daan\n\n Nieuwe planning ");
  await user.click(within(form).getByRole("button", { name: "Begin hiermee" }));
  await waitFor(() => expect(asked("OpenIntervention")[0]?.request).toMatchObject({ intervention: { kind: InterventionKind.TALK, owner: "institutions/waarden/persons/marijke", actions: ["Bellen met Daan", "Nieuwe planning"], deadlineDate: { month: 10, day: 6 } } }));
  write(await screen.findByLabelText(/Hoe ging het/), "Daan heeft nu een vaste leerdag.");
  await user.click(screen.getByRole("button", { name: "Bewaar hoe het ging" }));
  write(await screen.findByLabelText(/Hoe liep het af/), "Het loopt weer.");
  await user.click(screen.getByRole("button", { name: "Het is opgelost" }));
  await waitFor(() => expect(asked("ResolveSignal")[0]?.request).toMatchObject({ name: drowning, outcome: "Het loopt weer." }));
});

test("GivenASignalThatIsNoLongerSo_WhenTheTeacherSaysWhatHappened_ThenItIsClosedInOneStep", async () => {
  const world = makeWorld();
  for (const { openSignals } of world.noticing.triangles) for (const one of openSignals) one.isCurrent = false;
  for (const one of world.noticing.signals) one.isCurrent = false;
  const { user, asked } = await show("marijke", "teacher", { world });
  const list = await screen.findByRole("region", { name: "Wie heeft je nu nodig?" });
  await within(list).findByRole("link", { name: /Daan Verhoeven.*Niet meer zo/ });
  const form = (await screen.findAllByRole("form", { name: "Dit signaal afronden" }))[0] as HTMLElement;
  write(within(form).getByLabelText(/Wat is er gebeurd/), "Gebeld, het loopt weer.");
  await user.click(within(form).getByRole("button", { name: /Rond dit signaal af/ }));
  await waitFor(() => expect(asked("ResolveSignal")[0]?.request).toMatchObject({ name: drowning, outcome: "Gebeld, het loopt weer." }));
  expect(asked("OpenIntervention")[0]?.request).toMatchObject({ intervention: { kind: InterventionKind.OTHER, actions: ["Gebeld, het loopt weer."], owner: "institutions/waarden/persons/marijke" } });
  expect(["AcknowledgeSignal", "OpenIntervention", "CloseIntervention", "ResolveSignal"].map((method) => asked(method).length)).toEqual([1, 1, 1, 1]);
});

test("GivenASignalToldInConfidence_WhenTheAddresseeOpensIt_ThenTheNameShowsAndNobodyElseSeesIt", async () => {
  const own = await show("marijke", "teacher", { hash: "#/signal/waarden/told" });
  expect(await screen.findByText("In vertrouwen verteld door Daan Verhoeven. Alleen jij ziet de naam.")).toBeTruthy();
  expect(own.asked("GetSignal").length).toBeGreaterThan(0);
});

test("GivenASignalToldInConfidence_WhenTheManagerOpensTheList_ThenTheNameIsHidden", async () => {
  const { user } = await show("karin", "programme_manager", { hash: "#/signals" });
  const list = await screen.findByRole("region", { name: "2 signalen staan open" });
  expect([...list.querySelectorAll("summary b")].map((one) => one.textContent)).toEqual(["Daan Verhoeven · Dreigt vast te lopen", "Daan Verhoeven · Iemand vertelt iets"]);
  await user.click(within(list).getByText("Daan Verhoeven · Iemand vertelt iets"));
  expect(await within(list).findByText("Er is ruzie op de afdeling.")).toBeTruthy();
  expect(within(list).getByText("In vertrouwen verteld")).toBeTruthy();
  expect(within(list).queryByText(/Verteld door/)).toBeNull();
});

test("GivenAStudent_WhenSomethingIsToldInConfidence_ThenItSaysWhoSeesItAndSendsIt", async () => {
  const { user, asked } = await show("daan", "student", { world: only("daan") });
  await user.click(await screen.findByRole("button", { name: "Er gaat iets niet goed" }));
  const dialog = await screen.findByRole("dialog", { name: "Er gaat iets niet goed" });
  expect(within(dialog).getByText("Marijke de Boer, het praktijkbureau en de opleidingsmanager lezen dit, met jouw naam erbij.")).toBeTruthy();
  await user.click(within(dialog).getByRole("checkbox", { name: "Vertel het alleen aan Marijke de Boer" }));
  expect(within(dialog).getByText(/^Alleen Marijke de Boer ziet dat jij het bent/)).toBeTruthy();
  expect(within(dialog).getByText(/De werkgever ziet dit niet/)).toBeTruthy();
  write(within(dialog).getByLabelText(/Wat gaat er niet goed/), "Ik slaap slecht.");
  await user.click(within(dialog).getByRole("radio", { name: "nu" }));
  await user.click(within(dialog).getByRole("button", { name: "Vertel het" }));
  await waitFor(() => expect(asked("RaiseSignal")[0]?.request).toMatchObject({ parent: "institutions/waarden", signal: { placement: "institutions/waarden/placements/daan", words: "Ik slaap slecht.", severity: Severity.URGENT, confidential: true } }));
});

test("GivenASupervisor_WhenTheHomeOpens_ThenNoSignalIsAskedForOrShown", async () => {
  const { world } = await show("ingrid", "workplace_supervisor", { world: only("daan") });
  await screen.findByRole("region", { name: "Kloppen deze uren?" });
  expect(world.calls.filter(({ method }) => /ListSignals|GetSignal|Triangles/.test(method))).toEqual([]);
  expect(document.body.textContent).not.toMatch(/vast te lopen|ruzie/);
});
