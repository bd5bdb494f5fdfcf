// Who does what: one party for each task, and the yes of all three (R10).
import { useWords } from "../../shared/i18n/context";
import { Status } from "../../shared/ui/status";
import type { Agreement, AgreementVersion, PartyRole } from "../../triangle/contract";
import { word } from "../../triangle/parts";
import { parties, partyKey } from "../../triangle/words";
import { taskKey, tasks } from "./words";

export function Matrix({ version, side }: { agreement: Agreement; version: AgreementVersion; side: PartyRole }) {
  const words = useWords();
  const { t, dates } = words;
  const matrix = version.responsibilities;
  return (
    <section class="card" aria-labelledby="matrix">
      <div class="head"><h2 id="matrix">{t("matrix.title")}</h2></div>
      <dl class="duty">
        {tasks.map((task) => {
          const row = matrix?.rows.find((one) => one.task === task);
          return (
            <div key={task}>
              <dt class="s q">{word(words, taskKey[task])}</dt>
              <dd class="b">{row ? word(words, partyKey[row.partyRole]) : t("matrix.nobody")}</dd>
            </div>
          );
        })}
      </dl>
      <hr />
      <ul class="views">
        {parties.map((role) => {
          const acceptance = matrix?.acceptances.find((one) => one.partyRole === role);
          return (
            <li key={role}>
              <span class="xs qq">{role === side ? t("party.you") : word(words, partyKey[role])}</span>
              <Status tone={acceptance ? "ok" : "note"} tag={false}>{acceptance?.acceptTime ? t("matrix.accepted", { date: dates.day(dates.dayOf(acceptance.acceptTime)) }) : t("matrix.open")}</Status>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
