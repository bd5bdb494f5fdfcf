// Which outcomes the tasks of a placement work on, and how much: a heat map with its list.
import { useState } from "preact/hooks";
import { useWords } from "../../shared/i18n/context";
import { Empty } from "../../shared/ui/faces";
import { Status } from "../../shared/ui/status";
import { Standing, type OutcomeCoverage, type Plan, type Task } from "../../triangle/tasks";
import "../../shared/ui/tables.css";
import "../../shared/ui/charts.css";

export function Coverage({ plan, tasks }: { plan: Plan; tasks: readonly Task[] }) {
  const { t } = useWords();
  const [list, setList] = useState(false);
  const rows = plan.coverage;
  const gaps = rows.filter(({ standing }) => standing === Standing.GAP);
  // Oldest first, as the matrix has them.
  const columns = [...tasks].sort((a, b) => a.name.localeCompare(b.name));
  return (
    <section class="card" aria-labelledby="coverage">
      <div class="head">
        <h2 id="coverage">{t("cover.title")}</h2>
        {rows.length > 0 && <button type="button" class="btn flat sm" aria-pressed={list} onClick={() => setList(!list)}>{t(list ? "cover.table" : "cover.list")}</button>}
      </div>
      {rows.length === 0 && <Empty><p>{t("cover.empty")}</p></Empty>}
      {rows.length > 0 && (
        <>
          <p class="s q">{t("cover.figure")}</p>
          {list ? <AsList rows={rows} columns={columns} /> : <AsTable rows={rows} columns={columns} />}
          <p>{gaps.length === 0 ? <Status tone="ok" tag={false}>{t("cover.all")}</Status> : <Status tone="stop" tag={false}>{t("cover.gaps", { codes: gaps.map(({ outcomeCode }) => outcomeCode).join(", ") })}</Status>}</p>
        </>
      )}
    </section>
  );
}

interface Matrix {
  readonly rows: readonly OutcomeCoverage[];
  readonly columns: readonly Task[];
}

function AsTable({ rows, columns }: Matrix) {
  const { t } = useWords();
  return (
    <div class="scroll" role="group" aria-label={t("cover.title")} tabIndex={0}>
      <table class="heat">
        <caption class="vh">{t("cover.title")}</caption>
        <thead><tr><th scope="col"><span class="vh">{t("cover.outcome")}</span></th>{columns.map((task, index) => <th key={task.name} scope="col">{t("cover.task", { n: index + 1 })}<span class="vh"> {task.content?.title}</span></th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.outcomeCode}>
              <th scope="row">{row.outcomeCode} {row.outcomeTitle}</th>
              {columns.map((task) => <Figure key={task.name} row={row} task={task} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figure({ row, task }: { row: OutcomeCoverage; task: Task }) {
  const { t } = useWords();
  const cell = row.cells.find(({ learningTask }) => learningTask === task.name);
  if (cell === undefined) return <td class={row.standing === Standing.GAP ? "h0 gap" : "h0"}><span aria-hidden="true">–</span><span class="vh">{t("cover.none")}</span></td>;
  return <td class={`h${cell.level}`}><span aria-hidden="true">{cell.level}{cell.adequate && " ✓"}</span><span class="vh">{t(cell.adequate ? "cover.cell_ok" : "cover.cell", { n: cell.level })}</span></td>;
}

function AsList({ rows, columns }: Matrix) {
  const { t } = useWords();
  const title = (name: string) => columns.find((task) => task.name === name)?.content?.title ?? "";
  return (
    <ul class="list">
      {rows.map((row) => (
        <li key={row.outcomeCode}><div><b class="b">{row.outcomeCode} {row.outcomeTitle}</b>
          {row.cells.length === 0 && <p>{t("cover.none")}</p>}
          {row.cells.map((cell) => <p key={cell.learningTask}>{title(cell.learningTask)}: {t(cell.adequate ? "cover.cell_ok" : "cover.cell", { n: cell.level })}</p>)}
        </div></li>
      ))}
    </ul>
  );
}
