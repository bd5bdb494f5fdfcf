// The exceptions: signals that are open, what is most urgent first; each opens in place with the most likely act (R62, R63).
import { useState } from "preact/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Faces } from "../../shared/ui/faces";
import { Chips } from "../../shared/ui/fields";
import { Icon, Status } from "../../shared/ui/status";
import { SignalBody } from "../../triangle/signal_body";
import { SeverityTag } from "../../triangle/signal_parts";
import { signalStateKey, signalTitle } from "../../triangle/signal_words";
import { isOver, signalHref, useSignals, type Signal } from "../../triangle/signals";
import { bySeverity } from "./order";
import "../../shared/ui/exceptions.css";

function Signals() {
  const { t } = useWords();
  usePage(t("signal.list"));
  const signals = useSignals({ open: false });
  return (
    <>
      <div class="stack tight"><h1>{t("signal.list")}</h1><p class="s q"><Icon name="lock" /> {t("signal.explain")}</p></div>
      <Faces of={signals}>{(list) => <Content signals={list} />}</Faces>
    </>
  );
}

function Content({ signals }: { signals: readonly Signal[] }) {
  const { t, tn } = useWords();
  const [all, setAll] = useState(false);
  const rows = bySeverity(signals);
  const open = rows.filter((one) => !isOver(one));
  const shown = all ? rows : open;
  return (
    <section class="card" aria-labelledby="signals">
      <div class="head">
        <h2 id="signals">{tn("signal.open", open.length)}</h2>
        <Chips label={t("filter.label")} value={all ? "all" : "now"} onValue={(value) => setAll(value === "all")} options={[{ value: "now", label: t("filter.now", { n: open.length }) }, { value: "all", label: t("filter.all", { n: rows.length }) }]} />
      </div>
      {shown.length === 0 ? <Empty><p>{t("signal.none")}</p></Empty> : <ul class="ex">{shown.map((one, index) => <li key={one.name}><Row signal={one} first={index === 0} /></li>)}</ul>}
    </section>
  );
}

function Row({ signal, first }: { signal: Signal; first: boolean }) {
  const words = useWords();
  const { t, dates } = words;
  const [open, setOpen] = useState(first);
  const { labels, raiseTime } = signal;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b class="b">{labels?.student} · {signalTitle(words, signal)}</b>
        <span class="w">{[labels?.organisation || labels?.programme, t(signalStateKey[signal.state]), raiseTime && dates.day(dates.dayOf(raiseTime))].filter(Boolean).join(" · ")}</span>
        <span class="x">{isOver(signal) ? <Status tone="note">{t(signalStateKey[signal.state])}</Status> : <SeverityTag signal={signal} />}<Icon name="down" /></span>
      </summary>
      {open && (
        <div class="do">
          <SignalBody known={signal} />
          <p class="xs"><a href={signalHref(signal.name)}>{t("act.see_signal")}<span class="vh"> {labels?.student}</span></a></p>
        </div>
      )}
    </details>
  );
}

export default withParts(["signals"], Signals);
