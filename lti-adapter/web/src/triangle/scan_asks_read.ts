// Reads which scans ask something of a supervisor or of a contact of the organisation, at each institution.
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import type { Day } from "../shared/i18n/dates";
import { clientOf } from "../shared/api/client";
import { WorkplaceScan_State as ScanState } from "../gen/driehoek/v1/workplace_scan_pb";
import { WorkplaceScanService } from "../gen/driehoek/v1/workplace_scan_service_pb";
import { scanHref } from "./scan_href";

export interface ScanAsk {
  readonly href: string;
  readonly workplace: string;
  readonly due: Day | undefined;
}

export async function readScanAsks(transport: Transport, institutions: readonly string[]): Promise<ScanAsk[]> {
  const client = clientOf(transport, WorkplaceScanService);
  const lists = await Promise.all(institutions.map(async (institution) => {
    try {
      return (await client.listWorkplaceScans({ parent: `institutions/${institution}`, pageSize: 500, states: [ScanState.REQUESTED, ScanState.REOPENED] })).workplaceScans;
    } catch (problem) {
      // A service of before the scans has none.
      if (ConnectError.from(problem).code === Code.Unimplemented) return [];
      throw problem;
    }
  }));
  return lists.flat().map(({ name, labels, dueDate }) => ({ href: scanHref(name), workplace: labels?.workplace ?? "", due: dueDate }));
}
