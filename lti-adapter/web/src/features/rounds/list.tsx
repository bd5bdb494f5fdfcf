// All rounds with how far each is, and the one act that comes first.
import { useState } from "preact/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords, type Words } from "../../shared/i18n/context";
import { Empty, Faces } from "../../shared/ui/faces";
import { Status } from "../../shared/ui/status";
import { roundHref, RoundState, useRounds, type MatchingRound } from "../../triangle/rounds";
import { NewRound } from "./round_form";
import { stateKey, stateTone } from "./words";
import "./rounds.css";

export function Rounds() {
  const { t } = useWords();
  usePage(t("place.rounds"));
  const rounds = useRounds();
  const [making, setMaking] = useState(false);
  return (
    <>
      <div class="head"><h1>{t("place.rounds")}</h1><button type="button" class="btn sm" onClick={() => setMaking(true)}>{t("act.new_round")}</button></div>
      <Faces of={rounds}>
        {(list) => list.length === 0
          ? <Empty><p>{t("rounds.empty")}</p></Empty>
          : <ul class="rounds">{list.map((round) => <li key={round.name}><One round={round} /></li>)}</ul>}
      </Faces>
      {making && <NewRound onClose={() => setMaking(false)} />}
    </>
  );
}

function One({ round }: { round: MatchingRound }) {
  const words = useWords();
  const { t, dates } = words;
  return (
    <section class="card" aria-label={round.displayName}>
      <div class="head">
        <h2>{round.displayName}</h2>
        <Status tone={stateTone[round.state]}>{t(stateKey[round.state])}</Status>
      </div>
      {round.startDate && round.endDate && <p class="s q">{t("agreement.period", { from: dates.day(round.startDate), to: dates.day(round.endDate), hours: round.weeklyHours })}</p>}
      <p class="s">{sizeText(words, round)}</p>
      <p class="s q">{progressText(words, round)}</p>
      <div><a class={`btn sm${round.state === RoundState.CLOSED ? " two" : ""}`} href={roundHref(round.name)}>{t(actKey[round.state])}<span class="vh"> {round.displayName}</span></a></div>
    </section>
  );
}

const actKey = {
  [RoundState.STATE_UNSPECIFIED]: "act.open_round",
  [RoundState.SETUP]: "act.go_on_setup",
  [RoundState.PREFERENCES_OPEN]: "act.see_wishes",
  [RoundState.FROZEN]: "act.compare_trials",
  [RoundState.PUBLISHED]: "act.see_answers",
  [RoundState.CLOSED]: "act.open_round",
} as const;

/** "66 studenten, 14 organisaties, 63 plekken". */
export function sizeText({ tn }: Words, { counts }: MatchingRound): string {
  if (counts === undefined) return "";
  return `${tn("rounds.students", counts.participantCount)}, ${tn("rounds.organisations", counts.organisationCount)}, ${tn("rounds.seats", counts.seatCount)}`;
}

function progressText({ t, dates }: Words, round: MatchingRound): string {
  const { counts } = round;
  if (counts === undefined) return "";
  if (round.state >= RoundState.PUBLISHED) return t("rounds.answers", { accepted: counts.acceptedCount, open: counts.unansweredCount, unplaced: counts.unplacedCount });
  const due = round.preferencesDueTime ? dates.moment(round.preferencesDueTime) : "";
  if (round.state === RoundState.SETUP) return t("rounds.due", { due });
  return t("rounds.submitted", { n: counts.submittedCount, m: counts.participantCount, due });
}
