// @vitest-environment node
import { create, toJson } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { EvidenceItemSchema } from "../../gen/driehoek/v1/evidence_pb";
import { ConfirmEvidenceItemsRequestSchema, DisputeEvidenceItemRequestSchema, EvidenceService } from "../../gen/driehoek/v1/evidence_service_pb";
import { answerKey, answersIn, bundleOf, readAnswers } from "./answers";

const item = (institution: string, id: string) => create(EvidenceItemSchema, { name: `institutions/${institution}/evidenceItems/${id}`, version: 1, etag: "e" });
const [a, b, c, d] = [item("w", "a"), item("w", "b"), item("o", "c"), item("w", "d")];
const yes = { said: "yes", reason: "" } as const;

test("GivenAnswersAtTwoSchools_WhenBundled_ThenEachSchoolHasItsOwnCall", () => {
  const { confirm, yes: count } = bundleOf([a, b, c, d], { [answerKey(a)]: yes, [answerKey(b)]: yes, [answerKey(c)]: yes, [answerKey(d)]: { said: "later", reason: "" } });
  expect(confirm).toEqual([{ parent: "institutions/w", items: [a, b] }, { parent: "institutions/o", items: [c] }]);
  expect(count).toBe(3);
});

test("GivenMoreThanOneCallTakes_WhenBundled_ThenThereIsAnotherCall", () => {
  const many = Array.from({ length: 51 }, (_, index) => item("w", `${index}`));
  const { confirm, yes: count } = bundleOf(many, Object.fromEntries(many.map((one) => [answerKey(one), yes])));
  expect(confirm.map(({ items }) => items.length)).toEqual([50, 1]);
  expect(count).toBe(51);
});

test("GivenNoAnswer_WhenBundled_ThenNothingIsSaid", () => {
  expect(bundleOf([a, b], {})).toMatchObject({ yes: 0, no: 0, lacking: [] });
});

test("GivenADisputeWithoutAReason_WhenBundled_ThenItIsLacking", () => {
  const { dispute, lacking, no } = bundleOf([a, b], { [answerKey(a)]: { said: "no", reason: "  " }, [answerKey(b)]: { said: "no", reason: " Elders gedaan " } });
  expect(lacking).toEqual([a]);
  expect(dispute[1]).toEqual({ item: b, reason: "Elders gedaan" });
  expect(no).toBe(2);
});

test("GivenAnItemThatIsGone_WhenBundled_ThenItsAnswerIsNotSent", () => {
  expect(bundleOf([b], { [answerKey(a)]: yes }).yes).toBe(0);
});

test("GivenANewerVersion_WhenBundled_ThenTheAnswerToTheOldOneDoesNotCount", () => {
  expect(bundleOf([create(EvidenceItemSchema, { ...a, version: 2, etag: "f" })], { [answerKey(a)]: yes }).yes).toBe(0);
});

test("GivenKeptCalls_WhenRead_ThenTheySayWhatWasAnswered", () => {
  const references = [a, b].map(({ name, version, etag }) => ({ name, version, etag }));
  const calls = [
    { service: EvidenceService.typeName, method: "ConfirmEvidenceItems", request: toJson(ConfirmEvidenceItemsRequestSchema, create(ConfirmEvidenceItemsRequestSchema, { parent: "institutions/w", items: references })) },
    { service: EvidenceService.typeName, method: "DisputeEvidenceItem", request: toJson(DisputeEvidenceItemRequestSchema, create(DisputeEvidenceItemRequestSchema, { name: c.name, version: 1, etag: "e", reason: "Elders" })) },
    { service: "driehoek.v1.RhythmService", method: "ConfirmHours", request: {} },
  ];
  expect(answersIn(calls)).toEqual({ [answerKey(a)]: yes, [answerKey(b)]: yes, [answerKey(c)]: { said: "no", reason: "Elders" } });
});

test("GivenWhatAPageKept_WhenRead_ThenOnlyAnswersCount", () => {
  expect(readAnswers(JSON.stringify({ x: { said: "no", reason: "Elders" }, y: { said: "maybe", reason: "" }, z: 3 }))).toEqual({ x: { said: "no", reason: "Elders" } });
  expect(readAnswers("null")).toEqual({});
});
