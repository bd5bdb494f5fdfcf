// Short names for the contract of signals and triangles, and reading them.
import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { create } from "@bufbuild/protobuf";
import type { Client } from "@connectrpc/connect";
import { Signal_Kind as SignalKind, Signal_State as SignalState, type Signal, type Signal_Intervention } from "../gen/driehoek/v1/signal_pb";
import { ListSignalsRequestSchema, ListTrianglesRequestSchema, SignalService } from "../gen/driehoek/v1/signal_service_pb";
import { useClient, useSession } from "../shared/api/hooks";
import { allPages } from "../shared/api/pages";

export { Signal_Fact_Code as FactCode, Signal_Intervention_Kind as InterventionKind, Signal_Kind as SignalKind, Signal_Mark as SignalMark, Signal_Severity as Severity, Signal_State as SignalState, TriangleEdge as Edge } from "../gen/driehoek/v1/signal_pb";
export type { Caseload, Signal, Signal_Fact as Fact, Signal_Intervention as Intervention, Triangle, Triangle_Contact as Contact, Triangle_VerdictDue as VerdictDue } from "../gen/driehoek/v1/signal_pb";
export { SignalService } from "../gen/driehoek/v1/signal_service_pb";

/** The running placements that the reader looks after, in the order of the server, and how much that is. */
export function trianglesQuery(client: Client<typeof SignalService>, institution: string) {
  return {
    queryKey: ["triangles", institution],
    queryFn: async () => {
      let caseload;
      const triangles = await allPages(async (pageToken) => {
        const page = await client.listTriangles(create(ListTrianglesRequestSchema, { parent: `institutions/${institution}`, pageSize: 500, pageToken }));
        caseload ??= page.caseload;
        return page;
      }, (page) => page.triangles);
      return { triangles, caseload };
    },
  };
}

export function useTriangles() {
  return useQuery(trianglesQuery(useClient(SignalService), useSession().institution));
}

export const openStates = [SignalState.RAISED, SignalState.ACKNOWLEDGED, SignalState.INTERVENTION_OPEN] as const;

/** Signals within reach, newest first; of one placement when it is named. */
export function useSignals({ placement = "", open }: { placement?: string; open: boolean }) {
  const client = useClient(SignalService);
  const parent = `institutions/${useSession().institution}`;
  return useQuery({
    queryKey: ["signals", parent, placement, open],
    queryFn: () => allPages((pageToken) => client.listSignals(create(ListSignalsRequestSchema, { parent, placement, states: open ? [...openStates] : [], pageSize: 500, pageToken })), (page) => page.signals),
  });
}

/** One signal; a list that was read before shows it at once. Only this call says who raised it in confidence. */
export function useSignal(name: string) {
  const client = useClient(SignalService);
  const cache = useQueryClient();
  return useQuery({
    queryKey: ["signal", name],
    queryFn: () => client.getSignal({ name }),
    placeholderData: () => cache.getQueriesData<Signal[]>({ queryKey: ["signals"] }).flatMap(([, list]) => list ?? []).find((one) => one.name === name),
  });
}

/** After an act: what it answered is shown at once, and what hangs on it is read anew. */
export function refreshSignals(cache: QueryClient, signal: Signal): void {
  cache.setQueryData(["signal", signal.name], signal);
  for (const key of ["signals", "triangles"]) void cache.invalidateQueries({ queryKey: [key] });
}

export function signalHref(name: string): string {
  const [, institution, , id] = name.split("/");
  return `#/signal/${institution ?? ""}/${id ?? ""}`;
}

export function isOver({ state }: Signal): boolean {
  return state === SignalState.RESOLVED || state === SignalState.ESCALATED || state === SignalState.CONTINUATION;
}

/** What is still so first, the most severe of it as the server has them; of those the one that puts several causes together. */
export function weightiestFirst(signals: readonly Signal[]): Signal[] {
  const together = ({ kind }: Signal) => (kind === SignalKind.DROWNING ? 0 : 1);
  return [...signals].sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent) || b.severity - a.severity || together(a) - together(b));
}

/** What is being done about it now. */
export function openIntervention(signal: Signal): Signal_Intervention | undefined {
  return signal.interventions.find(({ closeTime }) => closeTime === undefined);
}
