// One trial: how many have no place, how the others came out as a bar, and whether seats were taken from a group.
import { useWords, type Words } from "../../shared/i18n/context";
import { Status } from "../../shared/ui/status";
import { RunState, type MatchingRound, type MatchRun, type RoundPlace } from "../../triangle/rounds";
import { changesText } from "./changes";
import { displaced, partsOf, type Part } from "./outcome";

interface Props {
  readonly round: MatchingRound;
  readonly run: MatchRun;
  readonly letter: string;
  readonly places: readonly RoundPlace[];
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

export function TrialCard({ round, run, letter, places, chosen, onChoose }: Props) {
  const words = useWords();
  const { t } = words;
  const changes = changesText(words, round, run, places);
  return (
    <div class={`trial${chosen ? " sel" : ""}`}>
      <label class="row apart nowrap">
        <span class="row nowrap"><input type="radio" name="trial" checked={chosen} onChange={onChoose} /><b>{t("trial.name", { letter })}</b></span>
        {chosen && <Status tone="ok">{t("trial.chosen")}</Status>}
      </label>
      <p class="s q">{run.displayName}</p>
      {changes.length > 0 && changes.join(" ") !== run.displayName && <ul class="xs q">{changes.map((text) => <li key={text}>{text}</li>)}</ul>}
      <Result round={round} run={run} letter={letter} />
    </div>
  );
}

function Result({ round, run, letter }: Pick<Props, "round" | "run" | "letter">) {
  const words = useWords();
  const { t } = words;
  const { outcome } = run;
  if (run.state === RunState.FAILED) return <p><Status tone="stop" tag={false}>{t("trial.failed")} {words.find(`no.${run.failure.toLowerCase()}`) ?? <span class="mono">{run.failure}</span>}</Status></p>;
  if (outcome === undefined) return <p aria-busy="true"><Status tone="wait" tag={false}>{t("trial.running")}</Status></p>;
  const taken = displaced(words, round, outcome);
  return (
    <>
      <p class="big"><b>{outcome.unplacedCount}</b><span class="s">{t("trial.unplaced")}</span></p>
      <Bar parts={partsOf(outcome)} label={barText(words, letter, partsOf(outcome))} />
      {round.groups.length > 1 && (taken.length === 0
        ? <p><Status tone="ok" tag={false}>{t("trial.kept")}</Status></p>
        : <>{taken.map((text) => <p key={text}><Status tone="warn" tag={false}>{text}</Status></p>)}</>)}
    </>
  );
}

function barText({ t }: Words, letter: string, [first, second, lower, none]: readonly Part[]): string {
  return t("trial.bar", { letter, first: first?.count ?? 0, second: second?.count ?? 0, lower: lower?.count ?? 0, none: none?.count ?? 0 });
}

function Bar({ parts, label }: { parts: readonly Part[]; label: string }) {
  return (
    <div class="sb" role="img" aria-label={label}>
      {parts.filter(({ count }) => count > 0).map(({ kind, count }) => (
        <span key={kind} class={kind} ref={(element) => {
          // Through the DOM: the page allows no styles in its markup.
          if (element) element.style.flexGrow = String(count);
        }}>{count}</span>
      ))}
    </div>
  );
}

export function BarKey() {
  const { t } = useWords();
  return (
    <p class="key">
      <span><i class="k1" />{t("key.first")}</span>
      <span><i class="k2" />{t("key.second")}</span>
      <span><i class="k3" />{t("key.lower")}</span>
      <span><i class="k4" />{t("key.none")}</span>
    </p>
  );
}
