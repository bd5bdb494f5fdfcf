// Five by five: to the right how closely they work together, upwards how real the work is. The figure stands in each cell.
import { useWords } from "../../shared/i18n/context";
import { bestOf, countAt, levels, shadeOf, type Row } from "./calls";
import "../../shared/ui/tables.css";

const upwards = [...levels].reverse();

export function Grid({ row, name, most }: { row: Row; name: string; most: number }) {
  const { t } = useWords();
  const best = bestOf(row);
  return (
    <table class="heat">
      <caption>
        <span class="vh">{name}. </span>
        {best && t("axes.most", { n: best.placementCount, together: best.collaborationLevel, real: best.authenticityLevel })}
      </caption>
      <thead>
        <tr><td /><th scope="colgroup" colSpan={5}>{t("axes.together")}</th></tr>
        <tr>
          <th scope="col" class="corner">{t("axes.real")}</th>
          {levels.map((level) => <th key={level} scope="col">{level}{level === 1 && <small> {t("axes.apart")}</small>}{level === 5 && <small> {t("axes.team")}</small>}</th>)}
        </tr>
      </thead>
      <tbody>
        {upwards.map((real) => (
          <tr key={real}>
            <th scope="row">{real}{real === 5 && <small> {t("axes.real_work")}</small>}{real === 1 && <small> {t("axes.to_learn")}</small>}</th>
            {levels.map((together) => {
              const count = countAt(row, together, real);
              return <td key={together} class={`h${shadeOf(count, most)}`}>{count}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
