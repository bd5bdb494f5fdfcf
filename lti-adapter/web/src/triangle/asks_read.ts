// Reads what is asked of a supervisor or of a contact of the organisation, at each institution: scans that wait for answers, what
// must still be done for a workplace to be fit, and whether the organisation hosts students.
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { compareDays, type Day } from "../shared/i18n/dates";
import { loadParts, type Lang } from "../shared/i18n/table";
import { clientOf } from "../shared/api/client";
import { HostingIntent_Answer as Hosting } from "../gen/driehoek/v1/capacity_pb";
import { CapacityService } from "../gen/driehoek/v1/capacity_service_pb";
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
  readonly key: "turn.scan" | "turn.condition" | "turn.host";
}

/** A service of before such calls has none. */
async function orNone<T>(list: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await list;
  } catch (problem) {
    if (ConnectError.from(problem).code === Code.Unimplemented) return [];
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

/** The words come with it: few pages need them. */
export async function readAsks(transport: Transport, institutions: readonly string[], lang: Lang, today: Day): Promise<Ask[]> {
  const words = await loadParts(lang, ["asks"]);
  const lists = await Promise.all(institutions.flatMap((id) => [readScans, readIntents].map((read) => read(transport, `institutions/${id}`, today))));
  return lists.flat().map(({ key, ...ask }) => ({ ...ask, title: words[key] ?? "" }));
}
