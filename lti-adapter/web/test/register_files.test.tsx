import { screen, waitFor, within } from "@testing-library/preact";
import { expect, test, vi } from "vitest";
import { show } from "./show";

async function open() {
  const shown = await show("karin", "practice_office", { hash: "#/files" });
  const field = await screen.findByLabelText(/^Csv-bestand/);
  const choose = (text: string) => shown.user.upload(field, new File([text], "organisaties.csv", { type: "text/csv" }));
  return { ...shown, choose };
}

test("GivenAFileWithAWrongCell_WhenChosen_ThenRowAndColumnAreNamedAndNothingCanBeStored", async () => {
  const { choose, asked } = await open();
  await choose("external_id;name\nx1;Aannemer Kuipers\nx2;\n");
  const table = await screen.findByRole("table", { name: "Wat niet klopt" });
  expect(within(table).getAllByRole("row")[1]?.textContent).toBe("3name (2)Vul deze cel in.");
  expect(screen.getByText("1 cel klopt niet. Er is niets bewaard. Verbeter het bestand en kies het opnieuw.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Bewaar/ })).toBeNull();
  expect(asked("ImportRegister").map(({ request }) => (request as { mode: number }).mode)).toEqual([1]);
});

test("GivenAGoodFile_WhenSeenAndStored_ThenTheSameBytesAreApplied", async () => {
  const { choose, asked, user } = await open();
  await user.selectOptions(screen.getByLabelText("Waar gaat het bestand over?"), "Organisaties");
  await choose("external_id;name\nx1;Aannemer Kuipers\n");
  expect(await screen.findByText("Dit verandert er. Er is nog niets bewaard.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Bewaar organisaties.csv" }));
  expect(await screen.findByText("Het bestand is bewaard.")).toBeTruthy();
  const [preview, apply] = asked("ImportRegister").map(({ request }) => request as { mode: number; kind: number; content: Uint8Array; requestId: string });
  expect(apply).toMatchObject({ mode: 2, kind: 1, content: preview?.content });
  expect(apply?.requestId).not.toBe(preview?.requestId);
});

test("GivenAFileThatIsThereAlready_WhenChosen_ThenItSaysThatNothingChanges", async () => {
  const { choose } = await open();
  await choose("external_id;name\n");
  expect(await screen.findByText("Er verandert niets: alles staat er al zo.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Bewaar/ })).toBeNull();
});

test("GivenTheRegister_WhenAFileIsWanted_ThenItIsSavedUnderTheNameOfTheServer", async () => {
  const { user, asked } = await open();
  const names: string[] = [];
  URL.createObjectURL = () => "blob:file";
  URL.revokeObjectURL = () => undefined;
  const click = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function saved(this: HTMLAnchorElement) {
    names.push(this.download);
  });
  await user.click(screen.getByRole("button", { name: "Download Excel" }));
  expect(await screen.findByText("Bestand met 2 regels")).toBeTruthy();
  click.mockRestore();
  expect(names).toEqual(["organisations.xlsx"]);
  expect(asked("ExportRegister")[0]?.request).toMatchObject({ parent: "institutions/waarden", kind: 1, format: 2 });
});

test("GivenAnOpenRound_WhenWishesAreReadIn_ThenTheyGoToThatRoundAndAWrongStudentIsNamed", async () => {
  const { asked, user } = await open();
  await user.selectOptions(screen.getByLabelText("Waar gaat het bestand over?"), "Keuzes in een ronde");
  const rounds = await screen.findByLabelText("Welke ronde?");
  const field = await screen.findByLabelText(/^Csv-bestand/);
  expect(screen.getByText("Kolommen: student; place; rank; reason")).toBeTruthy();
  const upload = (text: string) => user.upload(field, new File([text], "keuzes.csv", { type: "text/csv" }));
  await upload("student;place;rank;reason\ns9;p1;1;x\n");
  const table = await screen.findByRole("table", { name: "Wat niet klopt" });
  expect(within(table).getAllByRole("row")[1]?.textContent).toBe("2student (1)Deze student kennen we niet.");
  await waitFor(() => expect((field as HTMLInputElement).disabled).toBe(false));
  await upload("student;place;rank;reason\ns1;p1;1;x\n");
  await user.click(await screen.findByRole("button", { name: "Bewaar keuzes.csv" }));
  expect(await screen.findByText("Het bestand is bewaard.")).toBeTruthy();
  expect(asked("ImportPreferences").map(({ request }) => request)).toMatchObject([1, 1, 2].map((mode) => ({ parent: (rounds as HTMLSelectElement).value, mode })));
});
