// @vitest-environment node
import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { EvidenceItemSchema } from "../../gen/driehoek/v1/evidence_pb";
import { bundleOf } from "./answers";

const item = (institution: string, id: string) => create(EvidenceItemSchema, { name: `institutions/${institution}/evidenceItems/${id}`, version: 1, etag: "e" });
const [a, b, c, d] = [item("w", "a"), item("w", "b"), item("o", "c"), item("w", "d")];

test("GivenAnswersAtTwoSchools_WhenBundled_ThenEachSchoolHasItsOwnCall", () => {
  const { confirm, yes } = bundleOf([a, b, c, d], { [a.name]: { said: "yes", reason: "" }, [b.name]: { said: "yes", reason: "" }, [c.name]: { said: "yes", reason: "" }, [d.name]: { said: "later", reason: "" } });
  expect([...confirm]).toEqual([["institutions/w", [a, b]], ["institutions/o", [c]]]);
  expect(yes).toBe(3);
});

test("GivenNoAnswer_WhenBundled_ThenNothingIsSaid", () => {
  expect(bundleOf([a, b], {})).toMatchObject({ yes: 0, no: 0, lacking: [] });
});

test("GivenADisputeWithoutAReason_WhenBundled_ThenItIsLacking", () => {
  const { dispute, lacking, no } = bundleOf([a, b], { [a.name]: { said: "no", reason: "  " }, [b.name]: { said: "no", reason: " Elders gedaan " } });
  expect(lacking).toEqual([a]);
  expect(dispute[1]).toEqual({ item: b, reason: "Elders gedaan" });
  expect(no).toBe(2);
});

test("GivenAnItemThatIsGone_WhenBundled_ThenItsAnswerIsNotSent", () => {
  expect(bundleOf([b], { [a.name]: { said: "yes", reason: "" } }).yes).toBe(0);
});
