// @vitest-environment node
import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { EvidenceItemSchema } from "../gen/driehoek/v1/evidence_pb";
import { makeWords } from "../shared/i18n/context";
import { loadParts, loadTable } from "../shared/i18n/table";
import { canBeAsked, ConfirmationKind, evidenceHref, EvidenceState, evidenceWhy, isOpen, sizeText, waiting } from "./evidence";

const words = makeWords("nl", { ...await loadTable("nl", "staff"), ...await loadParts("nl", ["evidence"]) }, "Europe/Amsterdam", () => new Date("2026-09-29T10:00:00+02:00"));
const english = makeWords("en", { ...await loadTable("en", "staff"), ...await loadParts("en", ["evidence"]) }, "Europe/Amsterdam");
const item = (state: EvidenceState, asked = 0n) => create(EvidenceItemSchema, { state, labels: { supervisor: "Ingrid Maas" }, versions: [{ version: 1, request: { requestTime: { seconds: asked }, dueDate: { year: 2026, month: 10, day: 9 } } }] });

test("GivenItemsOfAllStates_WhenTheSupervisorLooks_ThenOnlyThoseThatWaitAreThereAndTheOldestQuestionIsFirst", () => {
  const [late, early] = [item(EvidenceState.CONFIRMATION_REQUESTED, 20n), item(EvidenceState.CONFIRMATION_REQUESTED, 10n)];
  expect(waiting([late, item(EvidenceState.CONFIRMED), early, item(EvidenceState.UNVERIFIED)])).toEqual([early, late]);
});

test("GivenEveryState_WhenAsked_ThenOnlyWhatTheServiceTakesMayBeAskedAbout", () => {
  const all = [1, 2, 3, 4, 5, 6, 7, 8] as EvidenceState[];
  expect(all.filter((state) => canBeAsked(item(state)))).toEqual([EvidenceState.LINKED, EvidenceState.DISPUTED, EvidenceState.UNVERIFIED]);
  expect(all.filter((state) => !isOpen(item(state)))).toEqual([EvidenceState.USED, EvidenceState.ARCHIVED]);
});

test("GivenADispute_WhenSaidInWords_ThenWhoAndWhyStandThere", () => {
  const disputed = create(EvidenceItemSchema, { state: EvidenceState.DISPUTED, labels: { supervisor: "Ingrid Maas" }, versions: [{ version: 1, confirmation: { kind: ConfirmationKind.DISPUTED, reason: "Dit was bij een ander bedrijf" } }] });
  expect(evidenceWhy(words, disputed)).toContain("Dit was bij een ander bedrijf");
  expect(evidenceWhy(words, item(EvidenceState.CONFIRMATION_REQUESTED))).toContain("vr 9 okt");
  expect(evidenceWhy(words, item(EvidenceState.UNVERIFIED))).toContain("Ingrid Maas");
});

test("GivenSizes_WhenShown_ThenTheyAreShortAndNeverNothing", () => {
  expect(sizeText(words, 12n)).toBe("1 kB");
  expect(sizeText(words, 340_400)).toBe("340 kB");
  expect(sizeText(words, 2_140_000n)).toBe("2,1 MB");
  expect(sizeText(english, 2_140_000n)).toBe("2.1 MB");
});

test("GivenAPlacementAndAnItem_WhenLinked_ThenTheAddressNamesBoth", () => {
  expect(evidenceHref("institutions/w/placements/p", "institutions/w/evidenceItems/i")).toBe("#/evidence/w/p?item=i");
});
