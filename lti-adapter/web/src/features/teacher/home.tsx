// My triangles: own students sorted by who needs the teacher now, with a desk beside the list.
import type { Transport } from "@connectrpc/connect";
import type { QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "preact/hooks";
import { clientOf } from "../../shared/api/client";
import { useSession } from "../../shared/api/hooks";
import type { Session } from "../../shared/api/session";
import { usePage, navigate } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { loadParts } from "../../shared/i18n/table";
import { Empty, Faces, Trouble } from "../../shared/ui/faces";
import { Chips } from "../../shared/ui/fields";
import { Status } from "../../shared/ui/status";
import { newest, partyOf } from "../../triangle/agreement";
import { linesOf } from "../../triangle/contact_figure";
import { Variant, type Agreement, type Placement } from "../../triangle/contract";
import { Figure, fillOf } from "../../triangle/figure";
import { turnTitle, useMe, variantText, word } from "../../triangle/parts";
import { askFirst as askLists, byPlacement, useAgreements, usePlacements } from "../../triangle/queries";
import { hoursNumber } from "../../triangle/rhythm_words";
import { SignalService, trianglesQuery, useTriangles, weightiestFirst, type Caseload, type Triangle } from "../../triangle/signals";
import { severityTone, signalShort } from "../../triangle/signal_words";
import { byUrgency, openSteps } from "../../triangle/turns";
import { variantKey } from "../../triangle/words";
import { placementKey } from "../../triangle/placement_words";
import { Desk } from "./desk";
import { needsMe, sortRows, type Row } from "./rows";
import "./teacher.css";

/** Both lists, the triangles and their words: the first picture has them. */
export async function askFirst(cache: QueryClient, transport: Transport, session: Session): Promise<void> {
  await Promise.all([
    askLists(cache, transport, session),
    cache.prefetchQuery(trianglesQuery(clientOf(transport, SignalService), session.institution)),
    loadParts(session.locale, ["signals"]),
  ]);
}

export function triangleHref(placement: Placement): string {
  const [, institution, , id] = placement.name.split("/");
  return `#/triangle/${institution ?? ""}/${id ?? ""}`;
}

function TeacherHome({ chosen }: { chosen?: string }) {
  const { t } = useWords();
  usePage(t("teacher.title"));
  const placements = usePlacements();
  const agreements = useAgreements();
  const triangles = useTriangles();
  if (placements.data === undefined || agreements.data === undefined) {
    return <><h1>{t("teacher.title")}</h1><Faces of={placements.data === undefined ? placements : agreements}>{() => null}</Faces></>;
  }
  // What the server says of running placements comes with the first picture, or a moment later.
  return (
    <>
      <Content placements={placements.data} agreements={agreements.data} triangles={triangles.data?.triangles ?? []} caseload={triangles.data?.caseload} pending={triangles.isPending} chosen={chosen} />
      <Trouble error={triangles.error} retry={() => void triangles.refetch()} />
    </>
  );
}

type Filter = "now" | "all" | "full" | "part" | "dual";
const filterVariant: Partial<Record<Filter, Variant>> = { full: Variant.FULL_TIME, part: Variant.PART_TIME, dual: Variant.DUAL };

function isFilter(value: string): value is Filter {
  return ["now", "all", "full", "part", "dual"].includes(value);
}

interface ContentProps {
  readonly placements: readonly Placement[];
  readonly agreements: readonly Agreement[];
  readonly triangles: readonly Triangle[];
  readonly caseload: Caseload | undefined;
  readonly pending: boolean;
  readonly chosen: string | undefined;
}

function Content({ placements, agreements, triangles, caseload, pending, chosen }: ContentProps) {
  const words = useWords();
  const { t, tn } = words;
  const me = useMe();
  const { role, roles } = useSession();
  const found = byPlacement(agreements);
  const today = words.dates.today();
  const seen = new Map(triangles.map((triangle) => [triangle.placement, triangle]));
  const rows = sortRows(placements.map((placement) => {
    const agreement = found.get(placement.name);
    return { placement, agreement, steps: openSteps({ placement, agreement }, me, today).sort(byUrgency), triangle: seen.get(placement.name) };
  }), triangles);
  const urgent = rows.filter(needsMe);
  const [picked, setFilter] = useState<Filter>();
  const filter = picked ?? (urgent.length > 0 || pending ? "now" : "all");
  const shown = filter === "now" ? urgent : rows.filter((row) => filterVariant[filter] === undefined || row.placement.variant === filterVariant[filter]);
  const current = rows.find((row) => row.placement.name === chosen) ?? shown[0];
  useWalk(shown, current);
  const toSign = rows.filter((row) => row.steps.some((step) => step.mine && step.turn.kind === "sign")).length;
  const toCheck = rows.filter((row) => row.steps.some((step) => step.mine && step.turn.kind === "check")).length;
  return (
    <>
      <div class="head">
        <h1>{t("teacher.title")}</h1>
        <p class="load">
          <Figures caseload={caseload} students={rows.length} />
          {[[toCheck, "teacher.to_check"] as const, [toSign, "teacher.to_sign"] as const].filter(([n]) => n > 0).map(([n, key]) => <span key={key}><b class="num">{n}</b> {t(key)}</span>)}
        </p>
      </div>
      {role === "programme_manager" && <p class="row s"><a href="#/checkins">{t("act.see_meetings")}</a><a href="#/axes">{t("act.see_axes")}</a><a href="#/conflicts">{t("act.see_conflicts")}</a></p>}
      {rows.length === 0 && <Empty><p>{t("teacher.empty")}</p>{roles.length > 1 && <p>{t("teacher.other_role")}</p>}</Empty>}
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
            {shown.length === 0 && !pending && <Empty><p>{t("teacher.calm")}</p></Empty>}
            <ul class="tlist">{shown.map((row) => <li key={row.placement.name}><RowLink row={row} current={row === current} /></li>)}</ul>
            {triangles.length > 0 && <p class="xs qq lines">{t("tri.lines")}</p>}
          </section>
          {current && <Desk key={current.placement.name} row={current} />}
        </div>
      )}
    </>
  );
}

