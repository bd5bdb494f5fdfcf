// How placements are spread over the two axes: how closely workplace and programme work together, and how real the work is; a
// table for each variant (R4).
import { useState } from "preact/hooks";
import { useSession } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords, type Words } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { saveCsv } from "../../shared/ui/csv";
import { Empty, Faces } from "../../shared/ui/faces";
import { Choice } from "../../shared/ui/fields";
import { Icon } from "../../shared/ui/status";
import { comingYear, studyYear } from "../../triangle/hosting";
import { variantText } from "../../triangle/parts";
import { mostOf, useAxes, type Row } from "./calls";
import { Grid } from "./grid";
import "../../shared/ui/charts.css";
import "./axes.css";

function AxesPage() {
  const { t, dates } = useWords();
  usePage(t("axes.title"));
  const office = useSession().role === "practice_office";
  const coming = comingYear(dates.today());
  const [year, setYear] = useState(String(coming - 1));
  const axes = useAxes(year === "" ? undefined : Number(year));
  return (
    <>
      <div class="stack tight">
        <p><a class="s" href={office ? "#/places" : "#/"}>{t(office ? "axes.to_places" : "act.home")}</a></p>
        <h1>{t("axes.title")}</h1>
        <p class="s q">{t("axes.explain")}</p>
      </div>
      <div class="narrow"><Choice label={t("axes.year")} value={year} onValue={setYear} empty={t("axes.all_years")} options={[coming, coming - 1, coming - 2].map((one) => ({ value: String(one), label: studyYear(one) }))} /></div>
      <Faces of={axes}>{({ rows }) => rows.length === 0 ? <Empty><p>{t("axes.empty")}</p></Empty> : <Tables rows={rows} />}</Faces>
    </>
  );
}

/** Variant and funding stand beside the name of a programme (R1). */
function nameOf(words: Words, row: Row): string {
  return `${row.programmeDisplayName} · ${variantText(words, row.variant, row.funding)}`;
}

function Tables({ rows }: { rows: readonly Row[] }) {
  const words = useWords();
  const { t, lang } = words;
  const most = mostOf(rows);
  const save = () => saveCsv([
    [t("axes.programme"), t("axes.together"), t("axes.real"), t("axes.placements")],
    ...rows.flatMap((row) => [
      ...row.cells.map((cell) => [nameOf(words, row), cell.collaborationLevel, cell.authenticityLevel, cell.placementCount]),
      ...(row.unsaidCount > 0 ? [[nameOf(words, row), "", "", row.unsaidCount]] : []),
    ]),
  ], lang, t("axes.file"));
  return (
    <>
      <div class="cols axes">{rows.map((row) => <Variant key={row.programmeVariant} row={row} name={nameOf(words, row)} most={most} />)}</div>
      <div><button type="button" class="btn flat sm" onClick={save}><Icon name="doc" /> {t("act.csv")}</button></div>
    </>
  );
}

function Variant({ row, name, most }: { row: Row; name: string; most: number }) {
  const { t, tn } = useWords();
  const office = useSession().role === "practice_office";
  return (
    <section class="card" aria-label={name}>
      <h2>{name}</h2>
      <p class="s q">{tn("axes.count", row.placementCount)} {row.unsaidCount > 0 && row.cells.length > 0 && tn("axes.unsaid", row.unsaidCount)}</p>
      {row.cells.length === 0 ? <Empty><p>{t(office ? "axes.none_said_office" : "axes.none_said")}</p></Empty> : <Grid row={row} name={name} most={most} />}
    </section>
  );
}

export default withParts(["axes"], AxesPage);
