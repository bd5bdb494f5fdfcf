// Signals in plain words: what they are about, and what they come from with the numbers behind it.
import type { Words } from "../shared/i18n/context";
import type { Tone } from "../shared/ui/status";
import { Edge, FactCode, InterventionKind, Severity, SignalKind, SignalState, type Fact, type Signal } from "./signals";

export const signalKindKey = {
  [SignalKind.KIND_UNSPECIFIED]: "signal.other",
  [SignalKind.SILENCE]: "signal.silence",
  [SignalKind.EXTRA_HANDS]: "signal.extra_hands",
  [SignalKind.DROWNING]: "signal.drowning",
  [SignalKind.LATE_VERDICT]: "signal.late_verdict",
  [SignalKind.SCAN_EXPIRED]: "signal.scan",
  [SignalKind.BROKEN_COMMITMENT]: "signal.commitment",
  [SignalKind.CAPACITY]: "signal.capacity",
  [SignalKind.RAISED_BY_PERSON]: "signal.person",
} as const;

export const signalStateKey = {
  [SignalState.STATE_UNSPECIFIED]: "signalst.raised",
  [SignalState.RAISED]: "signalst.raised",
  [SignalState.ACKNOWLEDGED]: "signalst.acknowledged",
  [SignalState.INTERVENTION_OPEN]: "signalst.intervention",
  [SignalState.RESOLVED]: "signalst.resolved",
  [SignalState.ESCALATED]: "signalst.escalated",
  [SignalState.CONTINUATION]: "signalst.continuation",
} as const;

export const severityKey = { [Severity.SEVERITY_UNSPECIFIED]: "severity.warning", [Severity.NOTICE]: "severity.notice", [Severity.WARNING]: "severity.warning", [Severity.URGENT]: "severity.urgent" } as const;
export const severityTone: Record<Severity, Tone> = { [Severity.SEVERITY_UNSPECIFIED]: "warn", [Severity.NOTICE]: "wait", [Severity.WARNING]: "warn", [Severity.URGENT]: "stop" };
export const severities = [Severity.NOTICE, Severity.WARNING, Severity.URGENT] as const;

export const interventionKey = {
  [InterventionKind.KIND_UNSPECIFIED]: "doing.other",
  [InterventionKind.TALK]: "doing.talk",
  [InterventionKind.FIELD_CONTACTS]: "doing.field",
  [InterventionKind.FELLOW_STUDENT_ASSIGNMENT]: "doing.fellow",
  [InterventionKind.PLANNING]: "doing.planning",
  [InterventionKind.OTHER]: "doing.other",
} as const;
export const interventionKinds = [InterventionKind.TALK, InterventionKind.PLANNING, InterventionKind.FIELD_CONTACTS, InterventionKind.FELLOW_STUDENT_ASSIGNMENT, InterventionKind.OTHER] as const;

export const edgeKey = {
  [Edge.TRIANGLE_EDGE_UNSPECIFIED]: "edge.none",
  [Edge.PROGRAMME_WORKPLACE]: "edge.programme_workplace",
  [Edge.PROGRAMME_STUDENT]: "edge.programme_student",
  [Edge.STUDENT_WORKPLACE]: "edge.student_workplace",
} as const;

/** One thing that a signal comes from, in a sentence or two. */
export function factText({ t, tn, dates }: Words, { code, value, limit, date: day, edge }: Fact): string {
  const date = day === undefined ? "" : dates.day(day);
  const sides = t(edgeKey[edge]);
  switch (code) {
    case FactCode.SILENT: return tn("fact.silent", value, { sides, date, limit });
    case FactCode.NEVER_IN_CONTACT: return tn("fact.never", value, { sides, date, limit });
    case FactCode.LOW_LEARNING_SHARE: return t("fact.share", { n: value, date, limit });
    case FactCode.DEADLINES_SHIFTED: return tn("fact.shifted", value, { date, limit });
    case FactCode.CHECK_INS_MISSED: return tn("fact.missed", value, { date });
    case FactCode.LOW_MOOD: return t("fact.mood", { n: value, date, limit });
    case FactCode.PULSES_UNANSWERED: return tn("fact.unanswered", value, { date });
    case FactCode.VERDICT_LATE: return tn("fact.verdict", value, { date });
    case FactCode.SCAN_NOT_VALID: return day === undefined ? t("fact.scan_opened") : tn("fact.scan", value, { date });
    case FactCode.COMMITMENTS_BROKEN: return day === undefined ? tn("fact.broken_plain", value) : tn("fact.broken", value, { date });
    case FactCode.TOO_MANY_STUDENTS: return t("fact.students", { n: value, limit });
    case FactCode.SUPERVISOR_WITHOUT_TIME: return t("fact.no_time", { date });
    case FactCode.CODE_UNSPECIFIED: return t("fact.other");
  }
}

/** What it is, and between whom when that tells it from others of its kind. */
export function signalTitle({ t }: Words, { kind, edge }: Signal): string {
  const what = t(signalKindKey[kind]);
  return edge === Edge.TRIANGLE_EDGE_UNSPECIFIED ? what : `${what} · ${t(edgeKey[edge])}`;
}

/** Why it is in the list, in a few words. */
export function signalShort({ t, tn }: Words, { kind, facts, isCurrent }: Signal): string {
  if (!isCurrent) return t("short.over");
  const [first] = facts;
  if (kind === SignalKind.SILENCE && first !== undefined && first.value >= 14) return tn("short.weeks", Math.floor(first.value / 7));
  if (kind === SignalKind.LATE_VERDICT && first !== undefined) return tn("short.verdict", first.value);
  return t(signalKindKey[kind]);
}
