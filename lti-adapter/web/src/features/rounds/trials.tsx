// Step 4: trials side by side, the same figures as a table, the check, and what one student would read.
import { useState } from "preact/hooks";
import { useWords } from "../../shared/i18n/context";
import { saveCsv } from "../../shared/ui/csv";
import { Empty, Faces } from "../../shared/ui/faces";
import { Icon } from "../../shared/ui/status";
import { letterOf, RoundState, usePlaces, useRuns, type MatchingRound, type MatchRun } from "../../triangle/rounds";
import { Allocations } from "./allocations";
import { best, ended, figureRows, figures } from "./outcome";
import { Propose } from "./propose";
import { BarKey, TrialCard } from "./trial_card";
import { TrialForm } from "./trial_form";
import { Verified } from "./verified";
import "../../shared/ui/tables.css";

export function Trials({ round }: { round: MatchingRound }) {
  const { t } = useWords();
  const runs = useRuns(round.name);
  if (round.state < RoundState.FROZEN) return <section class="card"><Empty><p>{t("trial.too_early")}</p></Empty></section>;
  return <Faces of={runs}>{(list) => <Compare round={round} runs={list} />}</Faces>;
}

function Compare({ round, runs }: { round: MatchingRound; runs: readonly MatchRun[] }) {
  const { t, tn } = useWords();
  const places = usePlaces(round.name);
  const [picked, setPicked] = useState("");
  const [making, setMaking] = useState(false);
  const frozen = round.state === RoundState.FROZEN;
  const at = (name: string) => runs.findIndex((run) => run.name === name);
  const index = [picked, round.publishedRun, round.proposedRun].map(at).find((found) => found >= 0) ?? (runs.length > 0 ? 0 : -1);
  const run = runs[index];
  return (
    <Allocations round={round} run={run}>
      <section class="card" aria-labelledby="trials">
        <div class="head">
          <h2 id="trials">{t("trial.title")}</h2>
          {frozen && <button type="button" class="btn two sm" disabled={places.data === undefined} onClick={() => setMaking(true)}>{t("act.new_trial")}</button>}
        </div>
        <p class="vh" role="status">{tn("trial.count", ended(runs).length)}</p>
        {runs.length === 0
          ? <Empty><p>{t("trial.empty")}</p></Empty>
          : (
            <>
              <div class="trials" role="radiogroup" aria-labelledby="trials">
                {runs.map((one, number) => <TrialCard key={one.name} round={round} run={one} letter={letterOf(number)} places={places.data ?? []} chosen={number === index} onChoose={() => setPicked(one.name)} />)}
              </div>
              <BarKey />
            </>
          )}
      </section>
      {ended(runs).length > 0 && (
        <section class="card" aria-labelledby="figures">
          <div class="head"><h2 id="figures">{t("figure.title")}</h2><Csv round={round} runs={runs} /></div>
          <Figures round={round} runs={runs} chosen={index} />
          {run && <Verified run={run} />}
          {run && frozen && <Propose round={round} run={run} letter={letterOf(index)} />}
        </section>
      )}
      {making && <TrialForm round={round} places={places.data ?? []} onMade={(made) => setPicked(made.name)} onClose={() => setMaking(false)} />}
    </Allocations>
  );
}

function Csv({ round, runs }: { round: MatchingRound; runs: readonly MatchRun[] }) {
  const words = useWords();
  return <button type="button" class="btn flat sm" onClick={() => saveCsv(figureRows(words, round, runs), words.lang, words.t("figure.file"))}><Icon name="doc" /> {words.t("act.csv")}</button>;
}

function Figures({ round, runs, chosen }: { round: MatchingRound; runs: readonly MatchRun[]; chosen: number }) {
  const words = useWords();
  const { t } = words;
  return (
    <div class="scroll" role="group" aria-label={t("figure.title")} tabIndex={0}>
      <table>
        <caption class="vh">{t("figure.title")}</caption>
        <thead><tr><th scope="col"><span class="vh">{t("figure.what")}</span></th>{runs.map((run, index) => <th key={run.name} class="n" scope="col"><span class="vh">{t("trial.name", { letter: "" })}</span>{letterOf(index)}{index === chosen && <span class="vh">, {t("trial.chosen")}</span>}</th>)}</tr></thead>
        <tbody>
          {figures(words, round).map((figure) => {
            const top = best(figure, runs);
            return (
              <tr key={figure.label}>
                <th scope="row">{figure.label}</th>
                {runs.map(({ name, outcome }) => {
                  const value = outcome && figure.value(outcome);
                  return <td key={name} class={`n${value !== undefined && value === top ? " best" : ""}`}>{value ?? "–"}</td>;
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
