// A round as a student meets it: choosing places, waiting, and the place that came of it.
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Faces } from "../../shared/ui/faces";
import { RoundState, useParticipants, useRound, type MatchingRound, type Participant } from "../../triangle/rounds";
import { Choose } from "./choose";
import { Result } from "./result";
import { Submitted } from "./submitted";
import "./ranking.css";

function Ranking({ name }: { name: string }) {
  const { t } = useWords();
  const round = useRound(name);
  // A student gets only the own part.
  const own = useParticipants(name);
  usePage(round.data?.displayName ?? t("place.placement"));
  return (
    <>
      {round.data === undefined || own.data === undefined
        ? <><h1>{t("place.placement")}</h1><Faces of={round.data === undefined ? round : own}>{() => null}</Faces></>
        : <Own round={round.data} own={own.data[0]} />}
    </>
  );
}

function Own({ round, own }: { round: MatchingRound; own: Participant | undefined }) {
  const { t } = useWords();
  if (own === undefined) return <><h1>{round.displayName}</h1><Empty><p>{t("rank.not_in")}</p></Empty></>;
  switch (round.state) {
    case RoundState.PREFERENCES_OPEN: return <Choose key={own.name} round={round} own={own} />;
    case RoundState.PUBLISHED:
    case RoundState.CLOSED: return <Result round={round} own={own} />;
    case RoundState.STATE_UNSPECIFIED:
    case RoundState.SETUP:
    case RoundState.FROZEN: return <Submitted round={round} own={own} />;
  }
}

export default withParts(["ranking"], Ranking);
