// The most likely act for a student without a place: offer the seat that fits best, in one click.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { create } from "@bufbuild/protobuf";
import type { CapacityOffer } from "../../gen/driehoek/v1/capacity_pb";
import { CapacityService } from "../../gen/driehoek/v1/capacity_service_pb";
import { PlacementSchema } from "../../gen/driehoek/v1/placement_pb";
import { PlacementService } from "../../gen/driehoek/v1/placement_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { allPages } from "../../shared/api/pages";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { useToast } from "../../shared/ui/toast";
import type { Placement } from "../../triangle/contract";
import { fittingOffers } from "../../triangle/offers";
import { placeHref } from "./links";
import { useParent } from "./queries";

/** So many at most: the rest is a click further. */
const most = 2;

export function OfferPlace({ placement }: { placement: Placement }) {
  const { t, tn } = useWords();
  const client = useClient(CapacityService);
  const parent = useParent();
  const offers = useQuery({ queryKey: ["offers", parent], queryFn: () => allPages((pageToken) => client.listCapacityOffers({ parent, pageSize: 500, pageToken }), (page) => page.capacityOffers) });
  const fitting = fittingOffers(offers.data ?? [], placement);
  const organisations = new Set(fitting.map(({ workplace }) => workplace.split("/workplaces/")[0]));
  const act = useOffer(placement);
  return (
    <>
      <p role="status">{offers.data && tn("offerone.fit", organisations.size)}</p>
      <div class="row">
        {fitting.slice(0, most).map((offer, index) => (
          <button key={offer.name} type="button" class={index === 0 ? "btn sm" : "btn two sm"} disabled={act.busy} onClick={() => act.run(offer)}>
            {t("act.offer_place", { place: offer.labels?.organisation ?? "" })}<span class="vh">: {offer.labels?.workplace}, {placement.labels?.student}</span>
          </button>
        ))}
        <a class={fitting.length === 0 ? "btn sm" : "btn two sm"} href={placeHref(placement.name)}>{t("act.choose_place")}</a>
      </div>
      <Trouble error={act.error ?? offers.error} />
    </>
  );
}

function useOffer(placement: Placement) {
  const { t } = useWords();
  const client = useClient(PlacementService);
  const cache = useQueryClient();
  const toast = useToast();
  return useAct(
    ({ name, workplace, supervisor }: CapacityOffer, requestId) => client.updatePlacement({
      placement: create(PlacementSchema, { name: placement.name, etag: placement.etag, workplace, supervisor, capacityOffer: name }),
      updateMask: { paths: ["workplace", "supervisor", "capacity_offer"] }, requestId,
    }),
    (_, offer) => {
      toast(t("done.offered_place", { name: placement.labels?.student ?? "", place: offer.labels?.organisation ?? "" }));
      for (const key of ["placements", "placement", "offers", "forecast"]) void cache.invalidateQueries({ queryKey: [key] });
    },
  );
}
