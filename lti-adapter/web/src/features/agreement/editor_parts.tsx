// Two parts of the draft: the promises, and who does what.
import { useWords } from "../../shared/i18n/context";
import { Choice, TextArea } from "../../shared/ui/fields";
import { PartyRole } from "../../triangle/contract";
import { word } from "../../triangle/parts";
import { parties, partyKey } from "../../triangle/words";
import { taskKey, tasks } from "./words";
import type { Desk, DraftCommitment } from "./draft_state";
import "../../shared/ui/tables.css";

/** A field that grows with its text, and still holds one line. */
const oneLine = (text: string) => text.replace(/\s*\n\s*/g, " ");

export function CommitmentEditor({ desk }: { desk: Desk }) {
  const words = useWords();
  const { t } = words;
  const all = desk.draft.commitments;
  const change = (key: string, part: Partial<DraftCommitment>) => desk.set("commitments", all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const add = () => desk.set("commitments", [...all, { id: "", key: crypto.randomUUID(), owner: PartyRole.WORKPLACE, text: "", measure: "" }]);
  return (
    <section class="card" aria-labelledby="edit-commitments">
      <h3 id="edit-commitments">{t("commit.title")}</h3>
      <p class="s q">{t("commit.explain")}</p>
      {all.map((commitment, index) => (
        <fieldset key={commitment.key} class="clause">
          <legend class="b">{t("commit.n", { n: index + 1 })}</legend>
          <div class="three wide">
            <Choice label={t("commit.owner")} value={String(commitment.owner)} options={parties.map((role) => ({ value: String(role), label: word(words, partyKey[role]) }))}
              onValue={(value) => change(commitment.key, { owner: parties.find((role) => String(role) === value) ?? commitment.owner })} />
            <TextArea label={t("commit.text")} value={commitment.text} maxLength={500} onValue={(text) => change(commitment.key, { text: oneLine(text) })} />
            <TextArea label={t("commit.measure")} hint={t("commit.measure_hint")} value={commitment.measure} maxLength={200} onValue={(measure) => change(commitment.key, { measure: oneLine(measure) })} />
          </div>
          <div><button type="button" class="btn flat sm" onClick={() => desk.set("commitments", all.filter((one) => one.key !== commitment.key))}>{t("act.remove")}<span class="vh"> {t("commit.n", { n: index + 1 })}</span></button></div>
        </fieldset>
      ))}
      {all.length < 50 && <div><button type="button" class="btn two sm" onClick={add}>{t("act.add_commitment")}</button></div>}
    </section>
  );
}

export function MatrixEditor({ desk }: { desk: Desk }) {
  const words = useWords();
  const { t } = words;
  const rows = desk.draft.rows;
  return (
    <section class="card" aria-labelledby="edit-matrix">
      <h3 id="edit-matrix">{t("matrix.title")}</h3>
      <table class="cards matrix">
        <caption>{t("matrix.explain")}</caption>
        <thead><tr><th scope="col">{t("matrix.what")}</th>{parties.map((role) => <th key={role} scope="col">{word(words, partyKey[role])}</th>)}</tr></thead>
        <tbody>
          {tasks.map((task) => (
            <tr key={task}>
              <th scope="row">{word(words, taskKey[task])}</th>
              {parties.map((role) => (
                <td key={role}>
                  <label class="cell">
                    <input type="radio" name={`task-${task}`} checked={rows.get(task) === role} onChange={() => desk.set("rows", new Map(rows).set(task, role))} />
                    <span class="side">{word(words, partyKey[role])}<span class="vh">: {word(words, taskKey[task])}</span></span>
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
