// The calls on scans in memory, with the states and reasons of the contract as far as the screens need them.
import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import { ScanCriteriaSchema, WorkplaceScan_ConditionSchema, WorkplaceScan_LabelsSchema, WorkplaceScanSchema, type WorkplaceScan } from "../../src/gen/driehoek/v1/workplace_scan_pb";
import { ScanState, sideOf, Trigger, Verdict, WorkplaceScanService } from "../../src/triangle/scans";
import { refuse } from "./refuse";
import type { ScanWorld } from "./scan_world";

const moment = () => timestampFromDate(new Date("2026-09-29T09:12:00+02:00"));

export function scanRoutes(router: ConnectRouter, world: ScanWorld, role: () => string): void {
  const named = (name: string): WorkplaceScan => {
    const found = world.scans.find((one) => one.name === name);
    if (found === undefined) throw refuse(Code.NotFound, "NOT_FOUND");
    return found;
  };
  const guarded = (name: string, etag: string, states: readonly ScanState[], reason: string): WorkplaceScan => {
    const found = named(name);
    if (found.etag !== etag) throw refuse(Code.Aborted, "STALE_ETAG");
    if (!states.includes(found.state)) throw refuse(Code.FailedPrecondition, reason);
    return found;
  };
  const touched = (scan: WorkplaceScan) => {
    scan.etag += "+";
    return structuredClone(scan);
  };
  // In this world each guest supervises the scans of one workplace only.
  const own = (scan: WorkplaceScan) => role() !== "workplace_supervisor" || scan.labels?.workplace === "Projecten";
  router.service(WorkplaceScanService, {
    listScanCriteria: ({ parent }) => ({ scanCriteria: world.criteria.filter(({ name }) => name.startsWith(`${parent}/`)) }),
    getScanCriteria: ({ name }) => world.criteria.find((one) => one.name === name) ?? {},
    createScanCriteria: ({ parent, scanCriteria }) => {
      const version = world.criteria.filter(({ name }) => name.startsWith(`${parent}/`)).length + 1;
      const made = Object.assign(create(ScanCriteriaSchema, scanCriteria), { name: `${parent}/scanCriteria/${version}`, version, createTime: moment(), etag: "c" });
      world.criteria.unshift(made);
      return made;
    },
    listWorkplaceScans: ({ states }) => ({ workplaceScans: structuredClone(world.scans.filter((one) => own(one) && (states.length === 0 || states.includes(one.state)))) }),
    getWorkplaceScan: ({ name }) => structuredClone(named(name)),
    requestWorkplaceScan: ({ parent, workplaceScan }) => {
      const made = Object.assign(create(WorkplaceScanSchema, workplaceScan), {
        name: `${parent}/workplaceScans/new-${world.scans.length}`, state: ScanState.REQUESTED, trigger: Trigger.FIRST, phase: workplaceScan?.phase || 1, criteria: world.criteria[0]?.name ?? "", createTime: moment(), etag: "s1",
        labels: create(WorkplaceScan_LabelsSchema, { organisation: "Van Leeuwen Installatietechniek", workplace: "Projecten", supervisor: "Ingrid Maas", programme: "Ad Engineering" }),
      });
      world.scans.push(made);
      return structuredClone(made);
    },
    fillWorkplaceScan: ({ name, answers, etag }) => {
      const scan = guarded(name, etag, [ScanState.REQUESTED, ScanState.REOPENED, ScanState.FILLED], "SCAN_NOT_OPEN");
      const side = sideOf(role());
      const codes = new Set(answers.map(({ criterionCode }) => criterionCode));
      const kept = scan.state === ScanState.REOPENED ? [] : scan.answers.filter((one) => one.side !== side || !codes.has(one.criterionCode));
      scan.answers = [...kept, ...answers.map((answer) => ({ ...answer, side, answerTime: moment() }))];
      scan.state = ScanState.FILLED;
      return touched(scan);
    },
    assessWorkplaceScan: ({ name, verdict, reason, conditions, etag }) => {
      const scan = guarded(name, etag, [ScanState.FILLED], "SCAN_NOT_FILLED");
      if (verdict === Verdict.CONDITIONAL && conditions.length === 0) throw refuse(Code.InvalidArgument, "CONDITIONS_MISSING");
      Object.assign(scan, { state: ScanState.ASSESSED, verdict, verdictReason: reason, assessTime: moment(), conditions: conditions.map((one, index) => create(WorkplaceScan_ConditionSchema, { ...one, id: String(index + 1) })) });
      return touched(scan);
    },
    completeScanCondition: ({ name, condition, etag }) => {
      const scan = guarded(name, etag, [ScanState.ASSESSED], "SCAN_NOT_ASSESSED");
      const found = scan.conditions.find(({ id }) => id === condition);
      if (found === undefined) throw refuse(Code.InvalidArgument, "CONDITION_UNKNOWN");
      found.doneTime = moment();
      return touched(scan);
    },
    reopenWorkplaceScan: ({ name, trigger, reason, etag }) => {
      const scan = guarded(name, etag, [ScanState.ASSESSED, ScanState.EXPIRED], "SCAN_NOT_ASSESSED");
      Object.assign(scan, { state: ScanState.REOPENED, trigger, triggerReason: reason });
      return touched(scan);
    },
  });
}
