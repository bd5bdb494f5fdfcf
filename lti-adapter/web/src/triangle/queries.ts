// Reading agreements and placements, and keeping what was read in step with what an act answered.
import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { create } from "@bufbuild/protobuf";
import { useClient, useSession } from "../shared/api/hooks";
import { allPages } from "../shared/api/pages";
import { ListAgreementsRequestSchema } from "../gen/driehoek/v1/agreement_service_pb";
import { PlacementService, ListPlacementsRequestSchema } from "../gen/driehoek/v1/placement_service_pb";
import { AgreementService, type Agreement } from "./contract";

export function useAgreement(name: string) {
  const client = useClient(AgreementService);
  const cache = useQueryClient();
  return useQuery({
    queryKey: ["agreement", name],
    queryFn: () => client.getAgreement({ name }),
    // A list that was read before shows the agreement at once; the fresh one follows.
    placeholderData: () => cache.getQueriesData<Agreement[]>({ queryKey: ["agreements"] }).flatMap(([, list]) => list ?? []).find((agreement) => agreement.name === name),
  });
}

/** Agreements within reach, at every institution of the session. */
export function useAgreements() {
  const client = useClient(AgreementService);
  const institutions = Object.keys(useSession().selves);
  return useQuery({
    queryKey: ["agreements", institutions],
    queryFn: async () => {
      const lists = await Promise.all(institutions.map((institution) => allPages(
        (pageToken) => client.listAgreements(create(ListAgreementsRequestSchema, { parent: `institutions/${institution}`, pageSize: 500, pageToken })),
        (page) => page.agreements,
      )));
      return lists.flat();
    },
  });
}

export function usePlacements() {
  const client = useClient(PlacementService);
  const institutions = Object.keys(useSession().selves);
  return useQuery({
    queryKey: ["placements", institutions],
    queryFn: async () => {
      const lists = await Promise.all(institutions.map((institution) => allPages(
        (pageToken) => client.listPlacements(create(ListPlacementsRequestSchema, { parent: `institutions/${institution}`, pageSize: 500, pageToken })),
        (page) => page.placements,
      )));
      return lists.flat();
    },
  });
}

export function usePlacement(name: string | undefined) {
  const client = useClient(PlacementService);
  return useQuery({
    queryKey: ["placement", name],
    queryFn: () => client.getPlacement({ name: name ?? "" }),
    enabled: name !== undefined && name !== "",
  });
}

/** Puts the answer of an act in the cache and lets what hangs on it be read anew. */
export function keep(cache: QueryClient, agreement: Agreement): void {
  cache.setQueryData(["agreement", agreement.name], agreement);
  for (const key of ["agreements", "placements", "placement", "events", "versions", "differences"]) {
    void cache.invalidateQueries({ queryKey: [key] });
  }
}

export function agreementHref(name: string): string {
  const [, institution, , id] = name.split("/");
  return `#/agreement/${institution ?? ""}/${id ?? ""}`;
}

/** The newest agreement of each placement; a later one replaces one that was declined. */
export function byPlacement(agreements: readonly Agreement[]): Map<string, Agreement> {
  const map = new Map<string, Agreement>();
  for (const agreement of agreements) {
    const other = map.get(agreement.placement);
    if (other === undefined || (agreement.createTime?.seconds ?? 0n) > (other.createTime?.seconds ?? 0n)) map.set(agreement.placement, agreement);
  }
  return map;
}
