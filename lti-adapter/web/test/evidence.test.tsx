import { Code, ConnectError } from "@connectrpc/connect";
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { EvidenceState } from "../src/triangle/evidence";
import { item } from "./fake/proof_routes";
import { only, show } from "./show";

afterEach(() => {
  window.localStorage.clear();
  vi.useRealTimers();
});

const write = (element: HTMLElement, value: string) => fireEvent.input(element, { target: { value } });

function worldOf() {
  const world = only("daan");
  world.proving.items = [
    item("a", "Meetrapport", EvidenceState.LINKED), item("b", "Foto van de verdeler", EvidenceState.UNVERIFIED), item("c", "Uitleg", EvidenceState.DISPUTED),
    item("d", "Logboek", EvidenceState.CONFIRMED), item("e", "Aantekeningen", EvidenceState.ADDED), item("f", "Oud stuk", EvidenceState.ARCHIVED),
  ];
  return world;
}

test("GivenEvidenceInAllStates_WhenTheStudentLooks_ThenEachSaysWhetherItCountsAndWhy", async () => {
  const { user } = await show("daan", "student", { hash: "#/evidence", world: worldOf() });
  const list = await screen.findByRole("region", { name: "5 bewijzen" });
  expect(within(list).getByText("bevestigd door de werkplek")).toBeTruthy();
  expect(within(list).getByText("nooit bevestigd: telt niet mee")).toBeTruthy();
  expect(within(list).getByText("Ingrid Maas zegt dat het niet klopt: Dat was ergens anders")).toBeTruthy();
  expect(within(list).queryByRole("checkbox", { name: "Kies Logboek" })).toBeNull();
  expect(within(list).queryByRole("checkbox", { name: "Kies Aantekeningen" })).toBeNull();
  const progress = await screen.findByRole("region", { name: "Hoe ver is elke leeruitkomst?" });
  expect(within(progress).getByText("1 van 2 leeruitkomsten met bevestigd bewijs. Nog niet: LU2")).toBeTruthy();
  expect(within(progress).getByRole("row", { name: "LU1 Zorgproces in beeld 1 0 1 2 1/2" })).toBeTruthy();
  await user.click(within(progress).getByRole("button", { name: "Als lijst" }));
  expect(within(progress).queryByRole("table")).toBeNull();
  expect(within(progress).getByText("1 bevestigd, 0 gevraagd, 1 niet gevraagd, 2 telt niet")).toBeTruthy();
});

test("GivenSeveralPieces_WhenTheStudentAsks_ThenOneCallNamesThemAll", async () => {
  const { user, asked } = await show("daan", "student", { hash: "#/evidence", world: worldOf() });
  const list = await screen.findByRole("region", { name: "5 bewijzen" });
  await user.click(within(list).getByRole("button", { name: "Kies alles wat je kunt vragen" }));
  await user.click(within(list).getByRole("checkbox", { name: "Kies Uitleg" }));
  await user.click(within(list).getByRole("button", { name: "Vraag Ingrid Maas om 2 bewijzen te bevestigen" }));
  await waitFor(() => expect(asked("RequestEvidenceConfirmations")[0]?.request).toMatchObject({ parent: "institutions/waarden", items: [{ name: "institutions/waarden/evidenceItems/a", version: 1, etag: "v1" }, { name: "institutions/waarden/evidenceItems/b" }] }));
  expect(await within(list).findAllByText("bevestiging gevraagd")).toHaveLength(2);
});

test("GivenAFile_WhenItIsChosen_ThenItGoesAtOnceAndTheItemTakesItUp", async () => {
  const { user, asked } = await show("daan", "student", { hash: "#/evidence", world: worldOf() });
  await user.click(await screen.findByRole("button", { name: "Voeg bewijs toe" }));
  const form = await screen.findByRole("form", { name: "Bewijs toevoegen" });
  const camera = within(form).getByLabelText(/Maak of kies een foto/);
  expect(camera.getAttribute("capture")).toBe("environment");
  await user.upload(camera, new File([new Uint8Array(1000)], "foto.jpg", { type: "image/jpeg" }));
  expect(await within(form).findByText("Het bestand is binnen")).toBeTruthy();
  expect(asked("CreateEvidenceItem")).toHaveLength(0);
  write(within(form).getByLabelText(/Hoe heet het/), "Foto van de pomp");
  await user.click(within(form).getByRole("checkbox", { name: /LU2/ }));
  await user.click(within(form).getByRole("button", { name: "Bewaar het bewijs" }));
  await waitFor(() => expect(asked("CreateEvidenceItem")[0]?.request).toMatchObject({ evidenceItem: { placement: "institutions/waarden/placements/daan", title: "Foto van de pomp", outcomeCodes: ["LU2"] }, content: { kind: { case: "upload", value: "institutions/waarden/evidenceUploads/foto.jpg" } } }));
  expect(await screen.findByRole("region", { name: "6 bewijzen" })).toBeTruthy();
});

