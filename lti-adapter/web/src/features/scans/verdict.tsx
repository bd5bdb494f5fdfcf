// What the practice office said of a workplace: the verdict, why, and what must still be done.
import { useWords } from "../../shared/i18n/context";
import { Status } from "../../shared/ui/status";
import { Verdict, type WorkplaceScan } from "../../triangle/scans";
import { ownerText, verdictKey, verdictTone } from "./words";

export function VerdictTag({ scan }: { scan: WorkplaceScan }) {
  const { t } = useWords();
  return <Status tone={verdictTone[scan.verdict]}>{t(verdictKey[scan.verdict])}</Status>;
}

export function VerdictCard({ scan, names }: { scan: WorkplaceScan; names?: ReadonlyMap<string, string> }) {
  const words = useWords();
  const { t, dates } = words;
  if (scan.verdict === Verdict.VERDICT_UNSPECIFIED) return null;
  return (
    <section class="card" aria-label={t(verdictKey[scan.verdict])}>
      <p><VerdictTag scan={scan} /></p>
      {scan.verdictReason !== "" && <p class="prose">{scan.verdictReason}</p>}
      {scan.conditions.length > 0 && (
        <div class="stack tight">
          <h2>{t("scan.conditions")}</h2>
          <ul class="list">
            {scan.conditions.map((condition) => (
              <li key={condition.id}><div><b class="b">{condition.action}</b><p>{condition.doneTime
                ? t("scan.condition_done", { owner: ownerText(words, condition, names), date: dates.day(dates.dayOf(condition.doneTime)) })
                : condition.dueDate && t("scan.condition", { owner: ownerText(words, condition, names), date: dates.day(condition.dueDate) })}</p></div></li>
            ))}
          </ul>
        </div>
      )}
      {scan.validUntilDate && <p class="s q">{t("scan.valid", { date: dates.dayWeek(scan.validUntilDate) })}</p>}
    </section>
  );
}
