// Short names for the contract of workplace scans, and reading them.
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { WorkplaceScan_Side as Side, WorkplaceScan_State as ScanState, type ScanCriteria, type WorkplaceScan } from "../gen/driehoek/v1/workplace_scan_pb";
import { WorkplaceScanService } from "../gen/driehoek/v1/workplace_scan_service_pb";
import { useClient } from "../shared/api/hooks";
import { allPages } from "../shared/api/pages";
import { useParent } from "./directory";

export { ScanCriteria_Subject as Subject, ScanCriteria_Weight as Weight, WorkplaceScan_Finding as Finding, WorkplaceScan_Side as Side, WorkplaceScan_State as ScanState, WorkplaceScan_Trigger as Trigger, WorkplaceScan_Verdict as Verdict } from "../gen/driehoek/v1/workplace_scan_pb";
export type { ScanCriteria, ScanCriteria_Criterion as Criterion, WorkplaceScan, WorkplaceScan_Answer as Answer, WorkplaceScan_Condition as Condition } from "../gen/driehoek/v1/workplace_scan_pb";
export { WorkplaceScanService } from "../gen/driehoek/v1/workplace_scan_service_pb";

export function useScans() {
  const client = useClient(WorkplaceScanService);
  const parent = useParent();
  return useQuery({ queryKey: ["scans", parent], queryFn: () => allPages((pageToken) => client.listWorkplaceScans({ parent, pageSize: 500, pageToken }), (page) => page.workplaceScans) });
}

/** One scan with what it asks. */
export interface AskedScan {
  readonly scan: WorkplaceScan;
  readonly criteria: ScanCriteria;
}

export function useScan(name: string) {
  const client = useClient(WorkplaceScanService);
  return useQuery({
    queryKey: ["scan", name],
    queryFn: async (): Promise<AskedScan> => {
      const scan = await client.getWorkplaceScan({ name });
      return { scan, criteria: await client.getScanCriteria({ name: scan.criteria }) };
    },
  });
}

export function useCriteria(programme: string) {
  const client = useClient(WorkplaceScanService);
  return useQuery({ queryKey: ["scanCriteria", programme], queryFn: () => allPages((pageToken) => client.listScanCriteria({ parent: programme, pageSize: 500, pageToken }), (page) => page.scanCriteria), enabled: programme !== "" });
}

/** After an act: what it answered is shown at once, and what hangs on it is read anew. */
export function refreshScans(cache: QueryClient, scan: WorkplaceScan): void {
  cache.setQueryData<AskedScan>(["scan", scan.name], (old) => old && { ...old, scan });
  for (const key of ["scans", "scan", "asks", "placements", "placement"]) void cache.invalidateQueries({ queryKey: [key] });
}

/** It takes answers. */
export function isOpen({ state }: WorkplaceScan): boolean {
  return state === ScanState.REQUESTED || state === ScanState.REOPENED || state === ScanState.FILLED;
}

const sides: Record<string, Side> = { workplace_supervisor: Side.SUPERVISOR, organisation_contact: Side.ORGANISATION_CONTACT, practice_office: Side.PRACTICE_OFFICE };

/** The side for which a role answers. */
export function sideOf(role: string): Side {
  return sides[role] ?? Side.SIDE_UNSPECIFIED;
}
