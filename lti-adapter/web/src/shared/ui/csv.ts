// A table as a file for a spreadsheet (RFC 4180). Dutch spreadsheets part columns by semicolons.
import { saveFile } from "../frame/save_file";
import type { Lang } from "../i18n/table";

export type Cell = string | number;

/** A text that begins like a formula would be worked out by the spreadsheet; an apostrophe keeps it a text. */
function cellText(cell: Cell, separator: string): string {
  const text = typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell);
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

export function toCsv(rows: readonly (readonly Cell[])[], lang: Lang): string {
  const separator = lang === "nl" ? ";" : ",";
  return rows.map((row) => `${row.map((cell) => cellText(cell, separator)).join(separator)}\r\n`).join("");
}

export function saveCsv(rows: readonly (readonly Cell[])[], lang: Lang, name: string): void {
  // The mark in front tells spreadsheets that it is UTF-8.
  saveFile(["\ufeff", toCsv(rows, lang)], `${name}.csv`, "text/csv;charset=utf-8");
}
