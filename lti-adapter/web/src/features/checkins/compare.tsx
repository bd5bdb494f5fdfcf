// The three views side by side, and what is to be spoken about. On a phone each subject is a card with three voices.
import { useWords, type Words } from "../../shared/i18n/context";
import { Status } from "../../shared/ui/status";
import { allParties, isAhead, viewOf, type CheckIn, type Party } from "../../triangle/check_ins";
import { agendaText, partyName, partyWord } from "../../triangle/check_in_words";
import { usePlan } from "../../triangle/tasks";
import { capital } from "./capital";
import { compareRows, hiddenParties, type CompareRow } from "./compare_rows";
import "../../shared/ui/tables.css";

function useOutcomeTitle(placement: string): (code: string) => string {
  const plan = usePlan(placement);
  return (code) => plan.data?.coverage.find(({ outcomeCode }) => outcomeCode === code)?.outcomeTitle ?? "";
}

export function Compare({ checkIn, own, employer }: { checkIn: CheckIn; own: Party | undefined; employer: boolean }) {
  const words = useWords();
  const { t } = words;
  const titleOf = useOutcomeTitle(checkIn.placement);
  const hidden = hiddenParties(checkIn);
  const label = (party: Party) => {
    const name = partyName(checkIn, party);
    return `${capital(partyWord(words, party, own))}${party === own || name === "" ? "" : ` · ${name}`}`;
  };
  const hiddenText = t(own !== undefined ? "view.hidden" : employer ? "view.hidden_always" : "view.hidden_reader");
  const readable = checkIn.views.some((view) => !view.hidden);
  return (
    <section class="card" aria-labelledby="compare">
      <h2 id="compare">{t("compare.title")}</h2>
      {(hidden.length > 0 || checkIn.views.length < allParties.length) && (
        <ul class="bullets s">
          {allParties.filter((party) => hidden.includes(party) || viewOf(checkIn, party) === undefined).map((party) => (
            <li key={party}>{label(party)}: {hidden.includes(party) ? hiddenText : t(isAhead(checkIn) ? "view.missing" : "view.never").toLowerCase()}</li>
          ))}
        </ul>
      )}
      {readable && (
        <table class="cards civiews">
          <caption class="vh">{t("compare.title")}</caption>
          <thead><tr><th scope="col">{t("compare.topic")}</th>{allParties.map((party) => <th key={party} scope="col">{label(party)}</th>)}</tr></thead>
          <tbody>
            {compareRows(checkIn).map((row) => (
              <tr key={`${row.key}${row.code}`} class={row.differs ? "cidiff" : undefined}>
                <th scope="row">{topic(words, row, titleOf)}{row.differs && <> <Status tone="warn" tag={false}>{t("compare.differs")}</Status></>}</th>
                {allParties.map((party, index) => <td key={party} data-label={label(party)}><Cell row={row} index={index} /></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function topic({ t }: Words, { key, code }: CompareRow, titleOf: (code: string) => string): string {
  switch (key) {
    case "overall": return t("view.overall");
    case "goes_well": return t("view.goes_well");
    case "must_change": return t("view.must_change");
    case "remarks": return t("view.remarks");
    case "goal": return `${code} ${titleOf(code)}`.trim();
  }
}

function Cell({ row, index }: { row: CompareRow; index: number }) {
  const { t } = useWords();
  const cell = row.cells[index];
  if (cell === undefined || (cell.rating === 0 && cell.text === "")) return <span class="qq">{cell === undefined ? "–" : t("view.empty")}</span>;
  return <>{cell.rating > 0 && <b class="b num">{t("compare.of5", { n: cell.rating })}</b>}{cell.rating > 0 && cell.text !== "" && " · "}{cell.text}</>;
}

/** What the differences ask to be spoken about. */
export function Agenda({ checkIn, own }: { checkIn: CheckIn; own: Party | undefined }) {
  const words = useWords();
  const titleOf = useOutcomeTitle(checkIn.placement);
  const readable = checkIn.views.filter((view) => !view.hidden).length;
  if (readable < 2) return null;
  return (
    <section class="card" aria-labelledby="agenda">
      <h2 id="agenda">{words.t("agenda.title")}</h2>
      {checkIn.agendaItems.length === 0
        ? <p class="s q">{words.t("agenda.none")}</p>
        : <ol class="bullets">{checkIn.agendaItems.map((item, index) => <li key={index}>{capital(agendaText(words, item, own, titleOf))}</li>)}</ol>}
    </section>
  );
}
