// What the server says of a running placement: signals with their reasons, verdicts that are owed, and the contact per side.
import { useState } from "preact/hooks";
import { useWords } from "../../shared/i18n/context";
import { Icon, Status } from "../../shared/ui/status";
import { ContactTriangle } from "../../triangle/contact_figure";
import { rhythmHref } from "../../triangle/rhythm";
import { SignalBody } from "../../triangle/signal_body";
import { SeverityTag } from "../../triangle/signal_parts";
import { signalStateKey, signalTitle } from "../../triangle/signal_words";
import { SignalState, weightiestFirst, type Signal, type Triangle, type VerdictDue } from "../../triangle/signals";
import { taskHref } from "../../triangle/tasks";
import "../../shared/ui/exceptions.css";

export function Attention({ triangle }: { triangle: Triangle }) {
  const { t, dates } = useWords();
  const { openSignals, verdictsDue, contacts, nextCheckInTime, placement } = triangle;
  return (
    <>
      {openSignals.length > 0 && (
        <section aria-labelledby="attention">
          <h3 id="attention">{t("tri.attention")}</h3>
          <ul class="ex">{weightiestFirst(openSignals).map((signal, index) => <li key={signal.name}><One signal={signal} first={index === 0} /></li>)}</ul>
        </section>
      )}
      {verdictsDue.length > 0 && <ul class="list">{verdictsDue.map((verdict) => <li key={verdict.learningTask}><Owed verdict={verdict} /></li>)}</ul>}
      <section class="stack tight" aria-labelledby="contact">
        <h3 id="contact">{t("tri.contact")}</h3>
        <ContactTriangle contacts={contacts} />
        <p class="s q">{nextCheckInTime ? t("tri.next", { date: dates.moment(nextCheckInTime) }) : t("tri.no_next")}</p>
      </section>
      <div><a class="btn two sm" href={rhythmHref(placement)}>{t("act.see_rhythm")}</a></div>
    </>
  );
}

function One({ signal, first }: { signal: Signal; first: boolean }) {
  const words = useWords();
  const { t } = words;
  const [open, setOpen] = useState(first);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b class="b">{signalTitle(words, signal)}</b>
        {signal.state !== SignalState.RAISED && <span class="w">{t(signalStateKey[signal.state])}</span>}
        <span class="x"><SeverityTag signal={signal} /><Icon name="down" /></span>
      </summary>
      {open && <div class="do"><SignalBody known={signal} /></div>}
    </details>
  );
}

function Owed({ verdict: { learningTask, title, dueDate, lateWorkingDays } }: { verdict: VerdictDue }) {
  const { t, tn, dates } = useWords();
  return (
    <>
      <div><b class="b">{t("tri.verdict_of", { title })}</b><p><a href="#/verdicts">{t("act.verdict_desk")}</a> · <a href={taskHref(learningTask)}>{t("signal.see_task")}</a></p></div>
      {dueDate && <Status tone={lateWorkingDays > 0 ? "stop" : "warn"}>{lateWorkingDays > 0 ? tn("short.verdict", lateWorkingDays) : t("tri.verdict", { date: dates.day(dueDate) })}</Status>}
    </>
  );
}
