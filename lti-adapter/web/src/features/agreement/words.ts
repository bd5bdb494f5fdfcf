// What stands in an agreement and what happened to it, as keys of the string tables.
import { AgreementEvent_Type as AgreementEventType } from "../../gen/driehoek/v1/agreement_service_pb";
import type { Key } from "../../shared/i18n/table";
import type { Tone } from "../../shared/ui/status";
import { AgreementVersion_Amendment_Kind as AmendmentKind, Basis, Commitment_Status as Kept, Task } from "../../triangle/contract";
import type { ClauseCode } from "../../triangle/placement_words";

export const basisKey: Record<Basis, Key | undefined> = {
  [Basis.BASIS_UNSPECIFIED]: undefined,
  [Basis.LAW]: "basis.law",
  [Basis.POLICY]: "basis.policy",
  [Basis.FREE]: undefined,
};

export const taskKey: Record<Task, Key> = {
  [Task.TASK_UNSPECIFIED]: "task.find",
  [Task.FIND]: "task.find",
  [Task.ARRANGE]: "task.arrange",
  [Task.CONTACT]: "task.contact",
  [Task.DECIDE]: "task.decide",
  [Task.PAY_TIME]: "task.pay_time",
};

export const tasks = [Task.FIND, Task.ARRANGE, Task.CONTACT, Task.DECIDE, Task.PAY_TIME] as const;

export const keptKey: Record<Kept, Key> = {
  [Kept.STATUS_UNSPECIFIED]: "kept.none",
  [Kept.KEPT]: "kept.kept",
  [Kept.AT_RISK]: "kept.at_risk",
  [Kept.BROKEN]: "kept.broken",
};

export const keptTone: Record<Kept, Tone> = {
  [Kept.STATUS_UNSPECIFIED]: "note",
  [Kept.KEPT]: "ok",
  [Kept.AT_RISK]: "warn",
  [Kept.BROKEN]: "stop",
};

export const amendmentKey: Record<AmendmentKind, Key> = {
  [AmendmentKind.KIND_UNSPECIFIED]: "amend.tasks",
  [AmendmentKind.PERIOD]: "amend.period",
  [AmendmentKind.PLACE]: "amend.place",
  [AmendmentKind.SUPERVISOR]: "amend.supervisor",
  [AmendmentKind.TASKS]: "amend.tasks",
  [AmendmentKind.INTERRUPTION]: "amend.interruption",
  [AmendmentKind.TERMINATION]: "amend.termination",
};

export const amendments = [AmendmentKind.PERIOD, AmendmentKind.PLACE, AmendmentKind.SUPERVISOR, AmendmentKind.TASKS, AmendmentKind.INTERRUPTION, AmendmentKind.TERMINATION] as const;

export const eventKey: Record<AgreementEventType, Key> = {
  [AgreementEventType.TYPE_UNSPECIFIED]: "ev.changed",
  [AgreementEventType.DRAFTED]: "ev.drafted",
  [AgreementEventType.CHANGED]: "ev.changed",
  [AgreementEventType.SUBMITTED]: "ev.submitted",
  [AgreementEventType.VALIDATED]: "ev.validated",
  [AgreementEventType.RETURNED]: "ev.returned",
  [AgreementEventType.OFFERED]: "ev.offered",
  [AgreementEventType.OPENED]: "ev.opened",
  [AgreementEventType.SIGNED]: "ev.signed",
  [AgreementEventType.IN_FORCE]: "ev.in_force",
  [AgreementEventType.DECLINED]: "ev.declined",
  [AgreementEventType.WITHDRAWN]: "ev.withdrawn",
  [AgreementEventType.TERMINATED]: "ev.terminated",
  [AgreementEventType.SUPERSEDED]: "ev.superseded",
  [AgreementEventType.EXPIRED]: "ev.expired",
  [AgreementEventType.END_REQUESTED]: "ev.end_requested",
  [AgreementEventType.COMMITMENT_MARKED]: "ev.commitment",
  [AgreementEventType.RESPONSIBILITIES_ACCEPTED]: "ev.accepted",
  [AgreementEventType.SIGNING_REFUSED]: "ev.refused",
  [AgreementEventType.OVERDUE]: "ev.overdue",
};

const exampleKeys: Partial<Record<ClauseCode, Key>> = {
  duration: "example.duration",
  supervision: "example.supervision",
  outcomes: "example.outcomes",
  assessment: "example.assessment",
  time_and_space: "example.time_and_space",
  early_termination: "example.early_termination",
  activities: "example.activities",
  contact: "example.contact",
  expectations: "example.expectations",
};

export function exampleKey(code: string): Key | undefined {
  return Object.hasOwn(exampleKeys, code) ? exampleKeys[code as ClauseCode] : undefined;
}
