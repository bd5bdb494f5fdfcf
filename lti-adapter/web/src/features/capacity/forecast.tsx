// Where places will be short: per programme variant a stepped line from week to week, and the same numbers as a table (R24).
import { useState } from "preact/hooks";
import type { ForecastShortfallResponse_Row as Row } from "../../gen/driehoek/v1/placement_search_pb";
import { useWords, type Words } from "../../shared/i18n/context";
import { isoDay, weekNumber } from "../../shared/i18n/dates";
import { Empty, Faces } from "../../shared/ui/faces";
import { Rows } from "../../shared/ui/rows";
import { variantText } from "../../triangle/parts";
import { useForecast } from "./queries";
import { balance, layOut, rangeOf, seriesOf, worst, type Series } from "./steps";

export function Forecast() {
  const { t } = useWords();
  const forecast = useForecast();
  const [table, setTable] = useState(false);
  return (
    <section class="card" aria-labelledby="forecast">
      <div class="head">
        <h2 id="forecast">{t("forecast.title")}</h2>
        <button type="button" class="btn flat sm" aria-pressed={table} onClick={() => setTable(!table)}>{t(table ? "act.as_lines" : "act.as_table")}</button>
      </div>
      <p class="s q">{t("forecast.explain")}</p>
      <Faces of={forecast}>
        {({ rows }) => rows.length === 0 ? <Empty><p>{t("forecast.empty")}</p></Empty> : table ? <ForecastTable rows={rows} /> : <Lines rows={rows} />}
      </Faces>
    </section>
  );
}

/** Variant and funding stand beside the name of a programme (R1). */
function nameOf(words: Words, row: Row): string {
  return `${row.programmeDisplayName} · ${variantText(words, row.variant, row.funding)}`;
}

function Lines({ rows }: { rows: readonly Row[] }) {
  const range = rangeOf(rows);
  return <ul class="lines">{seriesOf(rows).map((series) => <li key={series.variant}><Line series={series} range={range} /></li>)}</ul>;
}

const [width, top, height, below] = [320, 20, 70, 46];

function Line({ series, range }: { series: Series; range: { low: number; high: number } }) {
  const words = useWords();
  const { t, tn } = words;
  const { steps, zero } = layOut(series.rows, range, width, top, height);
  const path = steps.map(({ from, to, y }, index) => `${index === 0 ? "M" : "L"}${from} ${y}H${to}`).join("");
  const short = worst(series.rows);
  const first = series.rows[0];
  return (
    <figure class="line">
      <figcaption>
        <b class="b">{first && nameOf(words, first)}</b>
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

function ForecastTable({ rows }: { rows: readonly Row[] }) {
  const words = useWords();
  const { t, dates } = words;
  return (
    <Rows caption={t("forecast.title")} rows={rows} keyOf={(row) => `${row.programmeVariant}${isoDay(row.weekDate)}`} file={t("forecast.file")}
      columns={[
        { label: t("offer.programme"), value: (row) => nameOf(words, row) },
        { label: t("forecast.start"), value: (row) => isoDay(row.weekDate), show: (row) => row.weekDate && dates.dayWeek(row.weekDate) },
        { label: t("forecast.weeks"), value: (row) => row.weeksToStart, numeric: true },
        { label: t("kpi.students"), value: (row) => row.studentCount, numeric: true },
        { label: t("kpi.searching"), value: (row) => row.searchingCount, numeric: true },
        { label: t("seat.free"), value: (row) => row.freeSeatCount, numeric: true },
        { label: t("forecast.lack"), value: (row) => row.shortfallCount, numeric: true },
      ]} />
  );
}
