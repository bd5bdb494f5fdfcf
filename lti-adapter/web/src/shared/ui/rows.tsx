// A table whose headings sort, 25 rows at a time, as a file when wanted; on a phone each row is a card.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useWords } from "../i18n/context";
import { saveCsv, type Cell } from "./csv";
import { Icon } from "./status";
import "./tables.css";
import "./rows.css";

export interface Column<T> {
  readonly label: string;
  /** What it is sorted by, and what stands in the file. */
  readonly value: (row: T) => Cell;
  /** What is shown; the value when absent. */
  readonly show?: (row: T) => ComponentChildren;
  readonly numeric?: boolean;
}

interface Props<T> {
  readonly caption: string;
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  /** The first is the heading of the row. */
  readonly columns: readonly Column<T>[];
  /** Buttons at the end of a row. */
  readonly act?: (row: T) => ComponentChildren;
  /** Name of the file; no file when absent. */
  readonly file?: string;
}

const page = 25;

export function Rows<T>({ caption, rows, keyOf, columns, act, file }: Props<T>) {
  const { t, lang } = useWords();
  const [sort, setSort] = useState<{ column: number; down: boolean }>();
  const [size, setSize] = useState(page);
  const by = sort && columns[sort.column];
  const sorted = by === undefined ? rows : [...rows].sort((a, b) => {
    const [x, y] = [by.value(a), by.value(b)];
    const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), lang, { numeric: true });
    return sort?.down ? -order : order;
  });
  const turn = (column: number) => setSort((old) => ({ column, down: old?.column === column && !old.down }));
  return (
    <div class="stack tight">
      <table class="cards">
        <caption class="vh">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, numeric }, index) => (
              <th key={label} scope="col" class={numeric ? "n" : undefined} aria-sort={sort?.column === index ? (sort.down ? "descending" : "ascending") : undefined}>
                <button type="button" class="sorter" onClick={() => turn(index)}>{label}{sort?.column === index && <Icon name="down" />}</button>
              </th>
            ))}
            {act && <th scope="col"><span class="vh">{t("rows.act")}</span></th>}
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, size).map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column, index) => {
                const text = column.show?.(row) ?? column.value(row);
                return index === 0 ? <th key={column.label} scope="row">{text}</th> : <td key={column.label} data-label={column.label} class={column.numeric ? "n" : undefined}>{text}</td>;
              })}
              {act && <td class="acts">{act(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {(rows.length > size || file !== undefined) && (
        <div class="row apart">
          {rows.length > size ? <button type="button" class="btn two sm" onClick={() => setSize(size + page)}>{t("act.next_of", { n: Math.min(page, rows.length - size), total: rows.length })}</button> : <span />}
          {file !== undefined && <button type="button" class="btn flat sm" onClick={() => saveCsv([columns.map(({ label }) => label), ...sorted.map((row) => columns.map((column) => column.value(row)))], lang, file)}><Icon name="doc" /> {t("act.csv")}</button>}
        </div>
      )}
    </div>
  );
}