test("GivenAFileThatIsRefused_WhenChosen_ThenTheReasonIsSaidAndNothingCanBeSaved", async () => {
  const { user } = await show("daan", "student", { hash: "#/evidence", world: worldOf() });
  await user.click(await screen.findByRole("button", { name: "Voeg bewijs toe" }));
  const form = await screen.findByRole("form", { name: "Bewijs toevoegen" });
  await user.click(within(form).getByRole("radio", { name: "Bestand" }));
  write(within(form).getByLabelText(/Hoe heet het/), "Pagina");
  await userUpload(form, new File(["<html>"], "pagina.html", { type: "text/html" }));
  expect(await within(form).findByText(/Dit soort bestand nemen we niet aan/)).toBeTruthy();
  expect(within(form).getByRole<HTMLButtonElement>("button", { name: "Bewaar het bewijs" }).disabled).toBe(true);
  await userUpload(form, new File([], "leeg.pdf"));
  expect(await within(form).findByText("leeg.pdf is leeg. Kies een ander bestand.")).toBeTruthy();
});

/** Past the list of kinds, as a person can choose "all files". */
function userUpload(form: HTMLElement, file: File): Promise<void> {
  return userEvent.setup({ applyAccept: false }).upload(within(form).getByLabelText(/Kies een bestand/), file);
}

function bundle() {
  const world = only("daan");
  world.proving.items = [item("a", "Meetrapport", EvidenceState.CONFIRMATION_REQUESTED), item("b", "Foto", EvidenceState.CONFIRMATION_REQUESTED), item("c", "Uitleg", EvidenceState.CONFIRMATION_REQUESTED)];
  return world;
}

test("GivenABundle_WhenTheSupervisorAnswers_ThenOneScreenConfirmsAndDisputes", async () => {
  const { user, asked } = await show("ingrid", "workplace_supervisor", { world: bundle() });
  await user.click(await screen.findByRole("link", { name: /Bevestig bewijs/ }));
  await screen.findByRole("heading", { level: 1, name: "Bewijs bevestigen" });
  expect(await screen.findByText("Wat ik deed: Meetrapport")).toBeTruthy();
  const one = (title: string) => within(screen.getByRole("article", { name: title }));
  await user.click(screen.getByRole("button", { name: "Alle 3 kloppen" }));
  await user.click(one("Uitleg").getByRole("radio", { name: "Nee" }));
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Ja, bevestig 2" }).disabled).toBe(true);
  write(one("Uitleg").getByLabelText(/Wat klopt er niet/), "Dat deed een collega.");
  await user.click(one("Foto").getByRole("radio", { name: "Weet ik niet" }));
  await user.click(screen.getByRole("button", { name: "Ja, bevestig 1" }));
  await waitFor(() => expect(asked("DisputeEvidenceItem")[0]?.request).toMatchObject({ name: "institutions/waarden/evidenceItems/c", version: 1, reason: "Dat deed een collega.", etag: "v1" }));
  expect(asked("ConfirmEvidenceItems").map(({ request }) => request)).toMatchObject([{ items: [{ name: "institutions/waarden/evidenceItems/a", version: 1 }] }]);
  expect(await screen.findByText("1 bewijs wacht op jou.", { exact: false })).toBeTruthy();
});

test("GivenANewerVersion_WhenTheSupervisorConfirms_ThenItSaysSoAndTheRestIsAnsweredAsBefore", async () => {
  const { user, world, asked } = await show("ingrid", "workplace_supervisor", { hash: "#/evidence", world: bundle() });
  await user.click(await screen.findByRole("button", { name: "Alle 3 kloppen" }));
  // The student adds a version, which the page does not know.
  Object.assign(world.proving.items[0] ?? {}, { etag: "v2" });
  await user.click(screen.getByRole("button", { name: "Ja, bevestig 3" }));
  expect(await screen.findByText("Er is intussen iets veranderd. Bekijk het opnieuw en antwoord dan.")).toBeTruthy();
  // The same call would be refused again.
  expect(screen.queryByRole("button", { name: "Probeer opnieuw" })).toBeNull();
  const answerTo = async (title: string) => (within(await screen.findByRole("article", { name: title })).getByRole<HTMLInputElement>("radio", { name: "Ja, klopt" })).checked;
  await waitFor(async () => expect([await answerTo("Meetrapport"), await answerTo("Foto"), await answerTo("Uitleg")]).toEqual([false, true, true]));
  await user.click(within(screen.getByRole("article", { name: "Meetrapport" })).getByRole("radio", { name: "Ja, klopt" }));
  await user.click(screen.getByRole("button", { name: "Ja, bevestig 3" }));
  expect(await screen.findByText(/^Alles verstuurd, /)).toBeTruthy();
  expect(screen.queryByText("Een antwoord kon niet worden verstuurd.")).toBeNull();
  expect(asked("ConfirmEvidenceItems")).toHaveLength(2);
  expect(world.proving.items.every(({ state }) => state === EvidenceState.CONFIRMED)).toBe(true);
});

