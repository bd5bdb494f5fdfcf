// @vitest-environment node
import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { AssessmentSchema } from "../../gen/driehoek/v1/assessment_pb";
import { EvidenceItemSchema } from "../../gen/driehoek/v1/evidence_pb";
import { EvidenceState } from "../../triangle/evidence";
import { byUrgency, draftOf, Exclusion, exclusionOf, holding, judged, lacking, markText, mayAppeal, nothing, State, takesInputs, tenthsOf, unpublished } from "./model";

test.each([["7", 70], ["7,5", 75], ["7.5", 75], [" 10 ", 100], ["10,0", 100], ["1", 10], ["5.5", 55]])("GivenTheMark %s_WhenRead_ThenItIs %i Tenths", (text, tenths) => {
  expect(tenthsOf(text)).toBe(tenths);
});

test.each(["", "0", "0,9", "10,1", "11", "7,55", "-3", "zeven", "7,", "100"])("GivenNoMark %s_WhenRead_ThenThereIsNone", (text) => {
  expect(tenthsOf(text)).toBeUndefined();
});

test("GivenEveryMark_WhenWrittenAndRead_ThenItIsTheSame", () => {
  for (let tenths = 10; tenths <= 100; tenths += 1) {
    for (const lang of ["nl", "en"]) expect(tenthsOf(markText(tenths, lang))).toBe(tenths);
  }
});

const of = (state: State, student = "", part = {}) => create(AssessmentSchema, { state, labels: { student }, ...part });

test("GivenTheLastDay_WhenItIsThatDayOrLater_ThenAnAppealIsPossibleUpToThatDayOnly", () => {
  const published = of(State.PUBLISHED, "", { appealUntilDate: { year: 2026, month: 11, day: 6 } });
  expect(mayAppeal(published, { year: 2026, month: 11, day: 6 })).toBe(true);
  expect(mayAppeal(published, { year: 2026, month: 11, day: 7 })).toBe(false);
  expect(mayAppeal(of(State.APPEALED, "", { appealUntilDate: { year: 2026, month: 11, day: 6 } }), { year: 2026, month: 11, day: 1 })).toBe(false);
  expect(mayAppeal(of(State.PUBLISHED), { year: 2026, month: 11, day: 1 })).toBe(false);
});

test("GivenAssessments_WhenSorted_ThenAppealsComeFirstAndWhatIsOverIsLeftOut", () => {
  const list = [of(State.OPEN, "Bo"), of(State.FINAL, "Cis"), of(State.OPEN, "Al"), of(State.APPEALED, "Di"), of(State.PUBLISHED, "Ed"), of(State.INPUTS_COMPLETE, "Fa")];
  expect(byUrgency(list).map(({ labels }) => labels?.student)).toEqual(["Di", "Fa", "Al", "Bo"]);
});

test("GivenEveryStateOfEvidence_WhenWeighed_ThenOnlyConfirmedCounts", () => {
  const weighed = (state: EvidenceState) => exclusionOf(create(EvidenceItemSchema, { state }));
  expect([EvidenceState.CONFIRMED, EvidenceState.USED].map(weighed)).toEqual([Exclusion.EXCLUSION_UNSPECIFIED, Exclusion.EXCLUSION_UNSPECIFIED]);
  expect([EvidenceState.UNVERIFIED, EvidenceState.DISPUTED, EvidenceState.ADDED, EvidenceState.LINKED, EvidenceState.CONFIRMATION_REQUESTED].map(weighed))
    .toEqual([Exclusion.UNVERIFIED, Exclusion.DISPUTED, Exclusion.NOT_LINKED, Exclusion.NOT_CONFIRMED, Exclusion.NOT_CONFIRMED]);
});

test("GivenAJudgementAndACorrectionThatIsNotOut_WhenAsked_ThenTheFirstHoldsAndTheSecondWaits", () => {
  const appealed = of(State.JUDGED, "", { publishedVersion: 1, judgements: [{ version: 1, finalMarkTenths: 60, publishTime: { seconds: 1n } }, { version: 2, finalMarkTenths: 70, appeal: 1 }] });
  expect(holding(appealed)?.finalMarkTenths).toBe(60);
  expect(unpublished(appealed)?.finalMarkTenths).toBe(70);
  expect(unpublished(of(State.PUBLISHED, "", { judgements: [{ version: 1, publishTime: { seconds: 1n } }] }))).toBeUndefined();
  expect(takesInputs(appealed)).toBe(false);
});

test("GivenADraft_WhenALevelOrAReasonIsMissing_ThenItsCodeIsLacking", () => {
  const draft = { ...nothing, outcomes: { LU1: { level: 3, reason: " Goed " }, LU2: { level: 2, reason: " " }, LU3: { level: 0, reason: "x" } } };
  expect(lacking(["LU1", "LU2", "LU3", "LU4"], draft)).toEqual(["LU2", "LU3", "LU4"]);
  expect(judged(["LU1"], draft)).toEqual([{ outcomeCode: "LU1", level: 3, reason: "Goed" }]);
  const again = draftOf(create(AssessmentSchema, { judgements: [{ finalMarkTenths: 75, reason: "r", outcomes: [{ outcomeCode: "LU1", level: 4, reason: "w" }] }] }).judgements[0], "nl");
  expect(again).toEqual({ outcomes: { LU1: { level: 4, reason: "w" } }, mark: "7,5", reason: "r" });
});
