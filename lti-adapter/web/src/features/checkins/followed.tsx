// What came out of a check-in: the outcome, and the agreed actions with owner and day.
import { useState } from "preact/hooks";
import { compareDays, isoDay, parseDay } from "../../shared/i18n/dates";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice, TextField } from "../../shared/ui/fields";
import { Status } from "../../shared/ui/status";
import { allParties, isFollowed, Party, type AgreedAction, type CheckIn } from "../../triangle/check_ins";
import { partyList, partyName, partyWord } from "../../triangle/check_in_words";
import { capital } from "./capital";
import { CloseDialog } from "./close_dialog";
import { useCheckInAct } from "./form";

export function Outcome({ checkIn, own }: { checkIn: CheckIn; own: Party | undefined }) {
  const words = useWords();
  const { t, dates } = words;
  if (checkIn.heldDate === undefined) return null;
  return (
    <section class="card" aria-labelledby="outcome">
      <h2 id="outcome">{t("held.title")}</h2>
      <p class="prose">{checkIn.outcome}</p>
      <p class="s q">{t("held.on", { date: dates.day(checkIn.heldDate) })}. {t("held.present", { parties: partyList(words, checkIn.presentParties, own) })}.</p>
      {checkIn.closeReason !== "" && <p class="s">{t("held.closed_reason", { reason: checkIn.closeReason })}</p>}
    </section>
  );
}

export function Actions({ checkIn, own }: { checkIn: CheckIn; own: Party | undefined }) {
  const { t } = useWords();
  const [closing, setClosing] = useState(false);
  if (checkIn.heldDate === undefined) return null;
  const open = isFollowed(checkIn);
  return (
    <section class="card" aria-labelledby="actions">
      <h2 id="actions">{t("actions.title")}</h2>
      {checkIn.agreedActions.length === 0 && <p class="s q">{t("actions.none")}</p>}
      {checkIn.agreedActions.length > 0 && <ul class="list">{checkIn.agreedActions.map((action) => <li key={action.number}><Action checkIn={checkIn} action={action} own={own} /></li>)}</ul>}
      {open && own !== undefined && checkIn.agreedActions.length < 20 && <ActionForm key={checkIn.agreedActions.length} checkIn={checkIn} own={own} />}
      {open && own === Party.TEACHER && <div><button type="button" class="btn two" onClick={() => setClosing(true)}>{t("act.close_checkin")}</button></div>}
      {closing && <CloseDialog checkIn={checkIn} onClose={() => setClosing(false)} />}
    </section>
  );
}

function Action({ checkIn, action, own }: { checkIn: CheckIn; action: AgreedAction; own: Party | undefined }) {
  const words = useWords();
  const { t, dates } = words;
  const done = action.doneTime !== undefined;
  const late = !done && action.dueDate !== undefined && compareDays(action.dueDate, dates.today()) < 0;
  const marks = isFollowed(checkIn) && own !== undefined && (own === action.owner || own === Party.TEACHER);
  const act = useCheckInAct(
    (client, isDone: boolean, requestId) => client.markAgreedAction({ name: checkIn.name, number: action.number, done: isDone, etag: checkIn.etag, requestId }),
    () => t("done.action_marked"),
  );
  const name = partyName(checkIn, action.owner);
  const who = `${capital(partyWord(words, action.owner, own))}${action.owner === own || name === "" ? "" : ` (${name})`}`;
  return (
    <>
      <div>
        <b class={done ? "cidone" : "b"}>{action.text}</b>
        <p>{action.dueDate && t("actions.by", { party: who, date: dates.day(action.dueDate) })}</p>
        <Trouble error={act.error} />
      </div>
      <div class="r">
        {action.doneTime && <Status tone="ok">{t("actions.done_on", { date: dates.day(dates.dayOf(action.doneTime)) })}</Status>}
        {late && action.dueDate && <Status tone="stop">{t("turn.late", { date: dates.day(action.dueDate) })}</Status>}
        {marks && <button type="button" class={done ? "btn flat sm" : "btn two sm"} disabled={act.busy} onClick={() => act.run(!done)}>{t(done ? "act.action_undone" : "act.action_done")}<span class="vh"> {action.text}</span></button>}
      </div>
    </>
  );
}

function ActionForm({ checkIn, own }: { checkIn: CheckIn; own: Party }) {
  const words = useWords();
  const { t } = words;
  const [text, setText] = useState("");
  const [owner, setOwner] = useState<Party>(own);
  const [due, setDue] = useState("");
  const dueDate = parseDay(due);
  const act = useCheckInAct(
    (client, _: undefined, requestId) => client.addAgreedAction({ name: checkIn.name, agreedAction: { owner, text: text.trim(), ...(dueDate && { dueDate }) }, etag: checkIn.etag, requestId }),
    () => t("done.action_added"),
  );
  const label = (party: Party) => {
    const name = partyName(checkIn, party);
    return `${capital(partyWord(words, party, own))}${party === own || name === "" ? "" : ` · ${name}`}`;
  };
  return (
    <form aria-label={t("act.add_action")} onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <TextField label={t("actions.what")} value={text} onValue={setText} maxLength={500} required />
      <div class="two2">
        <Choice label={t("actions.who")} value={String(owner)} onValue={(value) => setOwner(allParties.find((party) => String(party) === value) ?? own)} options={allParties.map((party) => ({ value: String(party), label: label(party) }))} />
        <TextField type="date" label={t("actions.due")} value={due} onValue={setDue} min={isoDay(checkIn.heldDate)} required />
      </div>
      <Trouble error={act.error} />
      <div><button type="submit" class="btn" disabled={act.busy || text.trim() === "" || dueDate === undefined}>{t("act.add_action")}</button></div>
    </form>
  );
}
