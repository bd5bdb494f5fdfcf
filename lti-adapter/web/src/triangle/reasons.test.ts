// @vitest-environment node
import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { Allocation_ReasonSchema } from "../gen/driehoek/v1/matching_pb";
import { makeWords } from "../shared/i18n/context";
import { loadParts, loadTable, type Lang } from "../shared/i18n/table";
import { ordinal, reasonText } from "./reasons";
import { Cause, Tie } from "./rounds";

const inLanguage = async (lang: Lang) => makeWords(lang, { ...await loadTable(lang, "staff"), ...await loadParts(lang, ["ranking"]) }, "Europe/Amsterdam");
const words = { nl: await inLanguage("nl"), en: await inLanguage("en") };
const given = { rank: 2, lotteryDraw: "0.81" };
const wish = (part: object) => create(Allocation_ReasonSchema, { applicantCount: 14, seatCount: 5, position: 6, ...part });

test("GivenAPlaceLostByTheLottery_WhenSaid_ThenTheNumbersAndTheDrawStandThere", () => {
  const lost = wish({ cause: Cause.OUTRANKED, tie: Tie.LOTTERY });
  expect(reasonText(words.nl, lost, given)).toBe("14 studenten kozen dit, er waren 5 plekken. Jij stond 6e. Bij gelijke voorrang telt het lot: 0,81.");
  expect(reasonText(words.en, lost, given)).toBe("14 students chose this, there were 5 places. You were 6th. With equal priority the lottery counts: 0.81.");
});

test("GivenOneOfEach_WhenSaid_ThenItIsSingular", () => {
  expect(reasonText(words.nl, wish({ cause: Cause.OUTRANKED, tie: Tie.PRIORITY, applicantCount: 1, seatCount: 1, position: 1 }), given)).toBe("1 student koos dit, er was 1 plek. Jij stond 1e. Anderen hadden hier voorrang.");
  expect(reasonText(words.nl, wish({ cause: Cause.LIMIT, boundCount: 1 }), given)).toContain("De begeleider begeleidt 1 student tegelijk.");
});

test("GivenEveryCause_WhenSaid_ThenNoneIsEmptyInEitherLanguage", () => {
  const causes = Object.values(Cause).filter((cause) => typeof cause === "number");
  expect(causes.length).toBe(10);
  for (const cause of causes) {
    for (const one of [words.nl, words.en]) expect(reasonText(one, wish({ cause, boundCount: 3 }), given), String(cause)).toMatch(/^[^{]+\.$/);
  }
  expect(reasonText(words.nl, wish({ cause: Cause.NOT_NEEDED }), given)).toBe("Niet nodig: je 2e keuze lukte.");
  expect(reasonText(words.nl, wish({ cause: Cause.RESERVED, boundCount: 3 }), given)).toContain("3 plekken waren eerst voor een andere groep.");
});

test("GivenNumbersInALine_WhenSaidInEnglish_ThenTheirEndingsAreRight", () => {
  expect([1, 2, 3, 4, 11, 12, 21, 22, 103].map((n) => ordinal(words.en, n))).toEqual(["1st", "2nd", "3rd", "4th", "11th", "12th", "21st", "22nd", "103rd"]);
  expect(ordinal(words.nl, 20)).toBe("20e");
});
