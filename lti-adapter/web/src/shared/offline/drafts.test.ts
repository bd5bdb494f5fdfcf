// @vitest-environment node
import { expect, test } from "vitest";
import { readDraft } from "./drafts";

const blank = { share: -1, word: "" };

test("GivenAKeptDraft_WhenRead_ThenItsPartsComeBack", () => {
  expect(readDraft(JSON.stringify({ share: 25, word: "druk" }), blank)).toEqual({ share: 25, word: "druk" });
});

test("GivenADraftOfAnotherPage_WhenRead_ThenOnlyPartsOfTheSameKindAreTaken", () => {
  expect(readDraft(JSON.stringify({ share: "25", word: "druk", more: 1 }), blank)).toEqual({ share: -1, word: "druk" });
});

test.each([null, "", "{", "3", "null"])("GivenNothingThatIsADraft %s_WhenRead_ThenItIsBlank", (text) => {
  expect(readDraft(text, blank)).toEqual(blank);
});
