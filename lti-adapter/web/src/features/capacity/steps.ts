// The forecast per programme variant and region: places minus students without one, week by week. Pure.
import type { ForecastShortfallResponse_Row as Row } from "../../gen/driehoek/v1/placement_search_pb";
import { compareDays } from "../../shared/i18n/dates";

export interface Series {
  readonly key: string;
  /** Empty: without a region, or not asked per region. */
  readonly region: string;
  readonly rows: readonly Row[];
}

/** Free seats beyond the students who search; below zero places are short. */
export function balance(row: Row): number {
  return row.freeSeatCount - row.searchingCount;
}

export function seriesOf(rows: readonly Row[]): Series[] {
  const series = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.programmeVariant} ${row.region}`;
    series.set(key, [...(series.get(key) ?? []), row]);
  }
  return [...series.entries()].map(([key, own]) => ({ key, region: own[0]?.region ?? "", rows: own.sort((a, b) => (a.weekDate && b.weekDate ? compareDays(a.weekDate, b.weekDate) : 0)) }));
}

/** Whether somebody still looks for a place in some of these weeks. */
export function isLookedIn({ rows }: Series): boolean {
  return rows.some((row) => row.searchingCount > 0);
}

/** The same scale for all: lowest and highest balance, zero among them. */
export function rangeOf(rows: readonly Row[]): { low: number; high: number } {
  const all = rows.map(balance);
  return { low: Math.min(0, ...all), high: Math.max(1, ...all) };
}

/** The row with the largest shortfall, earliest first; undefined when there are places enough. */
export function worst(rows: readonly Row[]): Row | undefined {
  return rows.reduce<Row | undefined>((most, row) => (row.shortfallCount > (most?.shortfallCount ?? 0) ? row : most), undefined);
}

export interface Step {
  readonly row: Row;
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

/** Where each step lies on a sheet of this size; the zero line too. */
export function layOut(rows: readonly Row[], { low, high }: { low: number; high: number }, width: number, top: number, height: number): { steps: Step[]; zero: number } {
  const y = (value: number) => top + ((high - value) / (high - low)) * height;
  const part = width / Math.max(1, rows.length);
  return { steps: rows.map((row, index) => ({ row, from: index * part, to: (index + 1) * part, y: y(balance(row)) })), zero: y(0) };
}
