// @vitest-environment node
import { expect, test } from "vitest";
import { TextPiece_Change as Change } from "../../gen/driehoek/v1/agreement_service_pb";
import { phrases } from "./difference";

const same = (text: string) => ({ change: Change.SAME, text });
const old = (text: string) => ({ change: Change.DELETED, text });
const fresh = (text: string) => ({ change: Change.INSERTED, text });

test("GivenWordsThatStayedBetweenChanges_WhenRead_ThenTheyBelongToOnePhrase", () => {
  const found = phrases([same("Ingrid begeleidt Daan "), old("eens per twee "), fresh("elke "), old("weken "), fresh("week "), same("een "), old("half "), old("uur. "), fresh("uur, op dinsdag. "), same("De opleiding belt.")]);
  expect(found).toEqual([
    { kind: "same", text: "Ingrid begeleidt Daan " },
    { kind: "change", old: "eens per twee weken een half uur. ", new: "elke week een uur, op dinsdag. " },
    { kind: "same", text: "De opleiding belt." },
  ]);
});

test("GivenASentenceBetweenChanges_WhenRead_ThenTheChangesStayApart", () => {
  const found = phrases([old("Een "), fresh("Twee "), same("uur. Elke "), old("week"), fresh("maand")]);
  expect(found.map((phrase) => phrase.kind)).toEqual(["change", "same", "change"]);
});

test("GivenAnyPieces_WhenRead_ThenBothTextsAreStillWhole", () => {
  const pieces = [fresh("Nieuw. "), same("De "), old("student "), same("werkt "), fresh("hard"), same(".")];
  const text = (side: "old" | "new") => phrases(pieces).map((phrase) => (phrase.kind === "same" ? phrase.text : phrase[side])).join("");
  expect(text("old")).toBe("De student werkt .");
  expect(text("new")).toBe("Nieuw. De werkt hard.");
});
