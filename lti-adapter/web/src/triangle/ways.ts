// Short names for the contract of continuation routes, and reading them.
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { ContinuationRoute_State as WayState, type ContinuationRoute } from "../gen/driehoek/v1/continuation_pb";
import { ContinuationService } from "../gen/driehoek/v1/continuation_service_pb";
import { useClient } from "../shared/api/hooks";
import { allPages } from "../shared/api/pages";
import { useParent } from "./directory";

export { ContinuationRoute_Ground as Ground, ContinuationRoute_OptionKind as OptionKind, ContinuationRoute_State as WayState, ContinuationRoute_WorkplaceFit_Scan as FitScan } from "../gen/driehoek/v1/continuation_pb";
export type { ContinuationRoute as Way, ContinuationRoute_Option as WayOption, ContinuationRoute_WorkplaceFit as WorkplaceFit } from "../gen/driehoek/v1/continuation_pb";
export { ContinuationService } from "../gen/driehoek/v1/continuation_service_pb";

/** Routes within reach, newest first; of one placement when it is named. */
export function useWays(placement = "") {
  const client = useClient(ContinuationService);
  const parent = useParent();
  return useQuery({ queryKey: ["ways", parent, placement], queryFn: () => allPages((pageToken) => client.listContinuationRoutes({ parent, placement, pageSize: 500, pageToken }), (page) => page.continuationRoutes) });
}

export function useWay(name: string) {
  const client = useClient(ContinuationService);
  return useQuery({ queryKey: ["way", name], queryFn: () => client.getContinuationRoute({ name }) });
}

/** After an act: what it answered is shown at once, and the lists are read anew. */
export function refreshWays(cache: QueryClient, way: ContinuationRoute): void {
  cache.setQueryData(["way", way.name], way);
  void cache.invalidateQueries({ queryKey: ["ways"] });
}

export function isClosed({ state }: ContinuationRoute): boolean {
  return state === WayState.CLOSED;
}

export function wayHref(name: string): string {
  const [, institution, , id] = name.split("/");
  return `#/way/${institution ?? ""}/${id ?? ""}`;
}
