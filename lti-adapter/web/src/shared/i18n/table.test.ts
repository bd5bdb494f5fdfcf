// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { allParts, loadParts, loadTable, type Lang } from "./table";

const whole = async (lang: Lang) => ({ ...await loadTable(lang, "staff"), ...await loadParts(lang, await allParts()) });
const tables = { nl: await whole("nl"), en: await whole("en") };
const keys = Object.keys(tables.nl) as (keyof typeof tables.nl)[];

function names(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""))].sort();
}

test("GivenBothTables_WhenCompared_ThenTheyHaveTheSameKeysAndPlaceholders", () => {
  expect(Object.keys(tables.en).sort()).toEqual([...keys].sort());
  for (const key of keys) expect(names(tables.en[key]), key).toEqual(names(tables.nl[key]));
});

test("GivenAllSentences_WhenCounted_ThenNoneHasMoreThanFifteenWordsOrShouts", () => {
  for (const [lang, table] of Object.entries(tables)) {
    for (const key of keys) {
      for (const sentence of table[key].split(/(?<=[.?:])\s/)) expect(sentence.split(/\s+/).filter((word) => /\w|\{/.test(word)).length, `${lang} ${key}: ${sentence}`).toBeLessThanOrEqual(15);
      expect(table[key], `${lang} ${key}`).not.toMatch(/!|helaas|invalid|ongeldig|failed|mislukt/i);
      expect(table[key].trim(), `${lang} ${key}`).toBe(table[key]);
      expect(table[key], `${lang} ${key}`).not.toBe("");
    }
  }
});

test("GivenTheContract_WhenItNamesAReason_ThenThatReasonHasASentence", () => {
  const protos = new URL("../../../../../proto/driehoek/v1/", import.meta.url);
  const spoken = (reason: string) => keys.some((key) => key === `no.${reason.toLowerCase()}`);
  // Reasons of calls that no screen makes yet, and of the event stream.
  const elsewhere = new Set(["DUAL_NEEDS_LEGAL_AGREEMENT", "LOOSENED_WITHOUT_REASON", "LEGAL_CLAUSE_ABSENT", "RESUME_TOKEN_INVALID", "RESUME_TOKEN_BEFORE_RESTORE"]);
  // The yearly question to organisations has no screen yet.
  for (const reason of ["INTENT_EXISTS", "REASON_MISSING", "REMARK_MISSING"]) elsewhere.add(reason);
  // Links in mails and calendar programs come without a screen.
  for (const reason of ["STOP_LINK_UNKNOWN", "CALENDAR_FEED_UNKNOWN"]) elsewhere.add(reason);
  // Placements are completed through the API.
  for (const reason of ["JUDGEMENT_COMING", "PLACEMENT_NOT_FINISHING"]) elsewhere.add(reason);
  const named = readdirSync(protos).filter((name) => name.endsWith("_service.proto")).flatMap((name) => {
    const text = readFileSync(new URL(name, protos), "utf8");
    return [...text.matchAll(/Errors:[^]*?rpc /g)].flatMap((block) => [...block[0].matchAll(/`([A-Z][A-Z_]{4,})`/g)].map((match) => match[1] ?? ""));
  }).filter((name) => !["DRAFT", "IN_REVIEW", "DECLINED", "OFFERED", "WITHDRAWN", "TERMINATED", "IN_FORCE"].includes(name));
  expect(named.length).toBeGreaterThan(30);
  expect([...new Set(named)].filter((name) => !spoken(name) && !elsewhere.has(name))).toEqual([]);
});
