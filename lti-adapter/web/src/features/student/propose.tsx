// The student names a workplace: one of the free places, or one that was found. The practice office looks at it (R28, R29).
import { create } from "@bufbuild/protobuf";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { CapacityOffer_State as OfferState } from "../../gen/driehoek/v1/capacity_pb";
import { CapacityService } from "../../gen/driehoek/v1/capacity_service_pb";
import { Placement_Origin as Origin } from "../../gen/driehoek/v1/placement_pb";
import { PlacementService, ProposeWorkplaceRequest_FoundWorkplaceSchema as FoundSchema } from "../../gen/driehoek/v1/placement_search_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { allPages } from "../../shared/api/pages";
import { institutionOf } from "../../shared/api/session";
import { navigate, usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Empty, Faces, Loading, Trouble } from "../../shared/ui/faces";
import { Chips, Choice, TextField } from "../../shared/ui/fields";
import { useToast } from "../../shared/ui/toast";
import { PlacementState, type Placement } from "../../triangle/contract";
import { usePlacement } from "../../triangle/queries";
import { Lock } from "./search_card";

export default function ProposePage({ name }: { name: string }) {
  const { t } = useWords();
  usePage(t("propose.title"));
  const placement = usePlacement(name);
  return (
    <>
      <h1>{t("propose.title")}</h1>
      <Faces of={placement}>
        {(found) => found.state === PlacementState.SEARCHING
          ? <Form key={found.etag} placement={found} />
          : <Empty><p>{t("propose.not_searching")}</p><p><a class="btn two sm" href="#/placement">{t("act.view_placement")}</a></p></Empty>}
      </Faces>
    </>
  );
}

/** Free places that are open to the student. */
function useFreePlaces(parent: string) {
  const client = useClient(CapacityService);
  return useQuery({
    queryKey: ["freePlaces", parent],
    queryFn: async () => {
      const offers = await allPages((pageToken) => client.listCapacityOffers({ parent, pageSize: 500, pageToken, states: [OfferState.OFFERED] }), (page) => page.capacityOffers);
      // Two offers at one workplace are one place to propose.
      return [...new Map(offers.filter((offer) => offer.freeSeatCount > 0).map((offer) => [offer.workplace, offer])).values()];
    },
  });
}

const none = { how: "known", workplace: "", organisation: "", kvk: "", department: "", city: "", origin: String(Origin.STUDENT_PROPOSED) };
type Typed = typeof none;

const origins = [[Origin.STUDENT_PROPOSED, "propose.self"], [Origin.TEACHER_NETWORK, "propose.teacher"], [Origin.FELLOW_STUDENT, "propose.fellow"], [Origin.OWN_EMPLOYER, "propose.employer"]] as const;

function Form({ placement }: { placement: Placement }) {
  const { t } = useWords();
  const [typed, setTyped] = useState<Typed>(none);
  const set = (part: Partial<Typed>) => setTyped((old) => ({ ...old, ...part }));
  const act = usePropose(placement, typed);
  return (
    <form class="card narrow" onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <Chips label={t("propose.how")} value={typed.how} onValue={(how) => set({ how })} options={[{ value: "known", label: t("propose.known") }, { value: "found", label: t("propose.found") }]} />
      {typed.how === "known" ? <Known parent={`institutions/${institutionOf(placement.name)}`} typed={typed} set={set} /> : <Found typed={typed} set={set} />}
      <Choice label={t("propose.origin")} value={typed.origin} onValue={(origin) => set({ origin })} options={origins.map(([origin, key]) => ({ value: String(origin), label: t(key) }))} />
      <Trouble error={act.error} />
      <div class="row">
        <button type="submit" class="btn" disabled={act.busy || (typed.how === "known" && typed.workplace === "")}>{t("act.send_proposal")}</button>
        <a class="btn two" href="#/">{t("act.cancel")}</a>
      </div>
      <Lock />
    </form>
  );
}

interface PartProps {
  readonly typed: Typed;
  readonly set: (part: Partial<Typed>) => void;
}

function Known({ parent, typed, set }: PartProps & { parent: string }) {
  const { t } = useWords();
  const free = useFreePlaces(parent);
  if (free.data === undefined) return free.isPending ? <Loading /> : <Trouble error={free.error} retry={() => void free.refetch()} />;
  if (free.data.length === 0) return <Empty><p>{t("propose.none")}</p></Empty>;
  return (
    <Choice label={t("propose.choose")} value={typed.workplace} onValue={(workplace) => set({ workplace })} required empty={t("choose")}
      options={free.data.map(({ workplace, labels }) => ({ value: workplace, label: [labels?.organisation, labels?.workplace, labels?.city].filter((part) => part !== undefined && part !== "").join(", ") }))} />
  );
}

function Found({ typed, set }: PartProps) {
  const { t } = useWords();
  return (
    <div class="two2">
      <TextField label={t("propose.organisation")} value={typed.organisation} onValue={(organisation) => set({ organisation })} required maxLength={200} />
      <TextField label={t("propose.workplace")} value={typed.department} onValue={(department) => set({ department })} required maxLength={200} />
      <TextField label={t("propose.city")} hint={t("optional")} value={typed.city} onValue={(city) => set({ city })} maxLength={100} />
      <TextField label={t("register.kvk")} hint={t("propose.kvk_hint")} value={typed.kvk} onValue={(kvk) => set({ kvk })} maxLength={8} />
    </div>
  );
}

function usePropose(placement: Placement, typed: Typed) {
  const { t } = useWords();
  const client = useClient(PlacementService);
  const cache = useQueryClient();
  const toast = useToast();
  return useAct(
    (_: undefined, requestId) => client.proposeWorkplace({
      name: placement.name, etag: placement.etag, origin: origins.find(([origin]) => String(origin) === typed.origin)?.[0] ?? Origin.STUDENT_PROPOSED, requestId,
      ...(typed.how === "known"
        ? { workplace: typed.workplace }
        : { found: create(FoundSchema, { organisationDisplayName: typed.organisation.trim(), workplaceDisplayName: typed.department.trim(), city: typed.city.trim(), kvkNumber: typed.kvk.trim() }) }),
    }),
    () => {
      toast(t("done.proposed_place"));
      for (const key of ["placements", "placement", "freePlaces"]) void cache.invalidateQueries({ queryKey: [key] });
      navigate("#/");
    },
  );
}
