// "What is stuck?": four figures, then one row per stuck thing that opens in place with the most likely act first.
import { useState } from "preact/hooks";
import { replace, usePage, useRoute } from "../../shared/frame/router";
import { useWords, type Words } from "../../shared/i18n/context";
import { Empty, Faces } from "../../shared/ui/faces";
import { Chips } from "../../shared/ui/fields";
import { Icon, Status } from "../../shared/ui/status";
import { BlockerKind, Funding, Variant, type Agreement, type Placement } from "../../triangle/contract";
import { variantText, word } from "../../triangle/parts";
import { byPlacement, useAgreements, usePlacements } from "../../triangle/queries";
import { variantKey } from "../../triangle/words";
import { StuckBody } from "./stuck_body";
import { figures, kindOf, nextDay, scanLack, searchDays, stuckThings, type Figure, type Stuck } from "./stuck";
import "../../shared/ui/exceptions.css";
import "../../shared/ui/kpi.css";
import "./office.css";

export { askFirst } from "../../triangle/queries";

export default function OfficeHome() {
  const { t } = useWords();
  usePage(t("office.title"));
  const placements = usePlacements();
  const agreements = useAgreements();
  if (placements.data === undefined || agreements.data === undefined) {
    return <><h1>{t("office.title")}</h1><Faces of={placements.data === undefined ? placements : agreements}>{() => null}</Faces></>;
  }
  return <Content placements={placements.data} agreements={agreements.data} />;
}

const filters = {
  all: () => true,
  full: (placement: Placement) => placement.variant === Variant.FULL_TIME,
  part: (placement: Placement) => placement.variant === Variant.PART_TIME,
  dual: (placement: Placement) => placement.variant === Variant.DUAL,
  private: (placement: Placement) => placement.funding === Funding.NON_FUNDED,
} as const;
type Filter = keyof typeof filters;

const kinds = ["all", "searching", "proposals", "blocked"] as const;
type Shown = (typeof kinds)[number];

const page = 25;

/** Both filters stand in the address, so that Back and a link give the same list. */
function useFilters(): { filter: Filter; shown: Shown; set: (filter: string, shown: string) => void } {
  const { query } = useRoute();
  const filter = query.get("of") ?? "all";
  const shown = kinds.find((kind) => kind === query.get("show")) ?? "all";
  return {
    filter: Object.hasOwn(filters, filter) ? (filter as Filter) : "all", shown,
    set: (of, show) => {
      const next = new URLSearchParams({ ...(of !== "all" && { of }), ...(show !== "all" && { show }) }).toString();
      replace(next === "" ? "#/" : `#/?${next}`);
    },
  };
}

