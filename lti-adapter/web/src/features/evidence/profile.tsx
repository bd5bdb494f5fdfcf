// How the evidence stands: the five criteria of a portfolio, and what each outcome has so far.
import { useState } from "preact/hooks";
import { useWords, type Words } from "../../shared/i18n/context";
import { Empty } from "../../shared/ui/faces";
import { Status } from "../../shared/ui/status";
import { Criterion, type EvidenceProfile, type OutcomeProgress, type ProgressRow } from "../../triangle/evidence";
import "../../shared/ui/tables.css";
import "../../shared/ui/charts.css";

const criterionKey = {
  [Criterion.CRITERION_UNSPECIFIED]: "vraak.variation",
  [Criterion.VARIATION]: "vraak.variation",
  [Criterion.RELEVANCE]: "vraak.relevance",
  [Criterion.AUTHENTICITY]: "vraak.authenticity",
  [Criterion.ACTUALITY]: "vraak.actuality",
  [Criterion.QUANTITY]: "vraak.quantity",
} as const;

export function ProfileCard({ profile }: { profile: EvidenceProfile }) {
  const { t, tn } = useWords();
  return (
    <section class="card" aria-labelledby="vraak">
      <div class="head"><h2 id="vraak">{t("vraak.title")}</h2><span class="s q">{tn("vraak.of", profile.itemCount)}</span></div>
      <p class="s q">{t("vraak.explain")}</p>
      <ul class="list">
        {profile.scores.map(({ criterion, have, outOf, percent }) => (
          <li key={criterion}>
            <div><b class="b">{t(criterionKey[criterion])}</b><p>{t(`${criterionKey[criterion]}_text`)}</p></div>
            <div class="evscore"><span class="num b">{outOf === 0 ? t("vraak.nothing") : t("vraak.have", { have, of: outOf })}</span><progress class="evbar" max={100} value={percent} aria-label={t(criterionKey[criterion])} /></div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Not counted, whatever the reason. */
export function uncounted(row: ProgressRow): number {
  return row.unverifiedCount + row.disputedCount;
}

const columns = [
  ["prog.confirmed", (row: ProgressRow) => row.confirmedCount],
  ["prog.requested", (row: ProgressRow) => row.requestedCount],
  ["prog.linked", (row: ProgressRow) => row.linkedCount],
  ["prog.uncounted", uncounted],
] as const;

/** What stands out, in one sentence. */
export function progressSentence({ t }: Words, rows: readonly ProgressRow[]): string {
  const none = rows.filter(({ confirmedCount }) => confirmedCount === 0).map(({ outcomeCode }) => outcomeCode);
  return none.length === 0 ? t("prog.all") : t("prog.some", { n: rows.length - none.length, of: rows.length, codes: none.join(", ") });
}

export function ProgressCard({ progress: { rows } }: { progress: OutcomeProgress }) {
  const words = useWords();
  const { t } = words;
  const [list, setList] = useState(false);
  const covered = rows.every(({ confirmedCount }) => confirmedCount > 0);
  return (
    <section class="card" aria-labelledby="progress">
      <div class="head">
        <h2 id="progress">{t("prog.title")}</h2>
        {rows.length > 0 && <button type="button" class="btn flat sm" aria-pressed={list} onClick={() => setList(!list)}>{t(list ? "prog.table" : "prog.list")}</button>}
      </div>
      {rows.length === 0 && <Empty><p>{t("prog.empty")}</p></Empty>}
      {rows.length > 0 && (
        <>
          <p><Status tone={covered ? "ok" : "warn"} tag={false}>{progressSentence(words, rows)}</Status></p>
          {list ? <AsList rows={rows} /> : <AsTable rows={rows} />}
          <p class="xs qq">{t("prog.figure")}</p>
        </>
      )}
    </section>
  );
}

function AsTable({ rows }: { rows: readonly ProgressRow[] }) {
  const { t } = useWords();
  return (
    <div class="scroll evprog" role="group" aria-label={t("prog.title")} tabIndex={0}>
      <table class="heat">
        <caption class="vh">{t("prog.title")}</caption>
        <thead><tr><th scope="col"><span class="vh">{t("prog.outcome")}</span></th>{columns.map(([key]) => <th key={key} scope="col">{t(key)}</th>)}<th scope="col">{t("prog.tasks")}</th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.outcomeCode}>
              <th scope="row">{row.outcomeCode} {row.outcomeTitle}</th>
              {columns.map(([key, count], index) => <td key={key} class={index === 0 ? `h${Math.min(count(row), 4)}` : undefined}>{count(row)}</td>)}
              <td>{row.closedTaskCount}/{row.taskCount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AsList({ rows }: { rows: readonly ProgressRow[] }) {
  const { t } = useWords();
  return (
    <ul class="list">
      {rows.map((row) => (
        <li key={row.outcomeCode}><div>
          <b class="b">{row.outcomeCode} {row.outcomeTitle}</b>
          <p>{t("prog.row", { confirmed: row.confirmedCount, requested: row.requestedCount, linked: row.linkedCount, uncounted: uncounted(row) })}</p>
          <p>{t("prog.row_tasks", { closed: row.closedTaskCount, tasks: row.taskCount })}</p>
        </div></li>
      ))}
    </ul>
  );
}
