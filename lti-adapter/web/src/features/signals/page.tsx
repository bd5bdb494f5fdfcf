// One signal on a page of its own: where a mail leads to.
import { usePage } from "../../shared/frame/router";
import { useSession } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Faces } from "../../shared/ui/faces";
import { Icon, Status } from "../../shared/ui/status";
import { WayOn } from "../../triangle/way_on";
import { usePlacement } from "../../triangle/queries";
import { rhythmHref } from "../../triangle/rhythm";
import { SignalBody } from "../../triangle/signal_body";
import { SeverityTag } from "../../triangle/signal_parts";
import { signalStateKey, signalTitle } from "../../triangle/signal_words";
import { isOver, useSignal, type Signal } from "../../triangle/signals";

function SignalPage({ name }: { name: string }) {
  const words = useWords();
  const { t } = words;
  const signal = useSignal(name);
  usePage(signal.data === undefined ? t("signal.title") : signalTitle(words, signal.data));
  return (
    <>
      {signal.data === undefined && <h1>{t("signal.title")}</h1>}
      <Faces of={signal}>{(found) => <Content signal={found} />}</Faces>
    </>
  );
}

function Content({ signal }: { signal: Signal }) {
  const words = useWords();
  const { t } = words;
  const staff = useSession().role !== "student";
  const placement = usePlacement(staff ? signal.placement : undefined);
  const { labels } = signal;
  return (
    <>
      <div class="stack tight">
        <a class="s" href={staff ? "#/signals" : "#/"}>{t("signal.back")}</a>
        <div class="head"><h1>{signalTitle(words, signal)}</h1>{isOver(signal) ? <Status tone="note">{t(signalStateKey[signal.state])}</Status> : <SeverityTag signal={signal} />}</div>
        <p class="s q">{[labels?.student, labels?.programme, labels?.organisation].filter(Boolean).join(" · ")}</p>
        <p class="xs qq"><Icon name="lock" /> {t("signal.explain")}</p>
      </div>
      <section class="card narrow" aria-label={t("signal.title")}><SignalBody known={signal} /></section>
      {staff && <div><a class="btn two sm" href={rhythmHref(signal.placement)}>{t("act.see_rhythm")}</a></div>}
      {placement.data && <WayOn placement={placement.data} />}
    </>
  );
}

export default withParts(["signals"], SignalPage);
