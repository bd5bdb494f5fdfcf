// My triangles: own students sorted by who needs the teacher now, with a desk beside the list.
import { useEffect, useState } from "preact/hooks";
import { useSession } from "../../shared/api/hooks";
import { usePage, navigate } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Empty, Faces } from "../../shared/ui/faces";
import { Chips } from "../../shared/ui/fields";
import { Status } from "../../shared/ui/status";
import { newest, partyOf } from "../../triangle/agreement";
import { Variant, type Agreement, type Placement } from "../../triangle/contract";
import { Figure, fillOf } from "../../triangle/figure";
import { turnTitle, useMe, variantText, word } from "../../triangle/parts";
import { byPlacement, useAgreements, usePlacements } from "../../triangle/queries";
import { byUrgency, openSteps, type OpenStep } from "../../triangle/turns";
import { placementKey, variantKey } from "../../triangle/words";
import { Desk } from "./desk";
import "./teacher.css";

export { askFirst } from "../../triangle/queries";

export interface Row {
  readonly placement: Placement;
  readonly agreement: Agreement | undefined;
  readonly steps: readonly OpenStep[];
}

export function triangleHref(placement: Placement): string {
  const [, institution, , id] = placement.name.split("/");
  return `#/triangle/${institution ?? ""}/${id ?? ""}`;
}

/** Late and own steps first, then by date, then by name. */
export function sortRows(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => {
    const [first, second] = [a.steps[0], b.steps[0]];
    if (first === undefined || second === undefined) return first === second ? (a.placement.labels?.student ?? "").localeCompare(b.placement.labels?.student ?? "") : first === undefined ? 1 : -1;
    if (first.late !== second.late) return first.late ? -1 : 1;
    return byUrgency(first, second);
  });
}

export default function TeacherHome({ chosen }: { chosen?: string }) {
  const { t } = useWords();
  usePage(t("teacher.title"));
  const placements = usePlacements();
  const agreements = useAgreements();
  if (placements.data === undefined || agreements.data === undefined) {
    return <><h1>{t("teacher.title")}</h1><Faces of={placements.data === undefined ? placements : agreements}>{() => null}</Faces></>;
  }
  return <Content placements={placements.data} agreements={agreements.data} chosen={chosen} />;
}

type Filter = "now" | "all" | "full" | "part" | "dual";
const filterVariant: Partial<Record<Filter, Variant>> = { full: Variant.FULL_TIME, part: Variant.PART_TIME, dual: Variant.DUAL };

function isFilter(value: string): value is Filter {
  return ["now", "all", "full", "part", "dual"].includes(value);
}

function needsMe(row: Row): boolean {
  return row.steps.some((step) => step.mine || step.late);
}

function Content({ placements, agreements, chosen }: { placements: readonly Placement[]; agreements: readonly Agreement[]; chosen: string | undefined }) {
  const words = useWords();
  const { t, tn } = words;
  const me = useMe();
  const hasRoles = useSession().roles.length > 1;
  const found = byPlacement(agreements);
  const today = words.dates.today();
  const rows = sortRows(placements.map((placement) => {
    const agreement = found.get(placement.name);
    return { placement, agreement, steps: openSteps({ placement, agreement }, me, today).sort(byUrgency) };
  }));
  const urgent = rows.filter(needsMe);
  const [filter, setFilter] = useState<Filter>(urgent.length > 0 ? "now" : "all");
  const shown = filter === "now" ? urgent : rows.filter((row) => filterVariant[filter] === undefined || row.placement.variant === filterVariant[filter]);
  const current = rows.find((row) => row.placement.name === chosen) ?? shown[0];
  useWalk(shown, current);
  const toSign = rows.filter((row) => row.steps.some((step) => step.mine && step.turn.kind === "sign")).length;
  const toCheck = rows.filter((row) => row.steps.some((step) => step.mine && step.turn.kind === "check")).length;
  return (
    <>
      <div class="head">
        <h1>{t("teacher.title")}</h1>
        <p class="load"><span><b class="num">{rows.length}</b> {t("teacher.students")}</span><span><b class="num">{toCheck}</b> {t("teacher.to_check")}</span><span><b class="num">{toSign}</b> {t("teacher.to_sign")}</span></p>
      </div>
      {rows.length === 0 && <Empty><p>{t("teacher.empty")}</p>{hasRoles && <p>{t("teacher.other_role")}</p>}</Empty>}
      {rows.length > 0 && (
        <div class={chosen === undefined ? "cols m" : "cols m opened"}>
          <section class="card lst" aria-labelledby="list">
            <div class="head"><h2 id="list">{t("teacher.who")}</h2></div>
            <Chips label={t("filter.label")} value={filter} onValue={(value) => isFilter(value) && setFilter(value)}
              options={[
                { value: "now", label: t("filter.now", { n: urgent.length }) },
                { value: "all", label: t("filter.all", { n: rows.length }) },
                ...(["full", "part", "dual"] as const).filter((one) => rows.some((row) => row.placement.variant === filterVariant[one])).map((one) => ({ value: one, label: word(words, variantKey[filterVariant[one] ?? Variant.FULL_TIME]) })),
              ]} />
            <p class="vh" role="status">{tn("filter.count", shown.length)}</p>
            {shown.length === 0 && <Empty><p>{t("teacher.calm")}</p></Empty>}
            <ul class="tlist">{shown.map((row) => <li key={row.placement.name}><RowLink row={row} current={row === current} /></li>)}</ul>
          </section>
          {current && <Desk key={current.placement.name} row={current} />}
        </div>
      )}
    </>
  );
}

function RowLink({ row, current }: { row: Row; current: boolean }) {
  const words = useWords();
  const { t, dates } = words;
  const me = useMe();
  const { placement, agreement, steps } = row;
  const version = agreement && newest(agreement);
  const step = steps[0];
  return (
    <a href={triangleHref(placement)} aria-current={current ? "true" : undefined}>
      <span class="tri mini"><Figure mini fill={fillOf(version)} me={partyOf(version, me.persons)} /></span>
      <b class="b nm">{placement.labels?.student}</b>
      <span class="s q va">{placement.labels?.programme} · {variantText(words, placement.variant, placement.funding)}</span>
      <span class="why">
        {step
          ? <Status tone={step.late ? "stop" : step.mine ? "warn" : "wait"} tag={false}>{turnTitle(words, step.turn)}{step.due && ` · ${dates.day(step.due)}`}</Status>
          : <Status tone="ok" tag={false}>{agreement?.inForce ? t("st.in_force") : word(words, placementKey[placement.state])}</Status>}
      </span>
    </a>
  );
}

/** J and K walk over the list; not while somebody types. */
function useWalk(shown: readonly Row[], current: Row | undefined): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target;
      if (event.ctrlKey || event.metaKey || event.altKey || (target instanceof HTMLElement && ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))) return;
      if (document.querySelector("dialog[open]")) return;
      const by = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      const next = by === 0 ? undefined : shown[shown.findIndex((row) => row === current) + by];
      if (next) navigate(triangleHref(next.placement));
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [shown, current]);
}
