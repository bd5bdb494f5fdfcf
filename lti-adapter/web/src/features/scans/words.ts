// Values of the contract of scans as keys of the string tables.
import { Finding, ScanState, Side, Subject, Trigger, Verdict, type Condition, type Criterion } from "../../triangle/scans";
import type { Words } from "../../shared/i18n/context";
import type { Tone } from "../../shared/ui/status";

export const subjectKey = {
  [Subject.SUBJECT_UNSPECIFIED]: "subject.workplace",
  [Subject.WORKPLACE]: "subject.workplace",
  [Subject.SUPERVISOR]: "subject.supervisor",
  [Subject.ROOM_FOR_TASKS]: "subject.room",
  [Subject.STUDENT]: "subject.student",
} as const;

export const subjects = [Subject.WORKPLACE, Subject.SUPERVISOR, Subject.ROOM_FOR_TASKS, Subject.STUDENT] as const;

export const findingKey = {
  [Finding.FINDING_UNSPECIFIED]: "finding.none",
  [Finding.MET]: "finding.met",
  [Finding.PARTLY]: "finding.partly",
  [Finding.NOT_MET]: "finding.not_met",
} as const;

export const findingTone: Record<Finding, Tone> = { [Finding.FINDING_UNSPECIFIED]: "note", [Finding.MET]: "ok", [Finding.PARTLY]: "warn", [Finding.NOT_MET]: "stop" };

export const findings = [Finding.MET, Finding.PARTLY, Finding.NOT_MET] as const;

export const verdictKey = {
  [Verdict.VERDICT_UNSPECIFIED]: "st.scan_none",
  [Verdict.FIT]: "st.scan_fit",
  [Verdict.CONDITIONAL]: "st.scan_cond",
  [Verdict.UNFIT]: "st.scan_unfit",
} as const;

export const verdictTone: Record<Verdict, Tone> = { [Verdict.VERDICT_UNSPECIFIED]: "note", [Verdict.FIT]: "ok", [Verdict.CONDITIONAL]: "warn", [Verdict.UNFIT]: "stop" };

export const sideKey = {
  [Side.SIDE_UNSPECIFIED]: "side.office",
  [Side.SUPERVISOR]: "side.supervisor",
  [Side.ORGANISATION_CONTACT]: "side.contact",
  [Side.PRACTICE_OFFICE]: "side.office",
} as const;

export const triggerKey = {
  [Trigger.TRIGGER_UNSPECIFIED]: "trigger.first",
  [Trigger.FIRST]: "trigger.first",
  [Trigger.PHASE_CHANGE]: "trigger.phase",
  [Trigger.SUPERVISOR_CHANGE]: "trigger.supervisor",
  [Trigger.TASK_CHANGE]: "trigger.tasks",
  [Trigger.SIGNAL]: "trigger.signal",
  [Trigger.EXPIRY]: "trigger.expiry",
} as const;

/** Why a scan can be opened again. */
export const triggers = [Trigger.SIGNAL, Trigger.TASK_CHANGE, Trigger.SUPERVISOR_CHANGE, Trigger.PHASE_CHANGE, Trigger.EXPIRY] as const;

export const scanStateKey = {
  [ScanState.STATE_UNSPECIFIED]: "scanst.requested",
  [ScanState.REQUESTED]: "scanst.requested",
  [ScanState.FILLED]: "scanst.filled",
  [ScanState.ASSESSED]: "scanst.assessed",
  [ScanState.EXPIRED]: "scanst.expired",
  [ScanState.REOPENED]: "scanst.reopened",
} as const;

export function titleOf({ lang }: Words, criterion: Criterion): string {
  return lang === "nl" ? criterion.titleNl : criterion.titleEn;
}

export function helpOf({ lang }: Words, criterion: Criterion): string {
  return lang === "nl" ? criterion.helpNl : criterion.helpEn;
}

/** Who does it: a role in words, or a person by name. */
export function ownerText({ t }: Words, { owner }: Condition, names?: ReadonlyMap<string, string>): string {
  return owner.startsWith("institutions/") ? (names?.get(owner) ?? t("scan.owner_person")) : owner;
}
