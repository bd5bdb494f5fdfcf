// The scans of the small world: one in each state that the list of the office tells apart, and what two programmes ask.
import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { DateSchema } from "../../src/gen/google/type/date_pb";
import { ScanCriteriaSchema, WorkplaceScanSchema, type ScanCriteria, type WorkplaceScan } from "../../src/gen/driehoek/v1/workplace_scan_pb";
import { Finding, ScanState, Side, Subject, Trigger, Verdict, Weight } from "../../src/triangle/scans";

const school = "institutions/waarden";
const programme = `${school}/programmes/eng`;
const day = (year: number, month: number, date: number) => create(DateSchema, { year, month, day: date });
const at = (text: string) => timestampFromDate(new Date(text));

export interface ScanWorld {
  scans: WorkplaceScan[];
  criteria: ScanCriteria[];
}

const asked: readonly (readonly [string, string, string, Subject, Weight])[] = [
  ["W1", "Er is werk op het niveau van de opleiding", "There is work at the level of the programme", Subject.WORKPLACE, Weight.ESSENTIAL],
  ["W2", "De student werkt minstens twee dagen per week mee", "The student joins in at least two days a week", Subject.WORKPLACE, Weight.DESIRABLE],
  ["B1", "Jij hebt elke week een uur voor begeleiding", "You have an hour every week to supervise", Subject.SUPERVISOR, Weight.ESSENTIAL],
  ["R1", "Er is ruimte voor de begrotingsopdracht", "There is room for the budget task", Subject.ROOM_FOR_TASKS, Weight.ESSENTIAL],
  ["S1", "De student heeft een VCA-diploma", "The student has a safety certificate", Subject.STUDENT, Weight.DESIRABLE],
];

function answers(side: Side, findings: readonly Finding[], remark = "") {
  return findings.map((finding, index) => ({ criterionCode: asked[index]?.[0] ?? "", finding, remark: finding === Finding.MET ? "" : remark, side, answerTime: at("2026-09-25T10:00:00+02:00") }));
}

type Part = Partial<Omit<WorkplaceScan, "$typeName" | "labels">>;

function scan(id: string, workplace: string, organisation: string, part: Part): WorkplaceScan {
  const made = create(WorkplaceScanSchema, {
    name: `${school}/workplaceScans/${id}`, workplace: `${school}/organisations/vl/workplaces/1`, supervisor: `${school}/organisations/vl/supervisors/ingrid`,
    programmeVariant: `${programme}/variants/dt`, phase: 1, criteria: `${programme}/scanCriteria/2`, trigger: Trigger.FIRST, etag: "s1", createTime: at("2026-09-14T10:00:00+02:00"),
    labels: { organisation, workplace, supervisor: "Ingrid Maas", programme: "Ad Engineering" },
  });
  return Object.assign(made, part);
}

const { MET, PARTLY, NOT_MET } = Finding;

export function makeScans(): ScanWorld {
  const parts = (init: Parameters<typeof create<typeof WorkplaceScanSchema>>[1]) => create(WorkplaceScanSchema, init);
  return {
    criteria: [
      create(ScanCriteriaSchema, { name: `${programme}/scanCriteria/2`, version: 2, firstPhase: 1, lastPhase: 2, createTime: at("2026-08-20T10:00:00+02:00"), etag: "c2", criteria: asked.map(([code, titleNl, titleEn, subject, weight]) => ({ code, titleNl, titleEn, subject, weight, ...(code === "R1" && { helpNl: "De student mag een echte begroting zien en een deel zelf maken.", helpEn: "The student may see a real budget and make a part of it." }) })) }),
      create(ScanCriteriaSchema, { name: `${programme}/scanCriteria/1`, version: 1, firstPhase: 1, lastPhase: 1, createTime: at("2025-08-20T10:00:00+02:00"), etag: "c1", criteria: asked.slice(0, 2).map(([code, titleNl, titleEn, subject, weight]) => ({ code, titleNl, titleEn, subject, weight })) }),
    ],
    scans: [
      scan("asked", "Projecten", "Van Leeuwen Installatietechniek", { state: ScanState.REQUESTED, placement: `${school}/placements/daan`, dueDate: day(2026, 9, 25) }),
      scan("filled", "Buitendienst", "Gemeente Tiel", { state: ScanState.FILLED, answers: parts({ answers: [...answers(Side.SUPERVISOR, [MET, MET, MET, PARTLY, MET], "Alleen onder toezicht."), ...answers(Side.ORGANISATION_CONTACT, [MET, MET, PARTLY], "Een half uur, meer lukt niet.")] }).answers }),
      scan("cond", "Zorgteam Noord", "Zorggroep De Linden", { state: ScanState.ASSESSED, verdict: Verdict.CONDITIONAL, verdictReason: "Er is nog geen ruimte voor de begrotingsopdracht.", answers: parts({ answers: answers(Side.SUPERVISOR, [MET, MET, MET, NOT_MET, MET]) }).answers, conditions: parts({ conditions: [
        { id: "1", action: "Een echte begroting laten zien", owner: "HR", dueDate: day(2026, 10, 12) }, { id: "2", action: "Een vaste werkplek regelen", owner: `${school}/persons/ingrid`, dueDate: day(2026, 9, 20), doneTime: at("2026-09-18T10:00:00+02:00") },
      ] }).conditions, validUntilDate: day(2027, 2, 1) }),
      scan("open", "Werkvoorbereiding", "Aannemer Kuipers", { state: ScanState.REOPENED, trigger: Trigger.SIGNAL, triggerReason: "De begeleider is vaak weg.", verdict: Verdict.FIT, answers: parts({ answers: answers(Side.SUPERVISOR, [MET, MET, MET, MET, MET]) }).answers }),
      scan("soon", "Ontwerp", "Bureau Rivier", { state: ScanState.ASSESSED, verdict: Verdict.FIT, validUntilDate: day(2026, 10, 9) }),
      scan("fit", "Onderhoud", "Waterschap Rivierenland", { state: ScanState.ASSESSED, verdict: Verdict.FIT, validUntilDate: day(2027, 8, 1) }),
    ],
  };
}
