// Where places will be short: per programme variant, and per region when asked, a stepped line from week to week, and the same
// numbers as a table (R24).
import { useState } from "preact/hooks";
import type { ForecastShortfallResponse_Row as Row } from "../../gen/driehoek/v1/placement_search_pb";
import { useWords, type Words } from "../../shared/i18n/context";
import { isoDay, weekNumber } from "../../shared/i18n/dates";
import { Empty, Faces } from "../../shared/ui/faces";
import { Chips } from "../../shared/ui/fields";
import { Rows } from "../../shared/ui/rows";
import { variantText } from "../../triangle/parts";
import { useForecast } from "./queries";
import { balance, isLookedIn, layOut, rangeOf, seriesOf, worst, type Series } from "./steps";

export function Forecast() {
  const { t } = useWords();
  const [byRegion, setByRegion] = useState(false);
  const [table, setTable] = useState(false);
  const forecast = useForecast(byRegion);
  return (
    <section class="card" aria-labelledby="forecast">
      <div class="head">
        <h2 id="forecast">{t("forecast.title")}</h2>
        <button type="button" class="btn flat sm" aria-pressed={table} onClick={() => setTable(!table)}>{t(table ? "act.as_lines" : "act.as_table")}</button>
      </div>
      <Chips label={t("forecast.split")} value={byRegion ? "region" : "all"} onValue={(value) => setByRegion(value === "region")}
        options={[{ value: "all", label: t("forecast.together") }, { value: "region", label: t("forecast.by_region") }]} />
      <p class="s q">{t("forecast.explain")}{byRegion && <> {t("forecast.explain_region")}</>}</p>
      <Faces of={forecast}>
        {({ rows }) => rows.length === 0 ? <Empty><p>{t("forecast.empty")}</p></Empty> : table ? <ForecastTable rows={rows} byRegion={byRegion} /> : <Lines rows={rows} byRegion={byRegion} />}
      </Faces>
    </section>
  );
}

/** Variant and funding stand beside the name of a programme (R1). */
function nameOf(words: Words, row: Row): string {
  return `${row.programmeDisplayName} · ${variantText(words, row.variant, row.funding)}`;
}

function Lines({ rows, byRegion }: { rows: readonly Row[]; byRegion: boolean }) {
  const { t } = useWords();
  const all = seriesOf(rows);
  // A line for each region with a free seat would hide those that matter.
  const drawn = byRegion ? all.filter(isLookedIn) : all;
  const range = rangeOf(drawn.flatMap((series) => series.rows));
  return (
    <>
      <ul class="lines">{drawn.map((series) => <li key={series.key}><Line series={series} range={range} region={byRegion ? series.region || t("forecast.no_region") : undefined} /></li>)}</ul>
      {drawn.length < all.length && <p class="s q">{t("forecast.more_regions")}</p>}
    </>
  );
}

const [width, top, height, below] = [320, 20, 70, 46];

function Line({ series, range, region }: { series: Series; range: { low: number; high: number }; region: string | undefined }) {
  const words = useWords();
  const { t, tn } = words;
  const { steps, zero } = layOut(series.rows, range, width, top, height);
  const path = steps.map(({ from, to, y }, index) => `${index === 0 ? "M" : "L"}${from} ${y}H${to}`).join("");
  const short = worst(series.rows);
  const first = series.rows[0];
  return (
    <figure class="line">
      <figcaption>
        <b class="b">{region !== undefined && <>{region} <br /></>}{first && nameOf(words, first)}</b>
        <span class="s">{short?.weekDate ? tn("forecast.short", short.shortfallCount, { week: weekNumber(short.weekDate) }) : t("forecast.enough")}</span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${top + height + below}`} aria-hidden="true">
        {steps.map(({ row, from, to, y }) => balance(row) < 0 && <rect key={isoDay(row.weekDate)} class="lack" x={from} y={zero} width={to - from} height={y - zero} />)}
        <path class="zero" d={`M0 ${zero}H${width}`} />
        <path class="path" d={path} />
        {steps.map(({ row, from, to, y }) => (
          <g key={isoDay(row.weekDate)}>
            <text class={balance(row) < 0 ? "n lack-text" : "n"} x={(from + to) / 2} y={balance(row) < 0 ? y + 15 : y - 6}>{balance(row) > 0 ? `+${balance(row)}` : balance(row)}</text>
            <text x={(from + to) / 2} y={top + height + below - 6}>{row.weekDate && t("forecast.week", { n: weekNumber(row.weekDate) })}</text>
          </g>
        ))}
      </svg>
      <p class="vh">{series.rows.map((row) => row.weekDate && t("forecast.said", { n: weekNumber(row.weekDate), free: row.freeSeatCount, searching: row.searchingCount })).join(" ")}</p>
    </figure>
  );
}

function ForecastTable({ rows, byRegion }: { rows: readonly Row[]; byRegion: boolean }) {
  const words = useWords();
  const { t, dates } = words;
  return (
    <Rows caption={t("forecast.title")} rows={rows} keyOf={(row) => `${row.programmeVariant}${isoDay(row.weekDate)}${row.region}`} file={t("forecast.file")}
      columns={[
        { label: t("offer.programme"), value: (row) => nameOf(words, row) },
        ...(byRegion ? [{ label: t("forecast.region"), value: (row: Row) => row.region, show: (row: Row) => row.region || t("forecast.no_region") }] : []),
        { label: t("forecast.start"), value: (row) => isoDay(row.weekDate), show: (row) => row.weekDate && dates.dayWeek(row.weekDate) },
        { label: t("forecast.weeks"), value: (row) => row.weeksToStart, numeric: true },
        { label: t("kpi.students"), value: (row) => row.studentCount, numeric: true },
        { label: t("kpi.searching"), value: (row) => row.searchingCount, numeric: true },
        { label: t("seat.free"), value: (row) => row.freeSeatCount, numeric: true },
        { label: t("forecast.lack"), value: (row) => row.shortfallCount, numeric: true },
      ]} />
  );
}
