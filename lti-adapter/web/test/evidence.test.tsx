import { Code } from "@connectrpc/connect";
import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { EvidenceState } from "../src/triangle/evidence";
import { item } from "./fake/proof_routes";
import { refuse } from "./fake/refuse";
import { only, show } from "./show";

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

test("GivenANewerVersion_WhenTheSupervisorConfirms_ThenItSaysSoAndNothingIsLost", async () => {
  const { user, faults } = await show("ingrid", "workplace_supervisor", { hash: "#/evidence", world: bundle() });
  faults["ConfirmEvidenceItems"] = refuse(Code.Aborted, "STALE_VERSION");
  await user.click(await screen.findByRole("button", { name: "Alle 3 kloppen" }));
  await user.click(screen.getByRole("button", { name: "Ja, bevestig 3" }));
  expect(await screen.findByText("Er is intussen een nieuwere versie. Bekijk die eerst.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Ja, bevestig 3" })).toBeTruthy();
});

test("GivenALostAnswer_WhenTheSupervisorPressesAgain_ThenTheRequestHasTheSameId", async () => {
  const { user, faults, asked } = await show("ingrid", "workplace_supervisor", { hash: "#/evidence", world: bundle() });
  faults["ConfirmEvidenceItems"] = refuse(Code.Unavailable, "");
  await user.click(await screen.findByRole("button", { name: "Alle 3 kloppen" }));
  await user.click(screen.getByRole("button", { name: "Ja, bevestig 3" }));
  expect(await screen.findByText(/Er is geen verbinding/)).toBeTruthy();
  delete faults["ConfirmEvidenceItems"];
  await user.click(screen.getByRole("button", { name: "Ja, bevestig 3" }));
  expect(await screen.findByText("Er wacht geen bewijs op jou.")).toBeTruthy();
  const ids = asked("ConfirmEvidenceItems").map(({ request }) => (request as { requestId: string }).requestId);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
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
