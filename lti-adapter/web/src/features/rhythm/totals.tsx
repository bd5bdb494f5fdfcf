// The hours of a placement, added up.
import { useWords } from "../../shared/i18n/context";
import { weekNumber } from "../../shared/i18n/dates";
import { Empty, Faces } from "../../shared/ui/faces";
import { Status } from "../../shared/ui/status";
import { hoursNumber, hoursText } from "../../triangle/rhythm_words";
import { useHoursSummary } from "./queries";
import "../../shared/ui/tables.css";

export function Totals({ placement }: { placement: string }) {
  const words = useWords();
  const { t } = words;
  const summary = useHoursSummary(placement);
  return (
    <section class="card" aria-labelledby="totals">
      <h2 id="totals">{t("hours.title_other")}</h2>
      <Faces of={summary}>{({ totals, weeks }) => totals === undefined || totals.dayCount === 0 ? <Empty><p>{t("hours.empty")}</p></Empty> : (
        <>
          <p>{t("hours.total", { text: hoursText(words, totals.learningMinutes, totals.otherMinutes) })}</p>
          <p><Status tone="ok" tag={false}>{t("hours.confirmed", { n: hoursNumber(words, totals.confirmedMinutes) })}</Status></p>
          {totals.disputedMinutes > 0 && <p><Status tone="stop" tag={false}>{t("hours.disputed", { n: hoursNumber(words, totals.disputedMinutes) })}</Status></p>}
          <details>
            <summary>{t("hours.all_weeks")}</summary>
            <table>
              <caption class="vh">{t("hours.all_weeks")}</caption>
              <thead><tr><th scope="col">{t("hours.week", { n: "" }).trim()}</th><th scope="col" class="n">{t("hours.learning")}</th><th scope="col" class="n">{t("hours.other")}</th><th scope="col" class="n">{t("hours.sure")}</th></tr></thead>
              <tbody>
                {[...weeks].reverse().map(({ mondayDate, totals: week }) => mondayDate && week && (
                  <tr key={`${mondayDate.year} ${mondayDate.month} ${mondayDate.day}`}><th scope="row">{weekNumber(mondayDate)}</th><td class="n">{hoursNumber(words, week.learningMinutes)}</td><td class="n">{hoursNumber(words, week.otherMinutes)}</td><td class="n">{hoursNumber(words, week.confirmedMinutes)}</td></tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}</Faces>
    </section>
  );
}
