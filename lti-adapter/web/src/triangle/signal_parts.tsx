// What a signal says: its facts, who raised it, what was and is done about it.
import { useWords } from "../shared/i18n/context";
import { Icon, Status } from "../shared/ui/status";
import { FactCode, SignalKind, type Intervention, type Signal } from "./signals";
import { factText, interventionKey, severityKey, severityTone } from "./signal_words";
import { taskHref } from "./tasks";

export function SeverityTag({ signal }: { signal: Signal }) {
  const { t } = useWords();
  return <Status tone={severityTone[signal.severity]}>{t(severityKey[signal.severity])}</Status>;
}

export function SignalStory({ signal }: { signal: Signal }) {
  const words = useWords();
  const { t, dates } = words;
  const { facts, interventions, outcome, words: said, confidential, sourceDisplayName: source } = signal;
  return (
    <>
      {facts.length > 0 && (
        <ul class="bullets s" aria-label={t("signal.why")}>
          {facts.map((fact, index) => (
            <li key={index}>{factText(words, fact)}{fact.points > 0 && <span class="qq"> {words.tn("fact.points", fact.points)}</span>}{fact.code === FactCode.VERDICT_LATE && fact.resource !== "" && <> <a href={taskHref(fact.resource)}>{t("signal.see_task")}</a></>}</li>
          ))}
        </ul>
      )}
      {said !== "" && <p class="prose">{said}</p>}
      {signal.kind === SignalKind.RAISED_BY_PERSON && <p class="xs qq">{confidential && <Icon name="lock" />} {source !== "" ? t(confidential ? "signal.by_private" : "signal.by", { name: source }) : t("signal.by_hidden")}</p>}
      {!signal.isCurrent && <p class="s q">{t("signal.no_longer")}</p>}
      {interventions.map((one) => <Doing key={one.id} intervention={one} />)}
      {outcome !== "" && signal.endTime && <p class="s"><b class="b">{t("signal.ended", { date: dates.day(dates.dayOf(signal.endTime)) })}</b> {outcome}</p>}
    </>
  );
}

function Doing({ intervention: { kind, ownerDisplayName, actions, deadlineDate, outcome } }: { intervention: Intervention }) {
  const { t, dates } = useWords();
  return (
    <div class="doing s">
      <p><b class="b">{t(interventionKey[kind])}</b> · {t("doing.by", { name: ownerDisplayName })}{deadlineDate && ` · ${t("turn.by", { date: dates.day(deadlineDate) })}`}</p>
      <ul class="bullets">{actions.map((action, index) => <li key={index}>{action}</li>)}</ul>
      {outcome !== "" && <p>{t("doing.outcome", { outcome })}</p>}
    </div>
  );
}
