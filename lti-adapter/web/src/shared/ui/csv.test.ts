// @vitest-environment node
import { expect, test } from "vitest";
import { toCsv } from "./csv";

test("GivenRows_WhenWritten_ThenEachLanguageHasTheSeparatorOfItsSpreadsheets", () => {
  expect(toCsv([["Naam", "Plekken"], ["Kuipers", 4]], "nl")).toBe("Naam;Plekken\r\nKuipers;4\r\n");
  expect(toCsv([["a", "b"]], "en")).toBe("a,b\r\n");
});

test("GivenSeparatorsQuotesAndLines_WhenWritten_ThenTheCellIsQuoted", () => {
  expect(toCsv([["a;b", 'zegt "ja"', "een\ntwee"]], "nl")).toBe('"a;b";"zegt ""ja""";"een\ntwee"\r\n');
});

test("GivenATextThatLooksLikeAFormula_WhenWritten_ThenItStaysAText", () => {
  expect(toCsv([["=HYPERLINK(1)", "-1+2", -3]], "nl")).toBe("'=HYPERLINK(1);'-1+2;-3\r\n");
});
