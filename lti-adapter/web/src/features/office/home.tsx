// "What is stuck?": four figures, then one row per stuck thing that opens in place with the most likely act first.
import { useState } from "preact/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Empty, Faces } from "../../shared/ui/faces";
import { Chips } from "../../shared/ui/fields";
import { Icon, Status } from "../../shared/ui/status";
import { Funding, Variant, type Agreement, type Placement } from "../../triangle/contract";
import { variantText, word } from "../../triangle/parts";
import { byPlacement, useAgreements, usePlacements } from "../../triangle/queries";
import { variantKey } from "../../triangle/words";
import { StuckBody } from "./stuck_body";
import { figures, stuckThings, type Stuck } from "./stuck";
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

function isFilter(value: string): value is Filter {
  return Object.hasOwn(filters, value);
}

const page = 25;

function Content({ placements, agreements }: { placements: readonly Placement[]; agreements: readonly Agreement[] }) {
  const words = useWords();
  const { t, tn, dates } = words;
  const [filter, setFilter] = useState<Filter>("all");
  const [size, setSize] = useState(page);
  const chosen = placements.filter(filters[filter]);
  const found = byPlacement(agreements);
  const stuck = stuckThings(chosen, found, dates.today());
  const sum = figures(chosen, found);
  return (
    <>
      <div class="head">
        <h1>{t("office.title")}</h1>
        <Chips label={t("filter.label")} value={filter} onValue={(value) => isFilter(value) && setFilter(value)}
          options={[{ value: "all", label: t("filter.programmes") }, { value: "full", label: t("variant.full_time") }, { value: "part", label: t("variant.part_time") }, { value: "dual", label: t("variant.dual") }, { value: "private", label: t("funding.non_funded") }]} />
      </div>
      <p class="vh" role="status">{tn("office.things", stuck.length)}</p>
      <dl class="kpi">
        <div><dt>{t("kpi.students")}</dt><dd>{sum.students} <small>{sum.parts.map((part) => `${word(words, variantKey[part.variant])}\u00a0${part.students}`).join(" · ")}</small></dd></div>
        <div><dt>{t("kpi.placed")}</dt><dd>{sum.placed} <small>{tn("kpi.organisations", sum.organisations)}</small></dd></div>
        <div><dt>{t("kpi.without")}</dt><dd>{sum.without}</dd></div>
        <div><dt>{t("kpi.unsigned")}</dt><dd>{sum.unsigned} <small>{t("kpi.late", { n: sum.late })}</small></dd></div>
      </dl>
      <section class="card" aria-labelledby="stuck">
        <div class="head"><h2 id="stuck">{tn("office.things", stuck.length)}</h2><a class="btn sm" href="#/place">{t("act.new_placement")}</a></div>
        {stuck.length === 0
          ? <Empty><p>{t("office.calm")}</p></Empty>
          : <ul class="ex">{stuck.slice(0, size).map((thing, index) => <li key={`${thing.placement.name}${thing.cause}`}><StuckRow thing={thing} first={index === 0} /></li>)}</ul>}
        {stuck.length > size && <div><button type="button" class="btn two sm" onClick={() => setSize(size + page)}>{t("act.next_of", { n: Math.min(page, stuck.length - size), total: stuck.length })}</button></div>}
      </section>
    </>
  );
}

function StuckRow({ thing, first }: { thing: Stuck; first: boolean }) {
  const words = useWords();
  const { t, tn, dates } = words;
  const [open, setOpen] = useState(first);
  const { placement, due, late, cause } = thing;
  const programme = `${placement.labels?.programme ?? ""} · ${variantText(words, placement.variant, placement.funding)}`;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b class="b">{placement.labels?.student}</b>
        <span class="w">{t(`cause.${cause}`)} · {placement.labels?.organisation || programme}</span>
        <span class="x">
          {late > 0
            ? <Status tone="stop">{tn("office.late", late)}</Status>
            : <Status tone={late > -8 ? "warn" : "wait"}>{due ? t("turn.by", { date: dates.day(due) }) : t("turn.asked")}</Status>}
          <Icon name="down" />
        </span>
      </summary>
      {open && <StuckBody thing={thing} programme={programme} />}
    </details>
  );
}
