import { create } from "@bufbuild/protobuf";
import { screen, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { AgreementEventSchema } from "../src/gen/driehoek/v1/agreement_service_pb";
import { AgreementVersionSchema } from "../src/gen/driehoek/v1/agreement_pb";
import { AgreementEvent_Type as What } from "../src/gen/driehoek/v1/agreement_service_pb";
import { Step } from "../src/triangle/contract";
import { at } from "./fake/world";
import { only, show } from "./show";

const checks = [
  [Step.TEACHER, "2026-09-24T09:00:00+02:00", "Marijke de Boer"],
  [Step.PRACTICE_OFFICE, "2026-09-25T10:00:00+02:00", "Karin Postma"],
] as const;

async function historyOf(number: number): Promise<string[]> {
  const world = only("daan");
  const proposal = world.agreements[0]?.proposal;
  if (proposal === undefined) throw new Error("No version to check");
  proposal.validations = create(AgreementVersionSchema, { validations: checks.map(([step, time, displayName]) => ({ step, displayName, validateTime: at(time) })) }).validations;
  world.events = checks.map(([, time, actor]) => create(AgreementEventSchema, { type: What.VALIDATED, version: number, eventTime: at(time), actor }));
  await show("daan", "student", { hash: "#/agreement/waarden/daan", world });
  const history = await screen.findByRole("region", { name: "Wat er gebeurde" });
  return (await within(history).findAllByRole("listitem")).map((item) => item.textContent ?? "");
}

test("GivenTwoChecks_WhenTheHistoryIsRead_ThenEachSaysWhoseItWasAndWhoGaveIt", async () => {
  const [teacher, office] = await historyOf(2);
  expect(teacher).toMatch(/^Goedgekeurd door het aanspreekpunt \(versie 2\).*Marijke de Boer/);
  expect(office).toMatch(/^Goedgekeurd door het praktijkbureau \(versie 2\).*Karin Postma/);
});

test("GivenAVersionThatWasReplaced_WhenTheHistoryIsRead_ThenTheCheckIsOfTheProgrammeByName", async () => {
  const [first] = await historyOf(7);
  expect(first).toMatch(/^Goedgekeurd door de opleiding \(versie 7\).*Marijke de Boer/);
});