/** What somebody looks after in all; who sees exceptions only has no such figures. */
function Figures({ caseload, students }: { caseload: Caseload | undefined; students: number }) {
  const words = useWords();
  const { t } = words;
  if (caseload === undefined) return <span><b class="num">{students}</b> {t("teacher.students")}</span>;
  return (
    <>
      <span><b class="num">{caseload.studentCount}</b> {t("teacher.students")}</span>
      <span><b class="num">{caseload.verdictDueCount}</b> {t("tri.verdicts")}</span>
      <span><b class="num">{caseload.openSignalCount}</b> {t("tri.signals")}</span>
      {caseload.weeklyMinutes > 0 && <span><b class="num">{hoursNumber(words, caseload.weeklyMinutes)}</b> {t("tri.hours")}</span>}
    </>
  );
}

function RowLink({ row, current }: { row: Row; current: boolean }) {
  const words = useWords();
  const me = useMe();
  const { placement, agreement, triangle } = row;
  const version = agreement && newest(agreement);
  return (
    <a href={triangleHref(placement)} aria-current={current ? "true" : undefined}>
      <span class="tri mini"><Figure mini fill={fillOf(version)} me={partyOf(version, me.persons)} {...(triangle && { lines: linesOf(triangle.contacts) })} /></span>
      <b class="b nm">{placement.labels?.student}</b>
      <span class="s q va">{placement.labels?.programme} · {variantText(words, placement.variant, placement.funding)}</span>
      <span class="why"><Why row={row} /></span>
    </a>
  );
}

/** The one thing that asks most of the teacher now. */
function Why({ row: { placement, agreement, steps, triangle } }: { row: Row }) {
  const words = useWords();
  const { t, dates } = words;
  const [step] = steps;
  const [signal] = weightiestFirst(triangle?.openSignals ?? []);
  const [verdict] = triangle?.verdictsDue ?? [];
  const stepMark = step && <Status tone={step.late ? "stop" : step.mine ? "warn" : "wait"} tag={false}>{turnTitle(words, step.turn)}{step.due && ` · ${dates.day(step.due)}`}</Status>;
  if (step?.mine && step.late) return stepMark;
  if (signal) return <Status tone={signal.isCurrent ? severityTone[signal.severity] : "wait"} tag={false}>{signalShort(words, signal)}</Status>;
  if (step?.mine) return stepMark;
  if (verdict?.dueDate) return <Status tone={verdict.lateWorkingDays > 0 ? "stop" : "warn"} tag={false}>{verdict.lateWorkingDays > 0 ? words.tn("short.verdict", verdict.lateWorkingDays) : t("tri.verdict", { date: dates.day(verdict.dueDate) })}</Status>;
  if (stepMark) return stepMark;
  return <Status tone="ok" tag={false}>{triangle ? t("tri.calm") : agreement?.inForce ? t("st.in_force") : word(words, placementKey[placement.state])}</Status>;
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

export default withParts(["signals"], TeacherHome);
