// Reads what is asked of a supervisor or of a contact of the organisation, at each institution: scans that wait for answers, what
// must still be done for a workplace to be fit, whether the organisation hosts students, evidence to confirm, advice to examiners, and
// the own view before a check-in.
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { compareDays, type DateWords, type Day } from "../shared/i18n/dates";
import { loadParts, type Lang } from "../shared/i18n/table";
import { clientOf } from "../shared/api/client";
import { HostingIntent_Answer as Hosting } from "../gen/driehoek/v1/capacity_pb";
import { CapacityService } from "../gen/driehoek/v1/capacity_service_pb";
import { Assessment_State as AssessmentState } from "../gen/driehoek/v1/assessment_pb";
import { AssessmentService } from "../gen/driehoek/v1/assessment_service_pb";
import { CheckIn_Party as Party, CheckIn_State as CheckInState } from "../gen/driehoek/v1/check_in_pb";
import { CheckInService } from "../gen/driehoek/v1/check_in_service_pb";
import { EvidenceItem_State as EvidenceState } from "../gen/driehoek/v1/evidence_pb";
import { EvidenceService } from "../gen/driehoek/v1/evidence_service_pb";
import { WorkplaceScan_State as ScanState, WorkplaceScan_Verdict as Verdict, type WorkplaceScan } from "../gen/driehoek/v1/workplace_scan_pb";
import { WorkplaceScanService } from "../gen/driehoek/v1/workplace_scan_service_pb";
import { dueOf } from "./scan_due";
import { scanHref } from "./scan_href";

export interface Ask {
  readonly href: string;
  readonly title: string;
  readonly about: string;
  readonly due: Day | undefined;
  /** A design estimate, as `turnMinutes`. */
  readonly minutes: number;
}

interface Found extends Omit<Ask, "title"> {
  readonly key: "turn.scan" | "turn.condition" | "turn.host" | "turn.evidence" | "turn.advice" | "turn.view";
}

/** A service of before such calls has none, and a role that may not read them is asked nothing. */
async function orNone<T>(list: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await list;
  } catch (problem) {
    if ([Code.Unimplemented, Code.PermissionDenied].includes(ConnectError.from(problem).code)) return [];
    throw problem;
  }
}

function ofScan(scan: WorkplaceScan, today: Day): Found[] {
  const { name, labels, state, verdict, conditions } = scan;
  const common = { href: scanHref(name), about: labels?.workplace ?? "" };
  if (state !== ScanState.ASSESSED) return [{ ...common, key: "turn.scan", due: dueOf(scan, today), minutes: 2 }];
  const open = verdict === Verdict.CONDITIONAL ? conditions.filter(({ doneTime }) => doneTime === undefined) : [];
  const due = open.flatMap((condition) => condition.dueDate ?? []).sort(compareDays)[0];
  return open.length === 0 ? [] : [{ ...common, key: "turn.condition", due, minutes: 1 }];
}

async function readScans(transport: Transport, parent: string, today: Day): Promise<Found[]> {
  const states = [ScanState.REQUESTED, ScanState.REOPENED, ScanState.ASSESSED];
  const scans = await orNone(clientOf(transport, WorkplaceScanService).listWorkplaceScans({ parent, pageSize: 500, states }).then((page) => page.workplaceScans));
  return scans.flatMap((scan) => ofScan(scan, today));
}

async function readIntents(transport: Transport, parent: string): Promise<Found[]> {
  const intents = await orNone(clientOf(transport, CapacityService).listHostingIntents({ parent, pageSize: 500, answers: [Hosting.NOT_YET] }).then((page) => page.hostingIntents));
  return intents.map(({ name, year, organisationDisplayName }) => {
    const [, institution, , id] = name.split("/");
    return { href: `#/hosting/${institution ?? ""}/${id ?? ""}`, key: "turn.host", about: `${organisationDisplayName}, ${year}-${year + 1}`, due: undefined, minutes: 1 };
  });
}

/** One ask for all evidence of an institution: it is answered on one screen. */
async function readEvidence(transport: Transport, parent: string): Promise<Found[]> {
  const items = await orNone(clientOf(transport, EvidenceService).listEvidenceItems({ parent, pageSize: 500, states: [EvidenceState.CONFIRMATION_REQUESTED] }).then((page) => page.evidenceItems));
  if (items.length === 0) return [];
  const due = items.flatMap(({ versions }) => versions[versions.length - 1]?.request?.dueDate ?? []).sort(compareDays)[0];
  const students = [...new Set(items.map(({ labels }) => labels?.student ?? ""))].join(", ");
  return [{ href: "#/evidence", key: "turn.evidence", about: `${students} · ${items.length}`, due, minutes: Math.max(1, Math.ceil(items.length / 3)) }];
}

async function readAdvice(transport: Transport, parent: string): Promise<Found[]> {
  const states = [AssessmentState.OPEN, AssessmentState.INPUTS_COMPLETE];
  const assessments = await orNone(clientOf(transport, AssessmentService).listAssessments({ parent, pageSize: 500, states }).then((page) => page.assessments));
  return assessments.filter(({ advice }) => advice === undefined).map(({ name, labels }) => {
    const [, institution, , id] = name.split("/");
    return { href: `#/assessment/${institution ?? ""}/${id ?? ""}`, key: "turn.advice", about: labels?.student ?? "", due: undefined, minutes: 3 };
  });
}

/** The views that this supervisor has not written. */
async function readViews(transport: Transport, parent: string, dates: DateWords, persons: readonly string[]): Promise<Found[]> {
  const open = await orNone(clientOf(transport, CheckInService).listCheckIns({ parent, pageSize: 500, states: [CheckInState.VIEWS_OPEN] }).then((page) => page.checkIns));
  return open.filter(({ supervisor, views }) => persons.includes(supervisor) && !views.some(({ party }) => party === Party.SUPERVISOR)).map(({ name, labels, startTime }) => {
    const [, institution, , id] = name.split("/");
    return { href: `#/checkin/${institution ?? ""}/${id ?? ""}`, key: "turn.view", about: labels?.student ?? "", due: startTime && dates.dayOf(startTime), minutes: 3 };
  });
}

/** The words come with it: few pages need them. A contact of the organisation confirms no evidence and advises no examiner. */
export async function readAsks(transport: Transport, institutions: readonly string[], lang: Lang, dates: DateWords, persons: readonly string[], role: string): Promise<Ask[]> {
  const words = await loadParts(lang, ["asks"]);
  const today = dates.today();
  const readers = [readScans, readIntents, ...(role === "workplace_supervisor" ? [readEvidence, readAdvice] : [])];
  const lists = await Promise.all(institutions.flatMap((id) => {
    const parent = `institutions/${id}`;
    return [...readers.map((read) => read(transport, parent, today)), readViews(transport, parent, dates, persons)];
  }));
  return lists.flat().map(({ key, ...ask }) => ({ ...ask, title: words[key] ?? "" }));
}
