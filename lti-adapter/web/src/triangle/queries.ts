// Reading agreements and placements, and keeping what was read in step with what an act answered.
import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { create } from "@bufbuild/protobuf";
import type { Client, Transport } from "@connectrpc/connect";
import { clientOf } from "../shared/api/client";
import { useClient, useSession } from "../shared/api/hooks";
import { allPages } from "../shared/api/pages";
import type { Session } from "../shared/api/session";
import { AgreementService, ListAgreementsRequestSchema } from "../gen/driehoek/v1/agreement_read_pb";
import { PlacementService, ListPlacementsRequestSchema } from "../gen/driehoek/v1/placement_service_pb";
import type { Agreement } from "./contract";

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
function agreementsQuery(client: Client<typeof AgreementService>, institutions: readonly string[]) {
  return {
    queryKey: ["agreements", institutions],
    queryFn: async () => {
      const lists = await Promise.all(institutions.map((institution) => allPages(
        (pageToken) => client.listAgreements(create(ListAgreementsRequestSchema, { parent: `institutions/${institution}`, pageSize: 500, pageToken })),
        (page) => page.agreements,
      )));
      return lists.flat();
    },
  };
}

function placementsQuery(client: Client<typeof PlacementService>, institutions: readonly string[]) {
  return {
    queryKey: ["placements", institutions],
    queryFn: async () => {
      const lists = await Promise.all(institutions.map((institution) => allPages(
        (pageToken) => client.listPlacements(create(ListPlacementsRequestSchema, { parent: `institutions/${institution}`, pageSize: 500, pageToken })),
        (page) => page.placements,
      )));
      return lists.flat();
    },
  };
}

export function useAgreements() {
  return useQuery(agreementsQuery(useClient(AgreementService), Object.keys(useSession().selves)));
}

export function usePlacements() {
  return useQuery(placementsQuery(useClient(PlacementService), Object.keys(useSession().selves)));
}

/** Asks for both lists before a home is drawn, so that its first picture has them; a home that needs more asks on. */
export async function askFirst(cache: QueryClient, transport: Transport, session: Session): Promise<void> {
  const institutions = Object.keys(session.selves);
  await Promise.all([
    cache.prefetchQuery(placementsQuery(clientOf(transport, PlacementService), institutions)),
    cache.prefetchQuery(agreementsQuery(clientOf(transport, AgreementService), institutions)),
  ]);
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
