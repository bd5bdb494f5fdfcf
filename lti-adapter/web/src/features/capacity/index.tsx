// Places: what organisations offer, seat by seat, and where places will be short (R22 to R26).
import { useState } from "preact/hooks";
import type { CapacityOffer } from "../../gen/driehoek/v1/capacity_pb";
import { replace, usePage, useRoute } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { parseDay } from "../../shared/i18n/dates";
import { withParts } from "../../shared/i18n/part";
import { Empty, Faces } from "../../shared/ui/faces";
import { Chips, Choice, TextField } from "../../shared/ui/fields";
import { usePlacements } from "../../triangle/queries";
import { useProgrammes } from "../../triangle/directory";
import { Board } from "./board";
import { Forecast } from "./forecast";
import { OfferForm } from "./offer_form";
import { useOffers } from "./queries";
import { levelsOf, matches, organisationOf, type Filter } from "./seats";
import { Supervisors } from "./supervisors";
import { OfferTable } from "./table";
import "../../shared/ui/charts.css";
import "./capacity.css";

function Places() {
  const { t } = useWords();
  usePage(t("place.places"));
  const offers = useOffers();
  const [making, setMaking] = useState(false);
  return (
    <>
      <div class="head"><h1>{t("place.places")}</h1><div class="row"><a class="s" href="#/axes">{t("act.see_axes")}</a><a class="s" href="#/hosting">{t("places.see_hosting")}</a><button type="button" class="btn sm" onClick={() => setMaking(true)}>{t("act.new_offer")}</button></div></div>
      <Faces of={offers}>
        {(list) => list.length === 0 ? <Empty><p>{t("offers.empty")}</p></Empty> : <Offers offers={list} />}
      </Faces>
      {offers.data !== undefined && offers.data.length > 0 && <Supervisors organisations={new Map(offers.data.map((offer) => [organisationOf(offer), offer.labels?.organisation ?? ""]))} />}
      <Forecast />
      {making && <OfferForm offer={undefined} onClose={() => setMaking(false)} />}
    </>
  );
}

interface Asked {
  readonly city: string;
  readonly programme: string;
  readonly from: string;
  readonly to: string;
  readonly shown: Filter["shown"];
  readonly table: boolean;
}

/** The filters stand in the address, so that a link and Back give the same list. */
function useAsked(): [Asked, (part: Partial<Asked>) => void] {
  const { query } = useRoute();
  const text = (key: string) => query.get(key) ?? "";
  const show = text("show");
  const asked: Asked = { city: text("city"), programme: text("programme"), from: text("from"), to: text("to"), shown: show === "withdrawn" ? "withdrawn" : show === "free" ? "free" : "all", table: text("as") === "table" };
  const set = (part: Partial<Asked>) => {
    const next = { ...asked, ...part };
    const kept = Object.entries({ city: next.city, programme: next.programme, from: next.from, to: next.to, show: next.shown === "all" ? "" : next.shown, as: next.table ? "table" : "" }).filter(([, value]) => value !== "");
    const address = new URLSearchParams(kept).toString();
    replace(address === "" ? "#/places" : `#/places?${address}`);
  };
  return [asked, set];
}

function Offers({ offers }: { offers: readonly CapacityOffer[] }) {
  const { t, tn } = useWords();
  const [asked, set] = useAsked();
  const placements = usePlacements();
  const programmes = useProgrammes();
  const [changing, setChanging] = useState<CapacityOffer>();
  const filter: Filter = { city: asked.city, programme: asked.programme, shown: asked.shown, from: parseDay(asked.from), to: parseDay(asked.to) };
  const found = offers.filter((offer) => matches(offer, filter));
  const cities = [...new Set(offers.map((offer) => offer.labels?.city ?? ""))].filter((city) => city !== "").sort();
  const parts = { offers: found, placements: placements.data ?? [], levels: levelsOf(programmes.data ?? []), onChange: setChanging };
  return (
    <section class="card" aria-labelledby="offers">
      <div class="head">
        <h2 id="offers">{t("offers.title")}</h2>
        <Chips label={t("filter.label")} value={asked.shown} onValue={(shown) => set({ shown: shown === "free" || shown === "withdrawn" ? shown : "all" })}
          options={[{ value: "all", label: t("offers.all") }, { value: "free", label: t("offers.free") }, { value: "withdrawn", label: t("offers.withdrawn") }]} />
      </div>
      <div class="filters">
        <Choice label={t("offer.city")} value={asked.city} onValue={(city) => set({ city })} empty={t("offers.everywhere")} options={cities.map((city) => ({ value: city, label: city }))} />
        {/* Made anew once the programmes are there, so that the one of the address is shown as chosen. */}
        <Choice key={String(programmes.data !== undefined)} label={t("offer.programme")} value={asked.programme} onValue={(programme) => set({ programme })} empty={t("filter.programmes")} options={(programmes.data ?? []).map((one) => ({ value: one.name, label: one.displayName }))} />
        <TextField label={t("offers.from")} type="date" value={asked.from} onValue={(from) => set({ from })} />
        <TextField label={t("offers.to")} type="date" value={asked.to} min={asked.from} onValue={(to) => set({ to })} />
      </div>
      <div class="row apart">
        <p class="s q" role="status">{tn("offers.count", found.length)}</p>
        <button type="button" class="btn flat sm" aria-pressed={asked.table} onClick={() => set({ table: !asked.table })}>{t(asked.table ? "act.as_board" : "act.as_table")}</button>
      </div>
      {found.length === 0
        ? <Empty><p>{t("offers.none")}</p></Empty>
        : asked.table ? <OfferTable {...parts} /> : <Board {...parts} />}
      {changing && <OfferForm key={changing.etag} offer={changing} onClose={() => setChanging(undefined)} />}
    </section>
  );
}

export default withParts(["places"], Places);
