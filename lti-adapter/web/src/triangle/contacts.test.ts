// @vitest-environment node
import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { Signal_FactSchema, SignalSchema, Triangle_ContactSchema } from "../gen/driehoek/v1/signal_pb";
import { makeWords } from "../shared/i18n/context";
import { loadParts, loadTable, type Lang } from "../shared/i18n/table";
import { contactText, freshnessOf } from "./contacts";
import { Edge, FactCode, SignalKind } from "./signals";
import { factText, signalShort } from "./signal_words";

const date = { year: 2026, month: 9, day: 1 };
const contact = (silentDays: number, limitDays: number, known = true) => create(Triangle_ContactSchema, { edge: Edge.PROGRAMME_WORKPLACE, silentDays, limitDays, ...(known && { lastContactDate: date }) });
const wordsOf = async (lang: Lang) => makeWords(lang, { ...await loadTable(lang, "staff"), ...await loadParts(lang, ["signals"]) }, "Europe/Amsterdam", () => new Date("2026-09-29T09:12:00+02:00"));

test.each([[20, 28, "fresh"], [21, 28, "fading"], [28, 28, "fading"], [29, 28, "silent"], [400, 0, "fresh"]] as const)("GivenContact %s DaysAgoOf %s_WhenJudged_ThenItIs %s", (days, limit, freshness) => {
  expect(freshnessOf(contact(days, limit))).toBe(freshness);
});

test("GivenNoContactYet_WhenJudged_ThenItIsNeverUntilTheLimitHasPassed", () => {
  expect([freshnessOf(contact(10, 28, false)), freshnessOf(contact(30, 28, false))]).toEqual(["never", "silent"]);
});

test("GivenContacts_WhenSaid_ThenDaysAndWeeksReadAsPeopleSayThem", async () => {
  const nl = await wordsOf("nl");
  expect([contact(0, 28), contact(1, 28), contact(3, 28), contact(15, 28), contact(28, 28), contact(36, 28), contact(36, 28, false)].map((one) => contactText(nl, one)))
    .toEqual(["vandaag", "1 dag geleden", "3 dagen geleden", "2 weken geleden", "4 weken, wordt stil", "al 5 weken stil", "nog geen contact"]);
});

test.each(["nl", "en"] as const)("GivenEveryFact_WhenSaidIn %s_ThenNothingIsLeftUnfilled", async (lang) => {
  const words = await wordsOf(lang);
  for (const code of Object.values(FactCode).filter((one) => typeof one === "number")) {
    for (const value of [1, 5]) {
      for (const day of [date, undefined]) expect(factText(words, create(Signal_FactSchema, { code, value, limit: 28, edge: Edge.PROGRAMME_STUDENT, ...(day && { date: day }) })), FactCode[code]).not.toMatch(/[{}]|undefined/);
    }
  }
});

test("GivenSilence_WhenSaid_ThenSidesDaysAndLimitAreNamed", async () => {
  const fact = create(Signal_FactSchema, { code: FactCode.SILENT, value: 36, limit: 28, date, edge: Edge.PROGRAMME_WORKPLACE });
  const nl = await wordsOf("nl");
  expect(factText(nl, fact)).toBe("Opleiding en werkplek: 36 dagen geen contact, laatst op di 1 sep. Het mag 28 dagen duren.");
  expect(signalShort(nl, create(SignalSchema, { kind: SignalKind.SILENCE, isCurrent: true, facts: [fact] }))).toBe("5 weken stil");
  expect(signalShort(nl, create(SignalSchema, { kind: SignalKind.DROWNING, isCurrent: true, facts: [fact] }))).toBe("Dreigt vast te lopen");
  expect(signalShort(nl, create(SignalSchema, { kind: SignalKind.SILENCE, facts: [fact] }))).toBe("Niet meer zo: rond het signaal af");
});