test("GivenNoNetwork_WhenTheSupervisorAnswers_ThenAllOfItGoesLaterOnceAndIsNotAskedAgain", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { user, faults, asked, world } = await show("ingrid", "workplace_supervisor", { world: bundle() });
  await user.click(await screen.findByRole("link", { name: /Bevestig bewijs/ }));
  faults["ConfirmEvidenceItems"] = faults["DisputeEvidenceItem"] = new ConnectError("Failed to fetch", Code.Unknown);
  await user.click(await screen.findByRole("button", { name: "Alle 3 kloppen" }));
  const other = within(screen.getByRole("article", { name: "Uitleg" }));
  await user.click(other.getByRole("radio", { name: "Nee" }));
  write(other.getByLabelText(/Wat klopt er niet/), "Dat deed een collega.");
  await user.click(screen.getByRole("button", { name: "Ja, bevestig 2" }));
  expect(await screen.findByText(/^Geen netwerk\. .* 2 antwoorden wachten\.$/)).toBeTruthy();
  expect(await screen.findByText("Er wacht geen bewijs op jou.")).toBeTruthy();
  expect(window.localStorage.length).toBe(0);
  await user.click(screen.getAllByRole("link", { name: "Terug naar je studenten" })[0] ?? expect.fail("no way back"));
  expect(await screen.findByText(/^Geen netwerk\. .* 2 antwoorden wachten\.$/)).toBeTruthy();
  expect(screen.queryByRole("link", { name: /Bevestig bewijs/ })).toBeNull();
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  delete faults["ConfirmEvidenceItems"];
  delete faults["DisputeEvidenceItem"];
  fireEvent(window, new Event("online"));
  expect(await screen.findByText(/^Alles verstuurd, /)).toBeTruthy();
  for (const method of ["ConfirmEvidenceItems", "DisputeEvidenceItem"]) {
    const ids = asked(method).map(({ request }) => (request as { requestId: string }).requestId);
    expect(new Set(ids).size).toBe(1);
  }
  expect(asked("ConfirmEvidenceItems").length).toBeGreaterThan(1);
  expect(world.proving.items.map(({ state }) => state)).toEqual([EvidenceState.CONFIRMED, EvidenceState.CONFIRMED, EvidenceState.DISPUTED]);
});

test("GivenAReasonHalfWritten_WhenThePageIsOpenedAgain_ThenTheAnswersAreStillThere", async () => {
  const first = await show("ingrid", "workplace_supervisor", { hash: "#/evidence", world: bundle() });
  const one = async () => within(await screen.findByRole("article", { name: "Foto" }));
  await first.user.click((await one()).getByRole("radio", { name: "Nee" }));
  write((await one()).getByLabelText(/Wat klopt er niet/), "Dat deed");
  cleanup();
  await show("ingrid", "workplace_supervisor", { hash: "#/evidence", world: bundle() });
  expect((await one()).getByLabelText<HTMLTextAreaElement>(/Wat klopt er niet/).value).toBe("Dat deed");
  expect(first.asked("DisputeEvidenceItem")).toHaveLength(0);
});

test("GivenATeacher_WhenEvidenceIsRead_ThenNothingCanBeChanged", async () => {
  const { user } = await show("marijke", "teacher", { hash: "#/evidence", world: worldOf() });
  const list = await screen.findByRole("region", { name: "5 bewijzen" });
  expect(screen.queryByRole("button", { name: "Voeg bewijs toe" })).toBeNull();
  expect(within(list).queryByRole("checkbox")).toBeNull();
  await user.click(within(list).getByRole("link", { name: "Logboek" }));
  await screen.findByRole("heading", { level: 1, name: "Logboek" });
  expect(await screen.findByText("Wat ik deed: Logboek")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Berg dit bewijs op" })).toBeNull();
});