function Content({ placements, agreements }: { placements: readonly Placement[]; agreements: readonly Agreement[] }) {
  const words = useWords();
  const { t, tn, dates } = words;
  const { filter, shown, set } = useFilters();
  const [size, setSize] = useState(page);
  const today = dates.today();
  const chosen = placements.filter(filters[filter]);
  const stuck = stuckThings(chosen, byPlacement(agreements), today);
  const sum = figures(chosen, stuck, today);
  const list = shown === "all" ? stuck : stuck.filter(({ cause }) => kindOf(cause) === shown);
  return (
    <>
      <div class="head">
        <h1>{t("office.title")}</h1>
        <Chips label={t("filter.label")} value={filter} onValue={(value) => set(value, shown)}
          options={[{ value: "all", label: t("filter.programmes") }, { value: "full", label: t("variant.full_time") }, { value: "part", label: t("variant.part_time") }, { value: "dual", label: t("variant.dual") }, { value: "private", label: t("funding.non_funded") }]} />
      </div>
      <p class="vh" role="status">{tn("office.things", list.length)}</p>
      <dl class="kpi">
        <Kpi label={t("kpi.searching")} figure={sum.searching} more={sum.lostWeeks > 0 ? tn("kpi.lost", sum.lostWeeks) : undefined} />
        <Kpi label={t("kpi.proposals")} figure={sum.proposals} />
        <Kpi label={t("kpi.blocked")} figure={sum.blocked} />
        <Kpi label={t("kpi.starting")} figure={sum.starting} />
      </dl>
      <section class="card" aria-labelledby="stuck">
        <div class="head"><h2 id="stuck">{tn("office.things", list.length)}</h2><div class="row"><a class="s" href="#/signals">{t("office.see_signals")}</a><a class="btn sm" href="#/place">{t("act.new_placement")}</a></div></div>
        {stuck.length > 0 && (
          <Chips label={t("filter.kind")} value={shown} onValue={(value) => set(filter, value)}
            options={[{ value: "all", label: t("filter.all", { n: stuck.length }) }, ...kinds.slice(1).map((kind) => ({ value: kind, label: t(`filter.${kind as "searching" | "proposals" | "blocked"}`) }))]} />
        )}
        {list.length === 0
          ? <Empty><p>{stuck.length === 0 ? t("empty.stuck", { date: dates.day(nextDay(today)) }) : t("office.none_of_kind")}</p>{stuck.length === 0 && <p><a class="btn two sm" href="#/places">{t("act.see_places")}</a></p>}</Empty>
          : <ul class="ex">{list.slice(0, size).map((thing, index) => <li key={`${thing.placement.name}${thing.cause}`}><StuckRow thing={thing} first={index === 0} /></li>)}</ul>}
        {list.length > size && <div><button type="button" class="btn two sm" onClick={() => setSize(size + page)}>{t("act.next_of", { n: Math.min(page, list.length - size), total: list.length })}</button></div>}
      </section>
    </>
  );
}

function Kpi({ label, figure, more }: { label: string; figure: Figure; more?: string | undefined }) {
  const words = useWords();
  const parts = figure.parts.map(({ variant, count }) => `${word(words, variantKey[variant])}\u00a0${count}`).join(" · ");
  return <div><dt>{label}</dt><dd>{figure.total} <small>{parts}{more && ` · ${more}`}</small></dd></div>;
}

function StuckRow({ thing, first }: { thing: Stuck; first: boolean }) {
  const words = useWords();
  const { t, tn, dates } = words;
  const [open, setOpen] = useState(first);
  const { placement, cause } = thing;
  const programme = `${placement.labels?.programme ?? ""} · ${variantText(words, placement.variant, placement.funding)}`;
  const days = cause === "searching" ? searchDays(placement, dates.today()) : undefined;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b class="b">{placement.labels?.student}</b>
        <span class="w">{days === undefined ? t(`cause.${cause}`) : tn("search.days", days)} · {placement.labels?.organisation || programme}</span>
        <span class="x"><Cost words={words} thing={thing} /><Icon name="down" /></span>
      </summary>
      {open && <StuckBody thing={thing} programme={programme} />}
    </details>
  );
}

/** What it costs: weeks or days that are lost, else until when there is time. */
function Cost({ words: { t, tn, dates }, thing: { placement, cause, late, due } }: { words: Words; thing: Stuck }) {
  const clock = cause === "searching" ? placement.searchClock : undefined;
  if (clock !== undefined && clock.weeksToStart < 0) return <Status tone="stop">{tn("search.lost", -clock.weeksToStart)}</Status>;
  if (clock !== undefined) return <Status tone={clock.escalationStep > 0 ? "warn" : "wait"}>{tn("search.weeks_left", clock.weeksToStart)}</Status>;
  const lack = cause === "scan" && due === undefined ? scanLack(placement) : undefined;
  if (lack !== undefined) return <Status tone={lack === BlockerKind.SCAN_UNFIT ? "stop" : "warn"}>{t(lack === BlockerKind.SCAN_UNFIT ? "scanlack.unfit" : lack === BlockerKind.SCAN_EXPIRED ? "scanlack.expired" : "scanlack.missing")}</Status>;
  if (late > 0) return <Status tone="stop">{tn("office.late", late)}</Status>;
  return <Status tone={late > -8 ? "warn" : "wait"}>{due ? t("turn.by", { date: dates.day(due) }) : t("turn.asked")}</Status>;
}
