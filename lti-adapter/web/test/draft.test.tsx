import { screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { Code } from "@connectrpc/connect";
import { refuse } from "./fake/transport";
import { only, show } from "./show";

const page = "#/agreement/waarden/samira";

test("GivenMissingClauses_WhenTheStudentFillsThemInAndSends_ThenOnlyWhatChangedIsSentAndItIsInReview", async () => {
  const { user, asked, world } = await show("samira", "student", { hash: page, world: only("samira") });
  const law = await screen.findByRole("textbox", { name: "Beoordeling" });
  expect(screen.getByText("Ontbreekt nog. De wet vraagt dit.")).toBeTruthy();
  await user.type(law, "De examinator beoordeelt.");
  await user.type(screen.getByRole("textbox", { name: "Verwachtingen" }), "Fouten maken mag.");
  await user.click(screen.getByRole("button", { name: "Stuur naar de opleiding" }));
  await screen.findByText("Verstuurd naar de opleiding");
  expect(asked("UpdateAgreementDraft").every((call) => JSON.stringify(Reflect.get(Reflect.get(call.request as object, "updateMask") as object, "paths")) === '["clauses"]')).toBe(true);
  expect(world.agreements[0]?.state).toBe(2);
});

test("GivenMissingClauses_WhenSending_ThenTheRefusalIsASentenceAndTheSummaryLeadsToTheField", async () => {
  const { user } = await show("samira", "student", { hash: page, world: only("samira") });
  await user.click(await screen.findByRole("button", { name: "Stuur naar de opleiding" }));
  expect(await screen.findByText("Er ontbreken nog afspraken. Vul ze in en verstuur opnieuw.")).toBeTruthy();
  await user.click(screen.getByRole("link", { name: "Beoordeling" }));
  expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Beoordeling" }));
});

test("GivenSomebodyFaster_WhenSaving_ThenBothTextsAreThereAndTheOwnOneCanBeSent", async () => {
  const { user, world, faults } = await show("samira", "student", { hash: page, world: only("samira") });
  const field = await screen.findByRole("textbox", { name: "Beoordeling" });
  await user.type(field, "Mijn tekst.");
  const agreement = world.agreements[0];
  const clause = agreement?.proposal?.clauses.find((one) => one.code === "assessment");
  if (!agreement || !clause) throw new Error("The world has no draft");
  clause.text = "Tekst van de docent.";
  agreement.etag = "e9";
  await screen.findByText(/Iemand was je voor/, {}, { timeout: 5000 });
  expect((field as HTMLTextAreaElement).value).toBe("Mijn tekst.");
  expect(screen.getByText(/Tekst van de docent/)).toBeTruthy();
  expect(faults["UpdateAgreementDraft"]).toBeUndefined();
  await user.click(screen.getByRole("button", { name: "Verstuur mijn tekst" }));
  await waitFor(() => expect(agreement.proposal?.clauses.find((one) => one.code === "assessment")?.text).toBe("Mijn tekst."));
});

test("GivenTheOffice_WhenApproving_ThenTheThreeAreAsked_AndWhenReturningAReasonIsNeeded", async () => {
  const { user, world, asked } = await show("karin", "practice_office", { hash: "#/agreement/waarden/pim", world: only("pim") });
  await user.click(await screen.findByRole("button", { name: "Stuur terug" }));
  const dialog = await screen.findByRole("dialog", { name: "Wat moet er anders?" });
  await user.click(within(dialog).getByRole("button", { name: "Stuur terug" }));
  expect(asked("ReturnAgreement")).toHaveLength(0);
  await user.click(within(dialog).getByRole("button", { name: "Terug" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await user.click(screen.getByRole("button", { name: "Keur goed" }));
  await waitFor(() => expect(world.agreements[0]?.state).toBe(3));
});

test("GivenAPartThatIsNotYours_WhenSaving_ThenTheReasonIsShownAndTheTextStays", async () => {
  const { user } = await show("samira", "student", { hash: page, world: only("samira"), faults: { UpdateAgreementDraft: refuse(Code.PermissionDenied, "FIELD_NOT_YOURS") } });
  await user.type(await screen.findByRole("textbox", { name: "Begeleiding" }), " Extra.");
  expect(await screen.findByText(/Dit deel mag jij niet wijzigen/, {}, { timeout: 5000 })).toBeTruthy();
  expect((screen.getByRole("textbox", { name: "Begeleiding" }) as HTMLTextAreaElement).value).toContain("Extra.");
});

test("GivenTheVersionInForce_WhenAPartyMarksACommitment_ThenItsViewStandsBesideTheOthers", async () => {
  const { user, world } = await show("ingrid", "workplace_supervisor", { hash: "#/agreement/waarden/daan", world: only("daan") });
  const item = (await screen.findByText("De opleiding belt de werkplek")).closest("li");
  if (item === null) throw new Error("The commitment is not in a list");
  await user.click(within(item).getByText("Zeg hoe jij het ziet"));
  await user.click(within(item).getByRole("radio", { name: "niet nagekomen" }));
  await user.click(within(item).getByRole("button", { name: "Bewaar" }));
  await waitFor(() => expect(world.agreements[0]?.inForce?.commitments[1]?.views[0]).toMatchObject({ partyRole: 3, status: 3 }));
});

test("GivenAChange_WhenTheVersionsDiffer_ThenWordsSayWhatIsNewAndWhatIsGone", async () => {
  await show("ingrid", "workplace_supervisor", { hash: "#/agreement/waarden/daan", world: only("daan") });
  expect((await screen.findByText("elke week een uur, op dinsdag")).closest("ins")?.textContent).toContain("nieuw:");
  expect(screen.getByText("eens per twee weken een half uur").closest("del")?.textContent).toContain("vervallen:");
});
