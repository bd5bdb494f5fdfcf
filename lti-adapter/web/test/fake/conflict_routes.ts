// Conflicts of interest in memory: one that holds for Daan, one of Lars that ended.
import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import { ConflictOfInterest_Kind as Kind, ConflictOfInterest_State as ConflictState, ConflictOfInterestSchema, type ConflictOfInterest } from "../../src/gen/driehoek/v1/conflict_pb";
import { ConflictService } from "../../src/gen/driehoek/v1/conflict_service_pb";
import { refuse } from "./refuse";

const school = "institutions/waarden";
const at = (text: string) => timestampFromDate(new Date(text));

export interface ConflictWorld {
  conflicts: ConflictOfInterest[];
}

export function makeConflicts(): ConflictWorld {
  return { conflicts: [
    create(ConflictOfInterestSchema, {
      name: `${school}/conflictsOfInterest/1`, enrolment: `${school}/enrolments/lars`, student: `${school}/persons/lars`, organisation: `${school}/organisations/tiel`, kind: Kind.EMPLOYMENT, reason: "Lars werkte daar.",
      state: ConflictState.ENDED, createTime: at("2026-08-20T10:00:00+02:00"), endTime: at("2026-09-01T10:00:00+02:00"), endReason: "Zijn baan is gestopt.", labels: { student: "Lars Smit", organisation: "Gemeente Tiel" }, etag: "c2",
    }),
    create(ConflictOfInterestSchema, {
      name: `${school}/conflictsOfInterest/2`, enrolment: `${school}/enrolments/daan`, student: `${school}/persons/daan`, organisation: `${school}/organisations/vl`, supervisor: `${school}/organisations/vl/supervisors/ingrid`, kind: Kind.FAMILY, reason: "Ingrid is de zus van Daan.",
      state: ConflictState.RUNNING, createTime: at("2026-08-10T10:00:00+02:00"), labels: { student: "Daan Verhoeven", organisation: "Van Leeuwen Installatietechniek", supervisor: "Ingrid Maas" }, etag: "c1",
    }),
  ] };
}

export function conflictRoutes(router: ConnectRouter, world: ConflictWorld, role: () => string): void {
  router.service(ConflictService, {
    listConflictsOfInterest: () => {
      if (role() === "workplace_supervisor") throw refuse(Code.PermissionDenied, "ROLE_NOT_ALLOWED");
      return { conflictsOfInterest: structuredClone(world.conflicts) };
    },
    createConflictOfInterest: ({ conflictOfInterest }) => {
      const made = Object.assign(create(ConflictOfInterestSchema), conflictOfInterest, { name: `${school}/conflictsOfInterest/${world.conflicts.length + 1}`, state: ConflictState.RUNNING, createTime: at("2026-09-29T09:12:00+02:00"), etag: "c1" });
      world.conflicts.unshift(made);
      return structuredClone(made);
    },
    endConflictOfInterest: ({ name, etag, reason }) => {
      const found = world.conflicts.find((one) => one.name === name);
      if (found === undefined) throw refuse(Code.NotFound, "NOT_FOUND");
      if (found.etag !== etag) throw refuse(Code.Aborted, "STALE_ETAG");
      if (found.state === ConflictState.ENDED) throw refuse(Code.FailedPrecondition, "CONFLICT_ENDED");
      return structuredClone(Object.assign(found, { state: ConflictState.ENDED, endTime: at("2026-09-29T09:12:00+02:00"), endReason: reason, etag: `${found.etag}+` }));
    },
  });
}
