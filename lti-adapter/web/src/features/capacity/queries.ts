// What the place "Places" reads: offers, and how far students and places are apart.
import { useQuery } from "@tanstack/react-query";
import { CapacityService } from "../../gen/driehoek/v1/capacity_service_pb";
import { PlacementService } from "../../gen/driehoek/v1/placement_search_pb";
import { useClient } from "../../shared/api/hooks";
import { allPages } from "../../shared/api/pages";
import { useParent } from "../../triangle/directory";

export function useOffers() {
  const client = useClient(CapacityService);
  const parent = useParent();
  return useQuery({
    queryKey: ["offers", parent],
    queryFn: () => allPages((pageToken) => client.listCapacityOffers({ parent, pageSize: 500, pageToken }), (page) => page.capacityOffers),
  });
}

export function useForecast(byRegion: boolean) {
  const client = useClient(PlacementService);
  const parent = useParent();
  return useQuery({ queryKey: ["forecast", parent, byRegion], queryFn: () => client.forecastShortfall({ parent, byRegion }), staleTime: 60_000 });
}
